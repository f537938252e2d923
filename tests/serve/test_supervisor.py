"""The supervisor in a process of its own, since it forks, takes signals and is killed here."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import psutil
import pytest

SCRIPT = """
import signal, sys
from pathlib import Path
from typing import Any
from esgcheck.serve.keeper import Keeper
from esgcheck.serve.supervisor import Child, Supervisor

folder = Path(sys.argv[1])
supervisor = Supervisor(Keeper(), folder)
signal.signal(signal.SIGTERM, supervisor.stop)
for name, text in zip(sys.argv[2::2], sys.argv[3::2]):
    supervisor.start(Child(name, ["/bin/sh", "-c", text], folder / f"{name}.log", grace=1))
supervisor.run()
supervisor.close()
"""
Start = Callable[..., subprocess.Popen[str]]


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    """Start a supervisor with children given as name, shell text, name, shell text ..."""
    started: list[subprocess.Popen[str]] = []

    def start(*children: str) -> subprocess.Popen[str]:
        command = [sys.executable, "-c", SCRIPT, str(tmp_path), *children]
        started.append(subprocess.Popen(command, stdout=subprocess.PIPE, text=True))
        return started[-1]

    yield start
    for process in started:
        process.kill()
        process.wait()
        assert process.stdout is not None
        process.stdout.close()


def test_a_child_that_dies_is_started_again_and_said_so(start: Start, tmp_path: Path) -> None:
    supervisor = start("worker", f"echo $$ >> {tmp_path}/pids; exec sleep 1000")
    first = _eventually(lambda: _pids(tmp_path, 1))[0]

    os.kill(first, signal.SIGKILL)

    second = _eventually(lambda: _pids(tmp_path, 2))[1]
    assert second != first
    assert psutil.pid_exists(second)
    assert supervisor.stdout is not None
    assert "worker ended (killed by SIGKILL)" in supervisor.stdout.readline()


def test_a_child_that_dies_again_and_again_is_started_more_and_more_slowly(start: Start, tmp_path: Path) -> None:
    start("worker", f"date +%s.%N >> {tmp_path}/times; echo $$ >> {tmp_path}/pids; exit 3")

    _eventually(lambda: _pids(tmp_path, 4))

    times = [float(line) for line in (tmp_path / "times").read_text().split()[:4]]
    _, third, fourth = (later - earlier for earlier, later in pairwise(times))
    assert third >= 0.9
    assert fourth >= 1.9


def test_what_a_dead_child_had_started_is_ended_before_it_is_started_again(start: Start, tmp_path: Path) -> None:
    start("worker", f"sleep 1000 & echo $! >> {tmp_path}/pids; echo $$ > {tmp_path}/main; wait")
    orphan = _eventually(lambda: _pids(tmp_path, 1))[0]
    main = int(_eventually(lambda: (tmp_path / "main").read_text()))

    os.kill(main, signal.SIGKILL)

    _eventually(lambda: _pids(tmp_path, 2))
    _eventually(lambda: _gone(orphan))  # told to go before; on a busy machine it is seen for a moment more


def test_asked_to_stop_it_ends_all_even_those_that_do_not_want_to(start: Start, tmp_path: Path) -> None:
    stubborn = f"trap '' TERM; sleep 1000 & echo $! >> {tmp_path}/pids; echo $$ >> {tmp_path}/pids; wait; wait"
    supervisor = start("stubborn", stubborn, "polite", f"echo $$ >> {tmp_path}/pids; exec sleep 1000")
    pids = _eventually(lambda: _pids(tmp_path, 3))

    supervisor.terminate()

    assert supervisor.wait(timeout=60) == 0
    _eventually(lambda: all(_gone(pid) for pid in pids))


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGKILL])
def test_told_to_go_together_with_its_keeper_it_still_ends_all(start: Start, tmp_path: Path, how: int) -> None:
    supervisor = start("one", f"echo $$ >> {tmp_path}/pids; exec sleep 1000", "other", "exec sleep 1000")
    pids = _eventually(lambda: _pids(tmp_path, 1))
    below = psutil.Process(supervisor.pid).children()
    (keeper,) = (process for process in below if process.name() != "sleep" and process.pid not in pids)

    keeper.send_signal(how)
    supervisor.terminate()

    assert supervisor.wait(timeout=60) == 0
    _eventually(lambda: all(_gone(process.pid) for process in below))


def test_killed_with_sigkill_it_leaves_no_process_behind(start: Start, tmp_path: Path) -> None:
    supervisor = start("worker", f"sleep 1000 & echo $! >> {tmp_path}/pids; echo $$ >> {tmp_path}/pids; wait")
    pids = _eventually(lambda: _pids(tmp_path, 2))

    supervisor.kill()

    supervisor.wait()
    _eventually(lambda: all(_gone(pid) for pid in pids))


def _pids(folder: Path, at_least: int) -> list[int] | None:
    path = folder / "pids"
    pids = [int(line) for line in path.read_text().split()] if path.exists() else []
    return pids if len(pids) >= at_least else None


def _gone(pid: int) -> bool:
    try:
        return psutil.Process(pid).status() == psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return True


def _eventually(look: Callable[[], Any], seconds: float = 60) -> Any:
    until = time.monotonic() + seconds
    while True:
        try:
            if found := look():
                return found
        except (OSError, ValueError):
            pass
        assert time.monotonic() < until, "it did not happen in time"
        time.sleep(0.05)
