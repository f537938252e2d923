"""Started as ``python -I ocr_walls.py KEEPER MEMORY SECONDS DATA PROGRAM ARGUMENT...``: walls, then the program.

Tesseract is given pixels that we made, never a file that somebody sent. Yet it is half a million lines of C++ that read
what strangers can shape, so it runs in a narrow place as well: bounded memory and time, no writing of files, no
reading but of programs and its own data (Landlock), no socket, no look into other processes and no signal to them
(seccomp). Where the kernel lacks one of these, the others hold.
"""

from __future__ import annotations

import ctypes
import os
import platform
import resource
import struct
import sys
import types
from pathlib import Path

if __name__ == "__main__":  # as in child.py: single modules, not half of the application
    _ROOT = Path(__file__).resolve().parents[3]
    for _name in ("esgcheck", "esgcheck.analysis", "esgcheck.analysis.reading"):
        _package = types.ModuleType(_name)
        _package.__path__ = [str(_ROOT.joinpath(*_name.split(".")))]
        sys.modules[_name] = _package

from esgcheck.analysis.reading import lockdown

_READABLE = ("/usr", "/lib", "/lib64", "/etc/ld.so.cache", "/nix/store", "/opt")
_EXECUTE, _READ_FILE, _READ_DIR = 1, 1 << 2, 1 << 3
_ADD_RULE, _PATH_BENEATH = 445, 1

# (x86_64, aarch64)
_REFUSED: dict[str, tuple[int | None, int | None]] = {
    "socket": (41, 198),
    "socketpair": (53, 199),
    "connect": (42, 203),
    "bind": (49, 200),
    "kill": (62, 129),
    "tkill": (200, 130),
    "tgkill": (234, 131),
    "rt_sigqueueinfo": (129, 138),
    "rt_tgsigqueueinfo": (297, 240),
    "pidfd_send_signal": (424, 424),
    "fork": (57, None),
    "vfork": (58, None),
    "ptrace": (101, 117),
    "process_vm_readv": (310, 270),
    "process_vm_writev": (311, 271),
    "pidfd_open": (434, 434),
    "mount": (165, 40),
    "unshare": (272, 97),
    "setns": (308, 268),
    "keyctl": (250, 219),
    "add_key": (248, 217),
    "bpf": (321, 280),
    "perf_event_open": (298, 241),
    "userfaultfd": (323, 282),
    "io_uring_setup": (425, 425),
}
_OTHER_NUMBERS = 0x40000000
"""Calls by their x32 numbers, by which a filter could be got around."""


def main() -> None:
    keeper, memory, seconds, data = int(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), sys.argv[4]
    program, arguments = sys.argv[5], sys.argv[5:]
    bounds = {
        resource.RLIMIT_AS: memory,
        resource.RLIMIT_CPU: seconds,
        resource.RLIMIT_FSIZE: 0,
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_NOFILE: 32,
    }
    for kind, bound in bounds.items():
        resource.setrlimit(kind, (bound, bound))
    if sys.platform == "linux":
        libc = ctypes.CDLL(None, use_errno=True)
        lockdown._give_up_root()
        lockdown.end_with(keeper)
        if lockdown._prctl(libc, lockdown._PR_SET_NO_NEW_PRIVS, 1):
            _only_reading(libc, [data, str(Path(program).resolve().parent)])
            _without_calls(libc)
    os.execve(program, arguments, {"TESSDATA_PREFIX": data, "OMP_THREAD_LIMIT": "1", "LC_ALL": "C"})  # noqa: S606


def _only_reading(libc: ctypes.CDLL, folders: list[str]) -> None:
    version = libc.syscall(lockdown._LANDLOCK_CREATE, None, 0, lockdown._LANDLOCK_VERSION_FLAG)
    if version < 1:
        return
    rights = (1 << lockdown._LANDLOCK_FILE_RIGHTS.get(version, 16)) - 1
    attributes = struct.pack("=2Q", rights, 0b11) if version >= 4 else struct.pack("=Q", rights)
    ruleset = libc.syscall(lockdown._LANDLOCK_CREATE, attributes, len(attributes), 0)
    for path in (*_READABLE, *folders):
        if os.path.exists(path):
            allowed = _EXECUTE | _READ_FILE | (_READ_DIR if os.path.isdir(path) else 0)
            beneath = os.open(path, os.O_PATH | os.O_CLOEXEC)
            libc.syscall(_ADD_RULE, ruleset, _PATH_BENEATH, struct.pack("=Qi", allowed, beneath), 0)
            os.close(beneath)
    libc.syscall(lockdown._LANDLOCK_RESTRICT, ruleset, 0)
    os.close(ruleset)


def _without_calls(libc: ctypes.CDLL) -> None:
    if platform.machine() not in lockdown._MACHINES or sys.maxsize < 1 << 32:
        return
    code = program(platform.machine())
    buffer = ctypes.create_string_buffer(code, len(code))
    packed = struct.pack("=H6xQ", len(code) // 8, ctypes.addressof(buffer))
    header = ctypes.create_string_buffer(packed, len(packed))
    lockdown._prctl(libc, lockdown._PR_SET_SECCOMP, lockdown._SECCOMP_MODE_FILTER, ctypes.addressof(header))


def program(machine: str) -> bytes:
    """The filter as BPF: what is listed fails with EPERM, everything else passes."""
    column, architecture = lockdown._MACHINES[machine]
    step = lockdown._instruction
    at_least = 0x35
    code = [
        step(lockdown._LOAD, 4),
        step(lockdown._EQUAL, architecture, 1, 0),
        step(lockdown._RETURN, lockdown._KILL),
        step(lockdown._LOAD, 0),
        step(at_least, _OTHER_NUMBERS, 0, 1),
        step(lockdown._RETURN, lockdown._REFUSE),
    ]
    for numbers in _REFUSED.values():
        number = numbers[column]
        if number is not None:
            code += [step(lockdown._EQUAL, number, 0, 1), step(lockdown._RETURN, lockdown._REFUSE)]
    code.append(step(lockdown._RETURN, lockdown._ALLOW))
    return b"".join(code)


if __name__ == "__main__":
    main()
