"""The cage holds: tried from inside, and with documents made to break out of time and memory."""

from __future__ import annotations

import os
import struct
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from esgcheck.analysis.reading import Limits, cage_status, frames, lockdown, read_document
from esgcheck.analysis.reading.cage import Died, caged
from esgcheck.analysis.reading.mothers import Mothers
from esgcheck.analysis.reading.records import parsed
from esgcheck.analysis.types import UnreadableDocument

from .conftest import PdfMaker

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def nothing() -> Iterator[int]:
    with open(os.devnull, "rb") as file:
        yield file.fileno()


def test_from_inside_nothing_can_be_opened_reached_or_started(nothing: int) -> None:
    with caged(nothing, {"task": "probe", "cpu_seconds": 10}, Limits()) as child:
        ((_, payload),) = list(child.frames(10))

    said = parsed(payload)
    assert {"open a file", "open a socket", "fork", "start a program", "signal its parent"} <= set(said["tried"])
    assert said["done"] == []


def test_the_trial_itself_would_succeed_outside() -> None:
    code = "from esgcheck.analysis.reading import probe, frames; probe.run(lambda kind, *rest: print(rest), {})"

    out = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True).stdout

    done = out.split("'done'")[1]
    assert all(name in done for name in ("open a file", "open a socket", "fork", "start a program"))


def test_the_status_says_in_words_what_holds() -> None:
    status = cage_status()

    assert status.level == "full"
    assert status.seccomp
    assert status.landlock >= 1
    assert any("Landlock" in sentence for sentence in status.words)


