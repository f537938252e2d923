"""Headers, footers, page numbers and the navigation of designed reports: what repeats around the text.

A line is furniture where nearly the same words (figures aside) stand at nearly the same place on several pages, near
the upper or lower edge; or the very same words at the very same place on a good part of all pages. A number near an
edge is the page number where it runs along with the pages.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator

from esgcheck.analysis.reading.records import LineRecord, PageRecord
from esgcheck.analysis.types import PassageKind

_EDGE = 0.12
"""How much of the height of a page counts as its upper and its lower edge."""

_FEWEST = 3
_GOOD_PART = 0.3
_LONGEST_WORDS = 40
_NUMBER = re.compile(r"\D{0,12}?([0-9]{1,4})(?:\s*(?:/|of|von|di|sur|de)\s*[0-9]{1,4})?\D{0,3}$")
_SAYS_SO = re.compile(r"(?:page|seite|pagina|p\.|s\.)\s*[0-9]+|[0-9]+ ?(?:/|of|von|di|sur|de) ?[0-9]+$", re.IGNORECASE)
_DIGITS = re.compile(r"[0-9]+")

Furniture = list[tuple[PassageKind, LineRecord]]


def set_apart(records: list[PageRecord]) -> list[tuple[Furniture, Furniture]]:
    """Take the furniture out of the pages' passages, in place, and return it: what goes before the text of each page
    and what goes after it."""
    repeated = _repeated(records)
    offset = _number_offset(records)
    found: list[tuple[Furniture, Furniture]] = []
    for record in records:
        headers: Furniture = []
        footers: Furniture = []
        for passage in record.passages:
            kept: list[LineRecord] = []
            for line in passage.lines:
                low = line.boxes[0].y0 > record.height / 2
                if _is_page_number(record, line, offset):
                    (footers if low else headers).append(("page_number", line))
                elif _keys(record, line) & repeated:
                    (footers if low else headers).append(("footer" if low else "header", line))
                else:
                    kept.append(line)
            passage.lines = kept
            if len(kept) < 2 and passage.shape == "row":
                passage.shape = "text"
        record.passages = [passage for passage in record.passages if passage.lines]
        found.append((headers, footers))
    return found


def printed_number(furniture: Furniture) -> str:
    """The number that a page bears in print, "" where it bears none."""
    for kind, line in furniture:
        match = _NUMBER.match(line.text) if kind == "page_number" else None
        if match:
            return match.group(1)
    return ""


Key = tuple[str, str, int, int]


def _keys(record: PageRecord, line: LineRecord) -> frozenset[Key]:
    """What has to be the same on other pages. Two grids of places, so that none falls between."""
    if len(line.words) > _LONGEST_WORDS:
        return frozenset()
    exact = line.text.lower()
    text = _DIGITS.sub("#", exact)
    box = line.boxes[0]
    # A sentence at the edge is a footnote as often as a footer: it has to repeat as widely as text in the middle. There
    # its figures count: the same words with other figures are a form that is filled in anew on every page.
    keys = {("place", exact, round(box.x0 / 4), round(box.y0 / 4))}
    if _at_edge(record, line) and not (len(line.words) > 8 and line.words[-1].endswith(".")):
        keys |= {("edge", text, int(box.y0 // 12), 0), ("edge", text, int((box.y0 + 6) // 12), 1)}
    return frozenset(keys)


def _at_edge(record: PageRecord, line: LineRecord) -> bool:
    edge = _EDGE * record.height
    return line.boxes[0].y1 < edge or line.boxes[0].y0 > record.height - edge


def _repeated(records: list[PageRecord]) -> set[Key]:
    pages: Counter[Key] = Counter()
    for record in records:
        pages.update({key for line in _lines(record) for key in _keys(record, line)})
    many = max(_FEWEST + 2, _GOOD_PART * len(records))
    return {key for key, count in pages.items() if count >= (_FEWEST if key[0] == "edge" else many)}


def _number_offset(records: list[PageRecord]) -> int | None:
    """Printed number minus index, where one difference holds for three pages and more than any other."""
    offsets: dict[int, set[int]] = defaultdict(set)
    for record in records:
        for line in _lines(record):
            number = _page_number(record, line)
            if number is not None:
                offsets[number - record.index].add(record.index)
    if not offsets:
        return None
    offset, pages = max(offsets.items(), key=lambda item: len(item[1]))
    return offset if len(pages) >= min(_FEWEST, len(records)) and len(pages) >= 2 else None


def _page_number(record: PageRecord, line: LineRecord) -> int | None:
    if len(line.words) > 5 or not _at_edge(record, line):
        return None
    match = _NUMBER.match(line.text)
    return int(match.group(1)) if match else None


def _is_page_number(record: PageRecord, line: LineRecord, offset: int | None) -> bool:
    if record.label and line.text == record.label and _at_edge(record, line):
        return True
    number = _page_number(record, line)
    if number is None:
        return False
    if offset is not None and number == record.index + offset:
        return True
    return number == record.index + 1 and bool(_SAYS_SO.match(line.text))


def _lines(record: PageRecord) -> Iterator[LineRecord]:
    for passage in record.passages:
        yield from passage.lines
