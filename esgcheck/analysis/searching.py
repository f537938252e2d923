"""An index of passages on disk, for the search box: which passages hold what was asked, and where in them.

One folder is one index (tantivy). It is derived: delete it, and it is made again from the passages. Words are indexed
twice, as they are written (for phrases) and by their stems in the language of their document (for other forms). No
text is kept in it; who asks gets places and looks the words up where they are kept.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

import tantivy

from .asking import Every, Query, Without, Words, search_words
from .languages import LANGUAGES, language_of
from .marking import forms_of, stemmer
from .types import FURNITURE, Document, PassageKind, Span

FORMAT = 2
"""Of the index on disk; another number means that it has to be made anew."""

KINDS: tuple[PassageKind, ...] = (
    "paragraph", "list_item", "table_row", "heading", "utterance", "caption", "footnote"
)  # fmt: skip
Order = Literal["best", "place", "oldest", "newest"]

_LONGEST_WORD = 60
_LONG = 80
"""Words of a passage up to which more of them speak for it: a sentence tells more than a heading of the same words."""
_HEAP = 30_000_000


@dataclass(frozen=True, slots=True)
class Filters:
    """What a hit must be, beside holding the words; empty: anything. ``kinds`` of passages, ``keys`` of documents,
    words of the ``speaker``; days as 20240531, 0 for no bound. A document without a day is in no bounded stretch."""

    keys: frozenset[int] | None = None
    kinds: frozenset[str] = frozenset()
    speaker: str = ""
    first_day: int = 0
    last_day: int = 0


@dataclass(frozen=True, slots=True)
class Place:
    """A passage that was found: ``key`` of its document, its place there, and whether it is ``hidden`` on its page."""

    key: int
    span: Span
    page: int
    kind: PassageKind
    hidden: bool


class PassageIndex:
    """The index in ``folder``, opened or begun. One process writes at a time (the caller's lock); any may read."""

    def __init__(self, folder: Path) -> None:
        """Raises OSError or ValueError where the folder holds something else, or a broken index."""
        self._index = tantivy.Index(_schema(), path=str(folder), reuse=True)
        for code in LANGUAGES:
            self._index.register_tokenizer(f"stems_{code}", stemmer(code))
        self._index.register_tokenizer("words", _words())
        self._index.reload()

    def replace(self, documents: Iterator[tuple[int, Document, int]], gone: Collection[int] = ()) -> None:
        """Take in (key, document, day) for each, in place of what the index holds under these keys and ``gone``.

        ``day`` as 20240531, 0 where the document bears none.
        """
        writer = self._index.writer(heap_size=_HEAP, num_threads=1)
        for key in gone:
            writer.delete_documents_by_query(self._is("key", key))
        for key, document, day in documents:
            writer.delete_documents_by_query(self._is("key", key))
            for entry in _entries(key, document, day):
                writer.add_document(entry)
        writer.commit()
        writer.wait_merging_threads()
        self._index.reload()

    def find(
        self, query: Query, filters: Filters, *, order: Order = "best", first: int = 0, limit: int = 30
    ) -> tuple[int, list[Place]]:
        """How many passages there are, and ``limit`` of them from ``first`` on."""
        searcher = self._index.searcher()
        built = self._filtered(query, filters)
        if order == "best":
            # BM25 alone puts headings and other scraps first.
            found = searcher.search(built, limit, offset=first, weight_by_field="size")
        else:
            by, ascending = ("position", True) if order == "place" else ("day", order == "oldest")
            found = searcher.search(
                built, limit, offset=first, order_by_field=by,
                order=tantivy.Order.Asc if ascending else tantivy.Order.Desc,
            )  # fmt: skip
        addresses = [address for _, address in found.hits]
        columns = [searcher.fast_field_values(name, addresses) for name in ("key", "start", "end", "page", "kind")]
        places = [
            Place(int(key), Span(int(start), int(end)), int(page), KINDS[int(kind) >> 1], bool(int(kind) & 1))
            for key, start, end, page, kind in zip(*columns, strict=True)
            if key is not None
        ]  # fmt: skip
        return int(found.count or 0), places  # type: ignore[attr-defined]  # its stub lacks it

    def counted(self, query: Query, filters: Filters) -> dict[int, int]:
        """How many passages each document has, by key, whichever documents ``filters`` names."""
        open_to_all = Filters(None, filters.kinds, filters.speaker, filters.first_day, filters.last_day)
        built = self._filtered(query, open_to_all)
        said = self._index.searcher().aggregate(built, {"keys": {"terms": {"field": "key", "size": 10_000}}})
        return {int(bucket["key"]): int(bucket["doc_count"]) for bucket in said["keys"]["buckets"]}

    def _filtered(self, query: Query, filters: Filters) -> tantivy.Query:
        must = [(tantivy.Occur.Must, self._built(query))]
        if filters.keys is not None:
            must.append((tantivy.Occur.Must, self._one_of("key", filters.keys)))
        if filters.kinds:
            numbers = {2 * KINDS.index(kind) + hidden for kind in KINDS if kind in filters.kinds for hidden in (0, 1)}
            must.append((tantivy.Occur.Must, self._one_of("kind", numbers)))
        for word in search_words(filters.speaker):
            must.append((tantivy.Occur.Must, self._beginning("speaker", word)))
        if filters.first_day or filters.last_day:
            days = tantivy.Query.range_query(
                self._index.schema, "day", tantivy.FieldType.Unsigned, max(filters.first_day, 1),
                filters.last_day or 99_999_999,
            )  # fmt: skip
            must.append((tantivy.Occur.Must, tantivy.Query.const_score_query(days, 0.0)))
        return tantivy.Query.boolean_query(must)

    def _built(self, query: Query) -> tantivy.Query:
        if isinstance(query, Words):
            return self._worded(query)
        if isinstance(query, Without):
            everything = (tantivy.Occur.Must, tantivy.Query.const_score_query(tantivy.Query.all_query(), 0.0))
            return tantivy.Query.boolean_query([everything, (tantivy.Occur.MustNot, self._built(query.part))])
        how = tantivy.Occur.Must if isinstance(query, Every) else tantivy.Occur.Should
        return tantivy.Query.boolean_query([(how, self._built(part)) for part in query.parts])

    def _worded(self, asked: Words) -> tantivy.Query:
        schema = self._index.schema
        words: list[str | tuple[int, str]] = list(asked.words)
        if asked.begins and len(words) == 1:
            return self._beginning("words", asked.words[0])
        if asked.begins:
            return tantivy.Query.phrase_prefix_query(schema, "words", words)
        if len(words) > 1:
            return tantivy.Query.phrase_query(schema, "words", words)
        exact = tantivy.Query.term_query(schema, "words", asked.words[0])
        if not asked.forms:
            return exact
        stems = [
            (tantivy.Occur.Should, tantivy.Query.term_query(schema, code, stem))
            for code, stem in sorted(forms_of(asked.words[0]))
        ]
        return tantivy.Query.boolean_query([(tantivy.Occur.Should, exact), *stems])

    def _beginning(self, field: str, word: str) -> tantivy.Query:
        """``word`` is letters and digits only, so that nothing in it means something to a regular expression."""
        return tantivy.Query.regex_query(self._index.schema, field, f"{word}.*")

    def _one_of(self, field: str, numbers: Collection[int]) -> tantivy.Query:
        either = [(tantivy.Occur.Should, self._is(field, number)) for number in sorted(numbers)]
        return tantivy.Query.const_score_query(tantivy.Query.boolean_query(either), 0.0)

    def _is(self, field: str, number: int) -> tantivy.Query:
        return tantivy.Query.term_query(self._index.schema, field, number)


def _entries(key: int, document: Document, day: int) -> Iterator[tantivy.Document]:
    language = language_of(document.text[:20_000])
    for number, passage in enumerate(document.passages):
        if passage.kind in FURNITURE:
            continue
        words = search_words(passage.span.of(document.text))
        if not words:
            continue
        text = " ".join(word[:_LONGEST_WORD] for word in words)
        entry = tantivy.Document()
        entry.add_text("words", text)
        entry.add_text(language, text)
        if passage.speaker:
            entry.add_text("speaker", " ".join(search_words(passage.speaker)))
        entry.add_unsigned("key", key)
        entry.add_unsigned("position", (key << 32) + number)
        entry.add_unsigned("start", passage.span.start)
        entry.add_unsigned("end", passage.span.end)
        entry.add_unsigned("page", passage.page)
        entry.add_unsigned("size", min(len(words), _LONG))
        entry.add_unsigned("kind", 2 * KINDS.index(passage.kind) + bool(passage.hidden))
        entry.add_unsigned("day", day)
        yield entry


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder = builder.add_text_field("words", tokenizer_name="words", index_option="position")
    builder = builder.add_text_field("speaker", tokenizer_name="words", index_option="basic")
    for code in LANGUAGES:
        builder = builder.add_text_field(code, tokenizer_name=f"stems_{code}", index_option="freq")
    for name in ("key", "kind", "day"):
        builder = builder.add_unsigned_field(name, indexed=True, fast=True)
    for name in ("position", "start", "end", "page", "size"):
        builder = builder.add_unsigned_field(name, fast=True)
    return builder.build()


@cache
def _words() -> tantivy.TextAnalyzer:
    return tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build()
