"""Folding a text, and the way back."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from esgcheck.analysis.text import normalise, without_notes
from esgcheck.analysis.types import Span

TRICKY = st.text(
    alphabet=st.one_of(
        st.sampled_from("aAbc é ßİﬁﬂﬀ“”‘’'\"–—−-‐\u00ad\u200b\u00a0\n\r\t .,…¹²₂½ﬃＡe\u0301 09"),
        st.characters(exclude_categories=["Cs"]),
    ),
    max_size=60,
)
WORDS = st.lists(st.text(alphabet="abcdefghijklmnop", min_size=1, max_size=12), min_size=1, max_size=12)


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("We do not ﬁnd aﬀairs", "we do not find affairs"),
        ("“Yes,” he’d said", '"yes," he\'d said'),
        ("human\n\n rights\u00a0abuses", "human rights abuses"),
        ("inten-\ntionally", "intentionally"),
        ("inten\u00adtionally", "intentionally"),
        ("inten\u00ad\ntionally", "intentionally"),
        ("long-term", "longterm"),
        ("rights—allegations", "rights - allegations"),
        ("2019–2020", "2019-2020"),
        ("a fall of −5 %", "a fall of -5 %"),
        ("a fall of –5 %", "a fall of -5 %"),
        ("a … b", "a ... b"),
        ("CO₂ per m²", "co2 per m2"),
        ("Straße", "strasse"),
        ("Ｆull", "full"),
        ("e\u0301te\u0301", "été"),
    ],
)
def test_what_reads_the_same_folds_the_same(written: str, folded: str) -> None:
    assert normalise(written).text == folded


def test_raised_digits_do_not_join_a_number() -> None:
    assert normalise("10⁶ t").text == "10^6 t"
    assert normalise("12³").text != normalise("123").text


def test_a_folded_ligature_maps_to_the_whole_ligature() -> None:
    text = "we ﬁnd it"
    folded = normalise(text)
    start = folded.text.index("find")
    assert folded.span(start, start + 4).of(text) == "ﬁnd"
    assert folded.span(start, start + 1).of(text) == "ﬁ"


def test_a_word_broken_at_a_line_end_maps_to_both_halves() -> None:
    text = "they knowing-\n   ly did"
    folded = normalise(text)
    start = folded.text.index("knowingly")
    assert folded.span(start, start + 9).of(text) == "knowing-\n   ly"


def test_a_stretch_outside_the_text_is_refused() -> None:
    with pytest.raises(ValueError, match="not a stretch"):
        normalise("abc").span(2, 9)


@settings(deadline=None)
@given(TRICKY)
def test_every_folded_stretch_maps_to_a_span_of_the_original(text: str) -> None:
    folded = normalise(text)
    previous = 0
    for position in range(len(folded.text)):
        span = folded.span(position, position + 1)
        assert previous <= span.start < span.end <= len(text)
        previous = span.start
    assert folded.span(0, len(folded.text)).end <= len(text)


@settings(deadline=None)
@given(TRICKY, st.data())
def test_longer_stretches_map_to_longer_spans(text: str, data: st.DataObject) -> None:
    folded = normalise(text)
    start = data.draw(st.integers(0, len(folded.text)))
    end = data.draw(st.integers(start, len(folded.text)))
    span = folded.span(start, end)
    if start < end:
        assert span.contains(folded.span(start, start + 1))
        assert span.contains(folded.span(end - 1, end))
    else:
        assert len(span) == 0


@settings(deadline=None)
@given(WORDS, st.data())
def test_a_word_is_found_again_whatever_stands_between(words: list[str], data: st.DataObject) -> None:
    gaps = [data.draw(st.sampled_from([" ", "\n", "  ", "\u00a0", "\r\n", "\t\n "])) for _ in words]
    text = "".join(word + gap for word, gap in zip(words, gaps, strict=True))
    folded = normalise(text)
    assert folded.text == " ".join(words) + " "
    offset = 0
    for word in words:
        span = folded.span(offset, offset + len(word))
        assert span.of(text) == word
        assert folded.at(span.start) == offset
        offset += len(word) + 1


@settings(deadline=None)
@given(st.text(alphabet="abc ABC.,'\"-1290%", max_size=40))
def test_folding_twice_changes_nothing_more(text: str) -> None:
    once = normalise(text).text
    assert normalise(once).text == once


def test_an_empty_text_folds_to_nothing() -> None:
    assert normalise("").text == ""
    assert normalise("").span(0, 0) == Span(0, 0)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("net zero⁵⁶ by 2050¹³ for", "net zero   by 2050   for"),
        ("our commitments.⁹ In 2020", "our commitments.  In 2020"),
        ("a share of 2%¹⁴", "a share of 2%  "),
        ("in 2023.²,⁴ All of it", "in 2023.    All of it"),
        ("62,987⁵ m³ of water, 10⁶ t, 4 km²", "62,987  m³ of water, 10⁶ t, 4 km²"),
    ],
)
def test_numbers_of_notes_are_read_over_and_units_are_not(written: str, read: str) -> None:
    assert without_notes(written) == read


def test_a_note_behind_a_word_does_not_change_the_word() -> None:
    assert normalise("Net zero⁵⁶ by 2050").text == "net zero by 2050"
    assert normalise("our commitments.⁹ In").text == "our commitments. in"
