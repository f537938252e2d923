"""Selectors made of a text are found again in it, and in what became of it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from esgcheck.analysis import anchor, select
from esgcheck.analysis.types import Selector, Span

STORY = (
    "The lawyer said: “We did not ﬁnd intent.” He also said: “This is a problem.” Asked again, he said that "
    "this is a problem for the company. The report left that out.\n\nThe company had no comment."
)


def span_of(words: str, text: str = STORY) -> Span:
    return Span(text.index(words), text.index(words) + len(words))


@settings(deadline=None)
@given(st.text(alphabet="ab é\n“ﬁ.", max_size=80), st.data())
def test_an_anchor_leads_back_to_its_span(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    span = Span(start, data.draw(st.integers(start, len(text))))
    found = anchor(select(text, span), text)
    assert (found.state, found.span) == ("same", span)


@settings(deadline=None)
@given(st.lists(st.sampled_from(["the", "report", "ﬁnds", "no", "abuse", "12"]), min_size=3, max_size=30), st.data())
def test_an_anchor_survives_changed_spacing(words: list[str], data: st.DataObject) -> None:
    first = data.draw(st.integers(0, len(words) - 1))
    last = data.draw(st.integers(first, len(words) - 1))
    before, after = " ".join(words), "\n  ".join(words)
    start = len(" ".join(words[:first])) + bool(first)
    span = Span(start, start + len(" ".join(words[first : last + 1])))
    found = anchor(select(before, span, context=len(before)), after)
    assert found.span is not None
    assert found.state in ("same", "moved")
    assert found.span.of(after).split() == words[first : last + 1]


def test_text_put_in_before_moves_an_anchor() -> None:
    found = anchor(select(STORY, span_of("This is a problem.")), "A new preface.\n\n" + STORY)
    assert found.state == "moved"
    was = span_of("This is a problem.")
    assert found.span == Span(was.start + 16, was.end + 16)


def test_of_two_places_the_one_in_the_old_context_is_taken() -> None:
    later = "He said that this is a problem for nobody. " + STORY
    found = anchor(select(STORY, span_of("this is a problem")), later)
    assert found.span is not None
    assert found.span.start == later.index("this is a problem for the company")


def test_ligatures_and_marks_set_otherwise_only_move_an_anchor() -> None:
    later = STORY.replace("ﬁ", "fi").replace("“", '"').replace("”", '"')
    found = anchor(select(STORY, span_of("We did not ﬁnd intent")), later)
    assert found.state == "moved"
    assert found.span is not None
    assert found.span.of(later) == "We did not find intent"


def test_changed_words_are_said_with_the_difference() -> None:
    later = STORY.replace("We did not ﬁnd intent", "We did ﬁnd intent")
    found = anchor(select(STORY, span_of("We did not ﬁnd intent.")), later)
    assert found.state == "changed"
    assert found.span is not None
    assert found.span.of(later).startswith("We did ﬁnd intent")
    assert [step.kind for step in found.differences if step.kind != "equal"] == ["negation"]


def test_a_short_text_is_not_found_by_chance() -> None:
    later = "Nothing of all this was kept, and some other words stand here about problems in general."
    assert anchor(select(STORY, span_of("problem")), later).state == "lost"


def test_a_short_text_at_its_very_place_stays_though_all_around_it_changed() -> None:
    was = span_of("problem")
    later = "x" * was.start + "problem" + "y" * 50
    assert anchor(select(STORY, was), later).span == was


def test_a_text_that_is_gone_is_lost() -> None:
    found = anchor(select(STORY, span_of("The company had no comment.")), STORY[:150])
    assert (found.state, found.span, found.differences) == ("lost", None, ())


def test_a_selector_of_another_text_is_lost_without_error() -> None:
    assert anchor(Selector("x" * 300, "", "", 5_000, 5_300), "short").state == "lost"
    assert anchor(Selector("", "a", "b", 9, 9), "").state in ("same", "lost")


def test_a_span_beyond_the_text_is_refused() -> None:
    with pytest.raises(ValueError, match="the text at"):
        select("abc", Span(1, 9))
