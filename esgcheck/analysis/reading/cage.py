"""The keeper of the cage: has a child made, feeds it, hears it out, ends it.

The child is a copy of a clean, warm process (:mod:`.mothers`), never a fork of the worker: that holds secrets in its
memory. It gets an empty environment, the document on standard input and a line to talk on, and nothing else.
"""

from __future__ import annotations

import json
import logging
import os
import signal
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from esgcheck.analysis.reading import frames
from esgcheck.analysis.reading.limits import Limits
from esgcheck.analysis.reading.mothers import MOTHERS, NotStarted, Process
from esgcheck.analysis.reading.records import Malformed, parsed
from esgcheck.analysis.types import UnreadableDocument

_START_SECONDS = 60.0
_FAMILIES = {"render": "pdf", "grey": "pdf", "probe": "pdf"}
"""The mother of a task, where it is not the task's own name."""

ALLOW_WEAK = "ESGCHECK_ALLOW_WEAK_CAGE"

Command = dict[str, Any]


_log = logging.getLogger(__name__)


class Died(Exception):
    """The child was ended by a limit, or crashed, or stopped making sense. ``late`` where it was for time."""

    def __init__(self, reason: str, *, late: bool = False) -> None:
        super().__init__(reason)
        _log.warning("The reading process died: %r", reason)
        self.late = late


class Child:
    """A running child that has shown that it is locked in; ``walls`` is what it said about that."""

    def __init__(self, process: Process, descriptor: int, limits: Limits) -> None:
        self._process = process
        self._receiver = frames.Receiver(descriptor)
        self._limits = limits
        self.walls: dict[str, Any] = {}

    def frames(self, cpu_seconds: int) -> Iterator[tuple[bytes, bytes]]:
        """Frames until the child is done. Raises UnreadableDocument when it refuses the document, else Died."""
        while True:
            try:
                frame = self._receiver.receive(cpu_seconds * self._limits.wall_factor)
            except frames.Late:
                raise Died("it took too long", late=True) from None
            except frames.Broken as broken:
                raise self._died(str(broken)) from None
            if frame is None:
                raise self._died("it stopped before it was done")
            kind, payload = frame
            if kind == frames.DONE:
                return
            if kind == frames.ERROR:
                raise _refusal(payload)
            yield frame

    def allow(self, cpu_seconds: int) -> None:
        """Give the child so many seconds more from now: it cannot give them to itself."""
        if sys.platform != "linux":
            return
        import resource

        with suppress(OSError, ValueError):
            _, hard = resource.prlimit(self._process.pid, resource.RLIMIT_CPU)
            used = cpu_used(self._process.pid)
            soft = int(used) + 1 + cpu_seconds
            resource.prlimit(self._process.pid, resource.RLIMIT_CPU, (min(soft, hard) if hard >= 0 else soft, hard))

    def cpu_used(self) -> float:
        return cpu_used(self._process.pid)

    def _died(self, reason: str) -> Died:
        self._process.wait(5)
        if self._process.returncode in (-signal.SIGXCPU, -signal.SIGKILL):
            return Died("it used up its time", late=True)
        return Died(f"{reason} (exit status {self._process.returncode})")


def cpu_used(process: int) -> float:
    """Seconds of processor time of a process, from /proc; 0.0 where that cannot be told."""
    try:
        fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    except (OSError, ValueError, IndexError):
        return 0.0


@contextmanager
def caged(document: int, command: Command, limits: Limits) -> Iterator[Child]:
    """Start a child on an open file and wait until it is locked in; end it whatever happens.

    ``document`` is a descriptor at any offset. Raises UnreadableDocument with code "cage_missing" where the machine
    cannot lock it in and the operator has not allowed that.
    """
    os.lseek(document, 0, os.SEEK_SET)
    full = {
        "memory_bytes": limits.memory_bytes,
        "total_cpu_seconds": limits.total_cpu_seconds,
        "parent": os.getpid(),
        "allow_weak": weak_allowed(),
        **command,
    }
    task = str(command["task"])
    family = _FAMILIES.get(task, task)
    process, line = _copy(family, document)
    try:
        with suppress(BrokenPipeError):
            frames.send(line.fileno(), frames.COMMAND, json.dumps(full).encode())
        child = Child(process, line.fileno(), limits)
        child.walls = _walls(child)
        yield child
    finally:
        process.kill()
        process.wait()
        line.close()
        if process.crashed:
            MOTHERS.retire(family)


def _copy(family: str, document: int) -> tuple[Process, socket.socket]:
    """A child with the document, and our end of the line to it."""
    for attempt in (1, 2):
        ours, theirs = socket.socketpair()
        with theirs:
            try:
                return MOTHERS.copy(family, document, theirs.fileno()), ours
            except NotStarted as problem:
                ours.close()
                if attempt == 2:
                    raise Died(f"it did not start: {problem}") from None
            except BaseException:
                ours.close()
                raise
    raise AssertionError


def weak_allowed() -> bool:
    """Whether the operator lets untrusted files be read on a machine that cannot lock them in."""
    return os.environ.get(ALLOW_WEAK) == "1"


def _walls(child: Child) -> dict[str, Any]:
    try:
        frame = child._receiver.receive(_START_SECONDS)
        if frame is None or frame[0] != frames.READY:
            raise child._died("it did not start")
        return parsed(frame[1])
    except (frames.Broken, frames.Late, Malformed) as problem:
        raise Died(f"it did not start: {problem}") from None


def _refusal(payload: bytes) -> UnreadableDocument:
    try:
        said = parsed(payload)
    except Malformed as problem:
        raise Died(str(problem)) from None
    code, message = str(said.get("code", "damaged"))[:40], str(said.get("message", ""))[:300]
    if code == frames.MISTAKE:
        # The class of it: the words of an exception can be words of the document, and this goes to the log.
        raise Died(message.partition(":")[0] if message.partition(":")[0].isidentifier() else "a mistake")
    if code == "cage_missing":
        message += f" Set {ALLOW_WEAK}=1 to read them all the same, at your own risk."
    return UnreadableDocument(message, code)
