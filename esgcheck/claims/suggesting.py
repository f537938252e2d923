"""Rank the passages of the sources that bear on a claim: the rows that a reviewer is shown, with the reasons."""

from __future__ import annotations

from collections.abc import Sequence

from esgcheck.analysis import Corpus
from esgcheck.analysis import types as analysis
from esgcheck.analysis.sharing import shared_words
from esgcheck.analysis.stance import NOTHING_CLEAR
from esgcheck.claims.held import Held, as_found
from esgcheck.claims.models import Quotation, Suggestion
from esgcheck.documents.models import Version

SUGGESTIONS = 12
"""Passages kept for each claim. More than a reviewer reads, few enough to keep for every candidate."""

FEWEST_SHARED = 2
"""A passage that speaks neither for nor against a claim is worth reading only if it shares some telling words."""


def suggest(
    report: Version, start: int, end: int, text: str, quotation: Quotation | None, corpus: Corpus, held: Sequence[Held]
) -> list[Suggestion]:
    """The rows, not saved yet, for what stands at ``start:end`` of ``report``, best first."""
    hits = (
        corpus.rank_evidence(text, limit=SUGGESTIONS, quotation=as_found(quotation) if quotation else None)
        if held
        else []
    )
    rows: list[Suggestion] = []
    for hit in hits:
        shared = shared_words(text, hit.text)
        if hit.stance.label == "context" and quotation is None and len(shared) < FEWEST_SHARED:
            continue
        source = held[hit.document]
        passage = source.passage_at(hit.span.start)
        rows.append(
            Suggestion(
                claim_version=report,
                claim_start=start,
                claim_end=end,
                rank=len(rows) + 1,
                version=source.version,
                start=hit.span.start,
                end=hit.span.end,
                page_number=hit.page,
                exact=hit.text,
                speaker=passage.speaker if passage else "",
                time_start=passage.time_start if passage else None,
                score=hit.score,
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
