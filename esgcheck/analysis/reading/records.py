"""What a page of a PDF looks like when it comes out of the cage, checked before anybody believes it."""

from __future__ import annotations

import datetime
import json
import math
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, chain, islice, repeat
from typing import Any

from esgcheck.analysis.places import Boxes
from esgcheck.analysis.reading import wire
from esgcheck.analysis.types import Box, Cell, Document, OutlineEntry, Page, Passage, Problem, Span

_FARTHEST = 100_000_000.0
_TEXT_KINDS = frozenset(
    {"paragraph", "list_item", "table_row", "heading", "utterance", "caption", "footnote", "header", "footer"}
)
_MOST_ENTRIES = 5_000
_MOST_FACTS = 100
_SHAPES = frozenset({"text", "item", "row"})

HIDDEN = frozenset({"white", "same colour", "transparent", "hidden", "too small", "off the page", "covered"})
"""Why nobody sees words: "white" on white, or in another colour of what is behind them; "hidden" is painted with no ink
at all; "covered" by a picture or a bar."""


class Malformed(Exception):
    """A record that the child should not have been able to send."""


@dataclass(slots=True)
class LineRecord:
    """A line of words; ``size`` of its letters in points, 0 where unknown. ``sure``, 0 to 1 for each word, where they
    were recognised in a picture."""

    size: float
    bold: bool
    words: list[str]
    boxes: Sequence[Box]
    sure: Sequence[float] = ()
    _text: str = field(default="", compare=False, repr=False)
    _first: Box | None = field(default=None, compare=False, repr=False)
    place: int | None = field(default=None, compare=False, repr=False)
    """What :mod:`.furniture` knows the line by, once it has looked."""

    @property
    def text(self) -> str:
        return self._text or " ".join(self.words)

    @property
    def first(self) -> Box:
        """The box of the first word: it is asked for often."""
        if self._first is None:
            self._first = self.boxes[0]
        return self._first


@dataclass(slots=True)
class PassageRecord:
    """``shape``: "text", "item" (begins with a bullet or number), "row" of a table.

    ``cells`` of a row: for each cell its column and how many of the lines are its own, in order; empty where every
    line is a cell. ``table`` counts the tables of the page from 1; ``header`` where the row names the columns.
    ``hidden`` says why nobody sees it (one of ``HIDDEN``).
    """

    shape: str
    lines: list[LineRecord]
    cells: list[tuple[int, int]] = field(default_factory=list)
    table: int = 0
    header: bool = False
    hidden: str = ""


@dataclass(slots=True)
class PageRecord:
    """``failed`` says why the page has no text, ``late`` that it was for time; ``cut`` that it had too much.

    ``passages`` are what is seen, ``hidden`` what is not. ``picture``: a picture fills most of the page, as in a scan.
    ``lost``: letters have no meaning, or none at all came for what is painted.
    """

    index: int
    width: float = 0.0
    height: float = 0.0
    label: str = ""
    cut: bool = False
    failed: str = ""
    late: bool = False
    passages: list[PassageRecord] = field(default_factory=list)
    hidden: list[PassageRecord] = field(default_factory=list)
    picture: bool = False
    lost: bool = False

    @property
    def words(self) -> int:
        return sum(len(line.words) for passage in chain(self.passages, self.hidden) for line in passage.lines)


def parsed(payload: bytes) -> dict[str, Any]:
    """A JSON object. Raises Malformed."""
    try:
        value = json.loads(payload)
    except (ValueError, RecursionError):
        raise Malformed("not JSON") from None
    if not isinstance(value, dict):
        raise Malformed("not an object")
    return value


def page_from(payload: bytes) -> PageRecord:
    """A page as :func:`.pdf.page_record` packed it. Raises Malformed."""
    try:
        raw, texts, words, places = wire.unpacked(payload)
        lines = _lines(raw, texts, words, places)
        passages = [_passage(passage, lines) for passage in raw.get("passages", ())]
        if next(lines, None) is not None:
            raise Malformed("lines in no passage")
        return PageRecord(
            index=int(raw["index"]),
            width=_length(raw.get("width", 0)),
            height=_length(raw.get("height", 0)),
            label=" ".join(str(raw.get("label", "")).replace("\x00", "").split())[:50],
            cut=bool(raw.get("cut", False)),
            failed=str(raw.get("failed", ""))[:80],
            passages=[passage for passage in passages if not passage.hidden],
            hidden=[passage for passage in passages if passage.hidden],
            picture=bool(raw.get("picture", False)),
            lost=bool(raw.get("lost", False)),
        )
    except (KeyError, TypeError, ValueError, AttributeError, OverflowError):
        raise Malformed("not a page") from None


