"""The order worth following, for rows of the database: the library's own, and what a person marked before it."""

from __future__ import annotations

from esgcheck.analysis.claims.rank import worth


def rank_of(score: float | None, consequence: float) -> float:
    """0..1, the first of the list the highest. ``score`` is None for what a person marked by hand: that is sure, and
    they thought it worth marking."""
    return 1.0 if score is None else worth(score, consequence)
