"""Trying the walls from inside: each of these must fail in a locked child."""

from __future__ import annotations

import errno
import os
import socket
from collections.abc import Callable
from typing import Any

from esgcheck.analysis.reading import frames


def look() -> dict[str, Any]:
    """What the child was given, as it sees it before the walls go up."""
    return {
        "environment": sorted(os.environ),
        "descriptors": len(os.listdir("/proc/self/fd")) - 1 if os.path.isdir("/proc/self/fd") else 0,
        "leads_its_session": os.getsid(0) == os.getpid(),
    }


def run(send: Any, given: dict[str, Any]) -> None:
    """Send what was given and which of the forbidden things could be done after all, by name."""
    done = [name for name, attempt in _ATTEMPTS.items() if _succeeds(attempt)]
    send(frames.TEXT, {"tried": sorted(_ATTEMPTS), "done": done, **given})
    send(frames.DONE)


def _succeeds(attempt: Callable[[], object]) -> bool:
    try:
        attempt()
    except OSError as problem:
        return problem.errno not in (errno.EPERM, errno.EACCES)  # anything else: the kernel let it through
    return True


def _fork() -> None:
    child = os.fork()
    if child == 0:
        os._exit(0)
    os.waitpid(child, 0)


_ATTEMPTS: dict[str, Callable[[], object]] = {
    "open a file": lambda: os.open("/etc/passwd", os.O_RDONLY),
    "write to a file": lambda: os.open("/dev/null", os.O_WRONLY | os.O_CREAT),
    "list a folder": lambda: os.listdir("/"),
    "ask for a file": lambda: os.stat("/etc/passwd"),
    "open a socket": lambda: socket.socket(socket.AF_INET, socket.SOCK_STREAM),
    "open a local socket": lambda: socket.socket(socket.AF_UNIX, socket.SOCK_STREAM),
    "make a socket pair": socket.socketpair,
    "fork": _fork,
    "start a program": lambda: os.execve("/there/is/no/such/program", ["none"], {}),  # noqa: S606
    "signal its parent": lambda: os.kill(os.getppid(), 0),
    "make a pipe": os.pipe,
}
