"""What part of a page is shown: whole lines of the column of the words, and not of the one beside it."""

from __future__ import annotations

from esgcheck.analysis.types import Box, Page, Word
from esgcheck.publishing.crops import clip_around

HEIGHT = 10.0
LEADING = 14.0


def page_of(lines: list[tuple[float, float, float]]) -> Page:
    """A page with one word a line, ``(x0, x1, y0)``."""
    words = tuple(Word(n * 10, n * 10 + 9, Box(x0, y0, x1, y0 + HEIGHT)) for n, (x0, x1, y0) in enumerate(lines))
    return Page(number=1, start=0, end=10 * len(lines), width=595, height=842, words=words)


def column(x0: float, x1: float, first: float = 100, lines: int = 20) -> list[tuple[float, float, float]]:
    return [(x0, x1, first + LEADING * n) for n in range(lines)]


def cuts(clip: Box, box: Box) -> bool:
    """Whether an edge of the clip goes through the box."""
    inside = clip.x0 <= box.x0 and clip.x1 >= box.x1 and clip.y0 <= box.y0 and clip.y1 >= box.y1
    outside = clip.x0 >= box.x1 or clip.x1 <= box.x0 or clip.y0 >= box.y1 or clip.y1 <= box.y0
    return not (inside or outside)


def test_some_lines_above_and_below_are_shown_and_none_is_cut() -> None:
    page = page_of(column(72, 520))

    clip = clip_around(page, [page.words[10].box, page.words[11].box])

    shown = [n for n, word in enumerate(page.words) if clip.y0 <= word.box.y0 and clip.y1 >= word.box.y1]
    assert shown[0] in {7, 8}
    assert shown[-1] in {13, 14}
    assert not any(cuts(clip, word.box) for word in page.words)


def test_the_neighbouring_column_stays_out() -> None:
    page = page_of(column(60, 290) + column(310, 540))

    clip = clip_around(page, [page.words[30].box])

    assert clip.x0 > 290
    assert not any(cuts(clip, word.box) for word in page.words)


def test_a_headline_over_two_columns_ends_what_is_shown() -> None:
    page = page_of([(60, 540, 86), *column(60, 290), *column(310, 540)])

    clip = clip_around(page, [page.words[22].box])  # the second line of the right column

    assert clip.x0 > 290
    assert clip.y0 >= page.words[0].box.y1
    assert not any(cuts(clip, word.box) for word in page.words)


def test_a_few_words_within_a_line_show_the_whole_line() -> None:
    boxes = [Box(72 + 30 * n, 100, 98 + 30 * n, 110) for n in range(12)]
    words = tuple(Word(n * 5, n * 5 + 4, box) for n, box in enumerate(boxes))
    page = Page(number=1, start=0, end=60, width=595, height=842, words=words)

    clip = clip_around(page, [boxes[5]])

    assert clip.x0 <= 72
    assert clip.x1 >= boxes[-1].x1


def test_the_clip_stays_on_the_page() -> None:
    page = page_of([(2, 593, 1), (2, 593, 831)])

    for word in page.words:
        clip = clip_around(page, [word.box])
        assert clip.x0 >= 0
        assert clip.y0 >= 0
        assert clip.x1 <= page.width
        assert clip.y1 <= page.height
