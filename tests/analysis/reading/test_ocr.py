"""Text in pictures: recognised where Tesseract is here, said plainly where it is not."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from esgcheck.analysis.reading import Limits, cage_status, ocr, ocr_walls, read_document
from esgcheck.analysis.reading.ocr_reading import passages_of
from esgcheck.analysis.types import Document
from tests.analysis.reading.scans import PARAGRAPH, Scan, scan


@pytest.fixture(scope="session")
def scanned() -> Scan:
    return scan()


@pytest.fixture(scope="session")
def tesseract() -> Iterator[ocr.Engine]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(ocr.LANGUAGES, "eng")
        found = ocr.engine()
        if found is None:
            pytest.skip("Tesseract is not on this machine")
        yield found


@pytest.fixture(scope="session")
def recognised(scanned: Scan, tesseract: ocr.Engine) -> Document:
    return read_document(scanned.pdf, name="scan.pdf")


def test_the_words_of_a_scan_are_read(recognised: Document, scanned: Scan) -> None:
    read = Counter(recognised.text.split())
    true = Counter(word for word, _ in scanned.words)

    assert (read & true).total() > 0.9 * true.total()
    assert (read & true).total() > 0.9 * read.total()


def test_they_stand_where_they_are_on_the_page(recognised: Document, scanned: Scan) -> None:
    places = {word.start: word for word in recognised.pages[0].words}
    (heading,) = [word for start, word in places.items() if recognised.text[start:].startswith("suppliers\n")]
    (true,) = [box for text, box in scanned.words if text == "suppliers" and box[3] - box[1] > 18]

    assert abs(heading.box.x0 - true[0]) < 2
    assert abs(heading.box.x1 - true[2]) < 2
    assert true[1] - 2 < heading.box.y0 < heading.box.y1 < true[3] + 2


def test_every_word_says_how_sure_it_is_and_the_document_that_it_was_recognised(recognised: Document) -> None:
    sure = [word.confidence for word in recognised.pages[0].words]

    assert all(one is not None and 0 < one <= 1 for one in sure)
    assert [problem.code for problem in recognised.problems] == ["recognised"]
    assert "page 1 was recognised in a picture (mean confidence 9" in recognised.problems[0].message


def test_headings_and_paragraphs_are_told_apart_and_lines_joined(recognised: Document) -> None:
    assert [(p.kind, p.span.of(recognised.text)[:20]) for p in recognised.passages] == [
        ("heading", "Sustainability Repor"),
        ("paragraph", PARAGRAPH[:20]),
        ("heading", "Our suppliers"),
        ("paragraph", PARAGRAPH[:20]),
    ]


def test_a_picture_is_read_like_a_scan_page_by_page(scanned: Scan, tesseract: ocr.Engine) -> None:
    progress: list[tuple[int, int]] = []

    document = read_document(
        scanned.png, name="page.png", on_progress=lambda read, known: progress.append((read, known))
    )

    assert document.media_type == "image/png"
    assert "Sustainability Report 2023" in document.text
    assert round(document.pages[0].width) == 420
    assert progress == [(1, 1)]


def test_a_blank_page_is_not_given_to_tesseract(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr.subprocess, "run", None)
    engine = ocr.Engine("/none", "/none", "5", ("eng",), ("eng",))

    assert ocr.seen(bytes([250, 255]) * 500, 100, 10, dpi=300, engine=engine, limits=Limits()) == []


def test_without_tesseract_it_is_said_what_to_do(scanned: Scan, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")

    document = read_document(scanned.pdf, name="scan.pdf")

    assert document.text == ""
    (problem,) = document.problems
    assert problem.code == "no_text_layer"
    assert "Tesseract is not installed on this server" in problem.message


def test_no_more_pages_are_recognised_than_the_limit(scanned: Scan, tesseract: ocr.Engine) -> None:
    document = read_document(scanned.pdf, limits=replace(Limits(), ocr_pages=0))

    assert [problem.code for problem in document.problems] == ["not_recognised"]
    assert "at most 0 pages" in document.problems[0].message


def test_a_page_that_takes_too_long_is_said_and_the_document_kept(scanned: Scan, tesseract: ocr.Engine) -> None:
    # A thousandth of a second for Tesseract; a minute still to read and to draw, whose walls move by the same factor.
    a_minute = {"chunk_cpu_seconds": 60_000, "render_cpu_seconds": 60_000}
    limits = replace(Limits(), ocr_page_seconds=1, wall_factor=0.001, **a_minute)

    document = read_document(scanned.pdf, limits=limits)

    assert "took_too_long" not in [problem.code for problem in document.problems]
    assert [problem.code for problem in document.problems] in (["not_recognised"], ["page_unreadable"])


@pytest.mark.parametrize(
    ("installed", "wanted", "chosen"),
    [
        (("deu", "eng", "fra"), "", ("eng", "deu", "fra")),
        (("afr", "deu", "eng", "fra", "ita"), "", ("eng", "afr", "deu", "fra")),
        (("deu", "eng"), "deu+xyz", ("deu",)),
        (("deu", "eng"), "xyz", ("eng", "deu")),
        ((), "", ()),
    ],
)
def test_languages_are_those_wanted_else_english_and_some_others(
    installed: tuple[str, ...], wanted: str, chosen: tuple[str, ...]
) -> None:
    assert ocr._chosen(installed, wanted) == chosen


HOCR = """<div class='ocr_carea' id='block_1_1' title="bbox 0 0 99 99"><p class='ocr_par' title="bbox 0 0 9 9">
<span class='ocr_header' id='line_1_1' title="bbox 10 20 300 60; baseline 0 -7; x_size 40; x_descenders 7">
 <span class='ocrx_word' id='w1' title='bbox 10 20 90 60; x_wconf 96'>R&amp;D</span>
 <span class='ocrx_word' id='w2' title='bbox 100 20 300 60; x_wconf 31'><strong>co&#39;st</strong></span>
 <span class='ocrx_word' id='w3' title='bbox 310 20 310 60; x_wconf 99'>x</span>
 <span class='ocrx_word' id='w4' title='bbox 320 20 330 60; x_wconf 3'>~</span></span></p></div>
