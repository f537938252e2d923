"""How it went with the language model: for a report, for a case, and for whoever runs the server.

What was sent of a report, when and where to, stands among the things to know of its version, until the file is read
anew; the job rows say when it was asked the last time.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count

from esgcheck.cases.models import Case
from esgcheck.claims.language_model.address import Address, NoAddress, from_settings
from esgcheck.claims.language_model.consent import proposed_in
from esgcheck.documents.models import Kind, Version
from esgcheck.jobs.models import Job

CODE = "language_model"
JOB = "propose"
AGAIN = "Nothing is lost; it can be asked again on the case's page about the language model."

_WORDS = {
    "NoAnswer": "it did not answer, or not in time",
    "KeyRefused": "it does not take the key of this server",
    "NotThere": "there is no such model at its address",
    "SentElsewhere": "it sends requests on to another address, which is not followed",
    "PartRefused": "it refused what was sent, perhaps as too long",
    "NotUnderstood": "it does not answer in the form that is asked for",
    "TookTooLong": "it took too long",
}


def words_of(error: str) -> str:
    """Why it was in vain, from the class of the exception, as the end of "…, since"."""
    return _WORDS.get(error, "something went wrong on this server")


def note(version: Version, sentence: str) -> None:
    """Put the sentence among what is to be known of the version, in the place of the one before. In a transaction."""
    row = Version.objects.select_for_update().get(pk=version.pk)
    others = [problem for problem in row.problems if problem.get("code") != CODE]
    problems = [*others, {"code": CODE, "message": sentence, "page": None}]
    Version.objects.filter(pk=version.pk).update(problems=problems)


def note_failure(subject: str) -> None:
    """Say of a report that the language model was asked in vain; everything else of it is there all the same."""
    version = Version.objects.filter(pk=subject).first()
    job = Job.objects.about(JOB, subject).filter(state=Job.State.FAILED).order_by("-finished_at").first()
    if version is not None:
        why = words_of(job.error if job else "")
        note(version, f"The language model of this server was asked about this report in vain: {why}. {AGAIN}")


@dataclass(frozen=True)
class Report:
    """``state`` is that of the newest job about it, empty where it was never asked; ``told`` what came of it."""

    version: Version
    state: str
    at: datetime | None
    told: str
    proposals: int


def reports_of(case: Case) -> list[Report]:
    """The present reports of a case, and what the language model was told of each."""
    versions = list(
        Version.objects.present()
        .readable()
        .filter(case=case, document__kind=Kind.REPORT)
        .select_related("document")
        .order_by("document__created_at")
    )
    subjects = [str(version.pk) for version in versions]
    jobs = {job.subject: job for job in Job.objects.filter(kind=JOB, subject__in=subjects).order_by("created_at")}
    proposals = dict(proposed_in(case).order_by().values_list("version").annotate(Count("pk")))
    return [_report(version, jobs.get(str(version.pk)), proposals.get(version.pk, 0)) for version in versions]


def _report(version: Version, job: Job | None, proposals: int) -> Report:
    told = next((problem["message"] for problem in version.problems if problem.get("code") == CODE), "")
    if job is None:
        return Report(version, "", None, told, proposals)
    return Report(version, job.state, job.finished_at or job.started_at or job.created_at, told, proposals)


@dataclass(frozen=True)
class Health:
    """``wrong``: what is wrong with the settings. ``last`` is the newest that is over, ``why`` it was in vain."""

    address: Address | None
    wrong: str = ""
    last: datetime | None = None
    why: str = ""


def health() -> Health:
    try:
        address = from_settings()
    except NoAddress as error:
        return Health(None, str(error))
    if address is None:
        return Health(None)
    over = Job.objects.filter(kind=JOB, state__in=[Job.State.DONE, Job.State.FAILED]).order_by("-finished_at")
    last = over.first()
    if last is None:
        return Health(address)
    return Health(address, last=last.finished_at, why=words_of(last.error) if last.error else "")
