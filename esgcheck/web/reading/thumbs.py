"""Small pictures of the pages, a stretch at a time: a document of thousands of pages costs what a short one does."""

from __future__ import annotations

from dataclasses import dataclass

from esgcheck.documents.images import THUMBNAIL
from esgcheck.documents.models import Version
from esgcheck.web.reading.address import ReadingAddress
from esgcheck.web.workbench.sheets import image_url, printed

STRETCH = 40
"""Pages at a time."""

_HEIGHT = 128
"""Of the box that a picture stands in, in CSS pixels: as in static/css/reading.css."""

_WIDTH = 120
_WORDS = 90


@dataclass(frozen=True)
class Thumb:
    """``image_url`` is empty for a page without an image: then ``words`` are its first."""

    number: int
    label: str
    url: str
    image_url: str
    width: int
    height: int
    words: str
    here: bool


@dataclass(frozen=True)
class Thumbs:
    thumbs: list[Thumb]
    first: int
    pages: int
    earlier_url: str
    later_url: str


def thumbs(version: Version, address: ReadingAddress) -> Thumbs:
    """The stretch that the address asks for, else the one with its page."""
    pages = version.pages_read
    asked = min(max(address.first or address.number, 1), max(pages, 1))
    first = (asked - 1) // STRETCH * STRETCH + 1
    rows = version.pages.filter(number__gte=first, number__lt=first + STRETCH)
    with_image = rows.filter(width__gt=0).exists()
    fields = ("number", "label", "width", "height") + (() if with_image else ("text",))

    def stretch(begin: int) -> str:
        return address.url(side="pages", first=begin)

    return Thumbs(
        [_thumb(version, address, *row) for row in rows.values_list(*fields)],
        first,
        pages,
        stretch(max(1, first - STRETCH)) if first > 1 else "",
        stretch(first + STRETCH) if first + STRETCH <= pages else "",
    )


def _thumb(
    version: Version, address: ReadingAddress, number: int, label: str, width: float, height: float, text: str = ""
) -> Thumb:
    scale = min(_WIDTH / width, _HEIGHT / height) if width > 0 and height > 0 else 0.0
    return Thumb(
        number,
        printed(number, label),
        address.url(number=number),
        image_url(version, number, THUMBNAIL) if scale else "",
        round(width * scale),
        round(height * scale),
        " ".join(text[: 3 * _WORDS].split())[:_WORDS],
        number == address.number,
    )
