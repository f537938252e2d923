"""The claim itself in the third column: what it says, under which heading, where else, and what it is about."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from esgcheck.web.workbench.address import Address
from esgcheck.web.workbench.focus import Focus
from esgcheck.web.workbench.saying import Said, said_by
from esgcheck.web.workbench.sheets import printed


@dataclass(frozen=True)
class Place:
    """A further place where the report says the same."""

    number: int
    label: str
    text: str
    url: str


@dataclass(frozen=True)
class ClaimCard:
    said: Said
    context: list[str] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    topics: list[dict[str, Any]] = field(default_factory=list)


def card_of(focus: Focus, address: Address) -> ClaimCard:
    item = focus.item
    return ClaimCard(
        said_by(item, focus.candidate),
        [" ".join(row["text"].split()) for row in item.context],
        _places(focus, address),
        list(item.topics),
    )


def _places(focus: Focus, address: Address) -> list[Place]:
    rows = focus.item.places
    if not rows:
        return []
    numbers = {row["page"] for row in rows}
    labels = dict(focus.version.pages.filter(number__in=numbers).values_list("number", "label"))
    return [
        Place(
            row["page"],
            printed(row["page"], labels.get(row["page"], "")),
            " ".join(row["text"].split()),
            address.url("report", page=row["page"]),
        )
        for row in rows
    ]
