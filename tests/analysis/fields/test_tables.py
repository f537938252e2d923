"""Tables as reports lay them out: several tables in one, headings overleaf and upright, units beside their figures."""

from esgcheck.analysis.claims.fields import Setting, fields_of
from esgcheck.analysis.types import Box, Cell, Document, Page, Passage, Span, Word

from .saying import said_in_row, table, values

NAMES = ("value", "unit", "period")


def laid_out(
    *lines: tuple[str, tuple[tuple[float, float, str], ...]], pages: tuple[int, ...] = ()
) -> tuple[Document, list[Passage]]:
    """A document whose words have places: each line has a kind and its words as (x, y, words).

    ``pages`` are the numbers of the lines that begin a new page; the kind "upright" sets a paragraph on end.
    """
    text, number, table_number = "", 1, 1
    made: list[Passage] = []
    bounds, words = [0], [[]]
    for place, (kind, parts) in enumerate(lines):
        if place in pages:
            bounds.append(len(text))
            words.append([])
            number, table_number = number + 1, table_number + 1
        begin, cells = len(text), []
        for column, (x, y, said) in enumerate(parts):
            start = len(text)
            text += said + "\t"
            wide, high = (10.0, 8.0 * len(said)) if kind == "upright" else (6.0 * len(said), 10.0)
            words[-1].append(Word(start, start + len(said), Box(x, y, x + wide, y + high)))
            cells.append(Cell(Span(start, start + len(said)), column))
        text = text[:-1] + "\n"
        span = Span(begin, len(text) - 1)
        if kind in ("row", "header"):
            made.append(
                Passage(span, number, "table_row", table=table_number, header=kind == "header", cells=tuple(cells))
            )
        else:
            made.append(Passage(span, number, "paragraph" if kind == "upright" else kind))
    bounds.append(len(text))
    return (
        Document(
            text,
            tuple(
                Page(index + 1, bounds[index], bounds[index + 1], words=tuple(words[index]))
                for index in range(len(words))
            ),
            tuple(made),
        ),
        made,
    )


def said_of(document: Document, row: Passage):
    return fields_of(Setting(document, ".", "en", 2023), row.span, "metric")


def test_a_line_over_the_years_in_the_same_table_gives_the_unit():
    document, rows = table(("Use of gas (Gigajoule)",), ("", "2022", "2023"), ("Works", "7", "9"), header=0)

    assert values(said_in_row(document, rows[2]), *NAMES) == [("7", "GJ", "2022"), ("9", "GJ", "2023")]


def test_climate_change_is_no_change():
    document, rows = table(("in EUR million", "Climate Change Mitigation", "2023"), ("Loans", "7", "9"))

    assert values(said_in_row(document, rows[1]), "value", "unit")[0] == ("7000000", "EUR")


def test_a_heading_above_on_the_page_gives_the_year_that_the_table_does_not_say():
    document, rows = table(("", "EUR", "%"), ("Capex", "7", "9"), title="Capital expenditures 2023")

    assert values(said_in_row(document, rows[1]), *NAMES) == [("7", "EUR", "2023"), ("9", "%", "2023")]


def test_a_share_is_of_the_year_in_the_column_to_its_left():
    document, rows = table(("in t", "2023", "Share", "2022", "Share"), ("Paper", "7", "70 %", "8", "80 %"))

    assert [row[2] for row in values(said_in_row(document, rows[1]), *NAMES)] == ["2023", "2023", "2022", "2022"]


def test_a_column_of_which_is_in_the_unit_of_the_whole():
    document, rows = table(("Sector", "million €", "Of which sustainable"), ("Glass", "1.5", "0.4"))

    assert values(said_in_row(document, rows[1]), "value", "unit")[1] == ("400000", "EUR")


def test_units_stand_before_their_figures_or_after_them():
    document, rows = table(
        ("", "2022", "", "2023", ""), ("Tap", "m3", "35", "m3", "46"), ("Sun", "7", "kWh", "8", "kWh")
    )

    assert values(said_in_row(document, rows[1]), "value", "unit") == [("35", "m3"), ("46", "m3")]
    assert values(said_in_row(document, rows[2]), "value", "unit") == [("7", "kWh"), ("8", "kWh")]


def test_a_cell_may_say_about_and_what_it_counts():
    document, rows = table(("", "Bases", "Employees"), ("Asia", "24 cities", "Around 10,500"))

    assert values(said_in_row(document, rows[1]), "value", "unit") == [("24", "cities"), ("10500", "employees")]


