"""From a page's lines to its passages in reading order: what the child does with a page once MuPDF is done with it."""

from __future__ import annotations

from collections.abc import Iterable

from esgcheck.analysis.reading.columns import in_reading_order
from esgcheck.analysis.reading.lines import Line, join_fragments
from esgcheck.analysis.reading.paragraphs import RawPassage, across_columns, passages_of
from esgcheck.analysis.reading.shapes import NONE, Shapes


def laid_out(lines: Iterable[Line], shapes: Shapes = NONE) -> list[RawPassage]:
    """The passages of a page in reading order. Every word of ``lines`` is in exactly one of them."""
    passages: list[RawPassage] = []
    for region in in_reading_order(join_fragments(lines)):
        passages += across_columns(passages_of(region), passages)
    return passages
