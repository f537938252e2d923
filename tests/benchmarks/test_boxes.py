"""The check of boxes on pixels, on a small file with what is easily got wrong: rotation, a crop box, ligatures."""

from __future__ import annotations

from functools import cache
from typing import Any

import pymupdf
import pytest

from esgcheck.analysis.reading import read_document
from esgcheck.analysis.types import Document
from tests.benchmarks.boxes import Picked, check, strip

TURNS = (0, 90, 270)


@cache
def made() -> bytes:
    """Three pages, each turned otherwise and cut to a box away from the corner, with dark and light type."""
    document = pymupdf.open()
    font = pymupdf.Font("helv")
    for turn in TURNS:
        page = document.new_page(width=400, height=300)
        page.draw_rect((90, 170, 330, 200), color=None, fill=(0.1, 0.2, 0.4))
        for y, text, colour in (
            (120, "Our eﬃcient oﬀice", 0),
            (150, "lowers jagged figures", 0),
            (190, "white type", 1),
        ):
            writer = pymupdf.TextWriter(page.rect)
            writer.append((100, y), text, font=font, fontsize=12)
            writer.write_text(page, color=(colour,) * 3)
        page.set_cropbox(pymupdf.Rect(60, 40, 360, 260))
        page.set_rotation(turn)
    return bytes(document.tobytes())


@cache
def read() -> Document:
    return read_document(made())


@cache
def drawn(number: int) -> tuple[Any, float]:
    """The picture of a page; it is less high than the strip that is drawn around a word."""
    page = read().pages[number - 1]
    return strip(made(), page, page.words[len(page.words) // 2].box)


def words(number: int) -> list[Picked]:
    document = read()
    page = document.pages[number - 1]
    return [Picked(None, document, page, word) for word in page.words]  # type: ignore[arg-type]


@pytest.mark.parametrize("number", [1, 2, 3])
def test_boxes_agree_with_the_letters_in_the_picture(number: int) -> None:
    found = {word.text: check(word, *drawn(number)) for word in words(number)}

    assert len(found) == 8
    assert found == dict.fromkeys(found, "")


@pytest.mark.parametrize(("number", "dx", "dy"), [(1, 3, 0), (1, -3, 0), (1, 0, 4), (1, 0, -4), (2, 0, 3), (2, 0, -3)])
def test_boxes_that_are_off_do_not_agree(number: int, dx: float, dy: float) -> None:
    agreeing = [word.text for word in words(number) if not check(word, *drawn(number), dx=dx, dy=dy)]

    assert len(agreeing) <= 1  # one may chance upon the letters of its neighbour
