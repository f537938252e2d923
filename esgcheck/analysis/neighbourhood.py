"""What has become of a stretch by the runs of words around it, where its paragraph alone does not tell.

1. A stretch in just one block of what the two texts have in common (``matching``), which is alone there too, is placed.
2. Anything else was edited, or stands where the texts are ambiguous. It lies between two blocks, and what lies between
   them in the new text is what has become of it: aligned word by word, it gives the place of what changed.
3. Where the neighbours tell nothing, it is looked for by its rarer words in what is not known to have been some
   paragraph of the old text, and never taken where the words are already some other place's.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from functools import cached_property

from .aligning import is_like, is_together, paragraph_at
from .anchoring import Anchored
from .both import REWRITTEN, TWICE, Both
from .counterparts import Counterparts
from .fuzzy import infix, to_words
from .locating import allowed
from .matching import Block, Cover, Words, blocks_of, common_end, common_start, places_of, stands_unexplained
from .rewording import ADJOINING, TELLING
from .types import Span

_AROUND = 40
"""Characters of equal context that tell a stretch from another of the same words."""

_ROOTED = 60
_TOGETHER = 200
"""Blocks whose shifts differ by less were moved together."""

_GOING = 6
_BESIDE, _CHANCE = 400, 6
"""Characters in which a short stretch, at the edge of an edit, must not stand again with so many equal ones beside."""
_SHORT_RUN = 3
_OWNED = 0.6


class Neighbourhood:
    """The blocks of the two texts; ``place`` may be asked any number of times."""

    def __init__(self, both: Both, parts: Counterparts) -> None:
        self._both, self._parts = both, parts
        self.old, self.new, self._a, self._b = both.old, both.new, both.a, both.b
        self._old, self._new = both.ours, both.theirs
        self._blocks = blocks_of(self._old, self._new)
        self._ends = [block.end for block in self._blocks]
        self._cover, self._cover_there = Cover(self._blocks), Cover(self._blocks, there=True)

    def place(self, span: Span, start: int, end: int) -> Anchored:
        """``span`` of the old text, folded to ``start`` and ``end``."""
        owner, doubtful = self._owner(start, end)
        if owner is not None:
            return self._owned(span, start, end, owner, doubtful)
        return self._between(span, start, end) or self._elsewhere(span, start, end) or Anchored("lost")

    def _owner(self, start: int, end: int) -> tuple[Block | None, bool]:
        """The block that the stretch lies in, and whether another could as well be the one.

        The characters beside it are equal as well: "12" is not what "12.5" begins with. Where paragraphs begin or
        end alike, blocks overlap: of two, the one that has the whole paragraph is right.
        """
        covering = [block for block in self._cover.covering(start, end) if self._goes_on(block, start, end)]
        best = self._best(covering, start, end)
        if best is None:
            return (covering[0], True) if covering else (None, False)
        there, there_end = start + best.shift, end + best.shift
        rivals = self._cover_there.covering(there, there_end)
        winner = self._best_there(rivals, there, there_end)
        if winner is None:
            return best, True
        return (best, False) if winner == best else (None, False)

    def _goes_on(self, block: Block, start: int, end: int) -> bool:
        """Whether the characters beside the stretch are equal in both texts; where a text ends, it is as a space."""
        there, there_end = start + block.shift, end + block.shift
        before = self._a.text[start - 1 : start] or " ", self._b.text[there - 1 : there] if there else " "
        behind = self._a.text[end : end + 1] or " ", self._b.text[there_end : there_end + 1] or " "
        return before[0] == before[1] and behind[0] == behind[1]

    def _owned(self, span: Span, start: int, end: int, owner: Block, doubtful: bool) -> Anchored:
        """In a block. One that has left its neighbours was moved, unless what it was still stands between them: a copy
        of a paragraph that was then edited is more like the paragraph than the paragraph itself."""
        there = start + owner.shift
        left, right, in_place = self._apart(owner)
        low, high, first, last = self._bounds(left, right, start, end)
        together = is_together(low, high, first, last)
        if together and not in_place:
            stayed = self._within(span, start, end, (low, high), (first, last), left and right)
            if stayed is not None:
                return stayed
            doubtful = doubtful or self._stayed(start, end, left, right)
        if not doubtful and self._is_sure(owner, start, end, (low, high, first, last) if in_place else None):
            return self._both.told(span, there, end + owner.shift)
        return self._both.changed(span, there, end + owner.shift, TWICE)

    def _stayed(self, start: int, end: int, left: Block | None, right: Block | None) -> bool:
        """Whether the paragraph still stands between its neighbours, without these words: elsewhere is a copy of it."""
        low, high = self._paragraph_of(start, end)
        was, now = (bounds := self._bounds(left, right, low, high))[:2], bounds[2:]
        there = self._both.image(*was, *now, low, high) if is_together(*bounds) else None
        if there is None or self._is_owned(*there, (low, high)):
            return False
        return is_like(self._a.text[low:high], self._b.text[slice(*there)])

    def _apart(self, owner: Block) -> tuple[Block | None, Block | None, bool]:
        """The nearest blocks before and behind that do not go with this one and have stayed together, and whether it
        lies between them in the new text too."""
        index = bisect_left(self._ends, owner.end)
        before = [b for b in self._blocks[max(0, index - _GOING) : index] if abs(b.shift - owner.shift) >= _TOGETHER]
        behind = [b for b in self._blocks[index + 1 : index + 1 + _GOING] if abs(b.shift - owner.shift) >= _TOGETHER]
        lefts: list[Block | None] = [*reversed(before)]
        rights: list[Block | None] = [*behind]
        if index < _GOING:
            lefts.append(None)
        if index + 1 + _GOING > len(self._blocks):
            rights.append(None)
        pairs = ((left, right) for left in lefts for right in rights if self._are_together(left, right))
        left, right = next(pairs, (None, None))
        after = left is None or left.there < owner.there
        return left, right, after and (right is None or owner.there_end < right.there_end)

    def _are_together(self, left: Block | None, right: Block | None) -> bool:
        low, there = (left.end, left.there_end) if left else (0, 0)
        high, there_end = (right.start, right.there) if right else (len(self._a.text), len(self._b.text))
        slack = max(0, low - high, there - there_end)  # where two begin alike, they overlap a little
        return slack <= _AROUND and is_together(low, high + slack, there, there_end + slack)

    def _is_sure(self, owner: Block, start: int, end: int, between: tuple[int, int, int, int] | None) -> bool:
        if end - start < TELLING and not self._is_held(owner, start, end):
            return False
        low, high = self._paragraph_of(start, end)
        whole = owner.start <= low and high <= owner.end
        rooted = owner.start <= low - _ROOTED or high + _ROOTED <= owner.end  # a copy has not the paragraph before it
        return whole or rooted or self._is_alone(start, end, start + owner.shift, between)

    def _paragraph_of(self, start: int, end: int) -> tuple[int, int]:
        low, high = paragraph_at(self.old, self._a.span(start, end))
        return self._a.at(low), self._a.at(high)

    def _is_held(self, owner: Block, start: int, end: int) -> bool:
        """Whether the block goes on to both sides of a short stretch. Where it ends beside it, the words may stand
        there twice, one of them deleted or put in: then what follows the one is what followed the other."""
        one, other, size = self._a.text, self._b.text, end - start
        there, there_end = start + owner.shift, end + owner.shift
        words = one[start:end]
        if start - owner.start < ADJOINING:
            ours, theirs = (
                places_of(one, words, start - _BESIDE, start),
                places_of(other, words, there - _BESIDE, there),
            )
            if any(common_end(one, at, other, there) >= _CHANCE for at in ours):
                return False
            if any(common_end(one, start, other, at) >= _CHANCE for at in theirs):
                return False
        if owner.end - end < ADJOINING:
            ours, theirs = (
                places_of(one, words, end, end + _BESIDE),
                places_of(other, words, there_end, there_end + _BESIDE),
            )
            if any(common_start(one, at + size, other, there_end) >= _CHANCE for at in ours):
                return False
            if any(common_start(one, end, other, at + size) >= _CHANCE for at in theirs):
                return False
        return True

    def _is_alone(self, start: int, end: int, there: int, gap: tuple[int, int, int, int] | None = None) -> bool:
        """Whether the words, with what is equal around them, stand nowhere else in either text but where a block says
        what they are; between the neighbours only, where it lies between them and is long."""
        around = _AROUND if gap is None else 3 * _AROUND
        back = min(around, common_end(self._a.text, start, self._b.text, there))
        on = min(around, common_start(self._a.text, end, self._b.text, there + end - start))
        words = self._a.text[start - back : end + on]
        if gap is None or len(words) < 2 * _AROUND:
            gap = 0, len(self._a.text), 0, len(self._b.text)
        return not stands_unexplained(
            words, self._a.text, start - back, self._cover, *gap[:2]
        ) and not stands_unexplained(words, self._b.text, there - back, self._cover_there, *gap[2:])

    def _best(self, blocks: list[Block], start: int, end: int) -> Block | None:
        if len(blocks) < 2:
            return blocks[0] if blocks else None
        low, high = self._paragraph_of(start, end)
        whole = [block for block in blocks if block.start <= low and high <= block.end]
        return whole[0] if len(whole) == 1 else None

    def _best_there(self, blocks: list[Block], start: int, end: int) -> Block | None:
        if len(blocks) < 2:
            return blocks[0] if blocks else None
        low, high = paragraph_at(self.new, self._b.span(start, end))
        low, high = self._b.at(low), self._b.at(high)
        whole = [block for block in blocks if block.there <= low and high <= block.there_end]
        return whole[0] if len(whole) == 1 else None

    def _between(self, span: Span, start: int, end: int) -> Anchored | None:
        """By what lies between the neighbours, or else beside one of them. None where that tells nothing."""
        left, right = self._neighbours(start, end)
        low, high, there, there_end = self._bounds(left, right, start, end)
        if is_together(low, high, there, there_end):
            if there >= there_end:
                return None
            found = self._within(span, start, end, (low, high), (there, there_end), left and right)
            if found is not None:
                return found
        return self._near_one(span, start, end, left, right)

    def _bounds(self, left: Block | None, right: Block | None, start: int, end: int) -> tuple[int, int, int, int]:
        """From the one block to the other in both texts, the stretch included, cut between words."""
        low = self._old.word_back(min(left.end, start)) if left else 0
        high = self._old.word_on(max(right.start, end)) if right else len(self._a.text)
        return low, high, low + left.shift if left else 0, high + right.shift if right else len(self._b.text)

    def _within(
        self, span: Span, start: int, end: int, was: tuple[int, int], now: tuple[int, int], both: Block | None
    ) -> Anchored | None:
        """What the stretch has become, ``old[was]`` having become ``new[now]``."""
        image = self._both.image(*was, *now, start, end)
        if image is None or self._is_owned(*image, (start, end)):
            return None
        words, found = self._a.text[start:end], self._b.text[image[0] : image[1]]
        if words == found:
            return self._told_between(span, was, now, (start, end), image)
        low, high = self._paragraph_of(start, end)
        close = both is not None and start - was[0] <= 15 and was[1] - end <= 15
        close = close and (low < was[0] or was[1] < high)  # some of its paragraph is there still
        close = close and len(found) <= 3 * len(words) + 10 and len(words) <= 3 * len(found) + 10
        if close or is_like(words, found):
            return self._both.changed(span, *image)
        return None

    def _told_between(
        self, span: Span, was: tuple[int, int], now: tuple[int, int], at: tuple[int, int], image: tuple[int, int]
    ) -> Anchored:
        """The very words between the same neighbours: certain if they stand there once, and are not too short."""
        words = self._a.text[at[0] : at[1]]
        alone = self._a.text.count(words, *was) == 1 and self._b.text.count(words, *now) == 1
        around = common_end(self._a.text, at[0], self._b.text, image[0])
        around += common_start(self._a.text, at[1], self._b.text, image[1])
        alone = alone and self._is_alone(*at, image[0], (*was, *now))
        if alone and (len(words) >= TELLING or around >= ADJOINING):
            return self._both.told(span, *image)
        return self._both.changed(span, *image, REWRITTEN if alone else TWICE)

    def _neighbours(self, start: int, end: int) -> tuple[Block | None, Block | None]:
        """The blocks that reach nearest to the stretch from before and from behind, or into it."""
        inside = [block for block in self._cover.touching(start, end) if not (block.start < start and end < block.end)]
        lefts = [block for block in inside if block.start <= start]
        rights = [block for block in inside if block.end >= end and block not in lefts]
        index = bisect_right(self._ends, start)
        left = max(lefts, key=lambda block: block.end, default=None) or (self._blocks[index - 1] if index else None)
        right = min(rights, key=lambda block: block.start, default=None)
        if right is None:
            right = next((block for block in self._blocks[index:] if block.start >= end), None)
        return left, right

    def _near_one(self, span: Span, start: int, end: int, left: Block | None, right: Block | None) -> Anchored | None:
        """Beside one of the neighbours, where the two have been parted: its paragraph is looked for there."""
        low, high = self._paragraph_of(start, end)
        low, high = max(low, start - 400), min(high, end + 400)
        size = 2 * (high - low) + 400
        windows = []
        if left is not None:
            windows.append((max(0, left.there_end - 50), min(len(self._b.text), left.there_end + size)))
        if right is not None:
            windows.append((max(0, right.there - size), min(len(self._b.text), right.there + 50)))
        return self._in_windows(span, start, end, low, high, windows)

    def _in_windows(
        self, span: Span, start: int, end: int, low: int, high: int, windows: list[tuple[int, int]]
    ) -> Anchored | None:
        """The stretch by way of what surrounds it (``old[low:high]``), in one of these parts of the new text."""
        around = self._a.text[low:high]
        found = []
        for first, last in windows:
            near = infix(around, self._b.text[first:last], int(0.4 * len(around)))
            if near is not None:
                found.append((near.distance, first + near.start, first + near.end))
        for _, first, last in sorted(found):
            image = self._both.image(low, high, first, last, start, end)
            if image is None or self._is_owned(*image, (start, end)):
                continue
            words, there = self._a.text[start:end], self._b.text[image[0] : image[1]]
            if is_like(words, there):
                return self._both.changed(span, *image, REWRITTEN if words == there else "")
        return None

    def _elsewhere(self, span: Span, start: int, end: int) -> Anchored | None:
        words = self._a.text[start:end]
        if len(words) < TELLING:
            return None
        times = self._a.text.count(words)
        if times > 1:
            return None  # what stands elsewhere is one of the others
        alone = self.unique(start, end)
        if alone is not None:
            return self._both.told(span, alone, alone + len(words))
        for first, last in self._likely(words):
            near = infix(words, self._b.text[first:last], allowed(words))
            if near is None:
                continue
            low, high = to_words(self._b.text, first + near.start, first + near.end)
            if not self._is_owned(low, high, (start, end)):
                return self._both.changed(span, low, high, REWRITTEN if not near.distance else "")
        return None

    def unique(self, start: int, end: int) -> int | None:
        """Where its very words stand, if they are long, stand once in either text, and are no other place's."""
        words = self._a.text[start:end]
        if len(words) < TELLING or self._a.text.count(words) != 1 or self._b.text.count(words) != 1:
            return None
        there = self._b.text.index(words)
        whole = to_words(self._b.text, there, there + len(words)) == (there, there + len(words))
        return there if whole and not self._is_owned(there, there + len(words), (start, end)) else None

    def _likely(self, words: str) -> list[tuple[int, int]]:
        """Where in the new text some of its runs of three words stand, most of them first."""
        votes: Counter[int] = Counter()
        for run, offset in Words(words).runs(_SHORT_RUN):
            for there in self._short_runs.get(run, ())[:20]:
                votes[(there - offset) // 200] += 1
        size = len(words)
        return [
            (max(0, 200 * cell - size // 3 - 200), min(len(self._b.text), 200 * cell + size + size // 3 + 400))
            for cell, _ in votes.most_common(4)
        ]

    @cached_property
    def _short_runs(self) -> dict[str, list[int]]:
        """Where runs of three words stand in what is not known to have been some paragraph of the old text."""
        found: dict[str, list[int]] = defaultdict(list)
        for low, high in self._parts.free_there():
            for run, start in Words(self._b.text[low:high]).runs(_SHORT_RUN):
                found[run].append(low + start)
        return dict(found)

    def _is_owned(self, there: int, there_end: int, was: tuple[int, int]) -> bool:
        """Whether most of that stretch of the new text is what some other place of the old one has become."""
        taken = 0
        for block in self._cover_there.touching(there, there_end):
            low, high = max(block.there, there), min(block.there_end, there_end)
            if low - block.shift < was[1] and was[0] < high - block.shift:
                continue
            taken = max(taken, high - low)
        return taken > _OWNED * (there_end - there)
