"""What a number counts by the word after it: "7,000 new homes" counts homes."""

from __future__ import annotations

import re

_COUNTED = re.compile(
    r" ((?:[^\W\d_]+(?:[-’'][^\W\d_]+)?[ ]){0,3}[^\W\d_]{2,}(?:-[^\W\d_]{1,12})?)(?![^\W\d]|[’']|\d{3})"
)
_PEOPLE = ("people", "women", "men", "staff", "personnel", "children", "personale")
_UNCHANGED = frozenset(
    """series species aircraft headquarters blog app webapp stage partner server computer tablet smartphone software
    outlet manager film test audit workshop webinar team stakeholder tutor webcam router volunteer store forum
    podcast post""".split()  # noqa: SIM905
)
"""Nouns that are the same in the plural, in English or as Italian and German borrow them."""
_GERMAN_PLURALS = ("er", "en", "te", "s", "innen", "älle", "kräfte", "werke", "jekte", "triebe", "pläne", "plätze")
_NOT_COUNTED = frozenset(
    """emissions of and or to in by for on at from with the a an as is was are were has have this its his us per vs
    versus our their also thus across plus less und oder bis von di e del della degli nel
    nella dei delle che il la le lo gli un una è sono al alla alle agli dal dalla da con su per tra fra più meno si
    non ha hanno et les des du de la en au aux sur dans par pour est sont der die das den dem im in mit auf für ist
    sind wurden werden times including which that than since available base because
    while where here once sure alone whole https respectively classes points scopes sowie bzw rispetto
    senken reduzieren verringern steigern erhöhen erreichen verbessern ai agli nei negli anche circa
    chosen taken given known open ossia ovvero come sui alla sulle relativi relativa kg grazie""".split()  # noqa: SIM905
)
_CHINESE_COUNT = re.compile(r" ?(?:多|余)?([名人家个项次件吨台户座位]\w{0,6})")


def plural_follows(tail: str) -> bool:
    return bool(counted_after(tail, 0)[0])


def counted_after(tail: str, after: int) -> tuple[str, int, int]:
    """The plural right after a number ("7,000 new homes" counts homes), with where it begins and ends in ``tail``."""
    chinese = _CHINESE_COUNT.match(tail, after)
    if chinese:
        return chinese[1], chinese.start(1), chinese.end()
    match = _COUNTED.match(tail, after)
    if match is None:
        return "", 0, after
    position = after + 1
    first = ("", 0, after)
    for index, word in enumerate(match[1].split(" ")):
        lower = word.lower()
        if lower in _NOT_COUNTED:
            break
        if _is_plural(word, lower, index):
            found = word, position, position + len(word)
            if lower.endswith("s") or lower in _PEOPLE or word[0].isupper():
                return found
            first = first if first[0] else found  # "28 climate risks": an English plural further on is what is counted
        position += len(word) + 1
    return first


def _is_plural(word: str, lower: str, index: int) -> bool:
    if lower in _PEOPLE or (lower in _UNCHANGED and index == 0):
        return True
    if len(word) <= 3:
        return False
    if word[0].isupper():
        # A German noun, or one set in capitals in a heading-like bullet; names stand there too, so only the next word.
        return index == 0 and lower.endswith(_GERMAN_PLURALS) and len(word) > 4
    if lower.endswith("s"):
        return not lower.endswith(("ss", "ous", "us"))
    return (
        index == 0
        and lower.endswith(("i", "e", "en", "he"))
        and lower not in ("are", "were", "have", "more", "female", "male", "those")
    )
