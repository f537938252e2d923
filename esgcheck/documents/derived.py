"""What is derived from a case and kept on this machine's disk: one folder an index, one process at a time that writes.

What an index holds stands in ``held.json`` beside it, written after the index itself, so that a crash between the two
only means some work done twice. A folder that is lost, or of another format, is made anew from the database.
"""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings

from esgcheck.cases.models import Case


def folder_of(case: Case, *inside: str) -> Path:
    return Path(settings.SEARCH_DIR, str(case.pk), *inside)


def read_note(folder: Path, form: int) -> dict[str, Any]:
    """What was noted of the index; empty where there is none to be trusted."""
    try:
        said = json.loads((folder / "held.json").read_bytes())
        return dict(said) if said["format"] == form and (folder / "index").is_dir() else {}
    except (OSError, ValueError, KeyError, TypeError):
        return {}


def write_note(folder: Path, form: int, **said: Any) -> None:
    aside = folder / "held.json.new"
    aside.write_text(json.dumps({"format": form, **said}))
    os.replace(aside, folder / "held.json")


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """One process of this machine at a time writes an index."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def stamp(moment: datetime | None) -> str:
    """When a version was read: another reading gives another stamp."""
    return moment.isoformat() if moment else ""
