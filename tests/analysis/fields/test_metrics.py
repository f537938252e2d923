"""What a sentence says of its figures: value, unit, direction, period, baseline, boundary."""

import pytest

from esgcheck.analysis.claims.fields import Setting, fields_of
from esgcheck.analysis.types import Document, Page, Span

from .saying import said, values


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("In 2021 we cut waste by 12 % against 2019.", [("12", "%", "down", "2021", "2019")]),
        (
            "In 2023, 97% of all drivers took the course, up from 81% in 2022.",
            [("97", "%", "up", "2023", "2022"), ("81", "%", "", "2022", "")],
        ),
        ("The rate was 12 % in 2023 (2022: 9 %).", [("12", "%", "", "2023", ""), ("9", "%", "", "2022", "")]),
        (
            "Use came to 45, 51 and 60 GWh in 2021, 2022 and 2023.",
            [("45", "GWh", "", "2021", ""), ("51", "GWh", "", "2022", ""), ("60", "GWh", "", "2023", "")],
        ),
        (
            "Emissions rose from 45 t in 2019 to 51 t in 2023.",
            [("45", "t", "", "2019", ""), ("51", "t", "up", "2023", "2019")],
        ),
        ("Nel 2021 i rifiuti sono diminuiti del 4,5% rispetto al 2020.", [("4.5", "%", "down", "2021", "2020")]),
        ("Der Verbrauch sank 2022 gegenüber dem Vorjahr um 3,2 %.", [("3.2", "%", "down", "2022", "2021")]),
        ("En 2022, nos émissions ont baissé de 8 % par rapport à 2019.", [("8", "%", "down", "2022", "2019")]),
        ("2022年用水量减少12%，与2020年相比。", [("12", "%", "down", "2022", "2020")]),
    ],
)
def test_figures_have_their_own_time_and_baseline(sentence, expected):
    assert values(said(sentence), "value", "unit", "direction", "period", "baseline") == expected


def test_every_span_is_where_the_words_stand():
    sentence = "In 2023 we cut\nScope 1 emissions by 12 %\n(2022: 9 %)."

    for field in said(sentence):
        assert field.span is not None
        assert " ".join(field.span.of(sentence).split()) == field.text


def test_numbers_in_words_are_figures_where_they_count_people_or_events():
    assert values(said("Three fatal accidents occurred at two sites in 2022."), "value", "unit") == [
        ("3", "accidents"),
        ("2", "sites"),
    ]
    assert values(said("The plan has two pillars and we follow these three principles."), "value") == []


def test_a_bare_figure_is_read_where_the_words_before_say_that_it_is_one():
    assert values(said("The number of reported complaints was 12 in 2022."), "value", "unit", "period") == [
        ("12", "complaints", "2022")
    ]
    assert values(said("The LTIFR fell to 5.2 in 2023."), "value", "unit", "period") == [("5.2", "", "2023")]
    assert values(said("See section 5.2 in the annex."), "value") == []


def test_as_of_a_day_is_when_and_no_comparison():
    assert values(said("The firm has 800 employees (as of 31 December 2021)."), "period", "baseline") == [
        ("2021-12-31", "")
    ]


def test_the_time_of_the_next_figure_in_brackets_is_not_that_of_the_first():
    fields = said("Of the hired staff (47 FTE; previous year: 31 FTE) most stayed in 2023.")

    assert values(fields, "value", "period")[0] == ("47", "2023")


def test_thousands_by_the_point_where_a_page_writes_no_other():
    sentence = "Gas 298.799 m3, water 5.770 m3 and oil 1.200 litres were used."

    document = Document(sentence, (Page(1, 0, len(sentence)),), ())
    fields = fields_of(Setting.of(document), Span(0, len(sentence)), "metric")

    assert [row[0] for row in values(fields, "value")] == ["298799", "5770", "1200"]


def test_a_million_and_a_half_is_one_and_a_half():
    assert values(said("Nel 2017 la raccolta ha superato la cifra di 1 milione e mezzo di euro."), "value", "unit") == [
        ("1500000", "EUR")
    ]


def test_the_english_plural_is_what_is_counted():
    fields = said("We name 28 climate risks, 3 workplace accidents and 3,854 full-time contracts.")

    assert [row[0] for row in values(fields, "unit")] == ["risks", "accidents", "contracts"]


def test_a_long_figure_after_and_shares_the_unit_before_it():
    fields = said("Emissions were 29,074 tons of CO2 by one method and 36,569 according to the other.")

    assert values(fields, "value", "unit") == [("29074", "tCO2"), ("36569", "tCO2")]


def test_gigajoules_with_a_footnote_are_no_business_year():
    fields = said("Energy use in 2016 was 208,000 GJ13 , down by 13% with respect to 2015.")

    assert [row[1] for row in values(fields, "value", "period")] == ["2016", "2016"]


def test_the_number_of_a_footnote_is_no_figure_and_hides_none():
    fields = said("For FY2021 revenue was US$760 million83 and growth 2%14 since then.")

    assert values(fields, "value", "unit") == [("760000000", "USD"), ("2", "%")]


def test_an_index_that_rose_has_both_its_figures():
    assert values(said("The gravity index increased slightly, from 0.17 to 0.23."), "value") == [("0.17",), ("0.23",)]
