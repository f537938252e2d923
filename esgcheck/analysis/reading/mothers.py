"""Mothers: processes that are warm and clean, and are copied for every document that is to be read.

Starting an interpreter, importing and warming up takes a quarter of a second, which is most of the time that a page's
picture takes. So it is done once, ahead: a *mother* (the same ``child.py``) imports what one family of readers needs
and waits. Asked for it she makes a copy of herself, which takes about a millisecond. The copy gets the document and a
line to talk on, locks itself in, reads that one document and ends. A mother never sees a command, a password or a byte
of a document, so every copy is as clean as a fresh interpreter would be.

- Copies are made with ``CLONE_PARENT``: they are children of *this* process, which waits for them, ends them, bounds
  them and takes them along when it dies, exactly as if it had started each of them itself.
- All copies of one mother have their memory laid out alike, which could help somebody who lets many files crash the
  reader to find out how. So after a crash, and after some hundreds of copies, a mother goes and another is started.
- A mother who is asked for nothing for a while goes, and so does one whose keeper is gone. One that has died is
  replaced when she is next needed.
- Where the kernel does not copy like this (macOS), a mother turns into the child herself and serves once.

Mothers are a process's own: a fork of this process forgets them and starts others. Threads may share them.
"""

from __future__ import annotations

import atexit
import errno
import os
import signal
import socket
import struct
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

CHILD = Path(__file__).with_name("child.py")
IDLE_SECONDS = 3600.0
MOST_COPIES = 500
_START_SECONDS = 60.0
_COPY_SECONDS = 10.0
_PID = struct.Struct(">i")

_CRASHES = frozenset({signal.SIGSEGV, signal.SIGBUS, signal.SIGILL, signal.SIGFPE, signal.SIGABRT, signal.SIGSYS})


class NotStarted(Exception):
    """No reading process can be had: it ends, or says nothing, before there is a document in it."""


class Process:
    """A child of this process that ``subprocess`` did not start; ``returncode`` as there, None while it runs."""

    def __init__(self, pid: int) -> None:
        self.pid = pid
        self.returncode: int | None = None

    def kill(self) -> None:
        if self.returncode is None:
            with suppress(ProcessLookupError):
                os.kill(self.pid, signal.SIGKILL)

    def wait(self, seconds: float | None = None) -> bool:
        """Whether it has ended within ``seconds``."""
        if self.returncode is None and seconds is not None and not self._ends_within(seconds):
            return False
        if self.returncode is None:
            self._collect(0)
        return True

    @property
    def crashed(self) -> bool:
        """Ended by a fault of its own, not by its keeper nor by a limit."""
        return self.returncode is not None and -self.returncode in _CRASHES

    def _ends_within(self, seconds: float) -> bool:
        until = time.monotonic() + seconds
        while not self._collect(os.WNOHANG):
            if time.monotonic() > until:
                return False
            time.sleep(0.002)
        return True

    def _collect(self, options: int) -> bool:
        try:
            pid, status = os.waitpid(self.pid, options)
        except ChildProcessError:  # somebody else has collected it, and with it what it ended with
            self.returncode = 255
            return True
        if pid:
            self.returncode = os.waitstatus_to_exitcode(status)
        return bool(pid)


class _Mother:
    """One warm process. ``copies`` says whether she can be copied, or serves once."""

    def __init__(self, family: str) -> None:
        self.control, theirs = socket.socketpair()
        with theirs:
            self.process = subprocess.Popen(
                [sys.executable, "-I", str(CHILD), str(theirs.fileno()), str(os.getpid()), family, str(IDLE_SECONDS)],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                pass_fds=(theirs.fileno(),),
                env={},
                cwd="/",
                start_new_session=True,
            )
        self.control.settimeout(_START_SECONDS)
        self.made = 0
        try:
            # She has tried: the number of a copy that ended at once, or 0.
            tried = self._answer()
        except (OSError, NotStarted):
            self.end()
            raise NotStarted(f"exit status {self.process.returncode}") from None
        self.copies = tried > 0
        if self.copies:
            Process(tried).wait()
        self.control.settimeout(_COPY_SECONDS)

    def copy(self, document: int, line: int) -> Process:
        """A copy of her with the two descriptors. Raises NotStarted when she is gone, OSError when she cannot."""
        try:
            socket.send_fds(self.control, [b"c"], [document, line])
            self.made += 1
            pid = self._answer() if self.copies else self.process.pid
        except OSError as error:
            raise NotStarted(type(error).__name__) from None
        if pid <= 0:
            raise OSError(errno.EAGAIN, "The machine starts no further process just now")
        return Process(pid)

    @property
    def spent(self) -> bool:
        return self.made >= (MOST_COPIES if self.copies else 1)

    def end(self) -> None:
        """She goes when nobody holds the other end of the line any more; her copies are not touched."""
        self.control.close()
        if self.made and not self.copies:
            self.process.returncode = 0  # she is the child now, which ``Process`` collects
            return
        self.process.kill()
        self.process.wait()

    def _answer(self) -> int:
        data = b""
        while len(data) < _PID.size:
            part = self.control.recv(_PID.size - len(data))
            if not part:
                raise NotStarted("it ended")
            data += part
        return int(_PID.unpack(data)[0])


class Mothers:
    """The mothers of this process, one a family, started when first needed."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._families: dict[str, threading.Lock] = {}
        self._mothers: dict[str, _Mother] = {}
        # A child dies with the *thread* that started it (PR_SET_PDEATHSIG): this one lasts as long as the process.
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="mothers")

    def copy(self, family: str, document: int, line: int) -> Process:
        """A warm child that holds ``document`` and ``line``. Raises NotStarted where a mother has gone just now or
        cannot be started, OSError where the machine makes no process."""
        with self._of(family):
            mother = self._mothers.get(family)
            if mother is None or mother.process.poll() is not None:
                self._end(family)
                mother = self._mothers[family] = self._thread.submit(_Mother, family).result()
            try:
                child = mother.copy(document, line)
            except NotStarted:
                self._end(family)
                raise
            if mother.spent:
                self._end(family)
            return child

    def prepare(self, family: str) -> None:
        """Have a mother started, without waiting for it, where there is none."""
        lock = self._of(family)
        if lock.acquire(blocking=False):
            lock.release()
            self._thread.submit(self._prepare, family, lock)

    def retire(self, family: str) -> None:
        """After a crash: the next child comes of another mother, whose memory is laid out differently."""
        with self._of(family):
            self._end(family)

    def close(self) -> None:
        for family in list(self._mothers):
            with self._of(family):
                self._end(family)

    def forget(self) -> None:
        """In a fork: they are the other process's. Only the lines are closed, or she would not see its end."""
        for mother in self._mothers.values():
            mother.control.close()
            mother.process.returncode = 0
        self.__init__()  # type: ignore[misc]

    def _of(self, family: str) -> threading.Lock:
        with self._lock:
            return self._families.setdefault(family, threading.Lock())

    def _prepare(self, family: str, lock: threading.Lock) -> None:
        with suppress(OSError, NotStarted):
            # Not by waiting for the lock: who holds it may be waiting for this thread.
            if lock.acquire(blocking=False):
                try:
                    kept = self._mothers.get(family)
                    if kept is None or kept.process.poll() is not None:
                        self._end(family)
                        self._mothers[family] = _Mother(family)
                finally:
                    lock.release()

    def _end(self, family: str) -> None:
        if mother := self._mothers.pop(family, None):
            mother.end()


MOTHERS = Mothers()
atexit.register(MOTHERS.close)
if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=MOTHERS.forget)
