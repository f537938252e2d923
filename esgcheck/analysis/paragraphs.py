"""Which paragraph of a newer text each paragraph of an older one has become.

Runs of words place what stands once in a text. A report says much twice: heads of pages, rows of tables, a paragraph in
the summary and again in its chapter. Which of them is which is told by the order of their neighbours, so paragraphs
(list items, rows, heads: whatever stands between empty lines) are paired as a reader would who goes through both files:

1. What stands just once in either text, word for word, and in the same order (the heaviest such chain), is a pair.
2. Between two pairs of the chain the rest is paired in order, by how much of the one is left in the other: the most
   that can be kept, by dynamic programming (Needleman and Wunsch 1970).
3. What is left on both sides was moved: the very words first, then what stands beside something that was moved, then
   what is far more like than anything else is.

A pair is *rivalled* where another paragraph that is left over could as well be one of the two: of two equal rows side
by side, one of which was deleted, nobody can tell which is left. It is *sure* where there is no rival, and enough to
know it by.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from functools import cached_property, lru_cache
from itertools import pairwise
from typing import NamedTuple

import Levenshtein

from .ordering import heaviest, most_kept

_TELLING = 20
"""Characters: a paragraph so long is known by itself; of a shorter one the neighbours must be the same too."""

_LIKE, _LIKE_ALONE = 0.5, 0.6
"""Of 1: how much must be left of a paragraph between its neighbours, and of one that has none."""

_CLEARLY = 0.12
"""By how much the next best must be less like."""

_LONG, _A_WORD = 60, 3
"""Characters: of a paragraph so long, a word more that differs tells another."""

_SOME, _MOST_OF = 8, 0.5
"""Characters, and of 1: how many words of what stands there now make it what is left of a paragraph."""

_MOST_CELLS = 40_000
_CANDIDATES = 6
_COMMON, _RARE, _MANY = 60, 8, 4_000_000
"""Places of a word by which a moved paragraph is looked for; fewer where very many are left over on both sides."""


class Pair(NamedTuple):
    """``there`` is the number of the paragraph in the newer text."""

    there: int
    sure: bool
    rivalled: bool


def paired(old: Sequence[str], new: Sequence[str]) -> dict[int, Pair]:
    """By number of the paragraph in the older text; folded paragraphs, none of them empty."""
    try:
        return _Pairing(old, new).pairs()
    finally:
        _words.cache_clear()  # what a document says does not stay in memory


def likeness(one: str, other: str) -> float:
    """0 to 1: how many of the letters stand in both, in order; or, of one that was cut down, how many of its words."""
    if one == other:
        return 1.0
    alike = Levenshtein.ratio(one, other, score_cutoff=0.7)  # letters of any two texts are alike by 0.6
    if alike >= 0.8:
        return alike
    if min(len(one), len(other)) < _TELLING:
        return alike
    (ours, words), (theirs, words_there) = _words(one), _words(other)
    fewer, more = sorted((len(ours), len(theirs)))
    if fewer < 3 or more > 12 * fewer:
        return alike
    if 2 * len(words & words_there) < min(len(words), len(words_there)):
        return alike
    letters: dict[str, str] = defaultdict(lambda: chr(0x10000 + len(letters)))
    whole = Levenshtein.ratio("".join([letters[word] for word in ours]), "".join([letters[word] for word in theirs]))
    return max(alike, whole, 0.9 * whole * (fewer + more) / 2 / fewer)


@lru_cache(maxsize=8_192)
def _words(text: str) -> tuple[list[str], frozenset[str]]:
    words = text.split()
    return words, frozenset(words)


def _is_clear(alike: float, rival: float, letters: int) -> bool:
    """Whether the one is so much more like than the other: by much, or in a long one by a word."""
    return alike - rival > _CLEARLY or (letters >= _LONG and (alike - rival) * letters >= _A_WORD)


class _Pairing:
    def __init__(self, old: Sequence[str], new: Sequence[str]) -> None:
        self.old, self.new = old, new
        self.there: dict[int, int] = {}
        self.taken: dict[int, int] = {}
        self._counts, self._counts_there = Counter(old), Counter(new)
        self.weak: set[int] = set()
        self.rivalled: set[int] = set()

    def pairs(self) -> dict[int, Pair]:
        once, once_there = _once(self.old, self._counts), _once(self.new, self._counts_there)
        equal = [(i, once_there[text]) for text, i in once.items() if text in once_there]
        chain = heaviest(equal, self.old)
        for i, j in chain:
            self._pair(i, j)
        for (i, j), (i2, j2) in pairwise([(-1, -1), *chain, (len(self.old), len(self.new))]):
            self._in_order(range(i + 1, i2), range(j + 1, j2))
        moved = [(i, j) for i, j in equal if i not in self.there and j not in self.taken]
        for i, j in moved:
            self._pair(i, j, enough=len(self.old[i]) >= _TELLING)
            if self._stays(i) or self._has_twin(i):
                self.rivalled.add(i)
        for i, j in moved:
            self._beside(i, j, 1)
            self._beside(i, j, -1)
        self._elsewhere()
        unsure = self.weak | self.rivalled
        return {i: Pair(j, i not in unsure and self._is_known(i, j), i in self.rivalled) for i, j in self.there.items()}

    def _pair(self, i: int, j: int, *, enough: bool = True) -> None:
        self.there[i], self.taken[j] = j, i
        if not enough:
            self.weak.add(i)

    def _in_order(self, ours: range, theirs: range) -> None:
        """The paragraphs between two pairs of the chain: as much as can be kept, in order."""
        if not ours or not theirs:
            return
        rest, rest_there = self._trimmed(ours, theirs)
        if len(rest) * len(rest_there) > _MOST_CELLS:
            self._only_equal(rest, rest_there)
        else:
            like = [[likeness(self.old[i], self.new[j]) for j in rest_there] for i in rest]
            sizes, sizes_there = [len(self.old[i]) for i in rest], [len(self.new[j]) for j in rest_there]
            for row, column in most_kept(like, sizes, sizes_there, _LIKE):
                enough = like[row][column] >= _LIKE_ALONE or len(rest) == len(rest_there) == 1
                self._pair(rest[row], rest_there[column], enough=enough)
            self._clear_rivals(ours, theirs)

    def _trimmed(self, ours: range, theirs: range) -> tuple[range, range]:
        """Without what is the same where the two begin, and where they end; that is paired."""
        while ours and theirs and self.old[ours[0]] == self.new[theirs[0]]:
            self._pair(ours[0], theirs[0])
            ours, theirs = ours[1:], theirs[1:]
        while ours and theirs and self.old[ours[-1]] == self.new[theirs[-1]]:
            self._pair(ours[-1], theirs[-1])
            ours, theirs = ours[:-1], theirs[:-1]
        return ours, theirs

    def _clear_rivals(self, ours: range, theirs: range) -> None:
        """What is left over here may as well be one of a pair: it is like both. (Two that were joined into one are
        both like it, not like each other.)"""
        free = [self.old[i] for i in ours if i not in self.there]
        free_there = [self.new[j] for j in theirs if j not in self.taken]
        rivals = set(free) | set(free_there)
        if not rivals:
            return
        clear: dict[tuple[str, str], bool] = {}  # of rows that say the same, one is looked at
        for i in ours:
            if i in self.there:
                pair = one, other = self.old[i], self.new[self.there[i]]
                if pair not in clear:
                    rival = max(min(likeness(text, one), likeness(text, other)) for text in rivals)
                    clear[pair] = _is_clear(likeness(one, other), rival, min(len(one), len(other)))
                if not clear[pair]:
                    self.rivalled.add(i)

    def _only_equal(self, ours: range, theirs: range) -> None:
        """Of very many: those that are word for word the same, by the shortest edit script."""
        letters: dict[str, str] = defaultdict(lambda: chr(0x10000 + len(letters)))
        one = "".join(letters[self.old[i]] for i in ours)
        other = "".join(letters[self.new[j]] for j in theirs)
        for start, there, size in Levenshtein.matching_blocks(Levenshtein.editops(one, other), one, other):
            for step in range(size):
                self._pair(ours[start + step], theirs[there + step], enough=size >= 3)

    def _beside(self, i: int, j: int, step: int) -> None:
        """What stands beside something that was moved has gone along, if it is like what stands there now."""
        while 0 <= (i := i + step) < len(self.old) and 0 <= (j := j + step) < len(self.new):
            if i in self.there or j in self.taken:
                return
            alike = likeness(self.old[i], self.new[j])
            if alike < _LIKE_ALONE:
                return
            self._pair(i, j)

    def _elsewhere(self) -> None:
        """What has left its neighbours, by the words that it has in common with what is left in the other text."""
        free = [i for i in range(len(self.old)) if i not in self.there]
        free_there = [j for j in range(len(self.new)) if j not in self.taken]
        if not free or not free_there:
            return
        most = _COMMON if len(free) * len(free_there) <= _MANY else _RARE
        index = _index(self.new, free_there)
        found = []
        for i in free:
            for j in _likely(self.old[i], index, most):
                alike = likeness(self.old[i], self.new[j])
                if alike >= _LIKE_ALONE and min(len(self.old[i]), len(self.new[j])) >= _TELLING:
                    found.append((alike, i, j))
        found.sort(key=lambda one: (-one[0], one[1], one[2]))
        by_old, by_new = defaultdict(list), defaultdict(list)
        for alike, i, j in found:
            by_old[i].append((alike, j))
            by_new[j].append((alike, i))
        everywhere = _index(self.old, range(len(self.old))) if found else {}
        for alike, i, j in found:
            if i in self.there or j in self.taken:
                continue
            kept = [k for k in _likely(self.new[j], everywhere, most) if k in self.there]
            twin = max((likeness(self.old[k], self.new[j]) for k in kept), default=0.0)
            if twin > alike:
                continue  # a copy of what stands where it stood
            rivals = [other for other, k in by_old[i] if k != j] + [other for other, k in by_new[j] if k != i]
            letters = min(len(self.old[i]), len(self.new[j]))
            known = _is_clear(alike, max([twin, *rivals]), letters) or self._is_rearranged(i, j, max([0.0, *rivals]))
            self._pair(i, j)
            if not known or self._stays(i):
                self.rivalled.add(i)

    def _has_twin(self, i: int) -> bool:
        """Whether it is a short one of several that differ by a word: what says just its words, among other neighbours,
        may be a copy of one of those."""
        return any(self._gaps[gap] > 1 for gap in _with_a_gap(self.old[i]))

    @cached_property
    def _gaps(self) -> Counter[tuple[str, ...]]:
        return Counter(gap for text in set(self.old) for gap in _with_a_gap(text))

    def _stays(self, i: int) -> bool:
        """Whether words of it stand where it stood, as a paragraph: what stands elsewhere may be a copy of it."""
        words = set(self.old[i].split())
        before, behind = self.there.get(i - 1), self.there.get(i + 1)
        near = [] if before is None else [before + 1, before + 2]
        near += [] if behind is None else [behind - 1, behind - 2]
        for j in near:
            if 0 <= j < len(self.new) and j not in self.taken:
                common = sum(len(word) for word in words.intersection(self.new[j].split()))
                if common >= max(_SOME, _MOST_OF * len(self.new[j])):
                    return True
        return False

    def _is_rearranged(self, i: int, j: int, rival: float) -> bool:
        """Whether the same words stand in both texts equally often, and all but these stayed where they were."""
        text = self.old[i]
        equal = text == self.new[j] and len(text) >= _LONG
        return equal and rival < 1.0 and self._counts[text] == self._counts_there[text]

    def _is_known(self, i: int, j: int) -> bool:
        """Whether it is long enough, or stands between the same neighbours."""
        if min(len(self.old[i]), len(self.new[j])) >= _TELLING:
            return True
        before = self.there.get(i - 1, -1) == j - 1
        behind = self.there.get(i + 1, len(self.new)) == j + 1
        return before and behind


def _once(texts: Sequence[str], counts: Counter[str]) -> dict[str, int]:
    return {text: number for number, text in enumerate(texts) if counts[text] == 1}


def _with_a_gap(text: str) -> list[tuple[str, ...]]:
    """A short one with each of its words left out in turn."""
    words = text.split() if len(text) < _LONG else []
    return [(*words[:number], "", *words[number + 1 :]) for number in range(len(words))] if len(words) > 2 else []


def _index(texts: Sequence[str], numbers: Iterable[int]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = defaultdict(list)
    for number in numbers:
        for word in set(texts[number].split()):
            found[word].append(number)
    return found


def _likely(text: str, index: dict[str, list[int]], most: int) -> list[int]:
    """Which have most in common with it: rare words count for more, those at more than so many places not at all."""
    votes: dict[int, float] = defaultdict(float)
    for word in set(text.split()):
        places = index.get(word, ())
        if len(places) <= most:
            for number in places:
                votes[number] += len(word) / len(places)
    return sorted(votes, key=lambda number: (-votes[number], number))[:_CANDIDATES]
