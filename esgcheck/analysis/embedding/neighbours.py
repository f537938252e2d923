"""The passages nearest to a claim, of some hundred thousand, in a millisecond or two.

Comparing 384 numbers with each of 100,000 passages reads 150 MB. So a first pass looks at the signs of the numbers
alone, 48 bytes a passage, and counts those that differ; only the nearest by that are compared in full. (Signs keep the
order well enough where many more are kept than wanted: Charikar, *Similarity estimation techniques from rounding
algorithms*, 2002.)
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from .vectors import DIMENSIONS, Packed, Vectors, rows_of

_WORDS = DIMENSIONS // 64
_AT_ONCE = 16_384
"""Passages of one step of the first pass: what it works on stays in the processor's cache."""

_KEPT = 8
"""How many more than wanted the first pass keeps."""

_SAMPLE = 12_500
"""Passages by which it is told how many signs may differ."""


class Neighbour(NamedTuple):
    """A passage by its document and where it starts there; how near, 1 the same."""

    document: int
    start: int
    cosine: float


class Embedded(NamedTuple):
    """The passages of a document as vectors: where each starts, and its row; a row of zeros is never found."""

    document: int
    starts: Sequence[int]
    rows: Vectors | Packed


class Near(NamedTuple):
    """The neighbourhood of one claim."""

    neighbours: Neighbours
    vector: Vectors | Packed

    def find(self, limit: int) -> list[Neighbour]:
        return self.neighbours.find(self.vector, limit=limit)


class Neighbours:
    """Vectors to find the nearest in. Of 100,000 passages: 38 MB, and 6 of signs."""

    def __init__(self, documents: Iterable[Embedded]) -> None:
        rows, places = [np.empty((0, DIMENSIONS), np.int8)], [np.empty((0, 2), np.int64)]
        for document, starts, vectors in documents:
            packed = rows_of(vectors)
            held = packed.any(axis=1)
            rows.append(packed[held])
            places.append(np.stack([np.full(len(packed), document), np.asarray(starts, np.int64)], axis=1)[held])
        self._rows: Packed = np.concatenate(rows)
        self._places = np.concatenate(places)
        self._signs = np.ascontiguousarray(_signs(self._rows).T)
        self._lengths = np.sqrt(np.einsum("ij,ij->i", self._rows, self._rows, dtype=np.float32))

    def __len__(self) -> int:
        return len(self._rows)

    def find(self, vector: Vectors | Packed, *, limit: int) -> list[Neighbour]:
        """The ``limit`` nearest to ``vector``, (DIMENSIONS,), nearest first."""
        asked = np.asarray(vector, np.float32)
        likely = self._likely(asked, _KEPT * limit)
        rows = self._rows[likely].astype(np.float32)
        cosines = rows @ asked / (self._lengths[likely] * np.linalg.norm(asked))
        places = self._places[likely]
        order = np.lexsort((places[:, 1], places[:, 0], -cosines))[:limit]
        found = zip(places[order].tolist(), cosines[order].tolist(), strict=True)
        return [Neighbour(document, start, cosine) for (document, start), cosine in found]

    def near(self, vector: Vectors | Packed) -> Near:
        """What can be asked of the neighbourhood of one claim."""
        return Near(self, vector)

    def _likely(self, asked: Vectors, count: int) -> NDArray[np.int64]:
        """The numbers of about ``count`` passages, those with the fewest other signs; of few passages, of all."""
        if len(self._rows) <= 2 * count:
            return np.arange(len(self._rows))
        apart = self._apart(_signs(rows_of(asked[None]))[0])
        some = apart[:: max(1, len(apart) // _SAMPLE)]
        reached = np.cumsum(np.bincount(some, minlength=DIMENSIONS + 1))
        return np.flatnonzero(apart <= np.searchsorted(reached, count * len(some) / len(apart)))

    def _apart(self, signs: NDArray[np.uint64]) -> NDArray[np.uint16]:
        """For each passage, how many of its signs are others."""
        apart = np.empty(len(self._rows), np.uint16)
        other = np.empty(min(_AT_ONCE, len(apart)), np.uint64)
        counts = np.empty((_WORDS, len(other)), np.uint8)
        for start in range(0, len(apart), _AT_ONCE):
            block = self._signs[:, start : start + _AT_ONCE]
            size = block.shape[1]
            for word in range(_WORDS):
                np.bitwise_xor(block[word], signs[word], out=other[:size])
                np.bitwise_count(other[:size], out=counts[word, :size])
            half = _WORDS // 2  # three counts of 64 at most go into a byte
            for lower in (0, half):
                for word in range(lower + 1, lower + half):
                    np.add(counts[lower, :size], counts[word, :size], out=counts[lower, :size])
            np.add(counts[0, :size], counts[half, :size], out=apart[start : start + size], dtype=np.uint16)
        return apart


def _signs(rows: Packed) -> NDArray[np.uint64]:
    """(n, 6): a bit for each number above nought."""
    return np.packbits(rows > 0, axis=1).view(np.uint64)
