"""Headers, footers, page numbers and the navigation of designed reports: what repeats around the text.

A line is furniture where nearly the same words (figures aside) stand at nearly the same place on several pages, near
the upper or lower edge; or the very same words at the very same place on a good part of all pages. A number near an
edge is the page number where it runs along with the pages.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field, replace
from functools import cached_property

from esgcheck.analysis.reading.records import LineRecord, PageRecord, PassageRecord
from esgcheck.analysis.types import Box, PassageKind

_EDGE = 0.12
"""How much of the height of a page counts as its upper and its lower edge."""

_FEWEST = 3
_GOOD_PART = 0.3
_LONGEST_WORDS = 40
_MOST_KEYS = 200_000
_NUMBER = re.compile(r"\D{0,12}?([0-9]{1,4})(?:\s*(?:/|of|von|di|sur|de)\s*[0-9]{1,4})?\D{0,3}$")
_SAYS_SO = re.compile(r"(?:page|seite|pagina|p\.|s\.)\s*[0-9]+|[0-9]+ ?(?:/|of|von|di|sur|de) ?[0-9]+$", re.IGNORECASE)
_DIGITS = re.compile(r"[0-9]+")
_ROMAN = re.compile(r"(?=[ivxl])(x[lc]|l?x{0,3})(i[xv]|v?i{0,3})$", re.IGNORECASE)
_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
_ROMAN_OFFSET = 1_000_000
"""What the offsets of pages with Roman numbers are moved by: they are counted on their own."""

Apart = list[tuple[PassageKind, LineRecord]]


@dataclass(slots=True)
class Furnished:
    """A page's passages without its furniture; what goes before its text, and what goes after."""

    passages: list[PassageRecord]
    headers: Apart = field(default_factory=list)
    footers: Apart = field(default_factory=list)

    @property
    def printed_number(self) -> str:
        """The number that the page bears in print, "" where it bears none."""
        for kind, line in [*self.headers, *self.footers]:
            if kind == "page_number":
                if len(line.words) == 1 and _ROMAN.match(line.words[0]):
                    return line.words[0]
                match = _NUMBER.match(line.text)
                if match:
                    return match.group(1)
        return ""


