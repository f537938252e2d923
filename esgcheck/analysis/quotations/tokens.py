"""A paragraph as words, marks and whole quotations, so that what is quoted is never mistaken for who quotes it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from esgcheck.analysis.quotations.marks import Block, Marked
from esgcheck.analysis.sentences import sentences

_TOKEN = re.compile(r"[^\W_]+(?:['’.\-–‑&/][^\W_]+)*|[^\w\s]")
_ASKED = re.compile(r"[\s,]*(?:[a-z]|(?:[^\W_]+[.]?\s+){1,4}(?:said|asked|says|asks|told|replied|shouted|wrote)\b)")


@dataclass(frozen=True, slots=True)
class Token:
    """``quote`` is the index of the stretch in the paragraph for a whole quotation, else None."""

    start: int
    end: int
    text: str
    kind: Literal["word", "mark", "quote"]
    quote: int | None = None

    @property
    def lower(self) -> str:
        return self.text.lower().replace("’", "'")

    @property
    def capital(self) -> bool:
        return self.kind == "word" and self.text[0].isupper()


@dataclass(frozen=True, slots=True)
class Paragraph:
    """``sentences`` hold token indexes ``[start, end)``; a quotation over paragraphs belongs to the first."""

    block: Block
    stretches: tuple[Marked, ...]
    tokens: tuple[Token, ...]
    sentences: tuple[tuple[int, int], ...]


def paragraph_of(text: str, block: Block, stretches: Sequence[Marked]) -> Paragraph:
    """Tokens and sentences of a paragraph; each stretch is one token."""
    tokens: list[Token] = []
    masked: list[str] = []
    position = block.span.start
    end = max([block.span.end, *(s.outer.end for s in stretches)])
    for index, stretch in enumerate(stretches):
        tokens += _plain(text, position, stretch.outer.start)
        tokens.append(Token(stretch.outer.start, stretch.outer.end, "“”", "quote", index))
        masked.append(text[position : stretch.outer.start])
        masked.append(_mask(text, stretch))
        position = stretch.outer.end
    tokens += _plain(text, position, end)
    masked.append(text[position:end])
    return Paragraph(block, tuple(stretches), tuple(tokens), tuple(_split("".join(masked), block.span.start, tokens)))


def _plain(text: str, start: int, end: int) -> list[Token]:
    return [
        Token(m.start(), m.end(), m.group(), "word" if m.group()[0].isalnum() else "mark")
        for m in _TOKEN.finditer(text, start, end)
    ]


def _mask(text: str, stretch: Marked) -> str:
    """As long as the quotation, without its words; its full stop ends the sentence unless the sentence goes on."""
    last = stretch.inner.of(text)[-1:]
    length = len(stretch.outer)
    goes_on = _ASKED.match(text, stretch.outer.end)
    stop = last if last in ".?!" and not goes_on and length > 2 else "x"
    return ("“" + "x" * (length - 3) + stop + "”") if length > 2 else "x" * length


def _split(masked: str, offset: int, tokens: Sequence[Token]) -> list[tuple[int, int]]:
    bounds: list[tuple[int, int]] = []
    index = 0
    for span in sentences(masked):
        start = index
        while index < len(tokens) and tokens[index].start < offset + span.end:
            index += 1
        if index > start:
            bounds.append((start, index))
    if index < len(tokens):
        bounds.append((index, len(tokens)))
    return bounds
