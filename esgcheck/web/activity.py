"""What happened in a case lately, put together from rows that exist anyway."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import chain

from django.db.models import Count, Q

from esgcheck.cases.models import Case, Membership
from esgcheck.claims.models import Claim, EvidenceLink, Verdict
from esgcheck.documents.models import PileFile, Succession
from esgcheck.publishing.models import Publication


@dataclass(frozen=True)
class Event:
    """Who did what when. ``about`` is a document's or claim's own words; ``claim_id`` leads to the claim."""

    at: datetime
    who: str
    what: str
    about: str = ""
    tone: str = ""
    claim_id: object = None
    document_id: object = None


def happened_in(case: Case, *, limit: int, members: Iterable[Membership] | None = None) -> list[Event]:
    """The newest events, at most ``limit``. A page that has the members at hand, with users, gives them."""
    if members is None:
        members = case.memberships.select_related("user").order_by("-since")[:limit]
    events = chain(
        _documents(case, limit),
        _newer_files(case, limit),
        _members(case, members),
        _claims(case, limit),
        _links(case, limit),
        _verdicts(case, limit),
        _publications(case, limit),
        _language_model(case),
    )
    return sorted(events, key=lambda event: event.at, reverse=True)[:limit]


def _documents(case: Case, limit: int) -> Iterator[Event]:
    """What came in together is one event; what came out of another document is none."""
    here = Q(files__state__in=[PileFile.State.ADDED, PileFile.State.BACK])
    piles = case.piles.annotate(count=Count("files", filter=here)).filter(count__gt=1).select_related("created_by")
    for pile in piles[:limit]:
        count = pile.count  # type: ignore[attr-defined]  # annotated
        yield Event(pile.created_at, str(pile.created_by), f"added {count} {pile.kind}s")
    together = PileFile.objects.filter(pile__in=piles.values("pk")).exclude(document=None).values("document")
    alone = case.documents.present().filter(within=None).exclude(pk__in=together)
    for document in alone.select_related("created_by").order_by("-created_at")[:limit]:
        yield Event(
            document.created_at,
            str(document.created_by),
            f"added a {document.kind}",
            document.title,
            document_id=document.pk,
        )


def _newer_files(case: Case, limit: int) -> Iterator[Event]:
    """A newer file counts from when it took the older one's place; reading the same file again is no event."""
    words = {
        Succession.How.NEWER: "brought in a newer file of a {kind}",
        Succession.How.BACK: "made an older file of a {kind} the current one again",
    }
    there = Succession.objects.filter(document__case=case, document__removed_at=None, how__in=list(words))
    for succession in there.select_related("by", "document").order_by("-at")[:limit]:
        document = succession.document
        what = words[Succession.How(succession.how)].format(kind=document.kind)
        who = str(succession.by or "Somebody")
        yield Event(succession.at, who, what, document.title, document_id=document.pk)


def _members(case: Case, members: Iterable[Membership]) -> Iterator[Event]:
    for membership in members:
        what = "opened the case" if membership.user_id == case.created_by_id else f"joined as {membership.role}"
        yield Event(membership.since, str(membership.user), what)


def _claims(case: Case, limit: int) -> Iterator[Event]:
    for claim in Claim.objects.filter(case=case).select_related("created_by").order_by("-created_at")[:limit]:
        what = "accepted a claim" if claim.state == Claim.State.ACCEPTED else "dismissed a suggestion"
        yield Event(claim.created_at, str(claim.created_by), what, claim.exact, claim_id=claim.pk)


def _links(case: Case, limit: int) -> Iterator[Event]:
    links = EvidenceLink.objects.present().filter(claim__case=case).select_related("created_by")
    for link in links.order_by("-created_at")[:limit]:
        words = {"supports": "linked support", "contradicts": "linked a contradiction", "context": "linked context"}
        yield Event(
            link.created_at, str(link.created_by), words[link.stance], link.exact, link.stance, claim_id=link.claim_id
        )


def _verdicts(case: Case, limit: int) -> Iterator[Event]:
    for verdict in Verdict.objects.filter(claim__case=case).select_related("given_by", "claim")[:limit]:
        yield Event(
            verdict.given_at,
            str(verdict.given_by),
            f"gave the verdict “{verdict.get_value_display()}”",
            verdict.claim.exact,
            verdict.value,
            claim_id=verdict.claim_id,
        )


def _language_model(case: Case) -> Iterator[Event]:
    if case.language_model_by is not None and case.language_model_at is not None:
        what = "allowed text of the reports to be sent to the language model"
        yield Event(case.language_model_at, str(case.language_model_by), what)


def _publications(case: Case, limit: int) -> Iterator[Event]:
    for publication in Publication.objects.filter(case=case).select_related("created_by")[:limit]:
        yield Event(
            publication.created_at, str(publication.created_by), "published a claim", claim_id=publication.claim_id
        )
        if publication.revoked_at:
            yield Event(publication.revoked_at, "Somebody", "took a publication back", claim_id=publication.claim_id)
