"""From the pieces of a flowing document (Word, web page, e-mail) to one text with passages and pages to turn.

Such a file has no pages of its own, or only those that a program once remembered. Its readers give blocks in reading
order; here they become the canonical text, with a blank line between blocks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from esgcheck.analysis.types import Document, Page, Passage, PassageKind, Problem, Span

PAGE_CHARACTERS = 3_000
LONGEST_KNOWN_PAGE = 12_000
LONGEST_PASSAGE = 20_000
MOST_CHARACTERS = 20_000_000
MOST_BLOCKS = 400_000
LONGEST_ROW = 2_000
"""A longer "row" is a page laid out in a table: its paragraphs stand alone."""

_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
_SPACES = re.compile(r"[ \t\r\f\v]+")
_NEWLINES = re.compile(r" ?\n[ \n]*")


class TooMuch(Exception):
    """More text than one document may have."""


@dataclass(frozen=True, slots=True)
class Block:
    """A passage to be. ``lead`` stands before it in the text and outside the passage, as bullets do; ``turn``: a page
    begins here; ``node`` is the element of a web page it stands in; ``after`` what divides it from the next."""

    text: str
    kind: PassageKind = "paragraph"
    lead: str = ""
    turn: bool = False
    node: int = 0
    after: str = "\n\n"


def tidy(text: str) -> str:
    """White space made single, line breaks kept; what no database keeps becomes U+FFFD."""
    return _NEWLINES.sub("\n", _SPACES.sub(" ", _UNSTORABLE.sub("\ufffd", text))).strip()


def row_blocks(cells: list[list[Block]], *, layout: bool) -> list[Block]:
    """A table row as one block with its cells joined by tabs, or, where the table only lays out the page
    (``layout``: it holds another; one cell; very long), what stands in its cells."""
    everything = [block for cell in cells for block in cell]
    filled = sum(bool(cell) for cell in cells)
    if layout or filled < 2 or sum(len(block.text) for block in everything) > LONGEST_ROW:
        return everything
    texts = [" ".join(block.text.replace("\n", " ") for block in cell) for cell in cells]
    first = everything[0]
    row = Block("\t".join(texts).strip("\t "), "table_row", turn=any(b.turn for b in everything), node=first.node)
    return [row]


def document_from_blocks(
    blocks: Iterable[Block], *, media_type: str, problems: Iterable[Problem] = (), pages_known: bool = False
) -> Document:
    """Write the text. ``pages_known``: a page turns where a block says so; else about every 3,000 characters.

    Raises TooMuch.
    """
    parts: list[str] = []
    passages: list[Passage] = []
    borders = [0]
    length = 0
    longest = LONGEST_KNOWN_PAGE if pages_known else PAGE_CHARACTERS
    for block in _pieces(blocks):
        size = len(block.lead) + len(block.text)
        if length > MOST_CHARACTERS or len(passages) > MOST_BLOCKS:
            raise TooMuch
        full = length + size - borders[-1] > longest
        if length > borders[-1] and (full or (pages_known and block.turn)):
            borders.append(length)
        start = length + len(block.lead)
        passages.append(Passage(Span(start, length + size), len(borders), block.kind))
        parts += (block.lead, block.text, block.after)
        length += size + len(block.after)
    ends = [*borders[1:], length]
    pages = tuple(Page(number, *ends_) for number, ends_ in enumerate(zip(borders, ends, strict=True), 1) if length)
    return Document("".join(parts), pages, tuple(passages), media_type, problems=tuple(problems))


def _pieces(blocks: Iterable[Block]) -> Iterator[Block]:
    for block in blocks:
        text = block.text
        if not text:
            continue
        lead, turn = block.lead, block.turn
        at = 0
        while len(text) - at > LONGEST_PASSAGE:
            cut = text.rfind(" ", at + LONGEST_PASSAGE // 2, at + LONGEST_PASSAGE)
            cut = cut if cut > 0 else at + LONGEST_PASSAGE
            yield replace(block, text=text[at:cut].strip(), lead=lead, turn=turn, after="\n")
            lead, turn, at = "", False, cut
        rest = text[at:].strip() if at else text
        if rest:
            yield replace(block, text=rest, lead=lead, turn=turn)
