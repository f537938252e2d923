"""From a span of a version to the selector fields that a person's row keeps."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import Any

from esgcheck.analysis.anchoring import select
from esgcheck.analysis.types import Span
from esgcheck.documents.models import Page, Passage, Version
from esgcheck.errors import Refused

CONTEXT = 32
LONGEST = 20_000
"""Characters that can be selected at once: some pages. What is longer is no quotation, and would be stored whole."""


def selector_fields(version: Version, start: int, end: int) -> dict[str, Any]:
    """The fields of ``Selected`` for ``text[start:end]`` of the version. Raises Refused if there is no such text."""
    pages = version.pages.filter(end__gt=max(0, start - 2 * CONTEXT), start__lt=end + 2 * CONTEXT)
    spoken = version.passages.filter(start__lt=end, end__gt=start, time_start__isnull=False)
    return _fields(version, list(pages), list(spoken), start, end)


class Selecting:
    """The same for many spans of one version: its text is fetched once."""

    def __init__(self, version: Version) -> None:
        self.version = version
        self.pages = list(version.pages.only("number", "label", "start", "end", "text"))
        self.spoken = list(version.passages.filter(time_start__isnull=False).order_by("start"))

    def page_of(self, offset: int) -> int:
        """The number of the page that has this character."""
        index = bisect_right(self.pages, offset, key=lambda page: page.end)
        return self.pages[min(index, len(self.pages) - 1)].number if self.pages else 1

    def fields(self, start: int, end: int) -> dict[str, Any]:
        first = bisect_right(self.pages, start - 2 * CONTEXT, key=lambda page: page.end)
        last = bisect_left(self.pages, end + 2 * CONTEXT, key=lambda page: page.start)
        spoken = [passage for passage in self.spoken if passage.start < end and passage.end > start]
        return _fields(self.version, self.pages[first:last], spoken, start, end)


def _fields(version: Version, pages: Sequence[Page], spoken: Sequence[Passage], start: int, end: int) -> dict[str, Any]:
    if end - start > LONGEST:
        raise Refused(f"That is too much to be checked at once: select at most {LONGEST:,} characters.")
    first = next((page for page in pages if page.start <= start < page.end), None)
    if first is None or end <= start or end > pages[-1].end:
        raise Refused("That selection is not in the text of the document. Select it again.")
    text, offset = "".join(page.text for page in pages), pages[0].start
    while start < end and text[start - offset].isspace():
        start += 1
    while start < end and text[end - 1 - offset].isspace():
        end -= 1
    if start == end:
        raise Refused("The selection holds no words. Select some text.")
    selector = select(text, Span(start - offset, end - offset), context=CONTEXT)
    page = next(page for page in pages if page.start <= start < page.end)
    return {
        "version": version,
        "version_sha256": version.sha256,
        "exact": selector.exact,
        "prefix": selector.prefix,
        "suffix": selector.suffix,
        "start": start,
        "end": end,
        "page_number": page.number,
        "page_label": page.label,
        "time_start": spoken[0].time_start if spoken else None,
        "time_end": spoken[-1].time_end if spoken else None,
        "chosen_as": None,
    }
