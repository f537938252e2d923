"""Letters that got lost on the way into the file, or stand there twice: found, and mended where that can be done.

Some programs flatten a page into strips, each with the text that reaches into it, clipped to its edges. A word over an
edge comes out as two, and the letter on the edge twice or not at all: "relaz zione", "Nume ero". Such a page has many
fragments that touch each other. Elsewhere letters have no meaning that the file would tell: MuPDF gives U+FFFD or a
letter for private use.
"""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import pairwise

from esgcheck.analysis.reading.lines import Line

_FULL_LINES = 4.0
"""Words a line, from which on a page is not looked at: strips leave short ones."""

_FEWEST, _SHARE = 5, 0.03
_MEANINGLESS = re.compile("[\ufffd\ue000-\uf8ff]")
_FEWEST_MEANINGLESS, _SHARE_MEANINGLESS = 4, 0.01


def mended(lines: list[Line]) -> tuple[list[Line], bool]:
    """The lines with their seams closed, and whether letters are likely to be lost."""
    words = sum(len(line.words) for line in lines)
    if not lines or words >= _FULL_LINES * len(lines):
        return lines, False
    level: dict[int, list[Line]] = defaultdict(list)
    for line in lines:
        if line.upright:
            level[round(line.y1)].append(line)
    rows = [sorted(row, key=lambda line: line.x0) for row in level.values() if len(row) > 1]
    seams = sum(_is_seam(one, other) for row in rows for one, other in pairwise(row))
    if seams < max(_FEWEST, _SHARE * words):
        return lines, False
    gone: set[int] = set()
    for row in rows:
        current = row[0]
        for line in row[1:]:
            if _is_seam(current, line):
                _close(current, line)
                gone.add(id(line))
            else:
                current = line
    return [line for line in lines if id(line) not in gone], True


def _is_seam(one: Line, other: Line) -> bool:
    """Whether the second goes on where the first stops, in the midst of a word."""
    over = one.x1 - other.x0
    size = max(one.size, other.size, 1.0)
    return (
        -0.06 * size <= over <= 0.8 * size
        and other.x1 > one.x1
        and abs(one.size - other.size) < 0.3
        and one.words[-1][-1].isalpha()
        and other.words[0][0].isalpha()
    )


def _close(one: Line, other: Line) -> None:
    """Make one word of the last and the first; the letter that both have counts once."""
    last, first = one.words.pop(), other.words[0]
    box, next_box = one.boxes.pop(), other.boxes[0]
    doubled = box[2] - next_box[0] > 0.12 * max(one.size, 1.0) and last[-1] == first[0]
    word = last + first[doubled:]
    around = (box[0], min(box[1], next_box[1]), next_box[2], max(box[3], next_box[3]))
    one.add(word, around)
    for word, box in zip(other.words[1:], other.boxes[1:], strict=True):
        one.add(word, box)


def are_meaningless(lines: list[Line]) -> bool:
    """Whether the page has more than a few letters that nobody can tell, and fewer than would be called garbled."""
    text = "".join(["".join(line.words) for line in lines])
    found = len(_MEANINGLESS.findall(text))
    return found >= max(_FEWEST_MEANINGLESS, _SHARE_MEANINGLESS * len(text))
