"""Tables that are drawn: rules between their rows, or a colour behind every other one.

Rules of the same width, one below the other, may be a table. It is one where what stands between them falls into the
same columns throughout, and its cells are no pages of prose. A rule below a headline, two rules that hold a column of
text, and a chart's grid without words are none.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from esgcheck.analysis.reading.cells import (
    Gap,
    Row,
    as_passages,
    by_column,
    gutters_of,
    is_figure,
    mark_headers,
    rows_in,
    split_at,
)
from esgcheck.analysis.reading.groups import Group
from esgcheck.analysis.reading.lines import Line, rows_of
from esgcheck.analysis.reading.shapes import Shapes

_SHORTEST_RULE = 60.0
_SAME_EDGE = 9.0
_MANY = 4
_CELL_GAP = 12.0
_LABEL_WORDS = 8
_MOSTLY = 0.6
_WORDS_A_CELL = 5
_TALL = 110.0
_TITLE_WORDS = 14
_NEAR = 12.0
_MOST_STACKS = 30
_FEWEST_LINES = 4
_NARROWEST_GUTTER = 3.0
_CELL_WORDS = 70
"""A cell with more words, on average, is a column of text."""


@dataclass(slots=True)
class Rule:
    y: float
    x0: float
    x1: float


@dataclass(slots=True)
class _Band:
    """What stands between two rules."""

    top: float
    bottom: float
    lines: list[Line]


def ruled_tables(lines: list[Line], shapes: Shapes) -> list[Line]:
    """The lines of a page, those of each table put together as a :class:`Group`."""
    rules = _rules(lines, shapes)
    if len(rules) < 2:
        return lines
    left = lines
    for stack in _stacks(rules)[:_MOST_STACKS]:
        short = [rule for rule in rules if _ends_with(rule, stack[0])]
        if short and not _beside_labels(left, stack[0], short):
            short = []
        if short and short[-1].y > stack[-1].y + 4:
            stack = [*stack, Rule(short[-1].y, stack[0].x0, stack[0].x1)]  # rows whose first cell reaches over several
        for run in _runs(left, stack, short, rules):
            group = _table(run, shapes)
            if group is not None:
                taken = {id(line) for band in run for line in band.lines}
                left = [line for line in left if id(line) not in taken] + [group]
    return left


def _rules(lines: Sequence[Line], shapes: Shapes) -> list[Rule]:
    """Rules and the edges of panels, parts of the same height put together, underlines left out."""
    parts = [(round((y0 + y1) / 2, 1), x0, x1) for x0, y0, x1, y1 in shapes.across]
    for x0, y0, x1, y1 in shapes.panels:
        parts += (y0, x0, x1), (y1, x0, x1)
    parts.sort()
    rules: list[Rule] = []
    level: list[tuple[float, float, float]] = []
    for part in [*parts, (float("inf"), 0.0, 0.0)]:
        if level and part[0] - level[0][0] > 1.6:
            rules += _joined(level)
            level = []
        level.append(part)
    rules = [rule for rule in rules if rule.x1 - rule.x0 >= _SHORTEST_RULE]
    if not rules:
        return rules
    near: dict[int, list[Line]] = {}
    for line in lines:
        near.setdefault(int(line.y1 // _NEAR), []).append(line)
    return [
        rule
        for rule in rules
        if not any(
            _underlines(rule, line)
            for at in range(int(rule.y // _NEAR) - 1, int(rule.y // _NEAR) + 3)
            for line in near.get(at, ())
        )
    ]


def _joined(level: list[tuple[float, float, float]]) -> list[Rule]:
    found: list[Rule] = []
    for y, x0, x1 in sorted(level, key=lambda part: part[1]):
        if found and x0 - found[-1].x1 <= _CELL_GAP:
            found[-1].x1 = max(found[-1].x1, x1)
        else:
            found.append(Rule(y, x0, x1))
    return found


def _underlines(rule: Rule, line: Line) -> bool:
    near = line.y0 + 0.5 * line.height < rule.y < line.y1 + 1.5
    return near and rule.x0 >= line.x0 - 2 and rule.x1 <= line.x1 + 2


def _stacks(rules: list[Rule]) -> list[list[Rule]]:
    """Rules that reach from the same left to the same right; those of many first, then the widest."""
    stacks: list[list[Rule]] = []
    for rule in rules:
        for stack in stacks:
            if abs(stack[0].x0 - rule.x0) <= _SAME_EDGE and abs(stack[0].x1 - rule.x1) <= _SAME_EDGE:
                stack.append(rule)
                break
        else:
            stacks.append([rule])
    stacks = [stack for stack in stacks if len(stack) > 1]

    def weight(stack: list[Rule]) -> tuple[int, float, float]:
        short = sum(_ends_with(other[0], stack[0]) and other[-1].y > stack[0].y for other in stacks)
        return -min(len(stack) + _MANY * short, _MANY), stack[0].x0 - stack[0].x1, stack[0].y

    return sorted(stacks, key=weight)


def _runs(lines: list[Line], stack: list[Rule], short: list[Rule], rules: list[Rule]) -> list[list[_Band]]:
    """Bands between the rules that could be parts of a table, those that follow each other together."""
    x0, x1 = stack[0].x0 - 4, stack[0].x1 + 4
    width = x1 - x0
    inside = [line for line in lines if x0 <= line.x0 and line.x1 <= x1 and line.upright]
    if len(inside) < _FEWEST_LINES:
        return []
    inside.sort(key=lambda line: line.y0 + line.y1)
    middles = [(line.y0 + line.y1) / 2 for line in inside]
    runs: list[list[_Band]] = [[]]
    for above, below in pairwise(stack):
        first, end = bisect_left(middles, above.y), bisect_left(middles, below.y)
        held = inside[first:end]
        if not held:
            continue
        if below.y - above.y > _TALL and _holds_more(rules, above, below):
            runs.append([])
            continue
        within = [rule for rule in short if above.y + 4 < rule.y < below.y - 4]
        if within and _could_be_cells(held, width):
            runs[-1] += _parted(held, within, above.y, below.y)
        elif _could_be_cells(held, width):
            runs[-1].append(_Band(above.y, below.y, held))
        elif runs[-1] and _is_title(held):
            runs[-1].append(_Band(above.y, below.y, held))  # the title of a part of the table
        else:
            runs.append([])
    for run in runs:
        while run and not _could_be_cells(run[-1].lines, width):
            run.pop()
    runs = [run for run in runs if run]
    for run in runs:
        head = _header_above(inside, run, width)
        if head:
            run.insert(0, head)
        last = _row_below(inside, run)
        if last:
            run.append(last)
    return runs


def _holds_more(rules: list[Rule], above: Rule, below: Rule) -> bool:
    """Whether a tall band has tables or boxes of its own in it: then it is a part of the page and no row."""
    inside = [rule for rule in rules if above.y + 4 < rule.y < below.y - 4 and not _ends_with(rule, above)]
    return sum(rule.x0 >= above.x0 - 4 and rule.x1 <= above.x1 + 4 for rule in inside) >= _MANY


def _is_title(lines: list[Line]) -> bool:
    """The name of a part of a table, alone between two rules."""
    if any(isinstance(line, Group) for line in lines) or len(lines) > 2:
        return False
    words = sum(len(line.words) for line in lines)
    return words <= _TITLE_WORDS and not lines[-1].words[-1].endswith(".")


def _ends_with(rule: Rule, whole: Rule) -> bool:
    """A rule that leaves out the first columns, whose cells reach over several rows."""
    starts_later = whole.x0 + _SAME_EDGE < rule.x0 < whole.x0 + 0.6 * (whole.x1 - whole.x0)
    return starts_later and abs(rule.x1 - whole.x1) <= _SAME_EDGE


def _beside_labels(lines: list[Line], whole: Rule, short: list[Rule]) -> bool:
    """Whether what stands left of short rules are names of groups of rows, and not another column of text."""
    top, bottom = short[0].y - 40, short[-1].y
    left = [
        line for line in lines if top < (line.y0 + line.y1) / 2 < bottom and whole.x0 - 4 <= line.x0 < short[0].x0 - 3
    ]
    return sum(len(line.words) for line in left) <= _LABEL_WORDS * (len(short) + 1)


def _parted(held: list[Line], within: list[Rule], top: float, bottom: float) -> list[_Band]:
    """A band cut by rules that do not reach its left side; what stands left of them belongs to the first part."""
    bands: list[_Band] = []
    left = held
    for rule in within:
        above = [line for line in left if (line.y0 + line.y1) / 2 < rule.y or line.x1 <= rule.x0 + 3]
        if above:
            bands.append(_Band(top, rule.y, above))
            top = rule.y
            taken = set(map(id, above))
            left = [line for line in left if id(line) not in taken]
    return [*bands, _Band(top, bottom, left)] if left else bands


def _could_be_cells(lines: list[Line], width: float) -> bool:
    """At least two things side by side, and no page of prose."""
    if any(isinstance(line, Group) for line in lines):
        return False
    rows = rows_of(lines)
    if sum(len(row) == 1 and len(row[0].words) > 5 and row[0].x1 - row[0].x0 > 0.7 * width for row in rows) > 1:
        return False
    # a label in the middle of its row may stand level with no line of the cell beside it
    return _apart(lines) or any(len(row) > 1 and _apart(row) for row in rows)


def _apart(lines: list[Line]) -> bool:
    """Whether a strip from top to bottom is free."""
    ordered = sorted(lines, key=lambda line: line.x0)
    reach = ordered[0].x1
    for line in ordered[1:]:
        if line.x0 - reach >= _NARROWEST_GUTTER:
            return True
        reach = max(reach, line.x1)
    return False


def _header_above(inside: list[Line], run: list[_Band], width: float) -> _Band | None:
    """Names of columns that stand above the first rule."""
    top = run[0].top
    head: list[Line] = []
    for row in reversed(rows_of(line for line in inside if (line.y0 + line.y1) / 2 < top)):
        bottom = min([line.y0 for line in head], default=top)
        short = all(len(line.words) <= 8 and line.x1 - line.x0 < 0.5 * width for line in row)
        if bottom - max(line.y1 for line in row) > 0.6 * row[0].height or not short or len(head) > 14:
            break
        head += row
    if head and _could_be_cells(head, width) and all(not isinstance(line, Group) for line in head):
        return _Band(min(line.y0 for line in head), top, head)
    return None


def _row_below(inside: list[Line], run: list[_Band]) -> _Band | None:
    """The last rows, where no rule ends them: what stands close below the last rule, in the table's columns."""
    bottom = run[-1].bottom
    gutters = gutters_of([line for band in run for line in band.lines])
    tallest = max(band.bottom - band.top for band in run)
    found: list[Line] = []
    reach = bottom
    cells = 0
    for row in rows_of(line for line in inside if (line.y0 + line.y1) / 2 > bottom):
        top, end = min(line.y0 for line in row), max(line.y1 for line in row)
        filled = len(by_column(row, gutters))
        crossing = any(line.x0 < start - 1 and line.x1 > stop + 1 for line in row for start, stop in gutters)
        if top - reach > (1.6 if filled > 1 else 0.7) * row[0].height or any(isinstance(line, Group) for line in row):
            break
        if crossing:
            return None  # text that happens to begin here
        found += row
        cells += filled
        reach = end
    columns = by_column(found, gutters)
    if not gutters or len(columns) < 2 or 0 not in columns:
        return None
    if reach - bottom > 1.3 * tallest and sum(len(line.words) for line in found) > _WORDS_A_CELL * cells:
        return None
    return _Band(bottom, reach, found)


