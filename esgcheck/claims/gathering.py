"""The passages of a case's sources in one index on this machine's disk, which grows with each source; and those of its
reports in another, so that what a company says of itself never crowds out what others say of it.

It is what makes a check of a large case cheap: a new source adds its own passages, and every claim is ranked by the
words of the whole case without reading the rest again. It is derived (``documents.derived``) and made anew where it is
missing, broken or of another format.
"""

from __future__ import annotations

import hashlib
import shutil
import uuid
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from esgcheck.analysis import types as analysis
from esgcheck.analysis.evidence import FORMAT, EvidenceIndex
from esgcheck.cases.models import Case
from esgcheck.documents.derived import alone, folder_of, read_note, stamp, write_note
from esgcheck.documents.models import Version
from esgcheck.documents.reading import as_read

SMALL = 20_000
"""Passages that are indexed in a few seconds, so that nothing of what has gone need stay."""

STALE_SHARE = 0.05
"""The engine counts words of passages that have gone until it is made anew: of a large index so many may be such."""


@dataclass(frozen=True)
class Gathered:
    """The sources of a case, or its reports: ``versions`` by the keys that hits bear, ``state`` a hash of all that is
    in the index."""

    index: EvidenceIndex
    versions: Mapping[int, Version]
    state: str


def key_of(version: Version) -> int:
    """Its key in the index: the same on every machine and in whatever order documents came."""
    return int(version.sha256[:13], 16)


SOURCES, REPORTS = "evidence", "evidence_of_reports"


def gather(case: Case, sources: Sequence[Version], name: str = SOURCES) -> Gathered:
    """The index with exactly these documents in it: what is missing is added, what has gone or was read anew
    replaced."""
    folder = folder_of(case, name)
    wanted = {f"{key_of(version):x}": stamp(version.read_at) for version in sources}
    with alone(folder):
        note = read_note(folder, FORMAT)
        held: dict[str, str] = note.get("versions", {})
        if held == wanted and (index := _opened(folder)) is not None:
            return _gathered(index, sources, wanted)
        index = _opened(folder) if held else None
        gone = [int(key, 16) for key, read_at in held.items() if wanted.get(key) != read_at]
        left = _left_behind(index, note, gone)
        if index is None or left is None:
            index, held, gone, left = _begun(folder), {}, [], 0
        missing = [version for version in sources if held.get(f"{key_of(version):x}") != stamp(version.read_at)]
        count = index.replace(_read(missing), gone)
        write_note(folder, FORMAT, versions=wanted, passages=count, left_behind=left)
    return _gathered(index, sources, wanted)


def forget(case: Case) -> None:
    """Let both be made anew the next time."""
    for name in (SOURCES, REPORTS):
        folder = folder_of(case, name)
        with alone(folder):
            (folder / "held.json").unlink(missing_ok=True)


def _gathered(index: EvidenceIndex, sources: Sequence[Version], held: Mapping[str, str]) -> Gathered:
    state = hashlib.sha256(repr(sorted(held.items())).encode()).hexdigest()
    return Gathered(index, {key_of(version): version for version in sources}, state)


def _left_behind(index: EvidenceIndex | None, note: Mapping[str, object], gone: Sequence[int]) -> int | None:
    """How many passages will have gone since the index was begun; None where it is better to begin anew."""
    if index is None:
        return None
    before = note.get("left_behind")
    left = (before if isinstance(before, int) else 0) + sum(map(index.count_of, gone))
    if left and (index.passages <= SMALL or left > STALE_SHARE * index.passages):
        return None
    return left


def _read(versions: Sequence[Version]) -> Iterator[tuple[int, analysis.Document]]:
    """One in memory at a time."""
    for version in versions:
        yield key_of(version), as_read(version)


def _opened(folder: Path) -> EvidenceIndex | None:
    try:
        return EvidenceIndex(folder / "index")
    except (OSError, ValueError):
        return None


def _begun(folder: Path) -> EvidenceIndex:
    """An empty index in the place of the one that is there.

    The old one is moved aside before it goes: whoever still reads in it may put a lock file into a folder that is being
    emptied, which then cannot be removed.
    """
    place = folder / "index"
    with suppress(FileNotFoundError):
        place.rename(folder / f"gone-{uuid.uuid4().hex}")
    place.mkdir(mode=0o700, exist_ok=True)
    for gone in folder.glob("gone-*"):
        shutil.rmtree(gone, ignore_errors=True)
    return EvidenceIndex(place)
