"""Large files in pieces that go on after a lost connection.

    begin    name, size and fingerprint in; a row and an empty part file, or those of the same file, broken off
    append   a piece at an offset; what has come already is not written twice, what would leave a hole is refused
    finish   when the last byte has come: hashed, kept under its hash, and then whatever the caller does with it

The row says how much is kept; the part file is only written where the row says that it ends, on the disk before the row
grows. Whoever writes or finishes holds a lock on the part file: of two tabs that send the same file one waits.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from esgcheck.accounts.models import User
from esgcheck.cases.models import Role
from esgcheck.documents.files import StoredFile, adopt, require_size
from esgcheck.documents.models import Pile, PileFile, Version
from esgcheck.documents.piles import Announced, record
from esgcheck.documents.quota import room_of
from esgcheck.errors import NotAllowed, Refused

PIECE_BYTES = 6 * 1024 * 1024
MOST_UNFINISHED = 50
NOT_FINISHED = "The rest of this file did not come for {hours} hours, and what had come was put away. Choose it again."


class WrongOffset(Refused):
    """The piece does not begin where the part ends; ``offset`` is where it does."""

    code = "wrong_offset"

    def __init__(self, offset: int) -> None:
        super().__init__(f"Of this file {offset} bytes have come. Send it from there.")
        self.offset = offset


class BrokenPiece(Refused):
    """The piece is not what its sender says it is."""

    code = "broken_piece"


def part_of(file: PileFile) -> Path:
    return Path(settings.FILES_DIR) / "parts" / str(file.pk)


def begin(*, pile: Pile, file: Announced, by: User) -> PileFile:
    """A row to send pieces to, or one that says why the file is refused before a byte of it is sent.

    The same file (name, size, fingerprint) that this person began before, in this case and for the same kind, goes on
    where it was broken off, in this pile.
    """
    pile.case.require(by, Role.REVIEWER)
    name, size, fingerprint = file.key
    mine = PileFile.objects.unfinished().filter(pile__case=pile.case_id, pile__created_by=by)
    if (held := _broken_off(mine, pile, file)) is not None:
        return held

    def refuse() -> Version:
        require_size(size)
        room_of(pile.case).require(size)
        if mine.count() >= MOST_UNFINISHED:
            raise Refused(f"{MOST_UNFINISHED} files of yours are half here. Choose those again, or take them out.")
        raise _Welcome

    try:
        return record(pile=pile, file=file, bring=refuse)
    except _Welcome:
        part = PileFile(pile=pile, name=name, size=size, fingerprint=fingerprint, state=PileFile.State.COMING)
        path = part_of(part)
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        pile.files.filter(name=name, size=size, state=PileFile.State.REFUSED).delete()
        part.save()
        return part


class _Welcome(Exception):
    """Nothing speaks against the file."""


def _broken_off(mine: object, pile: Pile, file: Announced) -> PileFile | None:
    name, size, fingerprint = file.key
    rows = mine.filter(pile__kind=pile.kind, name=name, size=size, fingerprint=fingerprint)  # type: ignore[attr-defined]
    row: PileFile | None = rows.order_by("-touched_at").first()
    if row is None or not part_of(row).exists():
        return None
    PileFile.objects.filter(pk=row.pk).update(pile=pile, touched_at=timezone.now())
    row.refresh_from_db()
    return row


def append(*, file: PileFile, offset: int, data: bytes, sha256: str = "", by: User) -> PileFile:
    """Keep a piece. Safe to send twice: what is here already is passed over. Returns the row as it is then.

    Raises NotAllowed, WrongOffset, BrokenPiece, or Refused where the file is not coming any more.
    """
    _require_sender(file, by)
    if len(data) > settings.DATA_UPLOAD_MAX_MEMORY_SIZE:
        raise BrokenPiece("This piece is too large. Send at most 10 MB at once.")
    if sha256 and hashlib.sha256(data).hexdigest() != sha256.lower():
        raise BrokenPiece("This piece was damaged on its way. Send it again.")
    with _locked(file) as (row, handle):
        new = data[row.received - offset :] if offset <= row.received else b""
        if offset > row.received:
            raise WrongOffset(row.received)
        if row.received + len(new) > row.size:
            raise BrokenPiece(f"The file was said to have {row.size} bytes, and this goes beyond. Choose it again.")
        if new:
            at = row.received
            while new:
                written = os.pwrite(handle, new, at)
                at, new = at + written, new[written:]
            os.fdatasync(handle)  # before the row: a part that lost its end with the power would have a hole
            row.received = at
        row.touched_at = timezone.now()
        with transaction.atomic():
            row.save(update_fields=["received", "touched_at"])
            Pile.objects.filter(pk=row.pile_id).update(touched_at=row.touched_at)
        return row


def finish(*, file: PileFile, bring: Callable[[StoredFile], Version], by: User) -> PileFile:
    """All of it is here: make it what it was sent for. A second call finds the outcome of the first."""
    _require_sender(file, by)
    with _locked(file) as (row, _):
        if row.received < row.size:
            raise WrongOffset(row.received)
        path = part_of(row)
        announced = Announced(row.name, row.size, row.fingerprint)

        def kept() -> Version:
            stored = adopt(path)
            with transaction.atomic():
                # Not coming any more, so that it does not count twice against the room of the case.
                PileFile.objects.filter(pk=row.pk).update(state=PileFile.State.ADDED)
                return bring(stored)

        row = record(pile=row.pile, file=announced, bring=kept, row=row)
        if row.code != "not_stored":
            path.unlink(missing_ok=True)
        else:  # a full disk passes: the part is kept
            row.state = PileFile.State.COMING
            row.save(update_fields=["state"])
        return row


def give_up(*, file: PileFile, by: User) -> None:
    """Throw away what has come of a file, at its sender's wish."""
    _require_sender(file, by)
    with _locked(file) as (row, _):
        row.delete()
        Pile.objects.filter(pk=row.pile_id, announced__gt=0).update(announced=F("announced") - 1)
        part_of(file).unlink(missing_ok=True)


