"""Pixels of pages, inside the cage; the keeper makes pictures of them (:mod:`.rendering`)."""

from __future__ import annotations

from typing import Any

from esgcheck.analysis.reading import frames
from esgcheck.analysis.reading.mupdf import pymupdf
from esgcheck.analysis.reading.pdf import opened
from esgcheck.analysis.reading.pixels import HEADER


def draw(data: Any, command: dict[str, Any], send: Any, refused: Any) -> None:
    """Send the pages of ``command["indices"]``, or the clip of each, as raw RGB, one after another.

    A page that cannot be drawn is said to be (``UNDRAWN``) and the next one follows.
    """
    document = opened(data, command, refused)
    for index in command["indices"]:
        try:
            send(frames.PIXELS, _pixels(document, index, command, refused))
        except refused as why:
            send(frames.UNDRAWN, {"index": index, "code": why.code, "message": str(why)})
    send(frames.DONE)


def _pixels(document: Any, index: int, command: dict[str, Any], refused: Any) -> bytes:
    if not 0 <= index < len(document):
        raise refused("no_such_page", f"The document has {len(document)} pages.")
    try:
        page = document[index]
        clip = pymupdf.Rect(command["clip"]) & page.rect if command["clip"] else page.rect
        if clip.is_empty:
            raise refused("empty_clip", "The part asked for is not on the page.")
        zoom = command["dpi"] / 72
        zoom *= min(1.0, (command["megapixels"] * 1e6 / (clip.width * clip.height * zoom * zoom)) ** 0.5)
        pixels = page.get_pixmap(matrix=pymupdf.Matrix(zoom, zoom), clip=clip, alpha=False, colorspace=pymupdf.csRGB)
    except (RuntimeError, ValueError) as problem:
        raise refused("not_drawable", f"The page cannot be drawn ({type(problem).__name__}).") from None
    return b"".join((HEADER.pack(index, pixels.width, pixels.height), pixels.samples_mv))
