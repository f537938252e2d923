"""The order worth following: how likely a careful checker would mark a claim, and how much hangs on it."""

from __future__ import annotations

FLOOR = 0.5
"""What a claim of no consequence keeps of its score: consequence orders claims that are about as check-worthy, and does
not lift a doubtful one over a sure one."""


def rank_of(score: float | None, consequence: float) -> float:
    """0..1, the first of the list the highest. ``score`` is None for what a person marked by hand: that is sure, and
    they thought it worth marking."""
    if score is None:
        return 1.0
    return score * (FLOOR + (1.0 - FLOOR) * min(max(consequence, 0.0), 1.0))
