"""Places of words, packed: a long report has two million of them, and as objects of their own they are a gigabyte.

Both classes are sequences that make a :class:`Box` or a :class:`Word` when one is asked for. What they stand on are
plain arrays: 16 bytes a box, 24 a word.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from typing import overload

from esgcheck.analysis.types import Box, Word


class Boxes(Sequence[Box]):
    """Boxes over ``array("f")``: x0, y0, x1, y1 of one after the other, from the number ``first`` of them on."""

    __slots__ = ("_count", "_first", "_places")

    def __init__(self, places: array[float], first: int = 0, count: int | None = None) -> None:
        self._places = places
        self._first = 4 * first
        self._count = len(places) // 4 - first if count is None else count

    @property
    def places(self) -> array[float]:
        return self._places[self._first : self._first + 4 * self._count]

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, index: int) -> Box: ...
    @overload
    def __getitem__(self, index: slice) -> Boxes: ...
    def __getitem__(self, index: int | slice) -> Box | Boxes:
        if isinstance(index, slice):
            start, stop, step = index.indices(self._count)
            if step != 1:
                raise ValueError("boxes are sliced in steps of one")
            return Boxes(self._places, self._first // 4 + start, max(stop - start, 0))
        if not -self._count <= index < self._count:
            raise IndexError(index)
        at = self._first + 4 * (index % self._count)
        return Box._make(self._places[at : at + 4])

    def __iter__(self) -> Iterator[Box]:
        points = self.places
        return map(Box, points[0::4], points[1::4], points[2::4], points[3::4])

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and len(other) == len(self) and all(a == b for a, b in zip(self, other))  # noqa: B905

    __hash__ = None  # type: ignore[assignment]


class Words(Sequence[Word]):
    """The words of a page: where each starts and ends in the text, and its box. Made by :class:`GrowingWords`.

    ``sure`` is how sure it is of each word where all of them were recognised in a picture, else empty.
    """

    __slots__ = ("ends", "places", "starts", "sure")

    def __init__(
        self,
        starts: array[int] | None = None,
        ends: array[int] | None = None,
        places: array[float] | None = None,
        sure: array[float] | None = None,
    ) -> None:
        self.starts = array("I") if starts is None else starts
        self.ends = array("I") if ends is None else ends
        self.places = array("f") if places is None else places
        self.sure = array("f") if sure is None else sure

    def __len__(self) -> int:
        return len(self.starts)

    @overload
    def __getitem__(self, index: int) -> Word: ...
    @overload
    def __getitem__(self, index: slice) -> Words: ...
    def __getitem__(self, index: int | slice) -> Word | Words:
        if isinstance(index, slice):
            start, stop, step = index.indices(len(self.starts))
            if step != 1:
                raise ValueError("words are sliced in steps of one")
            places, sure = self.places[4 * start : 4 * stop], self.sure[start:stop]
            return Words(self.starts[start:stop], self.ends[start:stop], places, sure)
        start = self.starts[index]
        index %= len(self.starts)
        certain = self.sure[index] if self.sure else None
        return Word(start, self.ends[index], Box(*self.places[4 * index : 4 * index + 4]), certain)

    def __iter__(self) -> Iterator[Word]:
        if self.sure:
            return map(Word, self.starts, self.ends, Boxes(self.places), self.sure)
        return map(Word, self.starts, self.ends, Boxes(self.places))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and len(other) == len(self) and all(a == b for a, b in zip(self, other))  # noqa: B905

    def __hash__(self) -> int:
        return hash((self.starts.tobytes(), self.ends.tobytes()))

    def __repr__(self) -> str:
        return f"<{len(self)} words>"


class GrowingWords:
    """The words of a page while its text is being written. Lists grow faster than arrays."""

    __slots__ = ("_ends", "_places", "_starts", "_sure")

    def __init__(self) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        self._places = array("f")
        self._sure = array("f")

    def add_line(self, at: int, words: Iterable[str], boxes: Iterable[Box], sure: Iterable[float] = ()) -> int:
        """Words with a space between each two, the first at the offset ``at``. Returns where the last one ends."""
        starts, ends = self._starts, self._ends
        for word in words:
            starts.append(at)
            at += len(word)
            ends.append(at)
            at += 1
        if isinstance(boxes, Boxes):
            self._places += boxes.places
        else:
            for box in boxes:
                self._places.extend(box)
        if sure:
            self._sure.extend(sure)
        return at - 1

    @property
    def last_start(self) -> int:
        return self._starts[-1]

    def shorten_last(self, letters: int) -> None:
        self._ends[-1] -= letters

    def done(self) -> Words:
        return Words(array("I", self._starts), array("I", self._ends), self._places, self._sure)


def rows_of(words: Sequence[Word], start: int) -> list[list[float]]:
    """Words as a database keeps them: offsets from ``start``, the box in tenths of a point, how sure if at all."""
    if not isinstance(words, Words):
        packed = Words()
        for word in words:
            packed.starts.append(word.start)
            packed.ends.append(word.end)
            packed.places.extend(word.box)
            packed.sure.extend(() if word.confidence is None else (word.confidence,))
        words = packed
    tenths = [round(place, 1) for place in words.places]
    corners = zip(tenths[0::4], tenths[1::4], tenths[2::4], tenths[3::4], strict=True)
    rows = [
        [first - start, end - start, x0, y0, x1, y1]
        for first, end, (x0, y0, x1, y1) in zip(words.starts, words.ends, corners, strict=True)
    ]
    for row, sure in zip(rows, words.sure, strict=False):
        row.append(round(sure, 2))
    return rows
