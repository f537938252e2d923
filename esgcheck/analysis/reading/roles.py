"""What a passage of a page is, by its looks and its place: heading and of which level, list item, caption, footnote."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from esgcheck.analysis.reading.lines import is_mark
from esgcheck.analysis.reading.records import PageRecord, PassageRecord
from esgcheck.analysis.types import PassageKind

_LONGEST_HEADING_WORDS = 25
_LONGEST_CAPTION_WORDS = 60
_DEEPEST = 6
_SMALL = 0.93
_FOOT = 0.4
_FEWEST_WORDS = 4
_TITLE = 0.08
"""How much of a page's height at its upper and lower edge is left out where styles of headings are learnt."""

_CAPTION = re.compile(
    r"(?:fig(?:ure|ura|\.)?|abb(?:ildung|\.)?|tab(?:le|elle|ella|\.)?|chart|graph|grafi[kc]o?|exhibit|diagram(?:m|ma)?"
    r"|schaubild|bild|photo|foto|image|infobox)\s{0,3}(?:[0-9]{1,3}(?:[.-][0-9]{1,3}){0,2}[a-z]?|[IVX]{1,5})\s{0,2}"
    r"(?P<mark>[:.|–—-](?=\s|$)|$)?",
    re.IGNORECASE,
)
_SOURCE = re.compile(r"(?:source|sources|quelle|quellen|fonte|fonti|bildnachweis|photo|foto)\s{0,2}:", re.IGNORECASE)
_NOTE = re.compile(r"(?:\(?[0-9]{1,3}[).]?|\[[0-9]{1,3}\]|[*†‡§]{1,4}\)?|[¹²³⁴⁵⁶⁷⁸⁹]{1,3})$")
_GLUED_NOTE = re.compile(r"(?:[0-9]{1,2}\)?(?=[A-ZÄÖÜÀ-Þ][a-zà-ÿ])|[*†‡§]{1,4}\)?(?=\w)|[¹²³⁴⁵⁶⁷⁸⁹]{1,3})")

Style = tuple[float, bool]


class Styles:
    """The letters that a document is set in, learnt page by page: the usual size, and the styles of headings."""

    def __init__(self) -> None:
        self._letters: Counter[float] = Counter()
        self._short: Counter[Style] = Counter()
        self._usual: float | None = None
        self._levels: dict[Style, int] = {}

    def learn(self, record: PageRecord) -> None:
        edge = _TITLE * record.height
        letters: dict[float, int] = {}
        for passage in record.passages:
            words = 0
            for line in passage.lines:
                count = len(line.words)
                letters[line.size] = letters.get(line.size, 0) + len(line.text) + 1 - count
                words += count
            if passage.shape != "row" and words <= _LONGEST_HEADING_WORDS and passage.lines:
                first = passage.lines[0]
                if edge < first.first.y0 < record.height - edge and _reads_as_heading(passage):
                    self._short[_style(passage)] += 1
        for size, count in letters.items():
            self._letters[round(size * 2) / 2] += count
        self._usual = None

    @property
    def usual_size(self) -> float:
        """The size of letters that most of the document is set in; 0 where it has none."""
        if self._usual is None:
            self._usual = max(self._letters.items(), key=lambda item: item[1])[0] if self._letters else 0.0
            self._levels = self._ranked(self._usual)
        return self._usual

    def level_of(self, passage: PassageRecord) -> int:
        """The level of a heading, from 1: larger letters first, then bold ones of the usual size."""
        usual = self.usual_size
        style = _style(passage)
        if style not in self._levels:
            larger = {level for (size, _), level in self._levels.items() if size > style[0]}
            self._levels[style] = min(max(larger, default=0) + (style[0] < 1.15 * usual or not larger), _DEEPEST) or 1
        return self._levels[style]

    def _ranked(self, usual: float) -> dict[Style, int]:
        """Sizes nearly the same share a level; those that are seen once, on the cover, share the first."""
        sizes = Counter[float]()
        for (size, _), count in self._short.items():
            if size >= 1.15 * usual:
                sizes[size] += count
        levels: dict[float, int] = {}
        level, reach, seen = 1, 0.0, 0
        for size in sorted(sizes, reverse=True):
            if reach and size < reach - max(0.6, 0.04 * reach) and seen > 1:
                level, seen, reach = min(level + 1, _DEEPEST - 1), 0, size
            reach = reach if seen else size
            seen += sizes[size]
            levels[size] = level
        below = min(max(levels.values(), default=0) + 1, _DEEPEST)
        return {style: levels.get(style[0], below) for style in self._short}


