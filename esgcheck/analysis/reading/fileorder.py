"""The order in which a page is read, from the order in which the file has its words.

Who typesets a page fills it story by story, and most files keep that order: it tells apart what no look at the page
can, such as the cells of a table from two columns of text. Where it errs it errs by whole pieces: a headline that was
set after its text, a table before its title, the last column before the first. So the lines are taken as they come and
put together to pieces, for as long as one stands below or right beside the one before it; within a piece nothing is
moved.

The pieces are then put in order by cuts right across all of them, from side to side or from top to bottom, as in the
recursive cut of Nagy and Seth (1984). Of all cuts that go through, that one is made which the file agrees with best:
the one that it crosses least often on its way through the pieces. A cut that the file crosses time and again (the
gutter between the cells of a table) is never made. So the file decides what belongs together, and the page what comes
first.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from esgcheck.analysis.reading.columns import Region, in_reading_order, is_running
from esgcheck.analysis.reading.filerows import agreed
from esgcheck.analysis.reading.lines import Line

_MOST_CROSSINGS = 6
_DEEPEST = 60
_MOST_PIECES = 400
_TALL = 0.45
_FEWEST_WORDS = 20
_MARGIN = 0.25
_SAME_EDGE = 12.0
_SAME_WIDTH = 0.2
_FEWEST_STEPS = 3
_FEWEST_BESIDE = 4


def regions_of(lines: list[Line]) -> list[Region]:
    """The lines of a page, those of its tables and boxes put together as groups, as regions in reading order."""
    seen = in_reading_order(lines)
    if _is_filed([line for region in seen for row in region.rows for line in row]):
        return seen
    items = agreed(seen)
    items.sort(key=lambda line: line.at)
    ordered = arranged([part for piece in pieces_of(items) for part in _columns_apart(piece)])
    found = [line for piece in ordered for line in piece.lines]
    if _steps_back(found) > _steps_back([line for region in seen for row in region.rows for line in row]) + max(
        _FEWEST_STEPS, len(lines) // 20
    ):
        return seen
    return _flows(ordered)


def _is_filed(lines: list[Line]) -> bool:
    return all(one.at <= other.at for one, other in pairwise(lines))


def _steps_back(lines: list[Line]) -> int:
    """How often an order goes up the page again other than to the right."""
    return sum(other.bottom < one.top and other.x0 < one.x1 for one, other in pairwise(lines))


def _flows(pieces: list[Piece]) -> list[Region]:
    """Regions of pieces that stand below each other in one column."""
    regions: list[Region] = []
    column: Piece | None = None
    for piece in pieces:
        if column is None or not _goes_on_below(column, piece):
            regions.append(Region([]))
            column = Piece([], piece.x0, piece.y0, piece.x1, piece.y1)
        regions[-1].rows += _rows(piece.lines)
        for line in piece.lines:
            column.add(line)
    return regions


def _goes_on_below(column: Piece, piece: Piece) -> bool:
    """Whether a piece belongs to the same column: as wide, or a line or box within its width."""
    if piece.y0 < column.y1 - 1 or piece.lines[0].upright != column.lines[0].upright:
        return False
    if abs(piece.x0 - column.x0) <= _SAME_EDGE and abs(piece.x1 - column.x1) <= _SAME_WIDTH * (column.x1 - column.x0):
        return True
    if len(piece.lines) > 1 and len(column.lines) > 1:
        return False
    outer, inner = (column, piece) if len(column.lines) > 1 or len(piece.lines) == 1 else (piece, column)
    return inner.x0 >= outer.x0 - _SAME_EDGE and inner.x1 <= outer.x1 + _SAME_EDGE


def _rows(lines: list[Line]) -> list[list[Line]]:
    rows = [[lines[0]]]
    for before, line in pairwise(lines):
        if line.x0 >= before.x1 - 1 and line.top < before.bottom and before.top < line.bottom:
            rows[-1].append(line)
        else:
            rows.append([line])
    return rows


def _columns_apart(piece: Piece) -> list[Piece]:
    """Two columns that the file has line by line across both, each as a piece of its own."""
    beside = sum(other.x0 >= one.x1 and other.top < one.bottom for one, other in pairwise(piece.lines))
    if beside < _FEWEST_BESIDE:
        return [piece]
    regions = [[line for row in region.rows for line in row] for region in in_reading_order(piece.lines)]
    if len(regions) < 2 or not all(map(is_running, regions)):
        return [piece]
    parts = []
    for lines in regions:
        part = Piece.of(lines[0])
        for line in lines[1:]:
            part.add(line)
        parts.append(part)
    return parts


@dataclass(slots=True)
class Piece:
    """Lines that follow each other in the file and on the page, and their extent."""

    lines: list[Line]
    x0: float
    y0: float
    x1: float
    y1: float
    words: int = 0

    @classmethod
    def of(cls, line: Line) -> Piece:
        return cls([line], line.x0, line.top, line.x1, line.bottom, len(line.words) or 20)

    def add(self, line: Line) -> None:
        self.lines.append(line)
        self.words += len(line.words)
        self.x0, self.x1 = min(self.x0, line.x0), max(self.x1, line.x1)
        self.y0, self.y1 = min(self.y0, line.top), max(self.y1, line.bottom)


def pieces_of(lines: Iterable[Line]) -> list[Piece]:
    """``lines`` come in the order of the file."""
    pieces: list[Piece] = []
    for line in lines:
        if pieces and _goes_on(pieces[-1], line):
            pieces[-1].add(line)
        else:
            pieces.append(Piece.of(line))
    return pieces


def _goes_on(piece: Piece, line: Line) -> bool:
    before = piece.lines[-1]
    if not (line.words and before.words) or line.upright != before.upright:
        return False
    if not line.upright:
        return True
    height = max(min(before.y1 - before.y0, line.y1 - line.y0), 1.0)
    top, bottom = line.top, line.bottom
    level = min(before.bottom, bottom) - max(before.top, top)
    if level > 0.15 * height:
        return line.x0 >= before.x0
    if top - before.bottom < -0.3 * height or min(piece.x1, line.x1) <= max(piece.x0, line.x0):
        return False
    return top - piece.y1 <= 1.1 * height


def arranged(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces, given in the order of the file, in the order in which they are read."""
    if len(pieces) > _MOST_PIECES:
        return list(pieces)
    done: list[Piece] = []
    todo: list[tuple[list[Piece], int]] = [(list(pieces), 0)]
    while todo:
        held, depth = todo.pop()
        parts = _cut(held) if len(held) > 1 and depth < _DEEPEST else None
        if parts is None:
            done += held
        else:
            todo += [(parts[1], depth + 1), (parts[0], depth + 1)]
    return done


