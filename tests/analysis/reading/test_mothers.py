"""Children come warm from a mother: each for one document, each as locked in as if it had been started by itself."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psutil
import pytest

from esgcheck.analysis.reading import Limits, cage, read_document
from esgcheck.analysis.reading.mothers import Mothers
from esgcheck.analysis.reading.records import parsed

ROOT = Path(__file__).resolve().parents[3]
PROBE = {"task": "probe", "cpu_seconds": 10}


@pytest.fixture
def nothing() -> Iterator[int]:
    with open(os.devnull, "rb") as file:
        yield file.fileno()


@pytest.fixture
def mothers(monkeypatch: pytest.MonkeyPatch) -> Iterator[Mothers]:
    """Mothers of this test's own."""
    own = Mothers()
    monkeypatch.setattr(cage, "MOTHERS", own)
    yield own
    own.close()


def mother_of(mothers: Mothers, family: str = "pdf") -> int:
    return mothers._mothers[family].process.pid


def test_every_document_has_a_child_of_its_own_that_is_ours_and_locked_in(nothing: int, mothers: Mothers) -> None:
    said = []
    with cage.caged(nothing, PROBE, Limits()) as first, cage.caged(nothing, PROBE, Limits()) as second:
        for child in (first, second):
            process = psutil.Process(child._process.pid)
            assert process.ppid() == os.getpid()
            assert process.num_threads() == 1
            assert child.cpu_used() < 0.1  # what warming up took does not count
            said.append(parsed(next(iter(child.frames(10)))[1]))
        assert len({first._process.pid, second._process.pid, mother_of(mothers)}) == 3

    assert [each["done"] for each in said] == [[], []]
    assert all(len(each["tried"]) > 10 and each["leads_its_session"] for each in said)
    assert all(each["descriptors"] <= 4 and set(each["environment"]) <= {"LC_CTYPE"} for each in said)


def test_the_limit_of_time_counts_from_the_start_of_the_work(nothing: int, mothers: Mothers) -> None:
    with cage.caged(nothing, PROBE, Limits(total_cpu_seconds=70)) as child:
        limits = Path(f"/proc/{child._process.pid}/limits").read_text().splitlines()

    assert next(line.split()[3:5] for line in limits if line.startswith("Max cpu time")) == ["10", "70"]


def test_a_mother_that_died_is_replaced(nothing: int, mothers: Mothers) -> None:
    with cage.caged(nothing, PROBE, Limits()):
        died = mother_of(mothers)
    os.kill(died, signal.SIGKILL)

    with cage.caged(nothing, PROBE, Limits()) as child:
        assert list(child.frames(10))

    assert mother_of(mothers) != died


def test_after_a_crash_the_mother_goes_too_so_that_nobody_learns_how_memory_is_laid_out(
    nothing: int, mothers: Mothers
) -> None:
    with cage.caged(nothing, PROBE, Limits()) as child:
        mother = psutil.Process(mother_of(mothers))
        child._process.kill()
        child._process.wait()
        child._process.returncode = -signal.SIGSEGV  # as if by a fault of its own

    assert not mother.is_running()
    assert not mothers._mothers


def test_a_child_that_is_ended_by_its_keeper_leaves_the_mother_alone(nothing: int, mothers: Mothers) -> None:
    for _ in range(2):
        with cage.caged(nothing, PROBE, Limits()):
            pass

    assert psutil.Process(mother_of(mothers)).is_running()


def test_a_mother_serves_so_many_and_no_more(nothing: int, mothers: Mothers, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("esgcheck.analysis.reading.mothers.MOST_COPIES", 1)

    with cage.caged(nothing, PROBE, Limits()) as child:
        assert not mothers._mothers
        assert list(child.frames(10))  # her end is not the child's


def test_threads_share_a_mother(mothers: Mothers) -> None:
    with ThreadPoolExecutor(8) as threads:
        texts = list(threads.map(lambda n: read_document(f"Number {n}".encode()).text.strip(), range(16)))

    assert texts == [f"Number {n}" for n in range(16)]
    assert mothers._mothers["text"].made == 16


def test_a_fork_starts_mothers_of_its_own(nothing: int) -> None:
    with cage.caged(nothing, PROBE, Limits()):
        ours = mother_of(cage.MOTHERS)
    fork = os.fork()
    if fork == 0:
        try:
            forgotten = not cage.MOTHERS._mothers
            with cage.caged(nothing, PROBE, Limits()) as child:
                escaped = parsed(next(iter(child.frames(10)))[1])["done"]
            os._exit(0 if forgotten and not escaped and mother_of(cage.MOTHERS) != ours else 1)
        finally:
            os._exit(2)

    assert os.waitstatus_to_exitcode(os.waitpid(fork, 0)[1]) == 0
    assert psutil.Process(ours).is_running()


_KEEPER = """
import os, sys, time
from esgcheck.analysis.reading import Limits
from esgcheck.analysis.reading.cage import MOTHERS, caged
with open("/dev/null", "rb") as file, caged(file.fileno(), {"task": "probe", "cpu_seconds": 10}, Limits()) as child:
    os.kill(child._process.pid, 19)  # it will not see the line close, busy as it is
    print(child._process.pid, MOTHERS._mothers["pdf"].process.pid, flush=True)
    time.sleep(600)
"""


def test_when_the_keeper_is_killed_mother_and_child_go_with_it() -> None:
    with subprocess.Popen([sys.executable, "-c", _KEEPER], cwd=ROOT, stdout=subprocess.PIPE, text=True) as keeper:
        assert keeper.stdout is not None
        started = [psutil.Process(int(number)) for number in keeper.stdout.readline().split()]
        keeper.kill()

    until = time.monotonic() + 60
    while alive := [process for process in started if _runs(process)]:
        assert time.monotonic() < until, alive
        time.sleep(0.05)


def _runs(process: psutil.Process) -> bool:
    """A zombie does not; who took it over may be in no hurry to bury it."""
    try:
        return process.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


_NO_COPIES = """
import ctypes, struct
from esgcheck.analysis.reading import lockdown as l
from esgcheck.analysis.reading import cage_status, read_document
from esgcheck.analysis.reading.cage import MOTHERS
libc = ctypes.CDLL(None, use_errno=True)
number = l._CLONE[l.platform.machine()]
code = (l._instruction(l._LOAD, 0) + l._instruction(l._EQUAL, number, 0, 3)
        + l._instruction(l._LOAD, 16) + l._instruction(l._ANY_BIT, 0x8000, 0, 1)
        + l._instruction(l._RETURN, 0x00050000 | 1) + l._instruction(l._RETURN, l._ALLOW))
buffer = ctypes.create_string_buffer(code, len(code))
packed = struct.pack("=H6xQ", len(code) // 8, ctypes.addressof(buffer))
header = ctypes.create_string_buffer(packed, len(packed))
assert l._prctl(libc, 38, 1) and l._prctl(libc, 22, 2, ctypes.addressof(header))
print(read_document(b"One.").text.strip(), read_document(b"Two.").text.strip(), len(MOTHERS._mothers))
print(cage_status().level)
"""


def test_where_the_kernel_makes_no_such_copies_a_mother_serves_once() -> None:
    out = subprocess.run([sys.executable, "-c", _NO_COPIES], cwd=ROOT, capture_output=True, text=True, check=True)

    assert out.stdout.splitlines() == ["One. Two. 0", "full"]
