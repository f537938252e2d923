"""Saved web pages: the article first, the rest of the page after it; inside the cage. No request is ever made.

The page becomes blocks (headings, paragraphs, list items, table rows), each knowing the element it stands in. The
article is what stands in ``main`` or ``article``, else in the element that holds most of the running text. Menus and
footers are kept, after it: they may be evidence too.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field

from esgcheck.analysis.reading.blocks import Block, document_from_blocks, row_blocks, tidy
from esgcheck.analysis.reading.markup import End, Raw, Start, tokens
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
_ASIDE = frozenset({"nav", "footer", "aside"})
_UNSEEN = re.compile(r"display\s{0,9}:\s{0,9}none|visibility\s{0,9}:\s{0,9}hidden", re.IGNORECASE)
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
_RUNNING = 80
"""A paragraph of so many letters is running text, and no menu."""


@dataclass(slots=True)
class _Open:
    name: str
    node: int
    hidden: bool


@dataclass(slots=True)
class _Row:
    cells: list[list[Block]] = field(default_factory=list)
    layout: bool = False


def read_page(page: str) -> Document:
    """Raises blocks.TooMuch."""
    blocks, problems = blocks_of_page(page)
    return document_from_blocks(blocks, media_type=MEDIA_TYPE, problems=problems)


def blocks_of_page(page: str) -> tuple[list[Block], list[Problem]]:
    """The blocks of a page, article first, and what a reader should know."""
    reader = PageReader()
    reader.read(page)
    blocks = _article_first(reader)
    seen = {" ".join(block.text.split()).casefold() for block in blocks}
    title = tidy(html.unescape(reader.title)).replace("\n", " ")
    if title and title.casefold() not in seen and not any(title in block.text for block in blocks[:50]):
        blocks = [Block(title, "heading"), *blocks]
    problems = []
    if reader.too_deep:
        message = f"The page is nested deeper than {DEEPEST} elements: its words are complete, their order may not be."
        problems.append(Problem("too_deep", message))
    if reader.unseen >= _MANY_UNSEEN:
        message = f"About {reader.unseen:,} words that the page hides from its readers were left out."
        problems.append(Problem("hidden_text", message))
    return blocks, problems


class PageReader:
    """One page, element by element. ``parents[node]`` is the element around an element; 0 is the page."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.parents = [0]
        self.names = [""]
        self.title = ""
        self.too_deep = False
        self.unseen = 0
        self._open: list[_Open] = []
        self._counts: dict[str, int] = {}
        self._over = 0
        self._words: list[str] = []
        self._rows: list[_Row] = []
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
    def _hidden(self) -> bool:
        return bool(self._open) and self._open[-1].hidden

    @property
    def _node(self) -> int:
        return self._open[-1].node if self._open else 0

    def _raw(self, raw: Raw) -> None:
        if raw.name == "title" and not self.title and not self._hidden:
            self.title = raw.text[:2_000]
        elif raw.name in ("textarea", "xmp") and not self._hidden:
            self._text(raw.text)

    def _text(self, raw: str) -> None:
        if self._hidden:
            self.unseen += len(raw.split()) if len(raw) < 10_000 else len(raw) // 6
            return
        words = html.unescape(raw) if "&" in raw else raw
        self._words.append(words if self._pre else words.replace("\r", " ").replace("\n", " "))

    def _start(self, tag: Start) -> None:
        name = tag.name
        if name in _EMPTY:
            if name == "br" and not self._hidden:
                self._words.append("\n")
            elif name == "hr":
                self._flush()
            return
        hidden = (
            self._hidden
            or name in _DROPPED
            or "hidden" in tag.attributes
            or bool(_UNSEEN.search(tag.attributes.get("style", "")))
        )
        block = name in _BLOCKS or "-" in name
        if block:
            self._flush()
            self._imply_ends(name)
        elif not hidden or tag.closed:
            return
        if len(self._open) >= DEEPEST:
            self.too_deep = True
            self._over += 1
            return
        self.parents.append(self._node)
        self.names.append(name)
        self._open.append(_Open(name, len(self.parents) - 1, hidden))
        self._counts[name] = self._counts.get(name, 0) + 1
        if hidden:
            return
        if name == "table" and self._rows:
            self._rows[-1].layout = True
        elif name == "tr":
            self._rows.append(_Row())
        elif name in ("td", "th") and self._rows:
            self._rows[-1].cells.append([])
        elif name == "pre":
            self._pre += 1

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
        self._flush()
        top = self._open.pop()
        self._counts[top.name] -= 1
        if not top.hidden:
            if top.name == "tr" and self._rows:
                self._end_row()
            elif top.name == "pre":
                self._pre -= 1
        return top.name

    def _flush(self) -> None:
        """What was said since the last tag that divides is a block."""
        if not self._words:
            return
        text = tidy("".join(self._words))
        self._words = []
        if text:
            self._emit([Block(text, self._kind(), node=self._node)])

    def _kind(self) -> PassageKind:
        for element in reversed(self._open[-4:]):
            if element.name in _HEADINGS:
                return "heading"
            if element.name in ("li", "dd"):
                return "list_item"
            if element.name in ("td", "th", "article", "section"):
                break
        return "paragraph"

    def _end_row(self) -> None:
        row = self._rows.pop()
        self._emit(row_blocks(row.cells, layout=row.layout))

    def _emit(self, blocks: list[Block]) -> None:
        if self._rows and self._rows[-1].cells:
            self._rows[-1].cells[-1].extend(blocks)
        else:
            self.blocks.extend(blocks)


def _article_first(reader: PageReader) -> list[Block]:
    parents, names = reader.parents, reader.names
    aside = _within(parents, [name in _ASIDE for name in names])
    for wanted in ("main", "article"):
        marked = _within(parents, [name == wanted for name in names])
        first = [marked[block.node] and not aside[block.node] for block in reader.blocks]
        if _share(reader.blocks, first) >= 0.2:
            return _divided(reader.blocks, first)
    weights: dict[int, int] = {}
    for block in reader.blocks:
        if block.kind == "paragraph" and len(block.text) >= _RUNNING and not aside[block.node]:
            holder = parents[block.node] if names[block.node] == "p" else block.node
            weights[holder] = weights.get(holder, 0) + len(block.text)
            weights[parents[holder]] = weights.get(parents[holder], 0) + len(block.text) // 2
    if not weights:
        return reader.blocks
    densest = max(weights, key=lambda node: weights[node])
    inside = _within(parents, [node == densest for node in range(len(parents))])
    first = [inside[block.node] and not aside[block.node] for block in reader.blocks]
    return _divided(reader.blocks, first) if _share(reader.blocks, first) >= 0.4 else reader.blocks


def _within(parents: list[int], chosen: list[bool]) -> list[bool]:
    """For every element whether it or one around it is chosen; an element comes after the one around it."""
    inside = list(chosen)
    for node in range(1, len(parents)):
        inside[node] = inside[node] or inside[parents[node]]
    return inside


def _share(blocks: list[Block], first: list[bool]) -> float:
    total = sum(len(block.text) for block in blocks)
    return sum(len(block.text) for block, yes in zip(blocks, first, strict=True) if yes) / max(total, 1)


def _divided(blocks: list[Block], first: list[bool]) -> list[Block]:
    pairs = list(zip(blocks, first, strict=True))
    return [block for block, yes in pairs if yes] + [block for block, yes in pairs if not yes]
