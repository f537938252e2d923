"""A stretch of a version's text, and where sentences and words begin and end around it: for changing a claim's span."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cached_property

from esgcheck.analysis.sentences import sentences
from esgcheck.analysis.types import Span
from esgcheck.documents.models import Version

_WORD = re.compile(r"\S+")
_CLAUSE = re.compile(
    r"[;:,–—]\s+(?=\S)|[；：，、。！？]\s*(?=\S)|\t\s*(?=\S)|\s(?=(?:and|but|while|whereas|und|sowie|aber|et|mais|ma)\s)"
)
AROUND = 1
"""Pages looked at before and after those that the claim stands on."""


@dataclass(frozen=True)
class Stretch:
    """The text of some pages that follow each other; offsets are those of the version."""

    version: Version
    text: str
    offset: int

    @classmethod
    def around(cls, version: Version, span: Span) -> Stretch:
        """The pages that the span stands on, and those beside them."""
        numbers = list(
            version.pages.filter(start__lt=span.end, end__gt=span.start)
            .order_by("number")
            .values_list("number", flat=True)
        )
        if not numbers:
            return cls(version, "", 0)
        pages = version.pages.filter(number__gte=numbers[0] - AROUND, number__lte=numbers[-1] + AROUND)
        rows = list(pages.order_by("number").values_list("start", "text"))
        return cls(version, "".join(text for _, text in rows), rows[0][0])

    @property
    def end(self) -> int:
        return self.offset + len(self.text)

    def holds(self, span: Span) -> bool:
        return self.offset <= span.start < span.end <= self.end

    def of(self, start: int, end: int) -> str:
        """The words, with single spaces."""
        return " ".join(self.text[max(0, start - self.offset) : max(0, end - self.offset)].split())

    @cached_property
    def sentences(self) -> list[Span]:
        """What is read as one: sentences within paragraphs, list items, headings, rows of tables."""
        passages = self.version.passages.filter(start__gte=self.offset, end__lte=self.end, hidden="")
        found: list[Span] = []
        for start, end, kind in passages.order_by("start").values_list("start", "end", "kind"):
            inside = Span(start - self.offset, end - self.offset)
            if kind in {"header", "footer", "page_number"}:
                continue
            cut = [inside] if kind in {"heading", "table_row"} else sentences(self.text, inside)
            found += [Span(span.start + self.offset, span.end + self.offset) for span in cut]
        return found

    @cached_property
    def words(self) -> list[Span]:
        return [Span(match.start() + self.offset, match.end() + self.offset) for match in _WORD.finditer(self.text)]

    def cuts(self, span: Span) -> list[int]:
        """Where a claim can be cut in two: before each sentence; in a single one between its clauses or cells."""
        inside = [sentence.start for sentence in self.sentences if span.start < sentence.start < span.end]
        if inside:
            return inside
        text = self.text[span.start - self.offset : span.end - self.offset]
        clauses = [span.start + match.end() for match in _CLAUSE.finditer(text)]
        return [cut for cut in clauses if cut < span.end][:40]


@dataclass(frozen=True)
class Step:
    """One way to move a border of the span; ``to`` is None where there is none."""

    words: str
    by: str
    to: Span | None


def steps_of(stretch: Stretch, span: Span) -> tuple[list[Step], list[Step]]:
    """How the beginning can be moved, and how the end, by a sentence or a word."""
    starts = [
        Step("A sentence earlier", "sentence", _start(stretch.sentences, span, -1)),
        Step("A word earlier", "word", _start(stretch.words, span, -1)),
        Step("A word later", "word", _start(stretch.words, span, 1)),
        Step("A sentence later", "sentence", _start(stretch.sentences, span, 1)),
    ]
    ends = [
        Step("A sentence earlier", "sentence", _end(stretch.sentences, span, -1)),
        Step("A word earlier", "word", _end(stretch.words, span, -1)),
        Step("A word later", "word", _end(stretch.words, span, 1)),
        Step("A sentence later", "sentence", _end(stretch.sentences, span, 1)),
    ]
    return starts, ends


def _start(units: list[Span], span: Span, way: int) -> Span | None:
    starts = [unit.start for unit in units]
    index = bisect_left(starts, span.start) - 1 if way < 0 else bisect_right(starts, span.start)
    if not 0 <= index < len(starts) or starts[index] >= span.end:
        return None
    return Span(starts[index], span.end)


def _end(units: list[Span], span: Span, way: int) -> Span | None:
    ends = [unit.end for unit in units]
    index = bisect_left(ends, span.end) - 1 if way < 0 else bisect_right(ends, span.end)
    if not 0 <= index < len(ends) or ends[index] <= span.start:
        return None
    return Span(span.start, ends[index])
