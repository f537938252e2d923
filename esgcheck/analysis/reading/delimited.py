"""Tables as text: CSV, TSV and their kin, whatever parts the cells; inside the cage.

The canonical text is the cells' words, joined by tabs, and not the file's own: quotation marks that guard a cell and
those that are doubled inside of one are no words.
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from esgcheck.analysis.reading.blocks import document_from_blocks, tidy
from esgcheck.analysis.reading.sheetrows import SheetCell, SheetRow, blocks_of_rows
from esgcheck.analysis.reading.workbook import Bounds
from esgcheck.analysis.types import Document, Problem

MEDIA_TYPE = "text/csv"
TABS = "text/tab-separated-values"
LONGEST_PAGE = 6_000
_DELIMITERS = (",", ";", "\t", "|", "^", "~", "\x1f")
_SAMPLE = 200_000
_SAMPLE_ROWS = 200
_LONGEST_CELL = 100_000
_SAID = re.compile(r"\ufeff?[\"']?sep=(.)[\"']?\r?\n", re.IGNORECASE)


class TooManyCells(Exception):
    """``str()`` is a sentence for the user."""


@contextmanager
def _longest_cell(letters: int) -> Iterator[None]:
    """The csv module's bound on a cell is one for the whole process: given back afterwards."""
    before = csv.field_size_limit(letters)
    try:
        yield
    finally:
        csv.field_size_limit(before)


def document_from_delimited(text: str, bounds: Bounds, *, media_type: str = MEDIA_TYPE) -> Document:
    """Raises blocks.TooMuch, and TooManyCells."""
    said = _SAID.match(text)
    delimiter = said.group(1) if said else delimiter_of(text, likely="\t" if media_type == TABS else ",")
    text = text[said.end() :] if said else text
    problems = []
    quoting = not _runs_away(text, delimiter)
    if not quoting:
        message = "A quotation mark in this file opens a cell that never ends: quotation marks were read as letters."
        problems.append(Problem("open_quotation", message))
    with _longest_cell(max(len(text), 1)):
        rows = list(_rows(text, delimiter, bounds, quoting=quoting))
    return document_from_blocks(
        blocks_of_rows(rows, named_by_custom=True), media_type=media_type, problems=problems, pages_known=True,
        longest_page=LONGEST_PAGE,
    )  # fmt: skip


def delimiter_of(text: str, *, likely: str = ",") -> str:
    """What parts the cells: that which gives most rows the same number of them."""
    sample = text[:_SAMPLE]
    if len(text) > _SAMPLE:
        sample = sample[: sample.rfind("\n") + 1] or sample
    best, most = likely, 0.0
    for delimiter in _DELIMITERS:
        if delimiter not in sample:
            continue
        score = steadiness(sample, delimiter)
        if score > most + (0.1 if best == likely and most else 0):
            best, most = delimiter, score
    return best


def steadiness(sample: str, delimiter: str) -> float:
    """How alike the rows are when parted so: the share of rows with the commonest width, 0 where that is one cell."""
    widths: Counter[int] = Counter()
    try:
        with _longest_cell(_LONGEST_CELL):
            for index, row in enumerate(csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter)):
                if any(cell.strip() for cell in row):
                    widths[len(row)] += 1
                if index > _SAMPLE_ROWS:
                    break
    except csv.Error:
        return 0.0
    width, count = max(widths.items(), key=lambda pair: (pair[1], pair[0]), default=(0, 0))
    return count / sum(widths.values()) + min(width, 20) / 1_000 if width > 1 else 0.0


def looks_delimited(text: str) -> bool:
    """Whether a text without a name that says so is a table: many rows, all of one width, in three columns or more,
    few of them with sentences."""
    lines = [line for line in text[:_SAMPLE].split("\n")[:_SAMPLE_ROWS] if line.strip()]
    if len(lines) < 5:
        return False
    for delimiter in ("\t", ";", "|", ","):
        widths = {line.count(delimiter) for line in lines}
        if '"' in text[:_SAMPLE]:
            try:
                widths = {len(row) - 1 for row in csv.reader(lines, delimiter=delimiter)}
            except csv.Error:
                continue
        sentences = sum(line.rstrip().endswith((".", "!", "?", ":")) for line in lines)
        if len(widths) == 1 and min(widths) >= 2 and sentences < 0.2 * len(lines):
            return delimiter != "," or ", " not in lines[0]
    return False


def _runs_away(text: str, delimiter: str) -> bool:
    """Whether a quotation mark that opens a cell swallows what follows."""
    try:
        with _longest_cell(_LONGEST_CELL):
            for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
                if any(cell.count("\n") > 500 for cell in row if len(cell) > 500):
                    return True
    except csv.Error:
        return True
    return False


def _rows(text: str, delimiter: str, bounds: Bounds, *, quoting: bool) -> Iterator[SheetRow]:
    cells = rows = 0
    source = io.StringIO(text, newline="")
    if quoting:
        reader = csv.reader(source, delimiter=delimiter)
    else:
        reader = csv.reader(source, delimiter=delimiter, quoting=csv.QUOTE_NONE)
    for number, row in enumerate(reader, 1):
        filled = [SheetCell(column, words) for column, cell in enumerate(row) if (words := tidy(cell))]
        cells += len(filled)
        rows += bool(filled)
        if cells > bounds.cells or rows > bounds.rows:
            raise TooManyCells(
                f"The table has more than {bounds.cells:,} filled cells or {bounds.rows:,} rows, which is more than is "
                "read. Split it."
            )
        if filled:
            yield SheetRow(number, filled)
