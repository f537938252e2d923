"""A table's own totals and changes; a difference is said only where other figures of the table prove the way."""

from __future__ import annotations

from tests.analysis.recomputing.reports import became_of_row, shortly

HEAD = ("Employees", "2022", "2023", "2024")


def test_a_total_is_the_sum_of_the_rows_above():
    found = became_of_row(
        3, HEAD, ("Italy", "120", "130", "140"), ("Abroad", "80", "95", "77"), ("Total", "200", "225", "217")
    )

    assert shortly(found) == [("sum", "agrees", "200"), ("sum", "agrees", "225"), ("sum", "agrees", "217")]
    assert found[0].steps[-1] == "120 + 80 = 200"


def test_one_total_that_is_not_where_the_others_are_differs():
    found = became_of_row(
        3, HEAD, ("Italy", "120", "130", "140"), ("Abroad", "80", "95", "77"), ("Total", "200", "225", "227")
    )

    assert shortly(found)[0] == ("sum", "differs", "217")
    assert found[0].says == "Differs: the sum of its parts gives 217; here it says 227."


def test_a_single_column_proves_nothing():
    found = became_of_row(3, ("Employees", "2024"), ("Italy", "140"), ("Abroad", "77"), ("Total", "227"))

    assert found == []


def test_rates_are_not_added_up():
    rows = (
        ("Injury rate", "2022", "2023", "2024"),
        ("Italy", "12.7", "13.1", "11.0"),
        ("Abroad", "9.8", "8.0", "7.5"),
        ("Total injury rate", "11.4", "11.0", "9.8"),
    )

    assert became_of_row(3, *rows) == []


def test_parts_that_a_row_does_not_name_all_are_no_difference():
    rows = (
        ("Energy (MWh)", "2022", "2023", "2024"),
        ("Electricity", "120", "130", "140"),
        ("of which purchased", "80", "95", "77"),
        ("of which from our roofs", "20", "25", "30"),
    )

    assert became_of_row(1, *rows) == []


def test_a_rounded_total_agrees_when_rounded():
    rows = (
        ("Emissions (kt)", "2022", "2023", "2024"),
        ("Scope 1 emissions", "24.4", "23.2", "21.1"),
        ("Scope 2 emissions", "16.4", "14.2", "12.3"),
        ("Total emissions", "40.9", "37.4", "33.4"),
    )

    assert shortly(became_of_row(3, *rows)) == [
        ("sum", "rounded", "40.8"), ("sum", "agrees", "37.4"), ("sum", "agrees", "33.4")
    ]  # fmt: skip


def test_a_column_of_changes_is_worked_out_from_its_years():
    rows = (
        ("Indicator", "2023", "2024", "Change %"),
        ("Water withdrawal (m³)", "1,402", "1,234", "-12.0%"),
        ("Electricity (MWh)", "500", "525", "5.0%"),
        ("Gas (MWh)", "300", "330", "10.0%"),
        ("Waste (t)", "200", "180", "-15.0%"),
    )

    assert shortly(became_of_row(1, *rows)) == [("change", "agrees", "−12.0 %")]
    assert shortly(became_of_row(4, *rows)) == [("change", "differs", "−10.0 %")]


def test_a_rate_is_worked_out_from_what_it_is_a_rate_of():
    rows = (
        ("Safety", "2022", "2023", "2024"),
        ("Number of injuries", "22", "15", "18"),
        ("Hours worked", "2,485,002", "2,488,947", "2,510,400"),
        ("Injury rate per million hours worked", "8.85", "6.03", "9.17"),
    )

    found = became_of_row(3, *rows)

    assert shortly(found) == [
        ("intensity", "differs", "7.17"), ("intensity", "agrees", "8.85"), ("intensity", "agrees", "6.03")
    ]  # fmt: skip
    assert found[1].steps[-1] == "22 ÷ 2,485,002 × 1,000,000 = 8.85"


def test_rounded_figures_that_did_not_change_may_have():
    rows = (
        ("Employee emissions (kt)", "2023", "2024", "Change %"),
        ("Business travel", "120", "108", "-10.0%"),
        ("Waste", "50", "55", "10.0%"),
        ("Employee commuting", "33", "33", "-1.3%"),
    )

    assert "differs" not in {one.outcome for one in became_of_row(3, *rows)}
