"""From a page's lines to its passages in reading order: what the child does with a page once MuPDF is done with it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from esgcheck.analysis.reading.columns import in_reading_order
from esgcheck.analysis.reading.lines import Line, join_fragments
from esgcheck.analysis.reading.paragraphs import RawPassage, across_columns, passages_of


@dataclass(frozen=True, slots=True)
class Shape:
    """Something drawn on the page, upright as it is seen: a filled rectangle behind text, or a rule (thin).

    ``colour`` as 0xRRGGBB. MuPDF gives them with the text for nothing (``TEXT_COLLECT_VECTORS``).
    """

    x0: float
    y0: float
    x1: float
    y1: float
    colour: int = 0


def laid_out(lines: Iterable[Line], shapes: Sequence[Shape] = ()) -> list[RawPassage]:
    """The passages of a page in reading order. Every word of ``lines`` is in exactly one of them."""
    passages: list[RawPassage] = []
    for region in in_reading_order(join_fragments(lines)):
        passages += across_columns(passages_of(region), passages)
    return passages
