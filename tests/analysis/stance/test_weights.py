"""What ships: pairs that can be read, families that stay together, weights and vectors that fit the code."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from esgcheck.analysis.models.training.pairs import PAIRS, read_pairs
from esgcheck.analysis.stance import likeness, weighing


def test_there_are_enough_pairs_of_each_label_in_each_part() -> None:
    pairs = read_pairs()
    assert len(pairs) >= 600
    for part in ("train", "dev", "held"):
        labels = [pair.label for pair in pairs if pair.part == part]
        assert all(labels.count(label) >= 40 for label in weighing.LABELS), part


def test_no_passage_stands_twice_and_no_family_has_two_claims() -> None:
    pairs = read_pairs()
    assert len({(pair.claim, pair.passage) for pair in pairs}) == len(pairs)
    assert len({pair.family for pair in pairs}) == len({pair.claim for pair in pairs})


def test_a_line_that_is_none_is_told_with_its_number(tmp_path: Path) -> None:
    path = tmp_path / "pairs.txt"
    path.write_text("= one\n> A claim.\n* [wrong] A sign that is none.\n", encoding="utf-8")
    with pytest.raises(ValueError, match="line 3"):
        read_pairs(path)


def test_the_weights_are_for_the_features_of_the_code() -> None:
    assert set(weighing.weights()) == {"supports", "contradicts"}
    assert all(len(row) == len(weighing.FEATURES) + 1 for row in weighing.weights().values())


def test_the_vectors_hold_no_code_and_tell_what_is_alike() -> None:
    with np.load(likeness.FILE, allow_pickle=False) as given:
        assert given["vectors"].dtype == np.int8
    found = {(one, other): value for one, other, value in likeness.alike(
        likeness.rows_of(["fatal", "water", "zzqx"]), likeness.rows_of(["deadly", "waste", "zzqx"]))}  # fmt: skip
    assert found.keys() == {(0, 0)}
    assert 0.3 < found[0, 0] <= 0.8


def test_the_card_has_the_figures_of_the_held_out_families() -> None:
    card = (PAIRS.parent / "CARD.md").read_text(encoding="utf-8")
    assert "Held-out families" in card
    assert "calibration error" in card
