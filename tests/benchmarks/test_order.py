"""The yardstick itself: it gives no errors for the right order, many for wrong ones, and its gold fits the reports."""

from __future__ import annotations

import csv
import hashlib
import random
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import pytest

from tests.benchmarks.order_score import GOLD, Box, centre, gold_page, gold_pages, score

LEFT = {"kind": "text", "box": [50, 100, 290, 400]}
RIGHT = {"kind": "text", "box": [310, 100, 550, 400]}
TITLE = {"kind": "heading", "box": [50, 50, 550, 80]}
NOTE = {"kind": "sidebar", "box": [50, 500, 550, 600], "float": True}


def words(box: list[float], lines: int = 10, across: int = 4, left: float | None = None) -> list[Box]:
    """Words of 10 points in lines from the top of a rectangle."""
    x0, y0 = box[0] if left is None else left, box[1]
    return [
        (x0 + 30 * column, y0 + 12 * line, x0 + 30 * column + 25, y0 + 12 * line + 10)
        for line in range(lines)
        for column in range(across)
    ]


def joined(blocks: Iterable[list[Box]]) -> list[Box]:
    return [word for block in blocks for word in block]


def two_columns() -> tuple[list[Box], list[Box]]:
    return words(LEFT["box"]), words(RIGHT["box"])


def test_the_right_order_has_no_errors() -> None:
    left, right = two_columns()
    found = score(gold_page([TITLE, LEFT, RIGHT, NOTE]), words(TITLE["box"], 1) + left + right + words(NOTE["box"], 2))
    assert (found.errors, found.words) == (0, 92)
    assert found.places == 4 + 9 + 9 + 1  # four rectangles, and the line ends within them


def test_two_columns_read_across_have_two_errors_a_line() -> None:
    left, right = two_columns()
    across = [word for line in range(10) for column in (left, right) for word in column[4 * line : 4 * line + 4]]
    assert score(gold_page([LEFT, RIGHT]), across).jumps == 18  # all but the last line of each


def test_a_reversed_page_has_an_error_at_nearly_every_word() -> None:
    left, right = two_columns()
    found = score(gold_page([LEFT, RIGHT]), [*reversed(left + right)])
    assert found.jumps == 1
    assert found.steps_back == 78


def test_a_shuffled_page_has_many_errors() -> None:
    left, right = two_columns()
    shuffled = left + right
    random.Random(1).shuffle(shuffled)
    assert score(gold_page([LEFT, RIGHT]), shuffled).errors > 40


def test_a_block_out_of_place_costs_one_or_two_errors() -> None:
    boxes = [{"kind": "text", "box": [50, 100 * row, 550, 100 * row + 80]} for row in range(1, 7)]
    blocks = [words(box["box"], 3) for box in boxes]
    late = [*blocks[:1], *blocks[2:], blocks[1]]
    early = [blocks[4], *blocks[:4], blocks[5]]
    assert score(gold_page(boxes), joined(late)).errors == 1
    assert score(gold_page(boxes), joined(early)).errors == 1
    assert score(gold_page(boxes), joined(reversed(blocks))).errors == 5


def test_a_rectangle_that_a_tool_gives_no_word_of_is_lost() -> None:
    left, _right = two_columns()
    page = gold_page([LEFT, RIGHT])
    assert score(page, left, filled={0, 1}).lost == 1
    assert score(page, [], filled={0, 1}).errors == 2


def test_what_nobody_can_see_is_not_scored() -> None:
    left, right = two_columns()
    page = gold_page([{"kind": "unseen", "box": [300, 90, 560, 110]}, LEFT, RIGHT])
    assert score(page, right[:4] + left + right[4:]).errors == 0


def test_a_heading_after_its_text_is_an_error_inside_of_a_rectangle() -> None:
    left, _right = two_columns()
    assert score(gold_page([LEFT]), left[4:] + left[:4]).errors == 1


