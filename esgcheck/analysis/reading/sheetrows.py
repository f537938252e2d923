"""From the rows of a spreadsheet or a CSV file to passages: tables, their headings and notes, each with its place."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from esgcheck.analysis.reading.blocks import Block
from esgcheck.analysis.reading.tables import headers, is_figure, joined, new_table
from esgcheck.analysis.types import PassageKind

_LONGEST_HEADING = 100
_NOTE = re.compile(r"[*(†‡¹²³0-9]|notes?\b|sources?\b", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?:;…,][\"'”’»)\]]*$")
_PLAIN_NAME = re.compile(r"[^\W\d]\w*")
_SEEN_OF_A_BAND = 400
"""So many rows tell where the columns of a table are."""


@dataclass(slots=True)
class SheetCell:
    """A filled cell. ``column`` counts from 0; ``hidden`` says why nobody sees it; ``over``: the last cell that it
    was merged with, as "C4"; ``strong``: set bold or on a colour."""

    column: int
    text: str
    hidden: str = ""
    over: str = ""
    strong: bool = False


@dataclass(slots=True)
class SheetRow:
    """A row with anything in it. ``number`` counts from 1, as people see it."""

    number: int
    cells: list[SheetCell]
    hidden: str = ""


@dataclass(slots=True)
class _Above:
    """The table above: a part without a header of its own goes on with it where its columns are the same."""

    table: int = 0
    columns: set[int] = field(default_factory=set)
    headed: bool = False


def letters(column: int) -> str:
    """The name of a column: A, B, …, Z, AA, …"""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


def column_of(name: str) -> int:
    """The column of a name such as "AA", or of a place such as "AA12"."""
    column = 0
    for letter in name.rstrip("0123456789"):
        column = column * 26 + ord(letter) - 64
    return column - 1


def blocks_of_rows(rows: Iterable[SheetRow], *, sheet: str = "", named_by_custom: bool = False) -> Iterator[Block]:
    """Rows as blocks. ``named_by_custom``: the first row names the columns unless it looks as if it did not."""
    above = _Above()
    bands = [part for band in _bands(rows) for part in _beside(band)]
    for index, band in enumerate(bands):
        wide = [at for at, row in enumerate(band) if len(row.cells) > 1]
        first = wide[0] if wide else len(band)
        below = bands[index + 1][:20] if index + 1 < len(bands) else []
        heads = bool(wide) or any(len(row.cells) > 1 for row in below)
        for row in band[:first]:
            yield from _alone(row, sheet, heads=heads)
        last = wide[-1] + 1 if wide else first
        yield from _table(band[first:last], sheet, above, named_by_custom=named_by_custom)
        for row in band[last:]:
            yield from _alone(row, sheet, heads=False)


def _bands(rows: Iterable[SheetRow]) -> Iterator[list[SheetRow]]:
    """Rows that stand together, with empty ones around them."""
    band: list[SheetRow] = []
    for row in rows:
        if band and row.number > band[-1].number + 1:
            yield band
            band = []
        band.append(row)
    if band:
        yield band


def _beside(band: list[SheetRow]) -> Iterator[list[SheetRow]]:
    """Tables beside each other, an empty column between them. What stands to the right of one is a table of its own
    only if it begins with words: figures belong to the words on their left, however far away."""
    cuts: list[int] = []
    used = sorted({cell.column for row in band for cell in row.cells})
    for left, right in itertools.pairwise(used):
        if right > left + 1 and _stands_alone(band, cuts[-1] if cuts else 0, left, right):
            cuts.append(right)
    if not cuts:
        yield band
        return
    for start, end in itertools.pairwise([0, *cuts, used[-1] + 1]):
        part = [SheetRow(row.number, [cell for cell in row.cells if start <= cell.column < end], row.hidden)
                for row in band]  # fmt: skip
        yield [row for row in part if row.cells]


def _stands_alone(band: list[SheetRow], start: int, left: int, right: int) -> bool:
    some = band[:_SEEN_OF_A_BAND]
    if any(cell.over and column_of(cell.over) >= right > cell.column for row in some for cell in row.cells):
        return False
    before = [[cell for cell in row.cells if start <= cell.column <= left] for row in some]
    after = [[cell for cell in row.cells if cell.column >= right] for row in some]
    if any(sum(len(cells) > 1 for cells in side) < 2 for side in (before, after)):
        return False
    labels = [cell.text for cells in after for cell in cells if cell.column == right]
    return len(labels) > 2 and 2 * sum(map(is_figure, labels[1:])) <= len(labels) - 1


def _table(rows: list[SheetRow], sheet: str, above: _Above, *, named_by_custom: bool) -> Iterator[Block]:
    if not rows:
        return
    seen = [{cell.column: cell.text for cell in row.cells} for row in rows[:_SEEN_OF_A_BAND]]
    count = headers(seen, always=named_by_custom and not above.table) or _strong(rows)
    columns = {column for line in seen for column in line}
    if count or not (above.headed and columns <= above.columns):
        above.table, above.columns, above.headed = new_table(), columns, count > 0
    for index, row in enumerate(rows):
        for block in _row_blocks(row, sheet, min(above.columns)):
            yield replace(block, table=above.table, header=index < count)


def _strong(rows: list[SheetRow]) -> int:
    """How many of the first rows are set off by their looks from those below."""
    strong = [all(cell.strong for cell in row.cells) for row in rows[:4]]
    count = next((at for at, yes in enumerate(strong) if not yes), 0)
    words = all(not is_figure(cell.text) for row in rows[:count] for cell in row.cells)
    return count if words and all(len(row.cells) > 1 for row in rows[:count]) else 0


def _row_blocks(row: SheetRow, sheet: str, left: int) -> Iterator[Block]:
    """What is seen of a row, and then what is not. Columns are those of the table, which begins at ``left``."""
    for unseen in (False, True):
        cells = [cell for cell in row.cells if bool(cell.hidden or row.hidden) == unseen]
        if not cells:
            continue
        places = [_place(cell, row.number) for cell in cells]
        made = joined(
            [(max(cell.column - left, 0), cell.text.replace("\n", " ").replace("\t", " ")) for cell in cells], places
        )
        hidden = row.hidden or cells[0].hidden if unseen else ""
        yield replace(made, hidden=hidden, place=address(sheet, places))


def _alone(row: SheetRow, sheet: str, *, heads: bool) -> Iterator[Block]:
    """A row with one cell: the heading of what is below it, or a line of words."""
    for cell in row.cells:
        text = cell.text
        title = (
            heads and len(text) <= _LONGEST_HEADING and text[:1].isalpha() and not text[:1].islower()
            and not _SENTENCE_END.search(text) and not _NOTE.match(text) and not is_figure(text)
        )  # fmt: skip
        kind: PassageKind = "heading" if title else "paragraph"
        place = address(sheet, [_place(cell, row.number)])
        yield Block(text, kind, level=2 if title else 0, hidden=row.hidden or cell.hidden, place=place)


def _place(cell: SheetCell, row: int) -> str:
    place = f"{letters(cell.column)}{row}"
    return f"{place}:{cell.over}" if cell.over else place


def address(sheet: str, places: list[str]) -> str:
    """Where a row stands, as spreadsheet programs write it: Emissions!A4:E4, 'Our year'!A4."""
    first, last = places[0].partition(":")[0], places[-1].rpartition(":")[2]
    cells = first if first == last else f"{first}:{last}"
    if not sheet:
        return cells
    quoted = sheet.replace("'", "''")
    return f"{sheet}!{cells}" if _PLAIN_NAME.fullmatch(sheet) else f"'{quoted}'!{cells}"