def test_a_range_has_both_its_ends():
    document, rows = table(("", "Payment (€)"), ("Forum", "20,000–49,999"))

    assert values(said_in_row(document, rows[1]), "value", "unit") == [("20000..49999", "EUR")]


def test_the_digits_of_a_footnote_are_no_part_of_a_thousand():
    document, rows = table(("", "2022", "2023"), ("Power (MWh)", "1,87115", "2,004.5"))

    assert values(said_in_row(document, rows[1]), "value")[0] == ("1871",)


def test_a_number_of_things_in_millions_counts_them():
    document, rows = table(("", "2022"), ("Number of customer contracts (in millions)", "1.5"))

    assert values(said_in_row(document, rows[1]), "value", "unit") == [("1500000", "contracts")]


def test_people_are_not_counted_in_thousands_of_euros():
    document, rows = table(("", "2022"), ("Employees over 50", "45"), title="Size of the group (amounts in EUR k)")

    assert values(said_in_row(document, rows[1]), "value", "unit") == [("45", "employees")]


def test_a_numbered_row_without_figures_is_no_claim():
    document, rows = table(("", "", "EUR million"), ("8", "Loans to households"), ("9", "Bonds", "7"))

    assert values(said_in_row(document, rows[1]), "value") == []


def test_a_table_goes_on_overleaf_with_the_headings_it_has_there():
    document, rows = laid_out(
        ("header", ((20, 10, "Hours"), (200, 10, "2022"), (300, 10, "2023"))),
        ("row", ((20, 30, "Italy"), (200, 30, "30"), (300, 30, "35"))),
        ("row", ((20, 10, "Spain"), (200, 10, "40"), (300, 10, "45"))),
        pages=(2,),
    )

    assert values(said_of(document, rows[2]), *NAMES) == [("40", "hours", "2022"), ("45", "hours", "2023")]


def test_another_table_overleaf_does_not_take_the_headings():
    document, rows = laid_out(
        ("header", ((20, 10, "Hours"), (200, 10, "2022"), (300, 10, "2023"))),
        ("row", ((20, 30, "Italy"), (200, 30, "30"), (300, 30, "35"))),
        ("paragraph", ((20, 10, "Water"),)),
        ("row", ((20, 30, "Spain"), (200, 30, "40"), (300, 30, "45"))),
        pages=(2,),
    )

    assert [row[2] for row in values(said_of(document, rows[3]), *NAMES)] == ["", ""]


def test_headings_set_upright_are_over_their_columns():
    document, rows = laid_out(
        ("upright", ((205, 10, "Share-2023"),)),
        ("upright", ((305, 10, "Share-2022"),)),
        ("header", ((200, 120, "%"), (300, 120, "%"))),
        ("row", ((20, 140, "Capex"), (200, 140, "30"), (300, 140, "35"))),
    )
    heads = Setting.of(document).row(rows[3].span)

    assert heads is not None
    over = [[span.of(document.text) for span in part.over] for part in heads[1].parts if part.figure]
    assert over == [["%", "Share-2023"], ["%", "Share-2022"]]


def test_years_on_lines_of_their_own_head_the_columns_below():
    document, rows = laid_out(
        ("paragraph", ((200, 10, "2023"),)),
        ("paragraph", ((400, 10, "2022"),)),
        ("header", ((180, 30, "Men"), (240, 30, "Women"), (380, 30, "Men"), (440, 30, "Women"))),
        ("row", ((20, 50, "Staff"), (180, 50, "1"), (240, 50, "2"), (380, 50, "3"), (440, 50, "4"))),
    )

    assert [row[2] for row in values(said_of(document, rows[3]), *NAMES)] == ["2023", "2023", "2022", "2022"]


def test_codes_of_disclosures_are_no_ranges():
    document, rows = table(("", "2022"), ("Energy 302-1", "302-1"), ("Use (GJ)", "7"))

    assert values(said_in_row(document, rows[1]), "value") == []


def test_staff_costs_are_amounts():
    document, rows = table(("Thousands of Euros", "2022"), ("Staff costs", "45"))

    assert values(said_in_row(document, rows[1]), "value", "unit") == [("45000", "EUR")]


def test_a_heading_far_to_the_right_is_not_over_the_first_columns():
    document, rows = laid_out(
        ("header", ((20, 10, "Activity"), (700, 10, "Share-2021"), (800, 10, "Class"))),
        ("header", ((200, 30, "EUR"), (300, 30, "%"), (700, 30, "%"), (800, 30, "%"))),
        ("row", ((20, 50, "Glass"), (200, 50, "1"), (300, 50, "2"), (700, 50, "3"), (800, 50, "4"))),
    )

    assert [row[2] for row in values(said_of(document, rows[2]), *NAMES)] == ["", "", "2021", ""]


