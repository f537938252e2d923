"""Phrases that lead to a code, and where they stand in a text, in one pass over its words.

A line of a list is ``ESRS GRI: phrase | phrase …``; the GRI code may be missing, and then the phrases are general ones.
In a phrase ``word*`` is any word that begins so, ``(word)`` may be missing, ``..`` stands for up to four words. Chinese
phrases are looked for as they are, since there are no spaces around them.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import product

from esgcheck.analysis.claims.topics import conduct, environment, people

_TOKEN = re.compile(r"[^\W\d_]+|\d+")
_PIECE = re.compile(r"\.\.|[^\W\d_]+\*?|\d+")
_CJK = re.compile(r"[\u3400-\u9fff]")
_LINE = re.compile(r"^(?P<esrs>[ESG]\d|2)(?: (?P<gri>\d{1,3}-\d{1,2}))?: ", re.MULTILINE)
_GAP = 4
_KEY = 3
_SUBSCRIPTS = str.maketrans("₀₁₂₃₄₅₆₇₈₉⁰¹²³⁴⁵⁶⁷⁸⁹", "01234567890123456789")


@dataclass(frozen=True, slots=True)
class Subject:
    """A line of the list. ``gri`` is empty for general phrases."""

    esrs: str
    gri: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """A phrase in a text: ``start`` and ``end`` are offsets; ``loose`` where words stand between its parts."""

    subject: Subject
    start: int
    end: int
    loose: bool = False


Phrase = tuple[str, ...]


class _Index:
    """The phrases by their first word."""

    def __init__(self) -> None:
        self.exact: dict[str, list[tuple[Phrase, Subject]]] = defaultdict(list)
        self.begun: dict[str, list[tuple[Phrase, Subject]]] = defaultdict(list)
        self.unspaced: list[tuple[str, Subject]] = []

    def add(self, phrase: str, subject: Subject) -> None:
        if _CJK.search(phrase):
            self.unspaced.append((phrase, subject))
            return
        for variant in _variants(phrase):
            pieces = tuple(_PIECE.findall(variant))
            if pieces[0].endswith("*") and len(pieces[0]) > _KEY:
                self.begun[pieces[0][:_KEY]].append((pieces, subject))
            else:
                self.exact[pieces[0].rstrip("*")].append((pieces, subject))


def find_phrases(text: str) -> list[Found]:
    """Every phrase in a text; one that lies within a longer one is left out."""
    index = _index()
    low = text.translate(_SUBSCRIPTS).lower()
    if len(low) != len(text):  # a letter whose small form is two
        low = text.translate(_SUBSCRIPTS)
    tokens = [(match.group(), match.start(), match.end()) for match in _TOKEN.finditer(low)]
    found: list[Found] = []
    for position, (token, start, _) in enumerate(tokens):
        for listed in (index.exact.get(token), index.begun.get(token[:_KEY])):
            for phrase, subject in listed or ():
                end = _matched(phrase, tokens, position)
                if end:
                    found.append(Found(subject, start, end, ".." in phrase))
    if _CJK.search(text):
        for characters, subject in index.unspaced:
            start = text.find(characters)
            if start >= 0:
                found.append(Found(subject, start, start + len(characters)))
    return list(_widest(found))


def _matched(phrase: Phrase, tokens: list[tuple[str, int, int]], position: int) -> int:
    """Where the phrase that begins at ``position`` ends; 0 where it does not stand there."""
    gap = 0
    for piece in phrase:
        if piece == "..":
            gap = _GAP
            continue
        last = min(position + gap, len(tokens) - 1)
        while position <= last and not _is(tokens[position][0], piece):
            position += 1
        if position > last:
            return 0
        gap = 0
        position += 1
    return tokens[position - 1][2]


def _is(token: str, piece: str) -> bool:
    return token.startswith(piece[:-1]) if piece[-1] == "*" else token == piece


def _widest(found: list[Found]) -> Iterator[Found]:
    """Left to right; what lies within a longer phrase without gaps is part of that one."""
    tight = sorted({(f.start, f.end) for f in found if not f.loose}, key=lambda place: (place[0], -place[1]))
    covering: list[tuple[int, int]] = []
    for place in tight:
        if not covering or place[1] > covering[-1][1]:
            covering.append(place)
    outer = set(covering)
    kept = {(f.subject, f.start, f.end): f for f in found if f.loose or (f.start, f.end) in outer}
    return iter(sorted(kept.values(), key=lambda f: (f.start, -f.end)))


def _variants(phrase: str) -> Iterator[str]:
    """The phrase with each optional word, and without."""
    parts = re.split(r"\(([^)]*)\)", phrase)
    choices = [(part,) if position % 2 == 0 else (part, "") for position, part in enumerate(parts)]
    for chosen in product(*choices):
        yield " ".join(" ".join(chosen).split())


@cache
def _index() -> _Index:
    index = _Index()
    for listed in (environment.PHRASES, people.PHRASES, conduct.PHRASES):
        lines = list(_LINE.finditer(listed))
        for line, after in zip(lines, [*lines[1:], None], strict=True):
            body = listed[line.end() : after.start() if after else len(listed)]
            subject = Subject(line["esrs"], line["gri"] or "")
            for phrase in body.split("|"):
                if phrase.strip():
                    index.add(" ".join(phrase.split()), subject)
    return index
