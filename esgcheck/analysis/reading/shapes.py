"""What is drawn around the words: rules, and panels of colour behind them. They tell tables and boxes apart.

MuPDF hands over what a page draws together with its text, for nothing (``TEXT_COLLECT_VECTORS``). Maps and charts draw
thousands of lines; what is kept of them is few.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from esgcheck.analysis.reading.lines import Rectangle

MOST = 4_000
"""A page that draws more than this is a map: nothing of it is looked at."""

_THIN = 3.0
_SHORTEST = 12.0
_LOWEST = 8.0


@dataclass(slots=True)
class Shapes:
    """Rules that lie, rules that stand, and panels, upright as the page is seen."""

    across: list[Rectangle]
    upright: list[Rectangle]
    panels: list[Rectangle]

    def __bool__(self) -> bool:
        return bool(self.across or self.upright or self.panels)


NONE = Shapes([], [], [])


def shapes_from(drawn: Iterable[tuple[Rectangle, bool]]) -> Shapes:
    """Sort what was drawn; each as its box and whether it is a filled rectangle."""
    found = Shapes([], [], [])
    for box, filled in drawn:
        width, height = box[2] - box[0], box[3] - box[1]
        if height <= _THIN:
            if width >= _SHORTEST:
                found.across.append(box)
        elif width <= _THIN:
            if height >= _LOWEST:
                found.upright.append(box)
        elif filled and width >= _SHORTEST and height >= _LOWEST:
            found.panels.append(box)
    return found
