"""Find candidates and quotations in a version that has been read; replaces what was found before."""

from __future__ import annotations

from typing import TypeVar

from esgcheck.analysis import find_claims, find_quotations
from esgcheck.claims.models import Candidate, Quotation
from esgcheck.claims.models.found import found_id
from esgcheck.documents.models import Kind, Version
from esgcheck.documents.reading import as_read
from esgcheck.jobs.work import Run

Row = TypeVar("Row", Candidate, Quotation)


def find_in_version(version: Version, run: Run) -> None:
    """Claims in a report, quotations in a report and in a source."""
    document = as_read(version)
    quoted = find_quotations(document)
    quotations = [
        Quotation(
            id=found_id(version.pk, "quotation", found.span.start, found.span.end),
            version=version,
            start=found.span.start,
            end=found.span.end,
            page_number=document.page_at(found.span.start).number,
            exact=found.exact,
            kind=found.kind,
            speaker=found.speaker[:300],
            cue=found.cue[:200],
        )
        for found in quoted
    ]
    claims = find_claims(document, quoted) if version.document.kind == Kind.REPORT else []
    candidates = [
        Candidate(
            id=found_id(version.pk, "claim", found.span.start, found.span.end),
            version=version,
            start=found.span.start,
            end=found.span.end,
            page_number=document.page_at(found.span.start).number,
            text=found.text,
            kind=found.kind,
            score=found.score,
            reasons=list(found.reasons),
            quantities=[
                {"start": q.span.start, "end": q.span.end, "text": q.text, "value": q.value, "unit": q.unit}
                for q in found.quantities
            ],
        )
        for found in claims
    ]
    with run.writing():
        version.quotations.all().delete()
        version.candidates.all().delete()
        Quotation.objects.bulk_create(_distinct(quotations), batch_size=500)
        Candidate.objects.bulk_create(_distinct(candidates), batch_size=500)
        Version.objects.filter(pk=version.pk).update(state=Version.State.READY)


def _distinct(rows: list[Row]) -> list[Row]:
    """One row an id: the same span can be found by two rules."""
    return list({row.pk: row for row in rows}.values())
