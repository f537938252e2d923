"""One part of a Word document as blocks: the body, the notes, the comments, a page header; inside the cage.

Words that tracked changes took out and words that are set to be hidden are passages of their own, after the paragraph
that they stood in, and marked as what they are: a reader of the document does not see them, a reviewer may want to.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from esgcheck.analysis.reading.blocks import Block, tidy
from esgcheck.analysis.reading.numbering import Numbering
from esgcheck.analysis.reading.package import Package
from esgcheck.analysis.reading.tables import Columns, Row, new_table, row_blocks
from esgcheck.analysis.reading.wordparts import Paragraph, Story, Style, outline_level, word
from esgcheck.analysis.types import PassageKind

_BREAKS = {"tab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "ptab": " "}


class StoryReader:
    """Reads one part. ``items``: the tag that holds one note or comment each, with its id."""

    def __init__(
        self,
        styles: dict[str, Style],
        *,
        items: str = "",
        notes: dict[str, list[Block]] | None = None,
        numbering: Numbering | None = None,
    ):
        self._numbering = numbering or Numbering()
        self._styles = styles
        self._items = items
        self._notes = notes or {}
        self._story = Story()
        self._paragraphs: list[Paragraph] = []
        self._rows: list[Row] = []
        self._tables: list[tuple[int, Columns]] = []
        self._into: list[Block] = self._story.blocks
        self._deleted = self._moved = self._fallback = self._properties = 0
        self._in_text = self._vanished = self._white = self._on_colour = False
        self._change: dict[str, str] = {}
        self._taken: dict[str, str] | None = None
        self._inserted: dict[str, str] | None = None
        self._said_on: dict[str, list[str]] = {}
        self._dark = False
        self._turn = False
        self._below: list[Block] = []  # notes of the table row that is being read
        self._starts: dict[str, Callable[[dict[str, str]], None]] = {
            "p": self._paragraph,
            "tr": lambda _: self._row(),
            "tc": lambda _: self._cell(),
            "gridSpan": lambda values: self._wide(values, -1),
            "gridBefore": lambda values: self._wide(values, 0),
            "tblHeader": self._names_columns,
            "tbl": self._table,
            "pStyle": self._style,
            "outlineLvl": self._outline,
            "numId": self._number,
            "ilvl": self._list_level,
            "color": self._colour,
            "highlight": lambda values: self._shade(values.get("val", "none") != "none"),
            "shd": lambda values: self._shade(values.get("fill", "auto").upper() not in ("AUTO", "FFFFFF")),
            "background": self._background,
            "t": self._text_begins,
            "delText": self._text_begins,
            "commentRangeStart": lambda values: self._comment_begins(values),
            "commentRangeEnd": lambda values: self._comment_ends(values),
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
        return self._story

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        local = word(tag)
        if local == "mc:Fallback":
            self._fallback += 1
        if self._fallback or not local:
            return
        values = {key.rpartition("}")[2]: value for key, value in attributes.items()} if attributes else {}
        if local in ("rPr", "pPr", "trPr", "tcPr"):
            self._properties += 1
        elif local == "moveFrom":
            self._moved += 1
            self._taken = values
        elif local == "del":
            self._deleted += 1
            self._change = values
            if self._paragraphs and not self._properties:
                self._paragraphs[-1].gone.append([])
        elif local == "ins" and not self._properties:
            self._inserted = values
        elif local == self._items:
            self._into = self._story.by_id.setdefault(values.get("id", ""), [])
            self._story.authors[values.get("id", "")] = tidy(values.get("author", ""))[:80]
        if local in self._starts:
            self._starts[local](values)
        elif local in _BREAKS:
            self._write(_BREAKS[local])

    def _end(self, tag: str) -> None:
        local = word(tag)
        if local == "mc:Fallback":
            self._fallback -= 1
        if self._fallback or not local:
            return
        if local in ("t", "delText"):
            self._in_text = False
        elif local == "p":
            self._end_paragraph()
        elif local == "tr" and self._rows:
            self._emit(row_blocks(self._rows.pop()))
            if not self._rows:
                self._emit(self._below)
                self._below = []
        elif local in ("rPr", "pPr", "trPr", "tcPr"):
            self._properties -= 1
        elif local == "tbl" and self._tables:
            self._tables.pop()
        elif local == "moveFrom":
            self._moved -= 1
        elif local == "del":
            self._deleted -= 1
        elif local == "ins":
            self._inserted = None

    def _characters(self, text: str) -> None:
        if self._in_text and not self._fallback:
            self._write(text)

    def _write(self, text: str) -> None:
        if not self._paragraphs or self._properties:
            return
        paragraph = self._paragraphs[-1]
        if self._moved:
            if self._taken is not None and text.strip():
                self._story.moves.add(self._taken)
                self._taken = None
        elif self._deleted:
            if text.strip() and not any(map(str.strip, paragraph.gone[-1] if paragraph.gone else [])):
                self._story.deletions.add(self._change)
            (paragraph.gone[-1] if paragraph.gone else paragraph.words).append(text)
        elif self._vanished:
            self._story.hidden += bool(text.strip())
            paragraph.unseen.append(text)
        elif self._white and not (self._on_colour or paragraph.shaded or self._dark or self._rows or self._in_box):
            self._story.hidden += bool(text.strip())
            paragraph.white.append(text)
        else:
            if self._inserted is not None:
                self._story.insertions.add(self._inserted)
                self._inserted = None
            paragraph.words.append(text)
            for said in self._said_on.values():
                said.append(text)

    def _run(self) -> None:
        self._vanished = self._white = self._on_colour = False

    def _paragraph(self, _: dict[str, str]) -> None:
        self._paragraphs.append(Paragraph())
        self._vanished = False

    def _table(self, _: dict[str, str]) -> None:
        if self._rows:
            self._rows[-1].layout = True
        self._tables.append((new_table(), Columns()))

    def _row(self) -> None:
        if not self._tables:
            self._tables.append((new_table(), Columns()))
        number, columns = self._tables[-1]
        columns.new_row()
        self._rows.append(Row(number))

    def _cell(self) -> None:
        if self._rows and self._tables:
            self._rows[-1].begin_cell(self._tables[-1][1].place())

    def _wide(self, values: dict[str, str], more: int) -> None:
        columns = values.get("val", "")
        if self._tables and columns.isascii() and columns.isdecimal() and 0 < int(columns[:4]) + more < 1_000:
            self._tables[-1][1].at += int(columns[:4]) + more

    def _names_columns(self, values: dict[str, str]) -> None:
        if self._rows:
            self._rows[-1].header = values.get("val", "1") not in ("0", "false", "off")

    def _comment_begins(self, values: dict[str, str]) -> None:
        if len(self._said_on) < 20:
            self._said_on[values.get("id", "")] = self._story.said_on.setdefault(values.get("id", ""), [])

    def _comment_ends(self, values: dict[str, str]) -> None:
        self._said_on.pop(values.get("id", ""), None)

    def _style(self, values: dict[str, str]) -> None:
        if self._paragraphs:
            self._paragraphs[-1].style = values.get("val", "")

    def _outline(self, values: dict[str, str]) -> None:
        if self._paragraphs:
            self._paragraphs[-1].level = outline_level(values.get("val", "9"))

    def _number(self, values: dict[str, str]) -> None:
        if self._paragraphs:
            self._paragraphs[-1].listed = values.get("val", "0") != "0"
            self._paragraphs[-1].number = values.get("val", "0")

    def _list_level(self, values: dict[str, str]) -> None:
        if self._paragraphs and values.get("val", "") in tuple("012345678"):
            self._paragraphs[-1].at = int(values["val"])

    def _colour(self, values: dict[str, str]) -> None:
        self._white = values.get("val", "").upper() == "FFFFFF"

    def _shade(self, dark: bool) -> None:
        """Words and paragraphs that stand on a colour of their own; cells are not asked, words in them never white."""
        self._on_colour = self._on_colour or dark
        if self._paragraphs and self._properties == 1:
            self._paragraphs[-1].shaded = self._paragraphs[-1].shaded or dark

    def _background(self, values: dict[str, str]) -> None:
        self._dark = values.get("color", "auto").upper() not in ("AUTO", "FFFFFF")

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
        if self._paragraphs and not self._deleted and not self._moved:
            self._paragraphs[-1].notes.append(f"{kind}:{values.get('id', '')}")

    def _end_paragraph(self) -> None:
        if not self._paragraphs:
            return
        paragraph = self._paragraphs.pop()
        style = self._styles.get(paragraph.style, Style())
        level = style.level if paragraph.level < 0 else paragraph.level
        kind: PassageKind = "heading" if level else "paragraph"
        if not level and (paragraph.listed or (paragraph.listed is None and style.listed)):
            kind = "list_item"
        blocks = []
        text = tidy("".join(paragraph.words))
        if text:
            lead = self._label(paragraph, style)
            blocks.append(Block(text, kind, lead=lead, turn=paragraph.turn or self._turn, level=level))
            self._turn = False
        elif paragraph.turn:
            self._turn = True
        blocks += _out_of_sight(paragraph)
        notes = [replace(block, kind="footnote", level=0)
                 for note in paragraph.notes for block in self._notes.pop(note, [])]  # fmt: skip
        if self._rows:
            self._below += notes
        else:
            blocks += notes
        blocks += paragraph.boxes
        if self._paragraphs:  # a text box hangs on the paragraph around it
            self._paragraphs[-1].boxes += blocks
        else:
            self._emit(blocks)

    @property
    def _in_box(self) -> bool:
        return len(self._paragraphs) > 1

    def _label(self, paragraph: Paragraph, style: Style) -> str:
        """The number or bullet that Word draws before a paragraph of a list."""
        number = paragraph.number or style.number
        at = paragraph.at
        if at < 0:
            at = style.at if style.at >= 0 else self._numbering.level_of(number, paragraph.style)
        label = self._numbering.label(number, at)
        return f"{label} " if label else ""

    def _emit(self, blocks: list[Block]) -> None:
        if self._rows and self._rows[-1].cells:
            self._rows[-1].cells[-1].extend(blocks)
        else:
            self._into.extend(blocks)


def _out_of_sight(paragraph: Paragraph) -> list[Block]:
    """What was deleted, and what is set to be hidden."""
    blocks = []
    gone = [piece for piece in (tidy("".join(words)) for words in paragraph.gone) if piece]
    if gone:
        blocks.append(Block(" … ".join(gone), lead="Deleted: ", hidden="deleted"))
    for words, why in ((paragraph.unseen, "hidden"), (paragraph.white, "white")):
        unseen = tidy("".join(words))
        if unseen:
            blocks.append(Block(unseen, hidden=why))
    return blocks
