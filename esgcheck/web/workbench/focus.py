"""The claim in question, whether a person has taken it up or only the machine proposes it."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field

from django.db.models import Q

from esgcheck.analysis.types import Span
from esgcheck.claims.models import Candidate, Claim, ClaimKind, Quotation, Verdict
from esgcheck.claims.worklist import DECIDED, DISMISSED, OPEN, STALE, SUGGESTED
from esgcheck.documents.models import Version
from esgcheck.web.workbench.saying import OPEN as LEAVES_OPEN
from esgcheck.web.workbench.saying import chance, in_one_line


@dataclass(frozen=True)
class Focus:
    """``claim`` is None while it is a candidate. ``candidate`` is what the machine proposes for it, where it still
    does; ``reasons`` are the machine's for that."""

    id: uuid.UUID
    version: Version
    span: Span
    page_number: int
    text: str
    kind: str
    status: str
    attribution: str
    score: float | None
    item: Claim | Candidate
    reasons: list[str] = field(default_factory=list)
    candidate: Candidate | None = None
    claim: Claim | None = None
    verdicts: list[Verdict] = field(default_factory=list)

    @property
    def kind_words(self) -> str:
        return dict(ClaimKind.choices).get(self.kind, self.kind)

    @property
    def is_candidate(self) -> bool:
        return self.claim is None

    @property
    def is_dismissed(self) -> bool:
        return self.status == DISMISSED

    @property
    def is_stale(self) -> bool:
        return self.status == STALE

    @property
    def basis(self) -> str:
        """What a verdict given now would rest on; "" while nobody has accepted the candidate."""
        return self.claim.basis() if self.claim else ""

    @property
    def verdict(self) -> Verdict | None:
        return self.verdicts[0] if self.verdicts else None

    @property
    def state(self) -> str:
        """What a form that decides about it says it saw, so that nobody overrules another unknowingly."""
        return self.claim.state if self.claim else SUGGESTED

    @property
    def chance(self) -> str:
        return chance(self.score)

    @property
    def says(self) -> str:
        """What it says, in one line; at least its figures."""
        figures = dict.fromkeys(
            " ".join(row["text"].split()) for row in (self.candidate.quantities if self.candidate else [])
        )
        return in_one_line([row for row in self.item.fields if row["name"] != LEAVES_OPEN]) or " · ".join(figures)

    @property
    def leaves_open(self) -> str:
        return "; ".join(row["text"] for row in self.item.fields if row["name"] == LEAVES_OPEN)

    @property
    def links(self) -> int:
        return len(self.claim.links.all()) if self.claim else 0


def focus_on(item: Claim | Candidate, quotations: list[Quotation]) -> Focus:
    """Gather what the panel under the page says. ``quotations`` are those inside the claim."""
    if isinstance(item, Candidate):
        return Focus(
            id=item.pk,
            version=item.version,
            span=Span(item.start, item.end),
            page_number=item.page_number,
            text=item.text,
            kind=item.kind,
            status=SUGGESTED,
            attribution=next((q.speaker for q in quotations if q.speaker), ""),
            score=item.score,
            item=item,
            reasons=list(item.reasons),
            candidate=item,
        )
    here = Q(pk=item.pk) | Q(start=item.start, end=item.end)  # carried to a newer file, it is proposed there by another
    proposed = Candidate.objects.filter(here, version=item.version_id)
    candidate = proposed.only("reasons", "fields", "quantities", "start", "end").first()
    verdicts = sorted(item.verdicts.all(), key=lambda verdict: (verdict.given_at, verdict.pk), reverse=True)
    return Focus(
        id=item.pk,
        version=item.version,
        span=Span(item.start, item.end),
        page_number=item.page_number,
        text=item.exact,
        kind=item.kind,
        status=_status(item, verdicts),
        attribution=item.attribution,
        score=item.score,
        item=item,
        reasons=list(candidate.reasons) if candidate else [],
        candidate=candidate,
        claim=item,
        verdicts=verdicts,
    )


def _status(claim: Claim, verdicts: list[Verdict]) -> str:
    if claim.state == Claim.State.DISMISSED:
        return DISMISSED
    if not verdicts:
        return OPEN
    return STALE if claim.verdict_is_stale else DECIDED
