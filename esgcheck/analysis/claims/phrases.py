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
    return re.compile(rf"\b(?:{joined})(?!\w)", 0 if case else re.IGNORECASE)
