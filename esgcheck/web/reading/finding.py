"""What is looked for in one document: every place in context, by page, and what of it lies on a page that is shown."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from django.db.models import QuerySet

from esgcheck.analysis.finding_text import Finding, Found, find_in
from esgcheck.analysis.types import FURNITURE, Span
from esgcheck.documents.models import Passage, Version
from esgcheck.web.reading.address import ReadingAddress
from esgcheck.web.workbench.blocks import unseen_words
from esgcheck.web.workbench.highlights import Highlight
from esgcheck.web.workbench.sheets import printed

SHOWN = 100
"""Lines of the list at a time."""

_AROUND = 44
"""Characters of context on each side."""


@dataclass(frozen=True)
class Place:
    """A line of the list. ``ordinal`` counts from 1; ``unseen``: why nobody sees the words on the page."""

    ordinal: int
    before: str
    words: str
    after: str
    url: str
    here: bool
    unseen: str


@dataclass(frozen=True)
class OnPage:
    number: int
    label: str
    places: list[Place]


@dataclass(frozen=True)
class Search:
    """``groups`` is the shown stretch of the list; ``page`` and ``hit`` say where the place in question begins."""

    finding: Finding
    groups: list[OnPage]
    ordinal: int = 0
    page: int | None = None
    hit: int | None = None
    previous_url: str = ""
    next_url: str = ""
    here_url: str = ""
    earlier_url: str = ""
    later_url: str = ""

    @property
    def total(self) -> int:
        return len(self.finding.hits)


@dataclass(frozen=True)
class _Read:
    """Pages of a version, all or some that follow each other; spans are offsets into ``text``."""

    text: str
    numbers: list[int]
    labels: list[str]
    spans: list[Span]
    offset: int

    @classmethod
    def of(cls, version: Version, **which: int) -> _Read:
        rows = list(version.pages.filter(**which).values_list("number", "label", "start", "end", "text"))
        offset = rows[0][2] if rows else 0
        return cls(
            "".join(row[4] for row in rows),
            [row[0] for row in rows],
            [row[1] for row in rows],
            [Span(row[2] - offset, row[3] - offset) for row in rows],
            offset,
        )

    def index(self, offset: int) -> int:
        return max(0, bisect_right(self.spans, offset, key=lambda span: span.start) - 1)

    def find(self, address: ReadingAddress, margins: Iterable[tuple[int, int]], apart: bool | None) -> Finding:
        return find_in(
            self.text,
            address.find,
            pages=self.spans,
            margins=[Span(start - self.offset, end - self.offset) for start, end in margins],
            accents=address.accents,
            whole=address.whole,
            apart=apart,
        )


def search(version: Version, address: ReadingAddress) -> Search:
    """Look through the whole document. In question is the place of the address, else the next from its passage on."""
    read = _Read.of(version)
    finding = read.find(address, _margins(version).values_list("start", "end"), None)
    hits = finding.hits
    if not hits:
        return Search(finding, [])
    starts = [hit.span.start for hit in hits]
    pages = [read.index(start) for start in starts]
    current = _in_question(starts, address, read)
    first = (max(0, min(address.first - 1, len(hits) - 1)) if address.first else current) // SHOWN * SHOWN
    last = min(first + SHOWN, len(hits))
    hidden = version.passages.exclude(hidden="").values_list("start", "end", "hidden")
    unseen = [(Span(start, end), unseen_words(why)) for start, end, why in hidden]

    def url(ordinal: int) -> str:
        return address.url(number=read.numbers[pages[ordinal % len(hits)]], hit=starts[ordinal % len(hits)])

    def line(ordinal: int) -> Place:
        before, words, after = _in_context(read.text, hits[ordinal])
        why = next((why for span, why in unseen if span.contains(hits[ordinal].spans[0])), "")
        return Place(ordinal + 1, before, words, after, url(ordinal), ordinal == current, why)

    def stretch(begin: int) -> str:
        return address.url(side="find", first=begin + 1, hit=starts[current])

    return Search(
        finding,
        [
            OnPage(read.numbers[page], printed(read.numbers[page], read.labels[page]), [line(n) for n in ordinals])
            for page, ordinals in groupby(range(first, last), key=lambda ordinal: pages[ordinal])
        ],
        current + 1,
        read.numbers[pages[current]],
        starts[current],
        url(current - 1),
        url(current + 1),
        url(current),
        stretch(first - SHOWN) if first else "",
        stretch(last) if last < len(hits) else "",
    )


def found_on(version: Version, address: ReadingAddress) -> Finding:
    """What of it lies on the page of the address or comes over from the pages beside it; the rest is not read."""
    near = _Read.of(version, number__gte=address.number - 1, number__lte=address.number + 1)
    if not near.spans:
        return Finding(())
    margins = _margins(version).filter(start__gte=near.offset, end__lte=near.offset + len(near.text))
    finding = near.find(address, margins.values_list("start", "end"), address.apart)
    hits = tuple(
        Found(tuple(Span(span.start + near.offset, span.end + near.offset) for span in hit.spans))
        for hit in finding.hits
    )
    return Finding(hits, finding.apart, finding.more)


def highlights(finding: Finding, hit: int | None) -> list[Highlight]:
    """Everything that was found, for a sheet to take what lies on it; ``hit`` is where the one in question begins."""
    return [
        Highlight(span, "found", by="machine", here=found.span.start == hit)
        for found in finding.hits
        for span in found.spans
    ]


def _margins(version: Version) -> QuerySet[Passage]:
    """What stands between the words of a sentence that runs over a page break."""
    return version.passages.filter(kind__in=[*sorted(FURNITURE), "footnote"]).order_by("start")


def _in_question(starts: list[int], address: ReadingAddress, read: _Read) -> int:
    if address.hit is not None:
        after = address.hit
    elif address.at is not None:
        after = address.at.start
    else:
        after = next((s.start for s, n in zip(read.spans, read.numbers, strict=True) if n >= address.number), 0)
    return bisect_left(starts, after) % len(starts)


def _in_context(text: str, hit: Found) -> tuple[str, str, str]:
    """A line around what was found, cut at words."""
    span = hit.span
    before = text[max(0, span.start - _AROUND) : span.start]
    after = text[span.end : span.end + _AROUND]
    if len(before) == _AROUND and " " in before:
        before = "…" + before[before.index(" ") :]
    if len(after) == _AROUND and " " in after:
        after = after[: after.rindex(" ")] + " …"
    return _line(before), _line(" … ".join(part.of(text) for part in hit.spans)), _line(after)


def _line(words: str) -> str:
    """With single spaces, and one at an end where there was one."""
    return " ".join(f"x{words}x".split())[1:-1]
