"""The walls of the cage, put up by the child around itself before it looks at an untrusted byte.

In order: resource limits; an unprivileged user where it was root; death with its parent; no new privileges; Landlock
with no rule at all (no file can be opened, made or removed, no TCP port reached); and a seccomp allow-list of the few
calls that computing needs. What was open stays open: the document and the pipe. Everything goes through ctypes, as no
maintained package does it; the numbers are kernel ABI and do not change.

Linux on x86_64 and aarch64. Elsewhere only the resource limits hold, and ``Walls`` says so.
"""

from __future__ import annotations

import ctypes
import os
import platform
import resource
import signal
import struct
import sys
from dataclasses import dataclass

_SIGNAL_CLONE_PARENT = 0x8000 | signal.SIGCHLD
_CLONE = {"x86_64": 56, "aarch64": 220}
_PR_SET_PDEATHSIG, _PR_SET_SECCOMP, _PR_SET_NO_NEW_PRIVS, _PR_SET_DUMPABLE = 1, 22, 38, 4
_SECCOMP_MODE_FILTER = 2
_NOBODY = 65_534

_LANDLOCK_CREATE, _LANDLOCK_RESTRICT = 444, 446
_LANDLOCK_VERSION_FLAG = 1
_LANDLOCK_FILE_RIGHTS = {1: 13, 2: 14, 3: 15, 4: 15, 5: 16}
"""How many of the file-system rights, counted from bit 0, each Landlock ABI knows; later ones know 16."""

# What computing needs, by name: (x86_64, aarch64); None where the machine lacks the call.
_ALLOWED: dict[str, tuple[int, int | None]] = {
    "read": (0, 63),
    "write": (1, 64),
    "close": (3, 57),
    "fstat": (5, 80),
    "lseek": (8, 62),
    "munmap": (11, 215),
    "brk": (12, 214),
    "rt_sigaction": (13, 134),
    "rt_sigprocmask": (14, 135),
    "rt_sigreturn": (15, 139),
    "pread64": (17, 67),
    "sched_yield": (24, 124),
    "mremap": (25, 216),
    "madvise": (28, 233),
    "nanosleep": (35, 101),
    "getpid": (39, 172),
    "exit": (60, 93),
    "gettimeofday": (96, 169),
    "getrusage": (98, 165),
    "sigaltstack": (131, 132),
    "gettid": (186, 178),
    "time": (201, None),
    "futex": (202, 98),
    "clock_gettime": (228, 113),
    "clock_getres": (229, 114),
    "clock_nanosleep": (230, 115),
    "exit_group": (231, 94),
    "getrandom": (318, 278),
    "restart_syscall": (219, 128),
}
_ALLOWED_UNLESS_EXECUTABLE: dict[str, tuple[int, int]] = {"mmap": (9, 222), "mprotect": (10, 226)}
_MACHINES = {"x86_64": (0, 0xC000003E), "aarch64": (1, 0xC00000B7)}

_LOAD, _EQUAL, _ANY_BIT, _RETURN = 0x20, 0x15, 0x45, 0x06
_KILL, _REFUSE, _ALLOW = 0x80000000, 0x00050000 | 1, 0x7FFF0000  # refuse: the call fails with EPERM
_PROT_EXEC = 4


@dataclass(frozen=True, slots=True)
class Walls:
    """What could be put up. ``landlock`` is the kernel's ABI number, 0 without; ``user`` whether root was given up."""

    rlimits: bool
    landlock: int
    seccomp: bool
    user: bool


def limit(*, memory: int, cpu_seconds: int, total_cpu_seconds: int) -> bool:
    """Bound memory and CPU; returns whether every bound was taken, which macOS for one does not do.

    The keeper moves the soft CPU limit on, chunk by chunk, up to the hard one. What this process has used so far, for
    warming up, does not count.
    """
    usage = resource.getrusage(resource.RUSAGE_SELF)
    used = int(usage.ru_utime + usage.ru_stime)
    cpu_seconds, total_cpu_seconds = used + cpu_seconds, used + total_cpu_seconds
    bounds = {
        resource.RLIMIT_AS: (memory, memory),
        resource.RLIMIT_CPU: (cpu_seconds, max(cpu_seconds, total_cpu_seconds)),
        resource.RLIMIT_FSIZE: (0, 0),
        resource.RLIMIT_CORE: (0, 0),
        resource.RLIMIT_NOFILE: (8, 8),
    }
    taken = True
    for kind, bound in bounds.items():
        try:
            resource.setrlimit(kind, bound)
        except (OSError, ValueError):
            taken = False
    return taken


def lock(parent: int, *, rlimits: bool) -> Walls:
    """Put up every wall that this machine has. ``parent`` is the keeper's process id: without it there is no reason
    to live."""
    if sys.platform != "linux":
        return Walls(rlimits=rlimits, landlock=0, seccomp=False, user=False)
    libc = ctypes.CDLL(None, use_errno=True)
    alone = _threads() == 1
    user = _give_up_root()
    end_with(parent)
    _prctl(libc, _PR_SET_DUMPABLE, 0)
    privileges = _prctl(libc, _PR_SET_NO_NEW_PRIVS, 1)
    landlock = _landlock(libc) if privileges else 0
    seccomp = _seccomp(libc) if privileges and alone else False
    return Walls(rlimits=rlimits, landlock=landlock, seccomp=seccomp, user=user)


