"""Measures by their telling words."""

from __future__ import annotations

import pytest

from esgcheck.analysis.recomputing.naming import measure_words, qualifiers


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Total Scope 1 emissions (t CO2e) 2024", "our Scope 1 emissions"),
        ("GHG emissions (Scope 1 and 2)", "greenhouse gas emissions of Scopes 1 + 2"),
        ("Number of employees", "our workforce"),
        ("Female", "women"),
        ("Rifiuti pericolosi", "rifiuti pericolosi totali"),
        ("30-50", "aged between 30 and 50 years"),
    ],
)
def test_two_ways_of_writing_one_measure(one, other):
    assert measure_words(one) - {"aged"} == measure_words(other) - {"aged"}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Scope 1 emissions", "Scope 2 emissions"),
        ("women", "women in management"),
        ("employees under 30 years", "employees over 50 years"),
        ("employees", "employment"),
    ],
)
def test_two_measures(one, other):
    assert measure_words(one) != measure_words(other)


def test_words_that_make_another_measure_of_it():
    assert qualifiers("Scope 1 emissions intensity of plants in Italy") >= {"scope1", "intensi", "plant", "italy"}
    assert qualifiers("waste") == {"wast"}
