"""One ``bin/serve`` for one ``var/``: the lock, and the note that tells others where it listens."""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
import time
from pathlib import Path
from typing import Any


class AlreadyRunning(Exception):
    """Another process serves this folder; ``note`` is what it wrote about itself."""

    def __init__(self, note: dict[str, Any]) -> None:
        super().__init__(note.get("url", ""))
        self.note = note


class Running:
    """Holds the lock on ``var/run`` from here on. Raises AlreadyRunning where somebody else does.

    ``after_a_crash``: whoever held it before did not come to take its note away.
    """

    def __init__(self, var: Path) -> None:
        folder = var / "run"
        folder.mkdir(parents=True, exist_ok=True)
        self._note = folder / "serve.json"
        self._lock = (folder / "serve.lock").open("w")
        until = time.monotonic() + 15
        while True:
            with contextlib.suppress(BlockingIOError):
                fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                self.after_a_crash = self._note.exists()
                self._note.unlink(missing_ok=True)
                return
            note = self._read()
            # No note, or one of a dead process: the other is starting, or its keeper is ending what it left.
            if _alive(note.get("pid")) or time.monotonic() > until:
                self._lock.close()
                raise AlreadyRunning(note)
            time.sleep(0.1)

    def write(self, note: dict[str, Any]) -> None:
        """For tests and for a second ``bin/serve``; mode 600."""
        new = self._note.with_suffix(".new")
        new.unlink(missing_ok=True)
        with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            json.dump(note, file, indent=1)
        new.replace(self._note)

    def close(self) -> None:
        self._note.unlink(missing_ok=True)
        self._lock.close()

    def _read(self) -> dict[str, Any]:
        try:
            note: dict[str, Any] = json.loads(self._note.read_text())
        except (OSError, ValueError):
            return {}
        return note


def _alive(pid: int | None) -> bool:
    if pid is None:
        return False
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
