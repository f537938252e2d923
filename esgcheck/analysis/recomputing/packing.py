"""Points of data as plain values that a database or a file can keep, and back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from esgcheck.analysis.recomputing.printed import Printed
from esgcheck.analysis.recomputing.types import DataPoint
from esgcheck.analysis.types import Span

FORMAT = 1
"""Raised when points are read otherwise, so that what is kept of old is read again."""

Row = list[Any]


def packed(points: Iterable[DataPoint]) -> list[Row]:
    """Each point as a list of plain values."""
    return [
        [
            point.span.start, point.span.end, point.row.start, point.row.end, point.page, point.label,
            list(point.heads), point.written,
            [point.printed.value, point.printed.half, point.printed.digits, point.printed.places,
             point.printed.round_to, point.printed.scale],
            point.unit, point.period, point.boundary, sorted(point.words), sorted(point.context),
            sorted(point.beside), sorted(point.qualifiers), point.table, point.line, list(point.column),
            point.baseline, point.change, point.part_of,
        ]
        for point in points
    ]  # fmt: skip


def unpacked(rows: Sequence[Row], document: int) -> tuple[DataPoint, ...]:
    """The points again, under the number of their document."""
    return tuple(
        DataPoint(
            document,
            Span(start, end),
            Span(row_start, row_end),
            page,
            label,
            tuple(heads),
            written,
            Printed(*printed),
            unit,
            period,
            boundary,
            frozenset(words),
            frozenset(context),
            frozenset(beside),
            frozenset(telling),
            table,
            line,
            tuple(column),
            baseline,
            change,
            part_of,
        )
        for (
            start, end, row_start, row_end, page, label, heads, written, printed, unit, period, boundary, words,
            context, beside, telling, table, line, column, baseline, change, part_of,
        ) in rows
    )  # fmt: skip
