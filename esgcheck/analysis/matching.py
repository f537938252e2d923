"""What two texts have in common, as long stretches that are surely the same place: the skeleton of ``revision``.

Runs of five words that stand just once in either text say where one belongs in the other, whatever was moved (the
unique lines of Bram Cohen's patience diff, here unique runs of words, and not kept in order). Each is drawn out to both
sides for as long as the two texts agree. Everything that stands in such a stretch is placed without looking further;
that is most of a document of which a new edition is a correction.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from .text import CJK

RUN = 5
"""Words of a run. Fewer stand more often than once in a report; more are cut more often by an edit."""

_CELL = 1_024
_MOST_PLACES = 200
WORD = re.compile(rf"[{CJK}]|[^\s{CJK}]+")


class Block(NamedTuple):
    """``old[start : start + length] == new[there : there + length]``, of folded texts."""

    start: int
    there: int
    length: int

    @property
    def end(self) -> int:
        return self.start + self.length

    @property
    def there_end(self) -> int:
        return self.there + self.length

    @property
    def shift(self) -> int:
        return self.there - self.start


class Words:
    """Where the words of a folded text begin and end, and its runs of words that stand there once."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.starts, self.ends = [], []
        for match in WORD.finditer(text):
            self.starts.append(match.start())
            self.ends.append(match.end())

    def runs(self, words: int = RUN) -> Iterator[tuple[str, int]]:
        """Every run of so many words with its offset; of a shorter text, the whole of it."""
        text, last = self.text, min(words, len(self.starts)) - 1
        if last >= 0:
            for start, end in zip(self.starts, self.ends[last:], strict=False):
                yield text[start:end], start

    def once(self, words: int = RUN) -> dict[str, int]:
        """The offset of each run; -1 where it stands more than once."""
        found: dict[str, int] = {}
        for run, start in self.runs(words):
            found[run] = -1 if run in found else start
        return found

    def word_back(self, offset: int) -> int:
        """To where the word that goes on over this offset, or ends there, begins."""
        index = bisect_right(self.starts, offset) - 1
        inside = index >= 0 and self.starts[index] < offset <= self.ends[index]
        return self.starts[index] if inside else offset

    def word_on(self, offset: int) -> int:
        """To where the word that this offset lies in, or begins, ends."""
        index = bisect_right(self.starts, offset) - 1
        inside = index >= 0 and self.starts[index] <= offset < self.ends[index]
        return self.ends[index] if inside else offset


def blocks_of(old: Words, new: Words) -> list[Block]:
    """The common stretches around runs that are unique in either text, in the order of the old one."""
    theirs = new.once()
    found: list[Block] = []
    last = Block(0, 0, 0)
    for run, start in old.once().items():
        if start < 0 or start + len(run) <= last.end:
            continue
        there = theirs.get(run, -1)
        if there >= 0:
            last = _drawn_out(old.text, start, new.text, there)
            found.append(last)
    return found


def _drawn_out(old: str, start: int, new: str, there: int) -> Block:
    back = common_end(old, start, new, there)
    on = common_start(old, start, new, there)
    return Block(start - back, there - back, back + on)


def common_start(one: str, at: int, other: str, there: int) -> int:
    """How many characters agree from ``at`` and ``there`` on: slices are compared, longer and longer, then shorter."""
    done, step = 0, 256
    most = min(len(one) - at, len(other) - there)
    grows = True
    while done < most and step:
        step = min(step, most - done)
        if one[at + done : at + done + step] == other[there + done : there + done + step]:
            done += step
            step = step * 2 if grows else step
        else:
            grows = False
            step //= 2
    return done


def common_end(one: str, at: int, other: str, there: int) -> int:
    """How many characters agree just before ``at`` and ``there``."""
    done, step = 0, 256
    most = min(at, there)
    grows = True
    while done < most and step:
        step = min(step, most - done)
        if one[at - done - step : at - done] == other[there - done - step : there - done]:
            done += step
            step = step * 2 if grows else step
        else:
            grows = False
            step //= 2
    return done


class Cover:
    """Which blocks cover a stretch, on one side of the comparison."""

    def __init__(self, blocks: list[Block], *, there: bool = False) -> None:
        self._there = there
        self._cells: dict[int, list[Block]] = defaultdict(list)
        for block in blocks:
            start, end = (block.there, block.there_end) if there else (block.start, block.end)
            for cell in range(start // _CELL, (end - 1) // _CELL + 1):
                self._cells[cell].append(block)

    def touching(self, start: int, end: int) -> list[Block]:
        cells = range(start // _CELL, max(start, end - 1) // _CELL + 1)
        found = dict.fromkeys(block for cell in cells for block in self._cells.get(cell, ()))
        return [block for block in found if self._start(block) < end and start < self._end(block)]

    def covering(self, start: int, end: int) -> list[Block]:
        cell = self._cells.get(start // _CELL, ())
        return [block for block in cell if self._start(block) <= start and end <= self._end(block)]

    def _start(self, block: Block) -> int:
        return block.there if self._there else block.start

    def _end(self, block: Block) -> int:
        return block.there_end if self._there else block.end


def stands_unexplained(words: str, text: str, here: int, cover: Cover, low: int, high: int) -> bool:
    """Whether the words stand at some other place, between ``low`` and ``high``, that no block accounts for."""
    place = text.find(words, low, high)
    for _ in range(_MOST_PLACES):
        if place < 0:
            return False
        if place != here and not cover.covering(place, place + len(words)):
            return True
        place = text.find(words, place + 1, high)
    return True


def places_of(text: str, words: str, low: int, high: int) -> list[int]:
    """Where the words stand in this part of the text."""
    found, place = [], text.find(words, max(0, low), high)
    while place >= 0:
        found.append(place)
        place = text.find(words, place + 1, high)
    return found
