"""Of what a language model proposes: what stands in the very passages that it was sent, word for word.

White space may differ, nothing else: a mark or a letter changed and the proposal is dropped, for then the model has
written what it says it has read. A quotation that begins or ends within a word or a number is none either.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from esgcheck.analysis.text import CJK
from esgcheck.analysis.types import Span
from esgcheck.claims.language_model.parts import Part, Piece
from esgcheck.claims.language_model.prompt import Proposal

LONGEST = 1_500
LEAST_LETTERS = 12
LEAST_IDEOGRAPHS = 5
SAME_SHARE = 0.5
_IDEOGRAPH = re.compile(f"[{CJK}]")
_NUMBER_GOES_ON = re.compile(r"\d[.,]?\d")


@dataclass(frozen=True)
class Anchored:
    span: Span
    kind: str
    score: float


def anchor(proposals: Iterable[Proposal], part: Part, text: str) -> tuple[list[Anchored], int]:
    """What stands there, in the order of the report and each once; and how many were dropped as they do not."""
    kept: list[Anchored] = []
    dropped = 0
    for proposal in proposals:
        places = list(_places(proposal, part, text))
        if not places:
            dropped += 1
        elif (span := _first_new(places, kept)) is not None:
            kept.append(Anchored(span, proposal.kind, proposal.score))
    return sorted(kept, key=lambda one: one.span), dropped


def _places(proposal: Proposal, part: Part, text: str) -> Iterator[Span]:
    """Where the words stand, in the passage that is named first: models count badly. Headings are no claims."""
    words = proposal.quote.split()
    if not _is_long_enough("".join(words)) or len(proposal.quote) > LONGEST:
        return
    pattern = re.compile(r"\s+".join(re.escape(word) for word in words))
    for piece in _named_first(part.pieces, proposal.passage):
        if piece.kind == "heading":
            continue
        for match in pattern.finditer(text, piece.span.start, piece.span.end):
            if not _is_cut(text, match.start()) and not _is_cut(text, match.end()):
                yield Span(*match.span())


def _named_first(pieces: Sequence[Piece], number: int | None) -> Iterator[Piece]:
    named = number - 1 if number is not None and 1 <= number <= len(pieces) else -1
    if named >= 0:
        yield pieces[named]
    yield from (piece for index, piece in enumerate(pieces) if index != named)


def _first_new(places: Sequence[Span], kept: Sequence[Anchored]) -> Span | None:
    """The first of the places that is not proposed already."""
    return next((span for span in places if not any(_same(span, other.span) for other in kept)), None)


def _same(one: Span, other: Span) -> bool:
    shared = min(one.end, other.end) - max(one.start, other.start)
    return shared >= SAME_SHARE * min(len(one), len(other))


def _is_long_enough(words: str) -> bool:
    return sum(map(str.isalnum, words)) >= LEAST_LETTERS or len(_IDEOGRAPH.findall(words)) >= LEAST_IDEOGRAPHS


def _is_cut(text: str, at: int) -> bool:
    """Whether a word or a number goes on over this border."""
    if not 0 < at < len(text):
        return False
    if any(at - length >= 0 and _NUMBER_GOES_ON.fullmatch(text, at - length, at + other) for length, other in _AROUND):
        return True
    before, after = text[at - 1], text[at]
    return before.isalnum() and after.isalnum() and not _IDEOGRAPH.match(before) and not _IDEOGRAPH.match(after)


_AROUND = ((1, 1), (1, 2), (2, 1))
