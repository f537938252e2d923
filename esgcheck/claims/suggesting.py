"""Rank the passages of the sources that bear on a claim: the rows that a reviewer is shown, with the reasons."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from esgcheck.analysis import types as analysis
from esgcheck.analysis.sharing import shared_words
from esgcheck.analysis.stance import NOTHING_CLEAR
from esgcheck.claims.models import Quotation, Suggestion
from esgcheck.documents.models import Version

SUGGESTIONS = 12
"""Passages kept for each claim. More than a reviewer reads, few enough to keep for every candidate."""

FEWEST_SHARED = 2
"""A passage that speaks neither for nor against a claim is worth reading only if it shares some telling words."""


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
    """The rows, not saved yet, for what stands at a place of ``report``, best first. ``sources`` by the keys that hits
    bear."""
    rows: list[Suggestion] = []
    for hit in hits:
        shared = shared_words(claim.text, hit.text)
        if hit.stance.label == "context" and claim.quotation is None and len(shared) < FEWEST_SHARED:
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
                reasons=_reasons(hit.stance, shared),
            )
        )
    return rows


def _reasons(stance: analysis.Stance, shared: tuple[str, ...]) -> list[str]:
    """Why the passage is shown: where the stance has nothing to say, the words that it shares with the claim."""
    if stance.reasons != (NOTHING_CLEAR,) or not shared:
        return list(stance.reasons)
    return ["it has the same words: " + ", ".join(f"“{word}”" for word in shared)]
