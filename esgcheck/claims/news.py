"""What is new for whom: which claims a new source says something about, kept until people have seen it.

Only claims that a person accepted have news, and only of sources that came after the claim was first held against the
case's: what is there when somebody begins is no news. Nothing here changes what anybody decided.
"""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from django.db import transaction

from esgcheck.accounts.models import User
from esgcheck.cases.models import Case, Role
from esgcheck.claims.models import (
    CheckStatus,
    Claim,
    EvidenceLink,
    HeldAgainst,
    News,
    QuotationCheck,
    Seen,
    Stance,
    Suggestion,
    Verdict,
    Weighed,
)
from esgcheck.claims.models.news import NewsQuerySet
from esgcheck.documents.models import Version

TOP = 5
"""Only what stands so high among the suggestions is told as new."""

Place = tuple[int, int]


@dataclass(frozen=True)
class Told:
    """What one source brought for one claim."""

    claim: Claim
    source: Version
    is_theirs: bool
    news: Sequence[News]

    @property
    def first(self) -> News:
        """Where to look first."""
        return self.news[0]

    @property
    def in_words(self) -> str:
        """ "1 new passage that may contradict it; its quotation is verbatim, where it was not found" """
        words = []
        for what, does in ((News.What.CONTRADICTS, "contradict"), (News.What.SUPPORTS, "support")):
            if count := sum(one.what == what for one in self.news):
                words.append(f"{count} new passage{'s' if count > 1 else ''} that may {does} it")
        words += [
            f"its quotation is {_said(one.now)} here, where it was {_said(one.was)}"
            for one in self.news
            if one.what == News.What.QUOTATION
        ]
        return "; ".join(words)


def _said(status: str) -> str:
    return CheckStatus(status).label.lower() if status in CheckStatus.values else status


def unseen(case: Case, user: User) -> list[Told]:
    """What a person has not seen yet, claim by claim: their own first, then what came last."""
    rows = News.objects.unseen_by(user).filter(claim__case=case)
    told = _told(rows, claims_of(case, user))
    return sorted(told, key=lambda one: (not one.is_theirs, -max(row.at for row in one.news).timestamp()))


def news_of(claim: Claim, user: User) -> list[Told]:
    """What a person has not seen yet of one claim, by source."""
    return _told(News.objects.unseen_by(user).filter(claim=claim), {claim.pk})


def _told(rows: NewsQuerySet, theirs: Collection[uuid.UUID]) -> list[Told]:
    whole = rows.select_related("claim", "source__document").order_by("claim", "source", "what", "start")
    return [
        Told(first.claim, first.source, first.claim_id in theirs, [first, *rest])
        for _, (first, *rest) in groupby(whole, key=lambda row: (row.claim_id, row.source_id))
    ]


def unseen_claims(case: Case, user: User) -> set[uuid.UUID]:
    """The claims about which there is something that a person has not seen."""
    return set(News.objects.unseen_by(user).filter(claim__case=case).order_by().values_list("claim_id", flat=True))


def claims_of(case: Case, user: User) -> set[uuid.UUID]:
    """The claims that somebody accepted, linked evidence to, or gave a verdict on."""
    mine = set(Claim.objects.filter(case=case, created_by=user).values_list("pk", flat=True))
    mine |= set(EvidenceLink.objects.filter(claim__case=case, created_by=user).values_list("claim_id", flat=True))
    return mine | set(Verdict.objects.filter(claim__case=case, given_by=user).values_list("claim_id", flat=True))


@transaction.atomic
def mark_seen(*, case: Case, by: User, claims: Collection[uuid.UUID] | None = None) -> int:
    """Note that somebody has seen what is new, for these claims or for all; any member. Returns how much there was."""
    case.require(by, Role.READER)
    rows = News.objects.unseen_by(by).filter(claim__case=case)
    if claims is not None:
        rows = rows.filter(claim__in=claims)
    seen = [Seen(news=row, user=by) for row in rows]
    Seen.objects.bulk_create(seen, ignore_conflicts=True)
    return len(seen)


def note_news(
    report: Version,
    *,
    checks: Iterable[tuple[QuotationCheck, QuotationCheck]],
    suggestions: Mapping[Place, tuple[Sequence[Suggestion], Sequence[Suggestion]]],
) -> None:
    """Keep what is new about the claims of a report, given what changed: checks and suggestions, before and now. Called
    where they are stored, in the same transaction."""
    claims = list(Claim.objects.accepted().filter(version=report).only("start", "end"))
    weighed = {(row.start, row.end): row.since for row in Weighed.objects.filter(report=report).defer("judged")}
    held = dict(HeldAgainst.objects.filter(report=report).values_list("source_id", "since"))
    rows: list[News] = []
    for claim in claims:
        since = weighed.get((claim.start, claim.end))
        if since is None:
            continue
        came = {source for source, first in held.items() if first > since}
        before, now = suggestions.get((claim.start, claim.end), ((), ()))
        rows += _of_passages(claim, before, now, came)
        rows += _of_quotations(claim, checks, came)
    News.objects.bulk_create(rows, ignore_conflicts=True)


def _of_passages(
    claim: Claim, before: Sequence[Suggestion], now: Sequence[Suggestion], came: Collection[uuid.UUID]
) -> Iterator[News]:
    known = {row.exact for row in before}
    for row in now[:TOP]:
        if row.version_id in came and row.stance != Stance.CONTEXT and row.exact not in known:
            yield News(
                claim=claim, source=row.version, what=row.stance, start=row.start, end=row.end,
                page_number=row.page_number,
            )  # fmt: skip


def _of_quotations(
    claim: Claim, checks: Iterable[tuple[QuotationCheck, QuotationCheck]], came: Collection[uuid.UUID]
) -> Iterator[News]:
    for before, now in checks:
        quotation = now.quotation
        if before.status == now.status or not (claim.start <= quotation.start and quotation.end <= claim.end):
            continue
        for match in now.matches[:1]:
            if (source := uuid.UUID(match["version"])) in came:
                yield News(
                    claim=claim, source_id=source, what=News.What.QUOTATION, start=match["start"], end=match["end"],
                    page_number=match["page"], was=before.status, now=now.status,
                )  # fmt: skip
