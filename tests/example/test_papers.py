"""The PDF files are what ``build.py`` makes, and they carry what real ones carry."""

from __future__ import annotations

import re
from html import unescape
from itertools import pairwise

import pymupdf
import pytest

from esgcheck.example.build import changed
from esgcheck.example.layout import WORDS, DoesNotFit, Paper
from esgcheck.example.manifest import FILES

IN_FILE = {
    "report.pdf": (
        "about letter climate rights-intro rights-quote rights people people-quote data-note data governance imprint "
        "disclaimer"
    ),
    "contract.pdf": "contract-1 contract-2 contract-3",
    "notice.pdf": "notice-head notice",
}


def letters(text: str) -> str:
    """Letters and digits only, so that line breaks and hyphens do not matter."""
    return re.sub(r"[^\w%]|_", "", text)


def raw(name: str, flags: int = 0) -> str:
    with pymupdf.open(FILES / name) as document:
        return "".join(page.get_text(flags=flags) for page in document)


def test_building_again_changes_nothing():
    assert changed() == []


@pytest.mark.parametrize("name", IN_FILE)
def test_no_word_of_the_texts_is_lost_on_the_way_to_the_page(name: str):
    page_text = letters(raw(name))

    for fragment in IN_FILE[name].split():
        html = (WORDS / f"{fragment}.html").read_text(encoding="utf-8")
        for block in re.split(r"</(?:p|h1|h2)>", html):
            words = letters(unescape(re.sub(r"<[^>]+>", " ", block)))
            assert words in page_text, f"{fragment}: {block[:60]}"


def test_every_text_is_used_in_a_file():
    used = {fragment for fragments in IN_FILE.values() for fragment in fragments.split()}

    assert used == {path.stem for path in WORDS.glob("*.html")}


def test_a_word_broken_at_a_line_end_keeps_its_hyphen():
    """MuPDF drops the hyphen where a line is full: the page would read "con figurations"."""
    known = set(re.findall(r"\w+", " ".join(path.read_text(encoding="utf-8") for path in WORDS.glob("*.html"))))
    breakable = [entry.split("-") for entry in (WORDS / "hyphenation.txt").read_text(encoding="utf-8").split()]
    halves = {("".join(parts[:cut]), "".join(parts[cut:])) for parts in breakable for cut in range(1, len(parts))}

    torn = [
        (before, after)
        for before, after in re.findall(r"(\w+)\n(\w+)", raw("report.pdf"))
        if (before, after) in halves and not {before, after} <= known
    ]

    assert torn == []


def test_the_report_has_ligatures_and_broken_words_like_real_ones():
    text = raw("report.pdf", pymupdf.TEXT_PRESERVE_LIGATURES)

    assert set("ﬁﬂﬃ") <= set(text)
    assert "engi-\nneers" in text


def test_printed_page_numbers_differ_from_those_of_the_file():
    with pymupdf.open(FILES / "report.pdf") as report:
        assert [page.get_label() for page in report] == ["i", "ii", "1", "2", "3", "4", "5", "6"]
        assert "We found no evidence" in report[4].get_text()


def test_text_that_is_too_long_for_its_frame_is_an_error():
    paper = Paper("p { font-size: 12pt; }")
    paper.page()

    with pytest.raises(DoesNotFit):
        paper.text((0, 0, 100, 20), "<p>" + "too long " * 40 + "</p>")


def test_the_transcript_is_whole():
    lines = (FILES / "talk.vtt").read_text(encoding="utf-8").splitlines()
    times = [re.findall(r"\d\d:\d\d:\d\d\.\d{3}", line) for line in lines if "-->" in line]

    assert len(times) >= 60
    assert all(start < end for start, end in times)
    assert all(end <= start for (_, end), (start, _) in pairwise(times))
    assert times[-1][1] < "00:09"
    assert set(re.findall(r"<v ([^>]+)>", "\n".join(lines))) == {"Tomas Reyle", "Judith Marrable", "Audience member"}
