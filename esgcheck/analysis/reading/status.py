"""What holds an untrusted file on this machine, found out by trying."""

from __future__ import annotations

import os
from functools import lru_cache

from esgcheck.analysis.reading import frames
from esgcheck.analysis.reading.cage import ALLOW_WEAK, Died, caged, weak_allowed
from esgcheck.analysis.reading.limits import CageStatus, Limits
from esgcheck.analysis.reading.records import Malformed, parsed
from esgcheck.analysis.types import UnreadableDocument


def cage_status() -> CageStatus:
    """Start a child, let it lock itself in and try the walls. The answer is kept for the life of this process."""
    return _status(weak_allowed())


@lru_cache(maxsize=2)
def _status(allowed: bool) -> CageStatus:
    walls: dict[str, object] = {}
    escaped: list[str] = []
    trouble = ""
    try:
        with (
            open(os.devnull, "rb") as nothing,
            caged(nothing.fileno(), {"task": "probe", "cpu_seconds": 10}, Limits()) as child,
        ):
            walls = child.walls
            for kind, payload in child.frames(10):
                if kind == frames.TEXT:
                    escaped = [str(name) for name in parsed(payload)["done"]]
    except (Died, Malformed, KeyError) as problem:
        trouble = f"The reading process does not work: {problem}."
    except UnreadableDocument:
        trouble = f"No file is read here, since {ALLOW_WEAK} is not set."
    landlock = int(str(walls.get("landlock", 0)))
    seccomp = bool(walls.get("seccomp"))
    full = bool(landlock and seccomp and walls.get("rlimits") and not escaped and not trouble)
    words = [
        f"Landlock (version {landlock}) keeps the reading process from every file."
        if landlock
        else "This kernel has no Landlock: the reading process could open files.",
        "Seccomp keeps it from sockets, from other processes and from starting any."
        if seccomp
        else "Seccomp is not in force: the reading process could open sockets and start programs.",
        "Memory and processor time are bounded." if walls.get("rlimits") else "Memory and time are not bounded.",
    ]
    if walls.get("user"):
        words.append("It gives up root before it reads.")
    if escaped:
        words.append(f"A trial from inside could still: {', '.join(escaped)}.")
    if trouble:
        words.append(trouble)
    elif not full and allowed:
        words.append(f"Files are read all the same, since {ALLOW_WEAK} is 1.")
    return CageStatus(
        level="full" if full else "weak",
        landlock=landlock,
        seccomp=seccomp,
        rlimits=bool(walls.get("rlimits")),
        namespaces=False,
        words=tuple(words),
    )
