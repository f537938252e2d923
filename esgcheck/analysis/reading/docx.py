"""Word documents: paragraphs, headings, lists, tables, notes, comments and what tracked changes did; inside the cage.

What a reader of the accepted document would see is the text: insertions are in, deletions are out, hidden text is
out, and each of these is told. Comments stand at the end, each under the name of who wrote it.
"""

from __future__ import annotations

import posixpath
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from esgcheck.analysis.reading.blocks import Block, document_from_blocks, row_blocks, tidy
from esgcheck.analysis.reading.package import BadPackage, Package
from esgcheck.analysis.types import Document, PassageKind, Problem

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

_WORD = frozenset(
    {
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "http://purl.oclc.org/ooxml/wordprocessingml/main",
    }
)
_MATH = "http://schemas.openxmlformats.org/officeDocument/2006/math"
_COMPATIBLE = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_BREAKS = {"tab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "ptab": " "}


@dataclass(slots=True)
class Style:
    """What a paragraph style says, after what it is based on has been asked."""

    name: str = ""
    based_on: str = ""
    heading: bool = False
    listed: bool = False


@dataclass(slots=True)
class _Paragraph:
    style: str = ""
    heading: bool = False
    listed: bool | None = None
    turn: bool = False
    words: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    boxes: list[Block] = field(default_factory=list)


@dataclass(slots=True)
class _Row:
    cells: list[list[Block]] = field(default_factory=list)
    layout: bool = False


@dataclass(slots=True)
class Story:
    """What one part holds: the body, or notes and comments by their id. Counts of what is not in the text."""

    blocks: list[Block] = field(default_factory=list)
    by_id: dict[str, list[Block]] = field(default_factory=dict)
    authors: dict[str, str] = field(default_factory=dict)
    insertions: int = 0
    deletions: int = 0
    hidden: int = 0
    turns: bool = False


def read_docx(data: bytes) -> Document:
    """Raises BadPackage, and blocks.TooMuch."""
    package = Package(data)
    main = _main_part(package)
    folder = posixpath.dirname(main)

    def part(name: str) -> str:
        path = posixpath.join(folder, name)
        return path if path in package.names else ""

    styles = _styles(package, part("styles.xml")) if part("styles.xml") else {}
    notes: dict[str, list[Block]] = {}
    for kind in ("footnote", "endnote"):
        name = part(f"{kind}s.xml")
        if name:
            found = StoryReader(styles, items=kind).read(package, name)
            notes |= {f"{kind}:{key}": blocks for key, blocks in found.by_id.items()}
    story = StoryReader(styles, notes=notes).read(package, main)
    problems = _changes(story)
    blocks = story.blocks
    if part("comments.xml"):
        comments = StoryReader(styles, items="comment").read(package, part("comments.xml"))
        said = []
        for key, found_blocks in comments.by_id.items():
            said.append(Block(f"Comment by {comments.authors.get(key) or 'somebody without a name'}", "heading"))
            said += [replace(block, kind="paragraph", turn=False) for block in found_blocks]
        if said:
            blocks = [*blocks, *said]
            count = _many(len(comments.by_id), "comment")
            problems.append(Problem("comments", f"{count} in the margin stand at the end of the text, with names."))
    return document_from_blocks(blocks, media_type=MEDIA_TYPE, problems=problems, pages_known=story.turns)


def _changes(story: Story) -> list[Problem]:
    problems = []
    if story.deletions:
        verb = "is" if story.deletions == 1 else "are"
        message = f"This document has tracked changes: {_many(story.deletions, 'deletion')} {verb} not in the text."
        problems.append(Problem("tracked_deletions", message))
    if story.insertions:
        verb = "is" if story.insertions == 1 else "are"
        message = f"This document has tracked changes: {_many(story.insertions, 'insertion')} {verb} in the text."
        problems.append(Problem("tracked_insertions", message))
    if story.hidden:
        message = f"{_many(story.hidden, 'piece')} of text in this document cannot be seen in Word and were left out."
        problems.append(Problem("hidden_text", message))
    return problems


def _many(count: int, what: str) -> str:
    return f"{count:,} {what}{'' if count == 1 else 's'}"


def _main_part(package: Package) -> str:
    targets: list[str] = []

    def start(tag: str, attributes: dict[str, str]) -> None:
        if attributes.get("Type", "").endswith("/officeDocument"):
            targets.append(attributes.get("Target", "").lstrip("/"))

    if "_rels/.rels" in package.names:
        package.parse("_rels/.rels", start, lambda tag: None, None)
    for target in [*targets[:1], "word/document.xml"]:
        if target in package.names and not target.startswith(("xl/", "ppt/")):
            return target
    for folder, what in (("xl/", "an Excel file"), ("ppt/", "a PowerPoint file")):
        if any(name.startswith(folder) for name in package.names):
            raise BadPackage(f"The file is {what} and no Word document. Save it as PDF and upload that.", "unsupported")
    raise BadPackage(
        "The file is a ZIP archive without a Word document in it. Upload the files one by one.", "unsupported"
    )


def _styles(package: Package, name: str) -> dict[str, Style]:
    styles: dict[str, Style] = {}
    current = Style()

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal current
        local, values = _word(tag), {key.rpartition("}")[2]: value for key, value in attributes.items()}
        if local == "style":
            current = Style()
            if len(styles) < 10_000:
                styles[values.get("styleId", "")] = current
        elif local == "name":
            current.name = values.get("val", "").lower()
        elif local == "basedOn":
            current.based_on = values.get("val", "")
        elif local == "outlineLvl":
            current.heading = values.get("val", "9") in "012345678"
        elif local == "numPr":
            current.listed = True

    package.parse(name, start, lambda tag: None, None)
    return {key: _resolved(styles, style) for key, style in styles.items()}


def _resolved(styles: dict[str, Style], style: Style) -> Style:
    heading = listed = False
    at: Style | None = style
    for _ in range(12):
        if at is None:
            break
        heading = heading or at.heading or at.name.startswith("heading ") or at.name in ("title", "subtitle")
        listed = listed or at.listed or at.name.startswith("list ")
        at = styles.get(at.based_on)
    return Style(style.name, style.based_on, heading, listed)


def _word(tag: str) -> str:
    """The local name of a tag of Word's own; others with their kind of mark-up before it."""
    space, _, local = tag.rpartition("}")
    if space in _WORD:
        return local
    if space == _MATH:
        return local if local == "t" else ""
    return f"mc:{local}" if space == _COMPATIBLE else ""


class StoryReader:
    """Reads one part. ``items``: the tag that holds one note or comment each, with its id."""

    def __init__(self, styles: dict[str, Style], *, items: str = "", notes: dict[str, list[Block]] | None = None):
        self._styles = styles
        self._items = items
        self._notes = notes or {}
        self._story = Story()
        self._paragraphs: list[_Paragraph] = []
        self._rows: list[_Row] = []
        self._into: list[Block] = self._story.blocks
        self._deleted = self._fallback = self._properties = 0
        self._gone = self._come = self._in_text = self._vanished = False
        self._turn = False
        self._below: list[Block] = []  # notes of the table row that is being read
        self._starts: dict[str, Callable[[dict[str, str]], None]] = {
            "p": self._paragraph,
            "tr": lambda _: self._rows.append(_Row()),
            "tc": lambda _: self._rows[-1].cells.append([]) if self._rows else None,
            "tbl": self._table,
            "pStyle": self._style,
            "outlineLvl": self._outline,
            "numId": self._number,
            "t": self._text_begins,
            "delText": lambda _: self._write_deleted(),
            "br": self._break,
            "lastRenderedPageBreak": lambda _: self._page_break(),
            "pageBreakBefore": lambda _: self._page_break(),
            "footnoteReference": lambda values: self._note("footnote", values),
            "endnoteReference": lambda values: self._note("endnote", values),
            "vanish": self._vanish,
            "r": lambda _: self._run(),
        }

    def read(self, package: Package, name: str) -> Story:
        package.parse(name, self._start, self._end, self._characters)
        self._story.deletions += self._gone
        return self._story

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        local = _word(tag)
        if local == "mc:Fallback":
            self._fallback += 1
        if self._fallback or not local:
            return
        values = {key.rpartition("}")[2]: value for key, value in attributes.items()} if attributes else {}
        if local in ("rPr", "pPr", "trPr", "tcPr"):
            self._properties += 1
        elif local in ("del", "moveFrom"):
            self._deleted += 1
            self._gone = False
        elif local == "ins" and not self._properties:
            self._come = True
        elif local == self._items:
            self._into = self._story.by_id.setdefault(values.get("id", ""), [])
            self._story.authors[values.get("id", "")] = tidy(values.get("author", ""))[:80]
        if local in self._starts:
            self._starts[local](values)
        elif local in _BREAKS:
            self._write(_BREAKS[local])

    def _end(self, tag: str) -> None:
        local = _word(tag)
        if local == "mc:Fallback":
            self._fallback -= 1
        if self._fallback or not local:
            return
        if local == "t":
            self._in_text = False
        elif local == "p":
            self._end_paragraph()
        elif local == "tr" and self._rows:
            row = self._rows.pop()
            self._emit(row_blocks(row.cells, layout=row.layout))
            if not self._rows:
                self._emit(self._below)
                self._below = []
        elif local in ("rPr", "pPr", "trPr", "tcPr"):
            self._properties -= 1
        elif local in ("del", "moveFrom"):
            self._deleted -= 1
            self._story.deletions += self._gone
            self._gone = False
        elif local == "ins":
            self._come = False

    def _characters(self, text: str) -> None:
        if self._in_text and not self._fallback:
            self._write(text)

    def _write(self, text: str) -> None:
        if not self._paragraphs or self._properties:
            return
        if self._deleted:
            self._gone = True
        elif self._vanished:
            self._story.hidden += bool(text.strip())
        else:
            if self._come:
                self._story.insertions += 1
                self._come = False
            self._paragraphs[-1].words.append(text)

    def _write_deleted(self) -> None:
        self._gone = True

    def _run(self) -> None:
        self._vanished = False

    def _paragraph(self, _: dict[str, str]) -> None:
        self._paragraphs.append(_Paragraph())
        self._vanished = False

    def _table(self, _: dict[str, str]) -> None:
        if self._rows:
            self._rows[-1].layout = True

    def _style(self, values: dict[str, str]) -> None:
        if self._paragraphs:
            self._paragraphs[-1].style = values.get("val", "")

    def _outline(self, values: dict[str, str]) -> None:
        if self._paragraphs:
            self._paragraphs[-1].heading = values.get("val", "9") in "012345678"

    def _number(self, values: dict[str, str]) -> None:
        if self._paragraphs:
            self._paragraphs[-1].listed = values.get("val", "0") != "0"

    def _text_begins(self, _: dict[str, str]) -> None:
        self._in_text = True

    def _vanish(self, values: dict[str, str]) -> None:
        self._vanished = values.get("val", "1") not in ("0", "false", "off")

    def _break(self, values: dict[str, str]) -> None:
        if values.get("type") == "page":
            self._page_break()
        self._write("\n")

    def _page_break(self) -> None:
        """The page turns at the paragraph that begins it: with this one if it has no words yet, else with the next."""
        self._story.turns = True
        if self._paragraphs and not any(map(str.strip, self._paragraphs[-1].words)):
            self._paragraphs[-1].turn = True
        else:
            self._turn = True

    def _note(self, kind: str, values: dict[str, str]) -> None:
        if self._paragraphs and not self._deleted:
            self._paragraphs[-1].notes.append(f"{kind}:{values.get('id', '')}")

    def _end_paragraph(self) -> None:
        if not self._paragraphs:
            return
        paragraph = self._paragraphs.pop()
        style = self._styles.get(paragraph.style, Style())
        kind: PassageKind = "paragraph"
        if paragraph.heading or style.heading:
            kind = "heading"
        elif paragraph.listed or (paragraph.listed is None and style.listed):
            kind = "list_item"
        blocks = []
        text = tidy("".join(paragraph.words))
        if text:
            blocks.append(Block(text, kind, turn=paragraph.turn or self._turn))
            self._turn = False
        elif paragraph.turn:
            self._turn = True
        notes = [block for note in paragraph.notes for block in self._notes.pop(note, [])]
        if self._rows:
            self._below += notes
        else:
            blocks += notes
        blocks += paragraph.boxes
        if self._paragraphs:  # a text box hangs on the paragraph around it
            self._paragraphs[-1].boxes += blocks
        else:
            self._emit(blocks)

    def _emit(self, blocks: list[Block]) -> None:
        if self._rows and self._rows[-1].cells:
            self._rows[-1].cells[-1].extend(blocks)
        else:
            self._into.extend(blocks)
