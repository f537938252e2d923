"""The piece of a page that a publication shows: some lines around the words, and where the words are in it."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Sequence
from dataclasses import dataclass

from PIL import Image

from esgcheck.analysis.reading import boxes_of, render_page
from esgcheck.analysis.types import Box, Page, Span
from esgcheck.documents.files import path_of
from esgcheck.documents.models import Version

DPI = 180
LINES_AROUND = 3.2
"""How much of the page is shown above and below the words, in lines of theirs."""
MARGIN = 7.0
"""Points left free around the words that are shown."""


@dataclass(frozen=True)
class Crop:
    """A WebP image; ``marks`` are the boxes to highlight, in its pixels: ``[x, y, width, height]``."""

    webp: bytes
    width: int
    height: int
    marks: list[list[float]]
    page: int

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.webp).hexdigest()


def crops_of(version: Version, start: int, end: int) -> list[Crop]:
    """One crop for every page that the span touches; none for documents without page images."""
    if not version.has_page_images:
        return []
    rows = version.pages.filter(start__lt=end, end__gt=start)
    pages = [row.record() for row in rows]
    return [crop for page in pages if (crop := _crop(version, page, Span(start, end))) is not None]


def _crop(version: Version, page: Page, span: Span) -> Crop | None:
    boxes = boxes_of(page, span)
    if not boxes:
        return None
    clip = clip_around(page, boxes)
    webp = render_page(path_of(version.sha256), page.number, dpi=DPI, clip=clip)
    with Image.open(io.BytesIO(webp)) as picture:
        width, height = picture.size
    across, down = width / (clip.x1 - clip.x0), height / (clip.y1 - clip.y0)
    marks = [
        [
            round((box.x0 - clip.x0) * across, 1),
            round((box.y0 - clip.y0) * down, 1),
            round((box.x1 - box.x0) * across, 1),
            round((box.y1 - box.y0) * down, 1),
        ]
        for box in boxes
    ]
    return Crop(webp, width, height, marks, page.number)


def clip_around(page: Page, boxes: Sequence[Box]) -> Box:
    """The part of the page to show: the column of the words, some lines of it above and below, no word cut in two.

    Only words that share the column widen it, so that the neighbouring column stays out.
    """
    x0, x1 = min(box.x0 for box in boxes), max(box.x1 for box in boxes)
    y0, y1 = min(box.y0 for box in boxes), max(box.y1 for box in boxes)
    reach = LINES_AROUND * 1.3 * sorted(box.y1 - box.y0 for box in boxes)[len(boxes) // 2]
    near = [word.box for word in page.words if _middle(word.box) >= y0 - reach and _middle(word.box) <= y1 + reach]
    beside = True
    while beside:
        beside = [box for box in near if box.x0 < x1 + 1 and box.x1 > x0 - 1 and (box.x0 < x0 or box.x1 > x1)]
        x0, x1 = min([x0, *(box.x0 for box in beside)]), max([x1, *(box.x1 for box in beside)])
    shown = [box for box in near if box.x0 >= x0 and box.x1 <= x1]
    y0, y1 = min([y0, *(box.y0 for box in shown)]), max([y1, *(box.y1 for box in shown)])
    return Box(
        max(0.0, x0 - MARGIN), max(0.0, y0 - MARGIN), min(page.width, x1 + MARGIN), min(page.height, y1 + MARGIN)
    )


def _middle(box: Box) -> float:
    return (box.y0 + box.y1) / 2
