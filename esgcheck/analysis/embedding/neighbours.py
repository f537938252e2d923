"""The passages nearest to a claim, of some hundred thousand, in a millisecond or two.

Comparing 384 numbers with each of 100,000 passages reads 150 MB. So a first pass looks at the signs of half of the
numbers, 24 bytes a passage, and counts those that differ; the nearest by that are counted by all signs, and only the
nearest of these are compared in full. (Signs keep the order well enough where many more are kept than wanted: Charikar,
*Similarity estimation techniques from rounding algorithms*, 2002.)
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from .vectors import DIMENSIONS, Packed, Vectors, rows_of

_HALF = DIMENSIONS // 128
"""Words of 64 signs in half of them: no more than 192 can differ, which a byte holds."""
_AT_ONCE = 16_384
"""Passages of one step of the first pass: what it works on stays in the processor's cache."""

_KEPT = 8
"""How many more than wanted are compared in full."""
_SIEVED = 8
"""How many more than those the first half of the signs leaves."""

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
        for document, starts, vectors in sorted(documents, key=lambda one: one.document):
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
        asked = asked / np.linalg.norm(asked)
        likely = self._likely(asked, _KEPT * limit)
        cosines = self._rows.take(likely, axis=0).astype(np.float32) @ asked / self._lengths.take(likely)
        order = np.argsort(-cosines, kind="stable")[:limit]  # Equal ones stay in the order of their places.
        found = zip(self._places[likely[order]].tolist(), cosines[order].tolist(), strict=True)
        return [Neighbour(document, start, cosine) for (document, start), cosine in found]

    def near(self, vector: Vectors | Packed) -> Near:
        """What can be asked of the neighbourhood of one claim."""
        return Near(self, vector)

    def _likely(self, asked: Vectors, count: int) -> NDArray[np.int64]:
        """The numbers of about ``count`` passages, those with the fewest other signs; of few passages, of all."""
        if len(self._rows) <= _SIEVED * count:
            return np.arange(len(self._rows))
        signs = _signs(asked[None])[0]
        apart = self._apart(signs[:_HALF])
        some = apart[:: max(1, len(apart) // _SAMPLE)]
        reached = np.cumsum(np.bincount(some, minlength=DIMENSIONS // 2 + 1))
        left = np.flatnonzero(apart <= np.searchsorted(reached, _SIEVED * count * len(some) / len(apart)))
        every = apart[left].astype(np.uint16)
        for word in range(_HALF, 2 * _HALF):
            every += np.bitwise_count(self._signs[word].take(left) ^ signs[word])
        return np.sort(left[np.argpartition(every, count)[:count]])

    def _apart(self, signs: NDArray[np.uint64]) -> NDArray[np.uint8]:
        """For each passage, how many of the first half of its signs are others."""
        apart = np.empty(len(self._rows), np.uint8)
        other = np.empty(min(_AT_ONCE, len(apart)), np.uint64)
        counts = np.empty(len(other), np.uint8)
        for start in range(0, len(apart), _AT_ONCE):
            block = self._signs[:, start : start + _AT_ONCE]
            size = block.shape[1]
            total = apart[start : start + size]
            for word, asked in enumerate(signs):
                np.bitwise_xor(block[word], asked, out=other[:size])
                np.bitwise_count(other[:size], out=counts[:size] if word else total)
                if word:
                    np.add(total, counts[:size], out=total)
        return apart


def _signs(rows: Packed | Vectors) -> NDArray[np.uint64]:
    """(n, 6): a bit for each number above nought."""
    return np.packbits(rows > 0, axis=1).view(np.uint64)
