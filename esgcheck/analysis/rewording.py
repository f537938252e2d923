"""What a stretch of a paragraph has become, where it is known what the paragraph has become.

A shortest edit script is seldom the only one. Of "the first. The second." with a sentence deleted, one script keeps
the first "the" and another the second. Where the script from the front and the one from the back say the same, the
words are told for certain; so is a long stretch that just one of them keeps whole, if the other cuts it where a
sentence begins or ends.
"""

from __future__ import annotations

from collections import defaultdict

import Levenshtein

from .matching import WORD

TELLING = 20
"""Characters: a stretch so long that stands once in either text is known by itself."""

ADJOINING = 12
"""Characters of equal context that a shorter one needs."""

_ENDS = (".", "!", "?", ":", ";", "。")
Stretch = tuple[int, int]
Opcodes = list[tuple[str, int, int, int, int]]


class Reworded:
    """A folded paragraph and what it has become, word by word."""

    def __init__(self, old: str, new: str) -> None:
        self._old = old
        self._ours, self._theirs = _cut(old), _cut(new)
        letters: dict[str, str] = defaultdict(lambda: chr(0x10000 + len(letters)))
        self._one = "".join(letters[old[low:high]] for low, high in self._ours)
        self._other = "".join(letters[new[low:high]] for low, high in self._theirs)
        size, size_there = len(self._one), len(self._other)
        self._forth = Levenshtein.opcodes(self._one, self._other)
        self._back = [
            (kind, size - high, size - low, size_there - high_there, size_there - low_there)
            for kind, low, high, low_there, high_there in Levenshtein.opcodes(self._one[::-1], self._other[::-1])
        ]

    def kept(self, start: int, end: int) -> tuple[Stretch, bool] | None:
        """Where the very words of ``old[start:end]`` stand in the new one, and whether it is certain that they are
        these. None where they have not stayed together."""
        numbers = self._numbers(start, end)
        if numbers is None:
            return None
        first, last = numbers
        runs = [_run(codes, first, last) for codes in (self._forth, self._back)]
        whole = next((run for run in runs if run is not None), None)
        if whole is None or (None not in runs and runs[0][0] != runs[1][0]):  # type: ignore[index]
            return None
        there, before, behind = whole
        low = self._theirs[there][0] + start - self._ours[first][0]
        high = self._theirs[there + last - first][1] - (self._ours[last][1] - end)
        words = self._one[first : last + 1]
        once = self._one.count(words) == self._other.count(words) == 1
        script = self._forth if runs[0] is not None else self._back
        if self._may_slide(script, first, last, there):
            return (low, high), False
        if None in runs:
            cut = self._forth if runs[0] is None else self._back
            return (low, high), once and end - start >= TELLING and self._is_cut_at_sentence(cut, first, last, there)
        around = self._ours[last + behind][1] - self._ours[first - before][0] - (end - start)
        at_edge = first == there == 0 or (last == len(self._one) - 1 and there + last - first == len(self._other) - 1)
        sure = end - start >= TELLING or around >= ADJOINING or (once and (at_edge or around >= ADJOINING // 2))
        return (low, high), sure

    def is_gone(self, start: int, end: int) -> bool:
        """Whether by either script nothing is left of the words."""
        numbers = self._numbers(start, end)
        if numbers is None:
            return True
        first, last = numbers
        return not _leaves(self._forth, first, last) or not _leaves(self._back, first, last)

    def _numbers(self, start: int, end: int) -> Stretch | None:
        first = next((i for i, (_, stop) in enumerate(self._ours) if stop > start), None)
        last = next((i for i in range(len(self._ours) - 1, -1, -1) if self._ours[i][0] < end), None)
        return None if first is None or last is None or first > last else (first, last)

    def _is_cut_at_sentence(self, codes: Opcodes, first: int, last: int, there: int) -> bool:
        """Whether the script that cuts the words takes the beginning of a sentence, or the end of one, for that of the
        deleted one beside it."""
        shift = there - first
        same = [(low, high) for kind, low, high, at, _ in codes if kind == "equal" and at - low == shift]
        behind = any(low <= last < high for low, high in same)
        before = any(low <= first < high for low, high in same)
        return (behind and not before and self._starts(first)) or (before and not behind and self._ends(last))

    def _may_slide(self, codes: Opcodes, first: int, last: int, there: int) -> bool:
        """Whether what was deleted or put in beside the words may as well be some of them: in a row that says the same
        again and again, it may be any of the cells. (The beginning of a sentence is no cell.)"""
        end, end_there = last + 1, there + last + 1 - first
        for kind, low, high, low_there, high_there in codes:
            if kind == "equal":
                continue
            for text, gap, ours in (
                (self._one, (low, high), (first, end)),
                (self._other, (low_there, high_there), (there, end_there)),
            ):
                for begin, finish in _slid(text, *gap):
                    if begin >= ours[1] or finish <= ours[0]:
                        continue
                    at_start = begin <= ours[0] and finish < ours[1] and self._starts(first)
                    at_end = finish >= ours[1] and begin > ours[0] and self._ends(last)
                    if not (at_start or at_end):
                        return True
        return False

    def _starts(self, number: int) -> bool:
        return number == 0 or self._word(number - 1).endswith(_ENDS)

    def _ends(self, number: int) -> bool:
        return number == len(self._ours) - 1 or self._word(number).endswith(_ENDS)

    def _word(self, number: int) -> str:
        return self._old[slice(*self._ours[number])]


def _slid(text: str, low: int, high: int) -> list[Stretch]:
    """The words before and behind the gap ``text[low:high]`` over which it, or a word at its edge, may be moved without
    a word of what is left being another."""
    found = []
    for size in {1, high - low} if low < high else ():
        begin, finish = low, high
        while begin and text[begin - 1] == text[begin - 1 + size]:
            begin -= 1
        while finish < len(text) and text[finish] == text[finish - size]:
            finish += 1
        found += [(begin, low), (high, finish)]
    return found


def _leaves(codes: Opcodes, first: int, last: int) -> bool:
    return any(kind != "delete" and low <= last and first < high for kind, low, high, _, _ in codes)


def _run(codes: Opcodes, first: int, last: int) -> tuple[int, int, int] | None:
    """Where the words from ``first`` to ``last`` stand by the edit script, and how many more go on before and behind;
    None where they were cut."""
    for kind, low, high, there, _ in codes:
        if kind == "equal" and low <= first and last < high:
            return there + first - low, first - low, high - 1 - last
    return None


def _cut(text: str) -> list[Stretch]:
    return [match.span() for match in WORD.finditer(text)]
