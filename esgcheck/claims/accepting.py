"""Taking a proposal up as a claim, dismissing it, marking a claim by hand."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db import transaction

from esgcheck.accounts.models import User
from esgcheck.cases.models import Case, Role
from esgcheck.claims.dismissing import because_words
from esgcheck.claims.models import Candidate, Claim, ClaimKind, Quotation
from esgcheck.claims.models.found import found_id
from esgcheck.documents.models import Kind, Version
from esgcheck.documents.selecting import Selecting, selector_fields
from esgcheck.errors import Refused

OF_THE_MACHINE = ("score", "consequence", "proposed_by", "fields", "topics", "context", "places")
"""What a claim takes over from the candidate that it was accepted from."""


def find_claim(case: Case, claim_id: uuid.UUID) -> Claim | Candidate | None:
    """The claim of this id, or else the candidate, or None."""
    claim = Claim.objects.filter(case=case, pk=claim_id).first()
    return claim or Candidate.objects.select_related("version").filter(version__case=case, pk=claim_id).first()


@transaction.atomic
def accept_candidate(*, candidate: Candidate, by: User, kind: str = "") -> Claim:
    """Make a claim of a candidate; a claim that is there already is returned, accepted again if it was dismissed."""
    claim = _claim_of(candidate, by=by, kind=kind)
    if kind:
        claim.kind = valid_kind(kind)
    claim.state, claim.dismissed_because = Claim.State.ACCEPTED, ""
    save(claim, ["state", "dismissed_because", "kind"])
    return claim


@transaction.atomic
def dismiss(*, item: Claim | Candidate, by: User, reason: str = "", because: str = "") -> Claim:
    """Say that this is no claim, so that it does not come back when the report is read again.

    ``reason`` is one of ``DismissReason`` or empty, ``because`` words of one's own. Links and verdicts stay.
    """
    case_of(item).require(by, Role.REVIEWER)
    kept = because_words(reason, because)
    claim = _claim_of(item, by=by) if isinstance(item, Candidate) else item
    claim.state, claim.dismissed_because = Claim.State.DISMISSED, kept
    save(claim, ["state", "dismissed_because"])
    return claim


def dismiss_candidate(*, candidate: Candidate, by: User, because: str = "", reason: str = "") -> Claim:
    """``dismiss`` for a candidate."""
    return dismiss(item=candidate, by=by, reason=reason, because=because)


def make_claims(case: Case, ids: Iterable[uuid.UUID], by: User) -> None:
    """Claims of the candidates among these that are none yet; what somebody else made at the same moment stands."""
    wanted = set(ids)
    there = set(Claim.objects.filter(pk__in=wanted).values_list("pk", flat=True))
    by_version: dict[uuid.UUID, list[Candidate]] = defaultdict(list)
    for candidate in Candidate.objects.filter(version__case=case, pk__in=wanted - there).select_related("version"):
        by_version[candidate.version_id].append(candidate)
    made: list[Claim] = []
    for found in by_version.values():
        selecting, version = Selecting(found[0].version), found[0].version
        quotations = list(Quotation.objects.said().filter(version=version).exclude(speaker=""))
        for candidate in found:
            inside = (q.speaker for q in quotations if candidate.start <= q.start and q.end <= candidate.end)
            made.append(
                Claim(
                    pk=candidate.pk,
                    case=case,
                    kind=candidate.kind,
                    attribution=next(inside, ""),
                    created_by=by,
                    **selecting.fields(candidate.start, candidate.end),
                    **{name: getattr(candidate, name) for name in OF_THE_MACHINE},
                )
            )
    Claim.objects.bulk_create(made, batch_size=200, ignore_conflicts=True)


def taken_up(item: Claim | Candidate, by: User) -> Claim:
    """The claim to work on: a candidate that somebody works on is thereby accepted."""
    if isinstance(item, Candidate):
        return accept_candidate(candidate=item, by=by)
    case_of(item).require(by, Role.REVIEWER)
    return item


def save(claim: Claim, names: list[str]) -> None:
    """Write these columns of a claim that is there still."""
    if not Claim.objects.filter(pk=claim.pk).update(**{name: getattr(claim, name) for name in names}):
        raise Refused("Somebody has made this claim a suggestion again while you were at it. Look again.")


def one_at_a_time(case: Case) -> None:
    """Wait, in a transaction, for whoever is changing many claims of this case at once. Claim by claim the two could
    wait for each other crosswise; what concerns one claim does not wait."""
    list(Case.objects.select_for_update(no_key=True).filter(pk=case.pk).values_list("pk"))


def case_of(item: Claim | Candidate) -> Case:
    return item.version.case if isinstance(item, Candidate) else item.case


def _claim_of(candidate: Candidate, *, by: User, kind: str = "") -> Claim:
    version = candidate.version
    version.case.require(by, Role.REVIEWER)
    claim, _ = Claim.objects.get_or_create(
        pk=candidate.pk,
        defaults={
            **selector_fields(version, candidate.start, candidate.end),
            "case": version.case,
            "kind": valid_kind(kind or candidate.kind),
            "attribution": speaker_in(version, candidate.start, candidate.end),
            "created_by": by,
            **{name: getattr(candidate, name) for name in OF_THE_MACHINE},
        },
    )
    return claim.merged_into or claim


@transaction.atomic
def add_claim(*, version: Version, start: int, end: int, kind: str = ClaimKind.GENERAL, by: User) -> Claim:
    """A claim marked by hand: ``text[start:end]`` of a report. The same span twice is one claim."""
    version.case.require(by, Role.REVIEWER)
    if version.document.kind != Kind.REPORT:
        raise Refused("A claim stands in a report. Mark this document as a report first, or link it as evidence.")
    claim = claim_at(version, selector_fields(version, start, end), kind=valid_kind(kind), by=by)
    accept(claim)
    return claim


def claim_at(version: Version, selected: dict[str, Any], *, kind: str, by: User, **more: Any) -> Claim:
    """The claim of just this span, made if there is none. ``selected`` is what ``selector_fields`` gives."""
    span = {"start": selected["start"], "end": selected["end"]}
    there = Claim.objects.listed().filter(version=version, **span).order_by("created_at").first()
    if there is not None:
        return there
    made = {
        **selected,
        "case": version.case,
        "kind": kind,
        "attribution": speaker_in(version, **span),
        "created_by": by,
        **more,
    }
    # The id that a candidate of this span has: marked by two at once, or accepted as well, it is one claim.
    claim, _ = Claim.objects.get_or_create(pk=found_id(version.pk, "claim", **span), defaults=made)
    if (claim.start, claim.end) == (span["start"], span["end"]) and claim.merged_into_id is None:
        return claim
    return Claim.objects.create(**made)  # that id stands for a claim whose span a person has changed, or merged


@transaction.atomic
def set_claim_state(*, claim: Claim, state: str, because: str = "", reason: str = "", by: User) -> Claim:
    """Dismiss an accepted claim, or bring a dismissed one back; its links and verdicts stay."""
    claim.case.require(by, Role.REVIEWER)
    if state not in Claim.State.values:
        raise Refused("A claim is either accepted or dismissed.")
    kept = because_words(reason, because) if state == Claim.State.DISMISSED else ""
    claim.state, claim.dismissed_because = state, kept
    save(claim, ["state", "dismissed_because"])
    return claim


def accept(claim: Claim) -> None:
    """Working on a claim takes it up: nobody gives a verdict on what they dismissed."""
    if claim.state != Claim.State.ACCEPTED:
        claim.state = Claim.State.ACCEPTED
        save(claim, ["state"])


def valid_kind(kind: str) -> str:
    if kind not in ClaimKind.values:
        raise Refused("Choose one of the kinds of claim.")
    return kind


def speaker_in(version: Version, start: int, end: int) -> str:
    """Who is quoted between these offsets, empty where nobody is."""
    quotations = Quotation.objects.said().filter(version=version, start__gte=start, end__lte=end)
    return quotations.exclude(speaker="").values_list("speaker", flat=True).first() or ""
