"""What stands in a box of its own colour is read as one thing, and never in the middle of what is around it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from esgcheck.analysis.reading.fileorder import regions_of
from esgcheck.analysis.reading.groups import Group, RawPassage
from esgcheck.analysis.reading.lines import Line, Rectangle
from esgcheck.analysis.reading.paragraphs import across_columns, passages_of

_FEWEST_LINES = 2
_FEWEST_WORDS = 8
_MOST = 0.9
_MOST_BOXES = 60


def in_order(lines: Iterable[Line]) -> list[RawPassage]:
    """The passages of lines in reading order."""
    passages: list[RawPassage] = []
    for region in regions_of(list(lines)):
        passages += across_columns(passages_of(region), passages)
    return passages


def boxed(lines: list[Line], panels: Sequence[Rectangle]) -> list[Line]:
    """The lines of a page, those in each box put together; boxes in boxes from the inside out."""
    done: set[Rectangle] = set()
    total = len(lines)
    for panel in sorted(panels, key=lambda box: (box[2] - box[0]) * (box[3] - box[1])):
        key = (round(panel[0]), round(panel[1]), round(panel[2]), round(panel[3]))
        if key in done or len(done) > _MOST_BOXES or panel[3] - panel[1] < 20:
            continue
        done.add(key)
        held = [line for line in lines if _inside(line, panel)]
        several = len(held) >= _FEWEST_LINES or any(not line.words for line in held)
        if not several or len(held) > _MOST * total or len(held) == len(lines):
            continue
        if sum(len(line.words) for line in held) < _FEWEST_WORDS or _is_crossed(lines, held, panel):
            continue
        taken = {id(line) for line in held}
        lines = [line for line in lines if id(line) not in taken]
        lines.append(Group.of(in_order(held)))
    return lines


def _inside(line: Line, panel: Rectangle) -> bool:
    x, y = (line.x0 + line.x1) / 2, (line.y0 + line.y1) / 2
    return panel[0] <= x <= panel[2] and panel[1] <= y <= panel[3]


def _is_crossed(lines: list[Line], held: list[Line], panel: Rectangle) -> bool:
    """Whether words run over the side of the box: then it lies behind part of a line or of a table."""
    x0, x1 = panel[0] - 3, panel[2] + 3
    if any(line.x0 < x0 or line.x1 > x1 for line in held):
        return True
    return any(
        panel[1] < (line.y0 + line.y1) / 2 < panel[3] and line.x0 < panel[2] - 3 and line.x1 > panel[0] + 3
        for line in lines
        if not _inside(line, panel)
    )
