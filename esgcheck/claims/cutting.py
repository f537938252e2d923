"""Where a claim begins and ends: changing its span, splitting it.

What was proposed is remembered in ``Claim.origins``, so that it does not come back beside what a person made of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from django.db import transaction

from esgcheck.accounts.models import User
from esgcheck.analysis.types import Span
from esgcheck.cases.models import Role
from esgcheck.claims.accepting import OF_THE_MACHINE, case_of, claim_at, save, speaker_in, taken_up
from esgcheck.claims.models import Candidate, Claim, Suggestion
from esgcheck.documents.selecting import selector_fields
from esgcheck.errors import Refused

SELECTED = (
    "exact",
    "prefix",
    "suffix",
    "start",
    "end",
    "page_number",
    "page_label",
    "time_start",
    "time_end",
    "chosen_as",
)
MOST_PARTS = 50


@transaction.atomic
def edit_span(*, item: Claim | Candidate, start: int, end: int, by: User) -> Claim:
    """Let the claim be ``text[start:end]`` of its document instead; a candidate is thereby accepted.

    Links and verdicts stay; a verdict becomes stale, since the words that it was about have changed.
    """
    case_of(item).require(by, Role.REVIEWER)
    fields = selector_fields(item.version, start, end)
    if (fields["start"], fields["end"]) == (item.start, item.end):
        return taken_up(item, by)
    there = Claim.objects.listed().filter(version=item.version_id, start=fields["start"], end=fields["end"])
    if there.exclude(pk=item.pk).exists():
        raise Refused("Just these words are a claim already. Merge the two instead; nothing has been changed.")
    claim = taken_up(item, by)
    put_at(claim, fields)
    return claim


@transaction.atomic
def split(
    *, item: Claim | Candidate, by: User, at: Sequence[int] = (), spans: Sequence[tuple[int, int]] = ()
) -> list[Claim]:
    """Make several claims of one, in document order: cut ``at`` offsets of the text, or into ``spans`` within it.

    The first keeps the address, the links and the verdicts (which become stale); the others begin anew.
    """
    case_of(item).require(by, Role.REVIEWER)
    selected = [selector_fields(item.version, start, end) for start, end in _parts(item, at, spans)]
    for fields in selected:
        if not any(letter.isalnum() for letter in fields["exact"]):
            raise Refused("One of the parts would have no words. Cut between words; nothing has been changed.")
    claim = taken_up(item, by)
    whole = {"start": claim.start, "end": claim.end, "exact": claim.exact}
    told = {name: getattr(claim, name) for name in OF_THE_MACHINE}
    put_at(claim, selected[0])
    rest = []
    for fields in selected[1:]:
        span = Span(fields["start"], fields["end"])
        part = {
            **told,
            "fields": [row for row in told["fields"] if _within(row, span)],
            "topics": _topics_of(told["topics"], fields["exact"]),
            "places": [],
            "origins": [whole],
            "fields_by": claim.fields_by,
        }
        rest.append(claim_at(claim.version, fields, kind=claim.kind, by=by, **part))
    claim.topics = _topics_of(told["topics"], claim.exact)
    claim.attribution = speaker_in(claim.version, claim.start, claim.end) or claim.attribution
    save(claim, ["topics", "attribution"])
    return [claim, *rest]


def put_at(claim: Claim, fields: dict[str, Any]) -> None:
    """Move the claim to this span, remembering what was proposed. ``fields`` are those of ``selector_fields``.

    What the machine read in words that are no longer in the claim goes; what a person corrected stays.
    """
    before = {"start": claim.start, "end": claim.end, "exact": claim.exact}
    span = Span(fields["start"], fields["end"])
    if not claim.origins and claim.score is not None:
        claim.origins = [before]
    elif claim.origins == [{"start": span.start, "end": span.end, "exact": fields["exact"]}]:
        claim.origins = []
    for name in (*SELECTED, "version_sha256"):
        setattr(claim, name, fields[name])
    if claim.fields_by_id is None:
        around = [span, *(Span(row["start"], row["end"]) for row in claim.context)]
        claim.fields = [row for row in claim.fields if any(_within(row, place) for place in around)]
    claim.context = [row for row in claim.context if not span.contains(Span(row["start"], row["end"]))]
    claim.places = [row for row in claim.places if not span.overlaps(Span(row["start"], row["end"]))]
    if not claim.attribution:
        claim.attribution = speaker_in(claim.version, span.start, span.end)
    save(claim, [*SELECTED, "version_sha256", "origins", "fields", "context", "places", "attribution"])
    _take_suggestions_along(claim, before)


def _take_suggestions_along(claim: Claim, before: dict[str, Any]) -> None:
    """Until evidence has been looked for anew, what was suggested for the former words is shown for these."""
    suggested = Suggestion.objects.filter(claim_version=claim.version_id)
    if not suggested.filter(claim_start=claim.start, claim_end=claim.end).exists():
        suggested.filter(claim_start=before["start"], claim_end=before["end"]).update(
            claim_start=claim.start, claim_end=claim.end
        )


def _parts(item: Claim | Candidate, at: Sequence[int], spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    if at and not spans:
        cuts = sorted(set(at))
        if cuts[0] <= item.start or cuts[-1] >= item.end:
            raise Refused("Cut inside the claim: between two of its words. Nothing has been changed.")
        edges = [item.start, *cuts, item.end]
        spans = list(pairwise(edges))
    parts = sorted((start, end) for start, end in spans)
    if len(parts) < 2:
        raise Refused("Say where the claim is to be cut: at least two parts are needed.")
    if len(parts) > MOST_PARTS:
        raise Refused(f"That is too many parts at once: cut into at most {MOST_PARTS}.")
    inside = all(item.start <= start < end <= item.end for start, end in parts)
    if not inside or any(parts[i][1] > parts[i + 1][0] for i in range(len(parts) - 1)):
        raise Refused("The parts must lie inside the claim, one after the other. Nothing has been changed.")
    return parts


def _within(row: dict[str, Any], span: Span) -> bool:
    """A field that was concluded from the whole stands nowhere, and goes with each part."""
    return row["start"] is None or (span.start <= row["start"] and row["end"] <= span.end)


def _topics_of(topics: list[dict[str, Any]], text: str) -> list[dict[str, Any]]:
    """Those of which a word stands in the text; those that no word led to; all, where none would be left."""
    flat = " ".join(text.casefold().split())
    kept = [
        topic
        for topic in topics
        if not topic["words"] or any(" ".join(word.casefold().split()) in flat for word in topic["words"])
    ]
    return kept or topics
