"""What holds for every PDF, whatever stands on its pages."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from esgcheck.analysis.reading.assemble import document_from_pages
from esgcheck.analysis.reading.boxes import boxes_of
from esgcheck.analysis.reading.groups import RawPassage
from esgcheck.analysis.reading.layout import laid_out
from esgcheck.analysis.reading.lines import Line
from esgcheck.analysis.reading.records import LineRecord, PageRecord, PassageRecord
from esgcheck.analysis.reading.shapes import Shapes, shapes_from
from esgcheck.analysis.types import Box

WORDS = st.sampled_from(
    [
        "the",
        "environ-",
        "mental",
        "long-",
        "term",
        "2023",
        "12",
        "•",
        "1.",
        "well-",
        "Page",
        "end.",
        "/",
        "-",
        "\u00ad",
        "a\u00ad",
        "Scope",
        "and",
        "“No”",
    ]
)
PLACES = st.floats(0, 800).map(lambda place: round(place, 1))


@st.composite
def lines(draw: st.DrawFn) -> Line:
    x, y = draw(PLACES), draw(PLACES)
    line = Line(block=draw(st.integers(0, 3)), size=draw(st.sampled_from([0.0, 8.0, 10.0, 18.0])))
    line.bold = draw(st.booleans())
    line.upright = draw(st.integers(0, 9)) > 0
    for word in draw(st.lists(WORDS, min_size=1, max_size=6)):
        line.add(word, (x, y, x + 6 * len(word), y + 12))
        x += 6 * len(word) + draw(st.sampled_from([3, 3, 40]))
    return line


@st.composite
def boxes(draw: st.DrawFn) -> tuple[float, float, float, float]:
    x, y = draw(PLACES), draw(PLACES)
    return x, y, x + draw(st.sampled_from([90, 300, 600])), y + draw(st.sampled_from([0.5, 0.5, 40, 300]))


SHAPES = st.lists(st.tuples(boxes(), st.sampled_from(["panel", "frame"])), max_size=8).map(shapes_from)
PAGES = st.lists(st.tuples(st.lists(lines(), max_size=25), SHAPES), max_size=5)


def record(index: int, passages: list[RawPassage]) -> PageRecord:
    return PageRecord(
        index,
        595,
        842,
        passages=[
            PassageRecord(
                one.shape,
                [
                    LineRecord(line.size, line.bold, list(line.words), [Box(*box) for box in line.boxes])
                    for line in one.lines
                ],
                one.cells,
                one.table,
                one.header,
            )
            for one in passages
        ],
    )


@settings(deadline=None, max_examples=40)
@given(PAGES)
def test_every_word_of_a_page_is_read_once(pages: list[tuple[list[Line], Shapes]]) -> None:
    for page, shapes in pages:
        painted = sorted(word for line in page for word in line.words)

        passages = laid_out(page, shapes)

        assert sorted(word for passage in passages for line in passage.lines for word in line.words) == painted


@settings(deadline=None, max_examples=40)
@given(PAGES)
def test_pages_passages_and_words_lie_inside_each_other(pages: list[tuple[list[Line], Shapes]]) -> None:
    painted = sum(len(line.words) for page, _ in pages for line in page)

    document = document_from_pages([record(index, laid_out(*page)) for index, page in enumerate(pages)])

    assert "".join(document.text[page.start : page.end] for page in document.pages) == document.text
    assert sum(len(page.words) for page in document.pages) == painted
    ends = 0
    for passage in document.passages:
        assert document.pages[passage.page - 1].span.contains(passage.span)
        assert passage.span.start >= ends
        ends = passage.span.end
        reach = passage.span.start
        for cell in passage.cells:
            assert reach <= cell.span.start < cell.span.end <= passage.span.end
            reach = cell.span.end
        columns = [cell.column for cell in passage.cells]
        assert columns == sorted(set(columns))
        assert bool(columns) == (passage.kind == "table_row") == bool(passage.table)
    for page in document.pages:
        last = page.start
        for word in page.words:
            assert last <= word.start <= word.end <= page.end
            assert not any(letter.isspace() for letter in document.text[word.start : word.end])
            last = word.end


@settings(deadline=None, max_examples=40)
@given(PAGES, st.data())
def test_boxes_cover_the_words_of_any_passage(pages: list[tuple[list[Line], Shapes]], data: st.DataObject) -> None:
    document = document_from_pages([record(index, laid_out(*page)) for index, page in enumerate(pages)])
    if not document.passages:
        return
    passage = data.draw(st.sampled_from(document.passages))
    page = document.pages[passage.page - 1]

    boxes = boxes_of(page, passage.span)

    for word in page.words:
        if passage.span.start <= word.start < word.end <= passage.span.end:
            assert any(
                box.x0 <= word.box.x0 and word.box.x1 <= box.x1 and box.y0 <= word.box.y0 and word.box.y1 <= box.y1
                for box in boxes
            )
