"""What a reviewer does: accept, dismiss and add claims, link evidence, give a verdict, note an answer.

Every function takes the person as ``by`` and raises NotAllowed or Refused with the sentence to show.
"""

from __future__ import annotations

import uuid
from datetime import date

from django.db import IntegrityError, transaction
from django.utils import timezone

from esgcheck.accounts.models import User
from esgcheck.cases.models import Case, Role
from esgcheck.claims.models import (
    Candidate,
    Claim,
    ClaimKind,
    EvidenceLink,
    Quotation,
    Response,
    Stance,
    Verdict,
    VerdictValue,
)
from esgcheck.claims.models.found import found_id
from esgcheck.claims.responses import check_response
from esgcheck.documents.models import Kind, Version
from esgcheck.documents.selecting import selector_fields
from esgcheck.errors import Refused, words


def find_claim(case: Case, claim_id: uuid.UUID) -> Claim | Candidate | None:
    """The claim of this id, or else the candidate, or None."""
    claim = Claim.objects.filter(case=case, pk=claim_id).first()
    return claim or Candidate.objects.select_related("version").filter(version__case=case, pk=claim_id).first()


@transaction.atomic
def accept_candidate(*, candidate: Candidate, by: User, kind: str = "") -> Claim:
    """Make a claim of a candidate; a claim that is there already is returned, accepted again if it was dismissed."""
    return _decide(candidate, by=by, kind=kind, state=Claim.State.ACCEPTED, because="")


@transaction.atomic
def dismiss_candidate(*, candidate: Candidate, by: User, because: str = "") -> Claim:
    """Say that a candidate is no claim, so that it does not come back when the report is read again."""
    return _decide(candidate, by=by, kind="", state=Claim.State.DISMISSED, because=because)


def _decide(candidate: Candidate, *, by: User, kind: str, state: str, because: str) -> Claim:
    version = candidate.version
    version.case.require(by, Role.REVIEWER)
    claim, _ = Claim.objects.get_or_create(
        pk=candidate.pk,
        defaults={
            **selector_fields(version, candidate.start, candidate.end),
            "case": version.case,
            "kind": _kind(kind or candidate.kind),
            "attribution": _speaker_in(version, candidate.start, candidate.end),
            "score": candidate.score,
            "created_by": by,
        },
    )
    claim.state, claim.dismissed_because = state, because.strip()[:300]
    if kind:
        claim.kind = _kind(kind)
    claim.save(update_fields=["state", "dismissed_because", "kind"])
    return claim


@transaction.atomic
def add_claim(*, version: Version, start: int, end: int, kind: str = ClaimKind.GENERAL, by: User) -> Claim:
    """A claim marked by hand: ``text[start:end]`` of a report. The same span twice is one claim."""
    version.case.require(by, Role.REVIEWER)
    if version.document.kind != Kind.REPORT:
        raise Refused("A claim stands in a report. Mark this document as a report first, or link it as evidence.")
    fields = selector_fields(version, start, end)
    span = {"start": fields["start"], "end": fields["end"]}
    claim = Claim.objects.filter(version=version, **span).order_by("created_at").first()
    if claim is None:
        claim, _ = Claim.objects.get_or_create(
            # The id that a candidate of this span has: marked by two at once, or accepted as well, it is one claim.
            pk=found_id(version.pk, "claim", **span),
            defaults={
                **fields,
                "case": version.case,
                "kind": _kind(kind),
                "attribution": _speaker_in(version, **span),
                "created_by": by,
            },
        )
    _accept(claim)
    return claim


@transaction.atomic
def set_claim_state(*, claim: Claim, state: str, because: str = "", by: User) -> Claim:
    """Dismiss an accepted claim, or bring a dismissed one back; its links and verdicts stay."""
    claim.case.require(by, Role.REVIEWER)
    if state not in Claim.State.values:
        raise Refused("A claim is either accepted or dismissed.")
    claim.state, claim.dismissed_because = state, because.strip()[:300]
    claim.save(update_fields=["state", "dismissed_because"])
    return claim


@transaction.atomic
def describe_claim(*, claim: Claim, kind: str, attribution: str, by: User) -> Claim:
    """Correct a claim's kind and who is quoted in it."""
    claim.case.require(by, Role.REVIEWER)
    claim.kind, claim.attribution = _kind(kind), attribution.strip()[:300]
    claim.save(update_fields=["kind", "attribution"])
    return claim


