"""From lines to running text: words that were broken at the end of a line are made whole.

A hyphen at a line's end may have been put there by the typesetter ("environ-mental") or belong to the word
("long-term"). The document itself tells: how it spells the word where it is not broken.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

_HYPHENS = "-\u2010\u00ad"
JOINTS = frozenset(_HYPHENS + "/\u2011\u2013")
"""A word that ends in anything else meets the next with a space between them."""

_SUSPENDED = frozenset({"und", "oder", "and", "or", "bzw.", "sowie", "to", "e", "o", "et", "ou", "y"})
"""After "short- and long-term" the hyphen and a space stay."""

_KEEPS_HYPHEN = frozenset(
    {"non", "self", "ex", "e", "co", "well", "all", "cross", "half", "long", "short", "high", "low"}
)
_EDGES = "\"'“”‘’„«»()[]{}.,;:!?…*"
_LETTERS = re.compile(r"[^\W\d_]+$")
_MOST_WORDS = 200_000


class Vocabulary:
    """How often a document spells each word, apart from those broken at line ends.

    Words are counted as they come, and made alike when somebody asks. Of more than ``_MOST_WORDS`` spellings, those
    that were seen once are forgotten: they settle no hyphen.
    """

    def __init__(self) -> None:
        self._raw: Counter[str] = Counter()
        self._counts: Counter[str] = Counter()

    def learn(self, words: Iterable[str]) -> None:
        self._raw.update(words)
        if len(self._raw) > _MOST_WORDS:
            self._settle()

    def __getitem__(self, word: str) -> int:
        if self._raw:
            self._settle()
        return self._counts[word.strip(_EDGES).lower()]

    def _settle(self) -> None:
        counts = self._counts
        for word, count in self._raw.items():
            counts[word.strip(_EDGES).lower().replace("\u2010", "-")] += count
        self._raw.clear()
        if len(counts) > _MOST_WORDS:
            self._counts = Counter({word: count for word, count in counts.items() if count > 1})


def seam(before: str, after: str, vocabulary: Vocabulary) -> tuple[str, str]:
    """How the last word of a line meets the first of the next: what becomes of it, and what stands between them.

    Returns the word before, with or without its hyphen, and "" or " ".
    """
    stem = before[:-1]
    if before[-1] == "\u00ad":
        return stem, ""
    if before[-1] in "/\u2011":
        return before, ""
    if before[-1] == "\u2013" and stem[-1:].isdigit() and after[0].isdigit():
        return before, ""
    if before[-1] not in _HYPHENS or not stem or not stem[-1].isalnum():
        return before, " "
    if after.lower() in _SUSPENDED:
        return before, " "
    if _is_compound(stem, after, vocabulary):
        return before, ""
    return stem, ""


def _is_compound(stem: str, after: str, vocabulary: Vocabulary) -> bool:
    """Whether the hyphen belongs to the word."""
    first, second = stem.strip(_EDGES), after.strip(_EDGES)
    if not second[:1].islower() or not _LETTERS.search(first) or len(first) < 2:
        return True
    if first[-1].isupper():
        return True
    hyphenated, whole = vocabulary[f"{first}-{second}"], vocabulary[first + second]
    if hyphenated != whole:
        return hyphenated > whole
    head = first.rsplit("-", 1)[-1].lower()
    if head in _KEEPS_HYPHEN:
        return True
    return len(head) > 2 and len(second) > 2 and vocabulary[head] > 1 and vocabulary[second] > 1
