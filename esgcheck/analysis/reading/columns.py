"""The order in which a page is read: down a column, then the next; a line across all columns ends them.

MuPDF gives text in painting order, and sorting by height interleaves columns. So we look for gutters, the white
strips that no line crosses. Reading down the page, rows are gathered into one region for as long as a gutter runs
through all of them; a region with gutters is read column by column, each column by the same rule again. This is the
recursive cut of Nagy and Seth (1984) with the vertical cut first, which keeps two columns apart even where their
paragraphs happen to break at the same height. A region whose columns are short cells in level rows is a table, and is
read by rows.
"""

from __future__ import annotations

from dataclasses import dataclass

from esgcheck.analysis.reading.cells import is_figure
from esgcheck.analysis.reading.lines import Line, rows_of

_NARROWEST_GUTTER = 4.0
_DEEPEST = 12
_CELL_WORDS = 5
_EDGE = 0.08
_GAP_LINES = 2.5

Gap = tuple[float, float]


@dataclass(slots=True)
class Region:
    """Lines that are read one after the other; or, of a table, rows of cells."""

    rows: list[list[Line]]
    is_table: bool = False


def in_reading_order(lines: list[Line]) -> list[Region]:
    """The regions of a page in reading order. Text that does not stand upright (along a margin) comes last."""
    upright = [line for line in lines if line.upright]
    turned = [line for line in lines if not line.upright]
    regions = _ordered(upright, 0)
    if turned:
        regions.append(Region([[line] for line in turned]))
    return regions


def _ordered(lines: list[Line], depth: int) -> list[Region]:
    if not lines:
        return []
    if depth >= _DEEPEST:
        return [Region(rows_of(lines))]
    sides = _sides(lines) if depth < 3 else None
    if sides:
        return [region for side in sides for region in _ordered(side, depth + 1)]
    bands = rows_of(lines)
    if len(bands) == len(lines):
        return [Region(bands)]  # nothing stands beside anything
    regions: list[Region] = []
    plain: list[list[Line]] = []
    for stretch, gutters in _stretches(bands):
        if not gutters:
            plain += stretch
            continue
        if plain:
            regions.append(Region(plain))
            plain = []
        parts = [part for piece in _at_gaps(stretch, gutters) for part in _tables_apart(piece, gutters)]
        for part in parts:
            columns = _columns_of(part)
            if _is_table(part, columns):
                regions.append(Region([sorted(row, key=lambda line: line.x0) for row in part], is_table=True))
            elif len(columns) == 1 and len(part) == len(bands):
                regions.append(Region(part))
            else:
                for column in columns:
                    regions += _ordered(column, depth + 1)
    if plain:
        regions.append(Region(plain))
    return regions


def _sides(lines: list[Line]) -> list[list[Line]] | None:
    """Head, left, right and foot, where one gutter with running text on both sides goes through the whole of ``lines``.

    So it is with two printed pages on one sheet, each with columns of its own. What crosses the gutter at the very
    top and bottom is head and foot.
    """
    top, bottom = min(line.top for line in lines), max(line.bottom for line in lines)
    edge = _EDGE * (bottom - top)
    body = [line for line in lines if top + edge <= (line.y0 + line.y1) / 2 <= bottom - edge]
    best: tuple[int, Gap] | None = None
    for gap in _free(body, _x0(body), _x1(body)) if body else ():
        left = sum(line.x1 <= gap[0] + 0.01 for line in body)
        fewer = min(left, len(body) - left)
        if fewer >= max(5, 0.25 * len(body)) and (best is None or fewer > best[0]):
            best = (fewer, gap)
    if best is None:
        return None
    start, end = best[1]
    halves = [line for line in body if line.x1 <= start + 0.01], [line for line in body if line.x0 >= end - 0.01]
    if not all(is_running(half) for half in halves):
        return None
    parts: list[list[Line]] = [[], [], [], []]
    middle = (top + bottom) / 2
    crossing = [line for line in lines if line.x0 < start and line.x1 > end]
    head = max((line.bottom for line in crossing if line.y0 < middle), default=top)
    foot = min((line.top for line in crossing if line.y0 >= middle), default=bottom)
    for line in lines:
        if line.bottom <= head or line.top >= foot:
            parts[0 if line.y0 < middle else 3].append(line)
        else:
            parts[1 if (line.x0 + line.x1) / 2 < (start + end) / 2 else 2].append(line)
    return [part for part in parts if part]


