"""The sentence and the outcome of a recomputation, written one way for every kind."""

from __future__ import annotations

from collections.abc import Sequence

from esgcheck.analysis.recomputing.claimed import Claimed
from esgcheck.analysis.recomputing.printed import Fit, Interval
from esgcheck.analysis.recomputing.types import DataPoint, Outcome, Recomputation, RecomputationKind

_OUTCOMES: dict[Fit, Outcome] = {"exact": "agrees", "rounded": "rounded", "outside": "differs", "coarse": "untold"}


def outcome_of(fit: Fit) -> Outcome:
    return _OUTCOMES[fit]


def result(
    kind: RecomputationKind,
    outcome: Outcome,
    figure: Claimed | DataPoint,
    found: str,
    steps: Sequence[str],
    *,
    where: str,
    points: Sequence[DataPoint] = (),
    room: Interval | None = None,
    why: str = "",
) -> Recomputation:
    """A recomputation with its sentence. ``where`` is what gives ``found`` ("the table on page 92")."""
    claimed = " ".join(figure.written.split())
    if outcome == "differs":
        gives = "give" if where.endswith(("figures", "rows")) else "gives"
        says = f"Differs: {where} {gives} {found}; here it says {claimed}."
    elif outcome == "untold":
        says = f"Cannot be told: {why}."
    elif outcome == "rounded":
        says = f"Agrees when rounded: {found} from {where}."
    else:
        says = f"Agrees: {found} from {where}."
    if outcome == "differs" and room is not None and _is_cut(figure, room):
        says = says[:-1] + " (cut short, not rounded)."
    return Recomputation(kind, outcome, figure.span, claimed, found, says, tuple(steps), tuple(points))


def _is_cut(figure: Claimed | DataPoint, room: Interval) -> bool:
    """Whether the figure is the one found with its last digits cut off."""
    gap = abs(room.best) - abs(figure.printed.value)
    return figure.printed.half < gap < 2 * figure.printed.half
