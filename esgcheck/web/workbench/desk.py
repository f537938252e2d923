"""The whole workbench for one address: which claim, which page, which evidence, and what to say where nothing is."""

from __future__ import annotations

from dataclasses import dataclass, replace

from django.db.models import Prefetch
from django.urls import reverse

from esgcheck.accounts.models import User
from esgcheck.analysis.types import Span
from esgcheck.cases.models import Case, Role
from esgcheck.claims.models import Candidate, Claim, EvidenceLink, Outcome, Quotation, QuotationCheck, Verdict
from esgcheck.claims.news import Told, news_of
from esgcheck.claims.worklist import Item
from esgcheck.documents.models import Kind, Version
from esgcheck.jobs.models import Job
from esgcheck.web.workbench.address import Address
from esgcheck.web.workbench.card import ClaimCard, card_of
from esgcheck.web.workbench.evidence import Card, Evidence, evidence_for, highlights_in, is_astray
from esgcheck.web.workbench.focus import Focus, focus_on
from esgcheck.web.workbench.paging import Paging, paging
from esgcheck.web.workbench.queue import Queue, queue
from esgcheck.web.workbench.sheets import Highlight, Sheet, page_number_of, sheet


@dataclass(frozen=True)
class SourceLink:
    title: str
    url: str
    state: str


@dataclass(frozen=True)
class Desk:
    case: Case
    address: Address
    may_decide: bool
    may_publish: bool
    reports: list[Version]
    sources: list[Version]
    is_checking: bool
    queue: Queue
    focus: Focus | None
    report: Sheet | None
    evidence: Evidence | None
    source: Sheet | None
    picked: Card | None
    """The link or suggestion at the passage in question, if it is one."""
    news: list[Told]
    """What sources brought for this claim that whoever looks has not seen."""
    card: ClaimCard | None
    """What the claim says and how to change it, where the address asks for that instead of the evidence."""

    @property
    def report_nav(self) -> Paging | None:
        if self.report is None:
            return None
        number, pages = self.report.page.number, self.report.pages
        return paging(number, pages, self.address.zoom, lambda n, zoom: self.address.url("report", page=n, zoom=zoom))

    @property
    def source_nav(self) -> Paging | None:
        if self.source is None:
            return None
        number, pages, at = self.source.page.number, self.source.pages, self.address

        def url(page: int, zoom: int) -> str:
            return at.url("evidence", source_page=page, source_zoom=zoom)

        return paging(number, pages, at.source_zoom, url)

    def _act(self, view: str) -> str:
        return self.address.to(view, self.case.pk, self.focus.id) if self.focus else ""

    @property
    def seen_url(self) -> str:
        return self._act("review-seen")

    @property
    def accept_url(self) -> str:
        return self._act("review-accept")

    @property
    def dismiss_url(self) -> str:
        return self._act("review-dismiss")

    @property
    def decide_several_url(self) -> str:
        return self.address.to("review-decide-several", self.case.pk)

    @property
    def describe_url(self) -> str:
        return self._act("review-describe")

    @property
    def says_url(self) -> str:
        """What the claim says, in the third column."""
        return self.address.card_url("says")

    @property
    def evidence_url(self) -> str:
        return self.address.card_url("")

    def fields_url(self) -> str:
        return self._act("review-fields")

    @property
    def restore_url(self) -> str:
        return self._act("review-restore")

    @property
    def add_topic_url(self) -> str:
        return self._act("review-add-topic")

    @property
    def remove_topic_url(self) -> str:
        return self._act("review-remove-topic")

    @property
    def span_url(self) -> str:
        return self._act("review-span")

    @property
    def split_url(self) -> str:
        return self._act("review-split")

    @property
    def merge_url(self) -> str:
        return self._act("review-merge")

    @property
    def unmerge_url(self) -> str:
        return self._act("review-unmerge")

    @property
    def verdict_url(self) -> str:
        return self._act("review-verdict")

    @property
    def link_url(self) -> str:
        return self._act("review-link")

    @property
    def add_claim_url(self) -> str:
        return self.address.to("review-add-claim", self.case.pk)

    @property
    def back_to_claim_url(self) -> str:
        return self.address.url("report", page=0)

    @property
    def picked_text(self) -> str:
        """The words in question, where they are neither linked nor suggested."""
        if self.source is None or self.address.at is None:
            return ""
        page, at = self.source.page, self.address.at
        return " ".join(page.text[max(0, at.start - page.start) : max(0, at.end - page.start)].split())

    @property
    def source_links(self) -> list[SourceLink]:
        return [
            SourceLink(version.document.title, self._source_url(version), _how_far(version)) for version in self.sources
        ]

    def _source_url(self, version: Version) -> str:
        """The source beside the report, or what is known about it where it has no pages to show."""
        if version.state in {Version.State.READY, Version.State.FINDING} and not version.is_recording:
            return self.address.source_url(version.pk)
        return reverse("document", args=[version.document_id])

    @property
    def reports_in_work(self) -> list[Version]:
        return [version for version in self.reports if version.is_in_work]

    @property
    def sources_in_work(self) -> list[Version]:
        return [version for version in self.sources if version.is_in_work]

    @property
    def failed(self) -> list[Version]:
        return [version for version in self.reports if version.state == Version.State.FAILED]

    @property
    def waits(self) -> bool:
        """Whether workers are at something that this view will show."""
        return bool(self.reports_in_work or self.sources_in_work or self.is_checking)


def _how_far(version: Version) -> str:
    if version.state != Version.State.READY:
        return version.get_state_display()
    if version.is_recording:
        return "Recording"
    return f"{version.pages_read} page{'' if version.pages_read == 1 else 's'}"