def test_a_subscript_is_no_error() -> None:
    line = [(50, 100, 70, 110), (70, 105, 74, 112), (78, 100, 99, 110), (99, 98, 102, 104), (50, 112, 90, 122)]
    assert score(gold_page([LEFT]), line).errors == 0


def test_free_members_may_come_in_any_order_but_each_whole() -> None:
    page = gold_page([TITLE, [[LEFT], [RIGHT]]])
    left, right = two_columns()
    title = words(TITLE["box"], 1)
    assert score(page, title + right + left).errors == 0
    assert score(page, title + right[:8] + left + right[8:]).errors == 1


def test_a_margin_note_is_right_between_rectangles_and_wrong_within_one() -> None:
    page = gold_page([LEFT, RIGHT, NOTE])
    left, right = two_columns()
    note = words(NOTE["box"], 2)
    assert score(page, note + left + right).errors == 0
    assert score(page, left + note + right).errors == 0
    assert score(page, left[:8] + note + left[8:] + right).errors == 1


def test_a_tables_cells_are_read_by_rows() -> None:
    table = {"kind": "table", "box": [50, 100, 530, 190], "rows": [130, 160], "columns": [210, 370]}
    rows = [[words([x, y], 2, 3) for x in (50, 210, 370)] for y in (100, 130, 160)]
    by_columns = [row[column] for column in range(3) for row in rows]
    by_lines = [cell[line : line + 3] for row in rows for line in (0, 3) for cell in row]
    assert score(gold_page([table]), joined(cell for row in rows for cell in row)).errors == 0
    assert score(gold_page([table]), joined(by_columns)).errors == 4
    assert score(gold_page([table]), joined(by_lines)).errors == 9


def test_a_figures_labels_have_no_order_but_stay_together() -> None:
    chart = {"kind": "figure", "box": [50, 100, 290, 400]}
    left, right = two_columns()
    assert score(gold_page([chart, RIGHT]), [*reversed(left), *right]).errors == 0
    assert score(gold_page([chart, RIGHT]), [*left[:5], *right, *left[5:]]).errors == 1


def test_the_gold_is_the_forty_pages_that_were_picked() -> None:
    with (GOLD / "pages.tsv").open(encoding="utf-8") as file:
        picked = {(row["report"], row["sha256"], int(row["page"])) for row in csv.DictReader(file, delimiter="\t")}
    assert {(page.report, page.sha256, page.number) for page in gold_pages()} == picked
    assert len(picked) == 40
    assert all(number % 10 == 7 for _report, _sha256, number in picked)
    assert len({report for report, _sha256, _number in picked}) >= 15


def test_no_two_rectangles_of_the_gold_overlap() -> None:
    for page in gold_pages():
        boxes = [region.box for region in page.regions]
        for index, one in enumerate(boxes):
            assert one[0] < one[2]
            assert one[1] < one[3]
            for other in boxes[:index]:
                wide = min(one[2], other[2]) - max(one[0], other[0])
                high = min(one[3], other[3]) - max(one[1], other[1])
                assert wide <= 0 or high <= 0, (page.report, page.number, one, other)


@pytest.mark.shared
def test_the_gold_fits_the_reports(shared_data: Path) -> None:
    import pymupdf

    for page in gold_pages():
        path = shared_data / "reports" / page.report
        assert hashlib.sha256(path.read_bytes()).hexdigest() == page.sha256
        with pymupdf.open(path) as document:
            drawn = document[page.number - 1]
            boxes = [tuple(word[:4]) for word in drawn.get_text("words")]
            width, height = drawn.rect.width, drawn.rect.height
        for region in page.regions:
            assert region.box[0] >= 0
            assert region.box[1] >= 0
            assert region.box[2] <= width
            assert region.box[3] <= height
        where = Counter(page.region_of(box) for box in boxes)
        unscored = sum(any(part.holds(*centre(box)) for part in page.unscored) for box in boxes)
        assert where[None] - unscored <= 0.015 * len(boxes), (page.report, page.number)
        filled = {index for index in where if index is not None}
        assert all(index in filled for index, region in enumerate(page.regions) if region.kind != "table")
