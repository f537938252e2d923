"""The yardstick for reading order: what a careful person's order is, and how many errors a tool's order has.

**The gold** (``order_gold/``, made before any tuning and by looking at the drawn pages only): of 40 pages, rectangles
in points from the top left of the page as seen, in the order in which a careful person reads them. It holds no text.

- A rectangle is a stretch that is read from top to bottom and from left to right without looking elsewhere: a column
  with the headings and lists that stand in its flow, a caption, a margin note.
- A ``table`` has ``rows`` (where one row ends and the next begins) and, where cells have several lines, ``columns``:
  then each cell is to be read whole, row by row. Without columns a row is read from left to right.
- A ``figure`` (the labels of a chart) has no order inside, but is not to be mixed with anything else.
- A list of lists is *free*: its members may come in any order, each whole and in its own order.
- ``float``: a margin note, pull quote or footnote: right between any two rectangles.
- ``furniture`` (running header and footer, page number, tabs) is not scored, nor is a word outside of all rectangles,
  nor one in an ``unseen`` rectangle: what lies there in the file is white on white, or covered.

**The score.** A tool gives words with boxes, in its order. Each word belongs to the rectangle that its centre is in; so
the words become runs in one rectangle. An error is

- a *jump*: leaving a rectangle that is not finished, or going (or starting) anywhere but to the next unfinished one in
  gold order or back to the first unfinished one. A block that comes too late costs one, one that comes too early one or
  two; two columns read across cost two a line;
- a *step back*: within a rectangle, a word above the line of the one before it, or left of it on its line.

- a *loss*: a rectangle in which the tool has not one word, though it is known that there are some. (A part of the words
  lost costs nothing here; the benchmark prints how many words each tool gives.)

The rate is errors for 100 places at which one could have been made: rectangles with words, and the line ends within
them. Words without a letter or digit (bullets, blanks) are left out: tools differ in which of them they give.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Container, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any

GOLD = Path(__file__).resolve().parent / "order_gold"
Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class Region:
    """One rectangle to be read whole; ``kind`` as in the gold, a table's cell or row is a ``table``."""

    box: Box
    kind: str

    def holds(self, x: float, y: float) -> bool:
        x0, y0, x1, y1 = self.box
        return x0 <= x < x1 and y0 <= y < y1


@dataclass
class GoldPage:
    """A page and its order: groups in order, a group's members in any order, a member's regions in order."""

    report: str
    sha256: str
    number: int
    layout: str
    regions: list[Region] = field(default_factory=list)
    steps: list[list[list[int]]] = field(default_factory=list)
    floats: set[int] = field(default_factory=set)
    unscored: list[Region] = field(default_factory=list)

    def region_of(self, box: Box) -> int | None:
        """Which region a word is in, by its centre; None for what is not scored."""
        x, y = centre(box)
        if any(region.holds(x, y) for region in self.unscored):
            return None
        return next((index for index, region in enumerate(self.regions) if region.holds(x, y)), None)


@dataclass
class Score:
    """What one tool made of one page; ``places`` is at how many places an error could have been made."""

    jumps: int = 0
    steps_back: int = 0
    lost: int = 0
    places: int = 0
    words: int = 0

    @property
    def errors(self) -> int:
        return self.jumps + self.steps_back + self.lost


def centre(box: Box) -> tuple[float, float]:
    return (box[0] + box[2]) / 2, (box[1] + box[3]) / 2


def gold_pages(folder: Path = GOLD) -> list[GoldPage]:
    """All pages of the gold, a file a report."""
    pages = []
    for path in sorted(folder.glob("*.json")):
        report = json.loads(path.read_text(encoding="utf-8"))
        pages += [_page(report["report"], report["sha256"], page) for page in report["pages"]]
    return pages


