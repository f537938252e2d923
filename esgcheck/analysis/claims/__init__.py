"""Claims: the sentences and bullets of a report that somebody could check.

``units`` gives the sentences and leaves out what is none, ``signals`` and ``scoring`` say why a sentence is worth it,
``quantities`` reads its numbers,
``owner`` finds whose report it is. Rules with weights set by hand, so that every proposal can say its reasons.
"""

from __future__ import annotations

from collections.abc import Sequence

from esgcheck.analysis.claims import signals
from esgcheck.analysis.claims.owner import owner_of
from esgcheck.analysis.claims.quantities import decimal_mark, find_quantities
from esgcheck.analysis.claims.scoring import assess
from esgcheck.analysis.claims.units import units_of
from esgcheck.analysis.quotations import find_quotations, is_marked
from esgcheck.analysis.types import Document, FoundClaim, FoundQuotation

__all__ = ["find_claims", "score_claim"]


def find_claims(document: Document, quotations: Sequence[FoundQuotation] | None = None) -> list[FoundClaim]:
    """What is worth checking, in document order; sort by ``score`` for the best first.

    ``quotations`` are those of the document, for who has found them already; else they are found here.
    """
    if quotations is None:
        quotations = find_quotations(document)
    decimal, owner = decimal_mark(document.text), owner_of(document)
    found: list[FoundClaim] = []
    for unit in units_of(document, [quotation for quotation in quotations if is_marked(quotation)]):
        if unit.left_out:
            continue
        assessment = assess(unit.words, find_quantities(unit.words, 0, decimal), unit.quotation, owner)
        if assessment.score < signals.THRESHOLD and not unit.sure:
            continue
        text = unit.span.of(document.text)
        found.append(
            FoundClaim(
                span=unit.span,
                text=text,
                kind=assessment.kind,
                score=assessment.score,
                reasons=assessment.reasons,
                quotation=unit.quotation,
                quantities=tuple(find_quantities(text, unit.span.start, decimal)),
                context=unit.context,
            )
        )
    return found


def score_claim(text: str) -> float:
    """How much a bare sentence is worth checking, 0..1, by the scorer of :func:`find_claims`."""
    words = " ".join(text[:4_000].split())
    return assess(words, find_quantities(words)).score
