"""Figures that stand in no sentence have the year under their bar, beside it, or in the heading over them."""

from esgcheck.analysis.claims.fields import Setting, fields_of

from .saying import values
from .test_tables import laid_out


def periods_of(document, passage):
    return [row[0] for row in values(fields_of(Setting(document, ".", "en", 2023), passage.span, "metric"), "period")]


def test_a_figure_over_a_bar_is_of_the_year_under_it():
    document, made = laid_out(
        ("paragraph", ((100, 100, "12 %"),)),
        ("paragraph", ((200, 80, "15 %"),)),
        ("paragraph", ((98, 300, "2021"), (198, 300, "2022"))),
    )

    assert [periods_of(document, one) for one in made[:2]] == [["2021"], ["2022"]]


def test_a_figure_at_the_end_of_a_bar_is_of_the_year_beside_it():
    document, made = laid_out(
        ("paragraph", ((50, 100, "2021"),)),
        ("paragraph", ((50, 200, "2022"),)),
        ("paragraph", ((300, 195, "15 %"),)),
        ("paragraph", ((280, 104, "12 %"),)),
    )

    assert [periods_of(document, one) for one in made[2:]] == [["2022"], ["2021"]]


def test_of_charts_side_by_side_each_has_its_own_years():
    document, made = laid_out(
        ("paragraph", ((100, 100, "12 %"),)),
        ("paragraph", ((400, 80, "15 %"),)),
        ("paragraph", ((98, 300, "2021"), (198, 300, "2022"), (298, 300, "2021"), (398, 300, "2022"))),
    )

    assert [periods_of(document, one) for one in made[:2]] == [["2021"], ["2022"]]


def test_the_years_of_a_chart_further_down_are_not_those_of_a_figure_over_its_title():
    document, made = laid_out(
        ("paragraph", ((100, 100, "12 %"),)),
        ("paragraph", ((80, 180, "Dividends"),)),
        ("paragraph", ((98, 300, "2021"), (198, 300, "2022"))),
    )

    assert periods_of(document, made[0]) == [""]


def test_a_figure_set_large_is_of_the_year_in_the_heading_over_it():
    document, made = laid_out(
        ("heading", ((50, 50, "Highlights 2022"),)),
        ("heading", ((50, 80, "People"),)),
        ("paragraph", ((50, 100, "33 %\nwomen on the board"),)),
    )

    assert periods_of(document, made[2]) == ["2022"]


def test_a_heading_that_names_two_years_or_a_later_one_says_nothing():
    for words in ("From 2019 over 2020 and 2021", "Our way to 2030"):
        document, made = laid_out(
            ("heading", ((50, 50, words),)), ("paragraph", ((50, 100, "33 %\nwomen on the board"),))
        )

        assert periods_of(document, made[1]) == [""]
