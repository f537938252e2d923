"""Pages of a PDF in grey, inside the cage: what is given to the recognition of text."""

from __future__ import annotations

from typing import Any

from esgcheck.analysis.reading import frames
from esgcheck.analysis.reading.mupdf import pymupdf
from esgcheck.analysis.reading.pdf import opened
from esgcheck.analysis.reading.pixels import HEADER


def draw_grey(data: Any, command: dict[str, Any], send: Any, refused: Any) -> None:
    """Send the pages of ``command["indices"]`` as grey samples, one after another; ``UNDRAWN`` where one cannot be."""
    document = opened(data, command, refused)
    for index in command["indices"]:
        try:
            page = document[index]
            zoom = command["dpi"] / 72
            area = page.rect.width * page.rect.height * zoom * zoom
            zoom *= min(1.0, (command["megapixels"] * 1e6 / max(area, 1.0)) ** 0.5)
            pixels = page.get_pixmap(matrix=pymupdf.Matrix(zoom, zoom), alpha=False, colorspace=pymupdf.csGRAY)
        except (RuntimeError, ValueError, IndexError):
            send(frames.UNDRAWN, {"index": index})
        else:
            send(frames.GREY, b"".join((HEADER.pack(index, pixels.width, pixels.height), pixels.samples_mv)))
    send(frames.DONE)
