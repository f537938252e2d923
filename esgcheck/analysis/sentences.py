"""Where sentences begin and end, by nupunkt's trained model, which knows abbreviations ("U.S.", "Art. 5", "Mr.").

Bullets, headings and wrapped lines are not its business: the reading has split those into passages already, so pass a
passage's span. What is mended here: the model also ends a sentence inside quotation marks or brackets, and the stray
closing mark then opens the next one; the mark is given back to the sentence it closes. And the model was trained on
English: German, Italian and French abbreviations and ordinals that end no sentence are joined to what follows, and
Chinese and Japanese, which have full stops of their own and no spaces, are split here.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from esgcheck.analysis.text import without_notes
from esgcheck.analysis.types import Span

if TYPE_CHECKING:
    from collections.abc import Callable

_CLOSERS = frozenset("\"”’»)]'")
_LONGEST = 20_000
"""Text without any break is cut here before the model sees it, so that hostile input stays cheap."""
_TAIL = 30
"""Characters before the end of a sentence that say whether it is one."""
_WIDE_STOP = re.compile(r"[。！？｡]+[”’」』）)】》〉]*(?!$)(?![”’」』）)】》〉、，,；])(?!と)")
"""A full stop of Chinese or Japanese with what it closes; what と ("thus") follows is quoted in the same sentence."""
_LOW_CLOSED = re.compile(r"(?<=[.!?…])“\s+(?=[^\W\d_a-zß-ÿ])")
_AFTER_WHICH_A_NUMBER = re.compile(
    r"(?:^|[\s(’'])(?:artt?|nn?|n\.os?|nr|abs|abb|ziff|kap|bd|s|p|pp|pagg?|lett|co|comma|cap|tabb?|figg?|all|st|"
    r"annexe?|chap|par|parr)\.$",
    re.IGNORECASE,
)
_BEFORE_A_NAME = re.compile(
    r"(?:^|[\s(’'])(?:dott|dott\.ssa|dr|ing|avv|sig|sig\.ra|sigg|prof|prof\.ssa|rag|geom|on|spett|mme|mlle|mm|hr|fr|"
    r"dipl|mag)\.$",
    re.IGNORECASE,
)
_NEVER_LAST = re.compile(
    r"(?:^|[\s(’'])(?:cfr|cf|vgl|ca|env|bzw|inkl|exkl|zzgl|gem|lt|mio|mrd|z\.\s?b|d\.\s?h|u\.\s?a|i\.\s?d|c\.d|p\.\s?ex)\.$",
    re.IGNORECASE,
)
_GERMAN_ORDINAL = re.compile(
    r"(?:^|[\s(])(?:am|vom|zum|im|der|die|das|den|dem|des|zur|bis|seit|ab|jede[mnrs]?|eine[mnrs]?|unser(?:e[mnrs]?)?)\s"
    r"\d{1,3}\.$",
    re.IGNORECASE,
)
_NUMBER_WITH_STOP = re.compile(r"(?:^|[\s(])\d{1,2}\.$")
_MONTH = re.compile(
    r"(?:Jan|Jän|Januar|Jänner|Feb|Februar|März|April|Mai|Juni|Juli|Aug|August|Sept|September|Okt|Oktober|Nov|November|"
    r"Dez|Dezember)\b"
)
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
        piece = without_notes(text[start:stop])
        for low, high in _splitter()(piece):
            low, high = _trim(piece, low, high)
            if low == high:
                continue
            low = _give_back_closers(text, piece, low, high, start, found)
            if low < high:
                found.append(Span(start + low, start + high))
    split = [part for whole in _joined(text, found) for part in _split(text, whole)]
    return _join_numbering(text, split)


def _joined(text: str, found: list[Span]) -> list[Span]:
    """What the model split after an abbreviation or an ordinal of another language, put together again."""
    joined: list[Span] = []
    for span in found:
        if joined and _goes_on(text[max(joined[-1].start, joined[-1].end - _TAIL) : joined[-1].end], span.of(text)):
            joined[-1] = Span(joined[-1].start, span.end)
        else:
            joined.append(span)
    return joined


def _goes_on(tail: str, following: str) -> bool:
    """Whether the sentence that ends with ``tail`` ends only in appearance."""
    if not tail.endswith("."):
        return False
    first = following[0]
    if _NEVER_LAST.search(tail) or (first.isdigit() and _AFTER_WHICH_A_NUMBER.search(tail)):
        return True
    if _AFTER_WHICH_A_NUMBER.search(tail) and first.islower():
        return True
    if first.isupper() and (_BEFORE_A_NAME.search(tail) or _GERMAN_ORDINAL.search(tail)):
        return True
    return bool(_MONTH.match(following) and _NUMBER_WITH_STOP.search(tail))


def _split(text: str, span: Span) -> list[Span]:
    """At the full stops of Chinese and Japanese, and after the German closing mark, which the model takes to open."""
    piece = span.of(text)
    ends = [match.end() for match in _WIDE_STOP.finditer(piece)]
    if "„" in piece:
        low = piece.index("„")
        ends += [match.start() + 1 for match in _LOW_CLOSED.finditer(piece) if match.start() > low]
    parts: list[Span] = []
    for begin, end in pairwise([0, *sorted(ends), len(piece)]):
        start, stop = _trim(piece, begin, end)
        if start < stop:
            parts.append(Span(span.start + start, span.start + stop))
    return parts


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
