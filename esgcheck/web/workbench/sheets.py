"""One page of a document as it is shown: its image or its text, and what is highlighted on it."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from urllib.parse import urlencode

from django.urls import reverse

from esgcheck.analysis.reading import boxes_of
from esgcheck.analysis.types import FURNITURE, Box, Span
from esgcheck.documents.models import Page, Passage, Version
from esgcheck.web.workbench.images import SIZES


@dataclass(frozen=True)
class Highlight:
    """A span of the version with what it is: ``tone`` a stance, or ``claim`` for the claim itself.

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


@dataclass(frozen=True)
class Piece:
    """A stretch of text under the same highlight, or under none."""

    start: int
    end: int
    text: str
    highlight: Highlight | None


@dataclass(frozen=True)
class Block:
    """A passage of the page in pieces."""

    passage: Passage
    pieces: list[Piece]

    @property
    def here(self) -> bool:
        return any(piece.highlight and piece.highlight.here for piece in self.pieces)

    @property
    def text(self) -> str:
        return " ".join("".join(piece.text for piece in self.pieces).split())

    @property
    def place(self) -> str:
        return f"{self.passage.start}-{self.passage.end}"


@dataclass(frozen=True)
class Sheet:
    version: Version
    page: Page
    pages: int
    blocks: list[Block]
    marks: list[Mark] = field(default_factory=list)

    @property
    def has_image(self) -> bool:
        return self.page.width > 0 and self.page.height > 0

    @property
    def is_transcript(self) -> bool:
        return any(block.passage.time_start is not None for block in self.blocks)

    @property
    def label(self) -> str:
        """The printed page number where it says something else than the number."""
        return self.page.label if self.page.label != str(self.page.number) else ""

    @property
    def image_url(self) -> str:
        return image_url(self.version, self.page.number)

    @property
    def srcset(self) -> str:
        width = self.page.width / 72
        return ", ".join(f"{image_url(self.version, self.page.number, dpi)} {round(width * dpi)}w" for dpi in SIZES)

    @property
    def words_url(self) -> str:
        return reverse("page-words", args=[self.version.pk, self.page.number]) + _reading(self.version)

    @property
    def neighbours(self) -> list[str]:
        """Addresses of the images of the pages beside this one, to be fetched before they are asked for."""
        numbers = [n for n in (self.page.number + 1, self.page.number - 1) if 1 <= n <= self.pages]
        return [image_url(self.version, number) for number in numbers] if self.has_image else []


def image_url(version: Version, number: int, dpi: int = SIZES[0]) -> str:
    query = urlencode({"dpi": dpi}) if dpi != SIZES[0] else ""
    return reverse("page-image", args=[version.pk, number]) + (f"?{query}" if query else "")


def _reading(version: Version) -> str:
    """Names the reading, so that what a browser keeps of one is not taken for another."""
    return f"?reading={int(version.read_at.timestamp())}" if version.read_at else ""


def page_number_of(version: Version, offset: int) -> int | None:
    """The number of the page that holds the character at ``offset``."""
    return version.pages.filter(start__lte=offset, end__gt=offset).values_list("number", flat=True).first()


def sheet(version: Version, number: int, highlights: Sequence[Highlight] = ()) -> Sheet | None:
    """The page of this number, or None where the version has none such."""
    page = version.pages.filter(number=number).first()
    if page is None:
        return None
    passages = list(version.passages.filter(start__lt=page.end, end__gt=page.start))
    there = [h for h in highlights if h.span.start < page.end and page.start < h.span.end]
    record = page.record()
    marks = [Mark(highlight, boxes) for highlight in there if (boxes := boxes_of(record, highlight.span))]
    shown = [passage for passage in passages if passage.kind not in FURNITURE or not page.width]
    blocks = [Block(passage, list(_pieces(page, passage, there))) for passage in shown]
    # While a document is read again its old pages are still there, but none counts as read.
    pages = max(version.pages_read, page.number)
    return Sheet(version, page, pages, blocks, sorted(marks, key=lambda mark: mark.highlight.here))


def _pieces(page: Page, passage: Passage, highlights: Sequence[Highlight]) -> Iterator[Piece]:
    """The passage cut at the borders of the highlights; where they overlap the one in question wins, then people's."""
    start, end = max(passage.start, page.start), min(passage.end, page.end)
    highlights = [h for h in highlights if h.side == "left"]
    cuts = {start, end} | {edge for h in highlights for edge in (h.span.start, h.span.end) if start < edge < end}
    borders = sorted(cuts)
    for left, right in itertools.pairwise(borders):
        over = [h for h in highlights if h.span.start <= left and right <= h.span.end]
        best = max(over, key=lambda h: (h.here, h.by == "person"), default=None)
        yield Piece(left, right, page.text[left - page.start : right - page.start], best)
