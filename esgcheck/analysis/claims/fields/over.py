"""Which of the headings of a table is over a cell: told by where both stand on the page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from esgcheck.analysis.claims.fields.places import Place
from esgcheck.analysis.types import Span

_ALIGNED = 30
"""Points that a heading may end before the first column of figures and still be over it."""
_FAR = 60
"""Points beyond which a heading is not over a cell, unless the headings of its row stand further apart than that."""


class Headings:
    """The rows of headings over one row of figures; what is the same for all its cells is worked out once."""

    def __init__(self, heading: Sequence[Sequence[Place]], figures: Sequence[Place]) -> None:
        self._figures = figures
        self._rows = [_over_figures(row, figures) for row in heading] if figures else [list(row) for row in heading]
        self._leaves = self._rows[-1] if self._rows else []
        self._groups = [
            _groups(self._leaves, heads) if 0 < len(heads) < len(self._leaves) else None for heads in self._rows[:-1]
        ]
        self._in_order = len(self._leaves) == len(figures) > 1

    def over(self, place: Place) -> tuple[Span, ...]:
        """The heading of each heading row that is over a cell, the lowest first."""
        found: list[Span] = []
        if not self._rows:
            return ()
        leaf = (
            self._leaves[self._figures.index(place)]
            if self._in_order and place in self._figures
            else _nearest(place, self._leaves, self._figures)
        )
        if leaf is not None:
            found.append(leaf.span)
        for heads, groups in zip(reversed(self._rows[:-1]), reversed(self._groups), strict=True):
            grouped = groups if leaf in self._leaves else None
            best = (
                grouped[self._leaves.index(leaf)]
                if grouped and leaf is not None
                else _nearest(place, heads, self._figures)
            )
            if best is not None:
                found.append(best.span)
        return tuple(found)


def nearest_heading(place: Place, row: Sequence[Place], figures: Sequence[Place]) -> Place | None:
    """The heading of a row that overlaps with a cell or is nearest to it."""
    return _nearest(place, _over_figures(row, figures), figures)


def _nearest(place: Place, heads: Sequence[Place], figures: Sequence[Place]) -> Place | None:
    if not heads:
        return None
    overlapping = [head for head in heads if head.left < place.right and place.left < head.right]
    if overlapping:
        return min(overlapping, key=lambda head: abs(head.centre - place.centre))
    apart = max((other.centre - one.centre for one, other in pairwise(heads)), default=None)
    if apart is not None and min(max(h.left - place.right, place.left - h.right) for h in heads) > max(apart, _FAR):
        return None
    if 1 < len(heads) < len(figures) and len(figures) % len(heads) == 0 and place in figures:
        return heads[figures.index(place) // (len(figures) // len(heads))]
    return min(
        heads, key=lambda h: min(abs(h.centre - place.centre), abs(h.right - place.right), abs(h.left - place.left))
    )


def corners(heading: Sequence[Sequence[Place]], figures: Sequence[Place]) -> Iterator[Span]:
    """The headings over the labels, which speak of all columns ("in t"), the lowest first."""
    first = min(figure.left for figure in figures)
    for row in reversed(heading):
        if row[0].right <= first or (row[0].cell.column == 0 and len(row) > 1):
            yield row[0].span


def _over_figures(row: Sequence[Place], figures: Sequence[Place]) -> list[Place]:
    """The headings that are over columns of figures: all but the one over the labels."""
    first = min(figure.left for figure in figures)
    heads = [head for head in row if head.right > first - _ALIGNED]
    return heads if len(heads) < 2 or heads[0].right > first or heads[0].cell.column else heads[1:]


def _groups(leaves: Sequence[Place], heads: Sequence[Place]) -> list[Place] | None:
    """The group heading of each column: columns are grouped where their names start over, or evenly."""
    names: set[str] = set()
    numbers: list[int] = []
    for leaf in leaves:
        if leaf.name in names or not numbers:
            names = set()
            numbers.append(len(numbers))
        else:
            numbers.append(numbers[-1])
        names.add(leaf.name)
    order = {number: place for place, number in enumerate(dict.fromkeys(numbers))}
    grouped: list[Place] = []
    if len(order) == len(heads):
        grouped = [heads[order[number]] for number in numbers]
    elif len(leaves) % len(heads) == 0 and len(heads) > 1:
        grouped = [heads[index // (len(leaves) // len(heads))] for index in range(len(leaves))]
    return grouped if grouped and all(_is_above(head, grouped, leaves) for head in heads) else None


def _is_above(head: Place, grouped: Sequence[Place], leaves: Sequence[Place]) -> bool:
    """Whether the heading of a group of columns stands over it, more or less."""
    under = [leaf for leaf, over in zip(leaves, grouped, strict=True) if over is head]
    return bool(under) and under[0].left - _FAR <= head.centre <= under[-1].right + _FAR
