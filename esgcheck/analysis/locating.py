"""Find a quotation in thousands of pages.

Texts are cut into units of about a page. An index of their words (tantivy, in memory) names the few units worth
looking at: those that hold the words as a phrase, else those that share its rarest words. Inside a unit, and a margin
around it so that a quotation may run over the border, edlib finds the nearest stretch, whose edges are then moved to
words. Headers, footers and page numbers are blanked out first: a quotation runs on over the page break.

The parts of a quotation with words left out are looked up together: in order, near each other, in one place.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

import tantivy

from .fuzzy import Infix, distance, infix, packed, to_words
from .text import Normalised, normalise, words_of
from .types import Document, Span

UNIT_CHARACTERS = 6_000
"""A longer page is cut in two, so that no single look-up is dear."""

FARTHEST_APART = 3_000
"""Characters between the parts of one elided quotation: more than a page left out is no longer one quotation."""

_RAREST = 10
_CANDIDATES = 20
_FEW = 9
_DROPPED = 2


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


def allowed(words: str) -> int:
    """How many edits a text may be away and still count as these words.

    Any two English sentences are about 55 % alike letter by letter; the shorter, the more chance alone explains. A
    letter of a script without spaces is as telling as a word.
    """
    length = len(words)
    if not words.isascii() and len(words_of(words)) * 2 > length:
        return int(length * 0.3) if length >= 6 else 0
    if length < 8:
        return 0
    return int(length * (0.15 if length < 25 else 0.25 if length < 40 else 0.3))


class Locator:
    """The index over ``documents``; nothing is built before the first look-up."""

    def __init__(self, documents: Sequence[Document]) -> None:
        self.documents = documents
        self._packed: list[bytes] = []
        self._known_furniture: dict[int, list[Span]] = {}
        self._window = lru_cache(maxsize=256)(self._make_window)

    @cached_property
    def units(self) -> list[Unit]:
        return [unit for number, document in enumerate(self.documents) for unit in _units(number, document)]

    @cached_property
    def _index(self) -> tuple[tantivy.Index, tantivy.Searcher]:
        schema = (
            tantivy.SchemaBuilder()
            .add_text_field("words", tokenizer_name="default", index_option="position")
            .add_unsigned_field("unit", fast=True)
            .build()
        )
        index = tantivy.Index(schema)
        writer = index.writer(heap_size=30_000_000, num_threads=1)
        for number, unit in enumerate(self.units):
            words = normalise(self.flowing(unit.document, unit.span)).text
            self._packed.append(packed(words))
            entry = tantivy.Document()
            entry.add_text("words", words if words.isascii() else " ".join(words_of(words)))
            entry.add_unsigned("unit", number)
            writer.add_document(entry)
        writer.commit()
        writer.wait_merging_threads()
        index.reload()
        return index, index.searcher()

    def places(self, parts: Sequence[str], *, limit: int) -> list[Place]:
        """The best places of a quotation, given as its folded parts, nearest first."""
        parts = [part for part in parts if part]
        if not parts or not self.units:
            return []
        found = self._placed(parts, self._holding_phrase(parts, limit), limit)
        if not found and len(parts) == 1:
            found = self._loosely_placed(parts[0], limit)
        if not found or found[0].distance:
            sharing = self._sharing_rarest(parts)
            near = self._placed(parts, self._near(parts, sharing), limit) or self._placed(parts, sharing, limit)
            found = _best(found + near, limit)
        if not found and self._worth_a_full_scan(parts):
            found = self._placed(parts, self._near(parts, range(len(self.units))), limit)
        return found

    def _holding_phrase(self, parts: Sequence[str], limit: int) -> list[int]:
        index, _ = self._index
        queries = []
        for part in parts:
            words: list[str | tuple[int, str]] = [*words_of(part)]
            if len(words) > 1:
                queries.append(tantivy.Query.phrase_query(index.schema, "words", words))
            elif words:
                queries.append(tantivy.Query.term_query(index.schema, "words", words[0]))
        if not queries:
            return []
        every = tantivy.Query.boolean_query([(tantivy.Occur.Must, query) for query in queries])
        return sorted(self._search(every, limit * 4))

    def _loosely_placed(self, part: str, limit: int) -> list[Place]:
        """Places of a few words in order with a word or two between them.

        Of a short quotation, one dropped "not" is too large a share of the letters for `allowed` to let it pass.
        """
        words = words_of(part)
        if not 3 <= len(words) <= _FEW:
            return []
        index, _ = self._index
        loose = tantivy.Query.phrase_query(index.schema, "words", [*words], slop=_DROPPED)
        pattern = re.compile(r"\b" + rf"\W+(?:\w+\W+){{0,{_DROPPED}}}?".join(words) + r"\b")
        found: list[Place] = []
        for number in self._search(loose, limit * 4):
            window = self._window(number, 500)
            match = pattern.search(window.text)
            if match is not None:
                unit = self.units[number]
                span = window.span(*match.span())
                offset = self._window_span(unit, 500).start
                extra = abs(len(match[0]) - len(part))
                span = Span(span.start + offset, span.end + offset)
                found.append(Place(unit.document, (span,), extra, len(part) + extra))
        return _best(found, limit)

    def _sharing_rarest(self, parts: Sequence[str]) -> list[int]:
        index, searcher = self._index
        words = set(words_of(" ".join(parts)))
        counted = sorted((searcher.doc_freq("words", word), word) for word in words)
        rarest = [word for count, word in counted if count][:_RAREST]
        if not rarest:
            return []
        terms = [
            (tantivy.Occur.Should, tantivy.Query.term_query(index.schema, "words", word, index_option="freq"))
            for word in rarest
        ]
        return self._search(tantivy.Query.boolean_query(terms), _CANDIDATES)

    def _search(self, query: tantivy.Query, limit: int) -> list[int]:
        _, searcher = self._index
        hits = searcher.search(query, limit, count=False).hits
        numbers = searcher.fast_field_values("unit", [address for _, address in hits])
        return [number for number in numbers if isinstance(number, int)]

    def _worth_a_full_scan(self, parts: Sequence[str]) -> bool:
        """For what noise in every word hides from the index: of a long quotation some word is always whole."""
        letters, words = sum(map(len, parts)), sum(len(words_of(part)) for part in parts)
        return words >= 3 and letters >= 12 and (letters < 60 or len(self.units) <= 500)

    def _near(self, parts: Sequence[str], numbers: Iterable[int]) -> list[int]:
        """Of these units the ones that hold something near the longest part, nearest first."""
        longest = max(parts, key=len)
        query, limit = packed(longest), allowed(longest)
        measured = ((distance(query, self._packed[number], limit), number) for number in numbers)
        return [number for _, number in sorted((far, number) for far, number in measured if far is not None)][
            :_CANDIDATES
        ]

    def _placed(self, parts: Sequence[str], numbers: Sequence[int], limit: int) -> list[Place]:
        found: list[Place] = []
        margin = 500
        while margin < sum(map(len, parts)) + (FARTHEST_APART if len(parts) > 1 else 0):
            margin *= 2
        length = sum(map(len, parts))
        best = allowed("".join(parts))
        for number in numbers:
            window = self._window(number, margin)
            near = _in_order(parts, window.text, best)
            if near is None:
                continue
            unit = self.units[number]
            offset = self._window_span(unit, margin).start
            spans = []
            for place in near:
                span = window.span(*to_words(window.text, place.start, place.end))
                spans.append(Span(span.start + offset, span.end + offset))
            found.append(Place(unit.document, tuple(spans), sum(place.distance for place in near), length))
            if len(found) >= limit:
                best = min(best, sorted(place.distance for place in found)[limit - 1])
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


def _in_order(parts: Sequence[str], text: str, limit: int) -> list[Infix] | None:
    """Each part behind the one before it, not too far apart; None where they do not fit within ``limit`` edits.

    The longest part is the surest, so it is placed first, the others before and behind it.
    """
    if len(parts) == 1:
        place = infix(parts[0], text, limit)
        return None if place is None else [place]
    anchor = max(range(len(parts)), key=lambda index: len(parts[index]))
    place = infix(parts[anchor], text, min(limit, allowed(parts[anchor])))
    if place is None:
        return None
    found = {anchor: place}
    end = place.end
    for index in range(anchor + 1, len(parts)):
        near = infix(parts[index], text[end : end + FARTHEST_APART + len(parts[index])], allowed(parts[index]))
        if near is None:
            return None
        found[index] = Infix(near.distance, near.start + end, near.end + end)
        end = found[index].end
    start = place.start
    for index in range(anchor - 1, -1, -1):
        low = max(0, start - FARTHEST_APART - len(parts[index]))
        near = _last_infix(parts[index], text[low:start])
        if near is None:
            return None
        found[index] = Infix(near.distance, near.start + low, near.end + low)
        start = found[index].start
    placed = [found[index] for index in range(len(parts))]
    return placed if sum(place.distance for place in placed) <= limit else None


def _last_infix(part: str, text: str) -> Infix | None:
    """The place nearest to the end: what is found in the text read backwards."""
    place = infix(part[::-1], text[::-1], allowed(part))
    return None if place is None else Infix(place.distance, len(text) - place.end, len(text) - place.start)


def _best(places: Sequence[Place], limit: int) -> list[Place]:
    """Nearest first, of overlapping ones the nearest only; equally near ones as they stand in the documents."""
    kept: list[Place] = []
    for place in sorted(places, key=lambda place: (place.distance, place.document, place.span)):
        if not any(place.document == other.document and place.span.overlaps(other.span) for other in kept):
            kept.append(place)
    return kept[:limit]
