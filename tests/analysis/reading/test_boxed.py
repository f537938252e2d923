"""What stands in a box of colour, beside or within running text; and the order around it."""

from __future__ import annotations

from esgcheck.analysis.reading.initials import with_initials
from esgcheck.analysis.reading.layout import laid_out
from esgcheck.analysis.reading.shapes import Shapes

from .pages import column, line, texts


def test_a_box_in_the_midst_of_a_sentence_is_read_after_it() -> None:
    text = [
        *column(60, 100, "The plant takes its water from the river,", "and what it gives back is as clean as what"),
        *column(60, 200, "it took, which the county has measured", "every week since the year of its opening."),
    ]
    box = column(80, 140, "Did you know that the river has", "seven kinds of fish in it again?")

    found = texts(laid_out([*text, *box], Shapes([], [], [(70, 132, 290, 172)])))

    assert found == [" ".join(one.text for one in text), " ".join(one.text for one in box)]


def test_columns_within_a_box_are_read_one_after_the_other() -> None:
    title = column(60, 60, "Here a sentence goes over all of the page, from its left side to the right one.")
    left = column(70, 100, "On the left the box says that all", "of our roofs carry solar cells and", "that they pay.")
    right = column(320, 100, "On the right the box says that no", "coal is burnt in any of the plants", "any more.")

    found = texts(laid_out([*title, *left, *right], Shapes([], [], [(55, 90, 560, 150)])))

    assert found == [" ".join(one.text for one in part) for part in (title, left, right)]


def test_white_as_high_as_several_lines_ends_columns() -> None:
    upper = [
        column(60, 100, "First left, all of", "it in two lines."),
        column(320, 100, "First right, all of", "it, too."),
    ]
    lower = [
        column(60, 300, "Second left, below", "a wide picture."),
        column(320, 300, "Second right, just", "as low."),
    ]

    found = texts(laid_out([one for part in (*upper, *lower) for one in part]))

    assert found == [" ".join(one.text for one in part) for part in (*upper, *lower)]


def test_an_initial_begins_its_word() -> None:
    lines = [
        line(60, 100, "W", size=30),
        line(78, 104, "e generate value from the start"),
        line(78, 117, "to the end."),
    ]

    assert [one.text for one in with_initials(lines)] == ["We generate value from the start", "to the end."]


def test_an_initial_that_is_a_word_stays_one() -> None:
    lines = [line(60, 100, "A", size=30), line(78, 104, "company is a company"), line(78, 117, "that keeps company.")]

    assert with_initials(lines)[0].text == "A company is a company"


def test_a_large_letter_beside_a_heading_is_left_alone() -> None:
    lines = [line(60, 100, "A", size=30), line(78, 104, "Governance of the group")]

    assert len(with_initials(lines)) == 2
