"""Find candidates and quotations in a version that has been read; replaces what was found before.

What a language model proposed is kept apart (``proposed_by``): finding again leaves it where its words still stand, and
``propose`` replaces only what the same model proposed before.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeVar

from esgcheck.analysis import find_claims, find_quotations
from esgcheck.analysis.claims.owner import owner_of
from esgcheck.analysis.languages import of_document
from esgcheck.analysis.types import Document, FoundClaim, FoundQuotation, Span
from esgcheck.claims.models import Candidate, Claim, Quotation
from esgcheck.claims.models.found import found_id
from esgcheck.claims.report_years import year_of
from esgcheck.claims.stored import field_rows, place_rows, quantity_rows, topic_rows
from esgcheck.documents.models import Kind, Version
from esgcheck.documents.reading import as_read
from esgcheck.jobs.work import Run

Row = TypeVar("Row", Candidate, Quotation)

SAME_SHARE = 0.5
"""A proposal that shares this much of the shorter of the two with one of ours is the same claim."""


def find_in_version(version: Version, run: Run) -> None:
    """Claims in a report, quotations in a report and in a source, and the language of either."""
    document = as_read(version)
    is_report = version.document.kind == Kind.REPORT
    quoted = find_quotations(document, scare=True, owner=owner_of(document) if is_report else "")
    said = [found for found in quoted if found.kind != "scare"]
    quotations = [_quotation(version, found, document) for found in quoted]
    claims = find_claims(document, said) if is_report else []
    candidates = _distinct([_candidate(version, found, document) for found in claims])
    language = of_document(document)
    year = year_of(version, document) if version.document.kind == Kind.REPORT else None
    with run.writing():
        version.quotations.all().delete()
        Quotation.objects.bulk_create(_distinct(quotations), batch_size=500)
        version.candidates.filter(proposed_by="").delete()
        _drop_stale_proposals(version, candidates, document)
        Candidate.objects.bulk_create(candidates, batch_size=500)
        _say_anew(version, candidates)
        Version.objects.filter(pk=version.pk).update(state=Version.State.READY, language=language, year=year)


def propose(*, version: Version, found: Iterable[FoundClaim], by_model: str, run: Run) -> int:
    """Store what the language model ``by_model`` proposes for a report, labelled as its own; returns how many.

    Replaces what the same model proposed before and touches nothing else. Left out is what does not stand in the
    document word for word, and what our own rules, or another model, have proposed already.
    """
    if not by_model.strip():
        raise ValueError("a proposal names the model that made it")
    document = as_read(version)
    rows = [
        _candidate(version, claim, document, by_model.strip()[:100])
        for claim in found
        if claim.text.strip() and claim.span.end <= len(document.text) and claim.span.of(document.text) == claim.text
    ]
    with run.writing():
        version.candidates.filter(proposed_by=by_model.strip()[:100]).delete()
        others = _covered(version.candidates.only("start", "end", "places"))
        new = [row for row in _distinct(rows) if not _stands_among(Span(row.start, row.end), others)]
        Candidate.objects.bulk_create(new, batch_size=500)
    return len(new)


def _quotation(version: Version, found: FoundQuotation, document: Document) -> Quotation:
    return Quotation(
        id=found_id(version.pk, "quotation", found.span.start, found.span.end),
        version=version,
        start=found.span.start,
        end=found.span.end,
        page_number=document.page_at(found.span.start).number,
        exact=found.exact,
        kind=found.kind,
        block=found.block,
        speaker=found.speaker[:300],
        said_as=found.said_as[:300],
        cue=found.cue[:200],
    )


def _candidate(version: Version, found: FoundClaim, document: Document, by_model: str = "") -> Candidate:
    return Candidate(
        id=found_id(version.pk, "claim", found.span.start, found.span.end),
        version=version,
        start=found.span.start,
        end=found.span.end,
        page_number=document.page_at(found.span.start).number,
        text=found.text,
        kind=found.kind,
        score=found.score,
        consequence=found.consequence,
        reasons=list(found.reasons),
        quantities=quantity_rows(found.quantities),
        fields=field_rows(found.fields),
        topics=topic_rows(found.topics),
        context=place_rows(found.context, document),
        places=place_rows(found.places, document),
        proposed_by=by_model,
    )


def _drop_stale_proposals(version: Version, ours: Sequence[Candidate], document: Document) -> None:
    """Of what language models proposed: what no longer stands there, and what our own rules now propose too."""
    spans = _covered(ours)
    stale = [
        row.pk
        for row in version.candidates.exclude(proposed_by="").only("pk", "start", "end", "text")
        if document.text[row.start : row.end] != row.text or _stands_among(Span(row.start, row.end), spans)
    ]
    version.candidates.filter(pk__in=stale).delete()


def _covered(rows: Iterable[Candidate]) -> list[Span]:
    """Where candidates stand, the further places of what is said again too."""
    return [
        span
        for row in rows
        for span in (Span(row.start, row.end), *(Span(place["start"], place["end"]) for place in row.places))
    ]


def _stands_among(span: Span, others: Sequence[Span]) -> bool:
    return any(
        min(span.end, other.end) - max(span.start, other.start) >= SAME_SHARE * min(len(span), len(other))
        for other in others
        if span.overlaps(other)
    )


def _say_anew(version: Version, candidates: Sequence[Candidate]) -> None:
    """What the machine says of a claim that it proposed follows the newest reading, unless a person corrected it."""
    new = {(row.start, row.end, row.text): row for row in candidates}
    claims = Claim.objects.listed().filter(version=version, fields_by=None, score__isnull=False, merged=None)
    changed = []
    for claim in claims.select_for_update(of=("self",)):  # a correction of this moment comes after, and stays
        row = new.get((claim.start, claim.end, claim.exact))
        if row is None:
            continue
        claim.fields, claim.topics, claim.context, claim.places = row.fields, row.topics, row.context, row.places
        claim.score, claim.consequence = row.score, row.consequence
        changed.append(claim)
    Claim.objects.bulk_update(
        changed, ["fields", "topics", "context", "places", "score", "consequence"], batch_size=200
    )


def _distinct(rows: list[Row]) -> list[Row]:
    """One row an id: the same span can be found by two rules."""
    return list({row.pk: row for row in rows}.values())
