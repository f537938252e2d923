"""From the pieces of a flowing document (Word, web page, e-mail) to one text with passages and pages to turn.

Such a file has no pages of its own, or only those that a program once remembered. Its readers give blocks in reading
order; here they become the canonical text, with a blank line between blocks, and the headings among them the outline.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from esgcheck.analysis.types import Cell, Document, OutlineEntry, Page, Passage, PassageKind, Problem, Span

PAGE_CHARACTERS = 3_000
LONGEST_KNOWN_PAGE = 12_000
LONGEST_PASSAGE = 20_000
MOST_CHARACTERS = 20_000_000
MOST_BLOCKS = 400_000
MOST_ENTRIES = 5_000
"""Lines of an outline."""

_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
_SPACES = re.compile(r"[ \t\r\f\v]+")
_NEWLINES = re.compile(r" ?\n[ \n]*")


class TooMuch(Exception):
    """More text than one document may have."""


@dataclass(frozen=True, slots=True)
class Block:
    """A passage to be, with what :class:`.Passage` says of it; spans of its ``cells`` count from its own start.

    ``lead`` stands before it in the text and outside the passage, as bullets do; ``after`` is what divides it from the
    next; ``turn``: a page begins here; ``node`` is the element of a web page that it stands in. ``table`` is any
    number that no other table has: they are counted anew, from 1, when the text is written.
    """

    text: str
    kind: PassageKind = "paragraph"
    lead: str = ""
    turn: bool = False
    node: int = 0
    after: str = "\n\n"
    level: int = 0
    hidden: str = ""
    table: int = 0
    header: bool = False
    cells: tuple[Cell, ...] = ()
    place: str = ""
    speaker: str = ""
    time_start: float | None = None
    time_end: float | None = None


def tidy(text: str) -> str:
    """White space made single, line breaks kept; what no database keeps becomes U+FFFD."""
    return _NEWLINES.sub("\n", _SPACES.sub(" ", _UNSTORABLE.sub("\ufffd", text))).strip()


def document_from_blocks(
    blocks: Iterable[Block],
    *,
    media_type: str,
    problems: Iterable[Problem] = (),
    pages_known: bool = False,
    longest_page: int = 0,
    facts: Iterable[tuple[str, str]] = (),
    dated: str = "",
) -> Document:
    """Write the text. ``pages_known``: a page turns where a block says so; else about every 3,000 characters.

    Raises TooMuch.
    """
    parts: list[str] = []
    passages: list[Passage] = []
    outline: list[OutlineEntry] = []
    tables: dict[int, int] = {}
    borders = [0]
    length = 0
    longest = longest_page or (LONGEST_KNOWN_PAGE if pages_known else PAGE_CHARACTERS)
    for block in _pieces(blocks):
        size = len(block.lead) + len(block.text)
        if length > MOST_CHARACTERS or len(passages) > MOST_BLOCKS:
            raise TooMuch
        full = length + size - borders[-1] > longest
        if length > borders[-1] and (full or (pages_known and block.turn)):
            borders.append(length)
        start = length + len(block.lead)
        passage = _passage(block, start, len(borders), tables)
        passages.append(passage)
        if block.kind == "heading" and not block.hidden and len(outline) < MOST_ENTRIES:
            title = " ".join(f"{block.lead}{block.text}".split())[:300]
            outline.append(OutlineEntry(passage.level, title, len(borders), start))
        parts += (block.lead, block.text, block.after)
        length += size + len(block.after)
    ends = [*borders[1:], length]
    pages = tuple(Page(number, *ends_) for number, ends_ in enumerate(zip(borders, ends, strict=True), 1) if length)
    return Document(
        "".join(parts),
        pages,
        tuple(passages),
        media_type,
        problems=tuple(problems),
        outline=tuple(outline),
        facts=tuple((name, value) for name, value in facts if value),
        dated=dated,
    )


def _passage(block: Block, start: int, page: int, tables: dict[int, int]) -> Passage:
    row = block.kind == "table_row"
    return Passage(
        Span(start, start + len(block.text)),
        page,
        block.kind,
        block.speaker,
        block.time_start,
        block.time_end,
        level=max(block.level, 1) if block.kind == "heading" else 0,
        hidden=block.hidden,
        table=tables.setdefault(block.table, len(tables) + 1) if row and block.table else 0,
        header=row and block.header,
        cells=tuple(moved(block.cells, start)) if row else (),
        place=block.place,
    )


def moved(cells: Iterable[Cell], by: int) -> Iterator[Cell]:
    """The cells, with spans that count from elsewhere."""
    for cell in cells:
        yield Cell(Span(cell.span.start + by, cell.span.end + by), cell.column, cell.place)


def _pieces(blocks: Iterable[Block]) -> Iterator[Block]:
    """Blocks as they are, but for what is too long for one passage: that is cut at spaces."""
    for block in blocks:
        if len(block.text) <= LONGEST_PASSAGE:
            if block.text:
                yield block
            continue
        text = block.text
        at = 0
        first = True
        while at < len(text):
            cut = len(text)
            if cut - at > LONGEST_PASSAGE:
                space = text.rfind(" ", at + LONGEST_PASSAGE // 2, at + LONGEST_PASSAGE)
                cut = space if space > 0 else at + LONGEST_PASSAGE
            piece = text[at:cut].strip()
            begin = at + len(text[at:cut]) - len(text[at:cut].lstrip())
            inside = [c for c in block.cells if begin <= c.span.start and c.span.end <= begin + len(piece)]
            if piece:
                yield replace(
                    block,
                    text=piece,
                    lead=block.lead if first else "",
                    turn=block.turn and first,
                    after=block.after if cut == len(text) else "\n",
                    cells=tuple(moved(inside, -begin)),
                )
            first, at = False, cut
