"""The figures of a sentence, with unit, direction, period, baseline and boundary."""

from __future__ import annotations

import re
from collections.abc import Sequence

from esgcheck.analysis.claims.fields.attaching import Placed, attach
from esgcheck.analysis.claims.fields.boundaries import boundaries_of, nearest
from esgcheck.analysis.claims.fields.directions import direction_of
from esgcheck.analysis.claims.fields.measured import measure_of
from esgcheck.analysis.claims.fields.said import Part, Said
from esgcheck.analysis.claims.fields.setting import Setting
from esgcheck.analysis.claims.fields.times import Time
from esgcheck.analysis.claims.fields.words import Words
from esgcheck.analysis.claims.numbers import written
from esgcheck.analysis.claims.quantities import Figure, find_figures

_RANGE = re.compile(r" ?(?:[-–—]|to|bis|and|und|e|et|à|a|至|到) ?")
_BETWEEN = re.compile(r"(?:between|zwischen|tra(?: il| i)?|fra(?: il| i)?|entre) (?:€|EUR |US\$)?$", re.IGNORECASE)
_ABOUT = re.compile(
    r"(?:\b(?:more than|less than|fewer than|at least|at most|up to|over|under|around|about|approximately|"
    r"approx\.|nearly|almost|some|roughly|"
    r"no more than|below|above|circa|ca\.|oltre|più di|meno di|quasi|almeno|fino a|rund|etwa|mehr als|"
    r"weniger als|über|knapp|mindestens|"
    r"bis zu|plus de|moins de|environ|près de|au moins)|[<>≤≥~≈]|超过|约|不足|近)[ (]?(?:€|EUR |US\$)?$",
    re.IGNORECASE,
)


def figures_of(words: Words, setting: Setting, times: Sequence[Time]) -> list[Said]:
    """Every figure of a sentence; two that make a range are one."""
    line = words.line
    figures = find_figures(
        line, setting.decimal_at(words.places[0]) if words.places else setting.decimal, thorough=True
    )
    placed = attach(line, figures, times)
    boundaries = boundaries_of(words)
    said: list[Said] = []
    skip = False
    for index, place in enumerate(placed):
        if skip:
            skip = False
            continue
        other = figures[index + 1] if index + 1 < len(figures) else None
        skip = other is not None and _is_range(line, place.figure, other, placed[index + 1].compared == index)
        said.append(_said(words, placed, index, other if skip else None, setting, times, boundaries))
    return said


def _is_range(line: str, one: Figure, other: Figure, from_to: bool) -> bool:
    """ "3–5 %" and "between 3 and 5 %", yet not "from 45 to 39 %" nor "12 and 15 %"."""
    if not one.shared or one.value is None or other.value is None:
        return False
    between = line[one.span.end : other.span.start]
    if not _RANGE.fullmatch(between):
        return False
    if between.strip() in ("and", "und", "e", "et"):
        return bool(_BETWEEN.search(line[: one.span.start][-20:]))
    return not from_to and one.value < other.value


def _said(
    words: Words, placed: Sequence[Placed], index: int, upper: Figure | None,
    setting: Setting, times: Sequence[Time], boundaries: Sequence[tuple[int, Part]],
) -> Said:  # fmt: skip
    line, place, figure = words.line, placed[index], placed[index].figure
    start, end = figure.span.start, (upper or figure).span.end
    about = _ABOUT.search(line[max(0, start - 20) : start])
    shown = start - len(about[0]) if about else start
    value = "" if figure.value is None else written(figure.value)
    if upper is not None and upper.value is not None:
        value = f"{value}..{written(upper.value)}"
    unit = None
    if figure.unit:
        spot = figure.unit_span
        unit = Part(figure.unit, figure.canonical or figure.unit, words.span(spot.start, spot.end) if spot else None)
    direction = None if place.comparator else _direction(words, placed, index, start, end)
    return Said(
        Part(line[shown:end].strip(), value, words.span(shown, end)),
        unit,
        measure_of(words, placed, index, times),
        direction,
        _when(words, place.period, setting),
        _baseline(words, placed, place, setting),
        nearest(boundaries, start),
    )


def _direction(words: Words, placed: Sequence[Placed], index: int, start: int, end: int) -> Part | None:
    floor = 0
    for one in placed[:index]:
        if not one.comparator:
            floor = one.figure.span.end
    ceiling = placed[index + 1].figure.span.start if index + 1 < len(placed) else len(words.line)
    turn = direction_of(words.line, start, end, floor, ceiling)
    if turn is None:
        return None
    return Part(words.line[turn.start : turn.end], turn.direction, words.span(turn.start, turn.end))


def _when(words: Words, time: Time | None, setting: Setting) -> Part | None:
    if time is None:
        return None
    shown = (
        words.line[time.start : time.end].strip("’'s")
        if time.value in ("previous", "current")
        else words.line[time.start : time.end]
    )
    return Part(shown, time.value, words.span(time.start, time.end))


def _baseline(words: Words, placed: Sequence[Placed], place: Placed, setting: Setting) -> Part | None:
    other = placed[place.compared].figure if place.compared is not None else None
    if other is not None:
        start, end = other.span.start, other.span.end
        if place.baseline is not None:
            start, end = min(start, place.baseline.start), max(end, place.baseline.end)
        return Part(words.line[start:end], place.baseline.value if place.baseline else "", words.span(start, end))
    return _when(words, place.baseline, setting)
