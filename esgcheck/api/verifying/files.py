"""Which files were meant."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from django.core.management.base import CommandError


@dataclass(frozen=True)
class Given:
    reports: list[Path]
    sources: list[Path]


def files_under(paths: Iterable[Path]) -> list[Path]:
    """The files, and every file in the folders, hidden ones left out; each once, in a steady order."""
    found: dict[Path, None] = {}
    for path in paths:
        if path.is_dir():
            for inner in sorted(path.rglob("*")):
                if inner.is_file() and not any(part.startswith(".") for part in inner.relative_to(path).parts):
                    found[inner] = None
        elif path.is_file():
            found[path] = None
        else:
            raise CommandError(f"There is no file or folder {path}.")
    return list(found)
