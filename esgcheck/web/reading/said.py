"""What is said in a document, beside its pages: claims and quotations as they stand, each a step from its place.

Words in marks that nobody said are kept apart, after the rest. A stretch at a time, as the thumbnails are.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.db.models.functions import Left

from esgcheck.analysis.types import Span
from esgcheck.claims.models import Claim, ClaimKind
from esgcheck.documents.models import Version
from esgcheck.web.reading.address import ReadingAddress
from esgcheck.web.workbench.sheets import printed

STRETCH = 200
"""Claims and quotations at a time."""

_BEFORE = 20
"""Of them before the page in view."""
_LONGEST = 160
_KINDS = {"direct": "Quotation", "fragment": "Words quoted", "indirect": "Indirect speech", "scare": "Nobody's words"}


@dataclass(frozen=True)
class Saying:
    """``kind`` in words; ``who``: whom a quotation is of, where that is known; ``suggested``: no person took it up."""

    kind: str
    words: str
    url: str
    start: int
    number: int
    who: str = ""
    quoted: bool = False
    suggested: bool = False
    here: bool = False


@dataclass(frozen=True)
class OnPage:
    number: int
    label: str
    sayings: list[Saying]


@dataclass(frozen=True)
class Said:
    """``pages``: those of the stretch on which something is said. ``apart``: words in marks that nobody said."""

    pages: list[OnPage]
    apart: list[Saying]
    claims: int
    quotations: int
    earlier_url: str
    later_url: str


def said(version: Version, address: ReadingAddress) -> Said:
    """The stretch that the address asks for (``first``, from 1 on), else the one around its page."""
    claims = [*_claims(version, address), *_candidates(version, address)]
    quotations = _quotations(version, address)
    every = sorted([*claims, *(one for one in quotations if one.kind != _KINDS["scare"])], key=lambda one: one.start)
    reached = next((n for n, one in enumerate(every) if one.number >= address.number), len(every))
    first = min(address.first - 1 if address.first else max(0, reached - _BEFORE), max(0, len(every) - 1))

    def stretch(begin: int) -> str:
        return address.url(side="said", first=begin + 1)

    return Said(
        _by_page(version, every[first : first + STRETCH]),
        [one for one in quotations if one.kind == _KINDS["scare"]][:STRETCH],
        len(claims),
        len(every) - len(claims),
        stretch(max(0, first - STRETCH)) if first else "",
        stretch(first + STRETCH) if first + STRETCH < len(every) else "",
    )


def _claims(version: Version, address: ReadingAddress) -> list[Saying]:
    taken = Claim.objects.filter(version=version, state=Claim.State.ACCEPTED, merged_into=None)
    rows = taken.values_list("kind", Left("exact", _LONGEST), "start", "end", "page_number")
    return [_saying(address, ClaimKind(kind).label, *rest) for kind, *rest in rows]


def _candidates(version: Version, address: ReadingAddress) -> list[Saying]:
    rows = version.candidates.undecided().values_list("kind", Left("text", _LONGEST), "start", "end", "page_number")
    return [_saying(address, ClaimKind(kind).label, *rest, suggested=True) for kind, *rest in rows]


def _quotations(version: Version, address: ReadingAddress) -> list[Saying]:
    rows = version.quotations.values_list("kind", Left("exact", _LONGEST), "start", "end", "page_number", "speaker")
    return [
        _saying(address, _KINDS[kind], words, start, end, number, who=who, quoted=kind in {"direct", "fragment"})
        for kind, words, start, end, number, who in rows
    ]


def _saying(address: ReadingAddress, kind: str, words: str, start: int, end: int, number: int, **more: Any) -> Saying:
    place = Span(start, end)
    url = address.url(number=number, at=place)
    return Saying(kind, " ".join(words.split()), url, start, number, here=place == address.at, **more)


def _by_page(version: Version, sayings: Iterable[Saying]) -> list[OnPage]:
    pages = [(number, list(some)) for number, some in groupby(sayings, key=lambda one: one.number)]
    labels = dict(version.pages.filter(number__in=[number for number, _ in pages]).values_list("number", "label"))
    return [OnPage(number, printed(number, labels.get(number, "")), some) for number, some in pages]
