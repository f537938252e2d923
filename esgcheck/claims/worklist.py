"""The list on the left of the workbench: candidates and claims of a case in one order, with filters and counts."""

from __future__ import annotations

import uuid
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from django.db.models import OuterRef, Prefetch, Subquery

from esgcheck.cases.models import Case
from esgcheck.claims.models import Candidate, Claim, EvidenceLink, QuotationCheck
from esgcheck.documents.models import Kind

SUGGESTED, OPEN, DECIDED, STALE, DISMISSED = "suggested", "open", "decided", "stale", "dismissed"
STATUSES = {
    SUGGESTED: "Suggested",
    OPEN: "Open",
    DECIDED: "Decided",
    STALE: "Look again",
    DISMISSED: "Dismissed",
}
"""suggested: a candidate; open: accepted, no verdict; decided; stale: the verdict's basis has changed; dismissed."""


@dataclass(frozen=True)
class Item:
    """One line of the list. ``check`` is the status of the quotation in it, empty where there is none."""

    id: uuid.UUID
    text: str
    kind: str
    status: str
    version_id: uuid.UUID
    start: int
    end: int
    page_number: int
    score: float | None = None
    verdict: str = ""
    links: int = 0
    check: str = ""

    @property
    def is_candidate(self) -> bool:
        return self.status == SUGGESTED


@dataclass(frozen=True)
class Worklist:
    """``items`` after the filters; counts over everything, so that a filter says what it would show."""

    items: list[Item]
    by_status: dict[str, int] = field(default_factory=dict)
    by_kind: dict[str, int] = field(default_factory=dict)
    total: int = 0

    def neighbours(self, item_id: object) -> tuple[Item | None, Item | None]:
        """The items before and after this one, None at the ends; the first item as next if it is not in the list."""
        ids = [str(item.id) for item in self.items]
        if str(item_id) not in ids:
            return None, self.items[0] if self.items else None
        index = ids.index(str(item_id))
        before = self.items[index - 1] if index else None
        after = self.items[index + 1] if index + 1 < len(self.items) else None
        return before, after


def worklist(case: Case, *, status: str = "", kind: str = "", version: object = None, order: str = "place") -> Worklist:
    """Everything to review in the case's reports; unknown filters are taken as none.

    ``order``: ``place`` (report by report, as they read) or ``score`` (most check-worthy first).
    """
    everything = _candidates(case) + _claims(case)
    by_status = Counter(item.status for item in everything)
    shown = (
        [item for item in everything if item.status == status]
        if status in STATUSES
        else [item for item in everything if item.status != DISMISSED]
    )
    by_kind = Counter(item.kind for item in shown)
    if kind in by_kind:
        shown = [item for item in shown if item.kind == kind]
    if version:
        shown = [item for item in shown if str(item.version_id) == str(version)]
    if order == "score":
        shown.sort(key=lambda item: (-(item.score if item.score is not None else 1.0), item.start))
    else:
        shown.sort(key=lambda item: (str(item.version_id), item.start))
    return Worklist(shown, dict(by_status), dict(by_kind), len(everything) - by_status[DISMISSED])


def _candidates(case: Case) -> list[Item]:
    rows = (
        Candidate.objects.filter(version__case=case, version__document__removed_at=None)
        .filter(version__document__kind=Kind.REPORT)
        .undecided()
        .annotate(check_status=_check_status())
        .values("id", "text", "kind", "version_id", "start", "end", "page_number", "score", "check_status")
    )
    taken = set(Claim.objects.filter(case=case).values_list("version_id", "start", "end"))
    return [
        Item(status=SUGGESTED, check=row.pop("check_status") or "", **row)
        for row in rows
        if (row["version_id"], row["start"], row["end"]) not in taken
    ]


def _claims(case: Case) -> list[Item]:
    claims = (
        Claim.objects.filter(case=case, version__document__removed_at=None)
        .prefetch_related("verdicts", Prefetch("links", EvidenceLink.objects.present()))
        .annotate(check_status=_check_status())
    )
    return [_item(claim) for claim in claims]


def _item(claim: Any) -> Item:
    verdict = claim.verdict
    if claim.state == Claim.State.DISMISSED:
        status = DISMISSED
    elif verdict is None:
        status = OPEN
    else:
        status = STALE if claim.verdict_is_stale else DECIDED
    return Item(
        id=claim.pk,
        text=claim.exact,
        kind=claim.kind,
        status=status,
        version_id=claim.version_id,
        start=claim.start,
        end=claim.end,
        page_number=claim.page_number,
        score=claim.score,
        verdict=verdict.value if verdict else "",
        links=len(claim.links.all()),
        check=claim.check_status or "",
    )


def _check_status() -> Subquery:
    """The status of the first checked quotation inside the row's span."""
    return Subquery(
        QuotationCheck.objects.filter(
            quotation__version=OuterRef("version"),
            quotation__start__gte=OuterRef("start"),
            quotation__end__lte=OuterRef("end"),
        )
        .order_by("quotation__start")
        .values("status")[:1]
    )
