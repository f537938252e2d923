"""The keeper's side of :mod:`.pictures`: pictures as documents whose pages have no words of their own."""

from __future__ import annotations

import os

from esgcheck.analysis.reading.cage import Died, caged
from esgcheck.analysis.reading.limits import Limits
from esgcheck.analysis.reading.records import Malformed, PageRecord, parsed
from esgcheck.analysis.reading.resuming import gave_up
from esgcheck.analysis.reading.sniffing import media_type_of
from esgcheck.analysis.types import UnreadableDocument

PICTURES = frozenset({"image/png", "image/jpeg", "image/tiff", "image/webp", "image/gif", "image/bmp"})


def is_picture(file: int) -> bool:
    """Whether a file that was taken in is one of these."""
    try:
        return media_type_of(os.pread(file, 65_536, 0), "") in PICTURES
    except UnreadableDocument:
        return False


def pages_of_picture(file: int, *, limits: Limits) -> list[PageRecord]:
    """A record without words for every page, with its size in points. Raises UnreadableDocument."""
    command = {"task": "pictures", "do": "read", "pages": limits.pages, "cpu_seconds": limits.text_cpu_seconds}
    sizes: list[tuple[float, float]] = []
    try:
        with caged(file, command, limits) as child:
            for _, payload in child.frames(limits.text_cpu_seconds):
                sizes = [_size(size) for size in parsed(payload)["pages"]]
    except Died as died:
        raise gave_up(died) from None
    except (Malformed, KeyError, TypeError, ValueError):
        sizes = []
    if not any(width for width, _ in sizes):
        raise UnreadableDocument(
            "The picture is damaged: nothing of it can be shown. Save it again from its program, or as PDF.", "damaged"
        )
    if len(sizes) > limits.pages:
        raise UnreadableDocument(f"The picture has more than {limits.pages:,} pages. Split it.", "too_many_pages")
    return [
        PageRecord(index, width, height, failed="" if width else "it is damaged")
        for index, (width, height) in enumerate(sizes)
    ]


def _size(raw: list[float]) -> tuple[float, float]:
    width, height = map(float, raw)
    if not (0 <= width <= 20_000 and 0 <= height <= 20_000):
        raise Malformed("a size")
    return width, height
