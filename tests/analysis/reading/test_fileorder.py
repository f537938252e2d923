"""The order of the file is kept where it can be, and mended where pieces of a page stand out of place."""

from __future__ import annotations

from esgcheck.analysis.reading.layout import laid_out
from esgcheck.analysis.reading.lines import Line

from .pages import column, line, rows_of_page, ruled, texts

LEFT = (
    "The plant takes its water from the",
    "river, and what it gives back is as",
    "clean as what it took, which the",
    "county has measured every week.",
)
RIGHT = (
    "In the year of its opening the plant",
    "had no filter of any kind, as none of",
    "the plants along the river had, and",
    "nobody had asked for one then.",
)


def whole(*lines: Line) -> str:
    return " ".join(one.text for one in lines)


def test_what_the_file_has_first_is_read_first_where_the_page_leaves_it_open() -> None:
    left, right = column(60, 100, *LEFT), column(320, 100, *RIGHT)
    beside = [one for pair in zip(left, right, strict=True) for one in pair]

    found = laid_out([*left, *right])

    assert texts(found) == [whole(*left), whole(*right)]
    assert texts(laid_out(beside)) == [whole(*left), whole(*right)]


def test_the_last_column_painted_first_is_read_last() -> None:
    columns = [column(60 + 170 * at, 100, *(f"Of {at} {words[:20]}" for words in LEFT)) for at in range(3)]

    found = laid_out([*columns[2], *columns[0], *columns[1]])

    assert texts(found) == [whole(*one) for one in columns]


def test_a_heading_painted_after_its_text_is_read_before_it() -> None:
    heading, text = line(60, 60, "Water and rivers", size=18), column(60, 100, *LEFT)

    assert texts(laid_out([*text, heading])) == [heading.text, whole(*text)]


def test_titles_that_were_set_after_their_tables_stand_before_them() -> None:
    titles = [line(60, y, f"Table {number}", bold=True, size=12) for number, y in ((1, 100), (2, 200))]
    tables = [[line(x, y, f"{x}{y}") for y in (130, 150) for x in (60, 200, 340)] for y in (0, 1)]
    tables[1] = [line(x, y, f"{x}{y}") for y in (230, 250) for x in (60, 200, 340)]

    found = " ".join(texts(laid_out([*tables[0], *tables[1], *titles])))

    expected = [titles[0], *tables[0], titles[1], *tables[1]]
    assert found == whole(*expected)


def test_a_box_painted_in_the_midst_of_a_column_is_read_after_or_before_it_but_not_in_it() -> None:
    text, note = column(60, 100, *LEFT), column(320, 113, "A note", "beside it")

    found = texts(laid_out([*text[:2], *note, *text[2:]]))

    assert sorted(found) == sorted([whole(*text), whole(*note)])


def test_notes_in_the_left_margin_come_after_the_text_that_the_file_has_first() -> None:
    text, note = column(200, 100, *LEFT, *RIGHT, *LEFT), column(60, 126, "GRI 2-25", "GRI 2-26")

    assert texts(laid_out([*text, *note]))[-1].endswith("GRI 2-26")


def test_a_page_painted_upside_down_is_read_from_its_top() -> None:
    text = column(60, 100, *LEFT, *RIGHT)

    assert texts(laid_out(text[::-1])) == texts(laid_out(text))


def test_wrapped_cells_are_read_whole_in_the_order_of_the_file() -> None:
    rules = ruled(95, 140, 190, x1=500)
    rows = [
        [line(60, 112, "103-1"), *column(150, 100, "Explanation of the", "material topic"), line(400, 112, "19-20")],
        [
            line(60, 162, "103-2"),
            *column(150, 145, "The management", "approach and its", "parts"),
            line(400, 162, "21"),
        ],
    ]

    assert rows_of_page([one for row in rows for one in row], rules) == [
        ["103-1", "Explanation of the material topic", "19-20"],
        ["103-2", "The management approach and its parts", "21"],
    ]


def test_a_number_beside_the_middle_of_its_cell_is_not_put_into_it() -> None:
    cell = column(90, 100, "The activity is listed in the annex", "to the regulation, and is a part", "of the figure.")

    found = texts(laid_out([line(60, 113, "1."), *cell]))

    assert found == ["1.", whole(*cell)]


def test_a_table_painted_column_by_column_is_read_by_its_rows() -> None:
    columns = [column(60, 100, "Water", "Power", "Waste", step=20)]
    columns += [column(x, 100, *(f"{x + y},400" for y in range(3)), step=20) for x in (300, 400)]

    rows = rows_of_page([one for part in columns for one in part], ruled(95, 115, 135, 155, x1=460))

    assert [row[0] for row in rows] == ["Water", "Power", "Waste"]
    assert {len(row) for row in rows} == {3}
