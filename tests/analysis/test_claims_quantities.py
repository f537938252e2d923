"""Numbers with their units, and figures that can be read in two ways."""

import pytest

from esgcheck.analysis.claims.quantities import decimal_mark, find_quantities, read_number


@pytest.mark.parametrize(
    ("figure", "decimal", "value"),
    [
        ("1,234.5", "", 1234.5),
        ("1.234,5", "", 1234.5),
        ("1.234.567", "", 1234567),
        ("1,234,567", "", 1234567),
        ("12.5", "", 12.5),
        ("12,5", "", 12.5),
        ("0.123", "", 0.123),
        ("1,234", "", 1234),
        ("1.234", "", None),
        ("1.234", ",", 1234),
        ("1.234", ".", 1.234),
        ("1,234", ",", 1.234),
        ("12 345", "", 12345),
        ("12\u202f345,6", "", 12345.6),
        ("12'345", "", 12345),
        ("-3.2", "", -3.2),
        ("−3", "", -3),
        ("1.23.4", "", None),
        ("1,23.456,7", "", None),
    ],
)
def test_a_figure_has_a_value_or_none_where_it_is_not_clear(figure, decimal, value):
    assert read_number(figure, decimal) == value


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("Emissions fell by 12.5 %.", 12.5, "%"),
        ("Emissions fell by 12 per cent.", 12, "per cent"),
        ("They came to 1,234.5 tCO2e in all.", 1234.5, "tCO2e"),
        ("They came to 4,000 t CO₂ equivalents in all.", 4000, "t CO₂ equivalents"),
        ("They came to 76,591 tonnes of CO2 in all.", 76591, "tonnes of CO2"),
        ("We drew 3,200 m³ of water.", 3200, "m³"),
        ("We used 45.2 GWh of power.", 45.2, "GWh"),
        ("We have 812 FTE in sales.", 812, "FTE"),
        ("We spent €1.2bn on it.", 1.2e9, "€"),
        ("We spent EUR 3 million on it.", 3e6, "EUR"),
        ("We spent 3 Mio. EUR on it.", 3e6, "EUR"),
        ("They read 15,000 pages.", 15000, "pages"),
        ("We built 7,000 new homes there.", 7000, "homes"),
        ("Warming must stay below 1.5°C.", 1.5, "°C"),
        ("A plant of 511 megawatts was opened.", 511, "megawatts"),
    ],
)
def test_units(text, value, unit):
    (quantity,) = find_quantities(text)

    assert quantity.value == pytest.approx(value)
    assert quantity.unit == unit
    assert quantity.span.of(text) == quantity.text


@pytest.mark.parametrize(
    "text",
    [
        "We reported in 2023 and will do so in 2024.",
        "The plant is certified to ISO 14001 and ISO 45001.",
        "Scope 1 and 2 emissions are reported.",
        "See page 44 and GRI 305-1.",
        "On 31 December 2022 the year ended.",
        "SDG 13 and Article 8 funds.",
        "Covid-19 hit us all.",
        "2 The figures are those of last year.",
    ],
)
def test_years_codes_and_references_are_no_quantities(text):
    assert find_quantities(text) == []


def test_the_decimal_mark_of_a_document_is_told_by_its_clear_cases():
    assert decimal_mark("12,5 % und 1.234,5 t und 3,1 % mehr") == ","
    assert decimal_mark("12.5 % and 1,234.5 t and 3.1% more") == "."
    assert decimal_mark("1.234 and 1,234") == ""
