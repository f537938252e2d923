"""Where a span stands on its page, as rectangles to draw."""

from __future__ import annotations

from collections.abc import Sequence

from esgcheck.analysis.types import Box, Page, Span, Word


def boxes_of(page: Page, span: Span) -> tuple[Box, ...]:
    """One box a line for the words of ``page`` that ``span`` touches, in the order of the text.

    Empty where the span touches no word of the page. A word that is touched in part counts whole.
    """
    lines: list[Box] = []
    for word in page.words[_first_after(page.words, span.start) :]:
        if word.start >= span.end:
            break
        if word.end <= span.start:
            continue
        if lines and _same_line(lines[-1], word.box):
            lines[-1] = _joined(lines[-1], word.box)
        else:
            lines.append(word.box)
    return tuple(lines)


def _first_after(words: Sequence[Word], offset: int) -> int:
    """The index of the first word that ends after ``offset``: words are in the order of the text."""
    low, high = 0, len(words)
    while low < high:
        middle = (low + high) // 2
        if words[middle].end <= offset:
            low = middle + 1
        else:
            high = middle
    return low


def _same_line(line: Box, word: Box) -> bool:
    height = min(line.y1 - line.y0, word.y1 - word.y0)
    level = min(line.y1, word.y1) - max(line.y0, word.y0) > 0.5 * height
    return level and -height <= word.x0 - line.x1 <= 3 * height


def _joined(one: Box, other: Box) -> Box:
    return Box(min(one.x0, other.x0), min(one.y0, other.y0), max(one.x1, other.x1), max(one.y1, other.y1))
