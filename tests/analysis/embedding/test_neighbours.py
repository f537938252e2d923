"""The nearest passages are found by their signs first: hardly any is missed, and never an unembedded one found."""

from __future__ import annotations

import numpy as np
import pytest

from esgcheck.analysis.embedding import DIMENSIONS, rows_of
from esgcheck.analysis.embedding.neighbours import Embedded, Neighbours


def drawn(count: int, seed: int = 3) -> np.ndarray:
    """Vectors about a hundred topics, as those of passages are."""
    topics = np.random.default_rng(1).normal(size=(100, DIMENSIONS))
    rng = np.random.default_rng(seed)
    vectors = topics[rng.integers(0, 100, count)] + rng.normal(size=(count, DIMENSIONS))
    return (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float32)


def test_the_nearest_ten_are_those_of_a_full_comparison() -> None:
    vectors = drawn(5000)
    neighbours = Neighbours(Embedded(n, range(100), rows) for n, rows in enumerate(np.split(vectors, 50)))
    found_again = 0
    for asked in drawn(40, seed=9):
        wanted = set(np.argsort(-(vectors @ asked))[:10].tolist())
        found = neighbours.find(asked, limit=10)
        assert [one.cosine for one in found] == sorted((one.cosine for one in found), reverse=True)
        found_again += len(wanted & {one.document * 100 + one.start for one in found})
    assert found_again >= 0.97 * 400


def test_a_passage_is_its_own_nearest_and_keeps_its_place() -> None:
    vectors = drawn(30)
    starts = range(0, 230, 10)
    neighbours = Neighbours([Embedded(4, range(7), vectors[:7]), Embedded(9, starts, rows_of(vectors[7:]))])
    (found,) = neighbours.find(vectors[20], limit=1)
    assert (found.document, found.start) == (9, 130)
    assert found.cosine == pytest.approx(1, abs=1e-3)


def test_rows_of_zeros_are_never_found() -> None:
    vectors = drawn(20)
    vectors[5:] = 0
    neighbours = Neighbours([Embedded(0, range(20), vectors)])
    assert len(neighbours) == 5
    assert {one.start for one in neighbours.find(vectors[0], limit=50)} == {0, 1, 2, 3, 4}


def test_nothing_is_near_where_nothing_is_held() -> None:
    assert Neighbours([]).find(drawn(1)[0], limit=5) == []
    assert Neighbours([Embedded(0, range(4), np.zeros((4, DIMENSIONS), np.float32))]).find(drawn(1)[0], limit=5) == []
