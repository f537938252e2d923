"""The figures of a table row: each cell with its value, the unit and the year that label and headings give it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from esgcheck.analysis.claims.fields.boundaries import boundaries_of, nearest
from esgcheck.analysis.claims.fields.counting import counted_in_table
from esgcheck.analysis.claims.fields.labels import UnitSaid, unit_in_label
from esgcheck.analysis.claims.fields.rows import Part as CellPart
from esgcheck.analysis.claims.fields.rows import RowHeads
from esgcheck.analysis.claims.fields.shapes import PART_OF, is_year, range_of
from esgcheck.analysis.claims.fields.said import Part, Said
from esgcheck.analysis.claims.fields.setting import Setting
from esgcheck.analysis.claims.fields.times import Time, find_times
from esgcheck.analysis.claims.fields.words import words_of
from esgcheck.analysis.claims.numbers import NUMBER, read_number, written
from esgcheck.analysis.claims.quantities import find_figures
from esgcheck.analysis.types import Passage, Span

_CHANGE = re.compile(
    r"(?<!climate )\b(?:change|changes|delta|variation|var\.|variazione|veränderung|abweichung|yoy|vs\.?|"
    r"trend)\b|[Δ∆]|\+/-",
    re.IGNORECASE,
)
_RATE = re.compile(
    r"\b(?:rates?|ratios?|index|indices|indic[ei]|tass[oi]|frequency|severity|LTIFR|TRIFR|quote)\b", re.IGNORECASE
)
_COUNTS = re.compile(r"(?:employees?|dipendenti|Mitarbeit\w+|number|numero|headcount|staff)\b", re.IGNORECASE)
"""What a label begins with that is no amount, though the title says that amounts are in thousands of euros."""
_CURRENCIES = frozenset({"EUR", "USD", "GBP", "CHF", "PLN", "JPY", "CNY"})
_BASE = re.compile(r"\bbase|Basisjahr", re.IGNORECASE)
_PAGES = re.compile(
    r"\b(?:page|pages|pagina|pagine|pag\.|seite|note|gri|esrs|sdgs?|reference|ref\.?|nace|code|kapitel|"
    r"chapter|disclosure)\b",
    re.IGNORECASE,
)
_YEAR_CELL = re.compile(r"(?:FY ?)?((?:19[5-9]\d|20[0-4]\d)(?:/\d\d)?)")
_TWO_YEARS = re.compile(
    r"((?:19|20)\d\d|\d\d) ?(?:/|vs\.?|[-–]|to|over|against|su|gegenüber) ?((?:19|20)\d\d|\d\d)(?!\d)"
)


def figures_of_row(passage: Passage, heads: RowHeads, setting: Setting, only: Span | None = None) -> list[Said]:
    """Every figure of a row, left to right."""
    text = setting.document.text
    year_cells = [part for part in heads.parts if part.figure and _is_year_cell(text, part, heads)]
    latest = _latest_year(text, heads, setting)
    decimal = setting.decimal_of(passage)
    label_span = next(iter(heads.label), None)
    measure = Part(" ".join(label_span.of(text).split()), "", label_span) if label_span else None
    found: list[Said] = []
    for part in heads.parts:
        if not part.figure or part in year_cells or (only and not only.contains(part.span)):
            continue
        if any(_PAGES.search(span.of(text)) for span in part.over[:1]) and not unit_in_label(part.over[0].of(text)):
            continue
        found.append(_said(part, heads, year_cells, latest, measure, decimal, setting))
    return found


def _said(
    part: CellPart,
    heads: RowHeads,
    year_cells: Sequence[CellPart],
    latest: int,
    measure: Part | None,
    decimal: str,
    setting: Setting,
) -> Said:
    text = setting.document.text
    shown = part.span.of(text)
    over = " ".join(span.of(text) for span in part.over)
    changes = bool(_CHANGE.search(over))
    own, labelled = _own_unit(shown, part.span), _said_unit(part, heads, setting, changes)
    if own is None and not changes:
        labelled = _counts(labelled, part, heads, shown, text)
    unit = _scaled(own, labelled) if own else labelled
    number = NUMBER.search(shown)
    value: float | None = read_number(number[0], decimal) if number else None
    if value is not None:
        if re.fullmatch(r"\(\d[\d.,]*\)", shown.strip()):
            value = -value
        value *= unit.scale if unit else 1.0
    ends = range_of(shown)
    upper = read_number(ends[1], decimal) if ends and value is not None else None
    period, baseline = _times(part, heads, year_cells, latest, changes, setting)
    direction = None
    relative = unit is not None and unit.canonical in ("%", "pp") and re.match(r"\(?[-−–+]", shown.strip())
    if value and (changes or relative):
        kind = "up" if value > 0 else "down"
        direction = Part("went up" if kind == "up" else "went down", kind)
    if baseline is None and relative and not changes and re.fullmatch(r"\(.*\)", shown.strip()):
        baseline = _base_column(part, heads, setting)
    boundary = next(
        (
            found
            for span in (*heads.label, *part.over)
            if (found := nearest(boundaries_of(words_of(text, span)), 10**9))
        ),
        None,
    )
    if boundary is None and heads.titles:
        boundary = nearest(boundaries_of(words_of(text, heads.titles[0])), 10**9)
    return Said(
        Part(" ".join(shown.split()), _written(value, upper, unit), part.span),
        Part(unit.text, unit.canonical, unit.span) if unit and unit.canonical not in ("", "number") else None,
        measure,
        direction,
        period,
        baseline,
        boundary,
    )


def _written(value: float | None, upper: float | None, unit: UnitSaid | None) -> str:
    if value is None:
        return ""
    return written(value) if upper is None else f"{written(value)}..{written(upper * (unit.scale if unit else 1.0))}"


def _counts(said: UnitSaid | None, part: CellPart, heads: RowHeads, shown: str, text: str) -> UnitSaid | None:
    """The unit said, or what a whole number without one counts; a rate under "Number of injuries" counts none."""
    bare = said is None or said.canonical in ("", "number")
    number = NUMBER.search(shown)
    shown = shown[number.start() :] if number else shown
    whole = re.fullmatch(r"[<>~]?\d{1,3}(?:[.,'’ ]?\d{3})*\D{0,4}", shown.strip()) is not None
    if not bare:
        return said
    if (said is not None and said.scale != 1.0) or not whole:
        return said
    numbered = said is not None
    beside = [span for other in heads.parts if other.figure and other is not part for span in other.over]
    wider = (*beside, *heads.corner, *heads.titles)
    label = (*heads.label, *((heads.parent,) if heads.parent else ()))
    counted = counted_in_table(text, label, part.over, wider, beside, numbered=numbered)
    pieces = numbered and said is not None and re.search(r"units|stück|pezzi|pcs", said.text, re.IGNORECASE)
    if counted is None and pieces and said is not None:
        return UnitSaid(said.text, "units", 1.0, said.span)
    return counted or said


def _is_difference(part: CellPart, heads: RowHeads, setting: Setting) -> bool:
    """Whether a change without a unit is the difference of two figures beside it, and so in their unit."""
    text = setting.document.text
    mark = setting.decimal_around(part.span.start)
    change = _value_of(text, part, mark)
    others = [_value_of(text, p, mark) for p in heads.parts if p.figure and p is not part]
    if not change:
        return False
    near = 0.006 * abs(change) + 1e-9
    return any(
        one is not None and other is not None and abs(abs(one - other) - abs(change)) <= near
        for one, other in pairwise(others)
    )


def _value_of(text: str, part: CellPart, mark: str) -> float | None:
    number = NUMBER.search(part.span.of(text))
    return read_number(number[0], mark) if number else None


def _own_unit(shown: str, span: Span) -> UnitSaid | None:
    figures = find_figures(" ".join(shown.split()))
    if not figures or not figures[0].unit or figures[0].counted:
        return None
    at = shown.find(figures[0].unit)
    place = Span(span.start + at, span.start + at + len(figures[0].unit)) if at >= 0 else span
    return UnitSaid(figures[0].unit, figures[0].canonical, figures[0].scale, place)


def _scaled(own: UnitSaid, said: UnitSaid | None) -> UnitSaid:
    """ "€82" in a table "in thousands of Euro" is 82,000 euros."""
    if own.scale == 1.0 and said is not None and said.canonical == own.canonical and said.scale != 1.0:
        return UnitSaid(own.text, own.canonical, said.scale, own.span)
    return own


def _said_unit(part: CellPart, heads: RowHeads, setting: Setting, changes: bool) -> UnitSaid | None:
    """The unit by the row's label and unit cell, the heading of the column, what stands over all, the title."""
    text = setting.document.text
    bare: UnitSaid | None = None
    places: Iterator[tuple[Span, bool]] = iter(
        [(span, True) for span in reversed(heads.label[1:])]
        + [(span, False) for span in heads.label[:1]]
        + [(span, False) for span in part.over]
        + [(span, False) for span in ((heads.parent,) if heads.parent else ())]
        + [(span, False) for span in heads.corner]
        + [(span, False) for span in heads.titles]
    )
    own_column = [unit for span in part.over[:1] if (unit := unit_in_label(span.of(text), span.start))]
    only = [unit for span in part.over[:1] if (unit := unit_in_label(span.of(text), span.start, alone=True))]
    if only and only[0].bracketed and only[0].canonical not in ("", "number"):
        return only[0]
    if own_column and (own_column[0].canonical in ("%", "pp") or own_column[0].bracketed):
        return own_column[0]
    if part.over and PART_OF.match(part.over[0].of(text)) and (whole := _figure_before(part, heads)) is not None:
        column = [unit_in_label(span.of(text), span.start) for span in whole.over[:1]]
        if column and column[0] is not None and column[0].canonical not in ("", "number"):
            return column[0]
    beside = _unit_beside(text, part, heads)
    if beside is not None:
        return beside
    if changes and not _is_difference(part, heads, setting):
        return None
    heads_count = any(_COUNTS.match(span.of(text)) for span in heads.label[:1])
    rate = any(_RATE.search(span.of(text)) for span in (*heads.label[:1], *part.over[:1]))
    for span, alone in places:
        unit = unit_in_label(span.of(text), span.start, alone=alone)
        if unit is not None and heads_count and unit.canonical in _CURRENCIES and span not in part.over:
            continue
        if unit is None or (rate and not unit.bracketed and unit.canonical not in ("%", "pp")):
            continue
        if unit.scale != 1.0 and not unit.canonical:
            bare = unit
            continue
        if bare is not None:
            return UnitSaid(unit.text, unit.canonical, bare.scale * unit.scale, unit.span)
        return unit
    return bare


