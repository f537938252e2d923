"""Scans made here: pages whose words are known are drawn to pixels, and the pixels put into files."""

from __future__ import annotations

import io
from dataclasses import dataclass

import pymupdf
from PIL import Image

PARAGRAPH = (
    "We reduced our Scope 1 emissions by 32 % compared with 2019, to 12,400 tonnes, which was more than we had "
    "announced. All of our sites are certified to ISO 14001 and audited by an independent body every second year. "
    "The review found no case in which a supplier had broken the rules that we give to all of them."
)


@dataclass(frozen=True)
class Scan:
    """``words`` are the true ones of the page with their true boxes, in points."""

    pdf: bytes
    png: bytes
    words: list[tuple[str, tuple[float, float, float, float]]]


def scan(dpi: int = 200) -> Scan:
    """A page of two headings and two paragraphs, as a PDF that holds its picture and as that picture."""
    drawn = pymupdf.open()
    page = drawn.new_page(width=420, height=420)
    page.insert_text((40, 60), "Sustainability Report 2023", fontsize=20)
    page.insert_textbox((40, 90, 380, 200), PARAGRAPH, fontsize=11)
    page.insert_text((40, 240), "Our suppliers", fontsize=16)
    page.insert_textbox((40, 260, 380, 400), PARAGRAPH, fontsize=11)
    words = [(word, (x0, y0, x1, y1)) for x0, y0, x1, y1, word, *_ in page.get_text("words")]
    pixels = page.get_pixmap(dpi=dpi, colorspace=pymupdf.csGRAY)
    png = pixels.tobytes("png")
    scanned = pymupdf.open()
    held = scanned.new_page(width=420, height=420)
    held.insert_image(held.rect, stream=png)
    return Scan(scanned.tobytes(), png, words)


def picture(kind: str, *, size: tuple[int, int] = (90, 60), colour: str = "white", **options: object) -> bytes:
    """A picture of one colour."""
    data = io.BytesIO()
    Image.new("RGB", size, colour).save(data, kind, **options)
    return data.getvalue()
