"""Trying the walls from inside: each of these must fail in a locked child."""

from __future__ import annotations

import ctypes
import os
import socket
from collections.abc import Callable
from typing import Any

from esgcheck.analysis.reading import frames

_CLONE_NEWUSER = 0x10000000


def run(send: Any) -> None:
    """Send which of the forbidden things could be done after all, by name."""
    done = [name for name, attempt in _ATTEMPTS.items() if _succeeds(attempt)]
    send(frames.TEXT, {"tried": sorted(_ATTEMPTS), "done": done})
    send(frames.DONE)


def _succeeds(attempt: Callable[[], object]) -> bool:
    try:
        attempt()
    except OSError:
        return False
    return True


def _fork() -> None:
    child = os.fork()
    if child == 0:
        os._exit(0)
    os.waitpid(child, 0)


def _raw(number: int, *arguments: Any) -> None:
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.syscall(number, *arguments) < 0:
        raise OSError(ctypes.get_errno(), "refused")


_ATTEMPTS: dict[str, Callable[[], object]] = {
    "open a file": lambda: os.open("/etc/passwd", os.O_RDONLY),
    "make a file": lambda: os.open("/tmp/esgcheck-probe", os.O_RDWR | os.O_CREAT),  # noqa: S108
    "list a folder": lambda: os.listdir("/"),
    "ask for a file": lambda: os.stat("/etc/passwd"),
    "open a socket": lambda: socket.socket(socket.AF_INET, socket.SOCK_STREAM),
    "open a local socket": lambda: socket.socket(socket.AF_UNIX, socket.SOCK_STREAM),
    "make a socket pair": socket.socketpair,
    "fork": _fork,
    "start a program": lambda: os.execve("/bin/true", ["true"], {}),  # noqa: S606
    "signal its parent": lambda: os.kill(os.getppid(), 0),
    "make a pipe": os.pipe,
}
