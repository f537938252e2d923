"""A quotation that stands nowhere: why that may be, and what comes nearest to it.

It may be a translation, which no source can have word for word; it may be by somebody of whom the case holds nothing;
or the sources that should have it have not. Only the last says anything against the quotation.
"""

from __future__ import annotations

from typing import NamedTuple

import Levenshtein

from .differences import count_words, differences, tokens
from .fuzzy import infix, to_words
from .language_names import NAMES
from .languages import COMMONEST
from .locating import Locator
from .surroundings import before_and_after
from .text import normalise
from .types import Match, QuotationStatus, Span

_LOOKED_AT = 4
_SOME = 0.3
"""So many of the words must stand there, in their order, for a passage to be worth showing."""

_COMMON = frozenset(word for common in COMMONEST.values() for word in common)


class Absence(NamedTuple):
    """What is known of a quotation that stands nowhere as a whole.

    It has so many ``words``, of which the nearest passage has ``shared`` in their order; of its ``pieces`` so many are
    ``standing`` somewhere. It is attributed to ``name``; the documents that are theirs have these ``titles`` and
    ``their_languages``, and so many others are ``naming`` them. It is in ``language``, the sources in ``languages``;
    what is not known is empty.
    """

    words: int
    shared: int = 0
    pieces: int = 0
    standing: int = 0
    name: str = ""
    titles: tuple[str, ...] = ()
    naming: int = 0
    language: str = ""
    languages: frozenset[str] = frozenset()
    their_languages: frozenset[str] = frozenset()


def told(absence: Absence) -> tuple[QuotationStatus, str]:
    """The status of a quotation that stands nowhere, and the sentences that say why."""
    if not absence.words:
        return "not_found", "It has no words that could be looked up."
    if other := _in_another_language(absence):
        return "other_language", other
    if absence.name and not absence.titles:
        verb = "One document names" if absence.naming == 1 else f"{absence.naming} documents name"
        passing = f" {verb} it only in passing." if absence.naming else ""
        said = f"It is attributed to {absence.name}, but no document held is theirs or about them.{passing}"
        return "source_not_held", said
    if absence.standing:
        said = f"Of its {absence.pieces} parts {absence.standing} can be found, the rest in none of the sources."
    elif absence.shared:
        there = f"{absence.shared} of its {absence.words} words in their order"
        said = f"These words stand in none of the sources. The nearest passage has {there}."
    else:
        said = "These words stand in none of the sources, nor anything near them."
    if absence.titles:
        one = len(absence.titles) == 1 and absence.titles[0]
        where = f"“{one}”" if one else f"{len(absence.titles)} of the documents held"
        said += f" {where} could have them: {absence.name} speaks or is spoken of there."
    return "not_found", said


def _in_another_language(absence: Absence) -> str:
    """That no source, or none of its speaker, is in the language of the quotation; empty where one is, or may be."""
    theirs, every, language = absence.their_languages, absence.languages, absence.language
    if not language:
        return ""
    if theirs and "" not in theirs and language not in theirs:
        whose = f"what the case holds of {absence.name} is in {_named(theirs)}"
    elif every - {""} and language not in every:
        whose = f"the sources are in {_named(every)}"
    else:
        return ""
    return (
        f"The quotation is in {NAMES.get(language, language)}, but {whose}. If it is a translation it cannot be looked "
        "up word for word: compare it by hand."
    )


def _named(codes: frozenset[str]) -> str:
    names = sorted(NAMES.get(code, code) for code in codes if code)
    return " and ".join(names[:3]) if len(names) < 4 else f"{', '.join(names[:3])} and others"


def nearest(locator: Locator, quoted: str) -> Match | None:
    """The passage that has the most words of the quotation, in their order."""
    words = normalise(quoted).text
    wanted = [token.key for token in tokens(words)]
    rare = {word for word in wanted if word not in _COMMON}
    best: tuple[int, int, Span, float] | None = None
    for document, offset, window in locator.windows(words, _LOOKED_AT):
        if sum(word in window.text for word in rare) < max(2, _SOME * len(rare)):
            continue
        place = infix(words, window.text, len(words))
        if place is None:
            continue
        low, high = to_words(window.text, place.start, place.end)
        there = [token.key for token in tokens(window.text[low:high])]
        same = [wanted[i] for op in Levenshtein.opcodes(wanted, there) if op[0] == "equal" for i in range(op[1], op[2])]
        telling = sum(word not in _COMMON for word in same)
        if telling < 2 or len(same) < _SOME * len(wanted) or (best and best[0] >= telling):
            continue
        span = window.span(low, high)
        score = round(max(0.0, 1 - place.distance / len(words)), 4)
        best = telling, document, Span(span.start + offset, span.end + offset), score
    if best is None:
        return None
    _, document, span, score = best
    before, after = before_and_after(locator.documents[document], span)
    return Match(document, span, score, differences(quoted, locator.flowing(document, span)), before, after)


def shared(nearest: Match) -> int:
    """How many words of the quotation the passage that comes nearest has, in their order."""
    return sum(count_words(step.quoted) for step in nearest.differences if step.kind == "equal")
