"""What a quotation left out, as it is shown beside what was quoted: the words that qualify are marked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from esgcheck.analysis.finding_text import find_in
from esgcheck.analysis.types import Span
from esgcheck.claims.models import EvidenceLink, QuotationCheck
from esgcheck.web.workbench.address import Address
from esgcheck.web.workbench.placing import place_words


@dataclass(frozen=True)
class Piece:
    """A stretch of a remark; ``marked``: it limits what is said."""

    text: str
    marked: bool = False


@dataclass(frozen=True)
class Remark:
    """Something that was said there and not quoted, with the way to its place."""

    pieces: list[Piece]
    speaker: str
    title: str
    place: str
    url: str
    version: str
    start: int
    end: int
    qualifies: bool
    of_document: bool
    shared: list[str]
    linked: bool


def remarks_in(check: QuotationCheck, address: Address, links: Sequence[EvidenceLink] = ()) -> list[Remark]:
    """Everything that stands in the check, in its order; the document is named only where it is another."""
    best = check.matches[0]["version"] if check.matches else ""
    return [_remark(row, address, links, named=row["version"] != best) for row in check.left_out]


def _remark(row: dict[str, Any], address: Address, links: Sequence[EvidenceLink], *, named: bool) -> Remark:
    here = Span(row["start"], row["end"])
    return Remark(
        _pieces(" ".join(row["exact"].split()), row["qualifying"]),
        row["speaker"],
        row["title"] if named else "",
        place_words(row["page"], row["label"], row["time_start"]),
        address.source_url(row["version"], at=here),
        row["version"],
        row["start"],
        row["end"],
        bool(row["qualifying"]),
        row["relation"] == "same_document",
        row["shared"],
        any(str(link.version_id) == row["version"] and Span(link.start, link.end).overlaps(here) for link in links),
    )


def _pieces(text: str, words: list[str]) -> list[Piece]:
    spans = sorted(hit.span for word in words for hit in find_in(text, word, whole=True, apart=False).hits)
    pieces: list[Piece] = []
    at = 0
    for span in spans:
        if span.start < at:
            continue
        pieces += [Piece(text[at : span.start]), Piece(span.of(text), marked=True)]
        at = span.end
    return [piece for piece in [*pieces, Piece(text[at:])] if piece.text]
