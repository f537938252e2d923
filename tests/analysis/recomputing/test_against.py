"""A sentence against the tables of its report."""

from __future__ import annotations

from tests.analysis.recomputing.reports import became_of, shortly

EMISSIONS = (
    ("Indicator", "2022", "2023", "2024"),
    ("Scope 1 emissions (tCO2e)", "24,900", "24,100", "23,700"),
    ("Scope 1 and 2 emissions (tCO2e)", "41,800", "38,700", "36,200"),
    ("Waste sent to landfill (tonnes)", "640", "515", "388"),
    ("Women in senior management (%)", "24", "27", "31"),
)
PEOPLE = (
    ("Employees", "Men", "Women", "Total"),
    ("Permanent contract", "3,257", "459", "3,716"),
    ("Temporary contract", "161", "49", "210"),
    ("Total", "3,418", "508", "3,926"),
)


def test_a_change_that_the_table_does_not_give_differs_with_its_working():
    found = became_of("We cut Scope 1 and 2 emissions by 18% between 2022 and 2024.", EMISSIONS)

    assert shortly(found) == [("change", "differs", "−13.4 %")]
    assert found[0].steps[-1] == "(36,200 − 41,800) ÷ 41,800 = −13.4 %"
    assert found[0].says == "Differs: the table on page 2 gives −13.4 %; here it says 18%."
    assert [point.written for point in found[0].points] == ["36,200", "41,800"]


def test_the_same_change_agrees_as_far_as_it_is_printed():
    assert shortly(became_of("Scope 1 and 2 emissions fell by 13% against 2022.", EMISSIONS)) == [
        ("change", "agrees", "−13.4 %")
    ]


def test_percentage_points_are_no_percent():
    found = became_of("The share of women in senior management rose by 4 percentage points to 31% in 2024.", EMISSIONS)

    assert ("elsewhere", "agrees", "31 %") in shortly(found)
    assert not [one for one in found if one.outcome == "differs"]


def test_a_figure_in_another_unit_is_converted():
    assert shortly(became_of("In 2024 we sent 388,000 kg of waste to landfill.", EMISSIONS)) == [
        ("elsewhere", "agrees", "388 t")
    ]


def test_a_figure_of_the_same_measure_and_year_differs():
    found = became_of("Scope 1 emissions amounted to 22,100 t CO2e in 2024.", EMISSIONS)

    assert [one.outcome for one in found] == ["differs"]
    assert "23,700" in found[0].says


def test_a_figure_of_another_year_of_the_row_is_no_difference():
    assert became_of("Scope 1 emissions amounted to 24,100 t CO2e in 2024.", EMISSIONS) == []


def test_another_measure_is_silence():
    assert became_of("Scope 3 emissions fell by 18% between 2022 and 2024.", EMISSIONS) == []
    assert became_of("Scope 1 emissions intensity fell by 18% between 2022 and 2024.", EMISSIONS) == []
    assert became_of("Waste from offices sent to landfill fell by 18% between 2022 and 2024.", EMISSIONS) == []


def test_a_target_is_not_held_against_what_was_reached():
    sentence = "We will cut Scope 1 and 2 emissions by 50% by 2030 against 2022."

    found = became_of(sentence, EMISSIONS, kind="commitment")

    assert [one.outcome for one in found] == ["untold"]


def test_a_share_is_worked_out_from_its_row_and_the_total():
    found = became_of("95% of employees have permanent contracts.", PEOPLE)

    assert shortly(found) == [("share", "agrees", "94.7 %")]
    assert found[0].steps[-1] == "3,716 ÷ 3,926 = 94.7 %"


def test_two_rows_that_could_be_meant_are_silence():
    other = (("Indicator", "2022", "2024"), ("Scope 1 and 2 emissions (tCO2e)", "52,000", "30,000"))

    assert became_of("We cut Scope 1 and 2 emissions by 18% between 2022 and 2024.", EMISSIONS, other) == []


def test_european_figures_are_read_as_they_are_written():
    table = (
        ("Kennzahl", "2022", "2023"),
        ("Wasserentnahme (m³)", "12.500,5", "11.250,0"),
        ("Stromverbrauch (MWh)", "1.200,0", "1.100,5"),
    )

    found = became_of("Die Wasserentnahme sank 2023 gegenüber 2022 um 10,0 %.", table, year=2023)

    assert shortly(found) == [("change", "agrees", "−10.0 %")]


def test_a_share_that_is_up_from_another_is_no_change_of_what_the_table_counts():
    contracts = (
        ("Employees", "2018", "2019"),
        ("Permanent contract", "350", "766"),
        ("Fixed term contract", "455", "402"),
    )
    for said in ("up from 43% last year", "up from 43 % in 2018"):
        sentence = f"Of all employees, 66% are employed on a permanent contract as of 31 March 2019 ({said})."
        assert not [one for one in became_of(sentence, contracts, year=2019) if one.outcome == "differs"]
    rise = became_of("Permanent contracts rose by 66% against 2018, up from 43% the year before.", contracts, year=2019)
    assert ("change", "differs", "+118.9 %") in shortly(rise)
