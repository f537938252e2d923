"""The year of a figure that stands in no sentence: under a bar, beside it, or in the heading over a figure set large.

The labels of a chart are words on the page like all others; that 93 % is of 2019 says only the place of both. Years
that stand in a line are the marks of an axis, and a figure above the line is of the year nearest to its middle; years
in a column likewise. Where the colours alone tell which bar is of which year, nothing is said.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from esgcheck.analysis.claims.fields.apart import words_within
from esgcheck.analysis.claims.fields.said import Part
from esgcheck.analysis.claims.fields.times import find_times
from esgcheck.analysis.types import Box, Document, Passage, Span, Word

_YEAR = re.compile(r"(?:FY|CY)?(?:19[5-9]\d|20[0-4]\d)(?:/\d\d)?")
_LETTERS = re.compile(r"[^\W\d_]{4}")
_SAME_LINE = 4.0
"""Points that the middles of words on a line or in a column may differ."""
_HIGHEST = 420.0
"""Points that a chart is high at most: the figure over its bar is no further above the years."""
_TITLE_LONGEST = 160
_ENDS = re.compile(r"[.!?;,:]\W{0,2}$")


@dataclass(frozen=True, slots=True)
class _Mark:
    """A year with the middle of its place."""

    word: Word
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class _Axis:
    """Years in a line (``lies``) or in a column, in order; ``apart`` is how far one is from the next, in points."""

    marks: tuple[_Mark, ...]
    lies: bool
    apart: float


class Charts:
    """The years of a document's charts and headings; each page is looked at once, when it is first asked about."""

    def __init__(self, document: Document, year: int) -> None:
        self._document = document
        self._year = year
        self._axes: dict[int, list[_Axis]] = {}

    def year_on_axis(self, span: Span) -> Part | None:
        """The year of the mark that stands under a figure, or beside it; None where no axis has one for it."""
        place = _middle(words_within(self._document, span))
        if place is None:
            return None
        x, y = place
        near: list[tuple[float, _Mark]] = []
        for axis in self._axes_of(self._document.page_at(span.start).number):
            along, away = (x, axis.marks[0].y - y) if axis.lies else (y, x - axis.marks[0].x)
            mark = min(axis.marks, key=lambda one: abs((one.x if axis.lies else one.y) - along))
            close = abs((mark.x if axis.lies else mark.y) - along) < 0.5 * axis.apart and 0 < away < _HIGHEST
            if close and not (axis.lies and self._words_between(place, mark)):
                near.append((away, mark))
        if not near:
            return None
        word = min(near, key=lambda one: one[0])[1].word
        times = find_times(self._said(word))
        return Part(self._said(word), times[0].value, Span(word.start, word.end)) if times else None

    def _words_between(self, place: tuple[float, float], mark: _Mark) -> bool:
        """Whether words stand between a figure and a year under it: then another chart has the year."""
        text = self._document.text
        return any(
            place[1] + _SAME_LINE < word.box.y0 < mark.word.box.y0 - _SAME_LINE
            and word.box.x0 - _SAME_LINE < place[0] < word.box.x1 + _SAME_LINE
            and _LETTERS.match(text, word.start, word.end)
            for word in self._document.page_at(mark.word.start).words
        )

    def year_of_heading(self, span: Span) -> Part | None:
        """The one year that the nearest heading over a place names, not later than the report's own."""
        text = self._document.text
        place = _middle(words_within(self._document, span))
        page = self._document.page_at(span.start).number
        over = [
            h for h in self._headings.get(page, []) if h.span.end <= span.start or _is_above(self._document, h, place)
        ]
        for heading in reversed(over):
            said = " ".join(heading.span.of(text).split())
            lower = said.lower() if said.isupper() else said
            times = [time for time in find_times(lower if len(lower) == len(said) else said, self._year) if time.year]
            if not times:
                continue
            time = times[0]
            known = len({one.value for one in times}) == 1 and time.role == "period"
            late = bool(self._year) and time.year > self._year
            return Part(said[time.start : time.end], time.value, heading.span) if known and not late else None
        return None

    def _said(self, word: Word) -> str:
        return self._document.text[word.start : word.end]

    @cached_property
    def _headings(self) -> dict[int, list[Passage]]:
        """Short lines of each page that no full stop ends, in the order of the text; running heads are none."""
        found: dict[int, list[Passage]] = {}
        for passage in self._document.passages:
            if passage.set_aside or passage.cells or len(passage.span) > _TITLE_LONGEST:
                continue
            if passage.kind in ("heading", "caption") and not _ENDS.search(passage.span.of(self._document.text)):
                found.setdefault(passage.page, []).append(passage)
        return found

    def _axes_of(self, number: int) -> list[_Axis]:
        if number not in self._axes:
            page = next((page for page in self._document.pages if page.number == number), None)
            words = page.words if page is not None else ()
            self._axes[number] = list(_axes(self._document.text, words))
        return self._axes[number]


def _axes(text: str, words: Iterable[Word]) -> Iterator[_Axis]:
    """Lines and columns of two years and more on a page, each year once."""
    marks = [
        _Mark(word, (word.box.x0 + word.box.x1) / 2, (word.box.y0 + word.box.y1) / 2)
        for word in words
        if 4 <= word.end - word.start <= 9 and _YEAR.fullmatch(text, word.start, word.end)
    ]
    for lies in (True, False):
        for line in _in_line(sorted(marks, key=lambda mark: mark.y if lies else mark.x), lies):
            for run in _once_each(text, sorted(line, key=lambda mark: mark.x if lies else mark.y)):
                gaps = [(b.x - a.x) if lies else (b.y - a.y) for a, b in pairwise(run)]
                if gaps and min(gaps) > _SAME_LINE:
                    yield _Axis(tuple(run), lies, min(gaps))


def _once_each(text: str, marks: Sequence[_Mark]) -> Iterator[list[_Mark]]:
    """The marks of charts that stand side by side: each begins where a year comes again."""
    run: list[_Mark] = []
    seen: set[str] = set()
    for mark in marks:
        year = text[mark.word.start : mark.word.end]
        if year in seen:
            yield run
            run, seen = [], set()
        run.append(mark)
        seen.add(year)
    yield run


def _in_line(marks: Sequence[_Mark], lies: bool) -> Iterator[list[_Mark]]:
    line: list[_Mark] = []
    for mark in marks:
        if line and (mark.y - line[-1].y if lies else mark.x - line[-1].x) > _SAME_LINE:
            yield line
            line = []
        line.append(mark)
    if line:
        yield line


def _middle(words: Sequence[Word]) -> tuple[float, float] | None:
    if not words:
        return None
    boxes: list[Box] = [word.box for word in words]
    return (min(b.x0 for b in boxes) + max(b.x1 for b in boxes)) / 2, (boxes[0].y0 + boxes[0].y1) / 2


def _is_above(document: Document, passage: Passage, place: tuple[float, float] | None) -> bool:
    """Whether a heading that comes later in the text stands over a place on the page."""
    words = words_within(document, passage.span)
    if place is None or not words:
        return False
    left, right = min(word.box.x0 for word in words), max(word.box.x1 for word in words)
    return words[0].box.y1 < place[1] and left - 200 < place[0] < right + 200
