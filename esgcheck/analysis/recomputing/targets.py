"""How far a target is reached by what the tables give: from its base year to the last year that they have.

Nothing is judged: before its year a target is neither met nor missed. The working says which part of the way is gone
and which part of the time, a straight line between the two years being no more than a yardstick.
"""

from __future__ import annotations

from collections.abc import Iterable

from esgcheck.analysis.recomputing.claimed import Claimed
from esgcheck.analysis.recomputing.grid import Figures
from esgcheck.analysis.recomputing.matching import kinship, same_time, year_of
from esgcheck.analysis.recomputing.printed import change_between
from esgcheck.analysis.recomputing.saying import named, of_figure, scale_of, signed
from esgcheck.analysis.recomputing.types import Recomputation
from esgcheck.analysis.types import ClaimField


def progress(figure: Claimed, fields: Iterable[ClaimField], figures: Figures) -> Recomputation | None:
    """How far a relative target with a base year is reached; None where no row surely is what it is about."""
    if not figure.target or figure.unit != "%" or not figure.baseline or not figure.value:
        return None
    deadline = next((field.value or field.text for field in fields if field.name == "deadline"), "")
    sign = -1.0 if figure.direction == "down" else 1.0 if figure.direction == "up" else 0.0
    found = [
        series
        for series in figures.near(sorted(figure.words))
        if series.first.unit != "%" and kinship(figure, series.first, figures).same
    ]
    if len(found) != 1 or not sign:
        return None
    years = found[0].by_year
    base = next((point for period, point in years.items() if same_time(figure.baseline, period)), None)
    known = [period for period in years if not figures.year or year_of(period) <= figures.year]
    last = years[max(known, key=year_of)] if known else None
    if base is None or last is None or year_of(last.period) <= year_of(base.period):
        return None
    change = change_between(base.printed.interval, last.printed.interval)
    if change is None:
        return None
    target = sign * abs(figure.value)
    scale = scale_of(base.printed, last.printed)
    one, two = of_figure(base.printed, scale), of_figure(last.printed, scale)
    shown = signed(change.best, 1)
    way = f"{100 * change.best / target:.0f} % of the way"
    start, end, now = year_of(base.period), year_of(deadline), year_of(last.period)
    time = f", {100 * (now - start) / (end - start):.0f} % of the time" if end > start else ""
    says = (
        f"Cannot be told yet: {shown} from {base.period} to {last.period}, of {signed(target, figure.printed.places)}"
        f"{f' by {end}' if end else ''} ({way}{time})."
    )
    steps = (f"{named(base)}: {one}", f"{named(last)}: {two}", f"({two} − {one}) ÷ {one} = {shown}")
    return Recomputation("target", "untold", figure.span, figure.written, shown, says, steps, (last, base))
