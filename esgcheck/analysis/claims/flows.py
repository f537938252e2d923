"""The passages of a document as stretches that belong together, with what they stand under.

A sentence may go on after a page break, in the next column, or in a line that the reading took for a paragraph of its
own; a quotation may go over paragraphs; a figure set large belongs with the words under it. Each such ``Flow`` knows
the heading above it, the line that leads into its list, and the part of the report it stands in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from esgcheck.analysis.claims.keyfigures import begins_with_figure, is_figure, makes_key_figure
from esgcheck.analysis.claims.sections import Section, Sections
from esgcheck.analysis.quotations.marks import blocks_of
from esgcheck.analysis.types import Document, Passage, Span

_ENDS = re.compile(r"[.!?:;…。！？；][\"”’»)\]」』]*\s*$")
_ASIDES = frozenset({"footnote", "caption"})
"""What stands between two halves of a sentence and is no part of it."""
_OPENING = frozenset('“"„«»‘')
_LONG_LINE = 30
_LEAD_LONGEST = 400


@dataclass(frozen=True, slots=True)
class Flow:
    """``heading`` is the nearest above, ``lead`` the line that ends in a colon above a list."""

    passages: tuple[Passage, ...]
    heading: Span | None = None
    lead: Span | None = None
    section: Section = ""
    key_figure: bool = False

    @property
    def span(self) -> Span:
        return Span(self.passages[0].span.start, self.passages[-1].span.end)

    @property
    def first(self) -> Passage:
        return self.passages[0]


def flows_of(document: Document) -> Iterator[Flow]:
    """Everything that is not set aside, headings too; footnotes and captions after what they interrupt."""
    passages = document.passages or tuple(Passage(b.span, 1, "paragraph") for b in blocks_of(document))
    walk = _Walk(document.text, Sections(document))
    for passage in sorted(passages, key=lambda p: p.span):
        yield from walk.step(passage)
    yield from walk.end()


class _Walk:
    """What is remembered while going through the passages."""

    def __init__(self, text: str, sections: Sections) -> None:
        self.text = text
        self.sections = sections
        self.flow: list[Passage] = []
        self.asides: list[Passage] = []
        self.interrupted = False
        self.heading: Span | None = None
        self.lead: Span | None = None
        self.key_figure = False

    def step(self, passage: Passage) -> Iterator[Flow]:
        if passage.set_aside:
            self.interrupted = True
            return
        if passage.kind in _ASIDES:
            self.asides.append(passage)
            self.interrupted = True
            return
        before = self.flow[-1] if self.flow else None
        if before is not None and not self.key_figure and goes_on(self.text, before, passage, self.interrupted):
            self.flow.append(passage)
            self.interrupted = False
            return
        if before is not None and not self.key_figure and self._makes_figure(before, passage):
            self.flow.append(passage)
            self.key_figure = True
            self.interrupted = False
            return
        yield from self._close()
        self._remember(passage)
        self.flow = [passage]
        self.interrupted = False

    def end(self) -> Iterator[Flow]:
        yield from self._close()

    def _makes_figure(self, before: Passage, after: Passage) -> bool:
        if len(self.flow) > 1 or self.interrupted or after.kind == "table_row" or before.kind == "table_row":
            return False
        if before.page != after.page or len(before.span) > 200 or len(after.span) > 200:
            return False
        first, second = before.span.of(self.text), after.span.of(self.text)
        return not (before.kind == "heading" and not is_figure(first)) and makes_key_figure(first, second)

    def _remember(self, passage: Passage) -> None:
        if passage.kind == "heading":
            if not is_figure(passage.span.of(self.text)) and not begins_with_figure(passage.span.of(self.text)):
                self.heading = passage.span
            self.lead = None
        elif passage.kind != "list_item" or self.text[passage.span.end - 1 : passage.span.end] in (":", "："):
            self.lead = _lead(self.text, passage.span)

    def _close(self) -> Iterator[Flow]:
        if self.flow:
            first = self.flow[0]
            lead = self.lead if self.lead and self.lead.end <= first.span.start else None
            yield Flow(tuple(self.flow), self._above(first), lead, self.sections.of(first), self.key_figure)
        for aside in self.asides:
            yield Flow((aside,), self._above(aside), None, self.sections.of(aside))
        self.flow, self.asides, self.key_figure = [], [], False

    def _above(self, passage: Passage) -> Span | None:
        return self.heading if self.heading and self.heading.end <= passage.span.start else None


def _lead(text: str, span: Span) -> Span | None:
    """The last sentence of a passage that ends in a colon: what it leads into stands below."""
    if text[span.end - 1 : span.end] not in (":", "："):
        return None
    low = max(span.start, span.end - _LEAD_LONGEST)
    cut = max(text.rfind(". ", low, span.end), text.rfind(".\n", low, span.end), text.rfind("。", low, span.end))
    start = low if cut < 0 else cut + 1
    while start < span.end and text[start].isspace():
        start += 1
    return Span(start, span.end)


def goes_on(text: str, before: Passage, after: Passage, interrupted: bool) -> bool:
    """Whether a passage is the rest of the one before it."""
    if before.kind not in ("paragraph", "list_item") or after.kind != "paragraph":
        return False
    if text[before.span.end - 1] == ":" and text[after.span.start] in _OPENING:
        return True  # a quotation set apart, with the words that introduce it
    if after.page - before.page > 1 or _ENDS.search(text, max(before.span.start, before.span.end - 8), before.span.end):
        return False
    head = text[after.span.start : after.span.start + 1]
    if interrupted or after.page != before.page:
        return head.islower() or head.isdigit()
    return head.islower() and len(before.span) >= _LONG_LINE and len(after.span) >= _LONG_LINE // 2
