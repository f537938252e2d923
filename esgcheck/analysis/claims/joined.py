"""Whether words are joined into a sentence at all: "harbour lights crews northern sites winter pumps valves" is not.

The network was taught on sentences and headings of reports, and believes any run of a report's nouns. A sentence of
some length has words such as "of", "and" or "we" in it, or a figure: of 2,993 labelled claims none has neither. Where
they lack, the rules alone decide, which ask for something said or counted.
"""

from __future__ import annotations

import re

from esgcheck.analysis.languages import EVERYWHERE_COMMON

_WORD = re.compile(r"[^\W\d_]+")
_OTHER_SCRIPT = re.compile(r"[^\W\d_\u0000-\u024f]")
_LEAST = 8
"""Shorter ones can do without: "Grievance mechanisms ensure effective detection"."""


def is_joined(words: str) -> bool:
    """Whether the words (on one line) may be a sentence. Short ones and scripts other than the Latin always may be."""
    if any(map(str.isdigit, words)) or _OTHER_SCRIPT.search(words):
        return True
    found = _WORD.findall(words.lower())
    return len(found) < _LEAST or any(word in EVERYWHERE_COMMON for word in found)
