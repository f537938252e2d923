from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from esgcheck.analysis.reading import boxes_of
from esgcheck.analysis.types import Box, Page, Span, Word

#            0         1         2
#            0123456789012345678901234
TEXT = "one two three\nfour five"
PAGE = Page(
    1,
    0,
    len(TEXT),
    300,
    300,
    words=(
        Word(0, 3, Box(10, 10, 30, 20)),
        Word(4, 7, Box(33, 10, 50, 20)),
        Word(8, 13, Box(53, 10, 80, 20)),
        Word(14, 18, Box(10, 25, 35, 35)),
        Word(19, 23, Box(38, 25, 60, 35)),
    ),
)


def test_words_of_a_line_share_a_box() -> None:
    assert boxes_of(PAGE, Span(4, 18)) == (Box(33, 10, 80, 20), Box(10, 25, 35, 35))


def test_a_word_touched_in_part_counts_whole() -> None:
    assert boxes_of(PAGE, Span(5, 6)) == (Box(33, 10, 50, 20),)


def test_between_words_and_off_the_page_there_is_nothing() -> None:
    assert boxes_of(PAGE, Span(3, 4)) == ()
    assert boxes_of(PAGE, Span(50, 60)) == ()


def test_columns_side_by_side_are_not_joined() -> None:
    page = Page(1, 0, 7, words=(Word(0, 3, Box(10, 10, 30, 20)), Word(4, 7, Box(200, 10, 220, 20))))

    assert len(boxes_of(page, Span(0, 7))) == 2


@settings(deadline=None, max_examples=60)
@given(st.integers(0, 23), st.integers(0, 23))
def test_boxes_cover_every_word_of_the_span(one: int, other: int) -> None:
    span = Span(min(one, other), max(one, other))

    boxes = boxes_of(PAGE, span)

    for word in PAGE.words:
        if Span(word.start, word.end).overlaps(span) and len(span):
            assert any(
                box.x0 <= word.box.x0 and box.x1 >= word.box.x1 and box.y0 <= word.box.y0 and box.y1 >= word.box.y1
                for box in boxes
            )
