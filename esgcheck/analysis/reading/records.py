"""What a page of a PDF looks like when it comes out of the cage, checked before anybody believes it."""

from __future__ import annotations

import datetime
import json
import math
from dataclasses import dataclass, field
from typing import Any

from esgcheck.analysis.types import Box, Cell, Document, OutlineEntry, Page, Passage, Problem, Span

_FARTHEST = 100_000_000.0
_TEXT_KINDS = frozenset(
    {"paragraph", "list_item", "table_row", "heading", "utterance", "caption", "footnote", "header", "footer"}
)
_MOST_ENTRIES = 5_000
_MOST_FACTS = 100
_SHAPES = frozenset({"text", "item", "row"})


class Malformed(Exception):
    """A record that the child should not have been able to send."""


@dataclass(slots=True)
class LineRecord:
    """A line of words; ``size`` of its letters in points, 0 where unknown."""

    size: float
    bold: bool
    words: list[str]
    boxes: list[Box]

    @property
    def text(self) -> str:
        return " ".join(self.words)


@dataclass(slots=True)
class PassageRecord:
    """``shape``: "text", "item" (begins with a bullet or number), "row" of a table.

    ``cells`` of a row: for each cell its column and how many of the lines are its own, in order; empty where every
    line is a cell. ``table`` counts the tables of the page from 1; ``header`` where the row names the columns.
    """

    shape: str
    lines: list[LineRecord]
    cells: list[tuple[int, int]] = field(default_factory=list)
    table: int = 0
    header: bool = False


@dataclass(slots=True)
class PageRecord:
    """``failed`` says why the page has no text, ``late`` that it was for time; ``cut`` that it had too much."""

    index: int
    width: float = 0.0
    height: float = 0.0
    label: str = ""
    cut: bool = False
    failed: str = ""
    late: bool = False
    passages: list[PassageRecord] = field(default_factory=list)


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
    """A page as :func:`.pdf.page_record` sent it. Raises Malformed."""
    raw = parsed(payload)
    try:
        return PageRecord(
            index=int(raw["index"]),
            width=_length(raw.get("width", 0)),
            height=_length(raw.get("height", 0)),
            label=" ".join(str(raw.get("label", "")).replace("\x00", "").split())[:50],
            cut=bool(raw.get("cut", False)),
            failed=str(raw.get("failed", ""))[:80],
            passages=[_passage(passage) for passage in raw.get("passages", ())],
        )
    except (KeyError, TypeError, ValueError, AttributeError, OverflowError):
        raise Malformed("not a page") from None


def _passage(raw: dict[str, Any]) -> PassageRecord:
    if raw["shape"] not in _SHAPES:
        raise Malformed("an unknown shape")
    lines = [_line(line) for line in raw["lines"]]
    if raw["shape"] != "row":
        return PassageRecord(raw["shape"], lines)
    cells = [(int(column), int(count)) for column, count in raw.get("cells", ())]
    if cells and (sum(count for _, count in cells) != len(lines) or min(map(min, cells)) < 0):
        raise Malformed("cells that do not fit their row")
    return PassageRecord("row", lines, cells, min(max(int(raw.get("table", 0)), 0), 1_000), bool(raw.get("header")))


def _line(raw: dict[str, Any]) -> LineRecord:
    words = raw["words"].split(" ")
    places = raw["boxes"]
    if len(places) != 4 * len(words) or not all(words) or not all(type(place) is int for place in places):
        raise Malformed("words and boxes do not fit")
    if any("".join(word.split()) != word for word in words) or max(map(abs, places)) > _FARTHEST * 100:
        raise Malformed("a word with spaces, or far off the page")
    points = [place / 100 for place in places]
    boxes = [Box(*points[at : at + 4]) for at in range(0, len(points), 4)]
    return LineRecord(_length(raw["size"]), bool(raw["bold"]), words, boxes)


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
        facts = tuple((str(name)[:60], str(value)[:2_000]) for name, value in raw["facts"][:_MOST_FACTS])
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
