"""How far a case is, for people: claims by verdict, and what waits."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from django.db.models import Count

from esgcheck.accounts.models import User
from esgcheck.cases.models import Case, Role
from esgcheck.claims import worklist
from esgcheck.claims.models import Claim
from esgcheck.documents.models import Document
from esgcheck.web.listing import DocumentRow
from esgcheck.web.templatetags.look import VERDICTS


@dataclass(frozen=True)
class Standing:
    """Where a case stands: accepted claims by verdict (``open`` has none yet), and what waits for a person."""

    verdicts: dict[str, int]
    suggested: int
    open: int
    stale: int
    by_page: list[PageCell]
    report_pages: int

    @property
    def claims(self) -> int:
        return sum(self.verdicts.values())

    @property
    def decided(self) -> int:
        return self.claims - self.open


@dataclass(frozen=True)
class PageCell:
    """One page of a report in the grid: how many claims and suggestions stand on it, and the gravest verdict."""

    number: int
    claims: int
    suggested: int
    tone: str

    @property
    def verdict(self) -> str:
        """The gravest verdict on the page in words; empty where none is given."""
        return VERDICTS[self.tone] if self.tone in VERDICTS and self.tone != "open" else ""


GRAVEST = [
    "contradicted",
    "misleading_by_omission",
    "conflicting_evidence",
    "not_enough_evidence",
    "supported",
    "open",
]


def standing_of(case: Case, report: DocumentRow | None = None) -> Standing:
    """Counts over everything to review; the grid of pages for ``report``, if it is read."""
    items = worklist.worklist(case).items
    suggested = sum(1 for item in items if item.is_candidate)
    claims = [item for item in items if not item.is_candidate]
    verdicts = Counter(item.verdict or "open" for item in claims)
    cells: list[PageCell] = []
    if report is not None and not report.version.is_in_work:
        here = [item for item in items if item.version_id == report.version.pk]
        for number in range(1, report.version.pages_known + 1):
            on_page = [item for item in here if item.page_number == number]
            tones = {item.verdict or "open" for item in on_page if not item.is_candidate}
            cells.append(
                PageCell(
                    number=number,
                    claims=sum(1 for item in on_page if not item.is_candidate),
                    suggested=sum(1 for item in on_page if item.is_candidate),
                    tone=next((tone for tone in GRAVEST if tone in tones), "suggested" if on_page else ""),
                )
            )
    return Standing(
        verdicts=dict(verdicts),
        suggested=suggested,
        open=verdicts["open"],
        stale=sum(1 for item in claims if item.status == worklist.STALE),
        by_page=cells,
        report_pages=report.version.pages_known if report else 0,
    )


@dataclass(frozen=True)
class CaseRow:
    """A case as the list shows it."""

    case: Case
    role: str
    documents: int
    claims: int
    decided: int
    people: int


def cases_of(user: User) -> list[CaseRow]:
    """The cases of a user, newest first, with their counts."""
    cases = list(Case.objects.visible_to(user).prefetch_related("memberships"))
    ids = [case.pk for case in cases]
    documents = dict(Document.objects.present().filter(case__in=ids).values_list("case").annotate(Count("pk")))
    accepted = Claim.objects.accepted().filter(case__in=ids, version__document__removed_at=None)
    claims = dict(accepted.order_by().values_list("case").annotate(Count("pk")))
    decided = dict(accepted.order_by().exclude(verdicts=None).values_list("case").annotate(Count("pk", distinct=True)))
    return [
        CaseRow(
            case=case,
            role=next((Role(m.role).label for m in case.memberships.all() if m.user_id == user.pk), ""),
            documents=documents.get(case.pk, 0),
            claims=claims.get(case.pk, 0),
            decided=decided.get(case.pk, 0),
            people=len(case.memberships.all()),
        )
        for case in cases
    ]
