"""Under which codes a claim is filed, and by which words."""

import time

import pytest

from esgcheck.analysis.claims.topics import find_topics
from esgcheck.analysis.claims.topics.names import ESRS, GRI
from esgcheck.analysis.claims.topics.vocabulary import _index


def codes(words: str, around: str = "") -> list[str]:
    return [topic.code for topic in find_topics(words, around)]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Our Scope 1 emissions fell by 12 %.", ["E1", "305-1", "305-5"]),
        ("Electricity consumption rose to 40 GWh.", ["E1", "302-1"]),
        ("We discharge less waste water into the river.", ["E3", "303-4"]),
        ("All new trees are planted in a nature reserve.", ["E4", "304-2"]),
        ("There were no fatal accidents.", ["S1", "403-9"]),
        ("No cases of corruption were reported.", ["G1", "205-3"]),
        ("Nobody found child labour at the mill.", ["S2", "408-1"]),
        ("We have had no data breaches.", ["S4", "418-1"]),
        ("Der Anteil der Frauen stieg auf 40 %.", ["S1", "405-1"]),
        ("Es gab keine Arbeitsunfälle.", ["S1", "403-9"]),
        ("Sono state erogate ore di formazione.", ["S1", "404-1"]),
        ("La consommation d’eau a baissé.", ["E3", "303-5"]),
        ("公司温室气体排放下降。", ["E1"]),
        ("The sun shone on the yard.", []),
    ],
)
def test_the_words_of_a_claim_lead_to_codes(words, expected):
    assert codes(words) == expected


def test_the_words_are_those_of_the_text():
    topic = find_topics("We measured CO₂ Emissions in Scope 3.")[0]

    assert topic.code == "E1"
    assert "Scope 3" in topic.words


def test_a_longer_phrase_hides_the_word_within_it():
    assert codes("The working climate was good.") == ["S1"]


def test_the_heading_counts_only_where_the_claim_has_no_word_of_its_own():
    assert codes("Total 1,054 791", "Average hours of training") == ["S1", "404-1"]
    assert codes("We halved our hazardous waste.", "Energy") == ["E5", "306-3"]


def test_what_is_general_is_filed_so_only_where_nothing_topical_fits():
    assert codes("Our sustainability strategy was renewed.") == ["2"]
    assert codes("Our sustainability strategy halves emissions.")[0] == "E1"


def test_codes_that_the_text_names_are_taken():
    assert "401-3" in codes("See GRI 401-3 for more.")


def test_every_code_of_the_phrases_has_a_name():
    index = _index()
    subjects = {s for listed in (index.exact, index.begun) for found in listed.values() for _, s in found}

    assert {s.esrs for s in subjects} == set(ESRS)
    assert {s.gri for s in subjects if s.gri} == set(GRI)


def test_hostile_words_take_no_time():
    start = time.process_time()
    for unit in ("reduc ", "emissions .. ", "排", "a"):
        find_topics(unit * 60_000, unit * 60_000)

    assert time.process_time() - start < 1