class Furniture:
    """Learns all pages, then takes the furniture out of each.

    What repeats is counted by hashes of words and place. Where there are more than ``_MOST_KEYS`` of them, those that
    were seen once are forgotten (lossy counting, Manku and Motwani 2002): what stands on three pages in a row, or on a
    third of all, has been seen again by then.
    """

    def __init__(self) -> None:
        self._places: Counter[int] = Counter()
        self._edges: Counter[int] = Counter()
        self._offsets: Counter[int] = Counter()
        self._pages = 0

    def learn(self, record: PageRecord) -> None:
        self._pages += 1
        places: set[int] = set()
        edges: set[int] = set()
        offsets: set[int] = set()
        low, high = _edges(record)
        for passage in record.passages:
            for line in passage.lines:
                box = line.first
                if len(line.words) <= _LONGEST_WORDS:
                    places.add(_place_key(line, box))
                if box.y1 < low or box.y0 > high:
                    edges.update(_edge_keys(line, box))
                    number = _number(line)
                    if number is not None:
                        offsets.add(number - record.index)
        for counter, keys in ((self._places, places), (self._edges, edges), (self._offsets, offsets)):
            counter.update(keys)
            if len(counter) > _MOST_KEYS:
                for key in [key for key, count in counter.items() if count == 1]:
                    del counter[key]

    @cached_property
    def _repeated(self) -> frozenset[int]:
        return self._at_place | {key for key, count in self._edges.items() if count >= _FEWEST}

    @cached_property
    def _at_place(self) -> frozenset[int]:
        many = max(_FEWEST + 2, _GOOD_PART * self._pages)
        return frozenset([key for key, count in self._places.items() if count >= many])

    @cached_property
    def _running(self) -> frozenset[int]:
        """Printed number minus index, where one difference holds for three pages and more than any other; of Roman
        numbers in the same way."""
        found: set[int] = set()
        for roman in (False, True):
            counts = {at: count for at, count in self._offsets.items() if (at > _ROMAN_OFFSET // 2) is roman}
            if counts:
                offset, pages = max(counts.items(), key=lambda item: item[1])
                if pages >= min(_FEWEST, self._pages) and pages >= 2:
                    found.add(offset)
        return frozenset(found)

    def out_of(self, record: PageRecord) -> Furnished:
        """Tell the furniture of a page from its text. The record stays as it is."""
        found = Furnished([])
        low, high = _edges(record)
        anywhere = bool(self._at_place)
        for passage in record.passages:
            kinds = [
                self._kind(record, line, box, at_edge)
                if (at_edge := (box := line.first).y1 < low or box.y0 > high) or anywhere
                else None
                for line in passage.lines
            ]
            if not any(kinds):
                found.passages.append(passage)
                continue
            taken = [kind is not None for kind in kinds]
            if passage.shape == "row" and 2 * sum(taken) < len(taken):
                found.passages.append(passage)
                continue  # a cell or two of a table are like those of other pages
            for line, kind in zip(passage.lines, kinds, strict=True):
                if kind is not None:
                    is_low = line.first.y0 > record.height / 2
                    (found.footers if is_low else found.headers).append((kind, line))
            if not all(taken):
                found.passages.append(_without(passage, taken))
        return found

    def _kind(self, record: PageRecord, line: LineRecord, box: Box, at_edge: bool) -> PassageKind | None:
        if at_edge and self._is_page_number(record, line):
            return "page_number"
        if self._repeats(line, box, at_edge):
            return "footer" if box.y0 > record.height / 2 else "header"
        return None

    def _repeats(self, line: LineRecord, box: Box, at_edge: bool) -> bool:
        repeated = self._repeated
        if not repeated:
            return False
        if self._at_place and len(line.words) <= _LONGEST_WORDS and _place_key(line, box) in repeated:
            return True
        return at_edge and any(key in repeated for key in _edge_keys(line, box))

    def _is_page_number(self, record: PageRecord, line: LineRecord) -> bool:
        if record.label and line.text == record.label:
            return True
        number = _number(line)
        if number is None:
            return False
        if number - record.index in self._running:
            return True
        return number == record.index + 1 and bool(_SAYS_SO.match(line.text))


def _without(passage: PassageRecord, taken: list[bool]) -> PassageRecord:
    """What is left of a passage; a row of which one cell is left is text."""
    kept = [line for line, gone in zip(passage.lines, taken, strict=True) if not gone]
    if passage.shape != "row":
        return replace(passage, lines=kept)
    cells: list[tuple[int, int]] = []
    at = 0
    for column, count in passage.cells:
        left = count - sum(taken[at : at + count])
        at += count
        if left:
            cells.append((column, left))
    if len(cells or kept) < 2:
        return replace(passage, shape="text", lines=kept, cells=[], table=0, header=False)
    return replace(passage, lines=kept, cells=cells)


def _place_key(line: LineRecord, box: Box) -> int:
    """The very same words at the very same place; ``box`` is that of the first word."""
    if line.place is None:
        line.place = hash((line.text.lower(), round(box.x0 / 4), round(box.y0 / 4)))
    return line.place


def _edge_keys(line: LineRecord, box: Box) -> tuple[int, ...]:
    """The same words, figures aside, at nearly the same height. Two grids of places, so that none falls between.

    A sentence at the edge is a footnote as often as a footer: it has to repeat as widely as text in the middle. There
    its figures count: the same words with other figures are a form that is filled in anew on every page.
    """
    words = line.words
    if len(words) > _LONGEST_WORDS or (len(words) > 8 and words[-1].endswith(".")):
        return ()
    text = _DIGITS.sub("#", line.text.lower())
    if not any(map(str.isalpha, text)):
        return ()  # the number of a section; that of a page is known by its running along
    top = box.y0
    return hash((text, int(top // 12), 0)), hash((text, int((top + 6) // 12), 1))


def _edges(record: PageRecord) -> tuple[float, float]:
    """What ends above the first is at the upper edge, what begins below the second at the lower."""
    edge = _EDGE * record.height
    return edge, record.height - edge


def _number(line: LineRecord) -> int | None:
    """The page number that a line at the edge may be."""
    if len(line.words) > 5:
        return None
    if len(line.words) == 1 and _ROMAN.match(line.words[0]):
        return _ROMAN_OFFSET + _roman(line.words[0])
    match = _NUMBER.match(line.text)
    return int(match.group(1)) if match else None


def _roman(numeral: str) -> int:
    values = [_VALUES[letter] for letter in numeral.lower()]
    return sum(-one if one < other else one for one, other in zip(values, [*values[1:], 0], strict=True))
