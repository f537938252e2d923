"""Passages that say the same in nearly the same words: a sentence of every year's report, of page 4 and of page 92.

They are one entry with several places. But "fell by 12 %" and "fell by 9 %" differ in one word of ten and are just what
a reviewer looks for: numbers and negations must be the same ones.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple, TypeVar

from .wording import NEGATIONS

_WORD = re.compile(r"\w+")
_ALIKE = 0.9

T = TypeVar("T")


class Words(NamedTuple):
    """The words of a passage, and those that must not differ: its numbers and negations."""

    every: frozenset[str]
    deciding: frozenset[str]

    @classmethod
    def of(cls, text: str) -> Words:
        every = frozenset(_WORD.findall(text.lower().replace("n't", " not").replace("n’t", " not")))
        return cls(every, frozenset(word for word in every if word[0].isdigit()) | (every & NEGATIONS))

    def is_as(self, other: Words) -> bool:
        if self.deciding != other.deciding:
            return False
        fewer, more = sorted((len(self.every), len(other.every)))
        return fewer >= _ALIKE * more and len(self.every & other.every) >= _ALIKE * more


def grouped(entries: Iterable[tuple[str, T]], most: int) -> list[list[T]]:
    """Texts with what they stand for, in their order, those that are alike together; at most so many groups."""
    groups: list[list[T]] = []
    firsts: list[Words] = []
    for text, entry in entries:
        words = Words.of(text)
        place = next((number for number, first in enumerate(firsts) if first.is_as(words)), None)
        if place is not None:
            groups[place].append(entry)
        elif len(groups) < most:
            groups.append([entry])
            firsts.append(words)
    return groups


def is_within(claim: Words, passage: Words) -> bool:
    """Whether a passage repeats a claim, whatever else it says."""
    return claim.deciding <= passage.deciding and len(claim.every & passage.every) >= _ALIKE * len(claim.every)
