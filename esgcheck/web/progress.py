"""How far a case is, for people: documents with what the workers do to them, claims by verdict, what waits."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, QuerySet
from django.utils import timezone

from esgcheck.accounts.models import User
from esgcheck.cases.models import Case, Role
from esgcheck.claims import worklist
from esgcheck.claims.models import Claim
from esgcheck.documents.models import Document, Kind, Version
from esgcheck.jobs.models import Job
from esgcheck.web.templatetags.look import VERDICTS, duration

ENOUGH_PAGES, ENOUGH_SECONDS = 5, 2
"""Starting the cage takes a moment in which no page is read: a time left that is told from that frightens people."""


@dataclass(frozen=True)
class DocumentRow:
    """A document as the case page lists it. ``left``: seconds until it is read, None where nobody can know."""

    document: Document
    version: Version
    claims: int
    left: float | None = None

    @property
    def time_left(self) -> str:
        return f"{duration(self.left)} left" if self.left is not None else ""

    @property
    def words(self) -> str:
        """What is being done, where it cannot be counted."""
        if self.version.state == Version.State.READING and self.version.pages_known:
            return ""
        return {
            Version.State.WAITING: "Waiting for a worker to read it",
            Version.State.READING: "Opening the file",
            Version.State.FINDING: f"{self.version.pages_read} pages read; looking for claims and quotations",
        }.get(Version.State(self.version.state), "")


@dataclass(frozen=True)
class Documents:
    """The documents of a case: reports first, then sources, and whether anything is in work."""

    reports: list[DocumentRow]
    sources: list[DocumentRow]
    checking: bool
    check_failed: Job | None

    @property
    def reading(self) -> bool:
        return any(row.version.is_in_work for row in [*self.reports, *self.sources])

    @property
    def in_work(self) -> bool:
        return self.checking or self.reading

    @property
    def total(self) -> int:
        return len(self.reports) + len(self.sources)


def documents_of(case: Case) -> Documents:
    """All present documents with the state of their newest version, in a handful of queries."""
    documents = list(case.documents.present())
    versions = list(case.versions.present().order_by("created_at"))
    by_document = {version.document_id: version for version in versions}  # the newest, being last, stays
    candidates = dict(_count(case.versions.present(), "candidates"))
    began = dict(
        Job.objects.filter(
            kind="read", state=Job.State.RUNNING, subject__in=[str(v.pk) for v in versions if v.is_in_work]
        ).values_list("subject", "started_at")
    )
    rows = [
        DocumentRow(document, version, candidates.get(version.pk, 0), _left(version, began.get(str(version.pk))))
        for document in documents
        if (version := by_document.get(document.pk)) is not None
    ]
    checks = Job.objects.about("check", case.pk)
    last = checks.order_by("-created_at").first()
    return Documents(
        reports=[row for row in rows if row.document.kind == Kind.REPORT],
        sources=[row for row in rows if row.document.kind == Kind.SOURCE],
        checking=checks.unfinished().exists(),
        check_failed=last if last is not None and last.state == Job.State.FAILED else None,
    )


def _count(versions: QuerySet[Version], relation: str) -> list[tuple[object, int]]:
    return list(versions.annotate(n=Count(relation)).values_list("pk", "n"))


def _left(version: Version, began: datetime | None) -> float | None:
    """Seconds left at the speed so far; None while there is too little to tell a speed from."""
    if version.state != Version.State.READING or began is None or not version.pages_known:
        return None
    spent = (timezone.now() - began).total_seconds()
    if version.pages_read < ENOUGH_PAGES or spent < ENOUGH_SECONDS:
        return None
    return max(0.0, spent / version.pages_read * (version.pages_known - version.pages_read))


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
