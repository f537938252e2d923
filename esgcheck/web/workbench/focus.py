"""The claim in question, whether a person has taken it up or only the machine proposes it."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field

from esgcheck.analysis.types import Span
from esgcheck.claims.models import Candidate, Claim, ClaimKind, Quotation, Verdict
from esgcheck.claims.worklist import DECIDED, DISMISSED, OPEN, STALE, SUGGESTED
from esgcheck.documents.models import Version


@dataclass(frozen=True)
class Focus:
    """``claim`` is None while it is a candidate. ``reasons`` are the machine's for proposing it,
    ``figures`` the numbers in it."""

    id: uuid.UUID
    version: Version
    span: Span
    page_number: int
    text: str
    kind: str
    status: str
    attribution: str
    score: float | None
    reasons: list[str] = field(default_factory=list)
    figures: list[str] = field(default_factory=list)
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
    def score_words(self) -> str:
        return f"{self.score:.2f}" if self.score is not None else ""


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
            reasons=list(item.reasons),
            figures=_figures(item),
        )
    candidate = Candidate.objects.filter(pk=item.pk).only("reasons", "quantities").first()
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
        reasons=list(candidate.reasons) if candidate else [],
        figures=_figures(candidate) if candidate else [],
        claim=item,
        verdicts=verdicts,
    )


def _status(claim: Claim, verdicts: list[Verdict]) -> str:
    if claim.state == Claim.State.DISMISSED:
        return DISMISSED
    if not verdicts:
        return OPEN
    return STALE if claim.verdict_is_stale else DECIDED


def _figures(candidate: Candidate) -> list[str]:
    """The numbers of the claim as it writes them, each once."""
    return list(dict.fromkeys(" ".join(quantity["text"].split()) for quantity in candidate.quantities))
