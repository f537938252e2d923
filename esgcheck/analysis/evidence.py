"""Rank the passages of the sources that bear on a claim.

BM25 over stemmed words does the finding (within one document nothing measured better). What it finds is then read
again (``ranking``): shared names, numbers and years count more; and for a quoted finding or a denial, so do other words
of the same speaker, and words that qualify ("but", "failings", "concerning"), because what was left out is the story.

Passages are stemmed in the language of their document, so that German and Italian sources are not mangled by an
English stemmer. The index lies in memory, for a corpus made of a few files, or in a folder, where it grows by one
document at a time and is never built again. It keeps each passage as it is read, so that a hit needs nothing else.

The same passages give the same hits in the same order, however they came into it. So scores are rounded (the engine
adds floats in an order of its own), and equal ones go by document and place.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

import orjson
import tantivy

from .headed import Headed, passages_of
from .languages import LANGUAGES, language_of, stopwords
from .text import normalise, words_of
from .types import Document, Passage, Span

FORMAT = 3
"""Of an index in a folder; another number means that it has to be made anew."""

_ROUNDED = 3
_SPARE = 30
"""Hits taken beyond what is asked for: where the last ones score alike, none of them is left out by chance."""
_HEAP = 30_000_000


class Scored(NamedTuple):
    """A passage that the index found, not read yet: the key under which its document was added, and where it starts."""

    document: int
    start: int
    score: float
    address: tantivy.DocAddress


@dataclass(frozen=True, slots=True)
class Found:
    """A passage with the score that the index gave it, and the heading above it."""

    document: int
    passage: Passage
    text: str
    score: float
    heading: str = ""


class EvidenceIndex:
    """Passages by their stemmed words. One process writes a folder at a time (the caller's lock); any may read it."""

    def __init__(self, folder: Path | None = None) -> None:
        """In memory without a folder. Raises OSError or ValueError where it holds something else, or a broken index."""
        self._index = tantivy.Index(_schema(), path=None if folder is None else str(folder), reuse=folder is not None)
        for code, name in LANGUAGES.items():
            chain = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
            chain = chain.filter(tantivy.Filter.remove_long(40)).filter(tantivy.Filter.lowercase())
            self._index.register_tokenizer(f"stem_{code}", chain.filter(tantivy.Filter.stemmer(name)).build())
        self._index.reload()

    def replace(self, documents: Iterable[tuple[int, Document]], gone: Collection[int] = ()) -> int:
        """Take in (key, document) for each, in place of what is held under these keys and ``gone``; ``documents`` are
        asked for one by one. Returns how many passages there are now."""
        writer = self._index.writer(heap_size=_HEAP, num_threads=1)
        for key in gone:
            self._delete(writer, key)
        for key, document in documents:
            self._delete(writer, key)
            for entry in _entries(key, document):
                writer.add_document(entry)
        writer.commit()
        writer.wait_merging_threads()
        self._index.reload()
        self.__dict__.pop("_searcher", None)
        self.__dict__.pop("_languages", None)
        return self.passages

    @property
    def passages(self) -> int:
        """How many there are."""
        return int(self._searcher.num_docs)

    def count_of(self, key: int) -> int:
        """How many of them are of the document under this key."""
        return int(self._searcher.doc_freq("key", key))

    def find(self, words: str, *, limit: int) -> list[Found]:
        """The passages that share most with ``words``, best first."""
        return [self.read(scored) for scored in self.best(words, limit=limit)]

    def best(self, words: str, *, limit: int, named: Iterable[str] = (), also: str = "") -> list[Scored]:
        """The same, not read yet. ``also`` counts half as much as ``words``.

        With ``named``, only passages that name one of these or are spoken by them.
        """
        query = self._query(words, named, also)
        return self._best(query, limit) if query is not None else []

    def asked(self, words: str, limit: int) -> int:
        """How many hits the engine itself gives for the words; for measuring beside it."""
        query = self._query(words)
        return len(self._searcher.search(query, limit, count=False).hits) if query is not None else 0

    def _query(self, words: str, named: Iterable[str] = (), also: str = "") -> tantivy.Query | None:
        telling_nothing = stopwords(words)
        asked = dict.fromkeys(_terms(also), 0.5) | dict.fromkeys(_terms(words), 1.0)
        spelt = [f"{term}^{weight}" for term, weight in asked.items() if term not in telling_nothing]
        if not spelt or not self._languages:
            return None
        fields = self._languages
        names = [f"{field}:{name}" for word in named for name in _terms(word) for field in ("speaker", *fields)]
        must = f"+({' '.join(names)}) " if names else ""
        query, _ = self._index.parse_query_lenient(must + " ".join(spelt), default_field_names=fields)
        return query

    def read(self, scored: Scored) -> Found:
        """The passage itself. Raises RuntimeError where the index has changed since it was found."""
        return self._found(scored.address, scored.score)

    def at(self, places: Iterable[tuple[int, int]]) -> dict[tuple[int, int], Found]:
        """The passages at these places, (key, start) each, those that are held; their score is nought."""
        wanted = set(places)
        numbers = [_place(*place) for place in wanted]
        if not numbers:
            return {}
        query = tantivy.Query.term_set_query(self._index.schema, "place", numbers)
        hits = self._searcher.search(query, len(numbers), count=False).hits
        found = [self._found(address, 0.0) for _, address in hits]
        return {place: one for one in found if (place := (one.document, one.passage.span.start)) in wanted}

    @cached_property
    def _searcher(self) -> tantivy.Searcher:
        return self._index.searcher()

    @cached_property
    def _languages(self) -> list[str]:
        """Those that documents are in: no other field need be asked."""
        return sorted(code for code in LANGUAGES if self._searcher.doc_freq("language", code))

    def _best(self, query: tantivy.Query, limit: int) -> list[Scored]:
        wanted = limit + _SPARE
        while True:
            hits = self._searcher.search(query, wanted, count=False).hits
            addresses = [address for _, address in hits]
            keys, starts = (self._searcher.fast_field_values(name, addresses) for name in ("key", "start"))
            scored = sorted(
                (-round(float(score), _ROUNDED), int(key or 0), int(start or 0), number)
                for number, ((score, _), key, start) in enumerate(zip(hits, keys, starts, strict=True))
            )
            whole = len(hits) < wanted
            if whole or scored[limit - 1][0] < scored[-1][0]:
                return [Scored(key, start, -score, addresses[number]) for score, key, start, number in scored[:limit]]
            wanted *= 2

    def _found(self, address: tantivy.DocAddress, score: float) -> Found:
        kept = self._searcher.doc(address).get_first("passage")
        key, text, heading, start, end, page, kind, speaker, time_start, time_end = orjson.loads(bytes(kept or b""))
        return Found(key, Passage(Span(start, end), page, kind, speaker, time_start, time_end), text, score, heading)

    def _delete(self, writer: tantivy.IndexWriter, key: int) -> None:
        writer.delete_documents_by_query(tantivy.Query.term_query(self._index.schema, "key", key))


def _entries(key: int, document: Document) -> Iterator[tantivy.Document]:
    language = language_of(document.text[:20_000])
    return (_entry(key, language, headed) for headed in passages_of(document))


def _entry(key: int, language: str, headed: Headed) -> tantivy.Document:
    passage = headed.passage
    entry = tantivy.Document()
    entry.add_text(language, " ".join(_terms(headed.words)))
    entry.add_text("language", language)
    entry.add_text("speaker", normalise(passage.speaker).text)
    entry.add_unsigned("key", key)
    entry.add_unsigned("start", passage.span.start)
    entry.add_unsigned("place", _place(key, passage.span.start))
    row = (
        passage.span.start, passage.span.end, passage.page, passage.kind, passage.speaker, passage.time_start,
        passage.time_end,
    )  # fmt: skip
    entry.add_bytes("passage", orjson.dumps([key, headed.text, headed.heading, *row]))
    return entry


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder().add_unsigned_field("key", indexed=True, fast=True)
    builder = builder.add_unsigned_field("start", fast=True).add_unsigned_field("place", indexed=True)
    builder = builder.add_text_field("speaker", index_option="basic")
    builder = builder.add_text_field("language", tokenizer_name="raw", index_option="basic")
    builder = builder.add_bytes_field("passage", stored=True)
    for language in LANGUAGES:
        builder = builder.add_text_field(language, tokenizer_name=f"stem_{language}", index_option="freq")
    return builder.build()


def _place(key: int, start: int) -> int:
    """One number for both, hardly ever the same for two."""
    return (key * 0x9E3779B97F4A7C15 + start) % (1 << 63)


def _terms(words: str) -> list[str]:
    return words_of(normalise(words).text)