<div class='ocr_carea' id='block_1_2' title="bbox 0 0 99 99">
<span class='ocr_line' id='line_1_2' title="bbox 10 90 300 99; textangle 90; x_size 20">
 <span class='ocrx_word' id='w5' title='bbox 10 90 60 99; x_wconf 90'>side</span></span></div>"""


def test_what_tesseract_says_is_taken_with_boxes_and_confidence() -> None:
    first, second = ocr.lines_of(HOCR)

    assert [(word.text, word.sure) for word in first.words] == [("R&D", 0.96), ("co'st", 0.31), ("~", 0.03)]
    assert (first.block, first.height, first.upright) == (1, 40.0, True)
    assert (second.block, second.upright) == (2, False)
    passages, sure = passages_of([first], 0.25, 0.5)
    assert [line.words for passage in passages for line in passage.lines] == [["R&D", "co'st"]]
    assert passages[0].lines[0].boxes[0].y1 == 30
    assert sure == [0.96, 0.31]


_TRIALS = """
try() { if eval "$1" 2>/dev/null; then echo "could: $1"; fi; }
try 'read -r line < /etc/passwd'
try 'echo x > "$0"'
try ': 3<>/dev/udp/127.0.0.1/9'
try 'kill -0 $PPID'
try '/bin/true'
try '[ -n "$SECRET" ]'
echo tried
"""


def test_the_walls_around_tesseract_hold(tmp_path: Path) -> None:
    """A shell takes its place and tries from inside; without the walls it can do each of these things."""
    if cage_status().level != "full" or not Path("/usr/bin/bash").exists():
        pytest.skip("this kernel has no Landlock and seccomp, or there is no bash")
    tmp_path.chmod(0o777)
    walls = [sys.executable, "-I", ocr_walls.__file__, str(os.getpid()), str(1 << 30), "10", "/usr/share"]
    shell = ["/usr/bin/bash", "-c", _TRIALS, str(tmp_path / "new")]

    inside = subprocess.run([*walls, *shell], capture_output=True, text=True, env={"SECRET": "1"})
    outside = subprocess.run(shell, capture_output=True, text=True, env={"SECRET": "1"})

    assert inside.stdout == "tried\n"
    assert outside.stdout.count("could:") == 6


_SIGNALS = """
import ctypes, os, sys
from esgcheck.analysis.reading import lockdown, ocr_walls
libc, me, nothing = ctypes.CDLL(None, use_errno=True), os.getpid(), bytes(128)
def sent():
    calls = (("tgkill", me, me, 0), ("rt_sigqueueinfo", me, 0, nothing), ("rt_tgsigqueueinfo", me, me, 0, nothing))
    return [libc.syscall(ocr_walls._REFUSED[name][0 if os.uname().machine == "x86_64" else 1], *rest) and
            ctypes.get_errno() for name, *rest in calls]
before = sent()
lockdown._prctl(libc, lockdown._PR_SET_NO_NEW_PRIVS, 1)
ocr_walls._without_calls(libc)
print(before, sent())
"""


def test_tesseract_can_signal_nobody_by_the_calls_that_a_shell_does_not_know() -> None:
    if cage_status().level != "full":
        pytest.skip("this kernel has no Landlock and seccomp")

    said = subprocess.run([sys.executable, "-c", _SIGNALS], capture_output=True, text=True, check=True)

    assert said.stdout.strip() == f"{[0, 0, 0]} {[errno.EPERM] * 3}"
