"""A signal: phrases that a sentence has or has not, with a weight and a reason.

Phrases stand one beside the other, ``_`` for the space inside one and a backslash where one is broken over lines; the
rest is regular expression, with every repetition bounded, since nobody promised that sentences are short.
"""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Signal:
    """``reason`` is what people read; signals that speak against a sentence have none."""

    name: str
    weight: float
    pattern: re.Pattern[str]
    reason: str = ""
    also: tuple[re.Pattern[str], ...] = ()
    """The same in other languages."""

    def __call__(self, sentence: str) -> bool:
        return self.pattern.search(sentence) is not None or any(p.search(sentence) for p in self.also)


_BROKEN_LINE = re.compile(r"\\\n\s*")


def phrases(listed: str, *, case: bool = False) -> re.Pattern[str]:
    """A pattern that finds any of the phrases, as whole words."""
    joined = "|".join(_BROKEN_LINE.sub("", listed).split()).replace("_", " ")
    return re.compile(rf"\b{only_before(joined)}(?:{joined})(?!\w)", 0 if case else re.IGNORECASE)


def only_before(alternatives: str) -> str:
    """A lookahead for the letters that the alternatives begin with; "" where they cannot be told.

    It changes nothing of what is found: the engine tries every alternative at every word otherwise, and with it three
    words in four are passed by at a glance.
    """
    letters = _first_letters(alternatives)
    return f"(?=[{re.escape(''.join(sorted(letters)))}])" if letters else ""


_OPENS = re.compile(r"\(\?:|\((?!\?)")
_PASSED = re.compile(r"\\b")
_PLAIN = re.compile(r"[^\W\d_]")
_CLASS = re.compile(r"\[([^\W\d_]+)\]")
_OPTIONAL = re.compile(r"[?*]\??|\{0,\d+\}\??")


def _first_letters(alternatives: str) -> set[str]:
    """The letters that any of the alternatives may begin with; empty where one may begin with something else."""
    letters: set[str] = set()
    for one in _split(alternatives):
        found = _first_of(one)
        if not found:
            return set()
        letters |= found
    return letters


def _first_of(sequence: str) -> set[str]:
    letters: set[str] = set()
    at = 0
    while at < len(sequence):
        if (passed := _PASSED.match(sequence, at)) is not None:
            at = passed.end()
            continue
        if (opened := _OPENS.match(sequence, at)) is not None:
            end = _closing(sequence, opened.end())
            found = _first_letters(sequence[opened.end() : end])
            at = end + 1
        elif (chosen := _CLASS.match(sequence, at)) is not None:
            found, at = set(chosen[1]), chosen.end()
        elif _PLAIN.match(sequence, at):
            found, at = {sequence[at]}, at + 1
        else:
            return set()
        if not found:
            return set()
        letters |= found
        optional = _OPTIONAL.match(sequence, at)
        if optional is None:
            return letters
        at = optional.end()
    return set()  # all of it is optional


def _split(alternatives: str) -> list[str]:
    """The alternatives of a pattern, those within brackets left whole."""
    parts, depth, begin, at, within = [], 0, 0, 0, False
    while at < len(alternatives):
        char = alternatives[at]
        if char == "\\":
            at += 2
            continue
        if within:
            within = char != "]"
        elif char == "[":
            within = True
        elif char in "()":
            depth += 1 if char == "(" else -1
        elif char == "|" and depth == 0:
            parts.append(alternatives[begin:at])
            begin = at + 1
        at += 1
    return [*parts, alternatives[begin:]]


def _closing(sequence: str, at: int) -> int:
    """Where the bracket that was opened before ``at`` is closed."""
    depth = 1
    within = False
    while depth:
        char = sequence[at]
        if char == "\\":
            at += 1
        elif within:
            within = char != "]"
        elif char == "[":
            within = True
        elif char in "()":
            depth += 1 if char == "(" else -1
        at += 1
    return at - 1
