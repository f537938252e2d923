"""Rank the passages of the sources that bear on a claim: the rows that a reviewer is shown, with the reasons."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from esgcheck.analysis import types as analysis
from esgcheck.analysis.stance import NOTHING_CLEAR
from esgcheck.claims.models import Quotation, Suggestion
from esgcheck.documents.models import Version

SUGGESTIONS = 12
"""Passages of sources kept for each claim. More than a reviewer reads, few enough to keep for every candidate."""

OF_REPORTS = 3
"""After them, what the report says elsewhere and what those of other years say: it is the company's own word."""

MOST_REASONS = 4


@dataclass(frozen=True)
class Wanted:
    """What stands at a place of a report, candidate or claim, and the quotation that it has in it."""

    start: int
    end: int
    text: str
    quotation: Quotation | None


def suggest(
    report: Version, claim: Wanted, hits: Sequence[analysis.Hit], sources: Mapping[int, Version]
) -> list[Suggestion]:
    """The rows, not saved yet, for what stands at a place of ``report``, in the order of ``hits``. ``sources`` by the
    keys that hits bear."""
    rows: list[Suggestion] = []
    for hit in hits:
        if hit.stance.label == "context" and claim.quotation is None and not hit.why:
            continue
        rows.append(
            Suggestion(
                claim_version=report,
                claim_start=claim.start,
                claim_end=claim.end,
                rank=len(rows) + 1,
                version=sources[hit.document],
                start=hit.span.start,
                end=hit.span.end,
                page_number=hit.page,
                exact=hit.text,
                speaker=hit.speaker[:200],
                time_start=hit.time_start,
                score=round(hit.score, 2),  # with every source all of them move a little, the order hardly
                stance=hit.stance.label,
                stance_scores=hit.stance.scores,
                reasons=_reasons(hit),
                places=[_place(sources, place) for place in hit.places],
                words=[
                    {"start": hit.span.start + word.start, "end": hit.span.start + word.end}
                    for word in hit.stance.words
                ],
            )
        )
    return rows


def _place(sources: Mapping[int, Version], place: analysis.HitPlace) -> dict[str, object]:
    version = str(sources[place.document].pk)
    return {
        "version": version,
        "start": place.span.start,
        "end": place.span.end,
        "page": place.page,
        "time_start": place.time_start,
    }


def _reasons(hit: analysis.Hit) -> list[str]:
    """Why the passage is shown: what decided its stance, and what it shares with the claim."""
    decided = [reason for reason in hit.stance.reasons if reason != NOTHING_CLEAR]
    return [*decided, *hit.why[: MOST_REASONS - len(decided)]] or [NOTHING_CLEAR]
