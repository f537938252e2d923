"""What somebody types into a search box, as a tree: words, "phrases", AND, OR, NOT, brackets, begin*.

Words side by side must all be there (AND binds closer than OR). A word matches its other forms too ("emission" finds
"emissions"), words in quotation marks only as they are written and in this order, ``emiss*`` whatever begins so. A
minus sign before a word is NOT. Operators count in capitals only, so that nobody's "and" is one by accident.

Words are folded as everywhere (:mod:`.text`), and accents are dropped: who types "Zurich" finds "Zürich".
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from .text import normalise, words_of

LONGEST = 500
MOST_WORDS = 40
MOST_BRACKETS = 20

_TOKEN = re.compile(r"""\s*(?:(?P<bracket>[()])|(?P<not>[-−](?=[\w"“„«(]))|["“”„«»](?P<phrase>[^"“”„«»]*)["“”„«»]?"""
                    r"""|(?P<word>[^\s()"“”„«»]+))""")  # fmt: skip


class BadQuery(ValueError):
    """What was typed cannot be understood; ``str()`` is a sentence that says why."""


@dataclass(frozen=True, slots=True)
class Words:
    """One word, or several in this order. ``forms``: other forms of it count; ``begins``: the last one may go on."""

    words: tuple[str, ...]
    forms: bool = False
    begins: bool = False


@dataclass(frozen=True, slots=True)
class Every:
    parts: tuple[Query, ...]


@dataclass(frozen=True, slots=True)
class Either:
    parts: tuple[Query, ...]


@dataclass(frozen=True, slots=True)
class Without:
    part: Query


Query = Words | Every | Either | Without


def asked(typed: str) -> Query:
    """Read a query. Raises BadQuery with a sentence for the person who typed it."""
    if len(typed) > LONGEST:
        raise BadQuery(f"A search has at most {LONGEST} characters. Leave some words out.")
    tokens = list(_tokens(typed))
    if not tokens:
        raise BadQuery("Type the words to look for.")
    if sum(isinstance(token, Words) for token in tokens) > MOST_WORDS:
        raise BadQuery(f"A search has at most {MOST_WORDS} words. Leave some out.")
    if tokens.count("(") > MOST_BRACKETS:
        raise BadQuery("There are too many brackets in this search.")
    reader = _Reader(tokens)
    query = reader.either()
    if reader.left:
        raise BadQuery("A closing bracket has no opening one before it.")
    if not _says_something(query):
        raise BadQuery("NOT alone finds everything else. Say also what to look for.")
    return query


def wanted(query: Query) -> Iterator[Words]:
    """The words and phrases that a hit may have, to highlight: all that are not ruled out."""
    if isinstance(query, Words):
        yield query
    elif isinstance(query, Every | Either):
        for part in query.parts:
            yield from wanted(part)


def search_words(text: str) -> list[str]:
    """The words of a text as the index has them: folded, without accents."""
    return words_of(unaccented(normalise(text).text))


def unaccented(folded: str) -> str:
    """Letters without their accents, one for one: the length stays, so that places stay."""
    return folded if folded.isascii() else "".join(map(_bare, folded))


def _bare(letter: str) -> str:
    base = unicodedata.normalize("NFD", letter)[0] if not letter.isascii() else letter
    return base if base.isascii() else letter


def _tokens(typed: str) -> Iterator[Words | str]:
    at = 0
    while match := _TOKEN.match(typed, at):
        at = match.end()
        if bracket := match["bracket"]:
            yield bracket
        elif match["not"]:
            yield "NOT"
        elif match["phrase"] is not None:
            if words := search_words(match["phrase"]):
                yield Words(tuple(words))
        elif match["word"] in {"AND", "OR", "NOT"}:
            yield match["word"]
        elif words := search_words(match["word"]):
            begins = match["word"].endswith("*")
            yield Words(tuple(words), forms=len(words) == 1 and not begins, begins=begins)


class _Reader:
    """Recursive descent over the tokens; the depth is bounded by the number of brackets and NOTs."""

    def __init__(self, tokens: list[Words | str]) -> None:
        self.left = tokens

    def either(self) -> Query:
        parts = [self.every()]
        while self.left and self.left[0] == "OR":
            self._need_more("OR")
            parts.append(self.every())
        return parts[0] if len(parts) == 1 else Either(tuple(parts))

    def every(self) -> Query:
        if self.left and self.left[0] in {"OR", "AND"}:
            raise BadQuery(f"There is nothing before {self.left[0]}. To look for the word itself, write it small.")
        parts = [self.one()]
        while self.left and self.left[0] not in {"OR", ")"}:
            if self.left[0] == "AND":
                self._need_more("AND")
            parts.append(self.one())
        return parts[0] if len(parts) == 1 else Every(tuple(parts))

    def one(self) -> Query:
        here = self.left[0]
        if here == "NOT":
            self._need_more("NOT")
            if self.left[0] == "NOT":
                raise BadQuery("NOT stands twice in a row.")
            return Without(self.one())
        if here == "(":
            self._need_more("an opening bracket")
            if self.left[0] == ")":
                raise BadQuery("There is nothing between the brackets.")
            inside = self.either()
            if not self.left:
                raise BadQuery("A bracket is not closed.")
            self.left = self.left[1:]
            return inside
        if isinstance(here, str):
            if here == ")":
                raise BadQuery("A closing bracket has no opening one before it.")
            raise BadQuery(f"There is nothing before {here}. To look for the word itself, write it small.")
        self.left = self.left[1:]
        return here

    def _need_more(self, after: str) -> None:
        self.left = self.left[1:]
        if not self.left:
            raise BadQuery(f"There is nothing after {after}. To look for the word itself, write it small.")


def _says_something(query: Query) -> bool:
    """Whether something must be there for a hit: every way to be a hit has to have it."""
    if isinstance(query, Words):
        return True
    if isinstance(query, Without):
        return False
    said = [_says_something(part) for part in query.parts]
    return any(said) if isinstance(query, Every) else all(said)
