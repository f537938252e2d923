"""Find a quotation in thousands of pages.

Texts are cut into units of about a page, each with the beginning of the next one, so that a short quotation is whole
in one of them. A table of their stretches of letters (``signatures``) names the few units worth looking at, whether the
words are whole, misspelt or spoilt by a scan. Inside a unit, and a margin around it so that a quotation may run over
the border, edlib finds the nearest stretch, whose edges are then moved to words. Headers, footers and page numbers are
blanked out first: a quotation runs on over the page break.

The parts of a quotation with words left out are looked up together: in order, near each other, in one place
(``placing``).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from .fuzzy import distance, packed, to_words
from .languages import of_document
from .placing import FARTHEST_APART, allowed, in_order
from .text import Normalised, normalise, words_of
from .types import Document, Span

if TYPE_CHECKING:
    from .signatures import Signatures

__all__ = ["FARTHEST_APART", "Locator", "Place", "allowed"]

UNIT_CHARACTERS = 6_000
"""A longer page is cut in two, so that no single look-up is dear."""

_OVERLAP = 300
"""Characters of the next unit that are looked at with each: most quotations are shorter."""

_CANDIDATES = 16
_OF_A_SHORT_ONE = 64
"""Units looked at; of few letters there are more places that share the most of them."""

_SHORT = 40
_FEW = 9
_DROPPED = 2
_SMALL = 500
"""Units of a corpus that is looked through as a whole, in a few milliseconds, where the table cannot say: for "Oh"."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A stretch of one document that is looked through at a time."""

    document: int
    span: Span


@dataclass(frozen=True, slots=True)
class Place:
    """Where a quotation stands: the spans of its parts in a document, and how many edits away, of how many letters."""

    document: int
    parts: tuple[Span, ...]
    distance: int
    length: int

    @property
    def span(self) -> Span:
        return Span(self.parts[0].start, self.parts[-1].end)

    @property
    def score(self) -> float:
        return max(0.0, 1.0 - self.distance / max(1, self.length))


