"""The order worth following: how likely a careful checker would mark a claim, and how much hangs on it."""

from __future__ import annotations

from collections.abc import Iterable

from esgcheck.analysis.types import FoundClaim

FLOOR = 0.5
"""What a claim of no consequence keeps of its score: consequence orders claims that are about as check-worthy, and does
not lift a doubtful one over a sure one."""


def worth(score: float, consequence: float) -> float:
    """0..1, the first of the list the highest."""
    return score * (FLOOR + (1.0 - FLOOR) * min(max(consequence, 0.0), 1.0))


def ranked(claims: Iterable[FoundClaim]) -> list[FoundClaim]:
    """The most worth checking first; equals as they stand in the report."""
    return sorted(claims, key=lambda claim: (-worth(claim.score, claim.consequence), claim.span))
