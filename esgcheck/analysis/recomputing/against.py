"""A figure of a sentence against the tables of its document: the same figure, a change between two years, a share.

Agreement needs a kin row and a figure that can hardly fit by chance: the fewer digits it has, the more of the row's
words the claim must have. A difference needs more (``matching``): the same measure, unit, boundary and period, and no
kin row anywhere in the document that agrees. All else is silence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from esgcheck.analysis.recomputing.claimed import Claimed
from esgcheck.analysis.recomputing.grid import Figures, Line, Series, without_years
from esgcheck.analysis.recomputing.matching import (
    HALF,
    Kinship,
    converted,
    kinship,
    may_be_same_time,
    same_kind,
    same_time,
    year_of,
)
from esgcheck.analysis.recomputing.naming import stem
from esgcheck.analysis.recomputing.printed import Fit, Interval, change_between, fit, total_of
from esgcheck.analysis.recomputing.saying import added, named, number, of_figure, scale_of, signed, with_unit
from esgcheck.analysis.recomputing.types import DataPoint, Recomputation
from esgcheck.analysis.recomputing.units import is_total
from esgcheck.analysis.recomputing.verdicts import outcome_of, result

_LEVEL = re.compile(
    r"\b(?:to|reach\w*|stood at|stands at|equal to|account\w* for|represent\w*|pari a[dl]?|auf|bei|al?|ad)\W*$",
    re.IGNORECASE,
)
_FITS = ("exact", "rounded")
_FIRM, _SURE = 3, 5
"""Digits from which a figure seldom, or hardly ever, fits by chance."""
_FAR = 3.0
"""Figures that are so many times apart measure different things more often than they contradict each other."""
_MOST_COLUMNS = 4
_NEAR_PLACES = 5
"""A share that is off by at most so many of its last places is the same share, worked out or set wrongly."""


@dataclass(frozen=True, slots=True)
class Found:
    """One thing that a table says about a figure, with how sure it is that it is about it."""

    kin: Kinship
    fit: Fit
    value: Interval
    points: tuple[DataPoint, ...]

    @property
    def year(self) -> int:
        return year_of(self.points[0].period)

    @property
    def rank(self) -> tuple[bool, bool, bool, float, bool, int]:
        return self.fit in _FITS, self.kin.same, self.fit == "exact", self.kin.cover, self.kin.beside, self.year


def in_tables(figure: Claimed, before: str, figures: Figures, page: int) -> Recomputation | None:
    """What the tables of its document say about a figure; ``before`` are the words before it, ``page`` its page."""
    if figure.target:
        return None
    near = figures.near(sorted(figure.words))
    change = figure.direction in ("up", "down") and not _LEVEL.search(before)
    if change:
        found = _change(figure, near, figures, page)
        if found is not None or figure.unit != "%":
            return found
        if re.match(r"\W*[+\-−–]", figure.written):
            return None
        other = _same_figure(figure, near, figures, page) or _share(figure, near, figures, page)
        return other if other is not None and other.outcome != "differs" else None
    found = _same_figure(figure, near, figures, page)
    if found is None and figure.unit == "%":
        return _share(figure, near, figures, page)
    return found or _sum_of_columns(figure, near)


def _digits(figure: Claimed) -> int:
    """Digits that are surely meant: zeros at the end may be rounding, and a hedge makes the last one vague."""
    bare = re.sub(r"\D", "", figure.written).lstrip("0")
    firm = len(bare.rstrip("0")) if figure.printed.places == 0 else len(bare)
    return min(firm, figure.printed.digits) - (1 if figure.hedge else 0)


# The same figure


def _same_figure(figure: Claimed, near: Sequence[Series], figures: Figures, page: int) -> Recomputation | None:
    found = [one for series in near for one in _levels(figure, series, figures)]
    agreeing = [one for one in found if one.fit in _FITS and _believable(figure, one)]
    if agreeing:
        return _told_level(figure, max(agreeing, key=lambda one: (one.rank, -abs(one.points[0].page - page))))
    differing = [one for one in found if _differs(figure, one, figures)]
    anytime = [one for series in near for one in _levels(figure, series, figures, anytime=True)]
    kin = [one for one in anytime if one.kin.cover >= HALF and one.fit in _FITS]
    if not differing or kin or len({round(one.value.best, 6) for one in differing}) > 1:
        return None
    return _told_level(figure, max(differing, key=lambda one: one.rank))


def _levels(figure: Claimed, series: Series, figures: Figures, *, anytime: bool = False) -> Iterator[Found]:
    """What the points of a series say of a figure; with ``anytime`` those of other periods too."""
    if not same_kind(figure, series.first):
        return
    kin = kinship(figure, series.first, figures)
    for point in series.points:
        factor = converted(figure, point)
        if factor is None or point.span == figure.span:
            continue
        if not anytime and not may_be_same_time(figure.period, point.period):
            continue
        value = point.printed.interval.times(factor)
        how = fit(figure.interval, value)
        if how == "outside" and _may_be_rounded(figure, value.best):
            how = "rounded"
        yield Found(kin, how, value, (point,))


def _may_be_rounded(figure: Claimed, value: float) -> bool:
    """Whether zeros at the end of the figure are rounding, or its mark stands for thousands after all."""
    rounded = figure.printed.rounded
    if figure.printed.round_to and rounded.low <= value <= rounded.high:
        return True
    return figure.printed.places == 3 and abs(figure.value * 1_000 - value) < 0.5 and figure.value >= 1


def _believable(figure: Claimed, one: Found) -> bool:
    digits, point = _digits(figure), one.points[0]
    shared = bool((point.words | point.beside | point.context) & figure.words)
    if digits >= _SURE:
        return shared
    if figure.hedge and not one.kin.whole:
        return False
    if digits >= _FIRM:
        return one.kin.cover >= HALF or (not point.words and shared and one.fit == "exact")
    told = bool(figure.measure) and figure.measure <= point.words | point.context
    about = len(point.words) > 1 or told
    timed = bool(figure.period and point.period) or len({point.period}) == 1
    return one.kin.whole and one.kin.beside and one.kin.scoped and timed and about and bool(point.words)


def _differs(figure: Claimed, one: Found, figures: Figures) -> bool:
    point = one.points[0]
    if one.fit != "outside" or not one.kin.same or not figure.period or not same_time(figure.period, point.period):
        return False
    if figure.unit != point.unit and not (figure.unit and point.unit):
        return False
    if figure.direction in ("up", "down") or figure.compared or not point.words:
        return False
    ratio = abs(one.value.best / figure.value) if figure.value else 0.0
    return 1 / _FAR < ratio < _FAR


def _told_level(figure: Claimed, one: Found) -> Recomputation:
    point = one.points[0]
    scale = scale_of(figure.printed, point.printed) if figure.unit == point.unit else 1.0
    shown = with_unit(of_figure(point.printed, scale), point.unit if scale == 1.0 else "")
    step = f"{named(point)}: {shown}"
    return result(
        "elsewhere", outcome_of(one.fit), figure, shown, (step,),
        where=f"the table on page {point.page}", points=one.points, room=one.value,
    )  # fmt: skip


# A change between two years


def _change(figure: Claimed, near: Sequence[Series], figures: Figures, page: int) -> Recomputation | None:
    found = [one for series in near for one in _changes(figure, series, figures)]
    digits = _digits(figure)
    agreeing = [
        one
        for one in found
        if one.fit in _FITS
        and one.kin.scoped
        and (not figure.hedge or (one.fit == "exact" and (bool(figure.baseline) or _next_to(one))))
        and (one.fit == "exact" or _narrow(figure, one.value))
        and (
            (one.kin.whole and one.kin.beside)
            or (one.kin.cover >= HALF and (digits >= _FIRM or _names_all(figure, one.points[0])))
            or one.kin.same
        )
    ]
    if agreeing:
        return _told_change(figure, max(agreeing, key=lambda one: (one.rank, -abs(one.points[0].page - page))))
    if not figure.baseline:
        return None
    differing = [one for one in found if one.fit == "outside" and one.kin.same and _is_dated(figure, one, figures)]
    kin = [one for one in found if one.kin.cover >= HALF and one.fit in _FITS]
    if not differing or kin or len({round(one.value.best, 1) for one in differing}) > 1:
        return None
    return _told_change(figure, differing[0])


def _next_to(one: Found) -> bool:
    """Whether a change is between two years that follow each other: what is said "about" one is said of these."""
    before, after = one.points
    return year_of(after.period) - year_of(before.period) == 1


def _names_all(figure: Claimed, point: DataPoint) -> bool:
    """Whether the claim's measure, in two words or more, is in the row: "injury rate" in "rate of work injuries"."""
    measure = figure.measure or figure.close
    return bool(figure.baseline) and len(measure) > 1 and measure <= point.words


