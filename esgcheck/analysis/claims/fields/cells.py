"""The figures of a table row: each cell with its value, the unit and the year that label and headings give it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from esgcheck.analysis.claims.fields.boundaries import boundaries_of, nearest
from esgcheck.analysis.claims.fields.cell_times import base_column, is_year_cell, latest_year, times_of_cell
from esgcheck.analysis.claims.fields.cell_units import counted_unit, own_unit, said_unit, scaled
from esgcheck.analysis.claims.fields.labels import UnitSaid, unit_in_label
from esgcheck.analysis.claims.fields.rows import Part as CellPart
from esgcheck.analysis.claims.fields.rows import RowHeads
from esgcheck.analysis.claims.fields.said import Part, Said
from esgcheck.analysis.claims.fields.setting import Setting
from esgcheck.analysis.claims.fields.shapes import range_of
from esgcheck.analysis.claims.fields.words import words_of
from esgcheck.analysis.claims.measures import is_counted
from esgcheck.analysis.claims.numbers import NUMBER, read_number, thousands_of, written
from esgcheck.analysis.types import Passage, Span

_CHANGE = re.compile(
    r"(?<!climate )\b(?:change|changes|delta|variation|var\.|variazione|veränderung|abweichung|yoy|vs\.?|"
    r"trend)\b|[Δ∆]|\+/-",
    re.IGNORECASE,
)
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
    year_cells = [part for part in heads.parts if part.figure and is_year_cell(text, part, heads)]
    latest = latest_year(text, heads, setting)
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
    own, labelled = own_unit(shown, part.span), said_unit(part, heads, setting, changes)
    if own is None and not changes:
        labelled = counted_unit(labelled, part, heads, shown, text)
    unit = scaled(own, labelled) if own else labelled
    number = NUMBER.search(shown)
    value: float | None = _value(number[0], decimal, unit) if number else None
    if value is not None:
        if re.fullmatch(r"\(\d[\d.,]*\)", shown.strip()):
            value = -value
        value *= unit.scale if unit else 1.0
    ends = range_of(shown)
    upper = read_number(ends[1], decimal) if ends and value is not None else None
    period, baseline = times_of_cell(part, heads, year_cells, latest, changes, setting)
    direction = None
    relative = unit is not None and unit.canonical in ("%", "pp") and re.match(r"\(?[-−–+]", shown.strip())
    if value and (changes or relative):
        kind = "up" if value > 0 else "down"
        direction = Part("went up" if kind == "up" else "went down", kind)
    if baseline is None and relative and not changes and re.fullmatch(r"\(.*\)", shown.strip()):
        baseline = base_column(part, heads, setting)
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


def _value(figure: str, decimal: str, unit: UnitSaid | None) -> float | None:
    """The value of a figure; what is counted is never given to the thousandth, whatever the page's decimal mark is."""
    if unit is not None and unit.canonical not in ("", "number") and is_counted(unit.canonical):
        return thousands_of(figure) or read_number(figure, decimal)
    return read_number(figure, decimal)


def _written(value: float | None, upper: float | None, unit: UnitSaid | None) -> str:
    if value is None:
        return ""
    return written(value) if upper is None else f"{written(value)}..{written(upper * (unit.scale if unit else 1.0))}"
