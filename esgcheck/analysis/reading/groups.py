"""Lines that belong together, and passages that do: a table, what stands in a box. Such a group is a line to the order
of its page."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from esgcheck.analysis.reading.lines import Line


@dataclass(slots=True)
class RawPassage:
    """Lines that belong together, as :class:`.PassageRecord` has them at the other end."""

    shape: str
    lines: list[Line]
    cells: list[tuple[int, int]] = field(default_factory=list)
    table: int = 0
    header: bool = False
    group: object = None
    """What it was found as a part of: rows of one table share it."""

    def packed(self) -> dict[str, Any]:
        """What is said of it in the head of the page's record; the lines themselves follow that (:mod:`.wire`)."""
        row = {"cells": self.cells, "table": self.table, "header": self.header} if self.shape == "row" else {}
        return row | {"shape": self.shape, "lines": len(self.lines)}


@dataclass(slots=True)
class Group(Line):
    """A line without words of its own, which stands for the passages ``inside``."""

    inside: list[RawPassage] = field(default_factory=list)

    @classmethod
    def of(cls, inside: list[RawPassage]) -> Group:
        """With the extent of its lines. ``inside`` is not empty."""
        lines = [line for passage in inside for line in passage.lines]
        return cls(
            size=lines[0].size,
            x0=min(line.x0 for line in lines),
            y0=min(line.y0 for line in lines),
            x1=max(line.x1 for line in lines),
            y1=max(line.y1 for line in lines),
            at=min(line.at for line in lines),
            inside=inside,
        )
