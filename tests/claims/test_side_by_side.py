"""A change bears one number on both sides and in the list, and is told by a word and a sign."""

from __future__ import annotations

from typing import get_args

import pytest
from django.template.loader import render_to_string

from esgcheck.analysis.differences import differences
from esgcheck.analysis.types import DifferenceKind
from esgcheck.claims.side_by_side import SAME, SIGNS, WORDS, Comparison, compare


def compared(quoted: str, source: str, **cut: str) -> Comparison:
    steps = [{"kind": step.kind, "quoted": step.quoted, "source": step.source} for step in differences(quoted, source)]
    return compare(steps, **cut)


def test_both_sides_have_their_own_words_and_the_same_numbers() -> None:
    both = compared("We found 21 of them in March", "We did not find 12 of them in March")

    assert " ".join(run.text for run in both.quoted if run.text) == "We found 21 of them in March"
    assert " ".join(run.text for run in both.source if run.text) == "We did not find 12 of them in March"
    numbers = [run.number for run in both.quoted if run.number]
    assert numbers == [run.number for run in both.source if run.number]
    assert numbers == [change.number for change in both.changes]


def test_what_was_cut_off_stands_on_the_side_of_the_source() -> None:
    both = compared("he acted well", "he acted well", cut_before="Nobody can say that", cut_after="in every case.")

    assert [(change.kind, change.source) for change in both.changes] == [
        ("cut_before", "Nobody can say that"),
        ("cut_after", "in every case."),
    ]
    assert both.source[0].text == "Nobody can say that"
    assert both.source[-1].text == "in every case."


def test_the_same_words_set_differently_are_no_change() -> None:
    assert not compared("it’s “safe”", 'it\'s "safe"').changed


@pytest.mark.parametrize("kind", sorted(set(get_args(DifferenceKind)) - SAME))
def test_every_kind_has_a_word_and_a_sign_of_its_own(kind: str) -> None:
    assert WORDS[kind]
    others = [sign for other, sign in SIGNS.items() if other != kind]
    assert SIGNS[kind] not in others


def test_a_change_is_drawn_with_its_number_its_sign_and_its_word_and_words_are_never_markup() -> None:
    both = compared("We found <b>it</b> in 2018", "We found <b>it</b> in 2019")

    side = render_to_string("comparing/_side.html", {"runs": both.quoted})
    listed = render_to_string("comparing/_changes.html", {"changes": both.changes})

    assert "<b>" not in side
    assert "[change 1, number, unit or date: " in side
    assert '<span class="change__tag" aria-hidden="true">#1</span>' in side
    assert "Number, unit or date" in listed
    assert "“2018” is quoted, the source has “2019”" in listed
