"""Two texts of one document held against each other, so that what stood in the old one is found in the new one.

A selector alone has thirty characters of context on each side. In a report that says the same on many pages that is not
enough to know which of several places it was: a sentence whose own paragraph was deleted would silently move to its
near-duplicate. Where the old text is at hand, as it is whenever a newer file of a document comes, the whole document is
the context:

1. Which paragraph each has become is laid out first (``paragraphs``): by their words, and by the order of their
   neighbours where several say the same. In a pair that is sure a stretch is placed word by word (``rewording``).
2. Where that tells nothing (the paragraph is gone, was joined with another, has a twin; the stretch goes over several),
   the runs of words around it do (``neighbourhood``), but never at a place that is some other paragraph's.

What is not certain is never *same* or *moved*: it is *changed*, with the doubt in words, or *lost*.
"""

from __future__ import annotations

from .aligning import is_like, stripped
from .anchoring import Anchored, anchor
from .both import REWRITTEN, TWICE, Both
from .counterparts import Counterparts
from .differences import differences
from .neighbourhood import Neighbourhood
from .rewording import Reworded
from .types import Selector, Span

_LEAST = 0.2
"""Of a stretch of which less is left nothing is: a word that the deleted sentence had in common with the next."""

_CONTEXT_ONLY = "The words did not stand where they were said to stand in the older text."


class Revision:
    """An old and a new text. ``anchor`` and ``place`` may be asked any number of times; the work is in the making."""

    def __init__(self, old: str, new: str) -> None:
        self.old, self.new = old, new
        self.is_unchanged = old == new
        if self.is_unchanged:
            return
        self._both = Both(old, new)
        self._a, self._b = self._both.a, self._both.b
        self._parts = Counterparts(old, new, self._a, self._b)
        self._neighbourhood = Neighbourhood(self._both, self._parts)

    def anchor(self, selector: Selector) -> Anchored:
        """What has become of a selector that was made of the old text.

        One whose words do not stand at its place there was made of a still older text: it is looked for in both, and
        then carried over as ``changed`` at best, unless it is certain where it was.
        """
        here = Span(selector.start, selector.start + len(selector.exact))
        if here.end <= len(self.old) and here.of(self.old) == selector.exact:
            return self.place(here)
        was = anchor(selector, self.old)
        if was.state in {"same", "moved"} and was.span is not None:
            return self.place(was.span)
        found = anchor(selector, self.new)
        if found.span is None:
            return found
        differs = differences(selector.exact, found.span.of(self.new))
        return Anchored("changed", found.span, differs, found.doubt or _CONTEXT_ONLY)

    def place(self, span: Span) -> Anchored:
        """What has become of ``old[span]``."""
        if self.is_unchanged:
            return Anchored("same", span)
        start, end = stripped(self._a.text, self._a.at(span.start), self._a.at(span.end))
        if start >= end:
            return Anchored("lost")
        known = self._in_pair(span, start, end)
        if known is not None:
            return known
        found = self._neighbourhood.place(span, start, end)
        if found.span is not None:
            there = self._b.at(found.span.start), self._b.at(found.span.end)
            if self._parts.is_anothers(there, start, end):
                found = Anchored("lost")
            elif found.state != "changed" and self._parts.is_rivalled(there[0]):
                found = self._both.changed(span, *there, TWICE)
        return found if found.state != "lost" else self._perhaps(span, start, end) or found

    def _in_pair(self, span: Span, start: int, end: int) -> Anchored | None:
        """Within a paragraph of which it is known what it has become; None where it is not."""
        known = self._parts.of(start, end)
        if known is None or not known[0].sure:
            return None
        _, (low, high), (there, there_end) = known
        one, other = self._a.text[low:high], self._b.text[there:there_end]
        if one == other:
            return self._both.told(span, there + start - low, there + end - low)
        reworded = Reworded(one, other)
        kept = reworded.kept(start - low, end - low)
        if kept is not None:
            (begin, finish), sure = kept
            begin, finish = there + begin, there + finish
            if sure:
                return self._both.told(span, begin, finish)
            return self._both.changed(span, begin, finish, REWRITTEN)
        image = self._both.image(low, high, there, there_end, start, end)
        if image is None or reworded.is_gone(start - low, end - low) or image[1] - image[0] < _LEAST * (end - start):
            alone = self._neighbourhood.unique(start, end)
            if alone is None or self._parts.is_in_copy((there, there_end), alone):
                return Anchored("lost")
            return self._both.told(span, alone, alone + end - start)
        doubt = TWICE if self._b.text[slice(*image)] == self._a.text[start:end] else ""
        return self._both.changed(span, *image, doubt)

    def _perhaps(self, span: Span, start: int, end: int) -> Anchored | None:
        """In a paragraph that may be what its own has become."""
        known = self._parts.of(start, end)
        image = self._both.image(*known[1], *known[2], start, end) if known else None
        if image is None or not is_like(self._a.text[start:end], self._b.text[slice(*image)]):
            return None
        return self._both.changed(span, *image, TWICE)