def test_the_child_sees_no_environment_and_only_its_own_descriptors(
    nothing: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SECRET_KEY", "hunter2")
    with open(os.devnull, "rb") as other:
        os.set_inheritable(other.fileno(), True)
        with caged(nothing, {"task": "probe", "cpu_seconds": 10}, Limits()) as child:
            ((_, payload),) = list(child.frames(10))

    given = parsed(payload)
    assert set(given["environment"]) <= {"LC_CTYPE"}  # which Python sets itself
    assert given["descriptors"] <= 4  # document, answers twice, and where errors go to die
    assert given["leads_its_session"]


def test_the_child_is_gone_afterwards(nothing: int) -> None:
    with caged(nothing, {"task": "probe", "cpu_seconds": 10}, Limits()) as child:
        process = child._process.pid

    with pytest.raises(ProcessLookupError):
        os.kill(process, 0)


def bomb(pdf: PdfMaker, page: int) -> bytes:
    """Make one page draw a form that draws a form ... ten times each: it never ends."""
    document = pdf.document
    inner = ""
    for _ in range(9):
        form = document.get_new_xref()
        resources = (
            f"/Resources<</XObject<</F {inner}>>>>"
            if inner
            else "/Resources<</Font<</H<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>"
        )
        document.update_object(form, f"<</Type/XObject/Subtype/Form/BBox[0 0 600 900]{resources}>>")
        stream = "/F Do " * 10 if inner else "BT /H 9 Tf 50 50 Td (bomb) Tj ET"
        document.update_stream(form, stream.encode())
        inner = f"{form} 0 R"
    target = document[page]
    contents = document.get_new_xref()
    document.update_object(contents, "<<>>")
    document.update_stream(contents, b"/F Do")
    document.xref_set_key(target.xref, "Contents", f"{contents} 0 R")
    document.xref_set_key(target.xref, "Resources", f"<</XObject<</F {inner}>>>>")
    return pdf.bytes()


def test_a_page_without_end_is_marked_and_the_others_are_read(pdf: PdfMaker) -> None:
    for text in ("First page", "Second page", "Third page", "Fourth page"):
        pdf.new_page().line(60, 100, text)
    data = bomb(pdf, 2)
    limits = Limits(chunk_cpu_seconds=1, characters_a_page=10**9, memory_bytes=1 << 30)

    start = time.monotonic()
    document = read_document(data, limits=limits)

    assert document.text.split("\n\n") == ["First page", "Second page", "Fourth page", ""]
    assert [(problem.code, problem.page) for problem in document.problems] == [("page_unreadable", 3)]
    assert len(document.pages) == 4
    assert time.monotonic() - start < 60


def test_a_file_without_one_good_page_is_refused(pdf: PdfMaker) -> None:
    pdf.new_page()
    data = bomb(pdf, 0)

    with pytest.raises(UnreadableDocument) as refused:
        read_document(data, limits=Limits(chunk_cpu_seconds=1, characters_a_page=10**9))

    assert refused.value.code in ("took_too_long", "damaged")


def test_after_too_many_deaths_the_rest_is_given_up(pdf: PdfMaker) -> None:
    for text in ("First page", "Second page", "Third page"):
        pdf.new_page().line(60, 100, text)
    data = bomb(pdf, 1)

    document = read_document(data, limits=Limits(chunk_cpu_seconds=1, characters_a_page=10**9, restarts=0))

    assert [problem.code for problem in document.problems] == ["took_too_long"]
    assert len(document.pages) == 3
    assert document.text.strip() == "First page"


def test_progress_that_raises_ends_the_child(pdf: PdfMaker) -> None:
    def stop(read: int, known: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        read_document(pdf.line(60, 100, "One").bytes(), on_progress=stop)


_NO_LANDLOCK = """
import ctypes, struct, sys
from esgcheck.analysis.reading import lockdown as l
from esgcheck.analysis.reading import read_document, cage_status
libc = ctypes.CDLL(None, use_errno=True)
code = (l._instruction(l._LOAD, 0) + l._instruction(l._EQUAL, 444, 0, 1)
        + l._instruction(l._RETURN, 0x00050000 | 38) + l._instruction(l._RETURN, l._ALLOW))
buffer = ctypes.create_string_buffer(code, len(code))
packed = struct.pack("=H6xQ", len(code) // 8, ctypes.addressof(buffer))
header = ctypes.create_string_buffer(packed, len(packed))
assert l._prctl(libc, 38, 1) and l._prctl(libc, 22, 2, ctypes.addressof(header))
try:
    print(read_document(b"Some words.").text)
except Exception as problem:
    print(problem.code)
print(cage_status().level, cage_status().words)
"""


@pytest.mark.parametrize(("allowed", "said"), [("0", "cage_missing"), ("1", "Some words.")])
def test_without_landlock_files_are_read_only_where_the_operator_allows_it(allowed: str, said: str) -> None:
    environment = {**os.environ, "ESGCHECK_ALLOW_WEAK_CAGE": allowed}

    out = subprocess.run(
        [sys.executable, "-c", _NO_LANDLOCK], cwd=ROOT, env=environment, capture_output=True, text=True, check=True
    ).stdout.splitlines()

    assert out[0] == said
    assert out[1].startswith("weak")
    assert "no Landlock" in out[1]


def run_filter(program: bytes, machine: int, number: int, third: int = 0) -> int:
    """What the kernel would answer: a few lines of BPF."""
    data = struct.pack("=IIQ6Q", number, machine, 0, 0, 0, third, 0, 0, 0)
    code = [struct.unpack_from("=HBBI", program, at) for at in range(0, len(program), 8)]
    at = accumulator = 0
    while True:
        operation, true, false, value = code[at]
        at += 1
        if operation == 0x20:
            (accumulator,) = struct.unpack_from("=I", data, value)
        elif operation == 0x15:
            at += true if accumulator == value else false
        elif operation == 0x45:
            at += true if accumulator & value else false
        else:
            return int(value)


REFUSED, ALLOWED, KILLED = 0x50001, 0x7FFF0000, 0x80000000


@pytest.mark.parametrize(
    ("name", "architecture", "allowed", "mapping", "refused"),
    [
        # read write exit_group | mmap | open openat socket clone execve ptrace kill prlimit64 io_uring_setup
        ("x86_64", 0xC000003E, (0, 1, 231), 9, (2, 257, 41, 56, 59, 101, 62, 302, 425, 57, 58, 435, 1 << 30)),
        ("aarch64", 0xC00000B7, (63, 64, 94), 222, (56, 198, 220, 221, 117, 129, 261, 425, 435)),
    ],
)
def test_the_filter_allows_computing_and_nothing_else(
    name: str, architecture: int, allowed: tuple[int, ...], mapping: int, refused: tuple[int, ...]
) -> None:
    program = lockdown.program(name)

    assert [run_filter(program, architecture, number) for number in allowed] == [ALLOWED] * len(allowed)
    assert [run_filter(program, architecture, number) for number in refused] == [REFUSED] * len(refused)
    assert run_filter(program, architecture, mapping, third=3) == ALLOWED
    assert run_filter(program, architecture, mapping, third=4) == REFUSED
    assert run_filter(program, 0x40000003, allowed[0]) == KILLED


def test_a_pipe_that_talks_nonsense_is_not_believed() -> None:
    for said in (
        frames.HEADER.pack(b"P", 1 << 31),
        frames.HEADER.pack(b"?", 1),
        frames.HEADER.pack(b"P", 10) + b"short",
        b"\x00",
    ):
        reading, writing = os.pipe()
        os.write(writing, said)
        os.close(writing)
        try:
            with pytest.raises(frames.Broken):
                frames.Receiver(reading).receive(5)
        finally:
            os.close(reading)


def test_a_pipe_that_says_nothing_is_not_waited_for() -> None:
    reading, writing = os.pipe()
    try:
        with pytest.raises(frames.Late):
            frames.Receiver(reading).receive(0.05)
    finally:
        os.close(reading)
        os.close(writing)


def test_a_child_that_cannot_start_is_told(nothing: int, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    broken = tmp_path / "child.py"
    broken.write_text("raise SystemExit(3)")
    monkeypatch.setattr("esgcheck.analysis.reading.mothers.CHILD", broken)
    monkeypatch.setattr("esgcheck.analysis.reading.cage.MOTHERS", Mothers())

    with pytest.raises(Died, match="did not start"), caged(nothing, {"task": "probe", "cpu_seconds": 1}, Limits()):
        pass
