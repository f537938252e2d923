"""Vectors are kept a byte a number, and point the same way afterwards."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from esgcheck.analysis.embedding import DIMENSIONS, pack, rows_of, unpack

NUMBERS = st.floats(-1, 1, width=32).filter(lambda number: number == 0 or abs(number) > 1e-20)


@given(arrays(np.float32, (3, DIMENSIONS), elements=NUMBERS, fill=st.just(0.0)))
def test_what_is_packed_points_the_same_way_when_unpacked(vectors: np.ndarray) -> None:
    data = pack(vectors)
    assert len(data) == 3 * DIMENSIONS
    back = unpack(data).astype(np.float32)
    for before, after in zip(vectors, back, strict=True):
        assert before.any() == after.any()
        largest = np.abs(before).max()
        assert np.abs(after * largest / 127 - before).max() <= largest / 250


def test_vectors_of_sentences_lose_next_to_nothing() -> None:
    drawn = np.random.default_rng(5).normal(size=(200, DIMENSIONS)).astype(np.float32)
    drawn /= np.linalg.norm(drawn, axis=1, keepdims=True)
    back = unpack(pack(drawn)).astype(np.float32)
    cosines = (back * drawn).sum(1) / np.linalg.norm(back, axis=1)
    assert cosines.min() > 0.9999


def test_a_row_of_zeros_stays_one() -> None:
    assert not unpack(pack(np.zeros((2, DIMENSIONS), np.float32))).any()
    assert unpack(b"").shape == (0, DIMENSIONS)


def test_rows_that_are_packed_already_are_left_alone() -> None:
    packed = np.arange(-100, 100, dtype=np.int8).repeat(DIMENSIONS).reshape(200, DIMENSIONS)
    assert np.shares_memory(rows_of(packed), packed)
    assert pack(packed) == packed.tobytes()


def test_what_is_no_vector_is_refused() -> None:
    with pytest.raises(ValueError, match="no whole number of vectors"):
        unpack(b"x" * 385)
    with pytest.raises(ValueError, match="rows of 384 numbers"):
        pack(np.zeros((3, 300), np.float32))