def _figure_before(part: CellPart, heads: RowHeads) -> CellPart | None:
    """The nearest figure to the left in a column that is not itself a part of another."""
    for other in reversed(heads.parts[: heads.parts.index(part)]):
        if other.figure and other.over != part.over:
            return other
    return None


def _unit_beside(text: str, part: CellPart, heads: RowHeads) -> UnitSaid | None:
    """The unit in a cell of its own beside the figure, in rows where each figure has one: before it, or after."""
    units = {
        index: unit
        for index, other in enumerate(heads.parts)
        if index and not other.figure and (unit := unit_in_label(other.span.of(text), other.span.start, alone=True))
    }
    units = {index: unit for index, unit in units.items() if unit.canonical not in ("", "number")}
    if len(units) < 2:
        return None
    first = next(index for index, other in enumerate(heads.parts) if other.figure)
    return units.get(heads.parts.index(part) + (-1 if min(units) < first else 1))


def _base_column(part: CellPart, heads: RowHeads, setting: Setting) -> Part | None:
    """The base year of "49 (-56 %)" where one column is said to be that of the base year."""
    for other in heads.parts:
        for span in other.over[:1] if other.figure and other.over != part.over else ():
            shown = " ".join(span.of(setting.document.text).split())
            times = find_times(shown, setting.year) if _BASE.search(shown) else []
            if times:
                return Part(shown, times[0].value, span)
    return None