def _cut(pieces: list[Piece]) -> tuple[list[Piece], list[Piece]] | None:
    """The two parts that a page falls into, the one that is read first in front."""
    best: tuple[float, float, list[bool], bool] | None = None
    for upright in (False, True):
        lows = [piece.x0 if upright else piece.y0 for piece in pieces]
        highs = [piece.x1 if upright else piece.y1 for piece in pieces]
        for crossings, gap, parted in _cuts(lows, highs):
            cost = max(crossings - 1.5, 1.01) if crossings > 1 and upright and _beside(pieces, parted) else crossings
            if crossings <= _MOST_CROSSINGS and (best is None or (cost, -gap) < best[:2]):
                best = (cost, -gap, parted, upright)
    if best is None:
        return None
    _, _, sides, upright = best
    one = [piece for piece, side in zip(pieces, sides, strict=True) if side]
    other = [piece for piece, side in zip(pieces, sides, strict=True) if not side]
    if upright and not sides[0] and _is_margin(one, other):
        return other, one
    return one, other


def _cuts(lows: list[float], highs: list[float]) -> Iterable[tuple[int, float, list[bool]]]:
    """Every cut along an axis: how often the file crosses it, how wide it is, and which pieces lie before it."""
    order = sorted(range(len(lows)), key=lows.__getitem__)
    before = [False] * len(lows)
    before[order[0]] = True
    reach = highs[order[0]]
    for at in order[1:]:
        gap = lows[at] - reach
        if gap >= -0.5:
            crossings = sum(one is not other for one, other in pairwise(before)) + (not before[0])
            yield crossings, gap, before.copy()
        before[at] = True
        reach = max(reach, highs[at])


def _beside(pieces: list[Piece], first: list[bool]) -> bool:
    """Whether both sides of a gutter reach over a good part of the height."""
    top, bottom = min(piece.y0 for piece in pieces), max(piece.y1 for piece in pieces)
    for side in (True, False):
        held = [piece for piece, here in zip(pieces, first, strict=True) if here is side]
        if max(piece.y1 for piece in held) - min(piece.y0 for piece in held) < _TALL * (bottom - top):
            return False
        if sum(piece.words for piece in held) < _FEWEST_WORDS:
            return False
    return True


def _is_margin(left: list[Piece], right: list[Piece]) -> bool:
    """Whether the left side is notes in the margin of the right, which the file has first."""
    return sum(piece.words for piece in left) < _MARGIN * sum(piece.words for piece in right)
