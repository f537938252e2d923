"""Hold a case's reports against its sources: look every quotation up, rank the passages that bear on every claim.

A check does what is new since the last one: a new source is looked through by itself, and the claims are ranked over an
index that has grown by its passages. Whatever came in which order, the rows are those of a check that begins from
nothing (``anew``). What people decided is read, never written.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import zip_longest

from esgcheck.cases.models import Case
from esgcheck.claims import gathering
from esgcheck.claims.looking_through import LookedUp, Report, look_through
from esgcheck.claims.models import HeldAgainst, Quotation, QuotationCheck, Suggestion, Weighed
from esgcheck.claims.news import note_news
from esgcheck.claims.pointing import vectors_of
from esgcheck.claims.weighing import Outcome, Place, changed, weigh
from esgcheck.documents.models import Kind, Version
from esgcheck.jobs.work import Run


def check_case(case: Case, run: Run, *, anew: bool = False) -> bool:
    """Bring the quotation checks and the suggestions of every report of the case up to date. Returns whether they are:
    of a large case one run looks through a part of the sources, and nothing is said before all are.

    With ``anew``, nothing that was found before is used.
    """
    if anew:
        forget(case)
    versions = case.versions.present().readable().select_related("document")
    sources = list(versions.filter(document__kind=Kind.SOURCE))
    reports = [Report(version) for version in versions.filter(document__kind=Kind.REPORT)]
    if not look_through(reports, sources, run):
        return False
    gathered = gathering.gather(case, sources)
    own = gathering.gather(case, [report.version for report in reports], gathering.REPORTS)
    vectors = vectors_of(case, sources)
    for report in reports:
        found = LookedUp(report, sources)
        checks = [found.check_of(quotation) for quotation in report.quotations]
        outcome = weigh(report, found, gathered, own, vectors)
        with run.writing():
            checked = _store_checks(report, checks)
            suggested = _store_suggestions(report, outcome)
            note_news(report.version, checks=checked, suggestions=suggested)
    with run.writing():
        _drop(case, [report.version for report in reports])
    return True


def forget(case: Case) -> None:
    """Have everything looked up and ranked anew by the next check. Since when it was is still known."""
    HeldAgainst.objects.filter(report__case=case).update(stamp="")
    Weighed.objects.filter(report__case=case).update(stamp="", stamp_of_reports="", rules="", judged={})
    gathering.forget(case)


def _store_checks(report: Report, checks: Sequence[QuotationCheck]) -> list[tuple[QuotationCheck, QuotationCheck]]:
    """Only what has changed is written. Returns what another check took the place of, with that."""
    known = {row.quotation_id: row for row in QuotationCheck.objects.filter(quotation__version=report.version)}
    alive = set(Quotation.objects.filter(version=report.version).values_list("pk", flat=True))
    new = [
        check for check in checks if check.quotation_id in alive and not _is_as(known.get(check.quotation_id), check)
    ]
    old = {check.quotation_id for check in new} | (known.keys() - {check.quotation_id for check in checks})
    QuotationCheck.objects.filter(quotation__in=old).delete()
    QuotationCheck.objects.bulk_create(new, batch_size=500)
    return [(known[check.quotation_id], check) for check in new if check.quotation_id in known]


def _is_as(before: QuotationCheck | None, now: QuotationCheck) -> bool:
    return before is not None and all(
        getattr(before, field.attname) == getattr(now, field.attname)
        for field in QuotationCheck._meta.concrete_fields
        if field.name != "checked_at"
    )


def _store_suggestions(report: Report, outcome: Outcome) -> dict[Place, tuple[list[Suggestion], list[Suggestion]]]:
    """Only what has changed is written. Returns, of these places, what there was and what there is."""
    before: dict[Place, list[Suggestion]] = defaultdict(list)
    for row in Suggestion.objects.filter(claim_version=report.version).order_by("rank"):
        before[row.claim_start, row.claim_end].append(row)
    old: list[int] = []
    new: list[Suggestion] = []
    for place in before.keys() | outcome.suggestions.keys():
        if place not in outcome.left:
            there, rows = before[place], outcome.suggestions.get(place, [])
            pairs = list(zip_longest(there, rows))
            old += [was.pk for was, now in pairs if was is not None and (now is None or changed(was, now))]
            new += [now for was, now in pairs if now is not None and (was is None or changed(was, now))]
    for start in range(0, len(old), 500):
        Suggestion.objects.filter(pk__in=old[start : start + 500]).delete()
    Suggestion.objects.bulk_create(new, batch_size=1000)
    Weighed.objects.bulk_create(
        outcome.weighed.values(), batch_size=500, update_conflicts=True, unique_fields=["report", "start", "end"],
        update_fields=["stamp", "stamp_of_reports", "rules", "judged", "count"],
    )  # fmt: skip
    gone = [
        pk
        for pk, start, end in Weighed.objects.filter(report=report.version).values_list("pk", "start", "end")
        if (start, end) not in outcome.weighed and (start, end) not in outcome.left
    ]
    Weighed.objects.filter(pk__in=gone).delete()
    return {place: (before[place], rows) for place, rows in outcome.suggestions.items()}


def _drop(case: Case, reports: Sequence[Version]) -> None:
    """What was found for documents that are no reports of the case any more; an older file keeps what it had."""
    here = {"case": case, "standing": Version.Standing.CURRENT}
    others = Version.objects.filter(**here).exclude(pk__in=[report.pk for report in reports])
    QuotationCheck.objects.filter(quotation__version__in=others).delete()
    Suggestion.objects.filter(claim_version__in=others).delete()
