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


def shapes_from(drawn: Iterable[tuple[Rectangle, str]]) -> Shapes:
    """Sort what was drawn: each as its box and what it is: "panel" (a filled rectangle), "frame" (one that is drawn
    round), "path" (anything else: only straight lines are of use)."""
    found = Shapes([], [], [])
    for box, kind in drawn:
        x0, y0, x1, y1 = box
        if y1 - y0 <= _THIN:
            if x1 - x0 >= _SHORTEST:
                found.across.append(box)
        elif x1 - x0 <= _THIN:
            if y1 - y0 >= _LOWEST:
                found.upright.append(box)
        elif kind != "path" and x1 - x0 >= _SHORTEST and y1 - y0 >= _LOWEST:
            if kind == "panel":
                found.panels.append(box)
            else:
                found.across += (x0, y0, x1, y0), (x0, y1, x1, y1)
                found.upright += (x0, y0, x0, y1), (x1, y0, x1, y1)
    return found
