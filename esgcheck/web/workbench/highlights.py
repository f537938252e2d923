"""What is highlighted on a page, and how it is drawn over the page's image."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from esgcheck.analysis.types import FURNITURE, Box, Span
from esgcheck.documents.models import Page, Passage


@dataclass(frozen=True)
class Highlight:
    """A span of the version with what it is: ``tone`` a stance, ``claim`` for the claim itself, or ``found``.

    ``by`` is ``machine`` for what is only suggested. ``here`` is the one in question; ``url`` leads to it. ``side`` is
    where the bar in the margin stands: claims on the left, quotations that were looked up on the right.
    """

    span: Span
    tone: str
    by: str = "person"
    here: bool = False
    url: str = ""
    title: str = ""
    side: str = "left"


@dataclass(frozen=True)
class Line:
    """A rectangle with the lines under it, in points, as they stand in the SVG."""

    x: str
    y: str
    width: str
    height: str
    bottom: str
    second: str


@dataclass(frozen=True)
class Mark:
    """A highlight on a page image: one rectangle a line of text, in points."""

    highlight: Highlight
    boxes: tuple[Box, ...]

    @property
    def lines(self) -> list[Line]:
        """The boxes a little larger than the words, as the attributes of what is drawn."""
        return [
            Line(
                x=f"{box.x0 - 1.5:.1f}",
                y=f"{box.y0 - 0.5:.1f}",
                width=f"{box.x1 - box.x0 + 3:.1f}",
                height=f"{box.y1 - box.y0 + 1:.1f}",
                bottom=f"{box.y1 + 0.8:.1f}",
                second=f"{box.y1 + 2.6:.1f}",
            )
            for box in self.boxes
        ]

    @property
    def left(self) -> str:
        """Just left of the column of text that it stands in, for the bar that leads to it."""
        return f"{min(box.x0 for box in self.boxes) - 8:.1f}"

    @property
    def right(self) -> str:
        return f"{max(box.x1 for box in self.boxes) + 4:.1f}"

    @property
    def rail_top(self) -> str:
        return f"{min(box.y0 for box in self.boxes):.1f}"

    @property
    def rail_height(self) -> str:
        return f"{max(box.y1 for box in self.boxes) - min(box.y0 for box in self.boxes):.1f}"


def stretches(span: Span, page: Page, passages: Iterable[Passage]) -> Iterator[Span]:
    """The parts of ``span`` on ``page`` that are to be highlighted.

    A span that comes from the page before or goes on to the next has the footer of the one and the header of the
    other inside: these stay as they are.
    """
    at, end = max(span.start, page.start), min(span.end, page.end)
    if span.start < page.start or page.end < span.end:
        for margin in passages:
            if margin.kind in FURNITURE and at < margin.end and margin.start < end:
                if at < margin.start:
                    yield Span(at, margin.start)
                at = max(at, margin.end)
    if at < end:
        yield Span(at, end)
