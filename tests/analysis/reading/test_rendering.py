from __future__ import annotations

import io

import pytest
from PIL import Image

from esgcheck.analysis.reading import Limits, render_page, render_pages
from esgcheck.analysis.types import Box, UnreadableDocument

from .conftest import PdfMaker
from .test_cage import bomb


def picture(data: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(data))
    assert image.format == "WEBP"
    return image.convert("RGB")


@pytest.fixture
def flag(pdf: PdfMaker) -> bytes:
    """A page of 200 by 100 points: the left half red, the right half white."""
    pdf.new_page(200, 100).page.draw_rect((0, 0, 100, 100), color=(1, 0, 0), fill=(1, 0, 0))
    return pdf.bytes()


def test_a_page_is_drawn_in_its_size(flag: bytes) -> None:
    image = picture(render_page(flag, 1, dpi=144))

    assert image.size == (400, 200)
    assert image.getpixel((50, 100))[0] > 200
    assert image.getpixel((50, 100))[1] < 60
    assert min(image.getpixel((350, 100))) > 240


def test_a_clip_is_cut_out_at_its_place(flag: bytes) -> None:
    image = picture(render_page(flag, 1, dpi=72, clip=Box(80, 20, 140, 50)))

    assert image.size == (60, 30)
    assert image.getpixel((10, 15))[1] < 60
    assert min(image.getpixel((40, 15))) > 240


def test_a_clip_is_in_points_of_the_page_as_it_is_seen(pdf: PdfMaker) -> None:
    pdf.new_page(200, 100).page.draw_rect((0, 0, 100, 100), color=(1, 0, 0), fill=(1, 0, 0))
    pdf.page.set_rotation(90)

    image = picture(render_page(pdf.bytes(), 1, dpi=72, clip=Box(0, 0, 100, 50)))

    assert image.size == (100, 50)
    assert image.getpixel((50, 25))[1] < 60


def test_pixels_are_bounded(flag: bytes) -> None:
    image = picture(render_page(flag, 1, dpi=600, limits=Limits(megapixels=0.02)))

    assert image.size[0] * image.size[1] <= 22_000


@pytest.mark.parametrize(
    ("number", "clip", "code"),
    [(2, None, "no_such_page"), (0, None, "no_such_page"), (1, Box(900, 0, 950, 9), "empty_clip")],
)
def test_what_is_not_there_is_not_drawn(flag: bytes, number: int, clip: Box | None, code: str) -> None:
    with pytest.raises(UnreadableDocument) as refused:
        render_page(flag, number, clip=clip)

    assert refused.value.code == code


def test_a_text_has_no_picture() -> None:
    with pytest.raises(UnreadableDocument):
        render_page(b"Just words", 1)


def test_many_pages_come_one_by_one_and_what_cannot_be_drawn_is_said(pdf: PdfMaker) -> None:
    for side in (100, 200, 300):
        pdf.new_page(side, side)

    drawn = dict(render_pages(pdf.bytes(), [3, 9, 1], dpi=72))

    assert list(drawn) == [3, 9, 1]
    assert picture(drawn[3]).size == (300, 300)
    assert picture(drawn[1]).size == (100, 100)
    assert isinstance(drawn[9], UnreadableDocument)
    assert drawn[9].code == "no_such_page"


def test_a_page_that_takes_for_ever_does_not_spoil_the_others(pdf: PdfMaker) -> None:
    for _ in range(3):
        pdf.new_page()
    data = bomb(pdf, 1)

    drawn = dict(render_pages(data, [1, 2, 3], dpi=20, limits=Limits(render_cpu_seconds=1)))

    assert isinstance(drawn[2], UnreadableDocument)
    assert drawn[2].code == "took_too_long"
    assert all(isinstance(drawn[number], bytes) for number in (1, 3))
