"""What happens after an upload. Read this first.

    upload   keeps the file under its hash, makes the rows, asks for ``read``
    read     the cage reads the file; pages and passages are replaced, and the work on the document is carried over to
             the new text (a newer file takes the place of the one before it at that moment); files inside of it become
             documents that are read in turn; asks for ``index`` of the case and ``find``
    index    what the case holds can be searched
    find     claims and quotations are replaced; asks for ``check`` of the case, and for ``propose`` if that is allowed
    propose  the operator's language model, if there is one, is asked about a report; its proposals are its own
    check    every quotation is looked up in the sources, passages are ranked for every claim, as far as either is new
    recompute  the figures of claims are worked out anew from the tables of the case's reports; after every check
    embed    passages and claims become vectors; asks for another ``check``, which then knows other words for the same
    compare  the claims of each report are held against those of the year before

Each step is a job row (``esgcheck.jobs``): a primary key in, safe to run twice, what it writes replaces what was there.
A worker that dies in the middle leaves a row whose lease runs out, and another worker does the step again.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import partial
from typing import Any

from celery import shared_task
from django.conf import settings
from django.db import transaction

from esgcheck.accounts.models import User
from esgcheck.analysis.embedding import EmbeddingUnavailable
from esgcheck.analysis.types import UnreadableDocument
from esgcheck.cases.models import Case, Role
from esgcheck.claims import pointing, reanchoring, resettling, review
from esgcheck.claims.checking import check_case
from esgcheck.claims.comparing import compare_years
from esgcheck.claims.finding import find_in_version
from esgcheck.claims.language_model import consent
from esgcheck.claims.language_model.proposing import propose_in_version, wants_proposals
from esgcheck.claims.language_model.standing import note_failure
from esgcheck.claims.models import Candidate, Claim, Outcome
from esgcheck.claims.recomputing import recompute_case
from esgcheck.claims.report_years import say_year
from esgcheck.documents.containing import Unpacked, hops_of_mail, keep_contained, may_hold_more, propose_hops
from esgcheck.documents.files import StoredFile
from esgcheck.documents.images import tidy_images
from esgcheck.documents.models import Document, Kind, Pile, PileFile, Succession, Version
from esgcheck.documents.piles import Announced, record, touch
from esgcheck.documents.quota import Room, locked_room_of
from esgcheck.documents.reading import read_version
from esgcheck.documents.recordings import pair_by_name
from esgcheck.documents.searching import bring_up_to_date
from esgcheck.documents.transcribing import NotWrittenDown, engine, machine_name, write_down
from esgcheck.documents.transfers import append, finish, sweep_parts
from esgcheck.documents.upload import (
    AlreadyThere,
    add_document,
    describe_document,
    keep_file,
    remove_document,
    restore_document,
)
from esgcheck.documents.versioning import add_version, may_be_replaced, require_may_return
from esgcheck.errors import Refused
from esgcheck.jobs import work
from esgcheck.jobs.models import Job
from esgcheck.jobs.queue import enqueue
from esgcheck.jobs.work import Run, Step

logger = logging.getLogger(__name__)


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
        _hold_again(version.case_id)
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
        _hold_again(document.case_id)


def restore(*, document: Document, by: User) -> None:
    with transaction.atomic():
        restore_document(document=document, by=by)
        _hold_again(document.case_id)


def _hold_again(case_id: object) -> None:
    """Claims or documents are others now: hold them against the sources, and against the other years' reports."""
    enqueue("check", case_id)
    enqueue("compare", case_id)


def add_claim(*, version: Version, start: int, end: int, kind: str, by: User) -> Claim:
    """A claim marked by hand, for which evidence is then looked for."""
    with transaction.atomic():
        claim = review.add_claim(version=version, start=start, end=end, kind=kind, by=by)
        _hold_again(version.case_id)
    return claim


def edit_span(*, item: Claim | Candidate, start: int, end: int, by: User) -> Claim:
    """A claim of other words, for which evidence is then looked for anew."""
    with transaction.atomic():
        claim = review.edit_span(item=item, start=start, end=end, by=by)
        _hold_again(claim.case_id)
    return claim


def split(
    *, item: Claim | Candidate, by: User, at: Sequence[int] = (), spans: Sequence[tuple[int, int]] = ()
) -> list[Claim]:
    """Several claims of one, for each of which evidence is then looked for."""
    with transaction.atomic():
        claims = review.split(item=item, at=at, spans=spans, by=by)
        _hold_again(claims[0].case_id)
    return claims


def merge(*, items: Sequence[Claim | Candidate], by: User) -> Claim:
    """One claim of several, for which evidence is then looked for."""
    with transaction.atomic():
        claim = review.merge(items=items, by=by)
        _hold_again(claim.case_id)
    return claim


def unmerge(*, claim: Claim, by: User) -> list[Claim]:
    """What was merged into a claim is listed by itself again."""
    with transaction.atomic():
        claims = review.unmerge(claim=claim, by=by)
        _hold_again(claim.case_id)
    return claims


