"""Words made whole: within a line, at its end, and by what the document itself spells."""

from __future__ import annotations

import pytest

from esgcheck.analysis.reading.joining import Vocabulary, seam
from esgcheck.analysis.reading.lines import Line, cleaned, join_fragments


def line(x: float, text: str, y: float = 100, block: int = 0) -> Line:
    made = Line(block=block, size=10)
    for word in text.split():
        width = 5.0 * len(word)
        made.add(word, (x, y, x + width, y + 12))
        x += width + 3
    return made


@pytest.mark.parametrize(
    ("raw", "word"),
    [
        ("com\u00adpany", "company"),
        ("environ\u00ad", "environ\u00ad"),
        ("zero\u200bwidth", "zerowidth"),
        ("non\u00a0breaking", "nonbreaking"),
        ("\uf0b7", "•"),
        ("\x07bell", "bell"),
        ("\u200b", ""),
    ],
)
def test_words_are_cleaned_of_what_cannot_be_seen(raw: str, word: str) -> None:
    assert cleaned(raw) == word


@pytest.mark.parametrize(
    ("before", "after", "joined"),
    [
        ("environ-", "mental", "environmental"),
        ("environ\u00ad", "mental", "environmental"),
        ("environ\u2010", "mental,", "environmental,"),
        ("COVID-", "19", "COVID-19"),
        ("Anglo-", "American", "Anglo-American"),
        ("ESG-", "related", "ESG-related"),
        ("non-", "financial", "non-financial"),
        ("short-", "and", "short- and"),
        ("word", "-", "word -"),
        ("-", "word", "- word"),
        ("2019\u2013", "2023", "2019\u20132023"),
        ("and/", "or", "and/or"),
        ("plain", "words", "plain words"),
    ],
)
def test_the_end_of_a_line_meets_the_next(before: str, after: str, joined: str) -> None:
    kept, between = seam(before, after, Vocabulary())

    assert kept + between + after == joined


def test_a_document_that_spells_a_word_with_a_hyphen_keeps_it() -> None:
    vocabulary = Vocabulary()
    vocabulary.learn(["Decision-making", "decision-making,", "well"])

    assert seam("decision-", "making", vocabulary) == ("decision-", "")


def test_a_document_that_spells_a_word_in_one_joins_it() -> None:
    vocabulary = Vocabulary()
    vocabulary.learn(["nonprofit", "under", "under", "stand", "stand", "understand"])

    assert seam("non-", "profit", vocabulary) == ("non", "")
    assert seam("under-", "stand", vocabulary) == ("under", "")


def test_two_known_words_keep_the_hyphen_between_them() -> None:
    vocabulary = Vocabulary()
    vocabulary.learn(["supply", "supply", "chain", "chain"])

    assert seam("supply-", "chain", vocabulary) == ("supply-", "")


def test_a_bullet_joins_its_text() -> None:
    (joined,) = join_fragments([line(60, "•"), line(80, "No coal after 2026")])

    assert joined.text == "• No coal after 2026"
    assert joined.has_mark


def test_words_stretched_over_a_line_are_one_line() -> None:
    stretched = [line(60, "various"), line(125, "control"), line(190, "units"), line(245, "at")]

    (joined,) = join_fragments(stretched)

    assert joined.text == "various control units at"


def test_figures_of_a_table_stay_apart() -> None:
    cells = [line(60, "2021"), line(120, "2022"), line(180, "2023"), line(240, "2024")]

    assert len(join_fragments(cells)) == 4
