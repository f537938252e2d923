"""Runs of words that nothing joins are no sentence, however much they sound like a report."""

import random

import pytest

from esgcheck.analysis import find_claims, score_claim
from esgcheck.analysis.claims.joined import is_joined
from esgcheck.analysis.reading.plain import document_from_text

NOUNS = [
    *("harbour", "lights", "crews", "northern", "sites", "winter", "pumps", "valves"),
    *("audit", "board", "water", "energy", "safety", "training", "policy"),
]


def test_a_page_of_random_words_holds_no_claim():
    chance = random.Random(1)
    lines = [" ".join(chance.choices(NOUNS, k=11)).capitalize() + "." for _ in range(40)]

    assert find_claims(document_from_text("\n\n".join(lines))) == []


def test_a_claim_among_random_words_is_found():
    chance = random.Random(2)
    claim = "We cut our Scope 1 emissions by 12 % in 2023."
    lines = [" ".join(chance.choices(NOUNS, k=11)).capitalize() + "." for _ in range(10)]

    found = find_claims(document_from_text("\n\n".join([*lines, claim, *lines])))

    assert [one.text for one in found] == [claim]


def test_random_words_are_worth_no_check():
    assert score_claim("Harbour lights crews northern sites winter pumps valves audit board water energy.") < 0.12


@pytest.mark.parametrize(
    "words",
    [
        "Grievance mechanisms ensure effective detection",
        "INDUS activities generally cause very little harm.",
        "Greenhouse gas emissions Scope 1 market-based tonnes CO2 equivalents: 4,210",
        "All plants were audited.",
        "Tutti gli stabilimenti italiani utilizzano esclusivamente energia elettrica rinnovabile certificata.",
        "Unsere Werke beziehen ausschließlich Strom aus erneuerbaren Quellen.",
        "Nos usines achètent uniquement une électricité renouvelable certifiée localement.",
        "我们的所有工厂都使用可再生能源。",
        "Предприятия компании используют исключительно возобновляемую электроэнергию местного производства сегодня.",
    ],
)
def test_sentences_short_lines_figures_and_other_scripts_may_be_claims(words):
    assert is_joined(words)
