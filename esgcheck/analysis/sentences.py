"""Where sentences begin and end, by nupunkt's trained model, which knows abbreviations ("U.S.", "Art. 5", "Mr.").

Bullets, headings and wrapped lines are not its business: the reading has split those into passages already, so pass a
passage's span. One thing is mended here: the model also ends a sentence inside quotation marks or brackets, and the
stray closing mark then opens the next one; the mark is given back to the sentence it closes.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from esgcheck.analysis.types import Span

if TYPE_CHECKING:
    from collections.abc import Callable

_CLOSERS = frozenset("\"”’»)]'")
_LONGEST = 20_000
"""Text without any break is cut here before the model sees it, so that hostile input stays cheap."""
_NUMBERING = re.compile(r"(?:\d{1,3}|[A-Za-z]|[ivxIVX]{1,4})[.)]")


@cache
def _splitter() -> Callable[[str], list[tuple[int, int]]]:
    """The model takes half a second to load, so it is loaded when first asked for."""
    import nupunkt

    split: Callable[[str], list[tuple[int, int]]] = nupunkt.sent_spans
    return split


def sentences(text: str, span: Span | None = None) -> list[Span]:
    """The sentences of ``text[span]`` in order, trimmed of white space, as offsets into ``text``."""
    begin, end = (0, len(text)) if span is None else (span.start, min(span.end, len(text)))
    found: list[Span] = []
    for start in range(begin, end, _LONGEST):
        stop = min(start + _LONGEST, end)
        piece = text[start:stop]
        for low, high in _splitter()(piece):
            low, high = _trim(piece, low, high)
            if low == high:
                continue
            low = _give_back_closers(text, piece, low, high, start, found)
            if low < high:
                found.append(Span(start + low, start + high))
    return _join_numbering(text, found)


def _trim(text: str, low: int, high: int) -> tuple[int, int]:
    while low < high and text[low].isspace():
        low += 1
    while high > low and text[high - 1].isspace():
        high -= 1
    return low, high


def _give_back_closers(text: str, piece: str, low: int, high: int, offset: int, found: list[Span]) -> int:
    """Move closing marks that the split left at the head of a sentence to the one before; the new start."""
    if not found or found[-1].end != offset + low:
        return low
    moved = low
    while moved < high and piece[moved] in _CLOSERS:
        moved += 1
    if moved == low or (moved < high and not piece[moved].isspace()):
        return low
    found[-1] = Span(found[-1].start, offset + moved)
    return _trim(piece, moved, high)[0]


def _join_numbering(text: str, found: list[Span]) -> list[Span]:
    """A lone "1." or "a)" is the number of the sentence after it, not a sentence."""
    joined: list[Span] = []
    for span in found:
        if joined and len(joined[-1]) <= 5 and _NUMBERING.fullmatch(joined[-1].of(text)):
            joined[-1] = Span(joined[-1].start, span.end)
        else:
            joined.append(span)
    return joined
