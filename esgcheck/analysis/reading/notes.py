"""Numbers of notes, which stand raised behind a word or a figure: "2050¹³" is no year of six digits.

They stay in the text, as raised digits, letter for letter; whoever reads for sense reads over them
(:func:`esgcheck.analysis.text.without_notes`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

_NOTES = re.compile(r"\d{1,3}(?: ?, ?\d{1,3})*,?")
"""Numbers of notes, as they stand raised behind a word or a figure."""

_SMALLER = 0.85
"""Of the largest letters of its line: what is raised and no smaller is no number of a note."""

_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def raised(words: list[str], spans: Sequence[dict[str, Any]]) -> list[str]:
    """The words of a line, with small raised numbers behind a word or a figure as raised digits: "2050¹³" is no year of
    six digits, "zero⁵⁶" a word with a note. As many letters as before; left as they are where ``spans`` differ."""
    largest = max(span["size"] for span in spans)
    marks: list[bool] = []
    for span in spans:
        text = "".join(span["text"].split())
        is_note = span["flags"] & 1 and span["size"] < _SMALLER * largest and _NOTES.fullmatch(span["text"].strip())
        marks += [bool(is_note)] * len(text)
    if len(marks) != sum(map(len, words)):
        return words
    found, at = [], 0
    for word in words:
        own = marks[at : at + len(word)]
        at += len(word)
        if True in own and not own[0]:
            word = "".join(
                letter.translate(_RAISED) if mark else letter for letter, mark in zip(word, own, strict=True)
            )
        found.append(word)
    return found
