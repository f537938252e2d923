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
_MOST_OF_SHEETS = 12
_FORGIVEN = 1.5
_FORGIVEN_SHEETS = 6.0
_WIDE = 1.2
_WORDS_OF_PAGES = 60
_DEEPEST = 60
_MOST_PIECES = 400
_TALL = 0.45
_FEWEST_WORDS = 8
_MARGIN = 0.25
_SAME_EDGE = 12.0
_SAME_WIDTH = 0.2
_FEWEST_STEPS = 3
_FEWEST_BESIDE = 4
_TOUCHING = -0.5


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
    return sum([other.y1 < one.y1 and other.x0 < one.x1 and other.bottom < one.top for one, other in pairwise(lines)])


def _flows(pieces: list[Piece]) -> list[Region]:
    """Regions of pieces that stand below each other in one column."""
    regions: list[Region] = []
    column: Piece | None = None
    for piece in pieces:
        if column is None or not _goes_on_below(column, piece):
            regions.append(Region([]))
            column = Piece([], piece.x0, piece.y0, piece.x1, piece.y1)
        regions[-1].rows += _rows(piece.lines)
        column.take(piece)
    return regions


def _goes_on_below(column: Piece, piece: Piece) -> bool:
    """Whether a piece belongs to the same column: as wide, or a line or box within its width."""
    if piece.y0 < column.y1 - 1 or piece.lines[0].upright != column.lines[0].upright:
        return False
    if abs(piece.x0 - column.x0) <= _SAME_EDGE and abs(piece.x1 - column.x1) <= _SAME_WIDTH * (column.x1 - column.x0):
        return True
    if len(piece.lines) > 1 and len(column.lines) > 1:
        return False
    pairs = [(column, piece)] if len(column.lines) > 1 else [(piece, column)]
    if len(piece.lines) == 1:
        pairs = [(column, piece), *pairs]
    return any(inner.x0 >= outer.x0 - _SAME_EDGE and inner.x1 <= outer.x1 + _SAME_EDGE for outer, inner in pairs)


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
    return [_piece(lines) for lines in regions]


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
        self._reach(line.x0, line.top, line.x1, line.bottom)

    def take(self, other: Piece) -> None:
        self.lines += other.lines
        self.words += other.words
        self._reach(other.x0, other.y0, other.x1, other.y1)

    def _reach(self, x0: float, y0: float, x1: float, y1: float) -> None:
        if x0 < self.x0:
            self.x0 = x0
        if y0 < self.y0:
            self.y0 = y0
        if x1 > self.x1:
            self.x1 = x1
        if y1 > self.y1:
            self.y1 = y1


def pieces_of(lines: Iterable[Line]) -> list[Piece]:
    """``lines`` come in the order of the file."""
    pieces: list[Piece] = []
    for line in lines:
        if pieces and _goes_on(pieces[-1], line):
            pieces[-1].add(line)
        else:
            if pieces and len(pieces[-1].lines) > 1:
                pieces += _note_apart(pieces.pop(), line)
            pieces.append(Piece.of(line))
    return pieces


def _note_apart(piece: Piece, line: Line) -> list[Piece]:
    """A piece; or two, where it ends with a note beside a paragraph that goes on with ``line``."""
    left = piece.lines[-1].x0
    for at in range(len(piece.lines) - 2, -1, -1):
        before = piece.lines[at]
        if before.x1 <= left + 1:
            close = 0 < line.y1 - before.y1 <= 1.6 * max(before.size, 1.0)
            if close and abs(line.x0 - before.x0) < 3 and abs(line.size - before.size) < 0.3 and len(before.words) > 2:
                return [_piece(piece.lines[: at + 1]), _piece(piece.lines[at + 1 :])]
            break
        left = min(left, before.x0)
    return [piece]


def _piece(lines: list[Line]) -> Piece:
    piece = Piece.of(lines[0])
    for line in lines[1:]:
        piece.add(line)
    return piece


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
    """The two parts that a page falls into, the one that is read first in front; None where it is one, or where the
    pieces stand one below the other as they are."""
    if all(one.y1 <= other.y0 for one, other in pairwise(pieces)):
        return None
    best: tuple[float, float, list[int], bool] | None = None
    for upright in (False, True):
        lows = [piece.x0 if upright else piece.y0 for piece in pieces]
        highs = [piece.x1 if upright else piece.y1 for piece in pieces]
        for crossings, gap, parted in _cuts(lows, highs):
            if crossings > (_MOST_OF_SHEETS if upright else _MOST_CROSSINGS):
                continue
            cost: float = crossings
            if upright and crossings > 1:
                cost = max(crossings - _forgiven(pieces, parted), 1.01)
                if cost > _MOST_CROSSINGS:
                    continue
            if best is None or (cost, -gap) < best[:2]:
                best = (cost, -gap, parted, upright)
    if best is None:
        return None
    _, _, parted, upright = best
    sides = set(parted)
    one = [piece for index, piece in enumerate(pieces) if index in sides]
    other = [piece for index, piece in enumerate(pieces) if index not in sides]
    if upright and 0 not in sides and _is_margin(one, other):
        return other, one
    return one, other


def _cuts(lows: list[float], highs: list[float]) -> Iterable[tuple[int, float, list[int]]]:
    """Every cut along an axis: how often the file crosses it, how wide it is, and which pieces lie before it.

    The file starts before every cut, so that one which it first comes to from behind counts once more.
    """
    count = len(lows)
    order = sorted(range(count), key=lows.__getitem__)
    before = [False] * count
    reach = float("inf")
    crossings = 1
    for place, at in enumerate(order):
        low = lows[at]
        if low - reach >= _TOUCHING:
            yield crossings, low - reach, order[:place]
        before[at] = True
        crossings += -1 if at == 0 or before[at - 1] else 1
        if at + 1 < count:
            crossings += -1 if before[at + 1] else 1
        reach = max(reach, highs[at]) if place else highs[at]


def _forgiven(pieces: list[Piece], parted: list[int]) -> float:
    """How many crossings of a gutter do not count: some where both sides reach over a good part of the height and hold
    more than labels, more where they are two printed pages on one sheet."""
    height = max(piece.y1 for piece in pieces) - min(piece.y0 for piece in pieces)
    width = max(piece.x1 for piece in pieces) - min(piece.x0 for piece in pieces)
    sides = set(parted)
    halves = [pieces[at] for at in parted], [piece for at, piece in enumerate(pieces) if at not in sides]
    lowest = min(max(piece.y1 for piece in held) - min(piece.y0 for piece in held) for held in halves)
    fewest = min(sum(piece.words for piece in held) for held in halves)
    if lowest < _TALL * height or fewest < _FEWEST_WORDS:
        return 0.0
    narrowest = min(max(piece.x1 for piece in held) - min(piece.x0 for piece in held) for held in halves)
    sheet = width > _WIDE * height and narrowest > 0.4 * width and lowest > 0.7 * height and fewest >= _WORDS_OF_PAGES
    return _FORGIVEN_SHEETS if sheet else _FORGIVEN


def _is_margin(left: list[Piece], right: list[Piece]) -> bool:
    """Whether the left side is notes in the margin of the right, which the file has first."""
    return sum(piece.words for piece in left) < _MARGIN * sum(piece.words for piece in right)
