"""What is new for whoever looks at a case, source by source, and where each piece of it leads."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, replace

from esgcheck.accounts.models import User
from esgcheck.analysis.types import Span
from esgcheck.cases.models import Case
from esgcheck.claims.news import Told, unseen
from esgcheck.documents.models import Version
from esgcheck.web.workbench.address import Address

SHOWN = 4
"""Claims named under each source; the workbench lists the others."""


@dataclass(frozen=True)
class Line:
    """A claim, with the way to where the source speaks of it."""

    told: Told
    url: str


@dataclass(frozen=True)
class Brought:
    """What one source brought: ``number`` claims, of which ``lines`` are the first."""

    source: Version
    number: int
    lines: Sequence[Line]

    @property
    def further(self) -> int:
        return self.number - len(self.lines)


def brought_to(case: Case, user: User) -> list[Brought]:
    """The source with something about one's own claims first."""
    sources: dict[uuid.UUID, list[Told]] = {}
    for told in unseen(case, user):
        sources.setdefault(told.source.pk, []).append(told)
    address = Address(case.pk)
    return [
        Brought(told[0].source, len(told), [Line(one, _url(one, address)) for one in told[:SHOWN]])
        for told in sources.values()
    ]


def _url(told: Told, address: Address) -> str:
    at = Span(told.first.start, told.first.end)
    return replace(address, claim=str(told.claim.pk)).source_url(told.source.pk, at=at)
