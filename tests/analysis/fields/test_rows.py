"""The figures of a table row, with the unit and year that label and headings give them."""

from esgcheck.analysis.claims.fields import Setting, fields_of
from esgcheck.analysis.types import Span

from .saying import said_in_row, table, values

NAMES = ("value", "unit", "period")


def test_a_cell_takes_its_year_from_the_heading_and_its_unit_from_the_label():
    document, rows = table(("", "2022", "2023"), ("Water (m³)", "1,200", "1,100"))

    fields = said_in_row(document, rows[1])

    assert values(fields, *NAMES) == [("1200", "m3", "2022"), ("1100", "m3", "2023")]
    assert next(field for field in fields if field.name == "measure").text == "Water (m³)"


def test_a_unit_column_serves_the_whole_row():
    document, rows = table(("", "Unit", "2022", "2023"), ("Scope 1", "t CO2e", "45", "39"))

    fields = said_in_row(document, rows[1])

    assert values(fields, *NAMES, "boundary") == [
        ("45", "tCO2e", "2022", "scope_1"),
        ("39", "tCO2e", "2023", "scope_1"),
    ]


def test_thousands_in_the_corner_count_for_every_figure():
    document, rows = table(("in EUR k", "2022", "2023"), ("Donations", "12", "15"))

    assert values(said_in_row(document, rows[1]), *NAMES) == [("12000", "EUR", "2022"), ("15000", "EUR", "2023")]


def test_the_lines_over_a_table_give_the_unit_that_it_does_not_say():
    document, rows = table(("", "2022"), ("Upstream", "1.5"), title="Emissions (million tonnes CO2-e)")

    assert values(said_in_row(document, rows[1]), *NAMES) == [("1500000", "tCO2e", "2022")]


def test_a_column_of_changes_has_direction_and_baseline():
    document, rows = table(("in t", "2023", "2022", "Change 2023/2022"), ("Waste", "80", "100", "-20 %"))

    fields = said_in_row(document, rows[1])

    assert values(fields, *NAMES, "direction", "baseline")[2] == ("-20", "%", "2023", "down", "2022")


def test_rows_with_a_year_of_their_own_take_that():
    document, rows = table(("Country", "Year", "Hours"), ("Italy", "2021", "30"), ("", "2022", "35"))

    assert values(said_in_row(document, rows[2]), *NAMES) == [("35", "hours", "2022")]


def test_a_heading_in_capitals_has_its_year():
    document, rows = table(("COUNTRY", "TOTAL POWER 2021 (kWh)", "OTHER"), ("NORWAY", "1,200", "3"))

    assert values(said_in_row(document, rows[1]), *NAMES)[0] == ("1200", "kWh", "2021")


def test_the_sign_of_a_footnote_is_no_part_of_a_figure():
    document, rows = table(("", "2022", "2023"), ("Heat (MWh)", "45.5(7)", "39.1"))

    assert values(said_in_row(document, rows[1]), *NAMES) == [("45.5", "MWh", "2022"), ("39.1", "MWh", "2023")]


def test_cells_that_name_their_unit_themselves_are_figures():
    document, rows = table(("", "2022", "2023"), ("Water", "5 million litres", "6 million litres"))

    assert values(said_in_row(document, rows[1]), *NAMES) == [("5000000", "l", "2022"), ("6000000", "l", "2023")]


def test_a_table_on_people_counts_employees_in_rows_that_do_not_say_so():
    document, rows = table(("", "2022", "2023"), ("Women", "12", "15"), title="Workforce by gender")

    assert values(said_in_row(document, rows[1]), *NAMES)[1] == ("15", "employees", "2023")


def test_a_unit_cell_that_says_number_leaves_the_noun_to_the_label():
    document, rows = table(("", "Unit", "2022"), ("Local complaints about noise", "Number", "3"))

    assert values(said_in_row(document, rows[1]), *NAMES) == [("3", "complaints", "2022")]


def test_a_rate_counts_nothing():
    document, rows = table(("", "2022"), ("Severity rate", "3"), title="Employees and their safety")

    assert values(said_in_row(document, rows[1]), *NAMES) == [("3", "", "2022")]


def test_a_unit_stands_beside_the_year_or_in_the_midst_of_a_heading():
    document, rows = table(("Use of gas KWH a year", "GJ 2021", "t CO2 2021"), ("Mill", "7", "9"))

    assert values(said_in_row(document, rows[1]), *NAMES) == [("7", "GJ", "2021"), ("9", "tCO2", "2021")]


