"""What is sent of a report: the passages that a reader can see, in order, a few thousand characters at a time.

Nothing else is: no title, no file name, no person of the case, no other document.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from esgcheck.analysis.types import Document, PassageKind, Span

CHARACTERS = 5_000
"""Of one part: enough for a page with its headings, and within the window of a small model."""


@dataclass(frozen=True)
class Piece:
    """A passage, or as much of a long one as goes into a part."""

    span: Span
    kind: PassageKind
    words: str


@dataclass(frozen=True)
class Part:
    pieces: tuple[Piece, ...]

    @property
    def characters(self) -> int:
        return sum(len(piece.words) for piece in self.pieces)


def parts_of(document: Document) -> list[Part]:
    parts: list[Part] = []
    here: list[Piece] = []
    length = 0
    for piece in _pieces(document):
        if here and length + len(piece.words) > CHARACTERS:
            parts.append(Part(tuple(here)))
            here, length = [], 0
        here.append(piece)
        length += len(piece.words)
    return [*parts, Part(tuple(here))] if here else parts


def _pieces(document: Document) -> Iterator[Piece]:
    for passage in document.passages:
        if passage.set_aside:
            continue
        for span in _cut(document.text, passage.span):
            if words := " ".join(span.of(document.text).split()):
                yield Piece(span, passage.kind, words)


def _cut(text: str, span: Span) -> Iterator[Span]:
    """A passage too long for one part, cut after a full stop where there is one, else at white space."""
    start = span.start
    while span.end - start > CHARACTERS:
        furthest = start + CHARACTERS
        after = start + CHARACTERS // 2
        places = (text.rfind(mark, after, furthest) for mark in (". ", ".\n", "。", "\n", " "))
        end = next((at + 1 for at in places if at >= 0), furthest)
        yield Span(start, end)
        start = end
    yield Span(start, span.end)
