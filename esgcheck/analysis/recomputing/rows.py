"""A claim that is a row of a table: its totals and changes worked out from the rest of its table."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence

from esgcheck.analysis.recomputing.inside import Within
from esgcheck.analysis.recomputing.saying import added, named, number, of_figure, scale_of, signed
from esgcheck.analysis.recomputing.types import DataPoint, Recomputation, RecomputationKind
from esgcheck.analysis.recomputing.verdicts import outcome_of, result


def of_row(points: Sequence[DataPoint], within: Mapping[int, Sequence[Within]]) -> Iterator[Recomputation]:
    """What the table says of the figures of one of its rows; of one figure each way of working it out once."""
    for point in points:
        seen: set[tuple[str, tuple[int, ...]]] = set()
        ways = within.get(point.span.start, ())
        # What fits one way is right; where it does not fit another, a figure that it is made of is the one to look at.
        for one in [way for way in ways if way.fit != "outside"] or ways:
            key = (one.how, tuple(part.span.start for part in one.parts))
            if key not in seen:
                seen.add(key)
                yield _told(one)


def _told(one: Within) -> Recomputation:
    places = max((part.printed.places for part in one.parts), default=0)
    scale = scale_of(one.point.printed, *(part.printed for part in one.parts))
    if one.how == "sum":
        shown = number(one.found.best / scale, places)
        step = f"{added(one.parts, scale)} = {shown}"
        where = "the sum of its parts"
    elif one.how == "rate":
        return _told_rate(one)
    else:
        before, after = one.parts
        first, second = of_figure(before.printed, scale), of_figure(after.printed, scale)
        if one.how == "change":
            shown = signed(one.found.best, max(1, one.point.printed.places))
            step = f"({second} − {first}) ÷ {first} = {shown}"
        else:
            unit = "percentage points" if before.unit == "%" else ""
            shown = signed(one.found.best / scale, places, unit).strip()
            step = f"{second} − {first} = {shown}"
        where = "the row itself"
    return result(
        "sum" if one.how == "sum" else "change",
        outcome_of(one.fit),
        one.point,
        shown,
        (f"{named(one.point)}: {' '.join(one.point.written.split())}", step),
        where=where,
        points=one.parts,
        room=one.found,
    )


def _told_rate(one: Within) -> Recomputation:
    above, below = one.parts
    quotient = above.value / below.value
    factor = round(math.log10(one.found.best / quotient)) if quotient and one.found.best / quotient > 0 else 0
    places = max(1, one.point.printed.places)
    shown = number(one.found.best, places)
    times = "" if not factor else f" × {10**factor:,}" if factor > 0 else f" ÷ {10**-factor:,}"
    step = f"{of_figure(above.printed)} ÷ {of_figure(below.printed)}{times} = {shown}"
    kind: RecomputationKind = "share" if one.point.unit == "%" else "intensity"
    return result(
        kind, outcome_of(one.fit), one.point, shown,
        (f"{named(above)}: {of_figure(above.printed)}", f"{named(below)}: {of_figure(below.printed)}", step),
        where="the table itself", points=one.parts, room=one.found,
    )  # fmt: skip
