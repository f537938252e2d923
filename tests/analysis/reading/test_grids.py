"""Tables: which lines are a cell, which cells a row, which rows the header; and what is no table."""

from __future__ import annotations

from esgcheck.analysis.reading.layout import laid_out
from esgcheck.analysis.reading.shapes import Shapes, shapes_from

from .pages import cells_of, column, line, rows_of_page, ruled, texts

PROSE_LEFT = (
    "The harbour was dredged in spring and",
    "the water has been clear since then, as",
    "every visitor can see",
)
PROSE_RIGHT = ("Our ships now burn methanol instead of", "heavy oil, which halves what they emit", "on every route.")


def test_cells_of_sentences_are_read_by_rows() -> None:
    lines = [
        *column(60, 100, "Risk"),
        *column(200, 100, "What we do about it"),
        *column(60, 130, "Floods"),
        *column(
            200, 124, "We build walls along the river that", "hold a flood of the century, and we", "train our people."
        ),
        *column(60, 180, "Fire"),
        *column(200, 174, "Sprinklers hang in every hall, and the", "brigade comes to look at them."),
    ]

    assert rows_of_page(lines, ruled(95, 118, 168, 205)) == [
        ["Risk", "What we do about it"],
        ["Floods", "We build walls along the river that hold a flood of the century, and we train our people."],
        ["Fire", "Sprinklers hang in every hall, and the brigade comes to look at them."],
    ]


def test_a_label_of_two_lines_is_one_cell_without_rules() -> None:
    lines = [
        *column(60, 100, "Emissions", "Direct emissions of our own", "plants and vehicles", "Bought power", step=12),
        *column(300, 100, "2022"), *column(300, 124, "12,400"), *column(300, 136, "8,100"),
        *column(400, 100, "2023"), *column(400, 124, "11,900"), *column(400, 136, "7,300"),
    ]  # fmt: skip

    assert rows_of_page(lines) == [
        ["Emissions", "2022", "2023"],
        ["Direct emissions of our own plants and vehicles", "12,400", "11,900"],
        ["Bought power", "8,100", "7,300"],
    ]


def test_the_row_that_names_the_columns_is_marked() -> None:
    lines = [
        line(60, 100, "tonnes", bold=True), line(300, 100, "2022", bold=True), line(400, 100, "2023", bold=True),
        line(60, 120, "Scope 1"), line(300, 120, "12,400"), line(400, 120, "11,900"),
        line(60, 140, "Scope 2"), line(300, 140, "8,100"), line(400, 140, "7,300"),
    ]  # fmt: skip

    rows = [passage for passage in laid_out(lines) if passage.shape == "row"]

    assert [row.header for row in rows] == [True, False, False]
    assert {row.table for row in rows} == {1}


def test_a_title_over_several_columns_leaves_them_apart() -> None:
    lines = [line(200, 100, "Number of employees at the end of each year")]
    for index, cells in enumerate((("Italy", "1,323", "47", "1,370"), ("China", "1,337", "12", "1,349"))):
        lines += [line(x, 120 + 20 * index, cell) for x, cell in zip((60, 220, 300, 380), cells, strict=True)]

    rows = rows_of_page(lines, ruled(95, 117, 137, 157))

    assert rows[0] == ["Number of employees at the end of each year"] or len(rows) == 2
    assert rows[-2:] == [["Italy", "1,323", "47", "1,370"], ["China", "1,337", "12", "1,349"]]


def test_two_cells_that_came_as_one_line_are_parted() -> None:
    lines = [
        line(60, 100, "Field"), line(120, 100, "Target"), line(300, 100, "Status"),
        line(60, 120, "Safety"), line(120, 120, "Fewer accidents"), line(300, 120, "5.2"),
        line(60, 140, "Talent"), line(120, 140, "Happy people"), line(300, 140, "74"),
    ]  # fmt: skip
    joined = line(60, 160, "Climate")
    joined.absorb(line(120, 160, "Less coal"))
    lines += [joined, line(300, 160, "2.2")]

    assert rows_of_page(lines, ruled(98, 117, 137, 157, 177))[-1] == ["Climate", "Less coal", "2.2"]


def test_rules_above_and_below_two_columns_make_no_table() -> None:
    lines = [*column(60, 100, *PROSE_LEFT), *column(320, 100, *PROSE_RIGHT)]

    found = laid_out(lines, ruled(90, 150))

    assert [passage.shape for passage in found] == ["text", "text"]
    assert texts(found) == [" ".join(PROSE_LEFT), " ".join(PROSE_RIGHT)]


def test_prose_between_two_tables_is_not_drawn_into_them() -> None:
    lines = []
    for y in (100, 260):
        lines += [line(60, y, "Water"), line(300, y, "12"), line(60, y + 20, "Waste"), line(300, y + 20, "14")]
    prose = column(
        60, 160, "Between the tables stands a sentence that reaches from side to side of", "this page, twice over."
    )

    found = laid_out([*lines, *prose], ruled(98, 118, 138, 258, 278, 298, x1=400))

    assert [cells_of(one) if one.shape == "row" else one.shape for one in found] == [
        ["Water", "12"], ["Waste", "14"], "text", ["Water", "12"], ["Waste", "14"],
    ]  # fmt: skip
    assert [one.table for one in found] == [1, 1, 0, 2, 2]


def test_an_underlined_word_is_no_row() -> None:
    lines = column(60, 100, *PROSE_LEFT)
    under = Shapes([(60, 111, 60 + 120, 111.5), (60, 124, 60 + 150, 124.5)], [], [])

    assert rows_of_page(lines, under) == []


def test_frames_are_four_rules_and_white_is_paper() -> None:
    shapes = shapes_from([((10, 10, 100, 60), "frame"), ((10, 80, 100, 120), "panel"), ((0, 0, 5, 5), "path")])

    assert (len(shapes.across), len(shapes.upright), len(shapes.panels)) == (2, 2, 1)
