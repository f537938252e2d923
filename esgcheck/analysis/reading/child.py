"""The inside of the cage: started as ``python -I child.py COMMAND_DESCRIPTOR`` with the document on standard input.

It imports what it needs, works once so that nothing is imported or opened later, locks itself in, and only then reads
the document. What it finds it writes to standard output as frames. Nobody should import this module.
"""

from __future__ import annotations

import json
import os
import sys
import types
from pathlib import Path
from typing import Any

# The packages' own __init__ files load half of the application. The child needs single modules, so it registers
# empty packages in their place.
_ROOT = Path(__file__).resolve().parents[3]
for _name in ("esgcheck", "esgcheck.analysis", "esgcheck.analysis.reading"):
    _package = types.ModuleType(_name)
    _package.__path__ = [str(_ROOT.joinpath(*_name.split(".")))]
    sys.modules[_name] = _package

from esgcheck.analysis.reading import frames, lockdown

_OUT = os.dup(1)
os.dup2(2, 1)  # whatever a library prints must not land among the frames


def main() -> None:
    command = json.loads(_read_all(int(sys.argv[1])))
    os.close(int(sys.argv[1]))
    work = _prepare(command)
    rlimits = lockdown.limit(
        memory=command["memory_bytes"],
        cpu_seconds=command["cpu_seconds"],
        total_cpu_seconds=command["total_cpu_seconds"],
    )
    walls = lockdown.lock(command["parent"], rlimits=rlimits)
    ready = {"landlock": walls.landlock, "seccomp": walls.seccomp, "rlimits": walls.rlimits, "user": walls.user}
    frames.send(_OUT, frames.READY, json.dumps(ready).encode())
    if not (walls.landlock and walls.seccomp and walls.rlimits) and not command["allow_weak"]:
        _fail("cage_missing", "This machine cannot lock up untrusted files.")
    else:
        try:
            work()
        except Refused as refused:
            _fail(refused.code, str(refused))
        except Exception as mistake:
            _fail(frames.MISTAKE, f"{type(mistake).__name__}: {mistake}")
    os._exit(0)  # no clean-up in a process that has read untrusted bytes


class Refused(Exception):
    """The document cannot be read, for a reason to be told."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


def _prepare(command: dict[str, Any]) -> Any:
    """Import and warm up what the task needs; returns the work still to be done."""
    task = command["task"]
    if task in ("pdf", "render"):
        from esgcheck.analysis.reading import pdf

        pdf.warm_up()
        run = pdf.read_pages if task == "pdf" else pdf.render
        return lambda: run(_document(), command, _send, Refused)
    if task == "text":
        from esgcheck.analysis.reading import texts

        texts.warm_up()
        return lambda: texts.read(_document(), command, _send, Refused)
    if task == "contained":
        from esgcheck.analysis.reading import contained

        contained.warm_up()
        return lambda: contained.read(command, _send, Refused)
    from esgcheck.analysis.reading import probe

    given = probe.look()
    return lambda: probe.run(_send, given)


def _document() -> bytes:
    return _read_all(0)


def _read_all(descriptor: int) -> bytes:
    parts = []
    while part := os.read(descriptor, 1 << 20):
        parts.append(part)
    return b"".join(parts)


def _send(kind: bytes, payload: bytes | dict[str, Any] = b"") -> None:
    if isinstance(payload, dict):
        payload = json.dumps(payload, separators=(",", ":")).encode("utf-8", "replace")
    frames.send(_OUT, kind, payload)


def _fail(code: str, message: str) -> None:
    _send(frames.ERROR, {"code": code, "message": message})


if __name__ == "__main__":
    main()
