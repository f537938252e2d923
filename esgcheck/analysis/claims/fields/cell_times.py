"""The time of a table's cell: the year over its column, in its row, of the column beside it, or above the table."""

from __future__ import annotations

import re
from collections.abc import Sequence

from esgcheck.analysis.claims.fields.rows import Part as CellPart
from esgcheck.analysis.claims.fields.rows import RowHeads
from esgcheck.analysis.claims.fields.said import Part
from esgcheck.analysis.claims.fields.setting import Setting
from esgcheck.analysis.claims.fields.shapes import is_year
from esgcheck.analysis.claims.fields.times import Time, find_times
from esgcheck.analysis.types import Span

_BASE = re.compile(r"\bbase|Basisjahr", re.IGNORECASE)
_YEAR_CELL = re.compile(r"(?:FY ?)?((?:19[5-9]\d|20[0-4]\d)(?:/\d\d)?)")
_TWO_YEARS = re.compile(
    r"((?:19|20)\d\d|\d\d) ?(?:/|vs\.?|[-–]|to|over|against|su|gegenüber) ?((?:19|20)\d\d|\d\d)(?!\d)"
)


def times_of_cell(
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
    if not heads.label and not any(any(map(str.isalpha, span.of(text))) for span in part.over):
        marked = setting.charts.year_on_axis(part.span)  # the labels of a chart, read as a table
        if marked is not None:
            return marked, None
    for span in (*heads.label, *heads.corner, *heads.titles):
        times = [t for t in _times_of(" ".join(span.of(text).split()), setting) if t.role in ("period", "deadline")]
        if len({time.value for time in times}) == 1:
            return _as_part(text, span, times[0]), None
    return _period_above(heads, setting), None


def base_column(part: CellPart, heads: RowHeads, setting: Setting) -> Part | None:
    """The base year of "49 (-56 %)" where one column is said to be that of the base year."""
    for other in heads.parts:
        for span in other.over[:1] if other.figure and other.over != part.over else ():
            shown = " ".join(span.of(setting.document.text).split())
            times = find_times(shown, setting.year) if _BASE.search(shown) else []
            if times:
                return Part(shown, times[0].value, span)
    return None


def latest_year(text: str, heads: RowHeads, setting: Setting) -> int:
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


def is_year_cell(text: str, part: CellPart, heads: RowHeads) -> bool:
    if not _YEAR_CELL.fullmatch(part.span.of(text).strip()):
        return False
    over = " ".join(span.of(text) for span in part.over)
    if re.search(r"\b(?:year|anno|jahr|année|period|periodo)\b", over, re.IGNORECASE):
        return True
    first = next(p for p in heads.parts if p.figure)
    return part is first and not any(is_year(span.of(text)) for span in part.over)


def _dated_column(part: CellPart, heads: RowHeads, setting: Setting) -> Part | None:
    """The year of the column to the left: "Share" beside "2023" is that year's."""
    text = setting.document.text
    for other in reversed(heads.parts[: heads.parts.index(part)]):
        if other.figure:
            for leaf in other.over[:1]:
                times = [t for t in _times_of(" ".join(leaf.of(text).split()), setting) if t.role == "period"]
                if len({time.value for time in times}) == 1:
                    return _as_part(text, leaf, times[0])
            return None
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
