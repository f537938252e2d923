"""Rank the passages of the sources that bear on a claim.

BM25 over stemmed words does the finding (within one document nothing measured better). What it finds is then read
again: shared names, numbers and years count more; and for a quoted finding or a denial, so do other words of the same
speaker, and words that qualify ("but", "failings", "concerning"), because what was left out is the story.

Passages are stemmed in the language of their document, so that German and Italian sources are not mangled by an
English stemmer.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

import tantivy

from .languages import LANGUAGES, language_of, stopwords
from .text import normalise, words_of
from .types import Document, Passage, Span

_QUOTED = re.compile('["“”„«»]')
_SHORTEST = 5
"""Words; a shorter passage says something only where somebody speaks."""


@dataclass(frozen=True, slots=True)
class Found:
    """A passage with the score that the index gave it."""

    document: int
    passage: Passage
    text: str
    score: float


class EvidenceIndex:
    """The passages of ``documents`` by their stemmed words, in memory; built at the first question."""

    def __init__(self, documents: Sequence[Document]) -> None:
        self.documents = documents
        self._documents_of = array("L")
        self._passages_of = array("L")
        self._languages: set[str] = set()

    @cached_property
    def _index(self) -> tuple[tantivy.Index, tantivy.Searcher]:
        builder = tantivy.SchemaBuilder().add_unsigned_field("number", fast=True)
        builder = builder.add_text_field("speaker", index_option="basic")
        for language in LANGUAGES:
            builder = builder.add_text_field(language, tokenizer_name=f"stem_{language}", index_option="freq")
        index = tantivy.Index(builder.build())
        for code, name in LANGUAGES.items():
            chain = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
            chain = chain.filter(tantivy.Filter.remove_long(40)).filter(tantivy.Filter.lowercase())
            index.register_tokenizer(f"stem_{code}", chain.filter(tantivy.Filter.stemmer(name)).build())
        writer = index.writer(heap_size=30_000_000, num_threads=1)
        for number, document in enumerate(self.documents):
            language = language_of(document.text[:20_000])
            for position, passage in enumerate(document.passages):
                text = passage.span.of(document.text)
                if not _worth_ranking(passage, text):
                    continue
                entry = tantivy.Document()
                entry.add_text(language, " ".join(_terms(text)))
                entry.add_text("speaker", normalise(passage.speaker).text)
                entry.add_unsigned("number", len(self._documents_of))
                writer.add_document(entry)
                self._documents_of.append(number)
                self._passages_of.append(position)
                self._languages.add(language)
        writer.commit()
        writer.wait_merging_threads()
        index.reload()
        return index, index.searcher()

    def find(self, words: str, *, limit: int, named: Iterable[str] = (), also: str = "") -> list[Found]:
        """The passages that share most with ``words`` (and, half as much, with ``also``), best first.

        With ``named``, only passages that name one of these or are spoken by them.
        """
        index, searcher = self._index
        fields = sorted(self._languages)
        telling_nothing = stopwords(words)
        asked = dict.fromkeys(_terms(also), 0.5) | dict.fromkeys(_terms(words), 1.0)
        spelt = [f"{term}^{weight}" for term, weight in asked.items() if term not in telling_nothing]
        if not spelt or not fields:
            return []
        names = [f"{field}:{name}" for word in named for name in _terms(word) for field in ("speaker", *fields)]
        must = f"+({' '.join(names)}) " if names else ""
        query, _ = index.parse_query_lenient(must + " ".join(spelt), default_field_names=fields)
        hits = searcher.search(query, limit, count=False).hits
        numbers = searcher.fast_field_values("number", [address for _, address in hits])
        scored = zip((score for score, _ in hits), numbers, strict=True)
        return [self._found(number, float(score)) for score, number in scored if isinstance(number, int)]

    def _found(self, number: int, score: float) -> Found:
        document = self._documents_of[number]
        passage = self.documents[document].passages[self._passages_of[number]]
        return Found(document, passage, passage.span.of(self.documents[document].text), score)

    def around(self, document: int, span: Span, *, also: int = 0) -> list[Passage]:
        """The passages that ``span`` of a document touches, and as many before them as ``also`` says."""
        passages = self.documents[document].passages
        high = bisect_left(passages, span.end, key=lambda passage: passage.span.start)
        low = high
        while low > 0 and passages[low - 1].span.end > span.start:
            low -= 1
        return list(passages[max(0, low - also) : high])


def _terms(words: str) -> list[str]:
    return words_of(normalise(words).text)


def _worth_ranking(passage: Passage, text: str) -> bool:
    if passage.set_aside or passage.kind == "heading" or passage.header:
        return False
    return passage.kind == "utterance" or len(words_of(text)) >= _SHORTEST or _QUOTED.search(text) is not None
