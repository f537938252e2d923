from itertools import pairwise

import pytest

from esgcheck.analysis.sentences import sentences
from esgcheck.analysis.types import Span


def texts(text: str, span: Span | None = None) -> list[str]:
    return [found.of(text) for found in sentences(text, span)]


def test_abbreviations_do_not_end_a_sentence():
    text = "Mr. Smith of Example Inc. in the U.S. approved Art. 5 of the policy. Sales rose by approx. 3.5 per cent."

    assert texts(text) == [
        "Mr. Smith of Example Inc. in the U.S. approved Art. 5 of the policy.",
        "Sales rose by approx. 3.5 per cent.",
    ]


def test_spans_are_offsets_into_the_whole_text_and_trimmed():
    text = "Left out. \n First one here.   Second one here. \n Left out too."

    found = sentences(text, Span(10, 49))

    assert [span.of(text) for span in found] == ["First one here.", "Second one here."]


def test_the_closing_mark_stays_with_the_sentence_it_closes():
    text = "He said: “We have looked into it.” Then the meeting ended."

    assert texts(text) == ["He said: “We have looked into it.”", "Then the meeting ended."]


def test_a_number_alone_belongs_to_the_sentence_it_counts():
    assert texts("1. We will reduce our emissions. 2. We will report on them.")[0].startswith("1. We will")


@pytest.mark.parametrize("text", ["", "   ", "\n\n"])
def test_nothing_gives_no_sentence(text):
    assert sentences(text) == []


def test_sentences_cover_every_letter_once():
    text = "Wir haben z. B. 12,5 % eingespart. Nel 2019 l'azienda ha ridotto i consumi. " * 700

    found = sentences(text)

    assert all(before.end <= after.start for before, after in pairwise(found))
    assert "".join("".join(span.of(text).split()) for span in found) == "".join(text.split())
