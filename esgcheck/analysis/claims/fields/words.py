"""The words of a claim on one line, each character with its place in the document's canonical text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from esgcheck.analysis.types import Span

_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Words:
    """``line`` has single spaces only; ``places[i]`` is where ``line[i]`` stands in the canonical text."""

    line: str
    places: Sequence[int]

    def span(self, start: int, end: int) -> Span:
        """The stretch of the canonical text that ``line[start:end]`` stands for."""
        return Span(self.places[start], self.places[end - 1] + 1)


def words_of(text: str, span: Span, gaps: Sequence[Span] = ()) -> Words:
    """The words of ``text[span]``; ``gaps`` (headers and footers within it) are left out."""
    parts: list[str] = []
    places: list[int] = []
    position = span.start
    for gap in (*gaps, Span(span.end, span.end)):
        while position < gap.start:
            match = _SPACE.search(text, position, gap.start)
            stop = match.start() if match else gap.start
            if stop > position:
                parts.append(text[position:stop])
                places.extend(range(position, stop))
            position = stop
            if match:
                _space(parts, places, stop)
                position = match.end()
        if gap.end > gap.start:
            _space(parts, places, gap.start)
        position = max(position, gap.end)
    return Words("".join(parts), places)


def _space(parts: list[str], places: list[int], place: int) -> None:
    if parts and parts[-1] != " ":
        parts.append(" ")
        places.append(place)
