"""The unit of a table's cell: its own, or that which the row's label, a cell beside it, the headings or titles say."""

from __future__ import annotations

import re
from itertools import pairwise

from esgcheck.analysis.claims.fields.counting import counted_in_table
from esgcheck.analysis.claims.fields.labels import UnitSaid, unit_in_label
from esgcheck.analysis.claims.fields.rows import Part as CellPart
from esgcheck.analysis.claims.fields.rows import RowHeads
from esgcheck.analysis.claims.fields.setting import Setting
from esgcheck.analysis.claims.fields.shapes import PART_OF
from esgcheck.analysis.claims.numbers import NUMBER, read_number
from esgcheck.analysis.claims.quantities import find_figures
from esgcheck.analysis.types import Span

_RATE = re.compile(
    r"\b(?:rates?|ratios?|index|indices|indic[ei]|tass[oi]|frequency|severity|LTIFR|TRIFR|quote)\b", re.IGNORECASE
)
_COUNTS = re.compile(
    r"(?:employees?|dipendenti|Mitarbeit\w+|number|numero|headcount|staff)\b"
    r"(?! (?:costs?|expenses?|benefits?|remuneration|salar|wages|pay))",
    re.IGNORECASE,
)
"""What a label begins with that is no amount, though the title says that amounts are in thousands of euros."""
_CURRENCIES = frozenset({"EUR", "USD", "GBP", "CHF", "PLN", "JPY", "CNY"})


def own_unit(shown: str, span: Span) -> UnitSaid | None:
    """The unit that a cell writes with its figure ("45 %", "€ 12"); a counted noun where it says nothing else."""
    line = " ".join(shown.split())
    figures = find_figures(line)
    if not figures or not figures[0].unit or (figures[0].counted and figures[0].span.end < len(line)):
        return None
    at = shown.find(figures[0].unit)
    place = Span(span.start + at, span.start + at + len(figures[0].unit)) if at >= 0 else span
    return UnitSaid(figures[0].unit, figures[0].canonical, figures[0].scale, place)


def scaled(own: UnitSaid, said: UnitSaid | None) -> UnitSaid:
    """ "€82" in a table "in thousands of Euro" is 82,000 euros, "82 t" in one "in t CO2e" are tonnes of CO2e."""
    if said is not None and said.canonical in (f"{own.canonical}CO2e", f"{own.canonical}CO2"):
        return UnitSaid(own.text, said.canonical, own.scale, own.span)
    if own.scale == 1.0 and said is not None and said.canonical == own.canonical and said.scale != 1.0:
        return UnitSaid(own.text, own.canonical, said.scale, own.span)
    return own


def said_unit(part: CellPart, heads: RowHeads, setting: Setting, changes: bool) -> UnitSaid | None:
    """The unit by the row's label and unit cell, the heading of the column, what stands over all, the title."""
    text = setting.document.text
    bare: UnitSaid | None = None
    places = (
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
    of_others = "%" not in part.span.of(text) and any(
        "%" in other.span.of(text) for other in heads.parts if other.figure and other is not part
    )
    heads_count = any(_COUNTS.match(span.of(text)) for span in heads.label[:1])
    rate = any(_RATE.search(span.of(text)) for span in (*heads.label[:1], *part.over[:1]))
    for span, alone in places:
        unit = unit_in_label(span.of(text), span.start, alone=alone)
        if unit is not None and heads_count and unit.canonical in _CURRENCIES and span not in part.over:
            continue
        if unit is not None and of_others and unit.canonical == "%" and span in (*heads.corner, *heads.titles):
            continue  # the title speaks of shares, which other figures of the row are
        if unit is None or (rate and not unit.bracketed and unit.canonical not in ("%", "pp")):
            continue
        if unit.scale != 1.0 and not unit.canonical:
            bare = unit
            continue
        if bare is not None:
            return UnitSaid(unit.text, unit.canonical, bare.scale * unit.scale, unit.span)
        return unit
    return bare


def counted_unit(said: UnitSaid | None, part: CellPart, heads: RowHeads, shown: str, text: str) -> UnitSaid | None:
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