def desk(case: Case, user: User, address: Address) -> Desk:
    """Gather one view. A number of queries that does not grow with the case."""
    versions = list(case.versions.present().select_related("document"))
    reports = [version for version in versions if version.document.kind == Kind.REPORT]
    sources = [version for version in versions if version.document.kind == Kind.SOURCE]
    asked = _find(case, address.claim) if address.claim else None
    lines = queue(case, user, address, reports, asked)
    if asked is None and lines.current is not None:
        asked = _find(case, str(lines.current.id))
        address = replace(address, claim=str(lines.current.id))
    quotations = _quotations_in(asked) if asked else []
    focus = focus_on(asked, quotations) if asked else None
    news = news_of(focus.claim, user) if focus and focus.claim else []
    evidence = evidence_for(focus, quotations, address, news) if focus else None
    shown = next((v for v in versions if str(v.pk) == address.source), None) or _older(case, address.source)
    source = _source_sheet(shown, address, evidence) if shown else None
    cards = [*evidence.linked, *evidence.suggested] if evidence else []
    return Desk(
        case=case,
        address=address if source else replace(address, source="", at=None),
        may_decide=case.allows(user, Role.REVIEWER),
        may_publish=case.allows(user, Role.LEAD),
        reports=reports,
        sources=sources,
        is_checking=Job.objects.about("check", case.pk).unfinished().exists(),
        queue=lines,
        focus=focus,
        report=_report_sheet(reports, focus, address, lines, is_astray(evidence.waits if evidence else None)),
        evidence=evidence,
        source=source,
        news=news,
        picked=next((card for card in cards if card.current), None) if source else None,
        card=card_of(focus, address) if focus and address.card and not source else None,
    )


def _older(case: Case, version_id: str) -> Version | None:
    """An older file of a source, for the sake of what points at it."""
    files = case.versions.readable().filter(document__removed_at=None, standing=Version.Standing.OLDER)
    return files.filter(pk=version_id).select_related("document").first() if version_id else None


def _find(case: Case, claim_id: str) -> Claim | Candidate | None:
    links = EvidenceLink.objects.present().select_related("version__document")
    claim = (
        Claim.objects.filter(case=case, pk=claim_id)
        .select_related("version__document")
        .prefetch_related(Prefetch("links", links), Prefetch("verdicts", Verdict.objects.select_related("given_by")))
        .first()
    )
    if claim is not None:
        return _find(case, str(claim.merged_into_id)) if claim.merged_into_id else claim
    return Candidate.objects.select_related("version__document").filter(version__case=case, pk=claim_id).first()


def _quotations_in(item: Claim | Candidate) -> list[Quotation]:
    return list(
        Quotation.objects.said()
        .filter(version=item.version, start__gte=item.start, end__lte=item.end)
        .select_related("check_result")
    )


def _report_sheet(
    reports: list[Version], focus: Focus | None, address: Address, lines: Queue, astray: bool
) -> Sheet | None:
    version = focus.version if focus else _first_readable(reports, address.report)
    if version is None:
        return None
    span = address.span if focus and address.card == "span" and not address.source else None
    at = page_number_of(version, span.start) if span else None
    number = address.page or at or (focus.page_number if focus else 1)
    near = [item for item in lines.items if item.version_id == version.pk and abs(item.page_number - number) <= 1]
    gone = set(Outcome.objects.waiting().filter(claim__version=version, succession__how="again").values_list("claim"))
    highlights = [_line(item, address.claim_url(item.id)) for item in near if (item.id,) not in gone]
    highlights += _quotations_on(version, number, address)
    if focus and not astray:
        shown = span or focus.span
        highlights = [h for h in highlights if h.span != shown]
        by = "machine" if focus.is_candidate else "person"
        highlights.append(Highlight(shown, "claim", by=by, here=True, title=focus.kind_words))
        highlights += [
            Highlight(Span(row["start"], row["end"]), "claim", by, number != focus.page_number, "", _SAME)
            for row in focus.item.places
            if row["page"] == number
        ]
    return sheet(version, number, highlights) or sheet(version, 1, highlights)


_SAME = "The same claim at another place"


def _line(item: Item, url: str) -> Highlight:
    by = "machine" if item.is_candidate else "person"
    return Highlight(Span(item.start, item.end), "other", by=by, url=url, title=" ".join(item.text.split())[:120])


def _quotations_on(version: Version, number: int, address: Address) -> list[Highlight]:
    """The page's quotations that were looked up, each leading to where the source has it, or to what is like it."""
    checks = QuotationCheck.objects.filter(quotation__version=version, quotation__page_number=number)
    found = []
    for check in checks.select_related("quotation").only("status", "reason", "matches", "quotation"):
        quotation, best = check.quotation, next(iter(check.matches), None)
        url = (
            address.source_url(best["version"], at=Span(best["start"], best["end"])) if best else address.url("report")
        )
        title = f"Quotation: {check.get_status_display().lower()}. {check.reason}"
        found.append(
            Highlight(Span(quotation.start, quotation.end), check.status, "machine", False, url, title, "right")
        )
    return found


def _first_readable(reports: list[Version], wanted: str) -> Version | None:
    readable = [v for v in reports if v.state in {Version.State.READY, Version.State.FINDING}]
    return next((v for v in readable if str(v.pk) == wanted), readable[0] if readable else None)


def _source_sheet(version: Version, address: Address, evidence: Evidence | None) -> Sheet | None:
    highlights = highlights_in(evidence or Evidence([], [], [], []), version.pk, address.at)
    number = address.source_page or (page_number_of(version, address.at.start) if address.at else None) or 1
    return sheet(version, number, highlights) or sheet(version, 1, highlights)
