"""Markdown as the document that it describes; inside the cage.

The canonical text holds the words as a reader of the rendered document sees them: hashes, stars and addresses of links
are how they were typed and no words, and a quotation of the document would not have them. Code is kept as it stands.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from esgcheck.analysis.reading.blocks import Block, document_from_blocks, tidy
from esgcheck.analysis.reading.pagefacts import day_in
from esgcheck.analysis.reading.plain import clean
from esgcheck.analysis.reading.tables import joined, new_table
from esgcheck.analysis.types import Document, PassageKind

MEDIA_TYPE = "text/markdown"
_DEEPEST = 20

_HEADING = re.compile(r" {0,3}(#{1,6})(?:[ \t]+(.*?))??(?:[ \t]+#+)?[ \t]*$")
_UNDERLINE = re.compile(r" {0,3}(=+|-+)[ \t]*$")
_RULE = re.compile(r" {0,3}([-*_])(?:[ \t]*\1){2,}[ \t]*$")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})[^`]*$")
_QUOTE = re.compile(r" {0,3}> ?")
_ITEM = re.compile(r"([ \t]*)(?:[-*+]|[0-9]{1,9}[.)])(?:[ \t]+(?:\[[ xX]\][ \t]+)?|$)")
_TABLE_LINE = re.compile(r" {0,3}\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$")
_FOOTNOTE = re.compile(r" {0,3}\[\^([^\]\s]{1,60})\]:[ \t]*")
_DEFINITION = re.compile(r" {0,3}\[[^\]\n]{1,300}\]:[ \t]*\S+")
_FRONT = re.compile(r"---[ \t]*\n(.{0,20000}?)\n(?:---|\.\.\.)[ \t]*(?:\n|$)", re.DOTALL)
_FACT = re.compile(r"([A-Za-z][\w -]{0,40}):[ \t]+(.+)")
_FACTS = {"title": "Title", "author": "Author", "authors": "Author", "date": "Published"}

_HELD = re.compile(r"\x02([0-9]{1,9})\x03")
_CODE = re.compile(r"(?<!`)(`{1,3})(?!`)(.{1,500}?)(?<!`)\1(?!`)", re.DOTALL)
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_ADDRESS = re.compile(r"<([a-z][a-z0-9+.-]{1,20}:[^\s<>]{1,1000}|[^\s<>@]{1,200}@[^\s<>]{1,200})>", re.IGNORECASE)
_COMMENT = re.compile(r"<!--.{0,5000}?-->", re.DOTALL)
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,500}>")
_NOTE = re.compile(r"\[\^[^\]\s]{1,60}\]")
_LINK = re.compile(
    r"!?\[((?:[^\[\]]|\[[^\[\]]{0,100}\]){0,300})\]"
    r"(?:\(\s{0,3}<?[^()\s]{0,1000}(?:\([^()\s]{0,200}\)[^()\s]{0,200})?>?"
    r"(?:\s{1,3}(?:\"[^\"]{0,300}\"|'[^']{0,300}'))?\s{0,3}\)|\[[^\[\]\n]{0,200}\])"
)
_STARS = re.compile(r"(?<![\\*])(\*{1,3})(?=[^\s*])([^*]{1,2000}?)(?<=[^\s*])\1(?!\*)")
_LINES = re.compile(r"(?<![\w\\])(_{1,3})(?=[^\s_])([^_]{1,2000}?)(?<=[^\s_])\1(?!\w)")
_STRUCK = re.compile(r"~~(?=\S)([^~]{1,2000}?)(?<=\S)~~")
_SIGNS = (
    re.compile(r"^#{1,6} \S", re.MULTILINE),
    re.compile(r"^ {0,3}\|?[ \t]*:?-{3,}:?[ \t]*\|[-| :\t]*$", re.MULTILINE),
    re.compile(r"\[[^\[\]\n]{1,200}\]\((?:https?:|/|\.|#)[^()\s]{0,500}\)"),
    re.compile(r"^(?:```|~~~)", re.MULTILINE),
    re.compile(r"\*\*[^\s*][^*\n]{0,200}\*\*"),
)


def looks_like_markdown(text: str) -> bool:
    """Whether a text without a name that says so has signs of three kinds, or headings and another kind, twice."""
    sample = text[:50_000]
    counts = [len(sign.findall(sample)) for sign in _SIGNS]
    return sum(count > 1 for count in counts) >= (2 if counts[0] > 1 else 3)


def document_from_markdown(text: str) -> Document:
    """Raises blocks.TooMuch."""
    text = clean(text).replace("\x02", "").replace("\x03", "")
    facts: list[tuple[str, str]] = []
    dated = ""
    front = _FRONT.match(text)
    if front:
        for line in front.group(1).split("\n"):
            fact = _FACT.match(line)
            if fact and fact.group(1).lower() in _FACTS:
                facts.append((_FACTS[fact.group(1).lower()], fact.group(2).strip().strip("\"'")))
        dated = next((day_in(value) for name, value in facts if name == "Published"), "")
        text = text[front.end() :]
    text = _COMMENT.sub("", text)
    blocks = list(_blocks(text.split("\n"), 0))
    return document_from_blocks(blocks, media_type=MEDIA_TYPE, facts=facts, dated=dated)


@dataclass(slots=True)
class _Paragraph:
    """Lines that belong together until something ends them."""

    kind: PassageKind = "paragraph"
    lead: str = ""
    lines: list[str] = field(default_factory=list)


def _blocks(lines: list[str], depth: int) -> Iterator[Block]:
    at = 0
    said = _Paragraph()
    in_list = False
    while at < len(lines):
        line = lines[at].expandtabs(4)
        if not line.strip():
            yield from _ended(said)
            said = _Paragraph()
            at += 1
            continue
        fence = _FENCE.match(line)
        if fence or (line.startswith("    ") and not said.lines and not in_list):
            yield from _ended(said)
            said = _Paragraph()
            code, at = _fenced(lines, at, fence.group(1)) if fence else _indented(lines, at)
            yield from ([Block(code)] if code.strip() else [])
            continue
        heading = _HEADING.match(line)
        if heading:
            yield from _ended(said)
            said, in_list = _Paragraph(), False
            yield from _words(heading.group(2) or "", "heading", level=len(heading.group(1)))
        elif said.lines and said.kind == "paragraph" and _UNDERLINE.match(line):
            level = 1 if line.strip()[0] == "=" else 2
            yield from _words(" ".join(said.lines), "heading", level=level)
            said, in_list = _Paragraph(), False
        elif _RULE.match(line) or (_DEFINITION.match(line) and not _FOOTNOTE.match(line) and not said.lines):
            yield from _ended(said)
            said, in_list = _Paragraph(), in_list and not _RULE.match(line)
        elif _QUOTE.match(line) and depth < _DEEPEST:
            yield from _ended(said)
            said = _Paragraph()
            inner, at = _quoted(lines, at)
            yield from _blocks(inner, depth + 1)
            continue
        elif "|" in line and at + 1 < len(lines) and "-" in lines[at + 1] and _TABLE_LINE.match(lines[at + 1]):
            yield from _ended(said)
            said, in_list = _Paragraph(), False
            rows, at = _table(lines, at)
            yield from rows
            continue
        elif note := _FOOTNOTE.match(line):
            yield from _ended(said)
            said = _Paragraph("footnote", f"{note.group(1)} ", [line[note.end() :]])
        elif (item := _ITEM.match(line)) and (not said.lines or said.kind == "list_item" or item.end() < len(line)):
            mark = line[: item.end()].strip()
            if said.lines and said.kind == "paragraph" and mark[0].isdigit() and mark[:-1] != "1":
                said.lines.append(line)  # a number that a line of prose happens to begin with
            else:
                yield from _ended(said)
                said, in_list = _Paragraph("list_item", f"{mark.split()[0]} ", [line[item.end() :]]), True
        else:
            in_list = in_list and (bool(said.lines) or line.startswith("  "))
            said.lines.append(line)
        at += 1
    yield from _ended(said)


def _ended(said: _Paragraph) -> Iterator[Block]:
    if said.lines:
        yield from _words("".join(map(_line, said.lines)), said.kind, lead=said.lead)


def _line(line: str) -> str:
    """A line of a paragraph: it goes on in the next, unless it ends with two blanks or a backslash."""
    hard = line.endswith(("  ", "\\"))
    return line.strip().removesuffix("\\") + ("\n" if hard else " ")


def _words(raw: str, kind: PassageKind, *, level: int = 0, lead: str = "") -> Iterator[Block]:
    text = rendered(raw)
    if text:
        yield Block(text, kind, level=level, lead=lead)


def _fenced(lines: list[str], at: int, mark: str) -> tuple[str, int]:
    end = at + 1
    while end < len(lines) and not (lines[end].strip().startswith(mark) and not lines[end].strip().strip(mark[0])):
        end += 1
    return "\n".join(lines[at + 1 : end]).strip("\n"), end + 1


def _indented(lines: list[str], at: int) -> tuple[str, int]:
    end = at
    while end < len(lines) and (not lines[end].strip() or lines[end].expandtabs(4).startswith("    ")):
        end += 1
    return "\n".join(line.expandtabs(4)[4:] for line in lines[at:end]).strip("\n"), end


def _quoted(lines: list[str], at: int) -> tuple[list[str], int]:
    """The lines of a quotation without their marks; a line that goes on without a mark belongs to it."""
    inner: list[str] = []
    while at < len(lines) and lines[at].strip():
        mark = _QUOTE.match(lines[at])
        if not mark and (_HEADING.match(lines[at]) or _ITEM.match(lines[at]) or _FENCE.match(lines[at])):
            break
        inner.append(lines[at][mark.end() :] if mark else lines[at])
        at += 1
    return inner, at


def _table(lines: list[str], at: int) -> tuple[list[Block], int]:
    number = new_table()
    rows: list[Block] = []
    for index in range(at, len(lines)):
        line = lines[index]
        if index == at + 1:
            continue
        if "|" not in line or not line.strip():
            return rows, index
        cells = [rendered(cell).replace("\n", " ") for cell in _cells(line)]
        filled = [(column, cell) for column, cell in enumerate(cells) if cell]
        if filled:
            row = joined(filled)
            rows.append(Block(row.text, "table_row", table=number, header=index == at, cells=row.cells))
    return rows, len(lines)


def _cells(line: str) -> list[str]:
    parts = re.split(r"(?<!\\)\|", line.strip())
    if parts and not parts[0].strip():
        parts = parts[1:]
    if parts and not parts[-1].strip():
        parts = parts[:-1]
    return [part.replace("\\|", "|") for part in parts]


def rendered(raw: str) -> str:
    """The words of a paragraph, without the marks that say how they look."""
    held: list[str] = []

    def hold(words: str) -> str:
        held.append(words)
        return f"\x02{len(held) - 1}\x03"

    text = _CODE.sub(lambda found: hold(found.group(2).strip()), raw) if "`" in raw else raw
    if "\\" in text:
        text = _ESCAPED.sub(lambda found: hold(found.group(1)), text)
    if "<" in text:
        text = _ADDRESS.sub(lambda found: hold(found.group(1)), text)
        text = re.sub(r"<br\s*/?>", "\n", text, flags=re.IGNORECASE)
        text = _TAG.sub("", text)
    if "[" in text:
        text = _NOTE.sub("", text)
        text = _LINK.sub(r"\1", text)
        text = _LINK.sub(r"\1", text)  # a picture inside of a link
    for pattern in (_STARS, _STARS, _LINES, _LINES):
        if ("*" if pattern is _STARS else "_") in text:
            text = pattern.sub(r"\2", text)
    if "~~" in text:
        text = _STRUCK.sub(r"\1", text)
    text = html.unescape(text) if "&" in text else text
    if held:
        text = _HELD.sub(lambda found: held[int(found.group(1))] if int(found.group(1)) < len(held) else "", text)
    return tidy(text)
