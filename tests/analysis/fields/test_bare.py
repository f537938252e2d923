"""Figures that have no unit of their own: what the words around say that they are, and what is none."""

import pytest

from .saying import said, values


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The firm has 775 staff (previous year: 693), of whom 528 work abroad.", ["775", "693", "528"]),
        ("In all 417 employees (2022: 444; 2021: 402) took part.", ["417", "444", "402"]),
        ("We count 16 of 26 plants among the safe ones.", ["16", "26"]),
        ("The group has a workforce of around 3,900 on four continents.", ["3900"]),
        ("The number of female workers rose from 1,643 in 2021 to 2,031 in 2022 and to 2,279 in 2023.",
         ["1643", "2031", "2279"]),
        ("The satisfaction score has a target of ≥ 25 for next year.", ["25"]),
        ("There were 24 accidents, a decrease compared to 2022 (28), with an index of 3.2 (3.7 in 2022).",
         ["24", "28", "3.2", "3.7"]),
        ("We run 5 plants (4 in Peru and 1 in Chile).", ["5", "4", "1"]),
    ],
)  # fmt: skip
def test_a_figure_takes_over_what_the_one_beside_it_counts(sentence, expected):
    assert [row[0] for row in values(said(sentence), "value")] == expected


def test_parts_and_earlier_years_count_the_same_things():
    fields = said("The firm has 775 employees (2022: 693), of whom 528 work abroad.")

    assert values(fields, "unit", "period") == [("employees", ""), ("employees", "2022"), ("employees", "")]


@pytest.mark.parametrize(
    "sentence",
    [
        "Multiply the days lost by the hours worked x 1,000,000.",
        "2.150 2.100 2.050 2.000",
        "The 2022 base was set anew and the 2019 figures changed.",
        "In the 2023 and 2022 financial years no such product was used.",
        "See section 4.16 of the annex, and page 1,204.",
    ],
)
def test_formulas_axes_and_years_are_no_figures(sentence):
    assert values(said(sentence), "value") == []


@pytest.mark.parametrize(
    ("sentence", "value", "unit"),
    [
        ("Scope 3 makes up 96 per cent14 of our emissions.", "96", "%"),
        ("Our own funds come to 1.054.176 €/000 in all.", "1054176000", "EUR"),
        ("The fee was TEUR 516 in that case.", "516000", "EUR"),
        ("The mine costs C$7.5 billion to build.", "7500000000", "CAD"),
        ("About 21.800 hours of training were given.", "21800", "hours"),
        ("In its 30-year history the firm never closed.", "30", "years"),
        ("They had 125 business ideas.", "125", "ideas"),
        ("The press owns 900 series of cylinders.", "900", "series"),
    ],
)
def test_ways_to_write_units(sentence, value, unit):
    assert values(said(sentence), "value", "unit") == [(value, unit)]
