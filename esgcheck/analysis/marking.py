"""Where in a passage the words of a query stand: for the highlights of a hit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

import tantivy

from .asking import Query, Words, unaccented, wanted
from .languages import LANGUAGES
from .text import normalise, words_of
from .types import Span


def marked(text: str, query: Query) -> list[Span]:
    """Where in ``text`` the words of a query stand, in order, none overlapping another."""
    folded = normalise(text)
    plain = unaccented(folded.text)
    places = list(_word_places(plain))
    words = [plain[start:end] for start, end in places]
    found: list[tuple[int, int]] = []
    for asked_for in wanted(query):
        size = len(asked_for.words)
        for at in range(len(words) - size + 1):
            if _fits(words[at : at + size], asked_for):
                found.append((places[at][0], places[at + size - 1][1]))
    return [folded.span(start, end) for start, end in _apart(sorted(found))]


def _fits(here: Sequence[str], asked_for: Words) -> bool:
    if asked_for.begins:
        return tuple(here[:-1]) == asked_for.words[:-1] and here[-1].startswith(asked_for.words[-1])
    if asked_for.forms and not forms_of(asked_for.words[0]).isdisjoint(forms_of(here[0])):
        return True
    return tuple(here) == asked_for.words


def _word_places(plain: str) -> Iterator[tuple[int, int]]:
    at = 0
    for word in words_of(plain):
        at = plain.index(word, at)
        yield at, at + len(word)
        at += len(word)


def _apart(spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    kept: list[tuple[int, int]] = []
    for start, end in spans:
        if kept and start < kept[-1][1]:
            kept[-1] = (kept[-1][0], max(end, kept[-1][1]))
        else:
            kept.append((start, end))
    return kept


@lru_cache(maxsize=20_000)
def forms_of(word: str) -> frozenset[tuple[str, str]]:
    """The stem of a word in every language, as (code, stem)."""
    return frozenset((code, stem) for code in LANGUAGES for stem in stemmer(code).analyze(word))


@cache
def stemmer(code: str) -> tantivy.TextAnalyzer:
    """Cuts at white space and stems; words are folded before."""
    chain = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace())
    return chain.filter(tantivy.Filter.stemmer(LANGUAGES[code])).build()