def _passage(raw: dict[str, Any], lines: Iterator[LineRecord]) -> PassageRecord:
    count = raw["lines"]
    if raw["shape"] not in _SHAPES or type(count) is not int or count < 1:
        raise Malformed("an unknown shape, or no lines")
    own = list(islice(lines, count))
    if len(own) != count:
        raise Malformed("lines that are not there")
    hidden = str(raw.get("hidden", ""))
    if hidden and hidden not in HIDDEN:
        raise Malformed("an unknown reason")
    if raw["shape"] != "row":
        return PassageRecord(raw["shape"], own, hidden=hidden)
    cells = [(int(column), int(number)) for column, number in raw.get("cells", ())]
    if cells and (sum(number for _, number in cells) != len(own) or min(map(min, cells)) < 0):
        raise Malformed("cells that do not fit their row")
    table = min(max(int(raw.get("table", 0)), 0), 1_000)
    return PassageRecord("row", own, cells, table, bool(raw.get("header")), hidden)


def _lines(raw: dict[str, Any], texts: list[str], words: list[list[str]], places: array[float]) -> Iterator[LineRecord]:
    sizes, bold = raw.get("sizes", []), raw.get("bold", [])
    if not isinstance(sizes, list) or not isinstance(bold, list) or not len(sizes) == len(bold) == len(words):
        raise Malformed("lines and sizes do not fit")
    if sizes and not (set(map(type, sizes)) == {int} and min(sizes) >= 0 and max(sizes) <= _FARTHEST):
        raise Malformed("a size")
    firsts = accumulate(map(len, words), initial=0)
    return map(_line, sizes, bold, texts, words, firsts, repeat(places))


def _line(size: int, bold: object, text: str, words: list[str], first: int, places: array[float]) -> LineRecord:
    return LineRecord(size / 10, bool(bold), words, Boxes(places, first, len(words)), (), text)


def _length(value: float) -> float:
    if not isinstance(value, int | float) or not math.isfinite(value) or not 0 <= value <= _FARTHEST:
        raise Malformed("a length")
    return float(value)


def document_from(raw: dict[str, Any]) -> Document:
    """A text or transcript as :func:`.texts.packed` sent it. Raises Malformed."""
    try:
        text = str(raw["text"])
        pages: list[Page] = []
        for number, end in enumerate(raw["pages"], 1):
            start = pages[-1].end if pages else 0
            if not start < end <= len(text):
                raise Malformed("pages out of order")
            pages.append(Page(number, start, int(end)))
        if (pages[-1].end if pages else 0) != len(text):
            raise Malformed("text outside of pages")
        problems = [Problem(str(code)[:40], str(message)[:300]) for code, message in raw["problems"]]
        if raw["guessed"]:
            message = f"The file does not say how its letters are encoded; it was read as {str(raw['guessed'])[:20]}."
            problems.append(Problem("encoding_guessed", message))
        passages = tuple(_text_passage(passage, pages, text) for passage in raw["passages"])
        outline = tuple(_outline_entry(entry, pages) for entry in raw["outline"][:_MOST_ENTRIES])
        facts = facts_from(raw["facts"])
        dated = day(raw["dated"])
    except (KeyError, TypeError, ValueError, IndexError, AttributeError, OverflowError):
        raise Malformed("not a document") from None
    return Document(
        text,
        tuple(pages),
        passages,
        str(raw["media_type"])[:80],
        problems=tuple(problems),
        outline=outline,
        facts=facts,
        dated=dated,
    )


def facts_from(raw: Any) -> tuple[tuple[str, str], ...]:
    """What a file says of itself, as (name, value). Raises Malformed."""
    try:
        return tuple((_plain(name)[:60], _plain(value)[:2_000]) for name, value in raw[:_MOST_FACTS])
    except (TypeError, ValueError):
        raise Malformed("no facts") from None


def _plain(value: Any) -> str:
    return str(value).replace("\x00", "")


def day(value: Any) -> str:
    """A day as "2024-05-31", or "" for anything else."""
    try:
        return datetime.date.fromisoformat(str(value)).isoformat()
    except ValueError:
        return ""


def _outline_entry(raw: list[Any], pages: list[Page]) -> OutlineEntry:
    level, title, number, start = raw
    page = pages[number - 1]
    if not page.start <= start <= page.end or not 1 <= level <= 20 or number < 1:
        raise Malformed("an outline that leads nowhere")
    return OutlineEntry(int(level), str(title)[:300], page.number, int(start))


def _text_passage(raw: list[Any], pages: list[Page], text: str) -> Passage:
    start, end, number, kind, speaker, time_start, time_end, more = raw
    page = pages[number - 1]
    if not page.start <= start <= end <= page.end or kind not in _TEXT_KINDS:
        raise Malformed("a passage outside of its page")
    times = [None if moment is None else _length(moment) for moment in (time_start, time_end)]
    return Passage(
        Span(start, end),
        page.number,
        kind,
        str(speaker)[:200],
        times[0],
        times[1],
        level=min(max(int(more.get("level", 0)), 0), 20),
        hidden=str(more.get("hidden", ""))[:20],
        table=max(int(more.get("table", 0)), 0),
        header=bool(more.get("header", False)),
        cells=tuple(_cell(cell, start, end) for cell in more.get("cells", ())),
        place=str(more.get("place", ""))[:120],
    )


def _cell(raw: list[Any], start: int, end: int) -> Cell:
    first, last, column, place = raw
    if not start <= first <= last <= end or not 0 <= column < 100_000:
        raise Malformed("a cell outside of its row")
    return Cell(Span(first, last), int(column), str(place)[:20])
