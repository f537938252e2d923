"""The data points of a document's tables: every figure of every row, with its measure, unit, period and precision.

What stands over a cell, and which unit and year that gives it, is read by ``claims.fields``; this adds what it takes to
hold figures against each other. Columns that count something else (pages, codes, notes) are left out there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from esgcheck.analysis.claims.fields import Setting
from esgcheck.analysis.claims.fields.cells import figures_of_row
from esgcheck.analysis.claims.fields.labels import unit_in_label
from esgcheck.analysis.claims.fields.rows import RowHeads
from esgcheck.analysis.claims.fields.said import Said
from esgcheck.analysis.claims.fields.shapes import is_year
from esgcheck.analysis.claims.numbers import NUMBER
from esgcheck.analysis.recomputing.naming import measure_words, qualifiers, words_of_all
from esgcheck.analysis.recomputing.printed import printed
from esgcheck.analysis.recomputing.types import DataPoint
from esgcheck.analysis.recomputing.units import dimension
from esgcheck.analysis.types import Passage, Span

_CHANGE = re.compile(
    r"\b(?:change|changes|delta|variation|var\.?|variazion[ei]|veränderung|abweichung|yoy|diff\.?|difference|"
    r"trend|scostamento)\b|[Δ∆]|\+/-",
    re.IGNORECASE,
)
_TWO_YEARS = re.compile(r"(?:19|20)\d\d ?(?:/|vs\.?|[-–]|to|over|against|su|gegenüber) ?(?:(?:19|20)\d\d|\d\d)(?!\d)")
_UNSURE = re.compile(r"[<>≤≥~≈]|\d ?[-–—] ?\d|\d[.,]{2}|,\.|\.,")
"""A figure that is a bound, a range, or set wrongly; nothing is worked out from it."""
_PART_OF = re.compile(r"[-–•>→ ]*(?:of which|thereof|di cui|davon|dont|including|incl\.)\b|[→–•]", re.IGNORECASE)
_BOUNDS = re.compile(r"[\W\dx]*[≤≥<>–-][\W\dx]*", re.IGNORECASE)
_LONGEST = 160
_TITLES = 2


def points_of_tables(setting: Setting, document: int = 0) -> Iterator[DataPoint]:
    """Every point of every table, in document order; ``document`` is the number that they are to carry."""
    for line, (row, heads) in enumerate(setting.table_rows()):
        figures = figures_of_row(row, heads, setting)
        if figures:
            yield from _points(setting, document, line, row, heads, figures)


def _points(
    setting: Setting, document: int, line: int, row: Passage, heads: RowHeads, figures: Sequence[Said]
) -> Iterator[DataPoint]:
    text = setting.document.text
    over = {part.span: part.over for part in heads.parts}
    figured = {part.span for part in heads.parts if part.figure}
    common = _common([over[span] for span in figured])
    own = [span for span in heads.label if row.span.contains(span) and not _is_unit(text, span)]
    if not heads.label and heads.corner:
        own = [heads.corner[-1]]  # the label stands on a line of its own above its figures
    shown = [_shown(text, span) for span in (own or heads.label[:1])]
    label = " ".join(shown)
    above = [span for span in heads.label if span not in own and not _is_unit(text, span)]
    aside = [*above, *heads.corner, *((heads.parent,) if heads.parent else ()), *heads.titles[:_TITLES]]
    around = [_shown(text, span) for span in (*aside, *sorted(common))]
    place = {part.span: index for index, part in enumerate(part for part in heads.parts if part.span in figured)}
    for said in figures:
        span = said.value.span
        if span is None or not said.value.value or _UNSURE.search(said.value.text):
            continue
        if len(NUMBER.findall(re.sub(r"\([^()]*\)$", "", said.value.text))) > 1:
            continue
        precise = printed(span.of(text), float(said.value.value))
        if precise is None:
            continue
        unit = said.unit.value if said.unit else ""
        heads_over = [_shown(text, head) for head in over.get(span, ()) if head not in common]
        telling = [head for head in heads_over if not is_year(head)]
        yield DataPoint(
            document=document,
            span=span,
            row=row.span,
            page=row.page,
            label=label,
            heads=tuple(heads_over),
            written=span.of(text),
            printed=precise.counted() if unit and dimension(unit) == "count" else precise,
            unit=unit,
            period=period_key(said.period.value) if said.period else "",
            boundary=said.boundary.value if said.boundary else "",
            words=words_of_all(shown),
            context=words_of_all([*telling, *around]),
            beside=words_of_all([*telling, *around[: len(above)]]) | _wordless(telling),
            qualifiers=frozenset().union(*(qualifiers(words) for words in (*shown, *telling, *around[: len(above)]))),
            table=row.table,
            line=line,
            column=tuple(head.start for head in over.get(span, ())) or (-1 - place.get(span, 0),),
            baseline=period_key(said.baseline.value) if said.baseline else "",
            change=_is_change(heads_over),
            part_of=heads.parent is not None or _PART_OF.match(label) is not None,
        )


def _common(over: Sequence[tuple[Span, ...]]) -> frozenset[Span]:
    """Headings over all figures of a row, which tell none of them from the others: the title of the table."""
    return frozenset.intersection(*map(frozenset, over)) if len(over) > 1 else frozenset()


def _wordless(heads: Sequence[str]) -> frozenset[str]:
    """Headings that no claim can have the words of: "30 ≤ x ≤", "<30"."""
    return frozenset(head for head in heads if _BOUNDS.fullmatch(head) and not measure_words(head))


def _is_change(heads: Sequence[str]) -> bool:
    return any(_CHANGE.search(head) or (_TWO_YEARS.search(head) and "%" in head) for head in heads)


def _is_unit(text: str, span: Span) -> bool:
    return unit_in_label(_shown(text, span), alone=True) is not None and len(span) < 16


def _shown(text: str, span: Span) -> str:
    return " ".join(text[span.start : min(span.end, span.start + _LONGEST)].split())


def period_key(value: str) -> str:
    """One spelling of a year: the last day of a calendar year is that year; everything else stays."""
    return value[:4] if re.fullmatch(r"\d{4}-12(?:-\d\d)?", value) else value
