"""The rows of a table, from lines whose columns are known: which lines are one cell, which cells one row.

A cell that is wrapped stands on several lines; nothing in the file says so. Four signs tell a line that goes on with
the row above from one that begins a row: it stands closer to it than rows stand to each other; it fills no column but
one; it begins in the middle of a sentence; and no cell holds two figures.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from esgcheck.analysis.reading.groups import RawPassage
from esgcheck.analysis.reading.lines import BULLETS, Line, rows_of

Gap = tuple[float, float]

_OPEN_END = re.compile(r"(?:[-,(/&+:]|\b(?:and|or|of|the|for|in|to|by|per|with|from|e|ed|di|del|della|delle|dei|und|der"
                       r"|die|von|für|et|de|la|des))$", re.IGNORECASE)  # fmt: skip
_YEAR = re.compile(r"(?:fy|cy|h[12]|q[1-4])?[ /-]?(?:19|20)\d\d(?:[/–-]\d{2,4})?[*¹²³]?$", re.IGNORECASE)
_NOTHING = frozenset(["-", "–", "—", "n/a", "n.a.", "n.d.", "x", "X", "✓", "●", "○", "•", "n.m."])
_MOST_HEADERS = 4
_NARROWEST_GUTTER = 3.0
_TITLE_WORDS = 12


@dataclass(slots=True)
class Row:
    """Lines by column."""

    cells: dict[int, list[Line]] = field(default_factory=dict)
    header: bool = False

    def take(self, cells: dict[int, list[Line]]) -> None:
        for column, lines in cells.items():
            self.cells.setdefault(column, []).extend(lines)

    @property
    def lines(self) -> list[Line]:
        return [line for column in sorted(self.cells) for line in self.cells[column]]


def is_figure(line: Line) -> bool:
    """A number, with or without its unit, or the dash that stands for none."""
    text = "".join(line.words)
    return sum(map(str.isdigit, text)) >= 0.4 * len(text) or text in _NOTHING


def split_at(line: Line, gutters: Sequence[Gap]) -> list[Line]:
    """A line that is two cells set close to each other, cut where a gutter falls on a wide space."""
    if len(line.words) < 2 or not line.upright:
        return [line]
    parts = [line]
    for start, end in gutters:
        last = parts[-1]
        if last.x0 >= start or last.x1 <= end:
            continue
        for at in range(1, len(last.words)):
            left, right = last.boxes[at - 1][2], last.boxes[at][0]
            if right - left > 0.45 * max(line.size, 1) and left <= (start + end) / 2 + 2 and right >= end - 2:
                parts[-1:] = [_part(last, 0, at), _part(last, at, len(last.words))]
                break
    return parts


def _part(line: Line, first: int, end: int) -> Line:
    part = Line(line.block, line.size, line.bold, line.upright, at=line.at)
    for word, box in zip(line.words[first:end], line.boxes[first:end], strict=True):
        part.add(word, box)
    return part


def by_column(lines: Sequence[Line], gutters: Sequence[Gap]) -> dict[int, list[Line]]:
    """Lines by the column that they begin in; one that spans several columns counts to the first."""
    middles = [(start + end) / 2 for start, end in gutters]
    cells: dict[int, list[Line]] = {}
    for line in lines:
        cells.setdefault(bisect_right(middles, line.x0), []).append(line)
    for column in cells.values():
        if len(column) > 1:
            column.sort(key=lambda line: (round(line.y1 / 3), line.x0))
    return cells


def rows_in(lines: Sequence[Line], gutters: Sequence[Gap]) -> list[Row]:
    """Rows of lines between which nothing is drawn."""
    levels = [by_column(level, gutters) for level in rows_of(lines)]
    bottoms = [max(line.y1 for cell in level.values() for line in cell) for level in levels]
    steps = [below - above for above, below in pairwise(bottoms)]
    full = [step for step, above, level in zip(steps, levels, levels[1:], strict=False)
            if len(level) > 1 and len(above) > 1 and 0 in level and 0 in above]  # fmt: skip
    usual = median(full) if full else 0.0
    rows: list[Row] = []
    for index, level in enumerate(levels):
        if index == 0 or not _continues(rows[-1], levels[index - 1], level, steps[index - 1], usual):
            rows.append(Row())
        rows[-1].take(level)
    return rows


def _continues(row: Row, above: dict[int, list[Line]], level: dict[int, list[Line]], step: float, usual: float) -> bool:
    """Whether ``level`` goes on with ``row``, ``above`` being the row's last level."""
    size = max(line.size for cell in level.values() for line in cell) or 10.0
    if step > 1.75 * size:
        return False
    if any(
        is_figure(line) and any(is_figure(other) for other in row.cells.get(column, ()))
        for column, cell in level.items()
        if column
        for line in cell
    ):
        return False
    tight = step < 1.4 * size and (not usual or step < 0.87 * usual)
    lower = all(cell[0].words[0][0].islower() for cell in level.values())
    if len(level) > 1 and step < 1.5 * size:
        begun = sum(not cell[0].words[0][0].islower() for cell in level.values())
        if 2 * begun <= len(level) and all(column in row.cells for column in level):
            return True  # cells of several lines beside each other
    if 0 not in level:
        has_label = 0 in row.cells
        return has_label and (tight or lower or step < 1.4 * size)
    label = row.cells.get(0)
    if label is None:
        return tight and len(level) == 1 and lower
    if label[-1].bold != level[0][0].bold and not lower:
        return False
    broken = level[0][0].words[0][0].islower() or bool(_OPEN_END.search(label[-1].words[-1]))
    if len(level) == 1:
        return broken or (tight and len(row.cells) > 1 and not usual)
    # label and figures on one level, the label's first line alone above
    return len(row.cells) == 1 and (broken or (tight and bool(usual))) and len(above) == 1 and len(level) > 1