def correct_fields(*, claim: Claim, fields: Iterable[Mapping[str, Any]], by: User) -> Claim:
    """The fields as a person has them; its figures are then worked out anew."""
    with transaction.atomic():
        claim = review.correct_fields(claim=claim, fields=fields, by=by)
        enqueue("recompute", claim.case_id)
    return claim


def restore_fields(*, claim: Claim, by: User) -> Claim:
    """The fields that the machine read; its figures are then worked out anew."""
    with transaction.atomic():
        claim = review.restore_fields(claim=claim, by=by)
        enqueue("recompute", claim.case_id)
    return claim


def describe_claim(*, claim: Claim, by: User, **said: Any) -> Claim:
    """What a person says of a claim (``review.describe_claim``); with other fields, its figures are worked out anew."""
    with transaction.atomic():
        claim = review.describe_claim(claim=claim, by=by, **said)
        if "fields" in said:
            enqueue("recompute", claim.case_id)
    return claim


def undo(*, case: Case, token: str, by: User) -> review.Undone:
    """Take back what was done to claims a moment ago."""
    with transaction.atomic():
        undone = review.undo(case=case, token=token, by=by)
        if undone.recut:
            _hold_again(case.pk)
        else:
            enqueue("recompute", case.pk)
    return undone


def allow_language_model(*, case: Case, by: User, seen: str) -> None:
    """Have the operator's language model asked about the reports of a case, those that are here and those to come."""
    with transaction.atomic():
        consent.allow_language_model(case=case, by=by, seen=seen)
        ask_language_model(case=case, by=by)


def forbid_language_model(*, case: Case, by: User, remove: bool = False) -> int:
    """Send nothing more of a case; with ``remove`` its undecided proposals go. Returns how many went."""
    with transaction.atomic():
        removed = consent.forbid_language_model(case=case, by=by, remove=remove)
        if removed:
            enqueue("check", case.pk)
    return removed


def ask_language_model(*, case: Case, by: User) -> int:
    """Have the language model asked, again if it was before, about the reports of a case. Returns how many."""
    case.require(by, Role.LEAD)
    if not consent.may_send(case.pk):
        raise Refused("Text of this case may not be sent to a language model. A lead can allow it.")
    ready = Version.objects.present().readable().filter(case=case, document__kind=Kind.REPORT)
    reports = ready.filter(state=Version.State.READY)  # the others are asked about when they are gone through
    with transaction.atomic():
        for report in reports:
            enqueue("propose", report.pk, lane=case.pk)
    return len(reports)


def _read(run: Run) -> None:
    version = Version.objects.select_related("document__case").get(pk=run.subject)
    unpacked = Unpacked.of(version.document)
    try:
        read_version(
            version,
            run,
            on_contained=unpacked.take if may_hold_more(version.document) else None,
            on_written=_carrying(version),
        )
    except UnreadableDocument as error:
        with run.writing():
            _give_up_reading(run.subject, str(error), error.code)
        return
    version.refresh_from_db()
    with run.writing():
        propose_hops(version.document, hops_of_mail(version))
        for contained in keep_contained(version, unpacked):
            enqueue("read", contained.pk, lane=contained.case_id)
        pair_by_name(version)
    enqueue("index", version.case_id)
    enqueue("find", version.pk, lane=version.case_id)


def _carrying(version: Version) -> Callable[[], None]:
    """What is to be done with the work on a document when this file of it has been read, or read again."""
    was = version.text() if reanchoring.has_work(version) else None

    def carry() -> None:
        read = Version.objects.select_related("document__case", "created_by").get(pk=version.pk)
        if read.standing != Version.Standing.COMING:
            if was is not None:
                reanchoring.reread(read, was)
            return
        if read.is_archive or read.is_recording:
            raise UnreadableDocument("This is another kind of file than the document was: it has no words.", "no_words")
        reanchoring.succeed(read, how=Succession.How.NEWER, by=read.created_by)

    return carry


def _find(run: Run) -> None:
    version = Version.objects.select_related("document").get(pk=run.subject)
    if version.is_archive or version.is_recording:
        with run.writing():
            Version.objects.filter(pk=version.pk).update(state=Version.State.READY)
        return
    find_in_version(version, run)
    enqueue("check", version.case_id)
    if version.document.kind == Kind.REPORT:
        enqueue("compare", version.case_id)
    if wants_proposals(version):
        enqueue("propose", version.pk, lane=version.case_id)


def _propose(run: Run) -> None:
    version = Version.objects.select_related("document").get(pk=run.subject)
    if version.state == Version.State.READY and propose_in_version(version, run):
        _hold_again(version.case_id)


def _index(run: Run) -> None:
    bring_up_to_date(Case.objects.get(pk=run.subject))


def about_year(*, document: Document, year: int | None, by: User) -> None:
    """Correct the year that a report is about, and hold the reports of the case against each other again."""
    with transaction.atomic():
        say_year(document=document, year=year, by=by)
        enqueue("compare", document.case_id)


def _compare(run: Run) -> None:
    compare_years(Case.objects.get(pk=run.subject), run)