def _table(run: list[_Band], shapes: Shapes) -> Group | None:
    lines = [line for band in run for line in band.lines]
    gutters = gutters_of(lines)
    if not gutters:
        return None
    cut = [[part for line in band.lines for part in split_at(line, gutters)] for band in run]
    held = [by_column(band, gutters) for band in cut]
    filled = sum(len(cells) > 1 for cells in held)
    words = sum(len(line.words) for line in lines)
    cells = sum(len(cells) for cells in held)
    if filled < 1 or words > _CELL_WORDS * cells or cells < 3:
        return None
    rows: list[Row] = []
    sure = 0
    for index, (band, here) in enumerate(zip(cut, held, strict=True)):
        found = [Row(here)]
        if len(run) < 3 or _several(here):
            split = rows_in(band, gutters)
            if not _several(here):
                split = max(split, _at_gaps(band, gutters), key=_whole)
            if _several(here) or _whole(split) >= _MOSTLY:
                found = split
        rows += found
        if index == 0 and len(run) > 1 and _is_head(found, run, shapes):
            sure = len(found)
    if len(rows) < 2 or (filled < 2 and not any(is_figure(line) for line in lines)):
        return None
    mark_headers(rows, sure=sure)
    return Group.of(as_passages(rows))


def _whole(rows: list[Row]) -> float:
    """The share of rows that have a first cell and another."""
    return sum(0 in row.cells and len(row.cells) > 1 for row in rows) / len(rows)