def end_with(parent: int) -> None:
    """Die when the keeper dies, even if this process never looks up from its work. Linux alone can promise that."""
    if sys.platform == "linux":
        _prctl(ctypes.CDLL(None, use_errno=True), _PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)


def copy_of_this_process() -> int:
    """As ``os.fork``, but the copy is a child of this process's parent, which thereby waits for it and ends it.

    Returns 0 in the copy, else its number, or -1 where this machine does not do that. Of one thread only: what Python
    and the C library do around a fork for the sake of other threads is left out.
    """
    number = _CLONE.get(platform.machine())
    if sys.platform != "linux" or number is None or _threads() != 1:
        return -1
    libc = ctypes.PyDLL(None)  # which keeps the interpreter's lock over the call: the copy must hold it too
    libc.syscall.restype = ctypes.c_long
    nothing = ctypes.c_ulong(0)
    flags = ctypes.c_ulong(_SIGNAL_CLONE_PARENT)
    return int(libc.syscall(ctypes.c_long(number), flags, nothing, nothing, nothing, nothing))


def _prctl(libc: ctypes.CDLL, option: int, value: int, address: int = 0) -> bool:
    unsigned = ctypes.c_ulong
    return bool(libc.prctl(option, unsigned(value), unsigned(address), unsigned(0), unsigned(0)) == 0)


def _threads() -> int:
    """A seccomp filter holds the thread that installs it: a second thread would be outside the cage."""
    return len(os.listdir("/proc/self/task"))


def _give_up_root() -> bool:
    """Where the worker runs as root the child becomes nobody. Containers without that user keep what they have."""
    if os.geteuid() != 0:
        return False
    try:
        os.setgroups([])
        os.setresgid(_NOBODY, _NOBODY, _NOBODY)
        os.setresuid(_NOBODY, _NOBODY, _NOBODY)
    except OSError:
        return False
    return True


def _landlock(libc: ctypes.CDLL) -> int:
    """Deny all that the kernel's Landlock can deny. Returns its ABI, or 0 where there is none."""
    version = libc.syscall(_LANDLOCK_CREATE, None, 0, _LANDLOCK_VERSION_FLAG)
    if version < 1:
        return 0
    files = (1 << _LANDLOCK_FILE_RIGHTS.get(version, 16)) - 1
    fields = [files]
    if version >= 4:
        fields.append(0b11)  # bind and connect TCP
    if version >= 6:
        fields.append(0b11)  # abstract sockets and signals stay inside
    attributes = struct.pack(f"={len(fields)}Q", *fields)
    ruleset = libc.syscall(_LANDLOCK_CREATE, attributes, len(attributes), 0)
    if ruleset < 0:
        return 0
    done = libc.syscall(_LANDLOCK_RESTRICT, ruleset, 0) == 0
    os.close(ruleset)
    return int(version) if done else 0


def _instruction(code: int, value: int, true: int = 0, false: int = 0) -> bytes:
    return struct.pack("=HBBI", code, true, false, value)


def program(machine: str) -> bytes:
    """The filter as BPF: wrong architecture kills, listed calls pass, everything else fails with EPERM."""
    column, architecture = _MACHINES[machine]
    code = [
        _instruction(_LOAD, 4),  # seccomp_data.arch
        _instruction(_EQUAL, architecture, 1, 0),
        _instruction(_RETURN, _KILL),
        _instruction(_LOAD, 0),  # seccomp_data.nr
    ]
    for numbers in _ALLOWED.values():
        number = numbers[column]
        if number is not None:
            code += [_instruction(_EQUAL, number, 0, 1), _instruction(_RETURN, _ALLOW)]
    for numbers in _ALLOWED_UNLESS_EXECUTABLE.values():
        code += [
            _instruction(_EQUAL, numbers[column], 0, 4),
            _instruction(_LOAD, 32),  # the low half of the third argument: the protection wanted
            _instruction(_ANY_BIT, _PROT_EXEC, 1, 0),
            _instruction(_RETURN, _ALLOW),
            _instruction(_RETURN, _REFUSE),
        ]
    code.append(_instruction(_RETURN, _REFUSE))
    return b"".join(code)


def _seccomp(libc: ctypes.CDLL) -> bool:
    if platform.machine() not in _MACHINES or sys.maxsize < 1 << 32:
        return False
    code = program(platform.machine())
    buffer = ctypes.create_string_buffer(code, len(code))
    packed = struct.pack("=H6xQ", len(code) // 8, ctypes.addressof(buffer))
    header = ctypes.create_string_buffer(packed, len(packed))
    return _prctl(libc, _PR_SET_SECCOMP, _SECCOMP_MODE_FILTER, ctypes.addressof(header))