def _changes(figure: Claimed, series: Series, figures: Figures) -> Iterator[Found]:
    years = series.by_year
    if len(years) < 2:
        return
    relative = figure.unit == "%"
    if not relative and not same_kind(figure, series.first):
        return
    kin = kinship(figure, series.first, figures)
    for before, after in _pairs(figure, years, figures.year):
        one, two = years[before], years[after]
        if relative:
            values = [change_between(one.printed.interval, two.printed.interval)]
            if series.first.unit == "%":
                values.append(two.printed.interval - one.printed.interval)
        else:
            factor = converted(figure, one)
            values = [] if factor is None else [(two.printed.interval - one.printed.interval).times(factor)]
        claimed = figure.signed(figure.interval)
        fits = [(fit(claimed, value), value) for value in values if value is not None]
        if fits:
            how, value = min(fits, key=lambda pair: ("exact", "rounded", "coarse", "outside").index(pair[0]))
            yield Found(kin, how, value, (one, two))


def _pairs(figure: Claimed, years: dict[str, DataPoint], report: int) -> Iterator[tuple[str, str]]:
    """The years that a change may be between: those that the claim names, else the last with the one before it."""
    order = sorted(years, key=year_of)
    known = [period for period in order if not report or year_of(period) <= report] or order
    afters = [period for period in order if same_time(figure.period, period)] if figure.period else known[-1:]
    for after in afters:
        earlier = [period for period in order if year_of(period) < year_of(after)]
        if figure.baseline:
            earlier = [period for period in earlier if same_time(figure.baseline, period)]
        else:
            earlier = earlier[-1:] + (earlier[:1] if len(earlier) > 1 else [])
        yield from ((before, after) for before in earlier)


