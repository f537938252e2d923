"""Saved web pages: the article first, the rest of the page after it; inside the cage. No request is ever made.

The page becomes blocks (headings, paragraphs, list items, table rows), each knowing the element it stands in. The
article is what stands in ``main`` or ``article``, else in the element that holds most of the running text. Menus and
footers are kept, after it: they may be evidence too.
"""

from __future__ import annotations

import html
from dataclasses import dataclass

from esgcheck.analysis.reading.article import article_first
from esgcheck.analysis.reading.blocks import Block, document_from_blocks, tidy
from esgcheck.analysis.reading.markup import End, Raw, Start, tokens
from esgcheck.analysis.reading.pagefacts import PageFacts
from esgcheck.analysis.reading.tables import Columns, Row, new_table, row_blocks, settled
from esgcheck.analysis.reading.unseen import DROPPED, ground, why_unseen
from esgcheck.analysis.types import Document, PassageKind, Problem

MEDIA_TYPE = "text/html"
DEEPEST = 256


def _names(words: str) -> frozenset[str]:
    return frozenset(words.split())


_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_BLOCKS = _HEADINGS | _names(
    "html body main article section div p ul ol menu li dl dt dd table caption thead tbody tfoot tr td th nav header "
    "footer aside blockquote pre figure figcaption form fieldset legend address details summary center dialog "
    "hgroup search optgroup option select"
)
_EMPTY = _names("area base br col embed hr img input link meta param source track wbr frame")
_DROPPED = frozenset({"template", "object", "svg", "math", "canvas", "audio", "video", "select", "datalist", "dialog"})
_IMPLIED_END: dict[str, tuple[frozenset[str], frozenset[str]]] = {
    "li": (frozenset({"li"}), frozenset({"ul", "ol", "menu"})),
    "tr": (frozenset({"tr"}), frozenset({"table"})),
    "td": (frozenset({"td", "th"}), frozenset({"tr", "table"})),
    "th": (frozenset({"td", "th"}), frozenset({"tr", "table"})),
    "dt": (frozenset({"dt", "dd"}), frozenset({"dl"})),
    "dd": (frozenset({"dt", "dd"}), frozenset({"dl"})),
    "option": (frozenset({"option"}), frozenset({"select"})),
}
_MANY_UNSEEN = 20


@dataclass(slots=True)
class _Open:
    """An element that has begun. ``hidden``: why nobody sees it; ``ground``: the colour behind its words."""

    name: str
    node: int
    hidden: str
    ground: str
    block: bool


@dataclass(slots=True)
class _Table:
    number: int
    columns: Columns


def read_page(page: str) -> Document:
    """Raises blocks.TooMuch."""
    reader = PageReader()
    reader.read(page)
    blocks, problems = _blocks_of(reader)
    facts = reader.facts
    return document_from_blocks(
        blocks, media_type=MEDIA_TYPE, problems=problems, facts=facts.listed(reader.title, page), dated=facts.dated
    )


def blocks_of_page(page: str) -> tuple[list[Block], list[Problem]]:
    """The blocks of a page, article first, and what a reader should know."""
    reader = PageReader()
    reader.read(page)
    return _blocks_of(reader)


def _blocks_of(reader: PageReader) -> tuple[list[Block], list[Problem]]:
    blocks = settled(article_first(reader.blocks, reader.parents, reader.names))
    seen = {" ".join(block.text.split()).casefold() for block in blocks}
    title = reader.title
    if title and title.casefold() not in seen and not any(title in block.text for block in blocks[:50]):
        blocks = [Block(title, "heading", level=1), *blocks]
    problems = []
    if reader.too_deep:
        message = f"The page is nested deeper than {DEEPEST} elements: its words are complete, their order may not be."
        problems.append(Problem("too_deep", message))
    if reader.unseen >= _MANY_UNSEEN:
        message = f"About {reader.unseen:,} words that the page hides from its readers are marked as hidden."
        problems.append(Problem("hidden_text", message))
    return blocks, problems


