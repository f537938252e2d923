"""Piles of files that come in at once: opened, filled file by file, and looked at afterwards.

Whatever becomes of a file is a row of the pile, not an exception: of 500 files one that is refused must not lose the
others, nor be forgotten when the page is reloaded.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from esgcheck.accounts.models import User
from esgcheck.cases.models import Case, Role
from esgcheck.documents.models import Kind, Pile, PileFile, Version
from esgcheck.documents.names import clean_name
from esgcheck.documents.upload import AlreadyThere
from esgcheck.errors import Refused

MOST_FILES = 20_000
ARRIVED = [PileFile.State.ADDED, PileFile.State.BACK, PileFile.State.THERE]

DISK_FULL = "The server could not store this file; its disk may be full. Nothing else is lost. Try again later."
TWICE = "The same file came twice in this pile, first as “{name}”; it is kept once."
BACK = "It had been taken out of the case and is back; it is being read again."


@dataclass(frozen=True)
class Announced:
    """A file that is to come. ``fingerprint`` is what the sender knows it again by: when it was last changed."""

    name: str
    size: int
    fingerprint: str = ""

    @property
    def key(self) -> tuple[str, int, str]:
        return (clean_name(self.name), self.size, self.fingerprint[:100])


@dataclass(frozen=True)
class Opening:
    """A pile to fill; ``held`` are the places in the announcement of files that came before the connection was lost."""

    pile: Pile
    held: frozenset[int]


@transaction.atomic
def open_pile(*, case: Case, kind: str, files: Sequence[Announced], passed_over: int = 0, by: User) -> Opening:
    """Say what is to come. The same files chosen again after an interruption go on in the pile that was broken off.

    Raises NotAllowed or Refused.
    """
    case.require(by, Role.REVIEWER)
    if kind not in Kind.values:
        raise Refused("Say whether this is a report or a source.")
    if len(files) > MOST_FILES:
        raise Refused(f"At most {MOST_FILES:,} files at once. Choose its folders one after the other.")
    size = sum(file.size for file in files)
    keys = [file.key for file in files]
    for pile in _broken_off(case, kind, by):
        had = {(name, n, mark): state for name, n, mark, state in _files_of(pile)}
        if not had.keys() & set(keys):
            continue
        held = frozenset(place for place, key in enumerate(keys) if had.get(key) in ARRIVED)
        new = sum(key not in had for key in keys)
        Pile.objects.filter(pk=pile.pk).update(
            announced=len(had) + new, announced_bytes=size, touched_at=timezone.now(), dismissed_at=None
        )
        pile.refresh_from_db()
        return Opening(pile, held)
    pile = Pile.objects.create(
        case=case, kind=kind, announced=len(files), announced_bytes=size, passed_over=passed_over, created_by=by
    )
    return Opening(pile, frozenset())


def _broken_off(case: Case, kind: str, by: User) -> list[Pile]:
    """Piles of this person of which not all has come, the newest first."""
    since = timezone.now() - timedelta(hours=settings.UPLOAD_KEEP_HOURS)
    piles = Pile.objects.filter(case=case, kind=kind, created_by=by, touched_at__gt=since)[:20]
    return [pile for pile in piles if pile.files.exclude(state=PileFile.State.COMING).count() < pile.announced]


def _files_of(pile: Pile) -> list[tuple[str, int, str, str]]:
    return list(pile.files.values_list("name", "size", "fingerprint", "state"))


def announce(*, pile: Pile, files: int, size: int = 0, by: User) -> Pile:
    """More files are to come (or, below zero, fewer: some could not be read from the sender's disk)."""
    pile.case.require(by, Role.REVIEWER)
    with transaction.atomic():
        now = Pile.objects.select_for_update().get(pk=pile.pk)
        now.announced = max(0, min(MOST_FILES, now.announced + files))
        now.announced_bytes = max(0, now.announced_bytes + size)
        now.touched_at = timezone.now()
        now.save(update_fields=["announced", "announced_bytes", "touched_at"])
    return now


def record(
    *, pile: Pile, file: Announced, bring: Callable[[], Version], row: PileFile | None = None, again: bool = False
) -> PileFile:
    """Call ``bring`` and write down what became of the file: in ``row``, or in a new one.

    ``again``: it may have come before, and only the answer was lost; then that outcome is given. NotAllowed and what
    nobody foresaw pass through. A row of the same file that was refused before goes.
    """
    name, size, fingerprint = file.key
    row = row or PileFile(pile=pile, name=name, size=size, fingerprint=fingerprint)
    try:
        version = bring()
        row.state = PileFile.State.BACK if version.brought_back else PileFile.State.ADDED
        row.words = BACK if version.brought_back else ""
        row.document_id, row.code = version.document_id, ""
    except AlreadyThere as there:
        document = there.version.document
        first = pile.files.filter(document=document, state__in=[PileFile.State.ADDED, PileFile.State.BACK]).first()
        if first is not None and again and (first.name, first.size) == (name, size):
            return first
        row.state, row.document_id, row.code = PileFile.State.THERE, document.pk, there.code
        row.words = str(there) if first is None else TWICE.format(name=first.name)
    except Refused as error:
        row.state, row.words, row.code = PileFile.State.REFUSED, str(error), error.code
    except OSError:
        row.state, row.words, row.code = PileFile.State.REFUSED, DISK_FULL, "not_stored"
    row.touched_at = timezone.now()
    with transaction.atomic():
        pile.files.filter(name=name, size=size, state=PileFile.State.REFUSED).exclude(pk=row.pk).delete()
        row.save()
    return row


def touch(pile: Pile) -> None:
    """Something of it has come."""
    Pile.objects.filter(pk=pile.pk).update(touched_at=timezone.now())


def dismiss(*, pile: Pile, by: User) -> None:
    """Put a pile away from the case page, for all its members; its own page stays."""
    pile.case.require(by, Role.REVIEWER)
    Pile.objects.filter(pk=pile.pk, dismissed_at=None).update(dismissed_at=timezone.now())


@transaction.atomic
def forget(*, file: PileFile, by: User) -> None:
    """Take a file that never became a document off the list of its pile."""
    file.pile.case.require(by, Role.REVIEWER)
    if file.state not in {PileFile.State.REFUSED, PileFile.State.THERE}:
        raise Refused("Only files that were not taken can be put off this list.")
    if PileFile.objects.filter(pk=file.pk, state=file.state).delete()[0]:
        Pile.objects.filter(pk=file.pile_id, announced__gt=0).update(announced=F("announced") - 1)
