"""Hold each report of a case against the one of the year before: what became of its claims."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from esgcheck.analysis import types as analysis
from esgcheck.analysis.years import AcrossYears, YearClaim, across_years
from esgcheck.cases.models import Case
from esgcheck.claims.models import Candidate, Claim, YearMatch
from esgcheck.claims.report_years import pairs_of
from esgcheck.documents.models import Version
from esgcheck.documents.reading import as_read
from esgcheck.jobs.work import Run


def compare_years(case: Case, run: Run) -> None:
    """Replace what is said of the reports of a case across the years, in one transaction."""
    pairs = pairs_of(case)
    read: dict[object, analysis.Document] = {}
    rows: list[YearMatch] = []
    for earlier, later in pairs:
        for version in (earlier, later):
            if version.pk not in read:
                read[version.pk] = as_read(version)
        before, after = _claims_of(earlier), _claims_of(later)
        found = across_years(before, after, read[later.pk])
        rows += [
            _row(number, one, (earlier, read[earlier.pk], before), (later, read[later.pk], after))
            for number, one in enumerate(found)
        ]
    with run.writing():
        YearMatch.objects.filter(later_version__case=case).delete()
        YearMatch.objects.bulk_create(rows, batch_size=500)


def _claims_of(report: Version) -> list[YearClaim]:
    """What is proposed and accepted of a report, without what was dismissed, in the order of the text."""
    claims = Claim.objects.filter(version=report)
    rows = {(row.start, row.end): (row.text, row.kind, row.fields) for row in Candidate.objects.filter(version=report)}
    for claim in claims.dismissed():
        rows.pop((claim.start, claim.end), None)
    rows |= {(claim.start, claim.end): (claim.exact, claim.kind, claim.fields) for claim in claims.accepted()}
    return [
        YearClaim(analysis.Span(start, end), text, cast(analysis.ClaimKind, kind), tuple(map(_field, fields)))
        for (start, end), (text, kind, fields) in sorted(rows.items(), key=lambda entry: entry[0])
    ]


def _field(row: dict[str, str]) -> analysis.ClaimField:
    return analysis.ClaimField(cast(analysis.FieldName, row["name"]), row["text"], row.get("value", ""))


_Side = tuple[Version, analysis.Document, Sequence[YearClaim]]


def _row(number: int, found: AcrossYears, earlier: _Side, later: _Side) -> YearMatch:
    row = YearMatch(
        earlier_version=earlier[0],
        later_version=later[0],
        outcome=found.outcome,
        changes=[{"field": c.field, "before": c.before, "after": c.after} for c in found.changes],
        differences=[{"kind": d.kind, "quoted": d.quoted, "source": d.source} for d in found.differences],
        similarity=found.similarity,
        later_is_claim=found.later is not None,
        ordinal=number,
    )
    if found.earlier is not None:
        claim = earlier[2][found.earlier]
        row.kind, row.earlier_text = claim.kind, claim.text
        row.earlier_start, row.earlier_end = claim.span.start, claim.span.end
        row.earlier_page = earlier[1].page_at(claim.span.start).number
    elif found.later is not None:
        row.kind = later[2][found.later].kind
    if found.there is not None:
        row.later_start, row.later_end = found.there.start, found.there.end
        row.later_page = later[1].page_at(found.there.start).number
        row.later_text = found.there.of(later[1].text)
    return row
