"""Keep the children alive, and leave none behind.

Each child leads its own process group: Ctrl-C on the terminal reaches the supervisor alone, and when a child has died
all that it had started is ended too. One that dies is started again, at once the first time, then ever more slowly.
"""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path

from esgcheck.serve.keeper import Keeper, end_group
from esgcheck.serve.logs import Errors, rotate

LONGEST_WAIT = 30.0
SETTLED_AFTER = 60.0


@dataclass
class Child:
    """A program to keep running.

    ``grace``: seconds between SIGTERM and SIGKILL when it is stopped. ``last``: stopped when all others have ended.
    """

    name: str
    command: list[str]
    log: Path
    env: dict[str, str] = field(default_factory=dict)
    pass_fds: tuple[int, ...] = ()
    grace: float = 8.0
    last: bool = False
    process: subprocess.Popen[bytes] | None = None
    errors: Errors | None = None
    deaths: int = 0
    started: float = 0.0
    start_at: float = 0.0

    def alive(self) -> bool:
        return self.process is not None and self.process.poll() is None


class Supervisor:
    """``start`` children one by one, then ``run`` until somebody asks to ``stop``; ``close`` ends all of them."""

    def __init__(self, keeper: Keeper, cwd: Path) -> None:
        self.children: list[Child] = []
        self._keeper = keeper
        self._cwd = cwd
        self._stop = threading.Event()
        self._hurry = False

    def stop(self, *_: object) -> None:
        """Asked once: stop in order. Asked again: at once. May be used as a signal handler."""
        self._hurry = self._stop.is_set()
        self._stop.set()

    @property
    def stopping(self) -> bool:
        return self._stop.is_set()

    def start(self, child: Child) -> None:
        child.log.parent.mkdir(parents=True, exist_ok=True)
        rotate(child.log)
        child.errors = Errors(child.log)
        self.children.append(child)
        self._spawn(child)

    def run(self) -> None:
        while not self._stop.wait(0.25):
            for child in self.children:
                self._look_at(child)

    def close(self) -> None:
        """End all children: those marked ``last`` (the broker) after the others, which may still talk to it."""
        for last in (False, True):
            self._end([child for child in self.children if child.last == last and child.process is not None])
        self._keeper.close()

    def _spawn(self, child: Child) -> None:
        with child.log.open("ab") as log:
            child.process = subprocess.Popen(
                child.command,
                cwd=self._cwd,
                env={**os.environ, **child.env},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                pass_fds=child.pass_fds,
                process_group=0,
                preexec_fn=self._keeper.note,  # safe: the supervisor has one thread
            )
        child.started = time.monotonic()
        child.start_at = 0.0

    def _look_at(self, child: Child) -> None:
        now = time.monotonic()
        if child.errors is not None:
            for line in child.errors.new():
                say(f"{child.name}: {line[:200]}")
        if child.process is None:
            if now >= child.start_at:
                self._spawn(child)
        elif (status := child.process.poll()) is not None:
            self._bury(child)
            child.deaths = 1 if now - child.started > SETTLED_AFTER else child.deaths + 1
            wait = 0.0 if child.deaths == 1 else min(LONGEST_WAIT, 2.0 ** (child.deaths - 2))
            child.start_at = now + wait
            when = "now" if not wait else f"in {wait:.0f} s"
            say(f"{child.name} ended ({_in_words(status)}); it is started again {when}. See {child.log}")

    def _bury(self, child: Child) -> None:
        assert child.process is not None
        end_group(child.process.pid)
        self._keeper.forget(child.process.pid)
        child.process = None

    def _end(self, children: list[Child]) -> None:
        for child in children:
            assert child.process is not None
            with contextlib.suppress(ProcessLookupError):
                child.process.send_signal(signal.SIGTERM)
        until = time.monotonic() + max((child.grace for child in children), default=0)
        while any(child.alive() for child in children) and time.monotonic() < until and not self._hurry:
            time.sleep(0.05)
        for child in children:
            assert child.process is not None
            if child.alive():
                say(f"{child.name} is still busy and is ended; what it was doing goes on at the next start.")
            end_group(child.process.pid)
            child.process.wait()
            self._bury(child)


def say(text: str) -> None:
    print(f"{time.strftime('%H:%M:%S')}  {text}", flush=True)


def _in_words(status: int) -> str:
    return f"killed by {signal.Signals(-status).name}" if status < 0 else f"exit status {status}"
