"""Pictures of pages: drawn in the cage as raw pixels, encoded here."""

from __future__ import annotations

import io

from PIL import Image

from esgcheck.analysis.reading import frames
from esgcheck.analysis.reading.cage import Died, caged
from esgcheck.analysis.reading.limits import Limits
from esgcheck.analysis.reading.reader import Source, opened
from esgcheck.analysis.reading.resuming import gave_up
from esgcheck.analysis.types import Box, UnreadableDocument

_QUALITY, _METHOD = 60, 0
"""What costs least time for what a reader still finds sharp: 15 to 21 ms and about 96 KB a page at 110 dpi."""


def render_page(
    source: Source,
    number: int,
    *,
    dpi: int = 110,
    clip: Box | None = None,
    password: str | None = None,
    limits: Limits = Limits(),  # noqa: B008  (frozen)
) -> bytes:
    """Page ``number`` (from 1) of a PDF as a WebP picture; ``clip``, in points, is the part of it wanted.

    Above 25 megapixels the picture is made smaller. Raises UnreadableDocument, with code "not_drawable",
    "no_such_page" or "empty_clip" beside those of ``read_document``.
    """
    command = {
        "task": "render",
        "index": number - 1,
        "dpi": dpi,
        "clip": [clip.x0, clip.y0, clip.x1, clip.y1] if clip else None,
        "megapixels": limits.megapixels,
        "password": password,
        "cpu_seconds": limits.render_cpu_seconds,
    }
    picture = None
    with opened(source) as file:
        try:
            with caged(file, command, limits) as child:
                child.allow(limits.render_cpu_seconds)
                for kind, payload in child.frames(limits.render_cpu_seconds):
                    if kind == frames.PIXELS:
                        picture = _picture(payload, limits)
        except Died as died:
            raise gave_up(died) from None
    if picture is None:
        raise UnreadableDocument("The page cannot be drawn.", "not_drawable")
    return picture


def _picture(payload: bytes, limits: Limits) -> bytes:
    width, height = int.from_bytes(payload[:4], "big"), int.from_bytes(payload[4:8], "big")
    if not 0 < width * height <= 1.1e6 * limits.megapixels or len(payload) != 8 + 3 * width * height:
        raise Died("pixels that do not fit")
    if max(width, height) > 16_383:
        raise UnreadableDocument("The page is too long and narrow for a picture.", "not_drawable")
    image = Image.frombuffer("RGB", (width, height), payload[8:], "raw", "RGB", 0, 1)
    out = io.BytesIO()
    image.save(out, "WEBP", quality=_QUALITY, method=_METHOD)
    return out.getvalue()
