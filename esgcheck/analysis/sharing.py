"""The words that a claim and a passage share: why a passage was suggested that speaks neither for nor against.

Words count as the same by their first letters, a rough stem that serves any language written in letters. The
commonest words of the language, bare years and single digits do not count: nearly every page of a report has them.
"""

from __future__ import annotations

import re
from functools import lru_cache

from .languages import stopwords
from .text import normalise, words_of

_STEM = 6
_YEAR = re.compile(r"(?:19|20)\d\d")


def shared_words(claim: str, passage: str, limit: int = 6) -> tuple[str, ...]:
    """Words of ``claim`` that ``passage`` has too, in the order of the claim, each once; at most ``limit``."""
    here = _stems(passage)
    return tuple([word for stem, word in _telling(claim) if stem in here][:limit])


@lru_cache(maxsize=256)
def _telling(claim: str) -> tuple[tuple[str, str], ...]:
    """The words that count, each with its stem; of one stem the first."""
    common = stopwords(claim)
    words = (word for word in words_of(normalise(claim).text) if word not in common)
    telling: dict[str, str] = {}
    for word in words:
        if len(word) > 1 and not _YEAR.fullmatch(word):
            telling.setdefault(_stem(word), word)
    return tuple(telling.items())


@lru_cache(maxsize=4096)
def _stems(passage: str) -> frozenset[str]:
    """One passage is held against many claims."""
    return frozenset(_stem(word) for word in words_of(normalise(passage).text))


def _stem(word: str) -> str:
    """The first letters; of a shorter word all but an s of the plural."""
    return word[:_STEM] if len(word) > _STEM else word.removesuffix("s") if len(word) > 3 else word
