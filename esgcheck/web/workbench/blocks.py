"""The text of a page by passage: what is highlighted in it, tables as tables, and what nobody can see on the page."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from esgcheck.documents.models import Page, Passage
from esgcheck.web.workbench.highlights import Highlight

WIDEST = 200
"""Columns of a table up to which empty cells are drawn, so that columns stand under each other."""

_UNSEEN = {
    "white": "Not visible on the page (white letters)",
    "same colour": "Not visible on the page (in the colour of what is behind it)",
    "too small": "Not visible on the page (too small to see)",
    "transparent": "Not visible on the page (transparent letters)",
    "off the page": "Not visible on the page (beyond its edge)",
    "covered": "Not visible on the page (under a picture or a bar)",
    "hidden": "Not visible on the page (hidden by whoever made the file)",
    "deleted": "Deleted by a tracked change, and still in the file",
}


_LONGEST_LEAD = 12
_SHORT = 12
_FIGURE = re.compile(r"\(?[-+−–]?\s?[$€£¥]?\s?\d[\d.,'’\s]*(?:%|‰|[$€£¥])?\)?")
_NO_FIGURE = {"", "-", "–", "—", "n/a", "n.a."}


def unseen_words(hidden: str) -> str:
    """Why nobody who looks at the page sees a passage, as it is said everywhere; empty where it is seen."""
    return _UNSEEN.get(hidden, f"Not visible on the page ({hidden})" if hidden else "")


@dataclass(frozen=True)
class Piece:
    """A stretch of text under the same highlight, or under none; ``found`` is what was looked for, under it or not."""

    start: int
    end: int
    text: str
    highlight: Highlight | None
    found: Highlight | None = None


@dataclass(frozen=True)
class CellShown:
    """A cell of a row; ``pieces`` is empty where the row has none in this column."""

    pieces: list[Piece] = field(default_factory=list)
    place: str = ""
    is_figure: bool = False
    """In a column of numbers, which stand under each other by their ends."""

    @property
    def text(self) -> str:
        return "".join(piece.text for piece in self.pieces).strip()

    @property
    def is_short(self) -> bool:
        """A name, a day, a figure: not to be broken over lines for want of room."""
        return len(self.text) <= _SHORT


@dataclass(frozen=True)
class Block:
    """A passage of the page in pieces; a row of a table in cells."""

    passage: Passage
    pieces: list[Piece]
    cells: list[CellShown] = field(default_factory=list)
    speaker: str = ""
    """Who begins to speak here."""
    lead: str = ""
    """The bullet or number before a list item, which is no part of its words."""

    @property
    def here(self) -> bool:
        pieces = itertools.chain(self.pieces, *(cell.pieces for cell in self.cells))
        return any(h.here for piece in pieces for h in (piece.highlight, piece.found) if h)

    @property
    def text(self) -> str:
        return " ".join("".join(piece.text for piece in self.pieces).split())

    @property
    def is_indented(self) -> bool:
        """Its lines begin at different places, as those of a program or a form do: spaces count."""
        return any("\n " in piece.text or "\n\t" in piece.text for piece in self.pieces)

    @property
    def place(self) -> str:
        return f"{self.passage.start}-{self.passage.end}"

    @property
    def unseen(self) -> str:
        return unseen_words(self.passage.hidden)

    @property
    def row_number(self) -> str:
        """What a spreadsheet calls the row."""
        match = re.search(r"(\d+)\D*$", self.passage.place.split(":")[0])
        return match[1] if match else ""

    @property
    def level(self) -> int:
        """Of a heading, as it is shown: four sizes."""
        return min(max(self.passage.level, 1), 4)


@dataclass(frozen=True)
class Group:
    """Passages that are shown together: the rows of one table, or one passage by itself."""

    blocks: list[Block]
    table: int = 0
    columns: list[str] = field(default_factory=list)
    """The names of the columns of a table that began on a page before."""

    @property
    def has_numbers(self) -> bool:
        return any(block.row_number for block in self.blocks)

    @cached_property
    def heads(self) -> list[Block]:
        """The header rows that stand first."""
        return list(itertools.takewhile(lambda block: block.passage.header, self.blocks))

    @property
    def rows(self) -> list[Block]:
        return self.blocks[len(self.heads) :]


def blocks_of(page: Page, passages: Sequence[Passage], highlights: Sequence[Highlight]) -> list[Block]:
    """The passages of a page, cut at the borders of highlights and of cells."""
    blocks, before = [], ""
    for passage in passages:
        speaker = passage.speaker if passage.speaker != before else ""
        blocks.append(_block(page, passage, highlights, speaker))
        before = passage.speaker
    return blocks


def grouped(blocks: Sequence[Block], columns: dict[int, list[str]]) -> list[Group]:
    """Rows of the same table that follow each other together. ``columns``: names from pages before, by table."""
    groups = []
    for table, run in itertools.groupby(blocks, key=lambda block: block.passage.table if block.cells else 0):
        together = list(run)
        if not table:
            groups += [Group([block]) for block in together]
        else:
            names = columns.get(table, []) if not together[0].passage.header else []
            groups.append(Group(_squared(together), table, names))
    return groups


def _squared(rows: Sequence[Block]) -> list[Block]:
    """Rows with as many cells as the longest of them, cells in columns of numbers marked as such."""
    width = min(max(len(row.cells) for row in rows), WIDEST)
    texts = [[row.cells[n].text for row in rows if n < len(row.cells) and not row.passage.header] for n in range(width)]
    figures = {
        column
        for column, said in enumerate(texts)
        if any(map(_FIGURE.fullmatch, said))
        and all(text.casefold() in _NO_FIGURE or _FIGURE.fullmatch(text) for text in said)
    }
    squared = []
    for row in rows:
        cells = [*row.cells, *[CellShown()] * (width - len(row.cells))]
        cells = [replace(cell, is_figure=True) if n in figures else cell for n, cell in enumerate(cells)]
        squared.append(replace(row, cells=cells))
    return squared


def _block(page: Page, passage: Passage, highlights: Sequence[Highlight], speaker: str) -> Block:
    start, end = max(passage.start, page.start), min(passage.end, page.end)
    if not passage.cells or not passage.table:
        pieces = list(_pieces(page, start, end, highlights))
        return Block(passage, pieces, speaker=speaker, lead=_lead(page, passage))
    cells: list[CellShown] = []
    for left, right, column, place in passage.cells:
        if len(cells) < column <= WIDEST:
            cells += [CellShown()] * (column - len(cells))
        first, last = max(start, passage.start + left), min(end, passage.start + right)
        cells.append(CellShown(list(_pieces(page, first, last, highlights)) if first < last else [], place))
    return Block(passage, [Piece(start, end, page.text[start - page.start : end - page.start], None)], cells)


def _lead(page: Page, passage: Passage) -> str:
    """What stands before a list item on its line: "-", "2.1", "(a)"."""
    if passage.kind != "list_item" or passage.start < page.start:
        return ""
    before = page.text[: passage.start - page.start].rpartition("\n")[2].strip()
    return {"-": "–", "*": "•", "+": "•"}.get(before, before) if len(before) <= _LONGEST_LEAD else ""


def _pieces(page: Page, start: int, end: int, highlights: Sequence[Highlight]) -> Iterator[Piece]:
    """A stretch cut at the borders of the highlights; where they overlap the one in question wins, then people's."""
    near = [h for h in highlights if h.side == "left" and h.span.start < end and start < h.span.end]
    cuts = {start, end} | {edge for h in near for edge in (h.span.start, h.span.end) if start < edge < end}
    for left, right in itertools.pairwise(sorted(cuts)):
        over = [h for h in near if h.span.start <= left and right <= h.span.end]
        best = max((h for h in over if h.tone != "found"), key=lambda h: (h.here, h.by == "person"), default=None)
        found = max((h for h in over if h.tone == "found"), key=lambda h: h.here, default=None)
        yield Piece(left, right, page.text[left - page.start : right - page.start], best, found)
