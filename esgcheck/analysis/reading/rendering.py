"""Pictures of pages: drawn in the cage as raw pixels, encoded here."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence

from PIL import Image

from esgcheck.analysis.reading import frames
from esgcheck.analysis.reading.cage import Died, caged
from esgcheck.analysis.reading.limits import Limits
from esgcheck.analysis.reading.mothers import MOTHERS
from esgcheck.analysis.reading.pictured import is_picture
from esgcheck.analysis.reading.reader import Source, opened
from esgcheck.analysis.reading.records import Malformed, parsed
from esgcheck.analysis.reading.resuming import gave_up
from esgcheck.analysis.types import Box, UnreadableDocument

_FINE = (60, 0)
"""Quality and method of WebP that cost least time for what a reader still finds sharp."""

_SMALL = (30, 4)
"""The same for what is only glanced at: a third of the bytes, and few pixels make the slower method cheap."""

_SMALL_DPI = 48
"""Up to here a picture is a thumbnail."""

_LONGEST_SIDE = 16_383
_HEADER = 12


def prepare() -> None:
    """Have ready what draws, without waiting for it: for a server that will soon be asked for pages."""
    MOTHERS.prepare("pdf")


def render_page(
    source: Source,
    number: int,
    *,
    dpi: int = 110,
    clip: Box | None = None,
    password: str | None = None,
    limits: Limits = Limits(),  # noqa: B008  (frozen)
) -> bytes:
    """Page ``number`` (from 1) of a PDF or a picture as WebP; ``clip``, in points, is the part of it wanted.

    Above 25 megapixels the picture is made smaller. Raises UnreadableDocument, with code "not_drawable",
    "no_such_page" or "empty_clip" beside those of ``read_document``.
    """
    for _, drawn in render_pages(source, [number], dpi=dpi, clip=clip, password=password, limits=limits):
        if isinstance(drawn, UnreadableDocument):
            raise drawn
        return drawn
    raise UnreadableDocument("The page cannot be drawn.", "not_drawable")


def render_pages(
    source: Source,
    numbers: Sequence[int],
    *,
    dpi: int = 110,
    clip: Box | None = None,
    password: str | None = None,
    limits: Limits = Limits(),  # noqa: B008  (frozen)
) -> Iterator[tuple[int, bytes | UnreadableDocument]]:
    """Pages of a PDF or a picture, one after another as they are drawn: (number, WebP picture or why there is none).

    One child draws them all; where a page ends it, another goes on. Each page has ``limits.render_cpu_seconds``.
    Raises UnreadableDocument when the document cannot be opened at all.
    """
    left = list(numbers)
    with opened(source) as file:
        while left:
            first = left[0]
            command = {
                "task": "pictures" if is_picture(file) else "render",
                "do": "draw",
                "pages": limits.pages,
                "decoded": limits.picture_megapixels,
                "indices": [number - 1 for number in left],
                "dpi": dpi,
                "clip": [clip.x0, clip.y0, clip.x1, clip.y1] if clip else None,
                "megapixels": limits.megapixels,
                "password": password,
                "cpu_seconds": limits.render_cpu_seconds,
            }
            try:
                with caged(file, command, limits) as child:
                    for kind, payload in child.frames(limits.render_cpu_seconds):
                        # Before the picture is encoded, while the child draws the next one.
                        child.allow(limits.render_cpu_seconds)
                        drawn = _drawn(kind, payload, left[0] if left else 0, dpi, limits)
                        yield left.pop(0), drawn
                if left:
                    raise Died("it left pages out")
            except Died as died:
                # Only what ends a child of its own has shown that it does: the time may have gone to those before.
                if left and left[0] == first:
                    yield left.pop(0), gave_up(died)


def _drawn(kind: bytes, payload: bytes, number: int, dpi: int, limits: Limits) -> bytes | UnreadableDocument:
    """What a frame says of the page that is next. Raises Died where it makes no sense."""
    try:
        if kind == frames.PIXELS:
            return _picture(payload, number, dpi, limits)
        if kind != frames.UNDRAWN:
            raise Malformed("a frame out of place")
        said = parsed(payload)
        if said.get("index") != number - 1:
            raise Malformed("a page out of order")
    except Malformed as problem:
        raise Died(str(problem)) from None
    return UnreadableDocument(str(said.get("message", ""))[:300], str(said.get("code", "not_drawable"))[:40])


def _picture(payload: bytes, number: int, dpi: int, limits: Limits) -> bytes | UnreadableDocument:
    index, width, height = (int.from_bytes(payload[at : at + 4], "big") for at in (0, 4, 8))
    if not 0 < width * height <= 1.1e6 * limits.megapixels or len(payload) != _HEADER + 3 * width * height:
        raise Malformed("pixels that do not fit")
    if index != number - 1:
        raise Malformed("a page out of order")
    if max(width, height) > _LONGEST_SIDE:
        return UnreadableDocument("The page is too long and narrow for a picture.", "not_drawable")
    image = Image.frombuffer("RGB", (width, height), payload[_HEADER:], "raw", "RGB", 0, 1)
    out = io.BytesIO()
    quality, method = _SMALL if dpi <= _SMALL_DPI else _FINE
    image.save(out, "WEBP", quality=quality, method=method)
    return out.getvalue()