def test_a_cell_with_two_figures_has_both():
    document, rows = table(("in EUR million", "2023"), ("Sales", "98.75 / 5.5"), ("Gas", "390 m3 (13 GJ)"))

    assert [row[0] for row in values(said_in_row(document, rows[1]), *NAMES)] == ["98750000", "5500000"]
    assert [row[:2] for row in values(said_in_row(document, rows[2]), *NAMES)] == [("390", "m3"), ("13", "GJ")]


def test_a_heading_of_ages_broken_over_two_lines_is_a_heading():
    document, rows = table(
        ("Age group", "Year", "< 30 years", "30 ≤ x ≤", ""),
        ("", "", "", "50", "Total (n.)"),
        ("Italy", "2022", "17", "33", "50"),
        header=0,
        title="Number and rate of new hires",
    )

    assert values(said_in_row(document, rows[2]), *NAMES)[-1] == ("50", "hires", "2022")


def test_what_is_counted_is_whole_whatever_the_decimal_mark_of_the_page_is():
    document, rows = table(("Headcount", "2022", "2023"), ("Employees", "2,671", "1,889"), ("Share", "29,3%", "70,7%"))

    assert [row[0] for row in values(said_in_row(document, rows[1]), *NAMES)] == ["2671", "1889"]


def test_a_sentence_that_leads_into_a_table_says_what_its_figures_are():
    lead = (
        "We widened our offer of courses in the year. " * 4 + "The average number of hours of training was as follows:"
    )
    document, made = laid_out(
        ("paragraph", ((50, 50, lead),)),
        ("header", ((50, 100, "Category"), (300, 100, "2022"), (400, 100, "2023"))),
        ("row", ((50, 120, "Finance and People"), (300, 120, "15"), (400, 120, "20"))),
    )

    assert values(said_of(document, made[2]), *NAMES) == [("15", "hours", "2022"), ("20", "hours", "2023")]


def test_business_years_with_a_space_are_business_years():
    document, rows = table(("Hours", "2021/ 2022", "2022/ 2023"), ("Managers", "32", "33"))

    assert [row[2] for row in values(said_in_row(document, rows[1]), *NAMES)] == ["2021/22", "2022/23"]


def test_tonnes_in_a_table_of_greenhouse_gas_are_such():
    document, rows = table(("GHG inventory in t CO2e", "2022", "2023"), ("Goods", "665.8 t", "701.2 t"))

    assert values(said_in_row(document, rows[1]), *NAMES)[0] == ("665.8", "tCO2e", "2022")


def test_the_units_of_a_table_are_those_overleaf_under_the_same_headings():
    names = ((50, 100, "Activity"), (300, 100, "Turnover"), (400, 100, "Proportion"), (500, 100, "Year 2022"))
    document, made = laid_out(
        ("header", names),
        ("row", ((300, 120, "€ million"), (400, 120, "%"), (500, 120, "%"))),
        ("row", ((50, 140, "Trucks"), (300, 140, "4.5"), (400, 140, "12"), (500, 140, "11"))),
        ("header", names),
        ("row", ((50, 140, "Cranes"), (300, 140, "7.5"), (400, 140, "20"), (500, 140, "19"))),
        pages=(3,),
    )

    assert [row[:2] for row in values(said_of(document, made[4]), *NAMES)] == [
        ("7500000", "EUR"),
        ("20", "%"),
        ("19", "%"),
    ]


def test_the_share_in_a_title_is_none_of_the_amounts_that_stand_beside_shares():
    document, rows = table(("", "Turnover", "Part"), ("Trucks", "4.5", "12 %"), title="Proportion of turnover 2023")

    assert [row[1] for row in values(said_in_row(document, rows[1]), *NAMES)] == ["", "%"]


def test_a_row_of_words_before_new_years_names_what_follows_and_its_unit():
    document, rows = table(
        ("Energy (GJ)", "2022", "2023"),
        ("Gas", "7", "9"),
        ("Paper", "", "(Tons)"),
        ("", "2022", "2023"),
        ("Copies", "963", "889"),
    )

    assert values(said_in_row(document, rows[4]), *NAMES) == [("963", "t", "2022"), ("889", "t", "2023")]
