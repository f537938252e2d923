"""What each job does, and what becomes of its subject when it has failed three times."""

from __future__ import annotations

import logging
from collections.abc import Callable

from celery import shared_task
from django.conf import settings

from esgcheck.analysis.embedding import EmbeddingUnavailable
from esgcheck.analysis.types import UnreadableDocument
from esgcheck.cases.models import Case
from esgcheck.claims import pointing, reanchoring
from esgcheck.claims.checking import check_case
from esgcheck.claims.comparing import compare_years
from esgcheck.claims.finding import find_in_version
from esgcheck.claims.language_model.proposing import propose_in_version, wants_proposals
from esgcheck.claims.language_model.standing import note_failure
from esgcheck.claims.recomputing import recompute_case
from esgcheck.documents.containing import Unpacked, hops_of_mail, keep_contained, may_hold_more, propose_hops
from esgcheck.documents.images import tidy_images
from esgcheck.documents.models import Document, Kind, Succession, Version
from esgcheck.documents.reading import read_version
from esgcheck.documents.recordings import pair_by_name
from esgcheck.documents.searching import bring_up_to_date
from esgcheck.documents.transcribing import NotWrittenDown, machine_name, write_down
from esgcheck.documents.transfers import sweep_parts
from esgcheck.documents.upload import (
    AlreadyThere,
)
from esgcheck.jobs import work
from esgcheck.jobs.queue import enqueue
from esgcheck.jobs.work import Run, Step
from esgcheck.pipeline.claims import hold_again
from esgcheck.pipeline.documents import upload

logger = logging.getLogger(__name__)


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
        hold_again(version.case_id)


def _index(run: Run) -> None:
    bring_up_to_date(Case.objects.get(pk=run.subject))


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
