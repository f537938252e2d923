"""The inside of the cage: started as ``python -I child.py LINE KEEPER FAMILY SECONDS`` by :mod:`.mothers`.

It imports what a family of readers needs and works once, so that nothing is imported or opened later. Then it waits,
and makes a copy of itself for every document. The copy is given the document as standard input and a line to its
keeper, takes its command from there, locks itself in, and only then looks at the document. What it finds it sends along
the line as frames. Nobody should import this module.
"""

from __future__ import annotations

import gc
import json
import mmap
import os
import select
import socket
import struct
import sys
import types
from pathlib import Path
from typing import Any, NoReturn

# The packages' own __init__ files load half of the application. The child needs single modules, so it registers
# empty packages in their place.
_ROOT = Path(__file__).resolve().parents[3]
for _name in ("esgcheck", "esgcheck.analysis", "esgcheck.analysis.reading"):
    _package = types.ModuleType(_name)
    _package.__path__ = [str(_ROOT.joinpath(*_name.split(".")))]
    sys.modules[_name] = _package

from esgcheck.analysis.reading import frames, lockdown

_PID = struct.Struct(">i")
_TELL_SECONDS = 60.0


class _Line:
    """Where the copy sends its frames, once there is one."""

    descriptor = -1


def main() -> None:
    control, keeper, family, seconds = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3], float(sys.argv[4])
    lockdown.end_with(keeper)
    _warm_up(family)
    gc.collect()
    gc.freeze()  # or counting references would copy the memory that the copies share
    _Line.descriptor = _wait(socket.socket(fileno=control), seconds)
    _child(keeper)


def _wait(control: socket.socket, seconds: float) -> int:
    """Make copies until nobody asks any more; returns in a copy, with its line."""
    copies = _tried(control)
    while True:
        if not select.select([control], [], [], seconds)[0]:
            os._exit(0)
        message, descriptors, _, _ = socket.recv_fds(control, 1, 2)
        if not message or len(descriptors) != 2:
            os._exit(0)
        pid = lockdown.copy_of_this_process() if copies else 0
        if pid == 0:
            control.close()
            os.dup2(descriptors[0], 0)
            os.close(descriptors[0])
            return descriptors[1]
        for descriptor in descriptors:
            os.close(descriptor)
        control.sendall(_PID.pack(pid))


def _tried(control: socket.socket) -> bool:
    """Whether this machine makes copies; the keeper is told the number of the one made for trying, or 0."""
    pid = lockdown.copy_of_this_process()
    if pid == 0:
        os._exit(0)
    control.sendall(_PID.pack(max(pid, 0)))
    return pid > 0


def _child(keeper: int) -> NoReturn:
    """What one document is read by, from its first moment to its last."""
    with_session = os.getpid() != os.getsid(0)
    if with_session:
        os.setsid()
    frame = frames.Receiver(_Line.descriptor).receive(_TELL_SECONDS)
    if frame is None:
        os._exit(0)
    command = json.loads(frame[1])
    work = _prepare(command)
    rlimits = lockdown.limit(
        memory=command["memory_bytes"],
        cpu_seconds=command["cpu_seconds"],
        total_cpu_seconds=command["total_cpu_seconds"],
    )
    walls = lockdown.lock(keeper, rlimits=rlimits)
    ready = {"landlock": walls.landlock, "seccomp": walls.seccomp, "rlimits": walls.rlimits, "user": walls.user}
    _send(frames.READY, ready)
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


def _warm_up(family: str) -> None:
    """Import and use once what the tasks of a family need: in the mother, for all her copies."""
    from esgcheck.analysis.reading import probe  # noqa: F401  (in every family)

    if family == "pdf":
        from esgcheck.analysis.reading import drawing, ocr_drawing, pdf  # noqa: F401

        pdf.warm_up()
    elif family == "pictures":
        from esgcheck.analysis.reading import pictures

        pictures.warm_up()
    elif family == "contained":
        from esgcheck.analysis.reading import contained

        contained.warm_up()
    elif family == "text":
        from esgcheck.analysis.reading import texts

        texts.warm_up()


def _prepare(command: dict[str, Any]) -> Any:
    """What is to be done, once the walls are up. All of it is imported and warm."""
    task = command["task"]
    if task in ("pdf", "render", "grey"):
        from esgcheck.analysis.reading import drawing, ocr_drawing, pdf

        run = {"pdf": pdf.read_pages, "render": drawing.draw, "grey": ocr_drawing.draw_grey}[task]
        data = _mapped()
        return lambda: run(data, command, _send, Refused)
    if task == "text":
        from esgcheck.analysis.reading import texts

        return lambda: texts.read(_document(), command, _send, Refused)
    if task == "pictures":
        from esgcheck.analysis.reading import pictures

        return lambda: pictures.run(_document(), command, _send, Refused)
    if task == "contained":
        from esgcheck.analysis.reading import contained

        return lambda: contained.read(command, _send, Refused)
    from esgcheck.analysis.reading import probe

    given = probe.look()
    return lambda: probe.run(_send, given)


def _mapped() -> Any:
    """The document as memory that is not read before it is looked at, and never twice. Done before the walls go up,
    since it takes a call that they forbid; mapping looks at no byte."""
    if os.fstat(0).st_size == 0:
        return b""
    return memoryview(mmap.mmap(0, 0, access=mmap.ACCESS_READ))


def _document() -> bytes:
    parts = []
    while part := os.read(0, 1 << 20):
        parts.append(part)
    return b"".join(parts)


def _send(kind: bytes, payload: bytes | dict[str, Any] = b"") -> None:
    if isinstance(payload, dict):
        payload = json.dumps(payload, separators=(",", ":")).encode("utf-8", "replace")
    frames.send(_Line.descriptor, kind, payload)


def _fail(code: str, message: str) -> None:
    _send(frames.ERROR, {"code": code, "message": message})


if __name__ == "__main__":
    main()
