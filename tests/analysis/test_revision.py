"""What stood in an older text is found in the newer one, or it is said that it cannot be told."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from esgcheck.analysis import select
from esgcheck.analysis.revision import Revision
from esgcheck.analysis.types import Selector, Span

PARTS = (
    "Our people\n\nIn 2023 we trained 4,200 of our people in Norway for two days each, more than the year before.",
    "In 2023 we trained 900 of our people in Spain for two days each, more than the year before.",
    "The ﬁrst audit of our suppliers found 12 cases of unpaid overtime, all of which were put right by March.",
    "We will source only green power at all of our sites by 2030, as we said in our last report.",
    "No fatal accidents occurred at our two largest sites, of which one was closed during the year for repairs.",
)
OLD = "\n\n".join(PARTS)


def span_of(words: str, text: str = OLD, nth: int = 0) -> Span:
    start = -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    return Span(start, start + len(words))


def became(words: str, new: str, nth: int = 0) -> tuple[str, str]:
    found = Revision(OLD, new).place(span_of(words, nth=nth))
    return found.state, found.span.of(new) if found.span else ""


@given(st.text(alphabet="ab é\n“ﬁ.", max_size=80), st.data())
def test_in_the_same_text_everything_stays(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    span = Span(start, data.draw(st.integers(start, len(text))))
    found = Revision(text, text).anchor(select(text, span))
    assert (found.state, found.span) == ("same", span)


@given(st.text(alphabet="xyz \n", max_size=60), st.data())
def test_what_is_put_in_far_before_moves_everything_by_its_length(more: str, data: st.DataObject) -> None:
    first = data.draw(st.integers(len(PARTS[0]) + 2, len(OLD) - 30))
    span = Span(first, data.draw(st.integers(first + 25, len(OLD))))
    new = f"{more}.\n\n{OLD}"
    found = Revision(OLD, new).place(span)
    shift = len(more) + 3
    assert found.state == "moved"
    assert found.span is not None
    assert found.span.of(new).strip() == span.of(OLD).strip()
    assert abs(found.span.start - span.start - shift) <= 2  # white space at the edges is not looked at


@given(st.permutations(range(len(PARTS))), st.sets(st.integers(0, len(PARTS) - 1)), st.data())
def test_nothing_is_carried_to_other_words_whatever_is_moved_or_deleted(
    order: list[int], gone: set[int], data: st.DataObject
) -> None:
    new = "\n\n".join(PARTS[index] for index in order if index not in gone)
    whose = data.draw(st.integers(0, len(PARTS) - 1))
    begin = sum(len(part) + 2 for part in PARTS[:whose])
    low = data.draw(st.integers(0, len(PARTS[whose]) - 12))
    span = Span(begin + low, begin + data.draw(st.integers(low + 12, len(PARTS[whose]))))
    found = Revision(OLD, new).place(span)
    if found.state in {"same", "moved"}:
        assert found.span is not None
        assert whose not in gone
        at = new.index(PARTS[whose])
        white = len(span.of(OLD)) - len(span.of(OLD).lstrip())  # white space at the edges is not looked at
        assert found.span.start in {at + low, at + low + white}


def test_a_phrase_whose_own_paragraph_was_deleted_does_not_move_to_its_twin() -> None:
    new = OLD.replace(PARTS[0], "Our people")
    assert became("for two days each, more than the year before.", new)[0] == "lost"
    assert became("for two days each, more than the year before.", new, nth=1)[0] == "moved"


def test_a_changed_number_is_changed_and_said() -> None:
    new = OLD.replace("trained 900 of", "trained 950 of")
    found = Revision(OLD, new).place(span_of(PARTS[1]))
    assert found.state == "changed"
    kinds = [
        (d.kind, d.quoted.strip(), d.source.strip()) for d in found.differences if d.kind not in {"equal", "layout"}
    ]
    assert kinds == [("number", "900", "950")]


def test_a_number_is_not_found_at_the_beginning_of_a_longer_one() -> None:
    new = OLD.replace("found 12 cases", "found 12.5 cases")
    assert became("12", new)[0] == "changed"


def test_reworded_words_are_found_between_their_neighbours() -> None:
    new = OLD.replace("all of which were put right by March", "most of which were put right by May")
    state, words = became("all of which were put right by March", new)
    assert (state, words) == ("changed", "most of which were put right by May")


def test_other_line_ends_ligatures_and_hyphens_only_move() -> None:
    new = OLD.replace("ﬁrst audit of", "first\naudit of").replace("suppliers", "sup-\npliers")
    assert became("The ﬁrst audit of our suppliers found 12 cases", new) == (
        "moved", "The first\naudit of our sup-\npliers found 12 cases",
    )  # fmt: skip


def test_a_paragraph_that_was_moved_takes_its_highlights_along() -> None:
    new = "\n\n".join([PARTS[3], *PARTS[:3], PARTS[4]])
    assert became("We will source only green power", new) == ("moved", "We will source only green power")


def test_a_copy_beside_what_was_edited_is_not_taken_for_it() -> None:
    edited = PARTS[2].replace("found 12 cases", "found 15 cases")
    new = "\n\n".join([PARTS[2], PARTS[0], PARTS[1], edited, PARTS[3], PARTS[4]])
    assert became("found 12 cases of unpaid overtime", new)[0] == "changed"


def test_a_sentence_deleted_from_its_paragraph_is_not_taken_to_a_copy_of_that_paragraph() -> None:
    first = "The audit of our suppliers in March found 12 cases of overtime that had not been paid."
    gone = "Two academies were opened for it."
    last = "All of the cases were put right before the end of the year, at the cost of the suppliers."
    old = "\n\n".join([*PARTS[:2], f"{first} {gone} {last}", *PARTS[3:]])
    copy = f"{first.replace('March', 'May')} {gone} {last}"
    new = "\n\n".join([copy, *PARTS[:2], f"{first} {last}", *PARTS[3:]])
    found = Revision(old, new).place(span_of("academies were", old))
    assert found.state in {"changed", "lost"}


def test_a_selector_of_a_still_older_text_is_never_carried_over_for_certain() -> None:
    selector = Selector("We will source only green power", "somewhere else ", " entirely", 3, 34)
    assert Revision(OLD, OLD + "\n\nMore.").anchor(selector).state == "changed"
    assert Revision("Other words.", OLD).anchor(selector).state in {"changed", "lost"}


@pytest.mark.parametrize("new", ["", " ", "x"])
def test_into_nothing_everything_is_lost(new: str) -> None:
    assert became("No fatal accidents", new) == ("lost", "")


ROWS = [f"Total (CCM + CCA) in million euros\t{value}\t0.0\tX" for value in (12, 14)]


def test_of_two_equal_rows_side_by_side_of_which_one_was_deleted_none_is_carried_over_for_certain() -> None:
    old = "\n\n".join([*PARTS[:2], ROWS[0], ROWS[0], *PARTS[2:]])
    new = "\n\n".join([*PARTS[:2], ROWS[0], *PARTS[2:]])
    for nth in (0, 1):
        assert Revision(old, new).place(span_of(ROWS[0], old, nth=nth)).state in {"changed", "lost"}


def test_a_row_that_stands_under_two_heads_stays_under_its_own() -> None:
    old = "\n\n".join([PARTS[1], *ROWS, PARTS[2], *ROWS, PARTS[3]])
    new = "\n\n".join([PARTS[1], ROWS[1], PARTS[2], *ROWS, PARTS[3]])
    found = Revision(old, new).place(span_of(ROWS[0], old, nth=1))
    assert (found.state, found.span) == ("moved", span_of(ROWS[0], new))
    assert Revision(old, new).place(span_of(ROWS[0], old)).state == "lost"


def test_words_of_a_moved_paragraph_that_has_a_twin_go_along_however_short() -> None:
    twin = PARTS[3].replace("green", "solar")
    old, new = "\n\n".join([*PARTS, twin]), "\n\n".join([PARTS[3], *PARTS[:3], PARTS[4], twin])
    found = Revision(old, new).place(span_of("by 2030", old))
    assert (found.state, found.span) == ("moved", span_of("by 2030", new))


def test_a_sentence_that_begins_like_the_deleted_one_before_it_goes_along_whole() -> None:
    gone, stays = "The audit of March found cases of overtime.", "The audit of June found that all were put right."
    old, new = "\n\n".join([*PARTS, f"{gone} {stays}"]), "\n\n".join([*PARTS, stays])
    assert Revision(old, new).place(span_of(stays, old)).span == span_of(stays, new)
    assert Revision(old, new).place(span_of(gone, old)).state == "lost"


@pytest.mark.parametrize("words", ["the growth of ser-", "–By sharing solid values", "in full, and with care\t—"])
def test_a_dash_or_hyphen_at_the_edge_of_what_was_chosen_goes_along(words: str) -> None:
    more = [
        "to help with the growth of ser-",
        "vices in the country",
        "–By sharing solid values",
        "in full, and with care\t—",
    ]
    old = "\n\n".join([*PARTS, *more])
    found = Revision(old, f"New.\n\n{old}").place(span_of(words, old))
    assert (found.state, found.span) == ("moved", span_of(words, f"New.\n\n{old}"))


def test_some_few_words_of_a_deleted_row_are_not_taken_to_a_row_that_was_there_before() -> None:
    gone, stays = "103-2\t4. 4.3. 4.4\tThe management approach", "103-2\t3. 3.1. 3.2\tThe management approach"
    old = "\n\n".join([*PARTS[:2], gone, *PARTS[2:4], stays, PARTS[4]])
    new = "\n\n".join([*PARTS[:4], stays.replace("3. 3.1.", "4. 3.1."), PARTS[4]])
    assert Revision(old, new).place(span_of("103-2\t4.", old)).state in {"changed", "lost"}


@pytest.mark.parametrize(
    "words", ["all of which were put right by March", "We will source only green power", "by 2030"]
)
def test_a_paragraph_joined_with_the_next_keeps_its_words(words: str) -> None:
    new = "New.\n\n" + OLD.replace(f"{PARTS[2]}\n\n", f"{PARTS[2]}\n")
    assert became(words, new) == ("moved", words)


@pytest.mark.parametrize("words", ["found 12 cases of unpaid overtime", "all of which were put right by March"])
def test_a_paragraph_cut_in_two_keeps_its_words(words: str) -> None:
    new = "New.\n\n" + OLD.replace("overtime, all", "overtime,\n\nall")
    assert became(words, new) == ("moved", words)


def test_words_of_a_deleted_paragraph_are_not_taken_to_two_others_that_say_them_over_their_border() -> None:
    gone = "All auditors said that they meet article 148 paragraph 3 of the act and what the code of conduct asks."
    others = [
        "Every auditor has told us that it meets article 148 paragraph 3",
        "of the act and what the code of our city asks.",
    ]
    old = "\n\n".join([*PARTS, others[0], "Between them stood this.", others[1], gone])
    new = "\n\n".join([*PARTS, *others])
    assert Revision(old, new).place(span_of("148 paragraph 3 of the act and what the code", old)).state == "lost"