def _is_year_cell(text: str, part: CellPart, heads: RowHeads) -> bool:
    if not _YEAR_CELL.fullmatch(part.span.of(text).strip()):
        return False
    over = " ".join(span.of(text) for span in part.over)
    if re.search(r"\b(?:year|anno|jahr|année|period|periodo)\b", over, re.IGNORECASE):
        return True
    first = next(p for p in heads.parts if p.figure)
    return part is first and not any(is_year(span.of(text)) for span in part.over)


def _latest_year(text: str, heads: RowHeads, setting: Setting) -> int:
    years = [
        time.year
        for part in heads.parts
        if part.figure
        for span in part.over
        if not _BASE.search(span.of(text)) and is_year(span.of(text))
        for time in find_times(" ".join(span.of(text).split()), setting.year)
        if not setting.year or time.year <= setting.year
    ]
    return max(years, default=setting.year)


def _times(
    part: CellPart, heads: RowHeads, year_cells: Sequence[CellPart], latest: int, changes: bool, setting: Setting
) -> tuple[Part | None, Part | None]:
    text = setting.document.text
    before = [cell for cell in year_cells if cell.span.start < part.span.start]
    if before:
        match = _YEAR_CELL.search(before[-1].span.of(text))
        return Part(match[0], match[1], before[-1].span) if match else None, None
    dated = any(is_year(span.of(text)) for span in part.over)
    for span in heads.label if not dated and not changes else ():
        times = _times_of(" ".join(span.of(text).split()), setting)
        if len({time.value for time in times}) == 1 and times[0].role != "baseline":
            return _as_part(text, span, times[0]), None
    for span in part.over:
        shown = " ".join(span.of(text).split())
        two = _TWO_YEARS.search(shown)
        if two and (changes or "%" in shown) and len(two[1]) == 4:
            years = sorted((two[1], two[2] if len(two[2]) == 4 else two[1][:2] + two[2]))
            return Part(shown, years[1], span), Part(shown, years[0], span)
        times = _times_of(shown, setting)
        if not times:
            continue
        if changes:
            period = [time for time in times if time.role not in ("baseline",) and len(times) > 1]
            base = [time for time in times if time not in period]
            when = Part(shown, period[0].value, span) if period else Part(str(latest), str(latest)) if latest else None
            return when, Part(shown, base[0].value, span) if base else None
        return _as_part(text, span, times[0]), None
    if changes and any(len({y for s in p.over for y in _years(text, s)}) for p in heads.parts if p.figure):
        columns = sorted(
            {y for p in heads.parts if p.figure for s in p.over if is_year(s.of(text)) for y in _years(text, s)}
        )
        known = [year for year in columns if year <= latest]
        if len(known) > 1:
            return Part(str(known[-1]), str(known[-1])), Part(str(known[-2]), str(known[-2]))
    if not changes and part.over and (left := _dated_column(part, heads, setting)) is not None:
        return left, None
    for span in (*heads.label, *heads.corner, *heads.titles):
        times = [t for t in _times_of(" ".join(span.of(text).split()), setting) if t.role in ("period", "deadline")]
        if len({time.value for time in times}) == 1:
            return _as_part(text, span, times[0]), None
    return _period_above(heads, setting), None


