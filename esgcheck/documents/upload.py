"""Bringing documents into a case, describing them, and taking them out again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import PurePath

from django.db import IntegrityError, transaction
from django.utils import timezone

from esgcheck.accounts.models import User
from esgcheck.cases.models import Case, Role
from esgcheck.documents.files import StoredFile, store
from esgcheck.documents.models import Document, Kind, ProvenanceHop, Version
from esgcheck.documents.names import clean_name
from esgcheck.documents.quota import Room, locked_room_of
from esgcheck.errors import Refused

MOST_HOPS = 50


class AlreadyThere(Refused):
    """The same file is in the case; ``version`` is the one."""

    code = "already_there"

    def __init__(self, version: Version) -> None:
        older = "an older file of " if version.is_older else ""
        super().__init__(f"This file is in the case already, as {older}“{version.document.title}”.")
        self.version = version


@dataclass(frozen=True)
class Hop:
    """One step of a document's provenance, as the caller gives it."""

    what: str
    who: str = ""
    when: str = ""
    held: bool = False
    note: str = ""


def title_from(filename: str) -> str:
    """A title to start from: the file's name without its ending, underscores as spaces."""
    stem = PurePath(clean_name(filename)).stem if filename else ""
    return " ".join(stem.replace("_", " ").split())[:300] or "Untitled"


def keep_file(*, case: Case, kind: str, chunks: Iterable[bytes], by: User) -> StoredFile:
    """Keep the bytes of what is to be a document. Outside any transaction: writing hundreds of megabytes takes
    seconds, in which SQLite would let nobody else write. Raises NotAllowed or Refused.
    """
    case.require(by, Role.REVIEWER)
    if kind not in Kind.values:
        raise Refused("Say whether this is a report or a source.")
    return store(chunks)


def add_document(
    *,
    case: Case,
    kind: str,
    filename: str,
    stored: StoredFile,
    by: User,
    title: str = "",
    room: Room | None = None,
) -> Version:
    """Make a kept file a new document of the case; the caller enqueues its reading (``pipeline.upload``).

    File first, then the row: a crash between the two leaves a file that nobody knows, never a row without a file.
    A document that had been taken out is brought back instead, also by a reviewer, and read anew: the version's
    ``brought_back`` says so. ``room`` is what a caller that adds many has counted, the case being locked.
    Raises NotAllowed, AlreadyThere or CaseFull.
    """
    case.require(by, Role.REVIEWER)
    filename = clean_name(filename)
    known = Version.objects.select_related("document").filter(case=case, sha256=stored.sha256).first()
    if known is not None:
        if known.document.removed_at is not None:
            Document.objects.filter(pk=known.document_id).update(removed_at=None, kind=kind)
            known.document.removed_at = None
            back = known if known.standing == Version.Standing.CURRENT else known.document.version
            back.brought_back = True
            return back
        raise AlreadyThere(known)
    try:
        with transaction.atomic():
            (room or locked_room_of(case)).require(stored.size)
            document = Document.objects.create(
                case=case, kind=kind, title=title.strip()[:300] or title_from(filename), created_by=by
            )
            return Version.objects.create(
                case=case,
                document=document,
                sha256=stored.sha256,
                size=stored.size,
                filename=filename,
                created_by=by,
            )
    except IntegrityError:
        raise AlreadyThere(Version.objects.select_related("document").get(case=case, sha256=stored.sha256)) from None


@transaction.atomic
def describe_document(*, document: Document, title: str, kind: str, by: User) -> Document:
    """Correct a document's title or kind. Reviewers and leads."""
    document.case.require(by, Role.REVIEWER)
    if not title.strip():
        raise Refused("A document needs a title.")
    if kind not in Kind.values:
        raise Refused("Say whether this is a report or a source.")
    document.title, document.kind = title.strip()[:300], kind
    document.save(update_fields=["title", "kind"])
    return document


@transaction.atomic
def set_provenance(*, document: Document, hops: Sequence[Hop], by: User) -> list[ProvenanceHop]:
    """Replace the chain by which the document came to be held. Reviewers and leads."""
    document.case.require(by, Role.REVIEWER)
    if len(hops) > MOST_HOPS:
        raise Refused(f"A document changes hands at most {MOST_HOPS} times here. Sum some of the steps up.")
    for hop in hops:
        if hop.what not in ProvenanceHop.What.values:
            raise Refused("Each step is one of: said or made, recorded, obtained, passed on, published.")
    document.hops.all().delete()
    return ProvenanceHop.objects.bulk_create(
        ProvenanceHop(
            document=document,
            position=position,
            what=hop.what,
            who=hop.who.strip()[:300],
            when=hop.when.strip()[:100],
            held=hop.held,
            note=hop.note.strip()[:500],
        )
        for position, hop in enumerate(hops, start=1)
    )


def remove_document(*, document: Document, by: User) -> None:
    """Take a document out of the case; nothing is lost, and ``restore_document`` brings it back. Leads only."""
    document.case.require(by, Role.LEAD)
    Document.objects.filter(pk=document.pk).update(removed_at=timezone.now())


def restore_document(*, document: Document, by: User) -> None:
    document.case.require(by, Role.LEAD)
    Document.objects.filter(pk=document.pk).update(removed_at=None)
