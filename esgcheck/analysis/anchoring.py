"""From a span to a selector and back, also when the text has changed meanwhile.

A selector keeps the words, a little of what stands before and after, and the position. `anchor` looks for them in a
text and says what it found: the very words at the very place (same), the words elsewhere or set differently (moved),
words that differ (changed, with the difference), or nothing (lost). It does not guess: the words alone, with nothing
around them as it was, or at several places alike, are *changed*, with the doubt said. Thirty characters of context
cannot tell near-duplicates apart all the same: where the older text is at hand, ask ``revision.Revision``.

W3C Web Annotation: TextQuoteSelector and TextPositionSelector.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import takewhile
from typing import Literal

from .differences import differences
from .fuzzy import infix, to_words
from .locating import allowed
from .text import Normalised, normalise
from .types import Difference, Selector, Span

_MOST_PLACES = 2_000
"""Of a word that stands in a text more often than this, only so many places are compared."""

_TELLING = 20
"""A text of so many characters is known by itself; a shorter one elsewhere may be another."""

_SOME_CONTEXT = 0.3
"""Of 2: about ten characters of what stood before or after it."""

_ONE_SIDE, _CLEARLY = 1.0, 0.2
"""Of 2: all that stood on one side, and six characters more than at the next best place."""

_TWICE = "The words stand at more than one place alike."
_REWRITTEN = "The words stand there, but what is around them has been rewritten."


@dataclass(frozen=True, slots=True)
class Anchored:
    """What became of a selector in a text; ``span`` is None and ``differences`` empty when it is lost."""

    state: Literal["same", "moved", "changed", "lost"]
    span: Span | None = None
    differences: tuple[Difference, ...] = ()
    doubt: str = ""
    """Why it is not carried over though the words may stand there, in words; empty where there is no doubt."""


def select(text: str, span: Span, context: int = 32) -> Selector:
    """The selector of ``text[span]``, with ``context`` characters on each side."""
    if span.end > len(text):
        raise ValueError(f"the span ends at {span.end}, the text at {len(text)}")
    prefix, suffix = text[max(0, span.start - context) : span.start], text[span.end : span.end + context]
    return Selector(span.of(text), prefix, suffix, span.start, span.end)


def anchor(selector: Selector, text: str) -> Anchored:
    """Find what ``selector`` names in ``text``, the text it was made of or a later one."""
    here = Span(selector.start, selector.start + len(selector.exact))
    around = Span(max(0, here.start - len(selector.prefix)), here.end + len(selector.suffix))
    if around.of(text) == selector.prefix + selector.exact + selector.suffix:
        return Anchored("same", here)
    if (found := _best_of(selector, text, _exact_places(selector.exact, text))) is not None:
        return found
    if not selector.exact.strip():
        return Anchored("lost")
    folded = _folded(text)
    found = _best_of(selector, text, _folded_places(selector.exact, folded))
    return _changed(selector, text, folded) if found is None else found


def _in_context(selector: Selector, text: str, span: Span) -> float:
    """How well the surroundings fit, 0 to 2: the share of the prefix and of the suffix that still stands there."""
    before = text[max(0, span.start - 2 * len(selector.prefix)) : span.start]
    after = text[span.end : span.end + 2 * len(selector.suffix)]
    return _share(selector.prefix[::-1], before[::-1]) + _share(selector.suffix, after)


def _share(wanted: str, found: str) -> float:
    """The share of ``wanted`` that ``found`` begins with, white space, case and marks aside."""
    one, other = normalise(wanted).text.strip(), normalise(found).text.strip()
    if not one:
        return 0.0 if other else 1.0
    same = takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False))
    return len(list(same)) / len(one)


def _best_of(selector: Selector, text: str, places: Iterator[Span]) -> Anchored | None:
    """The place with the best context; of equals, the nearest to where it was, with the doubt said. A short text needs
    some context."""
    fits = [(round(_in_context(selector, text, span), 2), -abs(span.start - selector.start), span) for span in places]
    fits.sort(key=lambda entry: entry[:2], reverse=True)
    if not fits:
        return None
    fit, _, span = fits[0]
    if len(selector.exact) < _TELLING and fit < _SOME_CONTEXT and span.start != selector.start:
        return None
    doubt = _REWRITTEN if fit < _ONE_SIDE else _TWICE if len(fits) > 1 and fits[1][0] > fit - _CLEARLY else ""
    if doubt:
        return Anchored("changed", span, differences(selector.exact, span.of(text)), doubt)
    same = span.start == selector.start and span.of(text) == selector.exact
    return Anchored("same" if same else "moved", span)


def _exact_places(exact: str, text: str) -> Iterator[Span]:
    if not exact:
        return
    start = text.find(exact)
    for _ in range(_MOST_PLACES):
        if start < 0:
            return
        yield Span(start, start + len(exact))
        start = text.find(exact, start + 1)


def _folded_places(exact: str, folded: Normalised) -> Iterator[Span]:
    words = normalise(exact).text.strip()
    for span in _exact_places(words, folded.text):
        if to_words(folded.text, span.start, span.end) == (span.start, span.end):
            yield folded.span(span.start, span.end)


def _changed(selector: Selector, text: str, folded: Normalised) -> Anchored:
    """Words near the old ones, looked for together with their context, so that a short one is not found by chance."""
    exact = normalise(selector.exact).text.strip()
    prefix, suffix = normalise(selector.prefix).text.lstrip(), normalise(selector.suffix).text.rstrip()
    near = infix(exact, folded.text, allowed(exact)) if len(exact) >= _TELLING else None
    low, high = (near.start, near.end) if near is not None else (0, 0)
    if near is None:
        whole = f"{prefix.strip()} {exact} {suffix.strip()}".strip()
        around = infix(whole, folded.text, int(0.3 * len(whole))) if len(whole) >= 24 else None
        if around is None:
            return Anchored("lost")
        inner = infix(exact, folded.text[around.start : around.end], len(exact) // 2)
        if inner is None:
            return Anchored("lost")
        low, high = inner.start + around.start, inner.end + around.start
    low, high = to_words(folded.text, low, high)
    span = folded.span(low, high)
    return Anchored("changed", span, differences(selector.exact, span.of(text)))


@lru_cache(maxsize=4)
def _folded(text: str) -> Normalised:
    """All the selectors of a document are anchored in one go: fold its text once."""
    return normalise(text)