def gold_page(order: list[Any], report: str = "", sha256: str = "", number: int = 1, layout: str = "") -> GoldPage:
    """A page from its order as the files have it."""
    page = GoldPage(report, sha256, number, layout)
    for item in order:
        if isinstance(item, list):
            page.steps.append([[index for part in member for index in _regions(page, part)] for member in item])
        elif item["kind"] in ("furniture", "unseen"):
            page.unscored.append(Region(tuple(item["box"]), item["kind"]))
        else:
            indexes = _regions(page, item)
            if item.get("float"):
                page.floats.update(indexes)
            else:
                page.steps.append([indexes])
    return page


def _page(report: str, sha256: str, page: dict[str, Any]) -> GoldPage:
    return gold_page(page["order"], report, sha256, page["page"], page["layout"])


def _regions(page: GoldPage, item: dict[str, Any]) -> list[int]:
    """Add an item's regions, of a table its rows or cells, to the page; their indexes in reading order."""
    x0, y0, x1, y1 = item["box"]
    ys = [y0, *item.get("rows", []), y1]
    xs = [x0, *item.get("columns", []), x1]
    first = len(page.regions)
    page.regions += [
        Region((left, top, right, bottom), item["kind"]) for top, bottom in pairwise(ys) for left, right in pairwise(xs)
    ]
    return list(range(first, len(page.regions)))


def score(page: GoldPage, words: Iterable[Box], filled: Collection[int] = ()) -> Score:
    """The errors of one order of words; ``filled`` are the regions known to have words."""
    placed = [(index, box) for box in words if (index := page.region_of(box)) is not None]
    left = Counter(index for index, _box in placed)
    result = Score(words=len(placed), places=len(left.keys() | set(filled)), lost=len(set(filled) - left.keys()))
    current: int | None = None
    flow: int | None = None
    last: dict[int, Box] = {}
    for index, box in placed:
        if index != current:
            unfinished = current is not None and left[current] > 0
            if unfinished or index not in _expected(page, left, last, flow):
                result.jumps += 1
            current = index
            flow = flow if index in page.floats else index
        before = last.get(index)
        if before is not None and page.regions[index].kind != "figure":
            result.steps_back += _steps_back(before, box)
            result.places += _new_line(before, box)
        last[index] = box
        left[index] -= 1
    return result


def _expected(page: GoldPage, left: Counter[int], begun: Container[int], flow: int | None) -> set[int]:
    """What may come after ``flow`` (the region read last that is no float): the next one, or the first open one."""
    allowed = {index for index in page.floats if left[index] > 0} | _first_open(page.steps, left, begun)
    for position, group in enumerate(page.steps):
        for member in group:
            if flow not in member:
                continue
            rest = [index for index in member[member.index(flow) + 1 :] if left[index] > 0]
            return allowed | (set(rest[:1]) or _first_open(page.steps[position:], left, begun))
    return allowed


def _first_open(steps: list[list[list[int]]], left: Counter[int], begun: Container[int]) -> set[int]:
    """Where the first unfinished group goes on: in the member that was begun, else in any of them."""
    for group in steps:
        open_members = [(member, rest) for member in group if (rest := [index for index in member if left[index] > 0])]
        if open_members:
            started = {rest[0] for member, rest in open_members if any(index in begun for index in member)}
            return started or {rest[0] for _member, rest in open_members}
    return set()


def _height(first: Box, second: Box) -> float:
    return max(first[3] - first[1], second[3] - second[1])


def _steps_back(before: Box, after: Box) -> bool:
    """Whether ``after`` stands on a line above ``before``, or left of it on the same line.

    Lines are told apart by 0.6 of the higher box: a subscript's centre is nearer than that, the next line's is not.
    """
    down = centre(after)[1] - centre(before)[1]
    far = 0.6 * _height(before, after)
    return down < -far or (abs(down) <= far and centre(after)[0] < before[0])


def _new_line(before: Box, after: Box) -> bool:
    return centre(after)[1] - centre(before)[1] > 0.6 * _height(before, after)


def total(scores: Sequence[Score]) -> Score:
    """The sum over pages."""
    return Score(
        jumps=sum(one.jumps for one in scores),
        steps_back=sum(one.steps_back for one in scores),
        lost=sum(one.lost for one in scores),
        places=sum(one.places for one in scores),
        words=sum(one.words for one in scores),
    )
