"""What a table says of itself: totals of rows and of columns, and columns of changes, worked out anew.

No table says how it is added up. So a way to add up counts only where other figures of the same table prove it: a
total that is the sum of the rows above it in two columns is held to be so in the third as well, and only then is the
third said to differ. A single column that happens to fit is said to agree and nothing more.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from esgcheck.analysis.recomputing.grid import Figures, Line, without_years
from esgcheck.analysis.recomputing.printed import Fit, Interval, change_between, fit, total_of
from esgcheck.analysis.recomputing.rates import rates
from esgcheck.analysis.recomputing.types import DataPoint
from esgcheck.analysis.recomputing.units import is_total

_MOST_PARTS = 40
_PROVEN = 2
"""So many other figures must fit before one that does not is said to differ …"""
_PROVEN_SHARE = 0.66
"""… and this share of all."""
_TELLING = 2
"""A total of fewer digits fits by chance too often to prove anything."""
_RATE = re.compile(
    r"\b(?:rates?|ratios?|index|indic[ei]|tass[oi]|averages?|medi[ae]|mean|median|per capita|pro capite|intensity|"
    r"intensität|intensità|frequency|severity|frequenza|gravità|quote|turnover|durchschnitt\w*)\b|%|\bper\b",
    re.IGNORECASE,
)
"""Figures that are not added up."""
_READING = 1000.0
"""A total that is a thousand times its parts, or a thousandth, was read or set with the wrong mark."""


@dataclass(frozen=True, slots=True)
class Within:
    """A figure of a table that others of the same table give. ``found`` is what they give, ``how`` in which way."""

    how: str
    point: DataPoint
    parts: tuple[DataPoint, ...]
    found: Interval
    fit: Fit


def relations(figures: Figures) -> dict[int, list[Within]]:
    """What can be worked out within each table, by the offset of the figure that it gives."""
    found: dict[int, list[Within]] = defaultdict(list)
    for lines in figures.tables.values():
        if len(lines) > 1 or len(lines[0].points) > 2:
            for one in (*_sums_down(lines), *_sums_across(lines), *_changes(lines), *_rates(lines)):
                found[one.point.span.start].append(one)
    return found


def _rates(lines: Sequence[Line]) -> Iterator[Within]:
    """Rows that are one row by another."""
    tried = [
        Within("rate", point, (above, below), ratio, fit(point.printed.as_printed, ratio))
        for point, above, below, ratio in rates(lines)
    ]
    for unit in sorted({one.point.line for one in tried}):
        yield from _proven([one for one in tried if one.point.line == unit])


def _sums_down(lines: Sequence[Line]) -> Iterator[Within]:
    """Rows that are the sum of rows above them, or, where parts follow a whole, below."""
    for index, total in enumerate(lines):
        best: list[Within] = []
        points = [point for point in total.points if total.at(point.column) is point]
        for parts in _candidates(lines, index):
            tried = [one for point in points if (one := _sum_in_column(point, parts)) is not None]
            if _fitting(tried) > _fitting(best):
                best = tried
        yield from _proven_by_unit(best)


def _candidates(lines: Sequence[Line], index: int) -> Iterator[Sequence[Line]]:
    total = lines[index]
    if total.is_total:
        above: list[Line] = []
        for line in reversed(lines[max(0, index - _MOST_PARTS) : index]):
            if line.is_total:
                break
            above.insert(0, line)
        whole = [line for line in above if not line.part_of]
        yield from (set_ for set_ in (whole, above) if len(set_) > 1)
        yield from (whole[-size:] for size in range(2, len(whole)))
        subtotals = [line for line in lines[max(0, index - _MOST_PARTS) : index] if line.is_total]
        yield from (subtotals[-size:] for size in range(2, len(subtotals) + 1))
        below: list[Line] = []
        for line in lines[index + 1 : index + 1 + _MOST_PARTS]:
            if line.is_total:
                break
            below.append(line)
        yield from (below[:size] for size in range(2, len(below) + 1))
    if not total.part_of:
        parts: list[Line] = []
        for line in lines[index + 1 : index + 1 + _MOST_PARTS]:
            if not line.part_of:
                break
            parts.append(line)
        if len(parts) > 1:
            yield parts


def _sum_in_column(total: DataPoint, lines: Sequence[Line]) -> Within | None:
    """The sum of the lines in the column of a total; None where a line has no figure there that can be read."""
    if total.change or _is_rate(total):
        return None
    parts = [line.at(total.column) for line in lines]
    known = [part for part in parts if part is not None and part.unit == total.unit and part.period == total.period]
    if len(known) < len(parts) or (not any(part.value for part in known)):
        return None
    found = total_of([part.printed.as_printed for part in known])
    return Within("sum", total, tuple(known), found, fit(total.printed.as_printed, found))


def _sums_across(lines: Sequence[Line]) -> Iterator[Within]:
    """Columns headed "Total" that are the sum of the columns beside them."""
    tried: list[Within] = []
    for line in lines:
        for index, point in enumerate(line.points):
            heads = without_years(point.heads)
            if point.change or not heads or not is_total(heads[0]) or _is_rate(point):
                continue
            parts = _beside(line.points, index)
            if len(parts) > 1:
                found = total_of([part.printed.as_printed for part in parts])
                one = Within("sum", point, tuple(parts), found, fit(point.printed.as_printed, found))
                tried.append(one)
    most = max((len(one.parts) for one in tried), default=0)
    yield from _proven_by_unit([one for one in tried if len(one.parts) == most])


def _beside(points: Sequence[DataPoint], index: int) -> list[DataPoint]:
    """The cells to the left of a total, of the same year and unit, back to the last total."""
    total = points[index]
    parts: list[DataPoint] = []
    for point in reversed(points[:index]):
        heads = without_years(point.heads)
        if point.period != total.period or point.unit != total.unit or point.change or (heads and is_total(heads[0])):
            break
        if heads[1:] != without_years(total.heads)[1:]:
            break
        parts.insert(0, point)
    return parts


def _changes(lines: Sequence[Line]) -> Iterator[Within]:
    """Columns that are headed as changes, from the two years that they are between."""
    columns: dict[tuple[int, ...], list[DataPoint]] = defaultdict(list)
    rows = {line.line: line for line in lines}
    for line in lines:
        for point in line.points:
            if point.change:
                columns[point.column].append(point)
    for points in columns.values():
        ways = [[one for point in points if (one := way(point, rows[point.line])) is not None] for way in _WAYS]
        yield from _proven(max(ways, key=_fitting))


def _pair(point: DataPoint, line: Line) -> tuple[DataPoint, DataPoint] | None:
    """The figures before and after a change: those of its years, else of the last two years of the row."""
    years = {
        other.period: other
        for other in line.points
        if not other.change and other.period and without_years(other.heads)[1:] == without_years(point.heads)[1:]
    }
    if point.period in years and point.baseline in years and point.period != point.baseline:
        return years[point.baseline], years[point.period]
    if len(years) == 2:
        before, after = sorted(years)
        return years[before], years[after]
    return None


def _by_percent(point: DataPoint, line: Line) -> Within | None:
    pair = _pair(point, line)
    if pair is None or (point.unit not in ("", "%")) or not pair[0].value or pair[0].unit != pair[1].unit:
        return None
    found = change_between(pair[0].printed.as_printed, pair[1].printed.as_printed)
    if found is None:
        return None
    return Within("change", point, pair, found, fit(point.printed.as_printed, found))


def _by_difference(point: DataPoint, line: Line) -> Within | None:
    pair = _pair(point, line)
    if pair is None or pair[0].unit != pair[1].unit or (pair[0].unit != "%" and point.unit == "%"):
        return None
    found = pair[1].printed.as_printed - pair[0].printed.as_printed
    return Within("difference", point, pair, found, fit(point.printed.as_printed, found))


_WAYS = (_by_percent, _by_difference)


def _is_rate(point: DataPoint) -> bool:
    """Whether a figure is a rate, an average or the like; shares of a whole that is 100 % are added up."""
    if point.unit == "%":
        return abs(point.value - 100) > 1
    return any(_RATE.search(words) for words in (point.label, *point.heads))


def _fitting(tried: Sequence[Within]) -> int:
    """How many fit that could well not have: of two digits or more, from two figures that are not nothing."""
    return sum(
        one.fit in ("exact", "rounded")
        and one.point.printed.digits >= _TELLING
        and sum(part.value != 0 for part in one.parts) > 1
        for one in tried
    )


def _proven_by_unit(tried: Sequence[Within]) -> Iterator[Within]:
    """Each unit is proven by itself: that tonnes add up says nothing of percentages."""
    units = {one.point.unit for one in tried}
    for unit in sorted(units):
        yield from _proven([one for one in tried if one.point.unit == unit])


def _misread(one: Within) -> bool:
    """Whether the difference may be one of reading: "4.144" among figures that are written "3,854"."""
    places = {part.printed.places for part in (one.point, *one.parts)}
    if 3 in places and len(places) > 1:
        return True
    ratio = abs(one.found.best / one.point.value) if one.point.value else 0.0
    return any(0.9 < ratio / mark < 1.1 for mark in (_READING, 1 / _READING))


def _proven(tried: Sequence[Within]) -> Iterator[Within]:
    """Those that fit; those that do not, where enough others do."""
    fitting = _fitting(tried)
    proven = fitting >= _PROVEN and fitting >= _PROVEN_SHARE * sum(one.fit != "coarse" for one in tried)
    for one in tried:
        if one.fit in ("exact", "rounded"):
            if fitting:
                yield one
        elif one.fit == "outside" and proven and not _misread(one) and sum(p.value != 0 for p in one.parts) > 1:
            yield one
