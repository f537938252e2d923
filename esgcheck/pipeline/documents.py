"""What people ask for with documents: bring them in, correct them, take them out; and what that sets going."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from functools import partial

from django.db import transaction

from esgcheck.accounts.models import User
from esgcheck.cases.models import Case, Role
from esgcheck.claims import reanchoring, resettling
from esgcheck.claims.models import Outcome
from esgcheck.claims.report_years import say_year
from esgcheck.documents.files import StoredFile
from esgcheck.documents.models import Document, Kind, Pile, PileFile, Succession, Version
from esgcheck.documents.piles import Announced, record, touch
from esgcheck.documents.quota import Room, locked_room_of
from esgcheck.documents.transcribing import engine
from esgcheck.documents.transfers import append, finish
from esgcheck.documents.upload import (
    add_document,
    describe_document,
    keep_file,
    remove_document,
    restore_document,
)
from esgcheck.documents.versioning import add_version, may_be_replaced, require_may_return
from esgcheck.errors import Refused
from esgcheck.jobs.models import Job
from esgcheck.jobs.queue import enqueue
from esgcheck.pipeline.claims import hold_again


def upload(*, case: Case, kind: str, filename: str, chunks: Iterable[bytes], by: User, title: str = "") -> Version:
    """Bring a document into a case and have it read. Raises what ``keep_file`` and ``add_document`` raise."""
    stored = keep_file(case=case, kind=kind, chunks=chunks, by=by)
    with transaction.atomic():
        version = add_document(case=case, kind=kind, filename=filename, stored=stored, by=by, title=title)
        enqueue("read", version.pk, lane=version.case_id)
    return version


def upload_many(
    *, pile: Pile, files: Iterable[tuple[Announced, Iterable[bytes]]], by: User, again: bool = False
) -> list[PileFile]:
    """Bring in files of a pile: first all their bytes, then all rows in one transaction, since each of many small ones
    would have to wait for the workers'. One that is refused leaves the others alone.
    """
    case, kept, rows = pile.case, [], []
    case.require(by, Role.REVIEWER)
    for file, chunks in files:
        kept.append((file, _kept(pile, chunks, by)))
    with transaction.atomic():
        room = locked_room_of(case)
        for file, stored in kept:
            rows.append(record(pile=pile, file=file, bring=partial(_add, pile, file, stored, room, by), again=again))
            if rows[-1].state == PileFile.State.ADDED:
                room = room.after(rows[-1].size)
        touch(pile)
    return rows


def _kept(pile: Pile, chunks: Iterable[bytes], by: User) -> StoredFile | Refused | OSError:
    """The file on the disk, or why it is not."""
    try:
        return keep_file(case=pile.case, kind=pile.kind, chunks=chunks, by=by)
    except (Refused, OSError) as error:
        return error


def _add(pile: Pile, file: Announced, stored: StoredFile | Refused | OSError, room: Room | None, by: User) -> Version:
    if not isinstance(stored, StoredFile):
        raise stored
    with transaction.atomic():
        version = add_document(case=pile.case, kind=pile.kind, filename=file.name, stored=stored, by=by, room=room)
        enqueue("read", version.pk, lane=version.case_id)
    return version


def upload_piece(*, file: PileFile, offset: int, data: bytes, sha256: str = "", by: User) -> PileFile:
    """Keep a piece of a large file; with the last one it becomes a document. Raises what ``append`` raises."""
    row = append(file=file, offset=offset, data=data, sha256=sha256, by=by)
    if row.received < row.size:
        return row

    told = Announced(row.name, row.size)
    return finish(file=row, bring=lambda stored: _add(row.pile, told, stored, None, by), by=by)


def upload_newer(
    *, document: Document, filename: str, chunks: Iterable[bytes], why: str = "", note: str = "", by: User
) -> Version:
    """Bring in a newer file of a document and have it read; until that is done the document stays as it is. Raises
    what ``keep_file`` and ``add_version`` raise."""
    if refusal := may_be_replaced(document):
        document.case.require(by, Role.REVIEWER)
        raise Refused(refusal)
    stored = keep_file(case=document.case, kind=document.kind, chunks=chunks, by=by)
    with transaction.atomic():
        version = add_version(document=document, filename=filename, stored=stored, why=why, note=note, by=by)
        enqueue("read", version.pk, lane=version.case_id)
    return version


def make_current(*, version: Version, by: User) -> Succession:
    """Go back to an older file of a document: the work on it is carried there, and the case checked anew."""
    require_may_return(version, by)
    with transaction.atomic():
        succession = reanchoring.succeed(version, how=Succession.How.BACK, by=by)
        enqueue("index", version.case_id)
        if version.state == Version.State.FINDING:
            enqueue("find", version.pk, lane=version.case_id)
        hold_again(version.case_id)
    return succession


def settle(
    *, outcome: Outcome, what: str, by: User, seen: str = "", start: int | None = None, end: int | None = None
) -> Outcome:
    """Decide about what a newer file has changed or lost; evidence is then looked for anew where a claim has moved."""
    with transaction.atomic():
        settled = resettling.settle(outcome=outcome, what=what, by=by, seen=seen, start=start, end=end)
        if settled.claim_id is not None:
            enqueue("check", settled.succession.document.case_id)
    return settled


def unlock(*, version: Version, password: str, by: User) -> None:
    """Try a document again with the password that opens it. The password goes into the row and nowhere else."""
    version.case.require(by, Role.REVIEWER)
    if not version.takes_password:
        raise Refused("This document does not ask for a password.")
    if not password or len(password) > 200 or "\x00" in password:
        raise Refused("Type the password with which the file opens elsewhere, of at most 200 characters.")
    with transaction.atomic():
        Version.objects.filter(pk=version.pk).update(password=password)
        read_again(version=version, by=by)


def read_again(*, version: Version, by: User) -> None:
    """Try a failed document again, or read one anew: what the machine made of it is replaced, nothing else."""
    version.case.require(by, Role.REVIEWER)
    if version.is_in_work and Job.objects.about("read", version.pk).unfinished().exists():
        raise Refused("This document is being read at the moment.")
    with transaction.atomic():
        Version.objects.filter(pk=version.pk).update(
            state=Version.State.WAITING, failure="", failure_code="", pages_read=0, pages_known=0
        )
        enqueue("read", version.pk, lane=version.case_id)


def describe(*, document: Document, title: str, kind: str, by: User) -> None:
    """Correct title or kind; a report that becomes a source (or the reverse) is gone through anew."""
    with transaction.atomic():
        before = Document.objects.get(pk=document.pk)
        describe_document(document=document, title=title, kind=kind, by=by)
        take_for(documents=[before], kind=kind, by=by)


def take_for(*, documents: Collection[Document], kind: str, by: User) -> int:
    """Say of documents of one case, and of what came out of them, that they are reports or sources. Reviewers and
    leads. Those that change are gone through anew. Returns how many did.
    """
    for case in {document.case for document in documents}:
        case.require(by, Role.REVIEWER)
    if kind not in Kind.values:
        raise Refused("Say whether this is a report or a source.")
    with transaction.atomic():
        changed = {document.pk for document in documents if document.kind != kind}
        inside = changed
        while inside := set(Document.objects.filter(within__in=inside).values_list("pk", flat=True)) - changed:
            changed |= inside
        Document.objects.filter(pk__in=changed).update(kind=kind)
        # Also while they are gone through: that run has looked at the kind before.
        for version in Version.objects.current().filter(document__in=changed):
            if version.state in {Version.State.READY, Version.State.FINDING}:
                Version.objects.filter(pk=version.pk).update(state=Version.State.FINDING)
                enqueue("find", version.pk, lane=version.case_id)
    return len(changed)


def remove(*, document: Document, by: User) -> None:
    """Take a document out of the case and hold the rest against each other again."""
    with transaction.atomic():
        remove_document(document=document, by=by)
        hold_again(document.case_id)


def restore(*, document: Document, by: User) -> None:
    with transaction.atomic():
        restore_document(document=document, by=by)
        hold_again(document.case_id)


def about_year(*, document: Document, year: int | None, by: User) -> None:
    """Correct the year that a report is about, and hold the reports of the case against each other again."""
    with transaction.atomic():
        say_year(document=document, year=year, by=by)
        enqueue("compare", document.case_id)


def transcribe(*, document: Document, by: User) -> None:
    """Have a recording written down by the speech engine of this server, if there is one."""
    document.case.require(by, Role.REVIEWER)
    if not engine():
        raise Refused("There is no speech engine on this server. Upload a transcript instead.")
    if not document.version.is_recording:
        raise Refused("Only a recording can be written down.")
    enqueue("transcribe", document.version.pk, lane=document.case_id)
