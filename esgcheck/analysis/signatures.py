"""Which of thousands of texts may hold some words, damaged ones too: a table of bits, one for each stretch of letters.

An index of words cannot find a word that a scan has spoilt, and of five words of a short quotation two or three may be.
So each text is known by the stretches of four letters that it holds, over the borders of words as well; a wrong letter
costs four of them and leaves the rest. A row of the table stands for a stretch (many share a row, by a hash), a column
for a text. To look some words up is to add the rows of their rarest stretches, each by how much it tells, and to read
off the columns with the highest sums: 15,000 pages take under a millisecond, whatever is wrong with the words.

A signature file, sliced by bits: Faloutsos and Christodoulakis, ACM TOIS 2(4), 1984; a stretch weighs as much as its
inverse document frequency.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

import numpy as np
from numpy.typing import NDArray

ROWS = 1 << 15
"""A page has some 2,000 different stretches: a random one falls on a row that is taken already in one of 16 pages."""

_SHIFT = np.uint32(32 - 15)
_FACTORS = tuple(np.uint32(factor) for factor in (0x9E3779B1, 0x85EBCA77, 0xC2B2AE3D, 0x27D4EB2F))
_AT_A_TIME = 256
_ASKED = 64
"""Stretches of a long quotation that are asked for, the rarest first."""

_FINENESS = 50.0
"""Weights are counted in fiftieths; the sum of 64 of them stays far below 65,536."""

_FAR_BEHIND = 0.45
"""A text that has less than this share of what the likeliest one has is not looked at."""

_SPACE = np.uint32(32)
_FIRST_DENSE = 0x3040
"""From here on scripts are written without spaces: there two letters tell as much as four elsewhere."""

_IS_WORD = np.fromiter((chr(code).isalnum() for code in range(0x10000)), np.bool_, 0x10000)


class Signatures:
    """The table over ``texts``, which are folded already; they are numbered as they come."""

    def __init__(self, texts: Iterable[str]) -> None:
        columns: list[NDArray[np.uint8]] = []
        counts = np.zeros(ROWS, np.uint32)
        self.size = 0
        for batch in _batches(texts):
            held = np.zeros((-(-len(batch) // 8) * 8, ROWS), np.bool_)
            for row, text in enumerate(batch):
                held[row, stretches(text)] = True
            counts += held.sum(axis=0, dtype=np.uint32)
            columns.append(np.packbits(held, axis=0).T.copy())
            self.size += len(batch)
        self._bits = np.concatenate(columns, axis=1) if columns else np.zeros((ROWS, 0), np.uint8)
        self._counts = counts

    def likeliest(self, text: str, limit: int) -> list[int]:
        """The numbers of at most ``limit`` texts that hold most of what tells ``text``, likeliest first; equally likely
        ones in their order."""
        asked = np.unique(stretches(text))
        counts = self._counts[asked]
        asked, counts = asked[counts > 0], counts[counts > 0]
        if not len(asked) or not self.size:
            return []
        if len(asked) > _ASKED:
            rarest = np.argsort(counts, kind="stable")[:_ASKED]
            asked, counts = asked[rarest], counts[rarest]
        weights = np.rint(_FINENESS * np.log((self.size + 1) / (counts + 0.5))).astype(np.uint16)
        held = np.unpackbits(self._bits[asked], axis=1, count=self.size)
        # Whole numbers, summed here: BLAS would wake threads, which cost more than the sum on a busy machine.
        sums = np.einsum("i,ij->j", weights, held, dtype=np.uint16, casting="unsafe")
        least = int(np.partition(sums, -limit)[-limit]) if limit < len(sums) else 0
        best = np.flatnonzero(sums >= max(1, least, int(_FAR_BEHIND * int(sums.max()))))
        order = np.argsort(-sums[best].astype(np.int32), kind="stable")[:limit]
        return [int(number) for number in best[order]]


def _batches(texts: Iterable[str]) -> Iterator[list[str]]:
    rest = iter(texts)
    while batch := list(islice(rest, _AT_A_TIME)):
        yield batch


def stretches(text: str) -> NDArray[np.uint32]:
    """The rows of a folded text: one for every four letters of its words, and for every two of a dense script.

    What is neither letter nor digit counts as a space, and many spaces as one; there is one before and behind.
    """
    codes = np.frombuffer(f" {text} ".encode("utf-32-le", "surrogatepass"), np.uint32)
    word = _IS_WORD[np.minimum(codes, 0xFFFF)] | (codes > 0xFFFF)
    keep = word.copy()
    keep[1:] |= word[:-1]
    keep[0] = True
    codes = np.where(word, codes, _SPACE)[keep]
    if len(codes) < 4:
        return np.zeros(0, np.uint32)
    one, two, three, four = codes[:-3], codes[1:-2], codes[2:-1], codes[3:]
    found = one * _FACTORS[0] + two * _FACTORS[1] + three * _FACTORS[2] + four * _FACTORS[3]
    dense = codes >= _FIRST_DENSE
    if dense.any():
        pairs = np.flatnonzero(dense[:-1] & dense[1:])
        found = np.concatenate([found, codes[pairs] * _FACTORS[2] + codes[pairs + 1] * _FACTORS[3]])
    rows: NDArray[np.uint32] = found >> _SHIFT
    return rows
