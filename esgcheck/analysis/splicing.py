"""Whether a quotation that stands nowhere was put together from pieces that do stand somewhere.

Pieces are what stands between ellipses; without any, its sentences. A quotation may leave words out and say so, but its
pieces must follow each other in one place and come from one mouth: else no single quotation could join them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from .differences import ELLIPSIS
from .locating import FARTHEST_APART, Locator, Place
from .sentences import sentences
from .surroundings import passage_at
from .text import normalise, words_of

_WORDS = 4
"""A piece of fewer words stands somewhere by chance."""

_SURE = 0.75
"""So much of a piece has to be the same, letter by letter, where it stands alone."""


@dataclass(frozen=True, slots=True)
class Placed:
    """Some words of a quotation, in its own spelling, and where they stand; None where they stand nowhere."""

    text: str
    place: Place | None


def pieces_of(quoted: str) -> list[str]:
    """The stretches between ellipses, or the sentences, of at least four words each, in the quotation's spelling."""
    folded = normalise(quoted)
    pieces: list[str] = []
    start = 0
    for mark in ELLIPSIS.finditer(folded.text):
        pieces.append(folded.span(start, mark.start()).of(quoted))
        start = mark.end()
    pieces.append(folded.span(start, len(folded.text)).of(quoted))
    pieces = [piece for piece in pieces if piece.strip()]
    if len(pieces) == 1:
        pieces = [span.of(quoted) for span in sentences(quoted)]
    return [piece.strip() for piece in pieces if _tells(piece)]


def _tells(piece: str) -> bool:
    words = words_of(normalise(piece).text)
    return len(words) >= _WORDS and sum(map(len, words)) >= (12 if piece.isascii() else 6)


def placed(locator: Locator, quoted: str) -> list[Placed]:
    """The pieces of a quotation, each looked up by itself; empty where there are not at least two."""
    pieces = pieces_of(quoted)
    if len(pieces) < 2:
        return []
    found: list[Placed] = []
    before: Place | None = None
    for piece in pieces:
        places = [place for place in locator.places([_folded(piece)], limit=3) if place.score >= _SURE]
        near = [place for place in places if before and place.document == before.document]
        before = next(iter(near or places), None)
        found.append(Placed(piece, before))
    return found


def _folded(piece: str) -> str:
    return normalise(piece).text.strip(" .,;:!?'\"()-[]")


def in_one_place(locator: Locator, places: Sequence[Place]) -> bool:
    """Whether one quotation could join them: in order, in one document, near each other, said by one speaker."""
    document = locator.documents[places[0].document]
    for one, other in pairwise(places):
        apart = other.span.start - one.span.end
        if one.document != other.document or not 0 <= apart <= FARTHEST_APART:
            return False
    speakers = {passage.speaker for place in places if (passage := passage_at(document, place.span.start))}
    return len(speakers - {""}) <= 1


def several_speakers(locator: Locator, place: Place) -> bool:
    """Whether the parts of an elided quotation were said by different people."""
    document = locator.documents[place.document]
    speakers = {passage.speaker for part in place.parts if (passage := passage_at(document, part.start))}
    return len(speakers - {""}) > 1


def joined(places: Sequence[Place]) -> Place:
    """The place of pieces that stand in one place."""
    parts = tuple(part for place in places for part in place.parts)
    return Place(
        places[0].document, parts, sum(place.distance for place in places), sum(place.length for place in places)
    )