def _give_up_comparing(subject: str) -> None:
    """The case page shows the failed job; nothing else depends on it."""


def _check(run: Run) -> None:
    case = Case.objects.get(pk=run.subject)
    if not check_case(case, run):
        enqueue("check", case.pk)
        return
    enqueue("recompute", case.pk)
    if pointing.is_wanting(case):
        enqueue("embed", case.pk)


def _recompute(run: Run) -> None:
    recompute_case(Case.objects.get(pk=run.subject), run)


def _embed(run: Run) -> None:
    case = Case.objects.get(pk=run.subject)
    try:
        is_more = pointing.point(case, run)
    except EmbeddingUnavailable as problem:
        logger.warning("Evidence is ranked by words alone: %s", problem)
        return
    enqueue("embed" if is_more else "check", case.pk)


def _give_up_reading(subject: str, why: str = "", code: str = "crashed") -> None:
    if code == "password_needed":
        Version.objects.filter(pk=subject).update(password="")  # a wrong one is not kept
    Version.objects.filter(pk=subject).update(
        state=Version.State.FAILED,
        failure_code=code[:40],
        failure=why
        or "Reading this document failed three times. The file is kept: try again, or save it anew (print to PDF) "
        "and upload that.",
    )


def _give_up_finding(subject: str) -> None:
    Version.objects.filter(pk=subject).update(
        state=Version.State.FAILED,
        failure="The document was read, but looking for claims and quotations in it failed. It is kept: try again.",
    )


def _give_up_proposing(subject: str) -> None:
    """What our own rules found is there all the same."""
    note_failure(subject)


def _give_up_indexing(subject: str) -> None:
    """The next search brings the index up to date itself, or says how many documents are missing."""


def _give_up_checking(subject: str) -> None:
    """The case page shows the failed job; nothing else depends on it."""


def _give_up_recomputing(subject: str) -> None:
    """What was worked out before stands; the next check tries again."""


def _give_up_embedding(subject: str) -> None:
    """Evidence is ranked by its words until the next check asks again."""


def transcribe(*, document: Document, by: User) -> None:
    """Have a recording written down by the speech engine of this server, if there is one."""
    document.case.require(by, Role.REVIEWER)
    if not engine():
        raise Refused("There is no speech engine on this server. Upload a transcript instead.")
    if not document.version.is_recording:
        raise Refused("Only a recording can be written down.")
    enqueue("transcribe", document.version.pk, lane=document.case_id)


def _transcribe(run: Run) -> None:
    version = Version.objects.select_related("document__case").get(pk=run.subject)
    try:
        text = write_down(version)
    except NotWrittenDown as problem:
        _give_up_transcribing(run.subject, str(problem))
        return
    with run.writing():
        Version.objects.filter(pk=version.pk).update(problems=[])
    try:
        made = upload(
            case=version.case,
            kind=version.document.kind,
            filename=machine_name(version),
            chunks=[text],
            by=version.document.created_by,
            title=f"{version.document.title[:250]} (written down by machine)",
        )
    except AlreadyThere:
        return
    Document.objects.filter(pk=made.document_id).update(recording=version.document)


def _give_up_transcribing(subject: str, why: str = "") -> None:
    message = why or "Writing the recording down failed three times. Upload a transcript instead."
    Version.objects.filter(pk=subject).update(problems=[{"code": "not_written_down", "message": message, "page": None}])


def _tidy(run: Run) -> None:
    sweep_parts()
    tidy_images()


def _give_up_tidying(subject: str) -> None:
    """The next hour's run does it."""


PROPOSING_SECONDS = settings.LANGUAGE_MODEL_MINUTES * 60 + 900  # it stops by itself before that, keeping what it has

STEPS = {
    "find": Step(_find, _give_up_finding, rank=0, seconds=1800),
    "read": Step(_read, _give_up_reading, rank=1),
    "index": Step(_index, _give_up_indexing, rank=2, patience=3, seconds=1800),
    "check": Step(_check, _give_up_checking, rank=3, patience=20, seconds=3600),
    "compare": Step(_compare, _give_up_comparing, rank=3, patience=20, seconds=1800),
    "recompute": Step(_recompute, _give_up_recomputing, rank=3, patience=20, seconds=1800),
    "propose": Step(_propose, _give_up_proposing, rank=4, patience=20, seconds=PROPOSING_SECONDS),
    "embed": Step(_embed, _give_up_embedding, rank=5, patience=600, seconds=900),
    "transcribe": Step(_transcribe, _give_up_transcribing, rank=4),
    "tidy": Step(_tidy, _give_up_tidying, rank=4, seconds=600),
}


@shared_task(name="esgcheck.run_job")  # type: ignore[untyped-decorator]
def run_job(*_: object) -> None:
    """The one Celery task, for the news that there is work: run the job whose turn it is."""
    work.run_next(STEPS)


def run_everything() -> None:
    """Run all due jobs here and now, without broker or worker: for the command line and for tests."""
    work.run_all(STEPS)
