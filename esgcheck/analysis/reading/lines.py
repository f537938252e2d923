"""A line of words with their places, as it stands on the page: what columns and paragraphs are made of."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

Rectangle = tuple[float, float, float, float]

BULLETS = "•‧‣◦▪▫●○■□▶►➢➤✓✔❖◆◼∙·–—-*"
_MARK = re.compile(rf"(?:[{re.escape(BULLETS)}]|\(?[0-9]{{1,2}}[.)]|\(?[a-z]\)|\([ivx]{{1,4}}\))$")
_INVISIBLE = re.compile(
    r"[\x00-\x20\x7f-\xa0\u1680\u2000-\u200f\u2028-\u202f\u205f-\u2064\u3000\ufeff\ufff9-\ufffc\ud800-\udfff]"
)
_SYMBOLS = str.maketrans(
    {
        "\uf0b7": "•",
        "\uf0a7": "▪",
        "\uf0a8": "◆",
        "\uf0d8": "➢",
        "\uf0fc": "✓",
        "\uf02d": "–",
        "\uf06e": "■",
        "\uf06c": "●",
    }
)
"""The private-use letters that Word writes for its bullets."""


def cleaned(word: str) -> str:
    """A word without white space, control and zero-width characters, and soft hyphens that break nothing.

    A soft hyphen at the end stays: it says that the word goes on in the next line.
    """
    word = _INVISIBLE.sub("", word.translate(_SYMBOLS))
    if "\u00ad" in word:
        word = word[:-1].replace("\u00ad", "") + word[-1]
    return "" if word == "\u00ad" else word


@dataclass(slots=True)
class Line:
    """Words from left to right with their boxes; ``size`` of the letters in points, 0 where unknown."""

    block: int = 0
    size: float = 0.0
    bold: bool = False
    upright: bool = True
    words: list[str] = field(default_factory=list)
    boxes: list[Rectangle] = field(default_factory=list)
    x0: float = 0.0
    y0: float = 0.0
    x1: float = 0.0
    y1: float = 0.0
    at: int = 0
    """The how many-th line of its page it is, in the order of the file."""

    def add(self, word: str, box: Rectangle) -> None:
        if not self.words:
            self.x0, self.y0, self.x1, self.y1 = box
        elif len(self.words) == 1 and is_mark(self.words[0]):
            # a bullet is often set in another font, with a box three lines high
            self.x0, self.y0, self.x1, self.y1 = min(self.x0, box[0]), box[1], max(self.x1, box[2]), box[3]
        else:
            self.x0, self.y0 = min(self.x0, box[0]), min(self.y0, box[1])
            self.x1, self.y1 = max(self.x1, box[2]), max(self.y1, box[3])
        self.words.append(word)
        self.boxes.append(box)

    def absorb(self, other: Line) -> None:
        """Take the words of a line that goes on to the right of this one."""
        if sum(map(len, other.words)) > sum(map(len, self.words)):
            self.size, self.bold, self.at = other.size, other.bold, other.at
        for word, box in zip(other.words, other.boxes, strict=True):
            self.add(word, box)

    @property
    def text(self) -> str:
        return " ".join(self.words)

    @property
    def height(self) -> float:
        return self.y1 - self.y0

    @property
    def top(self) -> float:
        """Where the letters begin, roughly: the boxes of neighbouring lines overlap, their letters do not."""
        return self.y0 + 0.25 * (self.y1 - self.y0)

    @property
    def bottom(self) -> float:
        return self.y1 - 0.25 * (self.y1 - self.y0)

    @property
    def has_mark(self) -> bool:
        """It begins with a bullet or a number, and more follows."""
        return len(self.words) > 1 and is_mark(self.words[0])


def is_mark(word: str) -> bool:
    return bool(_MARK.match(word))


def join_fragments(lines: Iterable[Line]) -> list[Line]:
    """Put together what MuPDF took apart within a line: a bullet and its text, words spread wide to fill a line.

    Cells of a table and the two columns of a page are further apart than an em, and stay apart.
    """
    lines = list(lines)
    filed = {line.at: line for line in lines}
    joined: list[Line] = []
    for row in _level_rows(lines):
        row.sort(key=lambda line: line.x0)
        spread = _spread_wide(row)
        current = row[0]
        for index, line in enumerate(row[1:], 1):
            if index in spread or (_goes_on(current, line) and not _numbers_more(current, line, filed)):
                current.absorb(line)
            else:
                joined.append(current)
                current = line
        joined.append(current)
    return joined


def _level_rows(lines: Iterable[Line]) -> list[list[Line]]:
    """Lines with their middle at the same height: stricter than :func:`rows_of`, which lines in staggered columns
    chain together."""
    rows: list[list[Line]] = []
    for line in sorted(lines, key=lambda line: line.y0 + line.y1):
        first = rows[-1][0] if rows else None
        if first and abs(line.y0 + line.y1 - first.y0 - first.y1) < 0.6 * min(line.height, first.height):
            rows[-1].append(line)
        else:
            rows.append([line])
    return rows


def _goes_on(left: Line, right: Line) -> bool:
    """Whether a fragment is the next part of the same line."""
    gap = right.x0 - left.x1
    em = max(right.size, left.size, 1.0)
    only_mark = len(left.words) == 1 and is_mark(left.words[0])
    widest = 4 * em if only_mark else 0.9 * em if right.block == left.block else 0.35 * em
    return -0.3 * em <= gap <= widest and right.upright and left.upright and _level(left, right)


def _numbers_more(left: Line, right: Line, filed: dict[int, Line]) -> bool:
    """Whether a number stands beside the middle of a cell of several lines, the first of which the file has next."""
    first = filed.get(left.at + 1)
    if first is None or first is right or right.at < left.at or len(left.words) > 1:
        return False
    em = max(right.size, 1.0)
    return abs(first.x0 - right.x0) < em and first.bottom < right.top and right.y0 - first.y1 < 5 * em


def _spread_wide(row: list[Line]) -> set[int]:
    """Fragments that go on with the one before them in a line stretched to fill its column.

    There every space is as wide as every other, each fragment is one word, and most are words, not figures.
    """
    spread: set[int] = set()
    first = 0
    while first < len(row) - 2:
        last = first
        gap = row[first + 1].x0 - row[first].x1
        while last + 1 < len(row) and _stretched(row[last], row[last + 1], gap):
            last += 1
        words = [word for line in row[first : last + 1] for word in line.words]
        if last - first >= 2 and sum(word[0].isalpha() for word in words) >= 0.7 * len(words):
            spread.update(range(first + 1, last + 1))
        first = max(last, first + 1)
    return spread


def _stretched(left: Line, right: Line, usual: float) -> bool:
    gap = right.x0 - left.x1
    return (
        left.block == right.block
        and len(left.words) == len(right.words) == 1
        and 0 < gap <= 8 * max(left.size, 1.0)
        and abs(gap - usual) <= 0.12 * usual + 0.3
        and abs(left.y1 - right.y1) < 1.0
        and left.upright
    )


def _level(left: Line, right: Line) -> bool:
    overlap = min(left.bottom, right.bottom) - max(left.top, right.top)
    return overlap > 0.5 * min(left.bottom - left.top, right.bottom - right.top)


def rows_of(lines: Iterable[Line]) -> list[list[Line]]:
    """Lines that share a height on the page, from top to bottom: the letters of one row overlap, those of the next
    do not."""
    rows: list[list[Line]] = []
    reach = float("-inf")
    tops = [(line.y0 + 0.25 * (line.y1 - line.y0), at, line) for at, line in enumerate(lines)]
    for top, _, line in sorted(tops):
        bottom = line.y1 - 0.25 * (line.y1 - line.y0)
        if top < reach:
            rows[-1].append(line)
            reach = max(reach, bottom)
        else:
            rows.append([line])
            reach = bottom
    return rows