def is_running(lines: list[Line]) -> bool:
    """Mostly text, not figures and labels."""
    lines = [line for line in lines if line.words]
    if not lines:
        return True
    words = sorted([len(line.words) for line in lines])
    if words[len(words) // 2] < 4:
        return False
    text = "".join(["".join(line.words) for line in lines])
    return sum(map(str.isalpha, text)) >= 0.75 * len(text)


@dataclass(slots=True)
class _Stretch:
    """Bands gathered so far, the strips free in all of them, and how far their text reaches to both sides."""

    bands: list[list[Line]]
    free: list[Gap]
    x0: float
    x1: float

    def with_band(self, band: list[Line], gaps: list[Gap]) -> _Stretch:
        x0, x1 = min(self.x0, _x0(band)), max(self.x1, _x1(band))
        return _Stretch(self.bands, _shared(self.free, gaps), x0, x1)

    @property
    def gutters(self) -> list[Gap]:
        """The free strips with text on both sides of them: margins are no gutters."""
        return [gap for gap in self.free if gap[0] >= self.x0 + 0.01 and gap[1] <= self.x1 - 0.01]


def _stretches(bands: list[list[Line]]) -> list[tuple[list[list[Line]], list[Gap]]]:
    """Cut the bands of a page into stretches that share gutters, each as long as it can be."""
    left, right = min(map(_x0, bands)), max(map(_x1, bands))

    def begin(parts: list[list[Line]]) -> _Stretch:
        lines = [line for part in parts for line in part]
        return _Stretch(parts, _free(lines, left, right), _x0(lines), _x1(lines))

    done: list[tuple[list[list[Line]], list[Gap]]] = []
    current = begin([bands[0]])
    for band in bands[1:]:
        gaps = _free(band, left, right)
        wider = current.with_band(band, gaps)
        own = _Stretch([band], gaps, _x0(band), _x1(band)).gutters
        agree = bool(_shared(wider.gutters, own)) if own else bool(wider.gutters) or not current.gutters
        if agree:
            current = wider
            current.bands.append(band)
            continue
        moved = _tail_of_next(current, band) if current.gutters else _head_of_next(current, band, own, (left, right))
        kept = current.bands[: len(current.bands) - len(moved)]
        if kept:
            done.append((kept, current.gutters))
        current = begin([*moved, band])
    done.append((current.bands, current.gutters))
    return done


def _x0(lines: list[Line]) -> float:
    return min([line.x0 for line in lines])


def _x1(lines: list[Line]) -> float:
    return max([line.x1 for line in lines])


def _free(lines: list[Line], left: float, right: float) -> list[Gap]:
    """The strips between ``left`` and ``right`` that no line touches."""
    gaps: list[Gap] = []
    reach = left
    for line in sorted(lines, key=lambda line: line.x0):
        if line.x0 - reach >= _NARROWEST_GUTTER:
            gaps.append((reach, line.x0))
        reach = max(reach, line.x1)
    if right - reach >= _NARROWEST_GUTTER:
        gaps.append((reach, right))
    return gaps


def _shared(one: list[Gap], other: list[Gap]) -> list[Gap]:
    shared: list[Gap] = []
    i = j = 0
    while i < len(one) and j < len(other):
        start, end = max(one[i][0], other[j][0]), min(one[i][1], other[j][1])
        if end - start >= _NARROWEST_GUTTER:
            shared.append((start, end))
        if one[i][1] < other[j][1]:
            i += 1
        else:
            j += 1
    return shared


def _tail_of_next(current: _Stretch, band: list[Line]) -> list[list[Line]]:
    """Bands at the end of columns that belong to what follows them: a heading above a line across the page."""
    moved: list[list[Line]] = []
    bands, below = current.bands, min(line.top for line in band)
    for index in range(len(bands) - 1, 0, -1):
        here = bands[index]
        if any(line.x0 >= current.gutters[0][1] - 0.01 for line in here):
            break
        gap_below = below - max(line.bottom for line in here)
        gap_above = min(line.top for line in here) - max(line.bottom for line in bands[index - 1])
        if gap_below >= gap_above:
            break
        moved.insert(0, here)
        below = min(line.top for line in here)
    return moved


def _head_of_next(current: _Stretch, band: list[Line], gutters: list[Gap], edges: Gap) -> list[list[Line]]:
    """Bands above the first row of columns that stand in one of the columns already, and close to it."""
    moved: list[list[Line]] = []
    shared, below = gutters, min(line.top for line in band)
    for here in reversed(current.bands[1:]):
        shared = _shared(shared, _free(here, *edges))
        close = below - max(line.bottom for line in here) < 1.2 * max(line.height for line in here)
        if not shared or not close:
            break
        moved.insert(0, here)
        below = min(line.top for line in here)
    return moved


def _at_gaps(stretch: list[list[Line]], gutters: list[Gap]) -> list[list[list[Line]]]:
    """Cut columns where a strip as high as several lines goes through all of them: a picture, or another matter.

    Not where a sentence goes on below it.
    """
    heights = sorted(line.height for band in stretch for line in band if line.words)
    widest = _GAP_LINES * heights[len(heights) // 2] if heights else 0.0
    pieces = [[stretch[0]]]
    reach = max(line.y1 for line in stretch[0])
    for band in stretch[1:]:
        if min(line.y0 for line in band) - reach > widest and not _flows(pieces[-1], band, gutters[0]):
            pieces.append([])
        pieces[-1].append(band)
        reach = max(reach, *(line.y1 for line in band))
    return pieces


def _flows(piece: list[list[Line]], band: list[Line], gutter: Gap) -> bool:
    """Whether the first column goes on in the midst of a sentence below a gap."""
    above = [line for row in piece for line in row if line.words and line.x1 <= gutter[0] + 0.01]
    below = [line for line in band if line.words and line.x1 <= gutter[0] + 0.01]
    if not above or not below:
        return False
    last = max(above, key=lambda line: line.y1).words[-1]
    first = min(below, key=lambda line: line.y0).words[0]
    return first[0].islower() and not last.endswith((".", ":", "!", "?"))


def _columns_of(part: list[list[Line]]) -> list[list[Line]]:
    """The columns of these bands by their own gutters, of which there may be more than in what surrounds them."""
    lines = [line for band in part for line in band]
    free = _free(lines, _x0(lines), _x1(lines))
    return _columns(lines, _Stretch(part, free, _x0(lines), _x1(lines)).gutters)


def _columns(lines: list[Line], gutters: list[Gap]) -> list[list[Line]]:
    columns: list[list[Line]] = [[] for _ in range(len(gutters) + 1)]
    for line in lines:
        columns[sum(line.x0 >= gap[1] - 0.01 for gap in gutters)].append(line)
    return [column for column in columns if column]


def _tables_apart(stretch: list[list[Line]], gutters: list[Gap]) -> list[list[list[Line]]]:
    """Cut a stretch where rows of short cells turn into rows of running text: a table often stands above columns."""
    middle = gutters[0][1] - 0.01
    labels: list[bool | None] = []
    for band in stretch:
        right = [line for line in band if line.x0 >= middle]
        left = [line for line in band if line.x0 < middle]
        labels.append(_label(left, right) if left and right else None)
    for index in range(1, len(stretch) - 1):
        if labels[index] and labels[index - 1] is False and _closer_above(stretch, index):
            labels[index] = None
    runs: list[tuple[bool | None, int, int]] = []
    for index, label in enumerate(labels):
        if runs and (label is None or runs[-1][0] in (None, label)):
            runs[-1] = (runs[-1][0] if label is None else label, runs[-1][1], index + 1)
        else:
            runs.append((label, index, index + 1))
    parts: list[tuple[bool, int, int]] = []
    for label, start, end in runs:
        cells = bool(label) and (sum(value is True for value in labels[start:end]) >= 3 or len(runs) == 1)
        cells = cells and _is_table(stretch[start:end], _columns_of(stretch[start:end]))
        if parts and parts[-1][0] == cells:
            parts[-1] = (cells, parts[-1][1], end)
        else:
            parts.append((cells, start, end))
    return [stretch[start:end] for _, start, end in parts]


def _closer_above(stretch: list[list[Line]], index: int) -> bool:
    """Whether a row stands nearer to the one above it than to the one below: the last lines of two paragraphs."""
    bottoms = [max(line.bottom for line in band) for band in stretch[index - 1 : index + 1]]
    tops = [min(line.top for line in band) for band in stretch[index : index + 2]]
    return tops[0] - bottoms[0] < 0.7 * (tops[1] - bottoms[1])


def _label(left: list[Line], right: list[Line]) -> bool | None:
    """Whether a row looks like cells (True) or running text (False); None where it may be either: the last line of a
    paragraph is short, too."""
    if any(len(line.words) > _CELL_WORDS or not line.words for line in right) or not all(line.words for line in left):
        return False
    sure = all(len(line.words) <= _CELL_WORDS for line in left) or any(map(is_figure, right))
    return True if sure else None


def _is_table(rows: list[list[Line]], columns: list[list[Line]]) -> bool:
    """Level rows of short cells, not narrow columns of running text."""
    if len(columns) < 2 or len(rows) < 2 or not all(line.words for row in rows for line in row):
        return False
    cells = [line for column in columns[1:] for line in column]
    if len(columns) > 2 and _is_index(rows, columns):
        return True
    if sum(len(line.words) <= _CELL_WORDS for line in cells) < 0.8 * len(cells):
        return False
    borders = [max(line.x1 for line in column) for column in columns[:-1]]
    if sum(len({sum(line.x0 >= border for border in borders) for line in row}) > 1 for row in rows) < 0.4 * len(rows):
        return False
    if sum(_runs_on(column) or _wraps(column) for column in columns) > max(1, len(columns) // 2):
        return False
    figures = sum(is_figure(line) for line in cells)
    if any(map(_has_paragraph, columns)) or (len(rows) < 3 and not figures):
        return False
    if figures >= 0.5 * len(cells):
        return True
    if len(columns) > 2:
        return not _runs_on(columns[0])
    # two columns of words: running text whose lines happen to be short looks just like it, but for its left side
    first = columns[0]
    return not _runs_on(first) and sum(len(line.words) <= _CELL_WORDS for line in first) >= 0.8 * len(first)


def _wraps(column: list[Line]) -> bool:
    """Cells of several lines: most lines begin in the middle of a sentence."""
    column = [line for line in column if line.words]
    return len(column) > 2 and sum(line.words[0][0].islower() for line in column) >= 0.5 * (len(column) - 1)


def _is_index(rows: list[list[Line]], columns: list[list[Line]]) -> bool:
    """Rows that begin with a number or code, level with what belongs to it, in whatever many words."""
    first = columns[0]
    border = max(line.x1 for line in first)
    level = sum(any(line.x0 >= border for line in row) for row in rows if any(line.x0 < border for line in row))
    codes = sum(is_figure(line) and len(line.words) <= 3 for line in first)
    return len(first) > 2 and codes >= 0.8 * len(first) and level >= 0.8 * len(first) and level >= 0.5 * len(rows)


def _has_paragraph(column: list[Line]) -> bool:
    """Three lines or more, one close below the other and as wide, that begin in the middle of a sentence."""
    run: list[Line] = []
    for line in sorted(column, key=lambda line: line.y1):
        if run and (line.y1 - run[-1].y1 > 1.6 * max(line.size, 1.0) or abs(line.size - run[-1].size) > 0.5):
            run = []
        run.append(line)
        if len(run) > 2:
            three = run[-3:]
            width = max(one.x1 - one.x0 for one in three)
            filled = all(one.x1 - one.x0 >= 0.75 * width for one in three[:2])
            if filled and sum(one.words[0][0].islower() for one in three[1:]) and all(
                len(one.words) > 2 and not is_figure(one) for one in three[:2]
            ):  # fmt: skip
                return True
    return False


def _runs_on(column: list[Line]) -> bool:
    """Running text: lines of several words, mostly letters, that fill the width of their column."""
    column = [line for line in column if line.words]
    if len(column) < 4:
        return False
    widths = sorted(line.x1 - line.x0 for line in column)
    text = "".join(word for line in column for word in line.words)
    letters = sum(letter.isalpha() for letter in text)
    words = sorted(len(line.words) for line in column)
    middle = len(column) // 2
    return words[middle] >= 3 and widths[middle] >= 0.7 * widths[-1] and letters >= 0.8 * len(text)
