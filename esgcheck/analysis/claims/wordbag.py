"""A second, cheap ear beside the network: which words and pairs of words stand in a sentence and its heading.

A logistic regression over hashed words, fitted on the same labels (``models/training/bagging``). It hears less than the
network and hears other things, at a hundredth of the time: so it is weighed beside it, and what it finds to be surely
no claim the network is never asked about (``calibration.surely_none``). Words are hashed by CRC-32, which is the same
on every machine; two words in one slot are rare enough not to matter.
"""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np

from esgcheck.analysis.claims.model import FOLDER, ModelUnavailable
from esgcheck.analysis.once import Once

SLOTS = 1 << 16
LONGEST, LONGEST_HEADING = 120, 12
"""Words that are looked at."""
_MOST_CHARACTERS = 1_200
_STEM = 5
_WORD = re.compile(r"[^\W\d_]{1,60}|\d{1,40}|%")
_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")


@dataclass(frozen=True, slots=True)
class Heard:
    """Log-odds, uncalibrated: that a sentence is a claim (grade 2 or 3), and that it is an environmental claim."""

    claim: float
    green: float


def words_of(text: str) -> list[str]:
    """In lower case; a number is "#", whatever it is; Chinese and Japanese are taken sign by sign."""
    found: list[str] = []
    for word in _WORD.findall(text[:_MOST_CHARACTERS].lower()):
        if word[0].isdigit():
            found.append("#")
        elif _UNSPACED.match(word):
            found += word
        else:
            found.append(word)
    return found


def slots_of(sentence: str, heading: str = "") -> list[int]:
    """The slots, ascending, that a sentence and its heading fill: words, pairs, beginnings of long words, headings."""
    words = ["^", *words_of(sentence)[:LONGEST], "$"]
    named = set(words)
    named.update(f"{one} {other}" for one, other in pairwise(words))
    named.update(f"p:{word[:_STEM]}" for word in words if len(word) > _STEM)
    named.update(f"h:{word}" for word in words_of(heading)[:LONGEST_HEADING])
    return sorted({zlib.crc32(name.encode("utf-8", "replace")) % SLOTS for name in named})


class WordBag:
    """The weights, loaded from a folder. May be used by many threads."""

    def __init__(self, folder: Path) -> None:
        try:
            with (folder / "wordbag.npz").open("rb") as file, np.load(file, allow_pickle=False) as stored:
                self._weights: Any = stored["weights"].astype(np.float32) * stored["scales"][:, None]
                self._offsets: Any = stored["offsets"].astype(np.float64)
            if self._weights.shape != (2, SLOTS) or self._offsets.shape != (2,):
                raise ValueError("the weights are of another shape")
        except Exception as error:
            raise ModelUnavailable(
                f"The weights of words could not be loaded from {folder.name}/: {error}. Nothing was judged and "
                "nothing is lost. Install esgcheck again so that its files are whole."
            ) from error

    def __call__(self, sentence: str, heading: str = "") -> Heard:
        slots = slots_of(sentence, heading)
        claim, green = self._weights[:, slots].sum(1) / len(slots) ** 0.5 + self._offsets
        return Heard(float(claim), float(green))


the_bag = Once(lambda: WordBag(FOLDER))
"""The one of this process (a few milliseconds)."""
