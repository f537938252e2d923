"""What the reading of a claim needs to know of its document: made once for a document, used for every claim."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from esgcheck.analysis.claims.fields.charts import Charts
from esgcheck.analysis.claims.fields.rows import RowHeads, heads_of_rows
from esgcheck.analysis.claims.numbers import NUMBER, decimal_mark, mark_by_thousands, mark_of_cells
from esgcheck.analysis.languages import language_of
from esgcheck.analysis.text import without_notes
from esgcheck.analysis.types import Document, Passage, Span

_YEAR = re.compile(r"(?<![\d./-])(20[0-4]\d)(?!\d)")
_AHEAD = re.compile(
    r"(?:\b(?:by|until|till|before|bis|vor|entro|through|to|towards?|from now to|d['’]ici|à l['’]horizon|"
    r"target|goal|Ziel|after|post|beyond|nach)[ -]"
    r"(?:(?:the|end|of|year|years|Ende|des|dem|Jahr|Jahres|fine|il|la|al|del|dell?a|de|du|mid|late|early|FY)[ -]){0,4}|"
    r"\d ?[–-] ?)$",
    re.IGNORECASE,
)
_PLANNED = re.compile(
    r"[ -](?:\w+ )?(?:targets?|goals?|agenda|strategy|vision|plan|roadmap|ambitions?|pathway|scenarios?|Ziele?n?)\b",
    re.IGNORECASE,
)
_FIRST_PAGES = 6_000


@dataclass(frozen=True)
class Setting:
    """``year`` is the year the report is about, 0 where it cannot be told; ``decimal`` its decimal mark."""

    document: Document
    decimal: str = ""
    language: str = "en"
    year: int = 0
    owner: str = ""
    _decimals: dict[int, str] = field(default_factory=dict, repr=False)
    _aside: Sequence[Span] = field(default=(), repr=False)

    @classmethod
    def of(cls, document: Document, *, decimal: str | None = None, language: str = "", owner: str = "") -> Setting:
        """The setting of a document; what is not given is found out. Numbers of notes are read over."""
        text = without_notes(document.text)
        document = replace(document, text=text)
        language = language or language_of(text[len(text) // 3 : len(text) // 3 + 1_000])
        if decimal is None:
            decimal = decimal_mark(text) or ("" if language == "en" else ",")
        return cls(
            document,
            decimal,
            language,
            report_year(document),
            owner,
            {},
            tuple(sorted(passage.span for passage in document.passages if passage.set_aside)),
        )

    def gaps(self, span: Span) -> list[Span]:
        """The headers and footers that stand inside a claim that runs over a page break."""
        first = bisect_left(self._aside, Span(span.start, span.start))
        found: list[Span] = []
        for aside in self._aside[first:]:
            if aside.start >= span.end:
                break
            if aside.end <= span.end:
                found.append(aside)
        return found

    def decimal_at(self, offset: int) -> str:
        """The decimal mark used around a place: a report may have a part in another language."""
        if not self.document.pages:
            return self.decimal
        page = self.document.page_at(min(offset, self.document.pages[-1].end - 1))
        if page.number not in self._decimals:
            words = page.span.of(self.document.text)
            self._decimals[page.number] = (
                decimal_mark(words) or mark_by_thousands(words) or self.decimal or self._by_thousands
            )
        return self._decimals[page.number]

    def decimal_of(self, row: Passage) -> str:
        """The decimal mark of the table that a row is of, that of the page where its figures do not tell."""
        return self._marks.get(row.table) or self.decimal_at(row.span.start)

    def rows_within(self, span: Span) -> list[tuple[Passage, RowHeads]]:
        """The rows that a claim is a part of or runs over; empty where less than half of it is in rows."""
        starts = self._row_starts
        first = bisect_right(starts, span.start) - 1
        if first < 0 or self._rows[starts[first]][0].span.end <= span.start:
            first += 1
        rows = [self._rows[start] for start in starts[first : bisect_left(starts, span.end)]]
        within = sum(min(row.span.end, span.end) - max(row.span.start, span.start) for row, _ in rows)
        return rows if 2 * within >= len(span) else []

    def decimal_around(self, offset: int) -> str:
        """The decimal mark at a figure of a table, by the row that it is in."""
        starts = self._row_starts
        place = bisect_right(starts, offset) - 1
        return self.decimal_of(self._rows[starts[place]][0]) if place >= 0 else self.decimal_at(offset)

    @cached_property
    def charts(self) -> Charts:
        """Where the years of charts and of figures set large stand."""
        return Charts(self.document, self.year)

    @cached_property
    def _row_starts(self) -> list[int]:
        return sorted(self._rows)

    @cached_property
    def _by_thousands(self) -> str:
        return mark_by_thousands(self.document.text)

    @cached_property
    def _marks(self) -> dict[int, str]:
        """The decimal mark of each table that has one by its own figures."""
        text = self.document.text
        figures: dict[int, list[str]] = {}
        for passage, heads in self._rows.values():
            for part in heads.parts:
                if part.figure and (number := NUMBER.search(part.span.of(text))):
                    figures.setdefault(passage.table, []).append(number[0].lstrip("-−–+±"))
        return {table: mark_of_cells(written) for table, written in figures.items()}

    @cached_property
    def _rows(self) -> dict[int, tuple[Passage, RowHeads]]:
        return {passage.span.start: (passage, heads) for passage, heads in heads_of_rows(self.document)}

    def table_rows(self) -> Iterator[tuple[Passage, RowHeads]]:
        """Every table row that is no heading, in document order, with the headings over its cells."""
        yield from self._rows.values()

    def row(self, span: Span) -> tuple[Passage, RowHeads] | None:
        """The table row that a claim is, with the headings over its cells; None for anything else."""
        row = self._rows.get(span.start)
        return row if row is not None and row[0].span.end >= span.end - 1 else None


def report_year(document: Document) -> int:
    """The year a report is about: the one it names most often, the later of two that are nearly as frequent.

    Years that something is aimed at by then ("by 2035", "the 2030 target") are left out, unless it names no other.
    """
    text = document.text
    named = list(_YEAR.finditer(text))
    spoken_of = [match for match in named if not _is_ahead(text, match)]
    counts = _counted(spoken_of or named)
    if document.dated:
        counts = Counter({year: count for year, count in counts.items() if year <= document.dated[:4]})
    if not counts:
        return 0
    most = max(counts.values())
    return int(max(year for year, count in counts.items() if count >= 0.8 * most))


def _counted(years: Sequence[re.Match[str]]) -> Counter[str]:
    """How often each year is named; on the first pages, where title and foreword are, a year counts four times."""
    counts: Counter[str] = Counter()
    for match in years:
        counts[match[1]] += 4 if match.end() <= _FIRST_PAGES else 1
    return counts


def _is_ahead(text: str, match: re.Match[str]) -> bool:
    """Whether a year is a deadline or in the name of a plan."""
    before, after = text[max(0, match.start() - 30) : match.start()], text[match.end() : match.end() + 24]
    return _AHEAD.search(before) is not None or _PLANNED.match(after) is not None
