"""Two texts of one document, folded, and what is told of a stretch of the old one."""

from __future__ import annotations

from .aligning import image
from .anchoring import Anchored
from .differences import differences
from .matching import Words
from .text import normalise
from .types import Span

TWICE = "The same words stand at more than one place, and which of them it is cannot be told."
REWRITTEN = "The words stand there, but what is around them has been rewritten."


class Both:
    """``a`` and ``b`` are the folded texts with the way back, ``ours`` and ``theirs`` their words."""

    def __init__(self, old: str, new: str) -> None:
        self.old, self.new = old, new
        self.a, self.b = normalise(old), normalise(new)
        self.ours, self.theirs = Words(self.a.text), Words(self.b.text)

    def told(self, was: Span, start: int, end: int) -> Anchored:
        """Word for word the same, at this stretch of the folded new text. A hyphen at its end, which folding drops,
        goes along."""
        there = self.b.span(start, end)
        rest = self.old[self.a.span(self.a.at(was.start), self.a.at(was.end)).end : was.end]
        if rest.strip() and not there.of(self.new).endswith(rest) and self.new.startswith(rest, there.end):
            there = Span(there.start, there.end + len(rest))
        same = was.start == there.start and was.of(self.old) == there.of(self.new)
        return Anchored("same" if same else "moved", there)

    def changed(self, was: Span, start: int, end: int, doubt: str = "") -> Anchored:
        there = self.b.span(start, end)
        return Anchored("changed", there, differences(was.of(self.old), there.of(self.new)), doubt)

    def image(self, low: int, high: int, there: int, there_end: int, start: int, end: int) -> tuple[int, int] | None:
        """What ``a[start:end]`` is in the new text, ``a[low:high]`` having become ``b[there:there_end]``."""
        return image(self.ours, (low, high), self.theirs, (there, there_end), (start, end))
