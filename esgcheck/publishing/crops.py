"""The piece of a page that a publication shows: some lines around the words, and where the words are in it."""

from __future__ import annotations

import hashlib
import io
import os
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from PIL import Image

from esgcheck.analysis.reading import boxes_of, render_page
from esgcheck.analysis.types import Box, Page, Span
from esgcheck.documents.files import path_of
from esgcheck.documents.models import Version

DPI = 180
LINES_AROUND = 3.2
"""How much of the page is shown above and below the words, in lines of theirs."""
WIDER = 1.5
"""A line this many times as wide as what is shown belongs to another part of the page."""
MARGIN = 8.0
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
    webp = _drawn(version, page.number, clip)
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


def _drawn(version: Version, number: int, clip: Box) -> bytes:
    """The picture, drawn once: publishing shows what the preview showed, and does not start the cage again."""
    corners = "-".join(f"{corner:.2f}" for corner in (clip.x0, clip.y0, clip.x1, clip.y1))
    kept = Path(settings.IMAGES_DIR) / version.sha256 / "crops" / f"{number}-{DPI}-{corners}.webp"
    if kept.exists():
        return kept.read_bytes()
    webp = render_page(path_of(version.sha256), number, dpi=DPI, clip=clip, password=version.password or None)
    kept.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    handle, name = tempfile.mkstemp(dir=kept.parent, prefix="drawing-")
    with os.fdopen(handle, "wb") as file:
        file.write(webp)
    os.replace(name, kept)
    return webp


def clip_around(page: Page, boxes: Sequence[Box]) -> Box:
    """The part of the page to show: the column of the words with some lines above and below, no line cut in two.

    A line that runs far over the edges of the column (a headline over two columns) ends what is shown, so that the
    neighbouring column stays out; a line somewhat wider widens it.
    """
    shown = _around(boxes)
    reach = LINES_AROUND * 1.3 * sorted(box.y1 - box.y0 for box in boxes)[len(boxes) // 2]
    top, bottom = shown.y0 - reach, shown.y1 + reach
    lines = boxes_of(page, page.span)
    above = sorted((line for line in lines if line.y1 <= shown.y0 + 1), key=lambda line: -line.y1)
    below = sorted((line for line in lines if line.y0 >= shown.y1 - 1), key=lambda line: line.y0)
    beside = [line for line in lines if line not in above and line not in below]
    for line in (*beside, *above, *below):
        if not (line.x0 < shown.x1 and line.x1 > shown.x0):
            continue
        too_wide = (line.x1 - line.x0) > WIDER * (shown.x1 - shown.x0)
        if _middle(line) < top or _middle(line) > bottom or (too_wide and line not in beside):
            top = max(top, line.y1) if line.y1 <= shown.y0 + 1 else top
            bottom = min(bottom, line.y0) if line.y0 >= shown.y1 - 1 else bottom
            continue
        shown = _around([shown, line])
    return _with_margin(page, shown, lines)


def _with_margin(page: Page, shown: Box, lines: Sequence[Box]) -> Box:
    """Some white around, but not so much that a line which is not shown peeps in."""
    column = [line for line in lines if line.x0 < shown.x1 + MARGIN and line.x1 > shown.x0 - MARGIN]
    ceiling = max([shown.y0 - 2 * MARGIN, *(line.y1 for line in column if line.y1 <= shown.y0 + 2)])
    floor = min([shown.y1 + 2 * MARGIN, *(line.y0 for line in column if line.y0 >= shown.y1 - 2)])
    return Box(
        max(0.0, shown.x0 - MARGIN),
        max(0.0, min(shown.y0, (shown.y0 + ceiling) / 2)),
        min(page.width, shown.x1 + MARGIN),
        min(page.height, max(shown.y1, (shown.y1 + floor) / 2)),
    )


def _around(boxes: Sequence[Box]) -> Box:
    return Box(
        min(box.x0 for box in boxes),
        min(box.y0 for box in boxes),
        max(box.x1 for box in boxes),
        max(box.y1 for box in boxes),
    )


def _middle(box: Box) -> float:
    return (box.y0 + box.y1) / 2