def _dated_column(part: CellPart, heads: RowHeads, setting: Setting) -> Part | None:
    """The year of the column to the left: "Share" beside "2023" is that year's."""
    text = setting.document.text
    for other in reversed(heads.parts[: heads.parts.index(part)]):
        if other.figure:
            leaf = next((span for span in other.over[:1] if is_year(span.of(text))), None)
            times = _times_of(" ".join(leaf.of(text).split()), setting) if leaf else []
            return _as_part(text, leaf, times[0]) if leaf and times else None
    return None


def _period_above(heads: RowHeads, setting: Setting) -> Part | None:
    """The one year or day that the nearest heading on the page names, not later than the report's own year."""
    text = setting.document.text
    for span in heads.headings:
        times = [t for t in _times_of(" ".join(span.of(text).split()), setting) if t.role == "period" and t.year]
        if not times:
            continue
        known = len({time.value for time in times}) == 1 and (not setting.year or times[0].year <= setting.year)
        return _as_part(text, span, times[0]) if known else None
    return None


def _times_of(shown: str, setting: Setting) -> list[Time]:
    """The times of a heading; words in capitals are no names there ("TOTAL ELECTRICITY 2019")."""
    lower = shown.lower() if sum(map(str.isupper, shown)) > sum(map(str.islower, shown)) else shown
    return find_times(lower if len(lower) == len(shown) else shown, setting.year)


def _years(text: str, span: Span) -> list[int]:
    return [time.year for time in find_times(" ".join(span.of(text).split())) if time.year]


def _as_part(text: str, span: Span, time: Time) -> Part:
    return Part(" ".join(span.of(text).split())[time.start : time.end], time.value, span)
