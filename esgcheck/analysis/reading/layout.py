"""From a page's lines to its passages in reading order: what the child does with a page once MuPDF is done with it."""

from __future__ import annotations

from collections.abc import Iterable

from esgcheck.analysis.reading.boxed import boxed, in_order
from esgcheck.analysis.reading.filerows import refiled
from esgcheck.analysis.reading.grids import ruled_tables
from esgcheck.analysis.reading.groups import RawPassage
from esgcheck.analysis.reading.initials import with_initials
from esgcheck.analysis.reading.lines import Line, join_fragments
from esgcheck.analysis.reading.shapes import NONE, Shapes


def laid_out(lines: Iterable[Line], shapes: Shapes = NONE) -> list[RawPassage]:
    """The passages of a page in reading order. Every word of ``lines`` is in exactly one of them."""
    lines = list(lines)
    for at, line in enumerate(lines):
        line.at = at
    items = join_fragments(with_initials(lines))
    if len(shapes.across) + len(shapes.panels) > 1:
        items = refiled(ruled_tables(items, shapes))
    if shapes.panels:
        items = boxed(items, shapes.panels)
    return numbered(in_order(items))


def numbered(passages: list[RawPassage]) -> list[RawPassage]:
    """Count the tables of a page: each run of rows with the same number is one."""
    count = 0
    before: RawPassage | None = None
    for passage in passages:
        if passage.shape == "row":
            if before is None or before.shape != "row" or before.group is not passage.group:
                count += 1
            passage.table = count
        before = passage
    return passages
