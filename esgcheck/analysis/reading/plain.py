"""Plain text: where its paragraphs, bullets and headings stand, and pages to turn.

The canonical text is the file's own text, code point for code point, once line ends are ``\\n``: people copy offsets
and sentences out of text files, and they must hold. So nothing is joined or dropped here; a paragraph that was wrapped
by hand is one passage with newlines inside. Whoever matches words treats a newline as a space.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from esgcheck.analysis.types import Document, OutlineEntry, Page, Passage, PassageKind, Span

PAGE_CHARACTERS = 3_000
LONGEST_PASSAGE = 20_000
"""A longer "paragraph" is a file without line breaks; it is cut at a space, so that no page grows without bound."""

_WIDEST_HARD_WRAP = 130
"""A line longer than this was not wrapped by hand: it is a paragraph of its own."""

_LONGEST_HEADING = 100
_BULLET = re.compile(r"[ \t]*[•‧‣◦▪●■–—*+\-][ \t\u00a0]+(?=\S)")
_NUMBER = re.compile(r"[ \t]*(?:\(?[0-9]{1,2}[.)]|\([a-z]{1,3}\)|[a-z]\))[ \t\u00a0]+(?=\S)")
_SURE_BULLET = re.compile(r"[ \t]*[•‧‣◦▪●■]")
_SENTENCE_END = re.compile(r"[.!?:;…。！？：；][ \u00a0\u202f]?[\"'“”’»)\]」』）》]*$")
_NUMBERED = re.compile(r"[0-9]{1,2}(?:\.[0-9]{1,2}){1,5}(?![0-9.])")
_MOST_ENTRIES = 5_000
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    text: str

    @property
    def end(self) -> int:
        return self.start + len(self.text)


def document_from_text(text: str, *, name: str = "", media_type: str = "text/plain") -> Document:
    """Find the passages of a text and cut it into pages of about 3,000 characters at passage borders.

    Bullet marks and list numbers stay in the text, just outside their passage. NUL and lone surrogates, which no
    database keeps, become U+FFFD, so that every offset stays as it was.
    """
    text = clean(text)
    found = [
        Passage(Span(start, end), 0, kind, level=_level(text[start:end]) if kind == "heading" else 0)
        for start, end, kind in found_in(text)
    ]
    return document_from_found(text, found, name=name, media_type=media_type)


def clean(text: str) -> str:
    """The text with line ends made one, and with what no database keeps replaced."""
    return _UNSTORABLE.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n"))


def found_in(text: str) -> Iterator[tuple[int, int, PassageKind]]:
    """The passages of a clean text as (start, end, kind)."""
    for start, end, kind in _blocks(text):
        yield from _pieces(text, start, end, kind)


def document_from_found(text: str, found: list[Passage], *, name: str = "", media_type: str = "text/plain") -> Document:
    """A clean text with its passages, which do not know their page yet; headings become the outline."""
    borders = _page_borders(text, [(passage.span.start, passage.span.end) for passage in found])
    pages = tuple(Page(number, start, end) for number, (start, end) in enumerate(borders, 1))
    passages = []
    outline: list[OutlineEntry] = []
    page = 0
    for passage in found:
        start = passage.span.start
        while pages[page].end <= start:
            page += 1
        passages.append(replace(passage, page=pages[page].number))
        if passage.kind == "heading" and len(outline) < _MOST_ENTRIES:
            outline.append(OutlineEntry(passage.level, passage.span.of(text)[:300], pages[page].number, start))
    return Document(text, pages, tuple(passages), media_type=media_type, name=name, outline=tuple(outline))


def _level(heading: str) -> int:
    """2 for "2.1 Scope", 1 for a heading without a number."""
    number = _NUMBERED.match(heading)
    return min(number.group().count(".") + 1, 6) if number else 1


def _blocks(text: str) -> Iterator[tuple[int, int, PassageKind]]:
    """Passages as (start, end, kind), surrounding white space and bullet marks left outside."""
    for group in _groups(text):
        for lines in _split(group):
            start, end = lines[0].start, lines[-1].end
            mark = _BULLET.match(lines[0].text) or _NUMBER.match(lines[0].text)
            kind: PassageKind = "list_item" if mark else "heading" if _is_heading(lines, group) else "paragraph"
            start += mark.end() if mark else len(lines[0].text) - len(lines[0].text.lstrip())
            end -= len(lines[-1].text) - len(lines[-1].text.rstrip())
            yield start, end, kind


def _groups(text: str) -> Iterator[list[_Line]]:
    """Lines that stand together, with blank lines (or a form feed) around them."""
    group: list[_Line] = []
    start = 0
    for raw in re.split(r"[\n\f]", text):
        if raw.strip():
            group.append(_Line(start, raw))
        elif group:
            yield group
            group = []
        start += len(raw) + 1
    if group:
        yield group


def _split(group: list[_Line]) -> Iterator[list[_Line]]:
    """Cut lines that stand together into passages: at bullets, and where a line ended before it was full."""
    width = max(len(line.text) for line in group)
    passage: list[_Line] = []
    in_list = False
    for line in group:
        if passage and (_starts_item(line, passage[-1], in_list) or _ended_early(passage[-1], line, width)):
            yield passage
            passage = []
        if not passage:
            in_list = bool(_BULLET.match(line.text) or _NUMBER.match(line.text))
        passage.append(line)
    yield passage


def _starts_item(line: _Line, before: _Line, in_list: bool) -> bool:
    """A dash or number at the start of a line is often just where a sentence was wrapped: look at what came before."""
    if _SURE_BULLET.match(line.text):
        return True
    if not (_BULLET.match(line.text) or _NUMBER.match(line.text)):
        return False
    return in_list or bool(_SENTENCE_END.search(before.text.rstrip()))


def _ended_early(before: _Line, line: _Line, width: int) -> bool:
    if max(len(before.text), len(line.text)) > _WIDEST_HARD_WRAP:
        return True
    first_word = line.text.split(maxsplit=1)[0]
    fits = len(before.text.rstrip()) + 1 + len(first_word) < width
    return fits and bool(_SENTENCE_END.search(before.text.rstrip()))


def _is_heading(lines: list[_Line], group: list[_Line]) -> bool:
    text = lines[0].text.strip()
    return (
        len(group) == 1
        and len(text) <= _LONGEST_HEADING
        and not _SENTENCE_END.search(text)
        and not text.endswith((",", "，", "、"))
        and any(letter.isalpha() for letter in text)
        and not text.lstrip("#\"'“‘0123456789.§ ")[:1].islower()
    )


def _pieces(text: str, start: int, end: int, kind: PassageKind) -> Iterator[tuple[int, int, PassageKind]]:
    while end - start > LONGEST_PASSAGE:
        cut = text.rfind(" ", start + LONGEST_PASSAGE // 2, start + LONGEST_PASSAGE)
        cut = cut if cut > 0 else start + LONGEST_PASSAGE
        yield start, len(text[start:cut].rstrip()) + start, kind
        start = cut + len(text[cut:end]) - len(text[cut:end].lstrip())
    if start < end:
        yield start, end, kind


def _page_borders(text: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Pages as (start, end). A page begins with the line of its first passage, so that bullets stay with their item."""
    if not text:
        return []
    borders = [0]
    before = 0
    for start, end in spans:
        line = max(text.rfind("\n", before, start), text.rfind("\f", before, start)) + 1
        border = line or (start if before else 0)
        if end - borders[-1] > PAGE_CHARACTERS and border > borders[-1]:
            borders.append(border)
        before = end
    return list(zip(borders, borders[1:] + [len(text)], strict=True))
