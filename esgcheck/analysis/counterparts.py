"""The paragraphs of two folded texts, and which of the one have become which of the other."""

from __future__ import annotations

from bisect import bisect_right

from .aligning import stripped
from .paragraphs import Pair, likeness, paired
from .rewording import TELLING
from .text import Normalised

Stretch = tuple[int, int]

_A_COPY = 0.5
"""Of 1: what is so like a paragraph may be a copy of it."""

_WHOLE = 0.7
"""Of a paragraph that is no longer than it was by more, nothing was put in from another."""


class Counterparts:
    """``old`` and ``new`` are folded to ``a`` and ``b``; stretches are of the folded texts."""

    def __init__(self, old: str, new: str, a: Normalised, b: Normalised) -> None:
        self._a, self._b = a.text, b.text
        self._ours, self._theirs = _paragraphs(old, a), _paragraphs(new, b)
        self._begins = [low for low, _ in self._ours]
        self._begins_there = [low for low, _ in self._theirs]
        self._pairs = paired(
            [self._a[low:high] for low, high in self._ours], [self._b[low:high] for low, high in self._theirs]
        )
        self._whose = {pair.there: number for number, pair in self._pairs.items()}

    def of(self, start: int, end: int) -> tuple[Pair, Stretch, Stretch] | None:
        """What the paragraph that the stretch lies in has become, and where the two lie; None where that is unknown, or
        the stretch lies in more than one."""
        number = bisect_right(self._begins, start) - 1
        pair = self._pairs.get(number)
        if pair is None or end > self._ours[number][1]:
            return None
        return pair, self._ours[number], self._theirs[pair.there]

    def is_anothers(self, there: Stretch, start: int, end: int) -> bool:
        """Whether the words there are those of some other paragraph, or of several, which have become those there and
        have not been joined with more: they say the same, or, of some few words, it is certain."""
        low, high = there
        numbers = range(max(0, self._number_there(low)), self._number_there(max(low, high - 1)) + 1)
        few = high - low < TELLING and len(numbers) == 1
        return bool(numbers) and all(self._is_of_another(part, there, (start, end), few) for part in numbers)

    def _is_of_another(self, part: int, there: Stretch, was: Stretch, few: bool) -> bool:
        number = self._whose.get(part)
        if number is None:
            return False
        (first, last), (low, high) = self._ours[number], self._theirs[part]
        if (first < was[1] and was[0] < last) or last - first < _WHOLE * (high - low):
            return False
        if few and there[1] <= high and self._pairs[number].sure:
            return True
        return self._b[max(low, there[0]) : min(high, there[1])] in self._a[first:last]

    def is_rivalled(self, there: int) -> bool:
        """Whether it cannot be told which of several paragraphs has become the one there."""
        number = self._whose.get(self._number_there(there))
        return number is not None and self._pairs[number].rivalled

    def is_in_copy(self, part: Stretch, there: int) -> bool:
        """Whether the paragraph there says much of what this one of the new text says, and is not the rest of it."""
        low, high = self._theirs[max(0, self._number_there(there))]
        return likeness(self._b[slice(*part)], self._b[low:high]) >= _A_COPY

    def free_there(self) -> list[Stretch]:
        """The paragraphs of the new text that are not known to have been any of the old one."""
        return [part for number, part in enumerate(self._theirs) if number not in self._whose]

    def _number_there(self, there: int) -> int:
        return bisect_right(self._begins_there, there) - 1


def _paragraphs(text: str, folded: Normalised) -> list[Stretch]:
    """Where the paragraphs lie in the folded text: what stands between empty lines."""
    found = []
    offset = 0
    for part in text.split("\n\n"):
        low, high = stripped(folded.text, folded.at(offset), folded.at(offset + len(part)))
        if low < high:
            found.append((low, high))
        offset += len(part) + 2
    return found
