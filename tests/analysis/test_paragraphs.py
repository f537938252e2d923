"""Paragraphs of an older text are paired with what they have become, and a pair that could be another is told."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from esgcheck.analysis.ordering import heaviest
from esgcheck.analysis.paragraphs import likeness, paired

HEAD = "sustainability report 2023"
WATER = "the water that we took from rivers fell by a tenth, to 12 million cubic metres."
PEOPLE = "we trained 4,200 of our people for two days each, more than the year before."
POWER = "all of our sites will run on green power by 2030, as we said in our last report."
AUDIT = "the audit of our suppliers found 12 cases of unpaid overtime, all put right by march."


def sure(old: list[str], new: list[str]) -> dict[int, int]:
    return {number: pair.there for number, pair in paired(old, new).items() if pair.sure}


@given(
    st.lists(st.text("ab c", min_size=1, max_size=6), max_size=12), st.lists(st.text("ab c", min_size=1), max_size=9)
)
def test_no_two_become_the_same(old: list[str], new: list[str]) -> None:
    there = [pair.there for pair in paired(old, new).values()]
    assert len(there) == len(set(there))


@given(st.lists(st.sampled_from([HEAD, WATER, PEOPLE, "12", "n.d. n.d."]), max_size=12))
def test_in_the_same_text_each_is_itself(texts: list[str]) -> None:
    found = paired(texts, texts)
    assert {number: pair.there for number, pair in found.items()} == {number: number for number in range(len(texts))}
    assert not any(pair.rivalled for pair in found.values())


@given(st.lists(st.tuples(st.integers(1, 5), st.integers(0, 60)), max_size=8, unique_by=lambda one: one[1]))
def test_the_heaviest_chain_holds_most_letters(made: list[tuple[int, int]]) -> None:
    texts = ["x" * size for size, _ in made]
    pairs = [(number, there) for number, (_, there) in enumerate(made)]

    def weight(chain: tuple[tuple[int, int], ...]) -> int:
        return sum(len(texts[number]) for number, _ in chain)

    chains = [
        c
        for size in range(len(pairs) + 1)
        for c in combinations(pairs, size)
        if list(c) == sorted(c, key=lambda p: p[1])
    ]
    found = tuple(heaviest(pairs, texts))
    assert found in chains
    assert weight(found) == max(map(weight, chains))


def test_heads_that_say_the_same_are_told_apart_by_their_neighbours() -> None:
    old = [HEAD, WATER, HEAD, PEOPLE, HEAD, POWER, HEAD, AUDIT]
    new = [HEAD, WATER, PEOPLE, HEAD, POWER, HEAD, AUDIT]
    assert sure(old, new) == {0: 0, 1: 1, 3: 2, 4: 3, 5: 4, 6: 5, 7: 6}


def test_of_two_equal_rows_side_by_side_nobody_can_tell_which_was_deleted() -> None:
    found = paired([WATER, HEAD, HEAD, PEOPLE], [WATER, HEAD, PEOPLE])
    assert [pair.rivalled for number, pair in found.items() if number in {1, 2}] == [True]
    assert not any(found[number].sure for number in {1, 2} & set(found))


def test_what_was_edited_is_found_between_its_neighbours() -> None:
    new = [WATER, PEOPLE.replace("4,200", "4,900").replace("two", "three"), POWER]
    assert sure([WATER, PEOPLE, POWER], new) == {0: 0, 1: 1, 2: 2}


def test_what_was_moved_and_edited_is_found_elsewhere() -> None:
    edited = PEOPLE.replace("4,200", "4,900")
    assert sure([PEOPLE, WATER, POWER, AUDIT], [WATER, POWER, AUDIT, edited]) == {0: 3, 1: 0, 2: 1, 3: 2}


def test_a_row_that_goes_along_with_what_was_moved_is_no_other_row() -> None:
    row = "total 12 14 26"
    old = [HEAD, WATER, row, PEOPLE, POWER, row, AUDIT]
    new = [WATER, row, PEOPLE, AUDIT, HEAD, POWER, row]
    found = paired(old, new)
    assert (found[2].there, found[5].there) == (1, 6)


def test_a_copy_of_what_stayed_is_not_what_has_become_of_its_deleted_twin() -> None:
    twin, copy = POWER.replace("2030", "2040"), POWER.replace("green", "solar")
    found = paired([WATER, POWER, PEOPLE, twin, AUDIT], [WATER, POWER, PEOPLE, AUDIT, HEAD, copy])
    assert found[1].there == 1
    assert 3 not in found or not found[3].sure


def test_of_two_that_say_the_same_the_one_that_left_its_place_was_moved() -> None:
    old, new = [WATER, POWER, PEOPLE, POWER, AUDIT], [POWER, WATER, POWER, PEOPLE, AUDIT]
    assert sure(old, new)[1] == 2
    assert sure(old, new)[3] == 0


def test_a_short_one_counts_only_between_the_same_neighbours() -> None:
    assert 1 in sure([WATER, "61", PEOPLE], [WATER, "61", PEOPLE])
    assert 1 not in sure([WATER, "61", PEOPLE, POWER], [WATER, PEOPLE, "61", POWER])


def test_the_same_words_in_any_order_are_not_alike() -> None:
    shuffled = " ".join(sorted(AUDIT.split()))
    assert likeness(AUDIT, shuffled) < 0.6
    assert likeness(AUDIT, AUDIT.replace("12", "15")) > 0.9
    assert likeness(f"{WATER} {PEOPLE}", PEOPLE) > 0.8


def test_what_is_left_of_a_paragraph_where_it_stood_makes_its_copy_elsewhere_doubtful() -> None:
    row, copy = "addiko bank d.d. ljubljana (slovenia) 72.1% 1,080.9", "addiko bank d.d. ljubljana supply 72.1% 1,080.9"
    old, new = [WATER, row, PEOPLE, POWER, AUDIT], [WATER, "addiko bank d.d.", PEOPLE, POWER, copy, AUDIT]
    assert 1 not in sure(old, new)
    assert 1 not in sure(old, [row if text == copy else text for text in new])


def test_a_short_row_of_many_that_are_nearly_the_same_is_not_known_by_its_words_alone() -> None:
    row, twin = "gri 103: the annual approach (2016)", "gri 103: the managed approach (2016)"
    old = [WATER, row, PEOPLE, twin, POWER, AUDIT]
    assert 1 not in sure(old, [WATER, PEOPLE, twin, POWER, row, AUDIT])
    assert 1 in sure(old, [WATER, row, PEOPLE, AUDIT, twin, POWER])
