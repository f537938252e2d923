"""Units as headings and unit cells write them."""

import pytest

from esgcheck.analysis.claims.fields.labels import unit_in_label


@pytest.mark.parametrize(
    ("written", "unit", "scale"),
    [
        ("USDm", "USD", 1000000.0),
        ("EURbn", "EUR", 1000000000.0),
        ("€/1000", "EUR", 1000.0),
        ("'000 tonnes", "t", 1000.0),
        ("10^3 m3", "m3", 1000.0),
        ("mil. kWh", "kWh", 1000000.0),
        ("100 million yen", "JPY", 100000000.0),
        ("Sm3", "m3", 1.0),
        ("smc", "m3", 1.0),
        ("lt", "l", 1.0),
        ("tep", "toe", 1.0),
        ("h/employee", "hours/employee", 1.0),
        ("mgO2/l", "mgO2/l", 1.0),
        ("tCO2eq/M€", "tCO2e/M€", 1.0),
        ("p.p.", "pp", 1.0),
    ],
)
def test_a_unit_is_known_alone_and_in_brackets(written, unit, scale):
    for label, alone in ((written, True), (f"Total consumption ({written})", False)):
        found = unit_in_label(label, alone=alone)

        assert found is not None
        assert (found.canonical, found.scale) == (unit, scale)


@pytest.mark.parametrize(
    ("label", "unit"),
    [
        ("CO2 equivalents from scope 1 in tons", "tCO2e"),
        ("CO2 emissions (t)", "tCO2"),
        ("CO2e (kg)", "kgCO2e"),
        ("Waste (t)", "t"),
        ("NOx emissions (kg)", "kg"),
    ],
)
def test_the_weight_of_greenhouse_gas_is_one_of_greenhouse_gas(label, unit):
    found = unit_in_label(label)

    assert found is not None
    assert found.canonical == unit


def test_a_number_of_rates_counts_nothing():
    assert unit_in_label("Number of rates") is None
