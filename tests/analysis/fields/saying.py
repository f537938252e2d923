"""Short ways to ask for the fields of a sentence or a table."""

from __future__ import annotations

from esgcheck.analysis.claims.fields import Setting, fields_of
from esgcheck.analysis.types import Cell, ClaimField, ClaimKind, Document, Page, Passage, Span


def said(sentence: str, kind: ClaimKind = "metric", *, year: int = 2023, decimal: str = "") -> tuple[ClaimField, ...]:
    """The fields of one sentence of a report on ``year``."""
    document = Document(sentence, (Page(1, 0, len(sentence)),), ())
    return fields_of(Setting(document, decimal, "en", year), Span(0, len(sentence)), kind)


def values(fields: tuple[ClaimField, ...], *names: str) -> list[tuple[str, ...]]:
    """For each figure the values of the named fields, "" for one that is not said."""
    count = max((field.of for field in fields), default=-1) + 1
    by = {(field.of, field.name): field.value for field in fields}
    return [tuple(by.get((of, name), "") for name in names) for of in range(count)]


def table(*rows: tuple[str, ...], header: int = 1, title: str = "") -> tuple[Document, list[Passage]]:
    """A document of one table; empty strings are cells that the row has not. The first ``header`` rows are headings."""
    text = title + "\n" if title else ""
    passages: list[Passage] = [Passage(Span(0, len(title)), 1, "caption")] if title else []
    made: list[Passage] = []
    for number, row in enumerate(rows):
        begin, cells = len(text), []
        for column, words in enumerate(row):
            if words:
                cells.append(Cell(Span(len(text), len(text) + len(words)), column))
                text += words + "\t"
        text = text[:-1] + "\n"
        made.append(
            Passage(Span(begin, len(text) - 1), 1, "table_row", table=1, header=number < header, cells=tuple(cells))
        )
    return Document(text, (Page(1, 0, len(text)),), (*passages, *made)), made


def said_in_row(document: Document, row: Passage, *, year: int = 2023) -> tuple[ClaimField, ...]:
    """The fields of a row of :func:`table`."""
    setting = Setting.of(document)
    return fields_of(Setting(document, setting.decimal, "en", year), row.span, "metric")
