"""The table of stretches names the text that holds some words, whole or spoilt, among many."""

from __future__ import annotations

import random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from esgcheck.analysis.signatures import Signatures, stretches

WORDS = [
    "pump",
    "valve",
    "motor",
    "inspector",
    "gate",
    "eastern",
    "never",
    "saw",
    "river",
    "permit",
    "annex",
    "contract",
    "audit",
]


def page(number: int) -> str:
    rng = random.Random(number)
    return " ".join(rng.choice(WORDS) + str(rng.randrange(100)) for _ in range(200))


@pytest.fixture(scope="module")
def table() -> Signatures:
    return Signatures([*map(page, range(300)), "the inspector never saw the eastern gate of the dam", page(301)])


def test_the_text_with_the_words_comes_first(table: Signatures) -> None:
    assert table.likeliest("never saw the eastern gate", 5)[0] == 300


def test_a_wrong_letter_in_every_word_does_not_hide_it(table: Signatures) -> None:
    assert table.likeliest("nevcr sav tbe eastcrn gale", 5)[0] == 300


def test_equally_likely_texts_come_in_their_order() -> None:
    table = Signatures(["we keep our word"] * 20)
    assert table.likeliest("keep our word", 3) == [0, 1, 2]


def test_what_no_text_has_is_in_none(table: Signatures) -> None:
    assert table.likeliest("qqqq xxxx", 5) == []
    assert Signatures([]).likeliest("anything", 5) == []


def test_two_letters_of_a_script_without_spaces_are_enough() -> None:
    table = Signatures(["泵和阀门" * 30, "外部律师审查了五份合同我们没有发现"])
    assert table.likeliest("没有发现", 1) == [1]


@settings(deadline=None)
@given(st.text(min_size=1), st.text(), st.text())
def test_whatever_surrounds_some_words_their_stretches_are_all_there(words: str, before: str, after: str) -> None:
    inside = stretches(words)
    assert np.isin(inside, stretches(f"{before} {words} {after}")).all()


@settings(deadline=None)
@given(st.text())
def test_marks_and_spaces_count_for_nothing(text: str) -> None:
    spaced = "  ".join(text.split(" "))
    assert set(stretches(text).tolist()) == set(stretches(f"({spaced})!").tolist())
