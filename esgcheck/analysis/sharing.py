"""What a claim and a passage share, in words and as marks: why a passage was suggested.

Words count as the same by their first letters, a rough stem that serves any language written in letters. The
commonest words of the language, bare years and single digits do not count: nearly every page of a report has them.

Marks are what the claim could be recognised by: names, numbers, years.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from .claims.topics import find_topics
from .languages import stopwords
from .text import normalise, words_of
from .wording import word_set

_STEM = 6
_YEAR = re.compile(r"(?:19|20)\d\d")
_NAME = re.compile(r"(?<![.!?:“\"]\s)(?<!^)\b[A-ZÄÖÜÀÈÉ][\w&-]*\w|\b[A-ZÄÖÜ][\w&-]*[A-ZÄÖÜ][\w&-]*")
_NUMBER = re.compile(r"(?<![\w.,-])\d(?:[\d.,' ]*\d)?(?:\s?%)?(?!\w)")
_SEPARATORS = re.compile(r"[.,' ]+")
_NOT_NAMES = word_set(
    """
    The A An In Our We It This These Scope Group Company Report Annual Page Table Figure Chapter Section GHG CO2 CO2e
    ESG UN EU January February March April May June July August September October November December
    """
)
_LIKE = 0.5
"""Cosine; from here on a passage is about the same thing, in whatever words."""
_FEW_WORDS = 4
FEWEST_WORDS = 2
"""A passage that only shares words with a claim is worth reading if it shares some."""
_MOST_WORDS = 6
_MOST_REASONS = 3


@dataclass(frozen=True)
class Marks:
    """Of a claim. Nouns of German have capitals, so only names with two of them are told there."""

    names: tuple[str, ...]
    numbers: tuple[str, ...]
    years: tuple[str, ...]

    @classmethod
    def of(cls, claim: str) -> Marks:
        names = dict.fromkeys(name for name in _NAME.findall(claim) if name not in _NOT_NAMES)
        if names and "der" in stopwords(claim):
            names = dict.fromkeys(name for name in names if sum(map(str.isupper, name)) > 1)
        figures = dict.fromkeys(_NUMBER.findall(claim))
        years = tuple(figure for figure in figures if _YEAR.fullmatch(figure))
        numbers = tuple(figure for figure in figures if figure not in years and len(figure) > 1)
        return cls(tuple(names), numbers, years)

    def within(self, passage: str) -> frozenset[str]:
        """Those that a passage has too."""
        shared = [name for name in self.names if name in passage and _has(passage, (name,), "")]
        shared += [
            figure for figure, longest, parts, sign in self._spelt if longest in passage and _has(passage, parts, sign)
        ]
        return frozenset(shared)

    @cached_property
    def _spelt(self) -> list[tuple[str, str, tuple[str, ...], str]]:
        """Each number and year with its longest run of digits, all its runs, and the percent sign if it has one."""
        spelt = []
        for figure in (*self.numbers, *self.years):
            parts = tuple(_SEPARATORS.split(figure.rstrip("% ")))
            spelt.append((figure, max(parts, key=len), parts, "%" if "%" in figure else ""))
        return spelt

    def weight_of(self, shared: frozenset[str]) -> float:
        """What they add to a score between 0 and 1: less than a place or two among the first, or a passage that has
        every name of the claim and nothing else of it would come first."""
        if not shared:
            return 0.0
        weighed = ((self.names, 0.05), (self.numbers, 0.05), (self.years, 0.02))
        return sum(weight * len(shared & set(marks)) / len(marks) for marks, weight in weighed if marks)


def _has(passage: str, parts: Sequence[str], sign: str) -> bool:
    """Whether a passage has a name or number by itself, not as a piece of another: however the thousands of a number
    are set apart and its decimals begun, with any space before its sign."""
    start = passage.find(parts[0])
    while start >= 0:
        end: int | None = start + len(parts[0])
        for part in parts[1:]:
            end = _after(passage, end, part, ".,' ")
        if sign:
            end = _after(passage, end, sign, None)
        if end is not None and not _joins(passage[max(0, start - 1) : start], ".,") and not _goes_on(passage, end):
            return True
        start = passage.find(parts[0], start + 1)
    return False


def _after(passage: str, at: int | None, part: str, between: str | None) -> int | None:
    """Where ``part`` ends, if it stands at ``at`` or after one of the characters ``between`` (None: any space)."""
    if at is None:
        return None
    here = passage[at : at + 1]
    if here and (here in between if between else here.isspace()) and passage.startswith(part, at + 1):
        return at + 1 + len(part)
    return at + len(part) if passage.startswith(part, at) else None


def _joins(character: str, marks: str) -> bool:
    return bool(character) and (character.isalnum() or character == "_" or character in marks)


def _goes_on(passage: str, end: int) -> bool:
    after = passage[end : end + 2]
    return _joins(after[:1], "") or (after[:1] in (".", ",") and after[1:].isdigit())


class Reasons:
    """What speaks for passages beside a claim, in words: at most three reasons each, the most telling first.

    A passage that has one word of the claim, and nothing else, has none.
    """

    def __init__(self, claim: str) -> None:
        self.claim = claim
        self.marks = Marks.of(claim)

    @cached_property
    def _words(self) -> Mapping[str, str]:
        return _telling(self.claim)

    @cached_property
    def _topics(self) -> dict[str, str]:
        return {topic.code: topic.name for topic in find_topics(self.claim) if topic.vocabulary == "ESRS"}

    def why(self, passage: str, heading: str = "", likeness: float = 0.0) -> tuple[str, ...]:
        shared = self.marks.within(passage)
        words = _shared(self._words, passage)
        said: list[str] = []
        if likeness >= _LIKE and len(words) < _FEW_WORDS:
            said.append("it speaks of the same thing in other words")
        if names := [name for name in self.marks.names if name in shared]:
            said.append(f"it names {listed(_joined(names, self.claim)[:3])}")
        if numbers := [number for number in self.marks.numbers if number in shared]:
            said.append(f"it has the same number{'s' if len(numbers) > 1 else ''}: {listed(numbers[:3])}")
        if years := [year for year in self.marks.years if year in shared and (said or words)]:
            said.append(f"it is about the same year{'s' if len(years) > 1 else ''}: {listed(years[:3])}")
        if len(words) >= FEWEST_WORDS:
            said.append("it has the same words: " + ", ".join(f"“{word}”" for word in words))
        elif heading and (above := _shared(self._words, heading)):
            said.append(f"it stands under “{heading}”, which has “{above[0]}” too")
        if len(said) < _MOST_REASONS and self._topics:
            there = _topics_of(passage, heading)
            said += [f"it is on the same topic: {name}" for code, name in self._topics.items() if code in there][:1]
        return tuple(said[:_MOST_REASONS])


def _joined(names: Sequence[str], claim: str) -> list[str]:
    """Names that stand side by side in the claim are one: "Ada Lind"."""
    joined: list[str] = []
    for name in names:
        if joined and f"{joined[-1]} {name}" in claim:
            joined[-1] += f" {name}"
        else:
            joined.append(name)
    return joined


def listed(things: Sequence[str]) -> str:
    """ "a", "a and b", "a, b and c"."""
    return things[0] if len(things) == 1 else f"{', '.join(things[:-1])} and {things[-1]}"


def shared_words(claim: str, passage: str, limit: int = _MOST_WORDS) -> tuple[str, ...]:
    """Words of ``claim`` that ``passage`` has too, in the order of the claim, each once; at most ``limit``."""
    return _shared(_telling(claim), passage, limit)


@lru_cache(maxsize=256)
def _telling(claim: str) -> Mapping[str, str]:
    """The words of a claim that tell something, by their stems; one claim is held against many passages."""
    common = stopwords(claim)
    told: dict[str, str] = {}
    for word in words_of(normalise(claim).text):
        if word not in common and len(word) > 1 and not _YEAR.fullmatch(word):
            told.setdefault(_stem(word), word)
    return told


def _shared(telling: Mapping[str, str], passage: str, limit: int = _MOST_WORDS) -> tuple[str, ...]:
    here = _stems(passage)
    return tuple([word for stem, word in telling.items() if stem in here][:limit])


@lru_cache(maxsize=4096)
def _topics_of(passage: str, heading: str) -> frozenset[str]:
    return frozenset(topic.code for topic in find_topics(passage, heading))


@lru_cache(maxsize=4096)
def _stems(passage: str) -> frozenset[str]:
    """One passage is held against many claims."""
    return frozenset(_stem(word) for word in words_of(normalise(passage).text))


def _stem(word: str) -> str:
    """The first letters; of a shorter word all but an s of the plural."""
    return word[:_STEM] if len(word) > _STEM else word.removesuffix("s") if len(word) > 3 else word
