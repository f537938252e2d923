"""Words of a paragraph are found in what it has become, and it is told where they could be others."""

from __future__ import annotations

import pytest

from esgcheck.analysis.rewording import Reworded

FIRST = "the company began to work with a local kitchen for the good of the community."
SECOND = "the preparation of meals is entrusted to people who need help to get back to work."
OLD = f"{FIRST} {SECOND}"


def kept(words: str, old: str, new: str) -> tuple[str, bool] | None:
    start = old.index(words)
    found = Reworded(old, new).kept(start, start + len(words))
    return (new[slice(*found[0])], found[1]) if found else None


def test_a_sentence_whose_neighbour_was_deleted_stays_whole() -> None:
    assert kept(SECOND, OLD, SECOND) == (SECOND, True)


def test_of_a_deleted_sentence_nothing_is_left_though_the_next_begins_alike() -> None:
    reworded = Reworded(OLD, SECOND)
    assert reworded.is_gone(0, len(FIRST))
    assert not reworded.is_gone(len(FIRST) + 1, len(OLD))


@pytest.mark.parametrize("nth", [0, 1])
def test_of_two_equal_words_of_which_one_was_deleted_neither_is_certain(nth: int) -> None:
    old, new = "in all n.d. n.d. as before", "in all n.d. as before"
    start = old.index("n.d.") + 5 * nth
    found = Reworded(old, new).kept(start, start + 4)
    assert found is None or not found[1]


def test_a_short_word_needs_what_stands_beside_it() -> None:
    old = "the audit of may found as much as the audit of june in all of our sites"
    assert kept("may", old, old.replace("june", "july")) == ("may", True)
    edited = old.replace("of may found", "of all may found some")
    assert kept("of", old.replace("may", "of"), edited) in {None, ("of", False)}


def test_words_that_begin_and_end_within_a_word_stay_so() -> None:
    assert kept("meals is entrusted to people who need help to get back to work", OLD, SECOND) == (
        "meals is entrusted to people who need help to get back to work", True,
    )  # fmt: skip


def test_of_a_row_of_equal_cells_any_may_be_the_deleted_one() -> None:
    cells = "0.0% 0.0% 0.0% 0.0% 0.0% n n n n"
    old = f"of which enabling 0.0 {cells} n n n 0.00% e"
    fewer = old.replace(" n n", " n", 1)
    for new in (fewer, fewer.replace("0.00% ", ""), old.replace("0.0% 0.0%", "0.0%", 1), old.replace(" n", " n n", 1)):
        found = kept(cells, old, new)
        assert found is None or not found[1]
