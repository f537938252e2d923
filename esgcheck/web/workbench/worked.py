"""Figures of the claim worked out anew, as they are shown: the outcome, the working, the rows that it comes from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from esgcheck.analysis.types import Span
from esgcheck.claims.models import EvidenceLink, Recomputation
from esgcheck.web.workbench.address import Address
from esgcheck.web.workbench.focus import Focus
from esgcheck.web.workbench.placing import place_words

STANCE_OF = {"agrees": "supports", "rounded": "supports", "differs": "contradicts", "untold": "context"}
"""In what colour and with which sign an outcome is shown; it decides nothing."""


@dataclass(frozen=True)
class Point:
    """A figure of a table with the way to it. ``linked``: somebody has linked its row to the claim."""

    name: str
    exact: str
    title: str
    place: str
    url: str
    version: str
    row: Span
    elsewhere: bool
    linked: bool


@dataclass(frozen=True)
class Working:
    """A recomputation. ``note`` is what a link to its row says."""

    row: Recomputation
    points: list[Point]
    last: str
    before: list[str]

    @property
    def tone(self) -> str:
        return STANCE_OF[self.row.outcome]

    @property
    def says(self) -> str:
        """The sentence without the outcome, which stands above it."""
        said = self.row.says.removeprefix(f"{self.row.get_outcome_display()}: ")
        return said[:1].upper() + said[1:]

    @property
    def note(self) -> str:
        return f"{self.row.says} {self.last}".strip()

    @property
    def first(self) -> Point | None:
        """The row that is linked with one press: the first that nobody has linked yet."""
        return next((point for point in self.points if not point.linked), None)


def workings_of(focus: Focus, links: Sequence[EvidenceLink], address: Address) -> list[Working]:
    """What was worked out of the figures of the claim, differences first."""
    rows = Recomputation.objects.filter(
        claim_version=focus.version, claim_start=focus.span.start, claim_end=focus.span.end
    )
    return [_working(row, focus, links, address) for row in rows]


def _working(row: Recomputation, focus: Focus, links: Sequence[EvidenceLink], address: Address) -> Working:
    points = [_point(point, focus, links, address) for point in row.points]
    return Working(row, points, row.steps[-1] if row.steps else "", row.steps[:-1])


def _point(stored: dict[str, Any], focus: Focus, links: Sequence[EvidenceLink], address: Address) -> Point:
    row, version = Span(stored["row_start"], stored["row_end"]), stored["version"]
    return Point(
        stored["name"],
        " ".join(stored["exact"].split()),
        stored["title"],
        place_words(stored["page"], stored["label"], None),
        address.source_url(version, at=row),
        version,
        row,
        version != str(focus.version.pk),
        any(str(link.version_id) == version and Span(link.start, link.end).overlaps(row) for link in links),
    )
