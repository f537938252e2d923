"""Who says what a claim quotes, as the report and the sources name them, and where the sources have the words."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import replace
from typing import NamedTuple

from .checking import parts_of
from .languages import EVERYWHERE_COMMON
from .locating import Locator, Place
from .quotations import find_quotations
from .types import Document, FoundQuotation, Span

_LED_IN = 4
"""Passages before a quotation in which its speaker may have been introduced."""

_NAME = re.compile(r"\b[A-ZÄÖÜÀÈÉ][\w&-]*\w")


class Heard(NamedTuple):
    """A place that has a quotation, or nearly, and the names of whoever says it there."""

    place: Place
    names: tuple[str, ...]


class Said(NamedTuple):
    """Who said what a claim quotes, as the report and the sources name them, and where the sources have the words."""

    names: frozenset[str] = frozenset()
    places: tuple[Place, ...] = ()


_PLACES = 3
"""Of one quotation; more say nothing new."""


def heard(quotation: FoundQuotation, locator: Locator) -> list[Heard]:
    """Where the documents of ``locator`` have the quotation; a place bears the index of its document there."""
    places = locator.places(parts_of(quotation.exact), limit=_PLACES)
    return [
        Heard(place, tuple(names_in(_speaker_there(locator.documents[place.document], place.span)))) for place in places
    ]


def said_by(speaker: str, places: Iterable[Heard]) -> Said:
    """Put together for a quotation by ``speaker`` from its places in all sources: where one has the very words, those
    that only come near are left out."""
    best = sorted(places, key=lambda heard: (heard.place.distance, heard.place.document, heard.place.span))[:_PLACES]
    if best and best[0].place.distance == 0:
        best = [heard for heard in best if heard.place.distance == 0]
    names = {*names_in(speaker), *(name for heard in best for name in heard.names)}
    return Said(frozenset(names), tuple(heard.place for heard in best))


def _speaker_there(document: Document, span: Span) -> str:
    """Who says the words where a source has them, which is often told more fully there than in the report."""
    high = bisect_left(document.passages, span.end, key=lambda passage: passage.span.start)
    low = high
    while low > 0 and document.passages[low - 1].span.end > span.start:
        low -= 1
    around = document.passages[max(0, low - _LED_IN) : high]
    for passage in around:
        if passage.speaker and passage.span.overlaps(span):
            return passage.speaker
    for found in find_quotations(replace(document, passages=tuple(around))):
        if found.span.overlaps(span):
            return found.speaker
    return ""


def names_in(text: str) -> list[str]:
    """Its words with a capital, in lower case; common words that only begin a sentence are none."""
    return [name.lower() for name in _NAME.findall(text) if name.lower() not in EVERYWHERE_COMMON]
