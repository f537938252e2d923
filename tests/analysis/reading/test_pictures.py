"""Pictures as documents: their pages, sizes and images, and pictures made to do harm."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Callable
from dataclasses import replace

import pytest
from PIL import Image

from esgcheck.analysis.reading import Limits, ocr, pictures, read_document, render_page
from esgcheck.analysis.reading.pictures import points_of
from esgcheck.analysis.types import Box, UnreadableDocument
from tests.analysis.reading.scans import picture


@pytest.fixture(autouse=True)
def _nothing_is_recognised(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "engine", lambda: ocr.Engine("/none", "/none", "5", ("eng",), ("eng",)))
    monkeypatch.setattr(ocr, "seen", lambda *_, **__: [])


def pixels(webp: bytes) -> Image.Image:
    return Image.open(io.BytesIO(webp)).convert("RGB")


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "TIFF", "WEBP", "GIF", "BMP"])
def test_each_kind_is_a_document_with_a_page_that_is_shown(kind: str) -> None:
    data = picture(kind, colour="red")

    document = read_document(data, name="picture")

    assert document.media_type == f"image/{kind.lower()}"
    assert [(round(page.width), round(page.height)) for page in document.pages] == [(842, 561)]
    red, green, blue = pixels(render_page(data, 1, dpi=72)).getpixel((400, 200))
    assert red > 200 > 60 > max(green, blue)


def test_a_tiff_has_as_many_pages_as_it_says() -> None:
    pages = [Image.new("RGB", (850, 1100), colour) for colour in ("white", "blue", "red")]
    data = io.BytesIO()
    pages[0].save(data, "TIFF", save_all=True, append_images=pages[1:], dpi=(100, 100))

    document = read_document(data.getvalue(), name="fax.tif")

    assert [(page.number, page.width, page.height) for page in document.pages] == [
        (1, 612, 792), (2, 612, 792), (3, 612, 792),
    ]  # fmt: skip
    assert pixels(render_page(data.getvalue(), 2, dpi=36)).size == (306, 396)
    assert pixels(render_page(data.getvalue(), 2, dpi=36)).getpixel((9, 9))[2] > 200
    with pytest.raises(UnreadableDocument) as refusal:
        render_page(data.getvalue(), 4)
    assert refusal.value.code == "no_such_page"


def test_a_photograph_is_turned_as_the_camera_was_held() -> None:
    """Its left half is red as it lies in the file; turned to the right, red is at the top."""
    photo = Image.new("RGB", (400, 300), "blue")
    photo.paste("red", (0, 0, 200, 300))
    exif = Image.Exif()
    exif[0x0112] = 6
    data = io.BytesIO()
    photo.save(data, "JPEG", exif=exif)

    (page,) = read_document(data.getvalue(), name="photo.jpg").pages
    shown = pixels(render_page(data.getvalue(), 1, dpi=72))

    assert page.height > page.width
    assert shown.getpixel((50, 50))[0] > 200
    assert shown.getpixel((50, shown.height - 50))[2] > 200


def test_what_is_transparent_is_white_and_sixteen_bits_are_grey() -> None:
    clear, deep = io.BytesIO(), io.BytesIO()
    Image.new("RGBA", (60, 60), (0, 0, 0, 0)).save(clear, "PNG")
    Image.new("I;16", (60, 60), 0x8000).save(deep, "PNG")

    assert pixels(render_page(clear.getvalue(), 1)).getpixel((5, 5)) == (255, 255, 255)
    assert abs(pixels(render_page(deep.getvalue(), 1)).getpixel((5, 5))[0] - 128) < 4


def test_a_clip_is_the_part_that_was_asked_for() -> None:
    image = Image.new("RGB", (600, 800), "white")
    image.paste("red", (300, 400, 600, 800))
    data = io.BytesIO()
    image.save(data, "PNG", dpi=(72, 72))

    shown = pixels(render_page(data.getvalue(), 1, dpi=144, clip=Box(310, 410, 410, 460)))

    assert shown.size == (200, 100)
    assert shown.getpixel((100, 50))[1] < 40


@pytest.mark.parametrize(
    ("size", "dpi", "points"),
    [
        ((1654, 2339), (200, 200), (595, 842)),
        ((1654, 2339), None, (595, 842)),
        ((4000, 3000), (72, 72), (794, 595)),
        ((3000, 4000), (0, 0), (595, 794)),
        ((1728, 1100), (204, 98), (610, 808)),
    ],
    ids=["scan", "without dots an inch", "photograph", "nonsense", "fax with two resolutions"],
)
def test_a_page_has_the_size_of_a_sheet(
    size: tuple[int, int], dpi: tuple[int, int] | None, points: tuple[int, int]
) -> None:
    image = Image.new("1", size)
    if dpi:
        image.info["dpi"] = dpi

    wide, high = points_of(image)

    assert (round(wide), round(high)) == points


def huge_png(side: int) -> bytes:
    """A few kilobytes that unpack to ``side`` by ``side`` pixels."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    packed = zlib.compress(bytes(side // 8 + 1) * 50, 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", packed) + chunk(b"IEND", b"")


def test_a_picture_that_unpacks_to_gigabytes_is_never_decoded() -> None:
    data = huge_png(60_000)

    document = read_document(data, name="bomb.png")

    assert [problem.code for problem in document.problems] == ["not_recognised"]
    with pytest.raises(UnreadableDocument) as refusal:
        render_page(data, 1)
    assert refusal.value.code == "not_drawable"


@pytest.mark.parametrize(
    "spoilt",
    [lambda data: data[:40], lambda data: data[:8] + b"\xff" * 60, lambda data: b"II*\x00" + b"\xff" * 90],
    ids=["cut off", "overwritten", "no tiff"],
)
def test_a_damaged_picture_is_said_to_be(spoilt: Callable[[bytes], bytes]) -> None:
    with pytest.raises(UnreadableDocument) as refusal:
        read_document(spoilt(picture("PNG")), name="a.png")

    assert refusal.value.code == "damaged"
    assert "Save it again" in str(refusal.value)


def test_a_picture_of_a_kind_that_is_not_read_is_named() -> None:
    with pytest.raises(UnreadableDocument, match="Save it as JPEG, PNG or PDF"):
        read_document(b"\x00\x00\x00\x18ftypheic" + bytes(90), name="a.heic")


def test_one_that_is_too_large_is_refused() -> None:
    with pytest.raises(UnreadableDocument, match="at most"):
        read_document(picture("BMP"), limits=replace(Limits(), picture_bytes=100))


def test_a_file_of_many_pages_is_gone_through_once_for_their_sizes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Opened for each page, 2,000 pages took a minute."""
    pages = [Image.new("L", (100 + 50 * index, 300)) for index in range(4)]
    data = io.BytesIO()
    pages[0].save(data, "TIFF", save_all=True, append_images=pages[1:], dpi=(100, 100))
    each = [[round(side, 2) for side in points_of(pictures._page(data.getvalue(), index))] for index in range(4)]
    opened: list[int] = []
    once = pictures._page
    monkeypatch.setattr(pictures, "_page", lambda data, index: opened.append(index) or once(data, index))

    sizes = pictures._sizes(data.getvalue(), 4)

    assert sizes == each
    assert [round(width) for width, _ in sizes] == [72, 108, 144, 180]
    assert opened == [0]
