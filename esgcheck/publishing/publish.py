"""Publishing a claim and revoking a publication. Leads only: what is public speaks for everybody in the case."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from esgcheck.accounts.models import User
from esgcheck.cases.models import Role
from esgcheck.claims.models import Claim
from esgcheck.errors import Refused
from esgcheck.publishing.choices import Choices
from esgcheck.publishing.models import Publication, PublicationImage
from esgcheck.publishing.snapshot import Draft, draft_of

TWICE = timedelta(minutes=10)
"""Within which the very same publication again is taken for a button pressed twice."""


class SeenDiffers(Refused):
    """What would be published is not what the person looked at; ``draft`` is what it would be now."""

    def __init__(self, draft: Draft) -> None:
        super().__init__("This is not quite what you looked at before. Look again: this is what would be public now.")
        self.draft = draft


def publish_claim(*, claim: Claim, by: User, choices: Choices | None = None, seen: str | None = None) -> Publication:
    """Freeze the claim as it stands. ``seen`` is the seal of the draft that the person looked at.

    Pages are drawn before the transaction, so that the database is not held meanwhile; in it, the claim must still rest
    on the same. Raises NotAllowed, Refused, or SeenDiffers.
    """
    claim.case.require(by, Role.LEAD)
    draft = draft_of(claim, choices)
    if seen is not None and seen != draft.seal:
        raise SeenDiffers(draft)
    with transaction.atomic():
        now = timezone.now()
        locked = Claim.objects.select_for_update().get(pk=claim.pk)
        if locked.basis() != draft.material.basis or locked.verdict != draft.material.verdict:
            raise Refused("Somebody changed the claim while it was being published. Look again and publish then.")
        for known in Publication.objects.live().filter(claim_id=claim.pk, created_at__gt=now - TWICE):
            if {**known.snapshot, "published_at": None} == {**draft.snapshot, "published_at": None}:
                return known  # pressed twice: a second link would stay when the first is taken back
        publication = Publication.objects.create(
            case=claim.case,
            claim_id=claim.pk,
            created_by=by,
            created_at=now,
            snapshot={**draft.snapshot, "published_at": now.isoformat(timespec="seconds")},
        )
        PublicationImage.objects.bulk_create(
            PublicationImage(publication=publication, name=name, webp=crop.webp, width=crop.width, height=crop.height)
            for name, crop in draft.images.items()
        )
    return publication


@transaction.atomic
def revoke(*, publication: Publication, by: User) -> Publication:
    """Take a publication back for good: its images and words are deleted, and its link says that it is gone."""
    publication.case.require(by, Role.LEAD)
    rows = Publication.objects.live().filter(pk=publication.pk).update(revoked_at=timezone.now(), snapshot={})
    if rows:
        publication.images.all().delete()
        publication.refresh_from_db()
    return publication
