"""Which figure a base year belongs to, and which year a figure that is compared."""

import pytest

from .saying import said, values


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "At the end of 2023 we had 618 employees, a 2% increase on 2022.",
            [("618", "2023", ""), ("2", "2023", "2022")],
        ),
        ("In 2023 we lost 570 contracts (-14% with respect to 2022).", [("570", "2023", ""), ("-14", "2023", "2022")]),
        (
            "Sales grew by EUR 10 million or 19% compared to 2021 .",
            [("10000000", "", "2021"), ("19", "", "2021")],
        ),
        ("We had 3,854 full-time contracts compared to 72 part-time contracts.", [("3854", "", ""), ("72", "", "")]),
        (
            "The value rose by 18% in 2023, from 1.4 billion euro in 2022 to 1.7 billion euro.",
            [("18", "2023", ""), ("1400000000", "2022", ""), ("1700000000", "2023", "2022")],
        ),
        (
            "Use grew in 2023 from 64 tonnes to 74 tonnes compared to the previous year.",
            [("64", "2022", ""), ("74", "2023", "2022")],
        ),
        ("The share was 22% in 2023, in line with 2022.", [("22", "2023", "")]),
    ],
)  # fmt: skip
def test_the_base_year_is_that_of_the_change(sentence, expected):
    assert values(said(sentence), "value", "period", "baseline") == expected


def test_the_year_before_is_that_before_the_one_named():
    fields = said("Im Jahr 2021 sank der Verbrauch gegenüber dem Vorjahr um 3 %.")

    assert values(fields, "period", "baseline") == [("2021", "2020")]


def test_a_year_that_is_compared_with_is_no_period():
    assert values(said("Der Verbrauch sank 2023 gegenüber 2022 um 3 %."), "period", "baseline") == [("2023", "2022")]


@pytest.mark.parametrize(
    ("sentence", "periods"),
    [
        ("2021: 45.8 kg 2022: 44.4 kg 2030: 19.8 kg", ["2021", "2022", "2030"]),
        ("At the end of 2022 the loan was EUR 252 million, to be repaid in July 2027.", ["2022"]),
        ("We hold more than 16 million contracts and have run a network since 2021.", [""]),
        ("We aim at EUR 300 billion by 2025 and have already reached EUR 238 billion.", ["2025", ""]),
        ("We expect sales of EUR 660 million to EUR 710 million in 2024.", ["2024", "2024"]),
        ("The programme has USD 400 million (announced in July 2019).", [""]),
        ("In 2022 we offered places to 30 students that will go on throughout 2023.", ["2022"]),
    ],
)
def test_a_time_belongs_to_the_figure_it_is_said_of(sentence, periods):
    assert [row[0] for row in values(said(sentence), "period")] == periods
