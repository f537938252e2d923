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
_FIGURE = re.compile(r"\b\d\w*")
_ALIKE = 0.9

T = TypeVar("T")


class Words(NamedTuple):
    """The words of a passage, and those that must not differ: its numbers and negations."""

    every: frozenset[str]
    deciding: frozenset[str]

    @classmethod
    def of(cls, text: str) -> Words:
        lowered = text.lower()
        if "n't" in lowered or "n’t" in lowered:
            lowered = lowered.replace("n't", " not").replace("n’t", " not")
        every = frozenset(_WORD.findall(lowered))
        return cls(every, every.intersection(_FIGURE.findall(lowered)) | (every & NEGATIONS))

    def is_as(self, other: Words) -> bool:
        if self.deciding != other.deciding:
            return False
        fewer, more = sorted((len(self.every), len(other.every)))
        return fewer >= _ALIKE * more and len(self.every & other.every) >= _ALIKE * more


def grouped(entries: Iterable[tuple[Words, T]], most: int) -> list[list[T]]:
    """What has these words, in its order, those that are alike together; at most so many groups."""
    groups: list[list[T]] = []
    firsts: dict[frozenset[str], list[tuple[Words, list[T]]]] = {}
    for words, entry in entries:
        likely = firsts.setdefault(words.deciding, [])
        group = next((group for first, group in likely if first.is_as(words)), None)
        if group is not None:
            group.append(entry)
        elif len(groups) < most:
            groups.append([entry])
            likely.append((words, groups[-1]))
    return groups


def is_within(claim: Words, passage: Words) -> bool:
    """Whether a passage repeats a claim, whatever else it says."""
    return claim.deciding <= passage.deciding and len(claim.every & passage.every) >= _ALIKE * len(claim.every)
