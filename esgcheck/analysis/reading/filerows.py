"""Rows of a table as the file has them: most tables are written cell by cell, row by row.

Where the look of a table leaves open which line belongs to which cell, wrapped cells and labels in the middle of their
rows above all, the file tells. It is believed where it goes through the columns from left to right and back time and
again; a table that it has column by column is read as it looks.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from esgcheck.analysis.reading.cells import Row, as_passages, is_figure
from esgcheck.analysis.reading.columns import Region
from esgcheck.analysis.reading.groups import Group, RawPassage
from esgcheck.analysis.reading.lines import Line, is_mark
from esgcheck.analysis.reading.paragraphs import passages_of

_SURE = 0.45
_WRONG = 0.1
_FIGURES = 0.5
_TIGHT = 1.6
_MOST_STRAYS = 1
_FAR = 4.0
_MARK_GAP = 2.0


@dataclass(slots=True)
class _Cell:
    lines: list[Line]
    x0: float
    y0: float
    x1: float
    y1: float
    size: float

    @classmethod
    def of(cls, line: Line) -> _Cell:
        return cls([line], line.x0, line.top, line.x1, line.bottom, line.size)

    def add(self, line: Line) -> None:
        self.lines.append(line)
        self.x0, self.x1 = min(self.x0, line.x0), max(self.x1, line.x1)
        self.y0, self.y1 = min(self.y0, line.top), max(self.y1, line.bottom)


def refiled(items: Sequence[Line]) -> list[Line]:
    """The lines of a page, its tables (groups) as the file has their rows; those that the file tears apart are taken
    to pieces."""
    groups = [item for item in items if isinstance(item, Group)]
    if not groups:
        return list(items)
    left = {id(item): item for item in items}
    for group in groups:
        del left[id(group)]
        for item in _settled(group, left):
            left[id(item)] = item
    return list(left.values())


def agreed(regions: Sequence[Region]) -> list[Line]:
    """Lines of regions, those of tables that the file knows as well as groups."""
    items: list[Line] = []
    for region in regions:
        items += [Group.of(passages_of(region))] if region.is_table else [line for row in region.rows for line in row]
    return refiled(items) if any(region.is_table for region in regions) else items


def _settled(group: Group, left: dict[int, Line]) -> list[Line]:
    """What a table becomes. Lines of ``left`` that the file has in its midst, and that stand there, are taken from it
    into the table."""
    lines = sorted((line for passage in group.inside for line in passage.lines), key=lambda line: line.at)
    first, last = lines[0].at, lines[-1].at
    strays = [item for item in left.values() if first < item.at < last]
    breaks = _breaks(lines, strays)
    if len(breaks) <= max(_MOST_STRAYS, len(group.inside) // 8):
        if _is_filed(group):
            return [group]
        breaks = set()
    elif all(item.words and _is_within(item, group) for item in strays):
        for item in strays:
            del left[id(item)]
        lines = sorted([*lines, *strays], key=lambda line: line.at)
        breaks = set()
    rows = _rows(lines)
    if breaks or _is_by_rows(rows):
        return _parted(_numbered(rows), group.inside, breaks)
    return [group] if sum(map(is_figure, lines)) >= _FIGURES * len(lines) else _whole(lines)


def _is_filed(group: Group) -> bool:
    lines = [line for passage in group.inside for line in passage.lines]
    return all(one.at <= other.at for one, other in pairwise(lines))


def _breaks(lines: Sequence[Line], strays: Sequence[Line]) -> set[int]:
    """After which lines of a table, by their places in the file, the file has others."""
    own = {line.at for line in lines}
    ats = sorted(own | {item.at for item in strays})
    return {one for one, other in pairwise(ats) if one in own and other not in own}


def _is_within(line: Line, group: Group) -> bool:
    x, y = (line.x0 + line.x1) / 2, (line.y0 + line.y1) / 2
    width = group.x1 - group.x0
    return group.y0 <= y <= group.y1 and group.x0 - 0.5 * width <= x <= group.x1 + 0.2 * width


def _parted(rows: list[Row], seen: Sequence[RawPassage], breaks: set[int]) -> list[Line]:
    """The rows as one table, or as several where the file has something else between them or goes up the page again.
    Rows name the columns if they did before."""
    headers = {id(line) for passage in seen if passage.header for line in passage.lines}
    parts: list[list[Row]] = [[]]
    for row in rows:
        row.header = all(id(line) in headers for line in row.lines)
        before = parts[-1][-1] if parts[-1] else None
        if before and (
            _is_above(row, before) or _is_far_below(row, before) or any(line.at in breaks for line in before.lines)
        ):
            parts.append([])
        parts[-1].append(row)
    done: list[Line] = []
    for part in parts:
        if len(part) > 1 and sum(len(row.cells) > 1 for row in part) > 0.5 * len(part):
            done.append(Group.of(as_passages(part)))
        else:
            done += _whole(sorted((line for row in part for line in row.lines), key=lambda line: (line.at, line.x0)))
    return done


def _whole(lines: list[Line]) -> list[Line]:
    """Parts of one line, which was cut for the columns of the table, put together again."""
    done: list[Line] = []
    for line in lines:
        if done and done[-1].at == line.at and line.x0 >= done[-1].x1 - 1:
            done[-1].absorb(line)
        else:
            done.append(line)
    return done


def _is_above(row: Row, other: Row) -> bool:
    return max(line.bottom for line in row.lines) < min(line.top for line in other.lines)


def _is_far_below(row: Row, other: Row) -> bool:
    gap = min(line.top for line in row.lines) - max(line.bottom for line in other.lines)
    return gap > _FAR * max(line.height for line in row.lines)


def _rows(lines: Sequence[Line]) -> list[list[_Cell]]:
    """Rows by the file, in whose order the lines come: a cell to the right goes on with the row, one to the left begins
    the next."""
    rows: list[list[_Cell]] = []
    for line in lines:
        cell = rows[-1][-1] if rows else None
        if cell is None or _begins(rows[-1], cell, line):
            rows.append([_Cell.of(line)])
        elif line.x0 >= cell.x1 - 2 and not _is_bullet(cell, line):
            rows[-1].append(_Cell.of(line))
        else:
            cell.add(line)
    return rows


def _is_by_rows(rows: Sequence[Sequence[_Cell]]) -> bool:
    """Whether most cells have others beside them, and the file does not go down one column after the other."""
    within = wrong = total = cells = 0
    reach = above = side = float("-inf")
    for row in rows:
        lines = sum(len(cell.lines) for cell in row)
        total += lines
        cells += len(row)
        within += lines if len(row) > 1 else 0
        wrong += sum(max(one.y0, other.y0) > min(one.y1, other.y1) + 0.3 * one.size for one, other in pairwise(row))
        if row[0].y1 < above - _FAR * row[0].size and row[0].x0 < side:
            reach = row[0].y1  # the next table
        wrong += len(row) == 1 and row[0].y0 + row[0].y1 < 2 * reach - row[0].size
        reach = max(reach, *(cell.y1 for cell in row))
        above, side = min(cell.y0 for cell in row), max(cell.x1 for cell in row)
    return within >= _SURE * total and wrong <= _WRONG * cells


def _is_bullet(cell: _Cell, line: Line) -> bool:
    """Whether the last that a cell has is the bullet or number that ``line`` begins with."""
    before = cell.lines[-1]
    return len(before.words) == 1 and is_mark(before.words[0]) and line.x0 - before.x1 < _MARK_GAP * line.height


def _begins(row: Sequence[_Cell], cell: _Cell, line: Line) -> bool:
    """Whether a line begins a row, ``cell`` being the last of the row so far."""
    before = cell.lines[-1]
    if line.x0 >= cell.x1 - 2:
        if line.bottom >= cell.y0 and line.top <= cell.y1:
            return False
        top, bottom = min(one.y0 for one in row), max(one.y1 for one in row)
        return line.bottom < top - 2 * _FAR * line.height or line.top > bottom + _FAR * line.height
    if line.x1 <= cell.x0 + 2 or line.bottom < before.top:
        return True
    if len(row) > 1 and is_figure(line) and is_figure(before):
        return True
    tight = line.y1 - before.y1 <= _TIGHT * max(line.size, before.size, 1.0)
    begun = line.words[0][0].isupper() or line.words[0][0].isdigit()
    return not tight or (len(row) == 1 and begun and line.block != before.block)


def _numbered(rows: Sequence[Sequence[_Cell]]) -> list[Row]:
    """Rows with the columns of their cells."""
    fullest = max(rows, key=len)
    middles = [(one.x1 + other.x0) / 2 for one, other in pairwise(fullest)]
    done: list[Row] = []
    for row in rows:
        cells: dict[int, list[Line]] = {}
        last = -1
        for cell in row:
            last = max(bisect_right(middles, (cell.x0 + cell.x1) / 2), last + 1)
            cells[last] = cell.lines
        done.append(Row(cells))
    return done