def _is_dated(figure: Claimed, one: Found, figures: Figures) -> bool:
    """Whether the claim names both years, or the later one is the report's own."""
    before, after = one.points
    named_after = figure.period or (str(figures.year) if figures.year else "")
    return same_time(named_after, after.period) and same_time(figure.baseline, before.period)


def _told_change(figure: Claimed, one: Found) -> Recomputation:
    before, after = one.points
    places = max(1, figure.printed.places)
    scale = scale_of(before.printed, after.printed)
    two, first = of_figure(after.printed, scale), of_figure(before.printed, scale)
    if figure.unit == "%" and not (after.unit == "%" and abs(one.value.best) < 100 and _is_difference(one)):
        shown = signed(one.value.best, places)
        step = f"({two} − {first}) ÷ {first} = {shown}"
    else:
        unit = "percentage points" if after.unit == "%" else figure.unit
        shown = signed((after.value - before.value) / scale, max(before.printed.places, after.printed.places))
        shown = with_unit(shown.removesuffix("%").strip(), unit if scale == 1.0 else "")
        step = f"{two} − {first} = {shown}"
    return result(
        "change", outcome_of(one.fit), figure, shown, (f"{named(before)}: {first}", f"{named(after)}: {two}", step),
        where=f"the table on page {after.page}", points=(after, before), room=one.value,
    )  # fmt: skip


def _is_difference(one: Found) -> bool:
    before, after = one.points
    return abs(after.value - before.value - one.value.best) < 1e-9


# A share of a whole


def _share(figure: Claimed, near: Sequence[Series], figures: Figures, page: int) -> Recomputation | None:
    found: list[Found] = []
    for series in near:
        kin = kinship(figure, series.first, figures)
        if kin.cover < HALF and not (series.first.beside & figure.words):
            continue
        for point in series.points:
            if (
                point.unit != "%"
                and not point.change
                and may_be_same_time(figure.period, point.period)
                and point.value > 0
            ):
                found += _shares(figure, kin, point, figures)
    agreeing = [one for one in found if one.fit in _FITS and _told_of(figure, one)]
    if agreeing:
        return _told_share(figure, max(agreeing, key=lambda one: (one.rank, -abs(one.points[0].page - page))))
    room = _NEAR_PLACES * 2 * figure.printed.half
    close = [
        one
        for one in found
        if one.fit == "outside" and one.kin.whole and one.kin.beside and abs(one.value.best - figure.value) <= room
        and figure.printed.places and not figure.hedge and one.points[1].line >= one.points[0].line
    ]  # fmt: skip
    if not close or any(one.fit in _FITS for one in found):
        return None
    return _told_share(figure, min(close, key=lambda one: abs(one.value.best - figure.value)))