class PageReader:
    """One page, element by element. ``parents[node]`` is the element around an element; 0 is the page."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.parents = [0]
        self.names = [""]
        self.title = ""
        self.facts = PageFacts()
        self.too_deep = False
        self.unseen = 0
        self._open: list[_Open] = []
        self._counts: dict[str, int] = {}
        self._over = 0
        self._words: list[str] = []
        self._unseen: list[str] = []
        self._why = ""
        self._rows: list[Row] = []
        self._tables: list[_Table] = []
        self._pre = 0

    def read(self, page: str) -> None:
        for token in tokens(page):
            if isinstance(token, str):
                self._text(token)
            elif isinstance(token, Raw):
                self._raw(token)
            elif isinstance(token, Start):
                self._start(token)
            elif isinstance(token, End):
                self._end(token.name)
        while self._open:
            self._pop()
        self._flush()
        while self._rows:
            self._end_row()

    @property
    def _hidden(self) -> str:
        return self._open[-1].hidden if self._open else ""

    @property
    def _node(self) -> int:
        return self._open[-1].node if self._open else 0

    def _raw(self, raw: Raw) -> None:
        if raw.name == "title" and not self.title and not self._hidden:
            self.title = tidy(html.unescape(raw.text[:2_000])).replace("\n", " ")
        elif raw.name in ("textarea", "xmp") and self._hidden != DROPPED:
            self._text(raw.text)
        elif raw.name == "script":
            self.facts.script(raw)

    def _text(self, raw: str) -> None:
        hidden = self._hidden
        if hidden == DROPPED:
            return
        words = html.unescape(raw) if "&" in raw else raw
        words = words if self._pre else words.replace("\r", " ").replace("\n", " ")
        if hidden:
            self.unseen += len(raw.split()) if len(raw) < 10_000 else len(raw) // 6
            self._unseen.append(words)
            self._why = self._why or hidden
        else:
            self._words.append(words)

    def _start(self, tag: Start) -> None:
        name = tag.name
        if name in ("meta", "link", "time"):
            self.facts.tag(tag)
        if name in _EMPTY:
            if name == "br" and self._hidden != DROPPED:
                (self._unseen if self._hidden else self._words).append("\n")
            elif name == "hr":
                self._flush()
            return
        block = name in _BLOCKS or "-" in name
        if block:
            self._flush()
            self._imply_ends(name)
        behind = ground(tag.attributes) or (self._open[-1].ground if self._open else "")
        hidden = DROPPED if name in _DROPPED else why_unseen(tag.attributes, self._hidden, behind)
        if not block and (not hidden or tag.closed):
            return
        if len(self._open) >= DEEPEST:
            self.too_deep = True
            self._over += 1
            return
        self.parents.append(self._node)
        self.names.append(name)
        self._open.append(_Open(name, len(self.parents) - 1, hidden, behind, block))
        self._counts[name] = self._counts.get(name, 0) + 1
        if hidden != DROPPED:
            self._structure(name, tag)

    def _structure(self, name: str, tag: Start) -> None:
        if name == "table":
            if self._rows:
                self._rows[-1].layout = True
            self._tables.append(_Table(new_table(), Columns()))
        elif name == "tr":
            if not self._tables:
                self._tables.append(_Table(new_table(), Columns()))
            self._tables[-1].columns.new_row()
            head = any(element.name == "thead" for element in self._open[-3:])
            self._rows.append(Row(self._tables[-1].number, header=head))
        elif name in ("td", "th") and self._rows and self._tables:
            column = self._tables[-1].columns.place(_count(tag, "colspan"), _count(tag, "rowspan"))
            row = self._rows[-1]
            row.header = (name == "th" and (row.header or not row.cells)) or (row.header and self._in_head())
            row.begin_cell(column)
        elif name == "pre":
            self._pre += 1

    def _in_head(self) -> bool:
        return any(element.name == "thead" for element in self._open[-4:])

    def _imply_ends(self, name: str) -> None:
        """A new item ends the one before; any block ends a paragraph."""
        if self._open and self._open[-1].name == "p":
            self._pop()
        closed, barrier = _IMPLIED_END.get(name, (frozenset(), frozenset()))
        for back in range(1, min(len(self._open), 32) + 1 if closed else 0):
            if self._open[-back].name in barrier:
                return
            if self._open[-back].name in closed:
                for _ in range(back):
                    self._pop()
                return

    def _end(self, name: str) -> None:
        block = name in _BLOCKS or "-" in name
        if block:
            self._flush()
        if self._over and (block or self._hidden):
            self._over -= 1
        elif self._counts.get(name):
            while self._open and self._pop() != name:
                pass

    def _pop(self) -> str:
        if self._open[-1].block:
            self._flush()
        top = self._open.pop()
        self._counts[top.name] -= 1
        if top.hidden != DROPPED:
            if top.name == "tr" and self._rows:
                self._end_row()
            elif top.name == "table" and self._tables:
                self._tables.pop()
            elif top.name == "pre":
                self._pre -= 1
        return top.name

    def _flush(self) -> None:
        """What was said since the last tag that divides is a block; what of it nobody sees is another."""
        for words, hidden in ((self._words, ""), (self._unseen, self._why)):
            text = tidy("".join(words)) if words else ""
            if text:
                kind, level = self._kind()
                self._emit([Block(text, kind, node=self._node, level=level, hidden=hidden)])
        self._words, self._unseen, self._why = [], [], ""

    def _kind(self) -> tuple[PassageKind, int]:
        for element in reversed(self._open[-4:]):
            if element.name in _HEADINGS:
                return "heading", int(element.name[1])
            if element.name in ("li", "dd"):
                return "list_item", 0
            if element.name in ("caption", "figcaption"):
                return "caption", 0
            if element.name in ("td", "th", "article", "section"):
                break
        return "paragraph", 0

    def _end_row(self) -> None:
        self._emit(row_blocks(self._rows.pop()))

    def _emit(self, blocks: list[Block]) -> None:
        if self._rows and self._rows[-1].cells:
            self._rows[-1].cells[-1].extend(blocks)
        else:
            self.blocks.extend(blocks)


def _count(tag: Start, name: str) -> int:
    said = tag.attributes.get(name, "").strip()
    return int(said) if said.isascii() and said.isdecimal() and len(said) < 5 else 1