def mark_headers(rows: list[Row], *, sure: int = 0) -> None:
    """Mark the rows that name the columns; ``sure`` of them are known, by a rule or a colour of their own."""
    for row in rows[:sure]:
        row.header = True
    if sure or len(rows) < 2:
        return
    body = [line for row in rows[1:] for column, cell in row.cells.items() if column for line in cell]
    figures = sum(map(is_figure, body)) >= 0.6 * len(body) if body else False
    for index, row in enumerate(rows[: min(_MOST_HEADERS, len(rows) - 1)]):
        cells = [line for column, cell in row.cells.items() if column for line in cell]
        values = sum(is_figure(line) and not _YEAR.match(line.text) for line in cells)
        bold = all(line.bold for line in row.lines)
        names = bool(cells) and not values and (figures or (bold and not all(line.bold for line in rows[-1].lines)))
        if not names and not (index == 0 and not cells and bold and len(rows) > 2):
            break
        row.header = names
    if not any(row.header for row in rows):
        return
    last = max(index for index, row in enumerate(rows[:_MOST_HEADERS]) if row.header)
    for row in rows[:last]:
        row.header = True


def as_passages(rows: Sequence[Row]) -> list[RawPassage]:
    """Each row as a passage of cells."""
    table = object()
    return [
        RawPassage(
            "row",
            row.lines,
            [(column, len(row.cells[column])) for column in sorted(row.cells)],
            header=row.header,
            group=table,
        )
        for row in rows
    ]


def gutters_of(lines: Sequence[Line]) -> list[Gap]:
    """The strips that no line crosses, with text on both sides; titles that span columns are left out of account."""
    spanning = _spanning(lines)
    gutters: list[Gap] = []
    reach: float | None = None
    for x0, x1 in sorted(part for line in lines if id(line) not in spanning for part in _parts(line)):
        if reach is not None and x0 - reach >= _NARROWEST_GUTTER:
            gutters.append((reach, x0))
        reach = x1 if reach is None else max(reach, x1)
    return [gap for at, gap in enumerate(gutters) if not _only_marks(lines, gutters[at - 1][1] if at else 0.0, gap[0])]


def _only_marks(lines: Sequence[Line], left: float, right: float) -> bool:
    """Whether a column holds bullets, and the next what they belong to."""
    inside = [line for line in lines if line.x0 >= left - 0.01 and line.x1 <= right + 0.01]
    return bool(inside) and all(len(line.words) == 1 and line.words[0] in BULLETS for line in inside)


def _parts(line: Line) -> list[Gap]:
    """From where to where there are words: two cells set close to each other came as one line."""
    wide = 0.5 * max(line.size, 1.0)
    parts: list[Gap] = []
    start = line.x0
    for (_, _, end, _), (after, _, _, _) in pairwise(line.boxes):
        if after - end > wide:
            parts.append((start, end))
            start = after
    return [*parts, (start, line.x1)]


def _spanning(lines: Sequence[Line]) -> set[int]:
    """Lines that cross what is a gap between two cells in many other rows."""
    rows = rows_of(lines)
    gaps = [
        [(one.x1, two.x0) for one, two in pairwise(row) if two.x0 - one.x1 >= _NARROWEST_GUTTER]
        for row in (sorted(row, key=lambda line: line.x0) for row in rows if len(row) > 1)
    ]
    needed = max(1, len(rows) // 5)
    narrowest = min((end - start for row in gaps for start, end in row), default=0.0)
    found: set[int] = set()
    for line in lines:
        left, right = line.x0 + 1, line.x1 - 1
        if right - left <= narrowest:
            continue
        seen = 0
        for row in gaps:
            for start, end in row:
                if left < start and right > end:
                    seen += 1
                    break
            if seen >= needed:
                found.add(id(line))
                break
    return found if len(found) < 0.3 * len(lines) else set()


def table_of(lines: Sequence[Line]) -> list[RawPassage]:
    """A table without rules. What stands above and below it, alone in its row, is text."""
    gutters = gutters_of(lines)
    rows = rows_in([part for line in lines for part in split_at(line, gutters)], gutters)
    first, end = 0, len(rows)
    while first < end and len(rows[first].cells) < 2:
        first += 1
    while end > first and len(rows[end - 1].cells) < 2 and not _is_title(rows[end - 1]):
        end -= 1
    if end - first < 2:
        return [RawPassage("row" if len(row.cells) > 1 else "text", row.lines) for row in rows]
    mark_headers(rows[first:end])
    before = [RawPassage("text", row.lines) for row in rows[:first]]
    after = [RawPassage("text", row.lines) for row in rows[end:]]
    return [*before, *as_passages(rows[first:end]), *after]


def _is_title(row: Row) -> bool:
    lines = row.lines
    return len(lines) == 1 and len(lines[0].words) <= _TITLE_WORDS and not lines[0].words[-1].endswith(".")
