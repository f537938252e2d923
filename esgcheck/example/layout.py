"""Pages from HTML fragments and shapes: the little typesetting that the example's papers need.

Text is set by MuPDF's own story engine, so that the files carry what real reports carry and readers stumble over:
ligatures (``ﬁ``, ``ﬀ``), words broken at line ends and two columns. A fragment that does not fit into its frames is an
error, never a silent loss. The same input gives the same bytes: dates are fixed, and no random file identifier is kept.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Sequence
from html import escape
from pathlib import Path
from typing import Any

import pymupdf as _untyped

pymupdf: Any = _untyped
"""PyMuPDF's functions carry no types."""

FONTS = Path(__file__).parent / "fonts"
WORDS = Path(__file__).parent / "words"
A4 = pymupdf.Rect(0, 0, 595, 842)

FACES = """
@font-face { font-family: body; src: url(LibreFranklin-Regular.ttf); }
@font-face { font-family: body; font-weight: bold; src: url(LibreFranklin-SemiBold.ttf); }
@font-face { font-family: body; font-style: italic; src: url(LibreFranklin-Italic.ttf); }
@font-face { font-family: display; src: url(Fraunces-Light.ttf); }
@font-face { font-family: display; font-weight: bold; src: url(Fraunces-SemiBold.ttf); }
@font-face { font-family: display; font-style: italic; src: url(Fraunces-LightItalic.ttf); }
"""

Box = tuple[float, float, float, float]
Paint = Callable[[Any], None]


def fragment(name: str) -> str:
    """A fragment of HTML from the folder of texts."""
    return (WORDS / f"{name}.html").read_text(encoding="utf-8")


class DoesNotFit(Exception):
    """Text is longer than the frames it was given."""


class Paper:
    """A document under construction: ``page()``, then frames of text and shapes, then ``save()``.

    Shapes of a page go under all of its text, in the order in which they were drawn.
    """

    def __init__(self, css: str, hyphenation: Sequence[str] = ()) -> None:
        """``hyphenation``: the words that may be broken, as in ``re-spon-si-bil-i-ty``. MuPDF's own patterns break
        "mines" into "mi-nes", and its last hyphen is lost where a line is full."""
        self._css = FACES + css
        self._breaks = {word.replace("-", ""): word.replace("-", "\u00ad") for word in hyphenation}
        self._archive = pymupdf.Archive(str(FONTS))
        self._buffer = io.BytesIO()
        self._writer = pymupdf.DocumentWriter(self._buffer)
        self._device: Any = None
        self._paints: list[list[Paint]] = []

    def page(self) -> None:
        """Begin a new A4 page."""
        if self._device is not None:
            self._writer.end_page()
        self._device = self._writer.begin_page(A4)
        self._paints.append([])

    def text(self, frames: Box | Sequence[Box], html_text: str) -> float:
        """Set ``html_text`` into one frame, or let it flow through several. Returns the y where it ended."""
        boxes: list[Any] = [frames] if isinstance(frames[0], int | float) else list(frames)
        story = self._story(html_text)
        bottom = 0.0
        for box in boxes:
            more, filled = story.place(pymupdf.Rect(box))
            story.draw(self._device)
            bottom = float(filled[3])
            if not more:
                return bottom
        raise DoesNotFit(f"text runs over the frames {boxes}: {html_text[:80]!r}")

    def balanced(self, frames: Sequence[Box], html_text: str, step: float = 2.0) -> float:
        """Set ``html_text`` into columns that all end at about the same height. Returns that height."""
        top, limit = frames[0][1], frames[0][3]
        bottom = top + step
        while bottom < limit and not self._fits([(x0, y0, x1, bottom) for x0, y0, x1, _ in frames], html_text):
            bottom += step
        self.text([(x0, y0, x1, bottom) for x0, y0, x1, _ in frames], html_text)
        return bottom

    def _fits(self, boxes: Sequence[Box], html_text: str) -> bool:
        story = self._story(html_text)
        for box in boxes:
            if not story.place(pymupdf.Rect(box))[0]:
                return True
            story.draw(None)
        return False

    def _story(self, html_text: str) -> Any:
        broken = re.sub(r"[A-Za-z]+", lambda match: self._breaks.get(match[0], match[0]), html_text)
        page = f'<html lang="en"><body>{broken}</body></html>'
        return pymupdf.Story(page, user_css=self._css, archive=self._archive)

    def label(self, x: float, y: float, width: float, words: str, style: str) -> None:
        """One line of plain words, its box's top left at ``x``, ``y``."""
        self.text((x, y, x + width, y + 60), f'<p class="{style}">{escape(words)}</p>')

    def fill(self, box: Box, colour: str, radius: float | None = None) -> None:
        """A filled rectangle, its corners rounded by ``radius`` (a share of the shorter side)."""

        def paint(shape: Any) -> None:
            shape.draw_rect(pymupdf.Rect(box), radius=radius)
            shape.finish(color=None, fill=rgb(colour))

        self._paints[-1].append(paint)

    def rule(self, x0: float, y0: float, x1: float, y1: float, colour: str, width: float = 0.5) -> None:
        """A straight line."""
        self.curve([(x0, y0), (x1, y1)], colour, width)

    def curve(self, points: Sequence[tuple[float, float]], colour: str, width: float, closed: bool = False) -> None:
        """A line through ``points``."""

        def paint(shape: Any) -> None:
            shape.draw_polyline([pymupdf.Point(point) for point in points])
            shape.finish(color=rgb(colour), width=width, closePath=closed, lineJoin=1)

        self._paints[-1].append(paint)

    def disc(self, x: float, y: float, radius: float, colour: str, ring: float = 0.0) -> None:
        """A filled circle, or with ``ring`` an open one of that line width."""

        def paint(shape: Any) -> None:
            shape.draw_circle(pymupdf.Point(x, y), radius)
            if ring:
                shape.finish(color=rgb(colour), width=ring, fill=None)
            else:
                shape.finish(color=None, fill=rgb(colour))

        self._paints[-1].append(paint)

    def save(self, path: Path, title: str, author: str, date: str, labels: Sequence[dict[str, object]] = ()) -> None:
        """Write the file. ``date`` as PDF has it (``D:20250410090000Z``); ``labels`` as ``set_page_labels`` takes."""
        self._writer.end_page()
        self._writer.close()
        with pymupdf.open("pdf", self._buffer.getvalue()) as document:
            for page, paints in zip(document, self._paints, strict=True):
                shape = page.new_shape()
                for paint in paints:
                    paint(shape)
                if paints:
                    shape.commit(overlay=False)
            document.subset_fonts()
            if labels:
                document.set_page_labels(list(labels))
            document.set_metadata(
                {
                    "title": title,
                    "author": author,
                    "creator": "esgcheck example case",
                    "creationDate": date,
                    "modDate": date,
                }
            )
            path.write_bytes(document.tobytes(garbage=4, deflate=True, clean=True, no_new_id=True))


def rgb(colour: str) -> tuple[float, float, float]:
    """``#rrggbb`` as three numbers from 0 to 1."""
    red, green, blue = bytes.fromhex(colour.removeprefix("#"))
    return red / 255, green / 255, blue / 255
