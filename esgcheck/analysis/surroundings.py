"""What stands just before and after a quotation in its source, and whether its sentence begins and ends with it.

Selective quotation is the point: the sentence before and the one after are where the "but" is.
"""

from __future__ import annotations

import re
from bisect import bisect_right

from .sentences import sentences
from .types import Document, Passage, Span

LONGEST = 300
"""Characters of what is shown before and after."""

_PASSED_OVER = frozenset({"heading", "footnote", "caption"})
_OPENING = "\"'“‘„«‹([{"
_CLOSING = "\"'”’»›)]}"
_ENDS = ".!?…"


def before_and_after(document: Document, span: Span) -> tuple[str, str]:
    """The words before and after ``span``: whole sentences where they fit in some 300 characters."""
    return _before(document, span.start), _after(document, span.end)


def _before(document: Document, end: int) -> str:
    shown: list[str] = []
    room = LONGEST
    for stretch in _stretches(document, end, backwards=True):
        for sentence in reversed(sentences(document.text, stretch)):
            words = _tidy(sentence.of(document.text)).rstrip(_OPENING + " ")
            if len(words) > room:
                if not shown:
                    shown.append("… " + words[-room:].partition(" ")[2])
                return " ".join(reversed(shown))
            if words:
                shown.append(words)
                room -= len(words) + 1
    return " ".join(reversed(shown))


def _after(document: Document, start: int) -> str:
    shown: list[str] = []
    room = LONGEST
    for stretch in _stretches(document, start, backwards=False):
        for sentence in sentences(document.text, stretch):
            words = _tidy(sentence.of(document.text))
            if not shown:
                words = words.lstrip(_CLOSING + ".,;: ")
            if len(words) > room:
                if not shown:
                    shown.append(words[:room].rpartition(" ")[0] + " …")
                return " ".join(shown)
            if words:
                shown.append(words)
                room -= len(words) + 1
    return " ".join(shown)


def _tidy(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


def _stretches(document: Document, offset: int, *, backwards: bool) -> list[Span]:
    """The passages beside ``offset``, nearest first, about as much as can be shown; the one it is in only in part."""
    passages = document.passages
    if not passages:
        if backwards:
            return [Span(max(0, offset - 2 * LONGEST), offset)]
        return [Span(offset, min(len(document.text), offset + 2 * LONGEST))]
    index = bisect_right(passages, offset if not backwards else offset - 1, key=lambda passage: passage.span.start) - 1
    found: list[Span] = []
    total = 0
    while (0 <= index < len(passages) and total <= LONGEST) or (index == -1 and not backwards):
        if index >= 0 and not passages[index].set_aside and passages[index].kind not in _PASSED_OVER:
            span = passages[index].span
            low, high = (span.start, min(span.end, offset)) if backwards else (max(span.start, offset), span.end)
            if low < high:
                found.append(Span(max(low, high - 5000), high) if backwards else Span(low, min(high, low + 5000)))
                total += high - low
        index += -1 if backwards else 1
    return found


def rest_of_sentence(document: Document, span: Span) -> tuple[str, str]:
    """What the sentences in which ``span`` begins and ends have before it and after it, as one line each."""
    first, last = passage_at(document, span.start), passage_at(document, max(span.start, span.end - 1))
    before = _part(document, first, span.start, span.start, before=True)
    return before, _part(document, last, max(span.start, span.end - 1), span.end, before=False)


def _part(document: Document, passage: Passage | None, offset: int, edge: int, *, before: bool) -> str:
    around = passage.span if passage else Span(0, len(document.text))
    around = Span(max(around.start, edge - _FARTHEST), min(around.end, edge + _FARTHEST))
    for sentence in sentences(document.text, around):
        if sentence.start <= offset < sentence.end:
            rest = Span(sentence.start, edge) if before else Span(edge, max(edge, sentence.end))
            return _tidy(rest.of(document.text))
    return ""


_FARTHEST = 2_000


def begins_sentence(document: Document, start: int) -> bool:
    """Whether a sentence of the source begins at ``start``, as far as its marks tell."""
    passage = passage_at(document, start)
    low = passage.span.start if passage else 0
    ahead = document.text[max(low, start - 200) : start]
    bare = ahead.rstrip()
    if not bare or bare != bare.rstrip(_OPENING + _CLOSING) or bare[-1] in _ENDS + ":;•":
        return True
    return passage is not None and not _punctuated(document, passage)


def ends_sentence(document: Document, end: int) -> bool:
    """Whether the sentence of the source ends at ``end``, as far as its marks tell."""
    passage = passage_at(document, max(0, end - 1))
    high = passage.span.end if passage else len(document.text)
    rest = document.text[end : min(high, end + 200)]
    bare = rest.strip()
    if not bare or bare[0] in _ENDS or bare[0] in _CLOSING:
        return True
    if document.text[end - 1 : end] in tuple(_ENDS):
        return not bare[0].islower()
    return passage is not None and not _punctuated(document, passage)


def _punctuated(document: Document, passage: Passage) -> bool:
    """A transcript made by machine may have no full stops at all; then nothing can be told from them."""
    return any(mark in passage.span.of(document.text) for mark in ".!?")


def passage_at(document: Document, offset: int) -> Passage | None:
    """The passage that holds the character at ``offset``; None between passages."""
    index = bisect_right(document.passages, offset, key=lambda passage: passage.span.start) - 1
    if index >= 0 and document.passages[index].span.end > offset:
        return document.passages[index]
    return None
