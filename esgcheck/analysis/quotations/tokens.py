"""A paragraph as words, marks and whole quotations, so that what is quoted is never mistaken for who quotes it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from esgcheck.analysis.quotations.marks import Block, Marked
from esgcheck.analysis.sentences import sentences

_TOKEN = re.compile(r"[^\W_]+(?:['’.\-–‑&/][^\W_]+)*|[^\w\s]")
_ASKED = re.compile(
    r"[\s,]{0,4}(?:[a-z]|(?:[^\W_]{1,40}[.]?\s{1,3}){1,4}(?:said|asked|says|asks|told|replied|shouted|wrote)\b)"
)
_SAID = re.compile(
    r"[\s,]{0,4}(?:[a-z]|(?:[^\W_]{1,40}[.]?\s{1,3}){1,4}(?:said|asked|says|asks|told|replied|shouted|wrote)"
    r"(?:\s(?:in|during)\s(?:her|his|their|its|an?|the)\s\w{1,30}(?:\s\w{1,30})?)?\s{0,2}(?:[.,:;\n]|$))"
)
"""After a full stop, which a writer who goes on with "he said" makes a comma, "He said the plant" begins anew."""

LONGEST_SENTENCE = 160
"""In tokens; a quotation is one."""


@dataclass(frozen=True, slots=True)
class Token:
    """``quote`` is the index of the stretch in the paragraph for a whole quotation, else None."""

    start: int
    end: int
    text: str
    kind: Literal["word", "mark", "quote"]
    quote: int | None = None
    lower: str = ""

    @property
    def capital(self) -> bool:
        return self.kind == "word" and self.text[0].isupper()


@dataclass(frozen=True, slots=True)
class Paragraph:
    """``sentences`` hold token indexes ``[start, end)``; ``places`` the token of each stretch, ``homes`` its sentence;
    ``wordless`` says of each sentence whether there is nothing in it but quotation.

    A quotation over paragraphs belongs to the first of them.
    """

    block: Block
    stretches: tuple[Marked, ...]
    tokens: tuple[Token, ...]
    sentences: tuple[tuple[int, int], ...]
    places: tuple[int, ...]
    homes: tuple[int, ...]
    wordless: tuple[bool, ...]


def paragraph_of(text: str, block: Block, stretches: Sequence[Marked]) -> Paragraph:
    """Tokens and sentences of a paragraph; each stretch is one token."""
    tokens: list[Token] = []
    masked: list[str] = []
    position = block.span.start
    end = max([block.span.end, *(s.outer.end for s in stretches)])
    for index, stretch in enumerate(stretches):
        tokens += _plain(text, position, stretch.outer.start)
        tokens.append(Token(stretch.outer.start, stretch.outer.end, "“”", "quote", index, "“”"))
        masked.append(text[position : stretch.outer.start])
        masked.append(_mask(text, stretch))
        position = stretch.outer.end
    tokens += _plain(text, position, end)
    masked.append(text[position:end])
    bounds = _split("".join(masked), block.span.start, tokens)
    places = [index for index, token in enumerate(tokens) if token.kind == "quote"]
    ends = [stop for _, stop in bounds]
    homes = [bisect_right(ends, place) for place in places]
    wordless = [not any(token.kind == "word" for token in tokens[low:high]) for low, high in bounds]
    return Paragraph(
        block, tuple(stretches), tuple(tokens), tuple(bounds), tuple(places), tuple(homes), tuple(wordless)
    )


def _plain(text: str, start: int, end: int) -> list[Token]:
    tokens = []
    for match in _TOKEN.finditer(text, start, end):
        word = match.group()
        kind: Literal["word", "mark"] = "word" if word[0].isalnum() else "mark"
        tokens.append(Token(match.start(), match.end(), word, kind, None, word.lower().replace("’", "'")))
    return tokens


def _mask(text: str, stretch: Marked) -> str:
    """As long as the quotation, without its words; its full stop ends the sentence unless the sentence goes on."""
    last = stretch.inner.of(text)[-1:]
    length = len(stretch.outer)
    announced = text[max(0, stretch.outer.start - 2) : stretch.outer.start].rstrip().endswith(":")
    goes_on = not announced and (_SAID if last == "." else _ASKED).match(text, stretch.outer.end)
    stop = last if last in ".?!" and not goes_on and length > 2 else "x"
    return ("“" + "x" * (length - 3) + stop + "”") if length > 2 else "x" * length


def _split(masked: str, offset: int, tokens: Sequence[Token]) -> list[tuple[int, int]]:
    bounds: list[tuple[int, int]] = []
    index = 0
    for span in sentences(masked):
        start = index
        while index < len(tokens) and tokens[index].start < offset + span.end:
            index += 1
        bounds += _pieces(start, index)
    return bounds + _pieces(index, len(tokens))


def _pieces(start: int, end: int) -> list[tuple[int, int]]:
    """A sentence, cut where it is longer than any that a person wrote, so that looking around in one stays cheap."""
    return [(low, min(low + LONGEST_SENTENCE, end)) for low in range(start, end, LONGEST_SENTENCE)]
