"""A small report of one table and one sentence, and what becomes of the sentence."""

from __future__ import annotations

from esgcheck.analysis.claims.fields import Setting, fields_of
from esgcheck.analysis.recomputing import Recomputation, Report
from esgcheck.analysis.types import Cell, ClaimKind, Document, Page, Passage, Span


def document_of(
    *tables: tuple[tuple[str, ...], ...], sentence: str = "", header: int = 1, year: int = 2024
) -> Document:
    """Pages of one table each, the sentence alone on the first page, the year of the report on the last."""
    text = sentence + "\n\n"
    pages = [Page(1, 0, len(text))]
    passages = [Passage(Span(0, len(sentence)), 1, "paragraph")] if sentence else []
    for number, rows in enumerate(tables, start=2):
        begun = len(text)
        for index, row in enumerate(rows):
            begin, cells = len(text), []
            for column, words in enumerate(row):
                if words:
                    cells.append(Cell(Span(len(text), len(text) + len(words)), column))
                    text += words + "\t"
            text = text[:-1] + "\n"
            place = Span(begin, len(text) - 1)
            head = index < header
            passages.append(Passage(place, number, "table_row", table=number - 1, header=head, cells=tuple(cells)))
        pages.append(Page(number, begun, len(text)))
    title = f"Report {year}. " * 8
    passages.append(Passage(Span(len(text), len(text) + len(title)), len(pages) + 1, "heading"))
    pages.append(Page(len(pages) + 1, len(text), len(text) + len(title)))
    return Document(text + title, tuple(pages), tuple(passages))


def became_of(
    sentence: str,
    *tables: tuple[tuple[str, ...], ...],
    kind: ClaimKind = "metric",
    header: int = 1,
    year: int = 2024,
) -> list[Recomputation]:
    """What the report says of the figures of its sentence."""
    document = document_of(*tables, sentence=sentence, header=header, year=year)
    span = Span(0, len(sentence))
    return Report(document).recompute(span, fields_of(Setting.of(document), span, kind))


def became_of_row(row: int, *rows: tuple[str, ...], header: int = 1) -> list[Recomputation]:
    """What the table says of its own row, counted from 0."""
    document = document_of(rows, header=header)
    passage = [passage for passage in document.passages if passage.cells][row]
    return Report(document).recompute(passage.span, ())


def shortly(found: list[Recomputation]) -> list[tuple[str, str, str]]:
    """Kind, outcome and what was found of each."""
    return [(one.kind, one.outcome, one.found) for one in found]
