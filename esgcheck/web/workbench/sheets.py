"""One page of a document as it is shown: its image or its text, and what is highlighted on it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from esgcheck.analysis.reading import boxes_of
from esgcheck.analysis.types import FURNITURE
from esgcheck.documents.images import SIZES
from esgcheck.documents.models import Page, Passage, Version
from esgcheck.web.workbench.blocks import Block, Group, blocks_of, grouped
from esgcheck.web.workbench.highlights import Highlight, Mark, stretches

__all__ = ["Highlight", "Sheet", "image_url", "page_number_of", "sheet"]


_NARROW = 4
"""Columns of a table that have room in the width of a text."""


@dataclass(frozen=True)
class Beside:
    """The page before or after, on which a highlight of this page begins or goes on."""

    number: int
    label: str


@dataclass(frozen=True)
class Sheet:
    version: Version
    page: Page
    pages: int
    blocks: list[Block]
    marks: list[Mark] = field(default_factory=list)
    began: Beside | None = None
    goes_on: Beside | None = None
    columns: dict[int, list[str]] = field(default_factory=dict)

    @property
    def has_image(self) -> bool:
        return self.page.width > 0 and self.page.height > 0

    @property
    def is_transcript(self) -> bool:
        return any(block.passage.time_start is not None for block in self.blocks)

    @cached_property
    def groups(self) -> list[Group]:
        return grouped(self.blocks, self.columns)

    @property
    def has_wide_table(self) -> bool:
        return any(len(block.cells) > _NARROW for group in self.groups if group.table for block in group.blocks)

    @property
    def label(self) -> str:
        """The printed page number where it says something else than the number."""
        return printed(self.page.number, self.page.label)

    @property
    def problems(self) -> list[dict[str, Any]]:
        """What a reader should know about this page; on the first one, also what is to be known of the whole."""
        pages = {self.page.number, None} if self.page.number == 1 else {self.page.number}
        return [problem for problem in self.version.problems if problem.get("page") in pages]

    @property
    def image_url(self) -> str:
        return image_url(self.version, self.page.number)

    @property
    def srcset(self) -> str:
        return ", ".join(self._image(dpi) for dpi in SIZES[:-1])

    @property
    def finest(self) -> str:
        """The image that takes longest, offered only where a page is shown so large that no other is sharp."""
        return self._image(SIZES[-1])

    def _image(self, dpi: int) -> str:
        return f"{image_url(self.version, self.page.number, dpi)} {round(self.page.width / 72 * dpi)}w"

    @property
    def words_url(self) -> str:
        return reverse("page-words", args=[self.version.pk, self.page.number]) + reading_of(self.version)

    @cached_property
    def bones(self) -> str:
        """Where the lines of the page stand, as a path: seen until its image is there."""
        record = self.page.record()
        return "".join(
            f"M{box.x0:.0f} {box.y0 + 0.2 * (box.y1 - box.y0):.0f}h{box.x1 - box.x0:.0f}v{0.6 * (box.y1 - box.y0):.0f}"
            f"h-{box.x1 - box.x0:.0f}z"
            for box in boxes_of(record, record.span)[:400]
            if box.x1 > box.x0 and box.y1 > box.y0
        )

    @property
    def neighbours(self) -> list[str]:
        """Addresses of the images of the pages beside this one, to be fetched before they are asked for."""
        numbers = [n for n in (self.page.number + 1, self.page.number - 1) if 1 <= n <= self.pages]
        return [image_url(self.version, number) for number in numbers] if self.has_image else []


def printed(number: int, label: str) -> str:
    """The printed page number where it says something else than the number."""
    return label if label != str(number) else ""


def image_url(version: Version, number: int, dpi: int = SIZES[0]) -> str:
    query = urlencode({"dpi": dpi}) if dpi != SIZES[0] else ""
    return reverse("page-image", args=[version.pk, number]) + (f"?{query}" if query else "")


def reading_of(version: Version) -> str:
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
    marks = []
    for highlight in there:
        boxes = [box for span in stretches(highlight.span, page, passages) for box in boxes_of(record, span)]
        if boxes:
            marks.append(Mark(highlight, tuple(boxes)))
    shown = [passage for passage in passages if passage.kind not in FURNITURE or not page.width]
    # While a document is read again its old pages are still there, but none counts as read.
    pages = max(version.pages_read, page.number)
    began, goes_on = _crossing(version, page, there)
    return Sheet(
        version,
        page,
        pages,
        blocks_of(page, shown, there),
        sorted(marks, key=lambda mark: (mark.highlight.tone == "found", mark.highlight.here)),
        began,
        goes_on,
        _columns_before(version, page, shown),
    )


def _crossing(version: Version, page: Page, highlights: Sequence[Highlight]) -> tuple[Beside | None, Beside | None]:
    """The pages on which what is in question here begins or goes on."""
    asked = [h.span for h in highlights if h.here]
    before = any(span.start < page.start for span in asked)
    after = any(span.end > page.end for span in asked)
    if not before and not after:
        return None, None
    numbers = [page.number - 1, page.number + 1]
    labels = dict(version.pages.filter(number__in=numbers).values_list("number", "label"))
    beside = [Beside(n, printed(n, labels[n])) if n in labels else None for n in numbers]
    return beside[0] if before else None, beside[1] if after else None


def _columns_before(version: Version, page: Page, passages: Sequence[Passage]) -> dict[int, list[str]]:
    """The names of the columns of tables that go on from a page before, by table."""
    tables = {p.table for p in passages if p.table} - {p.table for p in passages if p.header}
    if not tables:
        return {}
    heads = list(version.passages.filter(table__in=tables, header=True, end__lte=page.start).order_by("start"))
    texts = {
        number: (start, text)
        for number, start, text in version.pages.filter(number__in={head.page_number for head in heads}).values_list(
            "number", "start", "text"
        )
    }
    names: dict[int, list[str]] = defaultdict(list)
    for head in heads:
        if head.page_number in texts and not names[head.table]:
            start, text = texts[head.page_number]
            for left, right, column, _ in head.cells:
                names[head.table] += [""] * (column - len(names[head.table]) if column <= 200 else 0)
                words = text[head.start + left - start : head.start + right - start]
                names[head.table].append(" ".join(words.split()))
    return dict(names)
