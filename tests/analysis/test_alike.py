"""Passages that say the same are one entry, unless a number or a "not" is another."""

from __future__ import annotations

import pytest

from esgcheck.analysis.alike import Words, grouped, is_within

LONG = "Emissions of all our furnaces in the northern works fell by 12 % between 2019 and 2022, as we had planned"


@pytest.mark.parametrize(
    ("other", "same"),
    [
        (LONG, True),
        (LONG.upper() + "!", True),
        (LONG.replace("the northern", "our northern"), True),
        (LONG.replace("12 %", "9 %"), False),
        (LONG.replace("2022", "2021"), False),
        (LONG.replace("as we had planned", "as we had not planned"), False),
        (LONG.replace("as we had planned", "as we hadn’t planned"), False),
        (LONG + " and as everybody who works there had long been hoping for", False),
    ],
)
def test_the_same_in_nearly_the_same_words(other: str, same: bool) -> None:
    assert Words.of(LONG).is_as(Words.of(other)) is same
    assert Words.of(other).is_as(Words.of(LONG)) is same


def test_groups_keep_their_order_and_take_in_what_comes_late() -> None:
    texts = [
        "The first works leak.",
        "The second works leak.",
        "The first works leak!",
        "The third.",
        "The second works, leak",
    ]
    assert grouped(((Words.of(text), number) for number, text in enumerate(texts)), most=2) == [[0, 2], [1, 4]]


def test_a_passage_that_has_a_claim_in_it_repeats_it() -> None:
    claim = Words.of("We cut Scope 1 emissions by 12 %.")
    assert is_within(claim, Words.of("As the board said, we cut Scope 1 emissions by 12 %, and were glad of it."))
    assert not is_within(claim, Words.of("As the board said, we cut Scope 1 emissions by 9 %, and were glad of it."))
