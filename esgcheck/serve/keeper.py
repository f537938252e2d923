"""A small process that outlives the supervisor by a moment, to end what it leaves behind.

A supervisor that is killed with SIGKILL cannot stop its children, and those would go on without it: worker processes
of Celery do. The keeper holds the reading end of a pipe whose other end is the supervisor's alone. When that closes,
for whatever reason, it kills the process groups that are still noted. Unlike PR_SET_PDEATHSIG this reaches
grandchildren too, and works on macOS.
"""

from __future__ import annotations

import contextlib
import os
import signal


class Keeper:
    """Start it before any thread, and after the lock on var/ is taken: it inherits the lock and so holds it until all
    that it had to end is gone."""

    def __init__(self) -> None:
        reading, self._pipe = os.pipe()
        self.pid = os.fork()
        if self.pid == 0:
            try:
                os.close(self._pipe)
                os.setsid()
                silence = os.open(os.devnull, os.O_RDWR)
                for descriptor in (0, 1, 2):
                    os.dup2(silence, descriptor)
                for ignored in (signal.SIGINT, signal.SIGTERM):  # Sent to all of a name: it goes when the others have.
                    signal.signal(ignored, signal.SIG_IGN)
                _keep(reading)
            finally:
                os._exit(0)
        os.close(reading)

    def note(self) -> None:
        """The calling process leads a group that is to be ended with the supervisor. Called by the child itself before
        it becomes another program: a supervisor killed just then has noted it already."""
        os.write(self._pipe, f"+{os.getpid()}\n".encode())

    def forget(self, group: int) -> None:
        """This group has ended; its number may be another's soon."""
        with contextlib.suppress(BrokenPipeError):  # Killed itself: the supervisor ends its children all the same.
            os.write(self._pipe, f"-{group}\n".encode())

    def close(self) -> None:
        os.close(self._pipe)
        os.waitpid(self.pid, 0)


def end_group(group: int) -> None:
    """SIGKILL to every process of the group, if any is left."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(group, signal.SIGKILL)


def _keep(reading: int) -> None:
    groups: set[int] = set()
    with os.fdopen(reading, encoding="ascii") as lines:
        for line in lines:
            (groups.add if line[0] == "+" else groups.discard)(int(line[1:]))
    for group in groups:
        end_group(group)
