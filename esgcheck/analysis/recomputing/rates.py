"""Rows that are one row by another: emissions per employee, injuries per million hours worked, a share in percent.

Which rows those are is not said, so two things are asked: the words of both stand in the label of the rate, or it says
"per" or "rate" and one of them has its words; and the quotient, times one power of ten for all columns, fits in two
columns or more. Only then may a third be said to differ.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from esgcheck.analysis.recomputing.grid import Line
from esgcheck.analysis.recomputing.printed import Interval, fit
from esgcheck.analysis.recomputing.types import DataPoint

_RATE = re.compile(
    r"\b(?:per|rates?|intensity|intensities|ratio|index|frequency|average|mean|pro|je|intensit(?:ä|à)\w*|tasso|indice|"
    r"medi[ao]|quote|share|percentage|proportion|anteil|quota)\b|/|%",
    re.IGNORECASE,
)
_BELOW = re.compile(
    r"\b(?:per|pro|je|ogni)\b|/|\brate|\bintensit|\bindex|\bfrequenc|\btasso|\bindice|\baverage|\bmedi[ao]",
    re.IGNORECASE,
)
_DIVISORS = re.compile(
    r"\b(?:hours|ore|stunden|employees|dipendenti|mitarbeit\w+|headcount|fte|revenues?|turnover|sales|umsatz|ricavi|"
    r"tonnes|production|workforce|total)\b",
    re.IGNORECASE,
)
_POWERS = range(-9, 10)
_MOST_LINES = 30
_TELLING = 2
_COLUMNS = 2

Found = tuple[DataPoint, DataPoint, DataPoint, Interval]


def rates(lines: Sequence[Line]) -> Iterator[Found]:
    """Each figure of a row that is a rate, with what stands above and below the line, and the quotient."""
    for line in lines:
        if len(line.points) < _COLUMNS or not _RATE.search(line.label):
            continue
        near = [other for other in lines if other is not line and abs(other.line - line.line) <= _MOST_LINES]
        yield from max(_ways(line, near), key=_fitting, default=())


def _ways(line: Line, near: Sequence[Line]) -> Iterator[tuple[Found, ...]]:
    label = line.points[0].words
    for upper in near:
        above = upper.points[0].words
        if _RATE.search(upper.label) or not above or not above & label:
            continue
        for lower in near:
            if lower is upper or _RATE.search(lower.label) or not _divides(lower, line):
                continue
            for power in _POWERS:
                found = tuple(_column(line, upper, lower, 10.0**power))
                if _fitting(found) >= _COLUMNS and _fitting(found) >= 2 * len(found) / 3:
                    yield found


def _divides(lower: Line, line: Line) -> bool:
    below = lower.points[0].words
    if below and below <= line.points[0].words:
        return True
    return _BELOW.search(line.label) is not None and _DIVISORS.search(lower.label) is not None


def _column(line: Line, upper: Line, lower: Line, factor: float) -> Iterator[Found]:
    for point in line.points:
        one, two = upper.at(point.column), lower.at(point.column)
        if one is None or two is None or point.change or one.period != point.period or two.period != point.period:
            continue
        ratio = one.printed.as_printed.over(two.printed.as_printed)
        if ratio is not None and one.value:
            yield point, one, two, ratio.times(factor)


def _fitting(found: Sequence[Found]) -> int:
    return sum(
        fit(point.printed.as_printed, ratio) in ("exact", "rounded") and point.printed.digits >= _TELLING
        for point, _, _, ratio in found
    )