class Locator:
    """The index over ``documents``; nothing is built before the first look-up."""

    def __init__(self, documents: Sequence[Document]) -> None:
        self.documents = documents
        self._packed: list[bytes] = []
        self._known_furniture: dict[int, list[Span]] = {}
        self._known_languages: dict[int, str] = {}
        self._known_speakers: dict[int, frozenset[str]] = {}
        self._window = lru_cache(maxsize=256)(self._make_window)

    @cached_property
    def units(self) -> list[Unit]:
        return [unit for number, document in enumerate(self.documents) for unit in _units(number, document)]

    @cached_property
    def _signatures(self) -> Signatures:
        from .signatures import Signatures  # numpy: not for those who only ask how near is near enough

        return Signatures(self._folded())

    def _folded(self) -> Iterator[str]:
        for unit in self.units:
            end = min(unit.span.end + _OVERLAP, len(self.documents[unit.document].text))
            words = normalise(self.flowing(unit.document, Span(unit.span.start, end))).text
            self._packed.append(packed(words))
            yield words

    def places(self, parts: Sequence[str], *, limit: int) -> list[Place]:
        """The best places of a quotation, given as its folded parts, nearest first."""
        parts = [part for part in parts if part]
        if not parts or not self.units:
            return []
        likely = self._likeliest(parts)
        found = self._placed(parts, self._near(parts, likely), limit)
        if not found and max(map(len, parts)) > _OVERLAP:
            found = self._placed(parts, likely[:_FEW], limit)
        if len(parts) == 1 and not (found and found[0].distance == 0):
            found = _best(found + self._loosely_placed(parts[0], likely, limit), limit)
        if not (found or likely) and len(self.units) <= _SMALL:
            found = self._placed(parts, self._near(parts, range(len(self.units))), limit)
        return found

    def windows(self, words: str, limit: int) -> Iterator[tuple[int, int, Normalised]]:
        """The units likeliest to hold some folded words: document, offset in it, and the folded text."""
        for number in self._signatures.likeliest(words, limit):
            unit = self.units[number]
            yield unit.document, self._window_span(unit, 500).start, self._window(number, 500)

    def language(self, document: int) -> str:
        """The code of the language of a document, empty where it cannot be told."""
        if document not in self._known_languages:
            self._known_languages[document] = of_document(self.documents[document])
        return self._known_languages[document]

    def speakers(self, document: int) -> frozenset[str]:
        """Who speaks in a document, where it says so of its passages."""
        if document not in self._known_speakers:
            passages = self.documents[document].passages
            self._known_speakers[document] = frozenset(passage.speaker for passage in passages if passage.speaker)
        return self._known_speakers[document]

    def _likeliest(self, parts: Sequence[str]) -> list[int]:
        words = " ".join(parts)
        return self._signatures.likeliest(words, _OF_A_SHORT_ONE if len(words) < _SHORT else _CANDIDATES)

    def _loosely_placed(self, part: str, numbers: Sequence[int], limit: int) -> list[Place]:
        """Places of a few words in order with a word or two between them.

        Of a short quotation, one dropped "not" is too large a share of the letters for `allowed` to let it pass.
        """
        words = words_of(part)
        if not 3 <= len(words) <= _FEW:
            return []
        pattern = r"\b" + rf"\W+(?:\w+\W+){{0,{_DROPPED}}}?".join(words) + r"\b"
        if part.isascii():
            first_look = re.compile(pattern.encode(), re.ASCII)
            numbers = [number for number in numbers if first_look.search(self._packed[number])]
        found: list[Place] = []
        for number in numbers[: limit * 4]:
            window = self._window(number, 500)
            match = re.search(pattern, window.text)
            if match is not None:
                unit = self.units[number]
                span = window.span(*match.span())
                offset = self._window_span(unit, 500).start
                extra = abs(len(match[0]) - len(part))
                span = Span(span.start + offset, span.end + offset)
                found.append(Place(unit.document, (span,), extra, len(part) + extra))
        return _best(found, limit)

    def _near(self, parts: Sequence[str], numbers: Iterable[int]) -> list[int]:
        """Of these units the ones that hold something near the longest part, nearest first."""
        longest = max(parts, key=len)
        query, limit = packed(longest), allowed(longest)
        self._signatures  # noqa: B018 - what it is made from is kept for this look
        measured = ((distance(query, self._packed[number], limit), number) for number in numbers)
        near = sorted((far, number) for far, number in measured if far is not None)
        if near and len(parts) == 1:
            farthest = near[0][0] + _farther(len(longest))
            near = [(far, number) for far, number in near if far <= farthest]
        return [number for _, number in near[:_CANDIDATES]]

    def _placed(self, parts: Sequence[str], numbers: Sequence[int], limit: int) -> list[Place]:
        found: list[Place] = []
        margin = 500
        while margin < sum(map(len, parts)) + (FARTHEST_APART if len(parts) > 1 else 0):
            margin *= 2
        length = sum(map(len, parts))
        best = allowed("".join(parts))
        for number in numbers:
            window = self._window(number, margin)
            near = in_order(parts, window.text, best)
            if near is None:
                continue
            unit = self.units[number]
            offset = self._window_span(unit, margin).start
            spans = []
            for place in near:
                span = window.span(*to_words(window.text, place.start, place.end))
                spans.append(Span(span.start + offset, span.end + offset))
            found.append(Place(unit.document, tuple(spans), sum(place.distance for place in near), length))
            if len(apart := _best(found, limit)) == limit:
                best = min(best, apart[-1].distance)
                if not best:
                    break
        return _best(found, limit)

    def _window_span(self, unit: Unit, margin: int) -> Span:
        text = self.documents[unit.document].text
        return Span(max(0, unit.span.start - margin), min(len(text), unit.span.end + margin))

    def _make_window(self, number: int, margin: int) -> Normalised:
        unit = self.units[number]
        return normalise(self.flowing(unit.document, self._window_span(unit, margin)))

    def flowing(self, document: int, span: Span) -> str:
        """The text of a span as it reads on: furniture is blanked, every offset stays."""
        text = span.of(self.documents[document].text)
        furniture = self._furniture(document)
        index = max(0, bisect_left(furniture, span.start, key=lambda passage: passage.start) - 1)
        for passage in furniture[index:]:
            if passage.start >= span.end:
                break
            low, high = max(passage.start, span.start) - span.start, min(passage.end, span.end) - span.start
            if low < high:
                text = text[:low] + "\n" * (high - low) + text[high:]
        return text

    def _furniture(self, document: int) -> list[Span]:
        if document not in self._known_furniture:
            passages = self.documents[document].passages
            self._known_furniture[document] = sorted(p.span for p in passages if p.set_aside)
        return self._known_furniture[document]


def _units(number: int, document: Document) -> Iterator[Unit]:
    spans = [page.span for page in document.pages] or [Span(0, len(document.text))]
    for span in spans:
        start = span.start
        while span.end - start > UNIT_CHARACTERS:
            cut = document.text.rfind(" ", start + UNIT_CHARACTERS // 2, start + UNIT_CHARACTERS)
            cut = cut if cut > 0 else start + UNIT_CHARACTERS
            yield Unit(number, Span(start, cut))
            start = cut
        if start < span.end:
            yield Unit(number, Span(start, span.end))


def _farther(letters: int) -> int:
    """So many edits more than the nearest, and a place is not worth telling: a "not" less is."""
    return max(5, letters * 8 // 100)


def _best(places: Sequence[Place], limit: int) -> list[Place]:
    """Nearest first, of overlapping ones the nearest only; equally near ones as they stand in the documents.

    What is much farther away than the nearest is another text.
    """
    kept: list[Place] = []
    for place in sorted(places, key=lambda place: (place.distance, place.document, place.span)):
        if kept and place.distance > kept[0].distance + _farther(place.length):
            break
        if not any(place.document == other.document and place.span.overlaps(other.span) for other in kept):
            kept.append(place)
    return kept[:limit]
