"""The points of one document, by table, line and column, and what else they are looked up by."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from esgcheck.analysis.recomputing.types import DataPoint
from esgcheck.analysis.recomputing.units import is_total
from esgcheck.analysis.types import Span

_YEAR = re.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a table: its points by the columns that they stand in."""

    table: int
    line: int
    points: tuple[DataPoint, ...]

    @property
    def label(self) -> str:
        return self.points[0].label

    @property
    def is_total(self) -> bool:
        return is_total(self.label)

    @property
    def part_of(self) -> bool:
        return self.points[0].part_of

    def at(self, column: tuple[int, ...]) -> DataPoint | None:
        """The point in a column; None where there is none, or more than one, so that it could be either."""
        there = [point for point in self.points if point.column == column]
        return there[0] if len(there) == 1 else None


@dataclass(frozen=True)
class Figures:
    """All points of one document. ``number`` is the document's, as the points carry it."""

    points: Sequence[DataPoint]
    number: int = 0
    year: int = 0
    title: str = ""
    owner: str = ""

    @cached_property
    def tables(self) -> dict[int, list[Line]]:
        """The lines of each table, in order."""
        rows: dict[tuple[int, int], list[DataPoint]] = defaultdict(list)
        for point in self.points:
            rows[point.table, point.line].append(point)
        found: dict[int, list[Line]] = defaultdict(list)
        for (table, line), points in sorted(rows.items()):
            found[table].append(Line(table, line, tuple(points)))
        return found

    @cached_property
    def series(self) -> list[Series]:
        """What is told of several years in one row: the cells whose headings differ by their year alone."""
        rows: dict[tuple[int, int, tuple[str, ...], str], list[DataPoint]] = defaultdict(list)
        for point in self.points:
            if not point.change:
                rows[point.table, point.line, without_years(point.heads), point.unit].append(point)
        lines = {line.points[0].row.start: line for table in self.tables.values() for line in table}
        return [Series(tuple(points), lines[points[0].row.start].points) for points in rows.values()]

    @cached_property
    def by_word(self) -> dict[str, list[Series]]:
        """The series whose label or headings have a word."""
        found: dict[str, list[Series]] = defaultdict(list)
        for one in self.series:
            for word in one.first.words | one.first.beside | (frozenset() if one.first.words else one.first.context):
                found[word].append(one)
        return found

    @cached_property
    def by_label(self) -> dict[frozenset[str], list[DataPoint]]:
        """The points by the telling words of their label."""
        found: dict[frozenset[str], list[DataPoint]] = defaultdict(list)
        for point in self.points:
            found[point.words].append(point)
        return found

    @cached_property
    def rarity(self) -> dict[str, float]:
        """How telling a word of the labels is: one by the number of lines that have it."""
        lines: dict[str, int] = defaultdict(int)
        for table in self.tables.values():
            for line in table:
                for word in line.points[0].words:
                    lines[word] += 1
        return {word: 1 / count for word, count in lines.items()}

    def near(self, words: Iterable[str]) -> list[Series]:
        """The series that share a word with these, each once, in document order."""
        found = {id(one): one for word in words for one in self.by_word.get(word, ())}
        return sorted(found.values(), key=lambda one: one.first.span)

    @cached_property
    def by_row(self) -> dict[int, list[DataPoint]]:
        """The points of a row, by the offset at which it begins."""
        rows: dict[int, list[DataPoint]] = defaultdict(list)
        for point in self.points:
            rows[point.row.start].append(point)
        return rows

    def in_row(self, span: Span) -> list[DataPoint]:
        """The points of the row that a claim is; empty where it is none."""
        points = self.by_row.get(span.start, [])
        return points if points and points[0].row.end >= span.end - 1 else []


@dataclass(frozen=True)
class Series:
    """One measure over the years that its row gives."""

    points: tuple[DataPoint, ...]
    line: tuple[DataPoint, ...] = ()
    """All points of the row that it is in."""

    @property
    def first(self) -> DataPoint:
        return self.points[0]

    @cached_property
    def by_year(self) -> dict[str, DataPoint]:
        """By period; a period that stands twice is left out, since it could be either."""
        found: dict[str, list[DataPoint]] = defaultdict(list)
        for point in self.points:
            if point.period:
                found[point.period].append(point)
        return {period: points[0] for period, points in found.items() if len(points) == 1}

    @cached_property
    def heads(self) -> tuple[str, ...]:
        return without_years(self.first.heads)


def without_years(heads: Iterable[str]) -> tuple[str, ...]:
    """Headings without their years, and without those that say nothing else."""
    kept = (re.sub(r"\W+", " ", _YEAR.sub("", head)).strip().casefold() for head in heads)
    return tuple(head for head in kept if head and not re.fullmatch(r"(?:fy|as at|at|31 12|31 dec\w*|as of)\d*", head))
