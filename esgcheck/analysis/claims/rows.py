"""Rows of tables: the label with its figures makes the claim, the header says what the figures are.

A row is one where a figure of performance stands: emissions, energy, water, waste, accidents, staff, training,
taxonomy. What a row is about it says itself or the header, the caption or the heading above say it; rows of accounts
and of indexes are none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from esgcheck.analysis.claims.performance import is_accounting, is_performance
from esgcheck.analysis.types import Cell, Document, Passage, Span

_FIGURE = re.compile(
    r"[-−–+~<>(]?\s?(?:EUR|€|\$|US\$|CHF)?\s?\d[\d.,'’\s]*\)?\s?(?:%|‰|[^\W\d_]{1,8}\.?|"
    r"[°/€$³²])?\W{0,3}\d{0,2}\W{0,3}"
)
_YEARISH = re.compile(
    r"\W{0,3}(?:(?:FY|CY|31\.12\.|30\.0[69]\.|31/12/|\d{1,2} \w{3,9} |\w{3,9} )?(?:19|"
    r"20)\d\d(?:\s?[/–-]\s?(?:19|20)?\d\d)?"
    r"\W{0,3}){1,2}(?:[A-Za-z]{0,9}\W{0,3}\d?)"
)
_LETTERS = re.compile(r"[^\W\d_]")
_SENTENCE_END = re.compile(r"[.!。;]\W{0,2}\d{0,3}")
_SENTENCE_LEAST = 50
_SENTENCE_LONGEST = 2_000
_CERTIFICATE = re.compile(r"\b(?:ISO|EMAS|OHSAS|SA ?8000|FSC|PEFC)\b[ _-]?(?:IEC )?\d{0,5}")
_HEADERS_MOST = 2
_SURROUNDINGS = 160


class Tables:
    """The header rows of each table, and the caption or paragraph right above it."""

    def __init__(self, document: Document) -> None:
        self._text = document.text
        self._headers: dict[int, list[Passage]] = {}
        self._groups: dict[int, tuple[Span, ...]] = {}
        self._above: dict[int, Span] = {}
        self._body: set[int] = set()
        before: Passage | None = None
        for passage in document.passages:
            if passage.set_aside:
                continue
            if passage.kind == "table_row" and passage.table:
                self._note(passage, before)
            before = passage

    def _note(self, row: Passage, before: Passage | None) -> None:
        number = row.table
        if number not in self._headers:
            self._headers[number] = []
            if before is not None and before.kind in ("caption", "heading", "paragraph") and len(before.span) < 200:
                self._above[number] = before.span
        heads = (not figures_of(self._text, row) and not sentences_in_cells(self._text, row)) or all(
            _YEARISH.fullmatch(_words(self._text, c)) for c in row.cells[1:]
        )
        if row.header or (number not in self._body and heads and len(self._headers[number]) < _HEADERS_MOST):
            self._headers[number].append(row)
        elif not heads:
            self._body.add(number)

    def is_header(self, row: Passage) -> bool:
        """A row that names the columns; known by the reading, or because no figures stand in it above the first."""
        return row.header or any(header.span == row.span for header in self._headers.get(row.table, ()))

    def context_of(self, row: Passage) -> tuple[Span, ...]:
        """The spans that a row is read with: header rows above it, and the caption."""
        headers = [h.span for h in self._headers.get(row.table, ()) if h.span.end <= row.span.start][-_HEADERS_MOST:]
        above = self._above.get(row.table)
        return (*((above,) if above else ()), *headers)


def figures_of(text: str, row: Passage) -> list[Cell]:
    """The cells of a row, after its first, that are figures and not years."""
    cells = row.cells[1:] if len(row.cells) > 1 else row.cells
    return [cell for cell in cells if _FIGURE.fullmatch(words := _words(text, cell)) and not _YEARISH.fullmatch(words)]


def label_of(text: str, row: Passage) -> str:
    """What the row is about: its cells before the first figure."""
    parts: list[str] = []
    for cell in row.cells:
        words = _words(text, cell)
        if _FIGURE.fullmatch(words):
            break
        parts.append(words)
    return " ".join(parts)


def weight_of_row(text: str, row: Passage, context: Sequence[Span], heading: Span | None) -> float:
    """How sure it is that the row has a figure of performance, or a certificate; 0 where it has none."""
    if not row.cells:
        return 0.0
    if not figures_of(text, row):
        return 0.5 if len(row.cells) > 1 and _CERTIFICATE.search(row.span.of(text)[:300]) else 0.0
    label = label_of(text, row)
    if len(_LETTERS.findall(label)) < 2 or _YEARISH.fullmatch(label):
        return 0.0
    around = " ".join(span.of(text)[:_SURROUNDINGS] for span in (*context, *((heading,) if heading else ())))
    if is_accounting(label) or (is_accounting(around) and not is_performance(label)):
        return 0.0
    if is_performance(label):
        return 0.75
    return 0.65 if is_performance(around) else 0.0


def sentences_in_cells(text: str, row: Passage) -> list[Cell]:
    """Cells that hold whole sentences, or bullets as long as one."""
    return [cell for cell in row.cells if _is_sentence(_words(text, cell)[:_SENTENCE_LONGEST])]


def _is_sentence(words: str) -> bool:
    """Long enough, and ends like a sentence, begins with the mark of a bullet, or has ten words and more."""
    if len(words) <= _SENTENCE_LEAST:
        return False
    if not words[0].isalnum() or any(_SENTENCE_END.fullmatch(words, len(words) - size) for size in range(1, 7)):
        return True
    first = words.split(" ", 9)
    return len(first) == 10 and len(first[9]) >= 20 and max(map(len, first[:9])) <= 40


def _words(text: str, cell: Cell) -> str:
    return " ".join(cell.span.of(text).split())
