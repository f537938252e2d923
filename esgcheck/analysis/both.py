"""Two texts of one document, folded, and what is told of a stretch of the old one."""

from __future__ import annotations

from .aligning import image, stripped
from .anchoring import Anchored
from .differences import differences
from .matching import Words
from .text import normalise
from .types import Span

TWICE = "The same words stand at more than one place, and which of them it is cannot be told."
REWRITTEN = "The words stand there, but what is around them has been rewritten."

_WHITE = 4
"""Characters of white space between a dash at the edge and the words."""


class Both:
    """``a`` and ``b`` are the folded texts with the way back, ``ours`` and ``theirs`` their words."""

    def __init__(self, old: str, new: str) -> None:
        self.old, self.new = old, new
        self.a, self.b = normalise(old), normalise(new)
        self.ours, self.theirs = Words(self.a.text), Words(self.b.text)

    def told(self, was: Span, start: int, end: int) -> Anchored:
        """Word for word the same, at this stretch of the folded new text. A dash or hyphen at an edge, which folding
        makes white space of or drops, goes along."""
        there = self.b.span(start, end)
        known = self.a.span(*stripped(self.a.text, self.a.at(was.start), self.a.at(was.end)))
        head, tail = self.old[was.start : known.start].strip(), self.old[known.end : was.end].strip()
        if head:
            before = self.new[max(0, there.start - len(head) - _WHITE) : there.start]
            if before.rstrip().endswith(head):
                there = Span(there.start - len(before) + len(before.rstrip()) - len(head), there.end)
        if tail:
            behind = self.new[there.end : there.end + len(tail) + _WHITE]
            if behind.lstrip().startswith(tail):
                there = Span(there.start, there.end + len(behind) - len(behind.lstrip()) + len(tail))
        same = was.start == there.start and was.of(self.old) == there.of(self.new)
        return Anchored("same" if same else "moved", there)

    def changed(self, was: Span, start: int, end: int, doubt: str = "") -> Anchored:
        there = self.b.span(start, end)
        return Anchored("changed", there, differences(was.of(self.old), there.of(self.new)), doubt)

    def image(self, low: int, high: int, there: int, there_end: int, start: int, end: int) -> tuple[int, int] | None:
        """What ``a[start:end]`` is in the new text, ``a[low:high]`` having become ``b[there:there_end]``."""
        return image(self.ours, (low, high), self.theirs, (there, there_end), (start, end))