def _sum_of_columns(figure: Claimed, near: Sequence[Series]) -> Recomputation | None:
    """Women and men of a row added up, where the table leaves that to its reader."""
    if _digits(figure) < _FIRM + 1 or not figure.period:
        return None
    for series in near:
        if "wom" not in {stem(word) for head in series.heads[:1] for word in head.split()}:
            continue
        parts = [
            point
            for point in series.line
            if same_time(figure.period, point.period) and not point.change and same_kind(figure, point)
        ]
        if len(parts) != len({point.heads for point in parts}) or not 1 < len(parts) <= _MOST_COLUMNS:
            continue
        found = total_of([part.printed.interval for part in parts])
        if fit(figure.interval, found) == "exact":
            shown = number(found.best, max(part.printed.places for part in parts))
            return result(
                "sum", "agrees", figure, shown, (f"{added(parts, 1.0)} = {shown}",),
                where=f"the table on page {parts[0].page}", points=parts, room=found,
            )  # fmt: skip
    return None


def _shares(figure: Claimed, kin: Kinship, part: DataPoint, figures: Figures) -> Iterator[Found]:
    for whole in _wholes(figure, part, figures):
        if whole.value < part.value or whole.unit != part.unit or whole.span == part.span:
            continue
        if whole.period != part.period:
            continue
        ratio = part.printed.interval.over(whole.printed.interval)
        if ratio is not None:
            value = ratio.times(100)
            yield Found(kin, fit(figure.interval, value), value, (part, whole))


def _wholes(figure: Claimed, part: DataPoint, figures: Figures) -> list[DataPoint]:
    """What a figure may be a share of: the total of its column (the next one below, the last of the table), a line
    above that the claim names, and the total of its own line, for the same year."""
    lines = figures.tables[part.table]
    own = next(index for index, line in enumerate(lines) if line.line == part.line)
    found = [point for point in lines[own].points if point.period == part.period and _is_total_head(point)]
    below = next((line for line in lines[own + 1 :] if line.is_total and line.at(part.column)), None)
    last = next((line for line in reversed(lines) if line.is_total and line.at(part.column)), None)
    above = next((line for line in reversed(lines[:own]) if _heads_group(line, part) and line.at(part.column)), None)
    named_above = [line for line in lines[:own] if line.points[0].words and line.points[0].words <= figure.words]
    for line in (below, last, above, *named_above[-2:]):
        point = line.at(part.column) if line else None
        if point is not None and point not in found:
            found.append(point)
    return found


def _heads_group(line: Line, part: DataPoint) -> bool:
    return part.part_of and not line.part_of


def _is_total_head(point: DataPoint) -> bool:
    heads = without_years(point.heads)
    return bool(heads) and is_total(heads[0])


def _told_of(figure: Claimed, one: Found) -> bool:
    """Whether the claim has all words of the part: of its row, or, in a total row, of its heading."""
    part = one.points[0]
    if figure.value >= 100 or not one.kin.scoped or (one.fit == "rounded" and not _narrow(figure, one.value)):
        return False
    words = figure.words
    if part.words:
        return (one.kin.whole or (one.kin.cover >= HALF and _digits(figure) > _FIRM)) and one.kin.beside
    return bool(part.beside) and part.beside <= words


def _narrow(figure: Claimed, value: Interval) -> bool:
    """Whether what was worked out is nearly as precise as what is claimed, so that meeting it says something."""
    return value.width <= 2 * figure.interval.width


def _told_share(figure: Claimed, one: Found) -> Recomputation:
    part, whole = one.points
    places = max(1, figure.printed.places + (1 if one.fit == "outside" else 0))
    shown = f"{number(one.value.best, places)} %"
    scale = scale_of(part.printed, whole.printed)
    one_part, one_whole = of_figure(part.printed, scale), of_figure(whole.printed, scale)
    return result(
        "share", outcome_of(one.fit), figure, shown,
        (f"{named(part)}: {one_part}", f"{named(whole)}: {one_whole}", f"{one_part} ÷ {one_whole} = {shown}"),
        where=f"the table on page {part.page}", points=one.points, room=one.value,
    )  # fmt: skip