def _style(passage: PassageRecord) -> Style:
    first = passage.lines[0]
    return round(first.size * 2) / 2, first.bold


def kind_of(passage: PassageRecord, usual: float) -> PassageKind:
    if passage.shape == "row":
        return "table_row"
    first = passage.lines[0]
    words = sum(len(line.words) for line in passage.lines)
    stands_out = words <= _LONGEST_HEADING_WORDS and _stands_out(passage, usual)
    if words <= _LONGEST_CAPTION_WORDS and _is_caption(passage, stands_out):
        return "caption"
    mark = first.words[0]
    if passage.shape == "item" and is_mark(mark) and not (mark[0].isdigit() and stands_out):
        return "list_item"
    return "heading" if stands_out else "paragraph"


def _stands_out(passage: PassageRecord, usual: float) -> bool:
    """A heading, by its looks: short, without a full stop, larger than the text around it or in bold letters."""
    size = passage.lines[0].size
    large = size >= 1.15 * usual
    bold = size >= 0.95 * usual and len(passage.lines) <= 3 and all(line.bold for line in passage.lines)
    return (large or bold) and _reads_as_heading(passage)


def _reads_as_heading(passage: PassageRecord) -> bool:
    """Words that do not begin or end in the midst of a sentence; not a figure set large."""
    first, last = passage.lines[0].words[0], passage.lines[-1].words[-1]
    if first[0].islower() or last.rstrip("\"'“”’»)」』）").endswith((".", ",", ";", ":", "。", "，", "；", "：")):
        return False  # also of a quotation set in large letters
    letters = total = 0
    for line in passage.lines:
        total += len(line.text) + 1 - len(line.words)
        letters += sum(map(str.isalpha, line.text))
    return letters >= 2 and letters >= 0.4 * total


def _is_caption(passage: PassageRecord, stands_out: bool) -> bool:
    first = passage.lines[0]
    if not first.words[0][0].isalpha():
        return False
    start = " ".join(first.words[:6])
    if _SOURCE.match(start):
        return True
    found = _CAPTION.match(start)
    return bool(found and (found.group("mark") is not None or stands_out))


def footnotes_of(
    record: PageRecord, passages: Sequence[PassageRecord], usual: float
) -> tuple[frozenset[int], frozenset[int]]:
    """Which of the passages are footnotes, by index; and which of these stand at the foot of the page, or of a column.

    Footnotes are small print that begins with a mark, at the foot or right below a table, and what goes on in the same
    small print below it.
    """
    found: set[int] = set()
    at_foot: set[int] = set()
    text: list[tuple[float, float, float]] | None = None
    for index, passage in enumerate(passages):
        first = passage.lines[0]
        if passage.shape == "row" or not 0 < first.size <= _SMALL * usual:
            continue
        word = first.words[0]
        marked = bool(_NOTE.match(word) and len(first.words) > 1) or bool(_GLUED_NOTE.match(word))
        after = index - 1 in found and abs(passages[index - 1].lines[-1].size - first.size) < 0.3
        if not marked and not (after and _is_below(passages[index - 1], passage)):
            continue
        if text is None:
            text = _text_lines(passages, usual)
        box, end = first.first, first.boxes[len(first.words) - 1].x1
        lowest = box.y0 > _FOOT * record.height and not any(
            y0 > box.y0 and x0 < end and x1 > box.x0 for x0, x1, y0 in text
        )
        if lowest or after or (index > 0 and passages[index - 1].shape == "row"):
            found.add(index)
            if lowest:
                at_foot.add(index)
    return frozenset(found), frozenset(at_foot)


def _text_lines(passages: Sequence[PassageRecord], usual: float) -> list[tuple[float, float, float]]:
    """Left, right and top of the lines of running text: below it is room for footnotes."""
    lines: list[tuple[float, float, float]] = []
    for passage in passages:
        if sum(len(line.words) for line in passage.lines) < _FEWEST_WORDS:
            continue
        for line in passage.lines:
            if line.size > 0.95 * usual:
                box = line.first
                lines.append((box.x0, line.boxes[len(line.words) - 1].x1, box.y0))
    return lines


def _is_below(above: PassageRecord, passage: PassageRecord) -> bool:
    last, first = above.lines[-1].first, passage.lines[0].first
    return 0 < first.y0 - last.y0 < 2.2 * (last.y1 - last.y0)
