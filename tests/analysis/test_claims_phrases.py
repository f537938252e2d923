"""Phrases find the same with the lookahead that passes most words by as without it."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from esgcheck.analysis.claims import signals
from esgcheck.analysis.claims.phrases import Signal, only_before, phrases

SIGNALS = sorted(
    (signal for signal in vars(signals).values() if isinstance(signal, Signal)), key=lambda signal: signal.name
)
WORDS = sorted({word for signal in SIGNALS for word in re.findall(r"[^\W\d_]{2,12}", signal.pattern.pattern)})


def plain(pattern: re.Pattern[str]) -> re.Pattern[str]:
    return re.compile(re.sub(r"^\\b\(\?=\[[^\]]*\]\)", r"\\b", pattern.pattern), pattern.flags)


@pytest.mark.parametrize(
    ("alternatives", "letters"),
    [
        ("we|our|us", "(?=[ouw])"),
        ("(?:de)?carbon|emission", "(?=[cde])"),
        ("[ck]limate", "(?=[ck])"),
        (r"\bgas|(?:oil|coal)\w{0,3}", "(?=[cgo])"),
        (r"we|\d+ tons", ""),
        ("(?:a|b)?|c", ""),
        (r"co₂|emission", "(?=[ce])"),
    ],
)
def test_only_before_names_the_letters_that_can_begin(alternatives: str, letters: str):
    assert only_before(alternatives) == letters


@given(st.lists(st.sampled_from(WORDS) | st.text(max_size=6), max_size=12))
def test_the_lookahead_changes_nothing_of_what_is_found(words: list[str]):
    sentence = " ".join(words)

    for signal in SIGNALS:
        for pattern in (signal.pattern, *signal.also):
            one, other = pattern.search(sentence), plain(pattern).search(sentence)
            assert (one and one.span()) == (other and other.span())


def test_phrases_are_whole_words_whatever_their_case():
    pattern = phrases("net_zero climat\\w{1,5}")

    assert [match[0] for match in pattern.finditer("Net zero, CLIMATE and netzero acclimates")] == [
        "Net zero",
        "CLIMATE",
    ]
