"""Where in one text the parts of a quotation stand: each nearest to what was said, in order, not too far apart."""

from __future__ import annotations

from collections.abc import Sequence

from .fuzzy import Infix, infix, infixes
from .text import words_of

FARTHEST_APART = 3_000
"""Characters between the parts of one elided quotation: more than a page left out is no longer one quotation."""

_ANCHORS = 6
"""A phrase may stand several times on a page: so many places of the longest part are tried for the others' sake."""


def allowed(words: str) -> int:
    """How many edits a text may be away and still count as these words.

    Any two English sentences are about 55 % alike letter by letter; the shorter, the more chance alone explains. A
    letter of a script without spaces is as telling as a word.
    """
    length = len(words)
    if not words.isascii() and len(words_of(words)) * 2 > length:
        return int(length * 0.3) if length >= 6 else 0
    if length < 8:
        return 0
    return int(length * (0.15 if length < 25 else 0.25 if length < 40 else 0.3))


def in_order(parts: Sequence[str], text: str, limit: int) -> list[Infix] | None:
    """Each part behind the one before it, not too far apart; None where they do not fit within ``limit`` edits.

    The longest part is the surest, so it is placed first, the others before and behind it. Where it stands more than
    once, the place counts that suits the others best.
    """
    if len(parts) == 1:
        place = infix(parts[0], text, limit)
        return None if place is None else [place]
    anchor = max(range(len(parts)), key=lambda index: len(parts[index]))
    best: list[Infix] | None = None
    for place in infixes(parts[anchor], text, min(limit, allowed(parts[anchor])))[:_ANCHORS]:
        placed = _around(parts, anchor, place, text)
        if placed is not None and _edits(placed) <= limit:
            best, limit = placed, _edits(placed) - 1
    return best


def _edits(placed: Sequence[Infix]) -> int:
    return sum(place.distance for place in placed)


def _around(parts: Sequence[str], anchor: int, place: Infix, text: str) -> list[Infix] | None:
    """The other parts before and behind one that is placed."""
    found = {anchor: place}
    end = place.end
    for index in range(anchor + 1, len(parts)):
        near = infix(parts[index], text[end : end + FARTHEST_APART + len(parts[index])], allowed(parts[index]))
        if near is None:
            return None
        found[index] = Infix(near.distance, near.start + end, near.end + end)
        end = found[index].end
    start = place.start
    for index in range(anchor - 1, -1, -1):
        low = max(0, start - FARTHEST_APART - len(parts[index]))
        near = _last_infix(parts[index], text[low:start])
        if near is None:
            return None
        found[index] = Infix(near.distance, near.start + low, near.end + low)
        start = found[index].start
    return [found[index] for index in range(len(parts))]


def _last_infix(part: str, text: str) -> Infix | None:
    """The place nearest to the end: what is found in the text read backwards."""
    place = infix(part[::-1], text[::-1], allowed(part))
    return None if place is None else Infix(place.distance, len(text) - place.end, len(text) - place.start)