def test_the_year_over_the_labels_is_no_unit():
    document, rows = table(("Year", "2021", "2022"), ("Norway", "7", "9"), title="Water (m3)")

    assert values(said_in_row(document, rows[1]), *NAMES) == [("7", "m3", "2021"), ("9", "m3", "2022")]


def test_the_figures_of_a_table_tell_its_decimal_mark():
    document, rows = table(("Hours", "2021", "2022"), ("Course", "1.304", "43,5"), ("Other", "1.701", "48,6"))

    assert [row[0] for row in values(said_in_row(document, rows[1]), "value")] == ["1304", "43.5"]


def test_a_difference_is_in_the_unit_of_what_it_is_the_difference_of():
    document, rows = table(("in t", "2023", "2022", "Delta"), ("Waste", "80", "100", "-20"))

    assert values(said_in_row(document, rows[1]), *NAMES, "baseline")[2] == ("-20", "t", "2023", "2022")


def test_a_row_of_which_is_in_the_unit_of_the_row_it_belongs_to():
    document, rows = table(("", "2022"), ("Power (MWh)", "90"), ("of which green", "45"))

    assert values(said_in_row(document, rows[2]), *NAMES) == [("45", "MWh", "2022")]


def test_the_number_that_a_row_is_counted_by_is_no_figure():
    document, rows = table(("", "", "EUR million"), ("8", "Loans to households", "115"))

    assert values(said_in_row(document, rows[1]), "value", "unit") == [("115000000", "EUR")]


def test_several_rows_of_headings_without_years_are_all_headings():
    document, rows = table(
        ("", "a", "b"), ("", "Loans", "Bonds"), ("Sector", "EUR million", "%"), ("Steel", "5.5", "12")
    )

    assert values(said_in_row(document, rows[3]), "value", "unit") == [("5500000", "EUR"), ("12", "%")]


def test_the_unit_may_be_the_last_word_over_a_table():
    document, rows = table(("", "Site"), ("Scope 1", "600"), title="Emissions of gas in 2023 in t")

    assert values(said_in_row(document, rows[1]), *NAMES) == [("600", "t", "2023")]


def test_a_change_in_brackets_is_against_the_column_of_the_base_year():
    document, rows = table(("", "2018 (base year)", "2022", ""), ("Gas (t)", "90", "45", "(-50 %)"))

    assert values(said_in_row(document, rows[1]), "value", "baseline")[2] == ("-50", "2018")


def test_ages_at_the_left_of_a_row_are_its_label():
    document, rows = table(("", "2022", "2023"), ("> 50", "4", "5"), title="Employees by age")

    assert values(said_in_row(document, rows[1]), *NAMES) == [("4", "employees", "2022"), ("5", "employees", "2023")]


def test_a_dash_keeps_its_column():
    document, rows = table(("Town", "2021", "2022", "2023"), ("Oslo (t)", "4", "-", "5"))

    assert values(said_in_row(document, rows[1]), *NAMES) == [("4", "t", "2021"), ("5", "t", "2023")]


def test_a_claim_that_is_a_part_of_a_row_or_runs_over_two_has_their_headings():
    document, rows = table(("", "2022", "2023"), ("Gas (t)", "4", "5"), ("Oil (t)", "6", "7"))
    setting = Setting(document, ".", "en", 2023)
    part = Span(rows[1].cells[2].span.start, rows[1].span.end)

    assert values(fields_of(setting, part, "metric"), *NAMES) == [("5", "t", "2023")]
    both = fields_of(setting, Span(rows[1].span.start, rows[2].span.end), "metric")
    assert [row[0] for row in values(both, "value")] == ["4", "5", "6", "7"]


def test_a_column_headed_by_a_unit_alone_is_in_that_unit():
    document, rows = table(("", "", "Use", "GJ"), ("Power", "kWh", "3,600", "13"))

    assert values(said_in_row(document, rows[1]), "value", "unit") == [("3600", "kWh"), ("13", "GJ")]


def test_new_colleagues_are_counted_not_new():
    document, rows = table(("Numero dei nuovi assunti", "2022"), ("Nord", "4"))

    assert values(said_in_row(document, rows[1]), "value", "unit") == [("4", "assunti")]