def link_evidence(
    *, claim: Claim, version: Version, start: int, end: int, stance: str, by: User, note: str = ""
) -> EvidenceLink:
    """Tie a claim to ``text[start:end]`` of a version. The same passage again changes the stance of the link."""
    claim.case.require(by, Role.REVIEWER)
    if version.case_id != claim.case_id:
        raise Refused("The passage must stand in a document of the same case.")
    fields = selector_fields(version, start, end)
    passage = version.passages.filter(start__lte=fields["start"], end__gt=fields["start"]).first()
    try:
        with transaction.atomic():
            _accept(claim)
            return EvidenceLink.objects.create(
                claim=claim,
                stance=_stance(stance),
                note=words(note),
                speaker=passage.speaker if passage else "",
                created_by=by,
                **fields,
            )
    except IntegrityError:
        link = claim.links.present().get(version=version, start=fields["start"], end=fields["end"])
        return change_link(link=link, stance=stance, note=note or link.note, by=by)


@transaction.atomic
def change_link(*, link: EvidenceLink, stance: str, note: str, by: User) -> EvidenceLink:
    """Say otherwise what the passage does to the claim, or why."""
    link.claim.case.require(by, Role.REVIEWER)
    link.stance, link.note = _stance(stance), words(note)
    link.save(update_fields=["stance", "note"])
    return link


def unlink(*, link: EvidenceLink, by: User) -> None:
    """Take a link away; ``relink`` is the undo."""
    link.claim.case.require(by, Role.REVIEWER)
    EvidenceLink.objects.filter(pk=link.pk, removed_at=None).update(removed_at=timezone.now())


def relink(*, link: EvidenceLink, by: User) -> None:
    """Bring back a link that was taken away, unless its passage has been linked again since."""
    link.claim.case.require(by, Role.REVIEWER)
    try:
        with transaction.atomic():
            EvidenceLink.objects.filter(pk=link.pk).update(removed_at=None)
    except IntegrityError:
        raise Refused("This passage has been linked again since.") from None


@transaction.atomic
def give_verdict(*, claim: Claim, value: str, reasons: str, by: User, seen: str | None = None) -> Verdict:
    """Append a verdict, bound to what it rests on now.

    ``seen`` is the basis that the person had before their eyes, "" for a candidate with nothing linked: where another
    reviewer has changed it meanwhile the verdict is refused. None does not ask.
    """
    claim.case.require(by, Role.REVIEWER)
    if value not in VerdictValue.values:
        raise Refused("Choose one of the five verdicts.")
    if not reasons.strip():
        raise Refused("Give the reasons for the verdict: they are what a reader checks.")
    _accept(claim)
    basis = claim.basis()
    if seen is not None and seen != basis and (seen or claim.links.present().exists()):
        raise Refused("Somebody has changed the claim or its evidence since you opened it. Look again, then save.")
    return Verdict.objects.create(claim=claim, value=value, reasons=words(reasons), basis=basis, given_by=by)


@transaction.atomic
def note_response(
    *,
    case: Case,
    who: str,
    answered: bool,
    by: User,
    text: str = "",
    via: str = "",
    asked_on: date | None = None,
    answered_on: date | None = None,
) -> Response:
    """What was answered, verbatim, or that there was no answer."""
    case.require(by, Role.REVIEWER)
    check_response(who=who, answered=answered, text=text, asked_on=asked_on, answered_on=answered_on)
    return Response.objects.create(
        case=case,
        who=who.strip()[:300],
        answered=answered,
        text=words(text),
        via=via.strip()[:200],
        asked_on=asked_on,
        answered_on=answered_on,
        created_by=by,
    )


def _accept(claim: Claim) -> None:
    """Working on a claim takes it up: nobody gives a verdict on what they dismissed."""
    if claim.state != Claim.State.ACCEPTED:
        claim.state = Claim.State.ACCEPTED
        claim.save(update_fields=["state"])


def _kind(kind: str) -> str:
    if kind not in ClaimKind.values:
        raise Refused("Choose one of the kinds of claim.")
    return kind


def _stance(stance: str) -> str:
    if stance not in Stance.values:
        raise Refused("Say what the passage does to the claim: supports, contradicts or context.")
    return stance


def _speaker_in(version: Version, start: int, end: int) -> str:
    quotation = Quotation.objects.filter(version=version, start__gte=start, end__lte=end).first()
    return quotation.speaker if quotation else ""
