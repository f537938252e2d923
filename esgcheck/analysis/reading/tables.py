"""Tables of flowing documents: from what stands in the cells to rows, and which row names the columns."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from esgcheck.analysis.reading.blocks import Block
from esgcheck.analysis.types import Cell, Span

LONGEST_ROW = 2_000
"""A longer "row" is a page laid out in a table: its paragraphs stand alone."""

LONGEST_LABEL = 200
"""A single cell that fills a row of a table names the rows below it, if it is no longer than this."""

_MOST_COLUMNS = 1_000
_MOST_HEADERS = 3
_FIGURE = re.compile(
    r"[(<>~≈±+\u2212\u2013-]{0,2}\s?[€$£¥]?\s?[0-9][0-9.,'\u00a0\u202f ]*\s?(?:%|[^\W\d_][^\d]{0,14})?\)?|n/?a|[-–—]"
    r"|[0-9]{1,4}([-/.])[0-9]{1,2}\1[0-9]{1,4}(?:[ T][0-9]{1,2}:[0-9]{2}.{0,12})?|[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?"
)
_YEAR = re.compile(r"(?:19|20)[0-9]{2}(?:\s?[-/–]\s?(?:[0-9]{2}){1,2})?")
_numbers = itertools.count(1)


def new_table() -> int:
    """A number that no other table has."""
    return next(_numbers)


@dataclass(slots=True)
class Columns:
    """Where the next cells of a table belong, when cells reach over several columns or rows."""

    over: dict[int, int] = field(default_factory=dict)
    at: int = 0

    def new_row(self) -> None:
        self.at = 0
        self.over = {column: rows - 1 for column, rows in self.over.items() if rows > 1}

    def place(self, columns: int = 1, rows: int = 1) -> int:
        """The column of a cell that is so many columns wide and rows high."""
        while self.at in self.over:
            self.at += 1
        column = self.at
        self.at += min(max(columns, 1), _MOST_COLUMNS)
        if 1 < rows <= 10_000:
            # One row more than is left, since the row that comes next takes one off.
            self.over |= dict.fromkeys(range(column, min(self.at, _MOST_COLUMNS)), rows)
        return column


@dataclass(slots=True)
class Row:
    """A row that is being read: the blocks of each cell, with the column it begins at."""

    table: int = 0
    header: bool = False
    layout: bool = False
    cells: list[list[Block]] = field(default_factory=list)
    columns: list[int] = field(default_factory=list)

    def begin_cell(self, column: int) -> None:
        self.cells.append([])
        self.columns.append(column)


def row_blocks(row: Row) -> list[Block]:
    """A row as one block with its cells joined by tabs, or, where the table only lays out the page (it holds another;
    very long), what stands in its cells. What nobody sees follows as a row of its own."""
    everything = [block for cell in row.cells for block in cell]
    if not everything:
        return []
    if row.layout or sum(len(block.text) for block in everything) > LONGEST_ROW:
        return everything
    seen = _row(row, everything, "")
    return seen + _row(row, everything, next((block.hidden for block in everything if block.hidden), ""), unseen=True)


def _row(row: Row, everything: list[Block], hidden: str, *, unseen: bool = False) -> list[Block]:
    cells = [(column, [b for b in cell if bool(b.hidden) == unseen])
             for column, cell in zip(row.columns, row.cells, strict=True)]  # fmt: skip
    filled = [(column, blocks) for column, blocks in cells if blocks]
    if not filled:
        return []
    if len(filled) == 1 and len(filled[0][1]) > 1:
        return filled[0][1]
    texts = [(column, " ".join(block.text.replace("\n", " ") for block in blocks)) for column, blocks in filled]
    made = joined(texts)
    kind = filled[0][1][0].kind if len(filled) == 1 else "table_row"
    return [
        replace(
            made,
            kind=kind,
            level=filled[0][1][0].level if len(filled) == 1 else 0,
            lead=filled[0][1][0].lead if len(filled) == 1 else "",
            text=filled[0][1][0].text if len(filled) == 1 else made.text,
            turn=any(block.turn for block in everything) and not unseen,
            node=everything[0].node,
            hidden=hidden,
            table=row.table,
            header=row.header,
        )
    ]


def joined(texts: Sequence[tuple[int, str]], places: Sequence[str] = ()) -> Block:
    """A table row of (column, words), joined by tabs."""
    at = 0
    cells = []
    for index, (column, text) in enumerate(texts):
        cells.append(Cell(Span(at, at + len(text)), column, places[index] if places else ""))
        at += len(text) + 1
    return Block("\t".join(text for _, text in texts), "table_row", cells=tuple(cells))


def settled(blocks: list[Block]) -> list[Block]:
    """Once all rows of all tables are known: labels between rows become rows, and a row that names the columns is
    marked where the file marked none. A table of which no row has two cells only laid out the page."""
    rows: dict[int, list[int]] = {}
    for index, block in enumerate(blocks):
        if block.table:
            rows.setdefault(block.table, []).append(index)
    done = list(blocks)
    for indexes in rows.values():
        wide = [index for index in indexes if blocks[index].kind == "table_row"]
        for index in indexes:
            block = done[index]
            if not wide:
                done[index] = replace(block, table=0, header=False, cells=())
            elif block.kind == "paragraph" and wide[0] < index and len(block.text) <= LONGEST_LABEL:
                done[index] = replace(block, kind="table_row", text=block.text.replace("\n", " "))
            elif block.kind != "table_row":
                done[index] = replace(block, table=0, header=False, cells=())
        if not any(done[index].header for index in wide):
            for index in wide[: headers(_words(done[index]) for index in wide)]:
                done[index] = replace(done[index], header=True)
    return done


def _words(row: Block) -> dict[int, str]:
    return {cell.column: cell.span.of(row.text) for cell in row.cells}


def is_figure(text: str) -> bool:
    """Whether a cell holds a number, with its unit perhaps, or says that there is none."""
    return bool(_FIGURE.fullmatch(text.strip()))


def headers(rows: Iterable[dict[int, str]], *, always: bool = False) -> int:
    """How many of the first rows name the columns: words or years over figures. Rows map columns to words.

    ``always``: a file of which the first row names the columns by custom, if it looks at all as if it did.
    """
    lines = list(rows)
    if len(lines) < 2 or not _names_columns(lines[0]):
        return 0
    first = min(column for line in lines for column in line)
    count = 1
    while (
        count < min(_MOST_HEADERS, len(lines) - 1)
        and (first in lines[count]) + (first in lines[count - 1]) == 1
        and _names_columns(lines[count])
    ):
        count += 1
    named = {column for line in lines[:count] for column in line}
    for column in named:
        below = [line[column] for line in lines[count:] if column in line]
        if below and 2 * sum(map(is_figure, below)) > len(below):
            return count
    distinct = len(set(lines[0].values())) == len(lines[0]) == max(map(len, lines))
    return count if always and distinct else 0


def _names_columns(row: dict[int, str]) -> bool:
    return len(row) > 1 and all(
        len(text) <= LONGEST_LABEL and (_YEAR.fullmatch(text.strip()) or not is_figure(text)) for text in row.values()
    )
