"""What the first run over a page does not tell: words beyond the edge of the page, and words under a picture.

It takes a second run, for a third of the time of everything else. So all pages of a short document get one, every tenth
of a long one, and every page that follows one where it found something. Inside of the cage.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import groupby
from operator import itemgetter
from typing import Any

from esgcheck.analysis.reading.extracting import TEXT, WORDS, Painted
from esgcheck.analysis.reading.lines import Line, Rectangle, cleaned
from esgcheck.analysis.reading.mupdf import pymupdf

SHORT = 20
"""Pages of a document of which every page gets a second look."""

_EVERY = 10
_AFTER_A_BAR = 2
_SCAN = 0.5
"""A picture that takes up more of the page is a scan, and what lies under it the text that was recognised in it."""

_PICTURE = 1
_ALL = TEXT & ~pymupdf.TEXT_MEDIABOX_CLIP | pymupdf.TEXT_PRESERVE_IMAGES
_MOST_BLOCKS = 20_000
_FARTHEST = 20_000.0
_MOST_OFF = 300
"""Words beyond a page that are kept: drawings that were cropped bring thousands along."""

_NAN = float("nan")
_key = itemgetter(5, 6)


class Looks:
    """Which pages of a document get a second look."""

    def __init__(self, pages: int) -> None:
        self._short = pages <= SHORT
        self._found = False
        self._bar: int | None = None

    def at(self, index: int) -> bool:
        near = self._bar is not None and self._bar < index <= self._bar + _AFTER_A_BAR
        return self._short or self._found or near or index % _EVERY == 0

    def found(self, index: int, *, by_look: bool) -> None:
        """``by_look``: the second look told. Else it is words under a bar, which the first tells of every page; they
        may have company, so the two pages after the first of them, a left and a right one, are looked at again."""
        self._found = self._found or by_look
        if self._bar is None:
            self._bar = index


@dataclass(slots=True)
class Beyond:
    """``off`` are lines beyond the edge of the page; ``under`` the number of a line and the box of a span of it that
    lie under a picture."""

    off: list[Line] = field(default_factory=list)
    under: list[tuple[int, Rectangle, int]] = field(default_factory=list)


def second_look(page: Any, found: Painted) -> Beyond:
    """Run the page again, with its pictures and without its edges."""
    textpage = page.get_textpage(flags=_ALL)
    pictures = _pictures(textpage)
    box = textpage.this.m_internal.mediabox
    edges = (box.x0, box.y0, box.x1, box.y1)
    # A page of no size leaves no letter out, and no picture is decoded.
    box.x0 = box.y0 = box.x1 = box.y1 = _NAN
    beyond = Beyond(_off_the_page(page, textpage.extractWORDS(), edges))
    if pictures:
        texts = [block for block in textpage.extractDICT()["blocks"] if block["type"] == WORDS]
        beyond.under = _under(texts, pictures, found)
    return beyond


def _pictures(textpage: Any) -> list[tuple[int, Rectangle]]:
    """The boxes of pictures that are painted after text, with the number of blocks of text before them."""
    found: list[tuple[int, Rectangle]] = []
    box = textpage.this.m_internal.mediabox
    size = (box.x1 - box.x0) * (box.y1 - box.y0)
    block = textpage.this.m_internal.first_block
    texts = blocks = 0
    while block and blocks < _MOST_BLOCKS:
        blocks += 1
        if block.type == WORDS:
            texts += 1
        elif block.type == _PICTURE and texts:
            box = block.bbox
            if (box.x1 - box.x0) * (box.y1 - box.y0) < _SCAN * size:
                found.append((texts, (box.x0, box.y0, box.x1, box.y1)))
        block = block.next
    return found


def is_picture(page: Any) -> bool:
    """Whether a picture fills most of a page, as in a scan."""
    textpage = page.get_textpage(flags=_ALL)
    edges = textpage.this.m_internal.mediabox
    size = (edges.x1 - edges.x0) * (edges.y1 - edges.y0)
    covered = 0.0
    block = textpage.this.m_internal.first_block
    blocks = 0
    while block and blocks < _MOST_BLOCKS:
        blocks += 1
        if block.type == _PICTURE:
            box = block.bbox
            across = min(box.x1, edges.x1) - max(box.x0, edges.x0)
            down = min(box.y1, edges.y1) - max(box.y0, edges.y0)
            covered += max(across, 0.0) * max(down, 0.0)  # scans often come in strips
        block = block.next
    return bool(covered >= _SCAN * size)


def _off_the_page(page: Any, words: list[tuple[Any, ...]], edges: Rectangle) -> list[Line]:
    left, top, right, bottom = edges
    outside = [
        word
        for word in words
        if (word[2] <= left or word[0] >= right or word[3] <= top or word[1] >= bottom)
        and max(map(abs, word[:4])) < _FARTHEST
    ][:_MOST_OFF]
    turn = page.rotation_matrix if page.rotation else None
    lines = []
    for (block, _), group in groupby(outside, _key):
        line = Line(block)
        for word in group:
            text = cleaned(word[4])
            if text:
                line.add(text, word[:4] if turn is None else tuple(pymupdf.Rect(word[:4]) * turn))
        if line.words:
            line.size = round(line.height / 1.3, 1)
            lines.append(line)
    return lines


def _under(
    texts: list[dict[str, Any]], pictures: list[tuple[int, Rectangle]], found: Painted
) -> list[tuple[int, Rectangle, int]]:
    spans = {
        _rounded(span["bbox"]): number
        for number, raw in enumerate(found.raw)
        if raw is not None
        for span in raw["spans"]
        if span["text"].strip()
    }
    under: dict[Rectangle, tuple[int, Rectangle, int]] = {}
    for before, picture in pictures:
        for block in texts[:before]:
            if not _meets(picture, block["bbox"]):
                continue
            for span in (span for line in block["lines"] for span in line["spans"]):
                place = _rounded(span["bbox"])
                if place in spans and _meets_middle(picture, span["bbox"]):
                    under[place] = (spans[place], span["bbox"], span["color"])
    return list(under.values())


def _rounded(box: Rectangle) -> Rectangle:
    x0, y0, x1, y1 = box
    return round(x0), round(y0), round(x1), round(y1)


def _meets(one: Rectangle, other: Rectangle) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _meets_middle(picture: Rectangle, box: Rectangle) -> bool:
    middle = (box[1] + box[3]) / 2
    return picture[1] <= middle <= picture[3] and picture[0] <= box[0] + 1 and picture[2] >= box[2] - 1
