"""Words that nobody can see are told apart; the truth is what stands in the pixels of the page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pymupdf
import pytest

from esgcheck.analysis.reading import read_document
from esgcheck.analysis.types import Document

SECRET = "Nobody can read this sentence"
PLAIN = "Everybody can read this one"
NAVY, WHITE, GREEN = (0, 0, 0.3), (1, 1, 1), (0, 0.5, 0)
BAR = (50, 185, 400, 210)
"""Around the sentence whose baseline is at 200."""

Draw = Callable[[Any], None]


def photo() -> bytes:
    """Grey noise without letters in it."""
    pixels = pymupdf.Pixmap(pymupdf.csRGB, (0, 0, 60, 20))
    for x in range(60):
        for y in range(20):
            pixels.set_pixel(x, y, (60 + (x * 37 + y * 101) % 60,) * 3)
    return bytes(pixels.tobytes("png"))


def white(page: Any) -> None:
    page.insert_text((60, 200), SECRET, color=WHITE)


def green_on_green(page: Any) -> None:
    page.draw_rect(BAR, fill=GREEN, color=None)
    page.insert_text((60, 200), SECRET, color=GREEN)


def transparent(page: Any) -> None:
    page.insert_text((60, 200), SECRET, fill_opacity=0)


def without_ink(page: Any) -> None:
    page.insert_text((60, 200), SECRET, render_mode=3)


def tiny(page: Any) -> None:
    page.insert_text((60, 200), SECRET, fontsize=0.5)


def under_a_bar(page: Any) -> None:
    page.insert_text((60, 200), SECRET)
    page.draw_rect(BAR, fill=(0, 0, 0), color=None)


def under_a_picture(page: Any) -> None:
    page.insert_text((60, 200), SECRET)
    page.insert_image(BAR, stream=photo(), keep_proportion=False)


def off_the_page(page: Any) -> None:
    page.insert_text((700, 200), SECRET)


def white_on_dark(page: Any) -> None:
    page.draw_rect(BAR, fill=NAVY, color=None)
    page.insert_text((60, 200), SECRET, color=WHITE)


def white_on_a_picture(page: Any) -> None:
    page.insert_image(BAR, stream=photo(), keep_proportion=False)
    page.insert_text((60, 200), SECRET, color=WHITE)


def white_on_a_round_shape(page: Any) -> None:
    page.draw_oval((20, 150, 450, 250), fill=NAVY, color=None)
    page.insert_text((60, 200), SECRET, color=WHITE)


def on_a_bar(page: Any) -> None:
    page.draw_rect(BAR, fill=(1, 1, 0), color=None)
    page.insert_text((60, 200), SECRET)


def under_glass(page: Any) -> None:
    page.insert_text((60, 200), SECRET)
    page.draw_rect(BAR, fill=(1, 1, 0), color=None, fill_opacity=0.3)


def scan_over_its_text(page: Any) -> None:
    page.insert_text((60, 200), SECRET)
    page.insert_image(page.rect, stream=photo(), keep_proportion=False)


def scan_with_its_text(page: Any) -> None:
    page.insert_image(page.rect, stream=photo(), keep_proportion=False, overlay=False)
    page.insert_text((60, 200), SECRET, render_mode=3)


def bar_on_a_scan(page: Any) -> None:
    scan_with_its_text(page)
    page.draw_rect(BAR, fill=(0, 0, 0), color=None)


UNSEEN = {
    white: "white",
    green_on_green: "same colour",
    transparent: "transparent",
    without_ink: "hidden",
    tiny: "too small",
    under_a_bar: "covered",
    under_a_picture: "covered",
    off_the_page: "off the page",
}
SEEN = (white_on_dark, white_on_a_picture, white_on_a_round_shape, on_a_bar, under_glass)


def drawn(draw: Draw, *, secret: bool = True, turned: int = 0) -> Any:
    """A document of one page; without its secret everything else is the same."""
    document = pymupdf.open()
    page = document.new_page()
    page.insert_text((60, 100), PLAIN)
    page.insert_text((60, 300), PLAIN)
    if not secret:
        insert, page.insert_text = page.insert_text, lambda *_, **__: None
        draw(page)
        page.insert_text = insert
    else:
        draw(page)
    page.set_rotation(turned)
    return document


def passages(document: Document, *, hidden: bool) -> dict[str, str]:
    return {p.span.of(document.text): p.hidden for p in document.passages if bool(p.hidden) is hidden}


@pytest.mark.parametrize("draw", [*[d for d in UNSEEN if d is not tiny], *SEEN])  # tiny letters leave a grey line
def test_the_truth_is_in_the_pixels(draw: Draw) -> None:
    with_it, without = (drawn(draw, secret=secret)[0].get_pixmap(dpi=144, clip=BAR).samples for secret in (True, False))

    darkest = max(abs(one - other) for one, other in zip(with_it, without, strict=True))

    assert (darkest > 40) is (draw in SEEN)


@pytest.mark.parametrize(("draw", "reason"), UNSEEN.items())
def test_what_nobody_sees_is_a_passage_of_its_own_with_the_reason(draw: Draw, reason: str) -> None:
    document = read_document(drawn(draw).tobytes())

    assert passages(document, hidden=True) == {SECRET: reason}
    assert set(passages(document, hidden=False)) == {PLAIN}
    (problem,) = [problem for problem in document.problems if problem.code == "hidden_text"]
    assert problem.page == 1
    assert problem.message.startswith("5 words on page 1 cannot be seen by anybody")


@pytest.mark.parametrize("draw", [*SEEN, scan_with_its_text, scan_over_its_text])
def test_what_can_be_seen_is_not_accused(draw: Draw) -> None:
    document = read_document(drawn(draw).tobytes())

    assert set(passages(document, hidden=False)) == {PLAIN, SECRET}
    assert "hidden_text" not in {problem.code for problem in document.problems}


def test_white_words_in_the_midst_of_a_line_leave_it() -> None:
    document = pymupdf.open()
    page = document.new_page()
    page.insert_text((60, 100), "The water is")
    page.insert_text((125, 100), "not", color=WHITE)
    page.insert_text((146, 100), "safe to drink.")

    read = read_document(document.tobytes())

    assert passages(read, hidden=False) == {"The water is safe to drink.": ""}
    assert passages(read, hidden=True) == {"not": "white"}


def test_a_bar_on_a_scan_covers_the_text_that_was_recognised_under_it() -> None:
    document = read_document(drawn(bar_on_a_scan).tobytes())

    assert passages(document, hidden=True) == {SECRET: "covered"}


def test_a_bar_that_leaves_a_word_of_the_line_free_covers_the_others() -> None:
    document = pymupdf.open()
    page = document.new_page()
    page.insert_text((60, 100), "The source is Somebody, of the harbour")
    page.draw_rect((126, 88, 191, 106), fill=(0, 0, 0), color=None)

    read = read_document(document.tobytes())

    assert passages(read, hidden=True) == {"Somebody,": "covered"}
    assert passages(read, hidden=False) == {"The source is of the harbour": ""}


def test_a_turned_page_hides_the_same() -> None:
    document = read_document(drawn(under_a_bar, turned=90).tobytes())

    assert passages(document, hidden=True) == {SECRET: "covered"}
