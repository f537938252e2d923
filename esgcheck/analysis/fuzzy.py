"""The best place of a few words in a longer text, spelling mistakes allowed: edlib's infix alignment, cut at words."""

from __future__ import annotations

import re
from typing import NamedTuple

import edlib

from .text import CJK

_WITHOUT_SPACES = re.compile(f"[{CJK}]")


_MOST = 20
"""Places of one query in one text: more are not told apart."""


class Infix(NamedTuple):
    """``target[start:end]`` is the stretch nearest to the query, ``distance`` edits away."""

    distance: int
    start: int
    end: int


class _Codes(dict[int, int]):
    """A translation to at most 255 codes: the letters of the query each have one, all others share 0."""

    def __init__(self, query: str) -> None:
        super().__init__({ord(letter): code for code, letter in enumerate(sorted(set(query))[:254], 1)})

    def __missing__(self, letter: int) -> int:
        return 0


def infix(query: str, target: str, limit: int) -> Infix | None:
    """Where in ``target`` the query stands with at most ``limit`` edits; None where it does not.

    Of equally near places the first that begins and ends at a word is taken. Both texts are folded already.
    """
    return next(iter(infixes(query, target, limit)), None)


def infixes(query: str, target: str, limit: int) -> list[Infix]:
    """All the nearest places of the query, apart from each other, those first that begin and end at a word."""
    if not query or not target:
        return []
    if places := exact(query, target):
        return places
    if not (query.isascii() and target.isascii()):
        codes = _Codes(query)
        found = edlib.align(query.translate(codes), target.translate(codes), mode="HW", task="locations", k=limit)
    else:
        found = edlib.align(query, target, mode="HW", task="locations", k=limit)
    distance: int = found["editDistance"]
    if distance < 0:
        return []
    near = [Infix(distance, start or 0, end + 1) for start, end in found["locations"]]
    near.sort(key=lambda place: -at_words(target, place.start, place.end))
    apart: list[Infix] = []
    for place in near:
        if not any(place.start < other.end and other.start < place.end for other in apart):
            apart.append(place)
        if len(apart) == _MOST:
            break
    return apart


def packed(text: str) -> bytes:
    """One byte a letter, for a first look: letters beyond Latin 1 all become one."""
    return text.encode("latin-1", "replace")


def distance(query: bytes, target: bytes, limit: int) -> int | None:
    """How many edits the nearest stretch is away, at most ``limit``; quicker than to say where it is."""
    found: int = edlib.align(query, target, mode="HW", task="distance", k=limit)["editDistance"]
    return found if found >= 0 else None


def exact(query: str, target: str) -> list[Infix]:
    """The places where the query stands letter for letter between word boundaries."""
    found: list[Infix] = []
    start = target.find(query)
    while start >= 0 and len(found) < _MOST:
        if at_words(target, start, start + len(query)) == 2:
            found.append(Infix(0, start, start + len(query)))
        start = target.find(query, start + 1)
    return found


def at_words(text: str, start: int, end: int) -> int:
    """How many of the two edges fall between words: 0, 1 or 2."""
    return (not _inside_word(text, start)) + (not _inside_word(text, end))


def to_words(text: str, start: int, end: int) -> tuple[int, int]:
    """Move the edges outwards to the next word boundary; a half-covered word at an edge is taken whole, a space not."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    while start > 0 and _inside_word(text, start):
        start -= 1
    while end < len(text) and _inside_word(text, end):
        end += 1
    return start, end


def _inside_word(text: str, position: int) -> bool:
    """Whether the letters on both sides of ``position`` belong to one word."""
    pair = text[position - 1 : position + 1] if position else ""
    return len(pair) == 2 and pair.isalnum() and (pair.isascii() or _WITHOUT_SPACES.search(pair) is None)
