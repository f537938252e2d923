"""Words are found in a text however they are set, and what is found is a span of the text itself."""

from __future__ import annotations

import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from esgcheck.analysis.finding_text import find_in, pattern_for
from esgcheck.analysis.types import Span


def found(text: str, words: str, **how: bool) -> list[str]:
    return [hit.span.of(text) for hit in find_in(text, words, **how).hits]


@pytest.mark.parametrize(
    ("text", "words", "there"),
    [
        ("We did not ﬁnd it.", "find", "ﬁnd"),
        ("an eﬃcient oﬀice", "EFFICIENT OFFICE", "eﬃcient oﬀice"),
        ("an eﬀicient way", "efficient", "eﬀicient"),
        ("a sustain-\n  able world", "sustainable", "sustain-\n  able"),
        ("a sustain\u00adable world", "sustainable", "sustain\u00adable"),
        ("a long-term plan", "longterm", "long-term"),
        ("a longterm plan", "long-term", "longterm"),
        ("“This is\na problem.”", '"this is a problem"', "This is\na problem"),
        ("it doesn’t fit", "doesn't fit", "doesn’t fit"),
        ("2019–2023 and on", "2019-2023", "2019–2023"),
        ("the plan — as told", "plan - as", "plan — as"),
        ("all of\u00a0it", "of it", "of\u00a0it"),
        ("in Zürich", "zurich", "Zürich"),
        ("in Zu\u0308rich", "zurich", "Zu\u0308rich"),
        ("Łódź and Ærø", "lodz", "Łódź"),
        ("die Straße", "strasse", "Straße"),
        ("12,400 tCO₂e", "tco2e", "tCO₂e"),
        ("5 m² of it", "5 m2", "5 m²"),
        ("ＥＳＧ report", "esg", "ＥＳＧ"),
        ("人権を尊重する", "尊重", "尊重"),
        ("ΤΙΜΗ", "τιμη", "ΤΙΜΗ"),
        ("a (b) [c] 50 %+", "(b) [c]", "(b) [c]"),
    ],
)
def test_words_are_found_however_they_are_set(text: str, words: str, there: str) -> None:
    assert found(text, words) == [there]


@pytest.mark.parametrize(
    ("text", "words", "how"),
    [
        ("10⁶ t", "106", {}),
        ("in Zürich", "zurich", {"accents": True}),
        ("in Zurich", "zürich", {"accents": True}),
        ("in Zu\u0308rich", "zurich", {"accents": True}),
        ("unharmed", "harmed", {"whole": True}),
        ("to day", "today", {}),
        ("anything", "  ", {}),
        ("any-thing", "-", {}),
    ],
)
def test_other_words_are_not(text: str, words: str, how: dict[str, bool]) -> None:
    assert found(text, words, **how) == []


def test_accents_that_count_are_found_in_either_spelling() -> None:
    assert found("Zürich, Zu\u0308rich, Zurich", "zürich", accents=True) == ["Zürich", "Zu\u0308rich"]


def test_words_that_stand_nowhere_together_are_found_one_by_one_and_that_is_said() -> None:
    text = "Emissions fell. Scope 1 fell more."

    finding = find_in(text, "scope emissions")

    assert finding.apart
    assert [hit.span.of(text) for hit in finding.hits] == ["Emissions", "Scope"]


def test_a_search_with_operators_and_quotations_gives_each_of_its_terms() -> None:
    text = "Scope 1 and Scope 2 emissions"

    assert found(text, '"scope 1" AND emissions') == ["Scope 1", "emissions"]
    assert not find_in(text, '"scope 2"').apart


def test_a_sentence_that_runs_over_a_page_break_is_found_without_the_margins() -> None:
    first, footer, header, second = "We cut them in\n", "Report 2023 | 44\n\n", "ACME\n", "half by 2020.\n\n"
    text = first + footer + header + second
    at = len(first + footer)
    pages = [Span(0, at), Span(at, len(text))]
    margins = [Span(len(first), len(first) + 16), Span(at, at + 4)]

    (hit,) = find_in(text, "them in half by", pages=pages, margins=margins).hits

    assert [span.of(text) for span in hit.spans] == ["them in", "half by"]
    assert find_in(text, '"in half"', pages=pages).hits == ()


def test_a_hit_is_listed_once_though_two_terms_give_it_and_no_more_than_asked() -> None:
    finding = find_in("one two " * 50, "one OR one OR two", limit=10)

    assert len(finding.hits) == 10
    assert finding.more
    assert find_in("one two one", "one OR one").hits == find_in("one two one", "one").hits


@settings(max_examples=50)
@given(st.text(max_size=60), st.text(max_size=30))
def test_any_words_in_any_text_do_no_harm(text: str, words: str) -> None:
    for hit in find_in(text, words).hits:
        assert 0 <= hit.span.start < hit.span.end <= len(text)


@example("ßßß")
@example("ﬀﬀﬁ")
@example("ßfﬀffﬀ")
@settings(max_examples=50)
@given(st.text(alphabet="aefils23ﬁﬀßéÉ'’,. ", min_size=1, max_size=25).map(lambda words: " ".join(words.split())))
def test_what_stands_there_is_found_by_its_own_words(words: str) -> None:
    if pattern_for(words) is not None:
        assert words.strip() in found(f"§{words}§", words)


def test_a_row_of_very_many_dashes_is_gone_through_once() -> None:
    begun = time.process_time()

    assert find_in("-" * 200_000, "-5 %").hits == ()
    assert find_in("\u2013" * 200_000 + "5 %", "-5 %").hits != ()

    assert time.process_time() - begun < 2  # from each of them it took over a minute
