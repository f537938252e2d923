"""What stands around a table on its page: the lines over it, headings set upright, a reference date in the header."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass

from esgcheck.analysis.claims.fields.apart import words_within
from esgcheck.analysis.claims.fields.shapes import is_year
from esgcheck.analysis.types import Document, Passage, Span

_TITLES = 3
"""So many short lines right over a table are looked at for its unit and year."""
_TITLE_LONGEST = 200
_LEAD_LONGEST = 300
_HEADING_LONGEST = 180
_ENDS = re.compile(r"[.!?;,]\W{0,2}$")
_REFERENCE = re.compile(r"\b(?:reference date|Stichtag|data di riferimento|date de référence)\b", re.IGNORECASE)
_DAY = re.compile(
    r"\b(?:31|30)\.? ?(?:[./-] ?\d\d[./-] ?|[^\W\d_]{3,9},? )20\d\d|\b[^\W\d_]{3,9} (?:31|30)(?:st)?, 20\d\d"
)
_NAMES_REPORT = re.compile(r"report|bericht|bilancio|relazione|rapport|dichiarazione|review", re.IGNORECASE)
"""A running head with a day says of when the page is, unless it is the name of the report."""
_UPRIGHT = 1.4
"""Letters set upright make a word so many times higher than wide."""


@dataclass(frozen=True, slots=True)
class UprightLine:
    """A line that is read from the foot of the page to its head; ``centre`` and ``bottom`` in points."""

    span: Span
    centre: float
    bottom: float


class Surroundings:
    """Fed with the passages of a document in order; says what is over the table that begins."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._near: list[tuple[int, Span, bool]] = []
        self._years: list[Span] = []
        self._headings: list[Span] = []
        self._page = 0
        self._upright: dict[int, list[UprightLine]] = defaultdict(list)
        self._dates: dict[int, Span] = {}
        self._lines: set[Span] = set()
        for passage in document.passages:
            if not passage.cells and len(passage.span) < _TITLE_LONGEST:
                self._look_at(passage)

    def _look_at(self, passage: Passage) -> None:
        if passage.set_aside:
            said = passage.span.of(self._document.text)
            if _REFERENCE.search(said) or (_DAY.search(said) and not _NAMES_REPORT.search(said)):
                self._dates[passage.page] = passage.span
            return
        words = words_within(self._document, passage.span)
        shapes = [(w.box.y1 - w.box.y0) / max(1.0, w.box.x1 - w.box.x0) for w in words if w.end - w.start > 3]
        boxes = [word.box for word in words]
        if shapes and max(shapes) > _UPRIGHT and min(shapes) > 1 / _UPRIGHT:
            centre = (min(box.x0 for box in boxes) + max(box.x1 for box in boxes)) / 2
            line = UprightLine(passage.span, centre, max(box.y1 for box in boxes))
            self._upright[passage.page].append(line)
            self._lines.add(passage.span)

    def pass_by(self, passage: Passage) -> None:
        """A passage that is no row."""
        if passage.set_aside or passage.span in self._lines:
            return
        if len(passage.span) >= _TITLE_LONGEST:
            lead = self._lead_of(passage)
            if lead is not None:
                self._turn_to(passage.page)
                self._years.clear()
                self._near.append((passage.page, lead, False))
            return
        self._turn_to(passage.page)
        words = passage.span.of(self._document.text)
        if is_year(words):
            self._years.append(passage.span)
            return
        self._years.clear()
        if passage.kind in ("heading", "caption", "paragraph") and any(map(str.isalpha, words)):
            self._near.append((passage.page, passage.span, passage.kind == "heading"))
        if passage.kind in ("heading", "caption") or (
            passage.kind == "paragraph" and len(words) < _HEADING_LONGEST and not _ENDS.search(words)
        ):
            self._headings.append(passage.span)

    def _lead_of(self, passage: Passage) -> Span | None:
        """The last sentence of a long paragraph, where it leads into the table under it: "… was as follows:"."""
        words = passage.span.of(self._document.text)
        if not words.rstrip().endswith(":"):
            return None
        stop = max(words.rfind(". "), words.rfind(".\n"))
        start = passage.span.start + stop + 2
        return Span(start, passage.span.end) if stop >= 0 and passage.span.end - start < _LEAD_LONGEST else None

    def titles(self, page: int) -> tuple[Span, ...]:
        """The lines right over the table that begins on ``page``, the nearest first, up to the headings among them."""
        found: list[Span] = self._years[:] if len(self._years) == 1 else []
        headed = False
        for on, span, is_heading in reversed(self._near[-_TITLES:]):
            if on != page or (headed and not is_heading and self._document.text[span.start] not in "(["):
                break
            found.append(span)
            headed = headed or is_heading
        return tuple(found)

    def years(self) -> list[Span]:
        """Years that stand over the columns of the table that begins, as lines of their own."""
        return self._years if len(self._years) > 1 else []

    def headings(self, page: int) -> tuple[Span, ...]:
        """All headings above on the page, the nearest first; last the reference date in the page's header."""
        self._turn_to(page)
        date = self._dates.get(page)
        return (*reversed(self._headings), *((date,) if date else ()))

    def upright(self, page: int, above: float) -> list[UprightLine]:
        """The upright lines of a page that end above a height on it and that no table has taken yet."""
        lines = self._upright.get(page, [])
        taken = [line for line in lines if line.bottom < above]
        self._upright[page] = [line for line in lines if line.bottom >= above]
        return taken

    def upright_on(self, page: int) -> bool:
        """Whether upright lines stand on a page that no table has taken yet."""
        return bool(self._upright.get(page))

    def between(self, page: int) -> bool:
        """Whether a line on the page stands between the last row and this one."""
        return bool(self._years) or any(on == page for on, _, _ in self._near)

    def row_passed(self) -> None:
        self._near.clear()
        self._years.clear()

    def _turn_to(self, page: int) -> None:
        if page != self._page:
            self._page = page
            self._headings.clear()
            self._years.clear()