def _at_gaps(lines: list[Line], gutters: list[Gap]) -> list[Row]:
    """Rows by the white between them, wider than between the lines of a cell."""
    levels = sorted(lines, key=lambda line: line.y0)
    gaps: list[tuple[float, int]] = []
    reach = levels[0].y1
    for index, line in enumerate(levels[1:], 1):
        gaps.append((line.y0 - reach, index))
        reach = max(reach, line.y1)
    height = levels[0].height
    inner = sorted(gap for gap, _ in gaps if gap > -0.5 * height)
    least = max(0.5 * height, inner[len(inner) // 3] + 0.35 * height) if inner else height
    borders = [0, *(index for gap, index in gaps if gap > least), len(levels)]
    return [Row(by_column(levels[start:end], gutters)) for start, end in pairwise(borders)]


def _several(cells: dict[int, list[Line]]) -> bool:
    """Whether a band holds several rows: figures do not wrap."""
    for column, lines in cells.items():
        figures = [line for line in lines if is_figure(line)]
        if column and len(figures) > 1 and len(figures) >= 0.5 * len(lines) and len(rows_of(figures)) > 1:
            return True
    return False


def _is_head(found: list[Row], run: list[_Band], shapes: Shapes) -> bool:
    """Whether the first band names the columns: a colour of its own, or letters of another weight, and no figures."""
    if len(found) > 3:
        return False
    lines = [line for row in found for line in row.lines]
    body = [line for band in run[1:] for line in band.lines]
    if all(line.bold for line in lines) and not all(line.bold for line in body):
        return True
    middle = (lines[0].y0 + lines[0].y1) / 2
    behind = [box for box in shapes.panels if box[1] <= middle <= box[3] and box[0] <= lines[0].x0 <= box[2]]
    return any(box[3] <= run[0].bottom + 3 and box[1] >= run[0].top - 3 for box in behind) and not any(
        box[1] <= (line.y0 + line.y1) / 2 <= box[3] for box in behind for line in run[1].lines
    )
