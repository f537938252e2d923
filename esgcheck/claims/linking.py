"""Ties between a claim and the passages that bear on it."""

from __future__ import annotations

from django.db import IntegrityError, transaction
from django.utils import timezone

from esgcheck.accounts.models import User
from esgcheck.cases.models import Role
from esgcheck.claims.accepting import accept
from esgcheck.claims.models import Claim, EvidenceLink, Stance
from esgcheck.documents.models import Version
from esgcheck.documents.selecting import selector_fields
from esgcheck.errors import Refused, words


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
            accept(claim)
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


def _stance(stance: str) -> str:
    if stance not in Stance.values:
        raise Refused("Say what the passage does to the claim: supports, contradicts or context.")
    return stance