def sweep_parts() -> int:
    """Put away the parts of files whose rest did not come in time, and what crashes left. Returns how many."""
    hours = settings.UPLOAD_KEEP_HOURS
    old = PileFile.objects.unfinished().filter(touched_at__lt=timezone.now() - timedelta(hours=hours))
    swept = 0
    for row in old[:1000]:
        swept += old.filter(pk=row.pk).update(
            state=PileFile.State.REFUSED, code="not_finished", words=NOT_FINISHED.format(hours=hours), received=0
        )
    coming = {str(key) for key in PileFile.objects.unfinished().values_list("pk", flat=True)}
    root, old_enough = Path(settings.FILES_DIR), time.time() - 3600 * 24
    for path in [*root.glob("parts/*"), *root.glob("upload-*")]:
        if path.name not in coming and path.stat().st_mtime < old_enough:
            path.unlink(missing_ok=True)
    return swept


def _require_sender(file: PileFile, by: User) -> None:
    """Only who began it sends the rest, and only while the role lasts."""
    file.pile.case.require(by, Role.REVIEWER)
    if file.pile.created_by_id != by.pk:
        raise NotAllowed("Only the person who began to send this file can send the rest of it.")


@contextmanager
def _locked(file: PileFile) -> Iterator[tuple[PileFile, int]]:
    """The row as it is now and its part file, while nobody else writes to either."""
    try:
        handle = os.open(part_of(file), os.O_RDWR)
    except FileNotFoundError:
        raise NotComing from None
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        row = PileFile.objects.unfinished().select_related("pile__case").filter(pk=file.pk).first()
        if row is None:
            raise NotComing
        yield row, handle
    finally:
        os.close(handle)


class NotComing(Refused):
    """The file is whole already, or was given up; ask for its row to know which."""

    code = "not_coming"

    def __init__(self) -> None:
        super().__init__("This file is not being sent any more. Choose it again if it is not among the documents.")
