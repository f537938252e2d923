"""What people ask for with claims; evidence is then looked for anew, or figures are worked out anew."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db import transaction

from esgcheck.accounts.models import User
from esgcheck.cases.models import Case, Role
from esgcheck.claims import review
from esgcheck.claims.language_model import consent
from esgcheck.claims.models import Candidate, Claim
from esgcheck.documents.models import Kind, Version
from esgcheck.errors import Refused
from esgcheck.jobs.queue import enqueue


def hold_again(case_id: object) -> None:
    """Claims or documents are others now: hold them against the sources, and against the other years' reports."""
    enqueue("check", case_id)
    enqueue("compare", case_id)


def add_claim(*, version: Version, start: int, end: int, kind: str, by: User) -> Claim:
    """A claim marked by hand, for which evidence is then looked for."""
    with transaction.atomic():
        claim = review.add_claim(version=version, start=start, end=end, kind=kind, by=by)
        hold_again(version.case_id)
    return claim


def edit_span(*, item: Claim | Candidate, start: int, end: int, by: User) -> Claim:
    """A claim of other words, for which evidence is then looked for anew."""
    with transaction.atomic():
        claim = review.edit_span(item=item, start=start, end=end, by=by)
        hold_again(claim.case_id)
    return claim


def split(
    *, item: Claim | Candidate, by: User, at: Sequence[int] = (), spans: Sequence[tuple[int, int]] = ()
) -> list[Claim]:
    """Several claims of one, for each of which evidence is then looked for."""
    with transaction.atomic():
        claims = review.split(item=item, at=at, spans=spans, by=by)
        hold_again(claims[0].case_id)
    return claims


def merge(*, items: Sequence[Claim | Candidate], by: User) -> Claim:
    """One claim of several, for which evidence is then looked for."""
    with transaction.atomic():
        claim = review.merge(items=items, by=by)
        hold_again(claim.case_id)
    return claim


def unmerge(*, claim: Claim, by: User) -> list[Claim]:
    """What was merged into a claim is listed by itself again."""
    with transaction.atomic():
        claims = review.unmerge(claim=claim, by=by)
        hold_again(claim.case_id)
    return claims


def correct_fields(*, claim: Claim, fields: Iterable[Mapping[str, Any]], by: User) -> Claim:
    """The fields as a person has them; its figures are then worked out anew."""
    with transaction.atomic():
        claim = review.correct_fields(claim=claim, fields=fields, by=by)
        enqueue("recompute", claim.case_id)
    return claim


def restore_fields(*, claim: Claim, by: User) -> Claim:
    """The fields that the machine read; its figures are then worked out anew."""
    with transaction.atomic():
        claim = review.restore_fields(claim=claim, by=by)
        enqueue("recompute", claim.case_id)
    return claim


def describe_claim(*, claim: Claim, by: User, **said: Any) -> Claim:
    """What a person says of a claim (``review.describe_claim``); with other fields, its figures are worked out anew."""
    with transaction.atomic():
        claim = review.describe_claim(claim=claim, by=by, **said)
        if "fields" in said:
            enqueue("recompute", claim.case_id)
    return claim


def undo(*, case: Case, token: str, by: User) -> review.Undone:
    """Take back what was done to claims a moment ago."""
    with transaction.atomic():
        undone = review.undo(case=case, token=token, by=by)
        if undone.recut:
            hold_again(case.pk)
        else:
            enqueue("recompute", case.pk)
    return undone


def allow_language_model(*, case: Case, by: User, seen: str) -> None:
    """Have the operator's language model asked about the reports of a case, those that are here and those to come."""
    with transaction.atomic():
        consent.allow_language_model(case=case, by=by, seen=seen)
        ask_language_model(case=case, by=by)


def forbid_language_model(*, case: Case, by: User, remove: bool = False) -> int:
    """Send nothing more of a case; with ``remove`` its undecided proposals go. Returns how many went."""
    with transaction.atomic():
        removed = consent.forbid_language_model(case=case, by=by, remove=remove)
        if removed:
            enqueue("check", case.pk)
    return removed


def ask_language_model(*, case: Case, by: User) -> int:
    """Have the language model asked, again if it was before, about the reports of a case. Returns how many."""
    case.require(by, Role.LEAD)
    if not consent.may_send(case.pk):
        raise Refused("Text of this case may not be sent to a language model. A lead can allow it.")
    ready = Version.objects.present().readable().filter(case=case, document__kind=Kind.REPORT)
    reports = ready.filter(state=Version.State.READY)  # the others are asked about when they are gone through
    with transaction.atomic():
        for report in reports:
            enqueue("propose", report.pk, lane=case.pk)
    return len(reports)
