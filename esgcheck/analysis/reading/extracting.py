"""What MuPDF finds on a page: words in lines with their style, and what is painted around them. Inside the cage.

It is the part of reading that takes the time, so a page is run once, with one list of words and one dictionary for
their style, and Python goes over lines rather than words wherever it can.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from esgcheck.analysis.reading import shapes
from esgcheck.analysis.reading.lines import Line, cleaned, is_mark
from esgcheck.analysis.reading.mupdf import pymupdf
from esgcheck.analysis.reading.notes import raised

TEXT = pymupdf.TEXT_MEDIABOX_CLIP | pymupdf.TEXT_PRESERVE_WHITESPACE
"""Ligatures come out as letters; what is clipped away does not come out."""

DRAWN = pymupdf.TEXT_COLLECT_VECTORS | pymupdf.mupdf.FZ_STEXT_LAZY_VECTORS
"""Drawings among the text, which cost next to nothing; they wait for the end of a line, so that an underlined word does
not break it in two. Pictures are left out: text that a picture stands for (ActualText) would go with them."""

WORDS, VECTOR = 0, 3
"""Types of blocks."""

_UNCLEAN = re.compile(
    r"[\x00-\x1f\x7f-\xa0\u00ad\u1680\u2000-\u200f\u2028-\u202f\u205f-\u2064\u3000\ufeff\ufff9-\ufffc\ud800-\udfff"
    r"\ue000-\uf8ff]"
)
"""Whatever :func:`.lines.cleaned` could have to do with. Most pages have none of it."""

_LEAST_BLOCK = 64
"""Bytes that MuPDF needs at least for a block."""

_LONGEST_MARK = 6
"""Letters of the longest bullet or number that :func:`.lines.is_mark` knows: "(viii)"."""


@dataclass(slots=True)
class Painted:
    """A page as MuPDF has it.

    ``blocks`` are dictionaries of text and drawings, in the order of painting but for what is lazy; ``raw`` has the
    dictionary of each line of :func:`lines_of`.
    """

    words: list[tuple[Any, ...]]
    blocks: list[dict[str, Any]]
    raw: list[dict[str, Any] | None] = field(default_factory=list)


def painted(page: Any) -> Painted:
    """Run the page."""
    textpage = page.get_textpage(flags=TEXT | DRAWN)
    if _is_map(textpage):
        textpage = page.get_textpage(flags=TEXT)
    words = textpage.extractWORDS()
    return Painted(words, textpage.extractDICT()["blocks"])


def _is_map(textpage: Any) -> bool:
    """Whether the page draws so much that a dictionary of each shape would fill the memory."""
    inside = textpage.this.m_internal
    if pymupdf.mupdf.ll_fz_pool_size(inside.pool) < shapes.MOST * _LEAST_BLOCK:
        return False  # no need to count
    block = inside.first_block
    for _ in range(shapes.MOST):
        if not block:
            return False
        block = block.next
    return True


def lines_of(page: Any, found: Painted, characters: int) -> tuple[list[Line], bool]:
    """MuPDF's lines with their words, upright as the page is seen; and whether the page was too long to keep whole."""
    words, cut = _clean(found.words, characters)
    turn = page.rotation_matrix if page.rotation else None
    if turn is not None:
        words = [(*(pymupdf.Rect(word[:4]) * turn), *word[4:]) for word in words]
    if not words:
        return [], cut
    raw = [block["lines"] for block in found.blocks if block["type"] == WORDS]
    left, top, right, bottom, given, blocks, numbers, _ = zip(*words, strict=True)
    texts = list(given)
    boxes = list(zip(left, top, right, bottom, strict=True))
    lines: list[Line] = []
    start = 0
    for (block, number), group in groupby(zip(blocks, numbers, strict=True)):
        own = raw[block] if block < len(raw) else ()
        style = own[number] if number < len(own) else None
        size, bold, upright = _style(style, turn) if style else (0.0, False, True)
        found.raw.append(style)
        end = start + len(list(group))
        if style and len(style["spans"]) > 1 and any(span["flags"] & 1 for span in style["spans"]):
            texts[start:end] = raised(texts[start:end], style["spans"])
        if end - start == 1:
            x0, y0, x1, y1 = boxes[start]
            lines.append(Line(block, size, bold, upright, [texts[start]], [boxes[start]], x0, y0, x1, y1))
        else:
            # the box of a line is around all of its words: but a bullet is often set in another font, three lines high
            high = start + (len(texts[start]) <= _LONGEST_MARK and is_mark(texts[start]))
            lines.append(
                Line(
                    block,
                    size,
                    bold,
                    upright,
                    texts[start:end],
                    boxes[start:end],
                    min(left[start:end]),
                    min(top[high:end]),
                    max(right[start:end]),
                    max(bottom[high:end]),
                )
            )
        start = end
    return lines, cut


def _clean(words: list[tuple[Any, ...]], characters: int) -> tuple[list[tuple[Any, ...]], bool]:
    text = "".join([word[4] for word in words])
    cut = len(text) > characters
    if cut:
        total = 0
        for at, word in enumerate(words):
            total += len(word[4])
            if total > characters:
                words = words[:at]
                break
    if (
        not text.isprintable() or "\ufffc" in text
    ):  # cheaper than the expression, and true wherever that finds something
        words = [
            word if word[4].isalnum() or not _UNCLEAN.search(word[4]) else (*word[:4], cleaned(word[4]), *word[5:])
            for word in words
        ]
        words = [word for word in words if word[4]]
    return words, cut


_LOOKS: dict[tuple[float, int, str], tuple[float, bool]] = {}


def _look(span: dict[str, Any]) -> tuple[float, bool]:
    """Size and weight of letters."""
    key = (span["size"], span["flags"], span["font"])
    known = _LOOKS.get(key)
    if known is None:
        if len(_LOOKS) > 1_000:
            _LOOKS.clear()
        size, flags, font = key
        bold = bool(flags & 16) or "bold" in font.lower() or "black" in font.lower()
        known = _LOOKS[key] = (round(size, 1), bold)
    return known


def _style(raw: dict[str, Any], turn: Any) -> tuple[float, bool, bool]:
    """The size and weight that most letters of a line have, and whether it stands upright."""
    spans = raw["spans"]
    if len(spans) == 1:
        size, bold = _look(spans[0])
    else:
        weights: dict[tuple[float, bool], int] = {}
        for span in spans:
            style = _look(span)
            weights[style] = weights.get(style, 0) + len(span["text"].strip())
        size, bold = max(weights, key=weights.__getitem__) if weights else (0.0, False)
    x, y = raw["dir"]
    if turn is not None:
        x, y = x * turn.a + y * turn.c, x * turn.b + y * turn.d
    return size, bold, x > 0.9 and abs(y) < 0.3
