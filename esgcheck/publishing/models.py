"""Publications: frozen snapshots at unguessable links. Public pages read these rows and nothing else."""

from __future__ import annotations

import secrets
import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone

from esgcheck.cases.models import Case


def new_token() -> str:
    """32 random bytes: nobody finds a publication that they were not given the link of."""
    return secrets.token_urlsafe(32)


class PublicationQuerySet(models.QuerySet["Publication"]):
    def visible_to(self, user: object) -> PublicationQuerySet:
        return self.filter(case__in=Case.objects.visible_to(user))

    def live(self) -> PublicationQuerySet:
        return self.filter(revoked_at=None)


class Publication(models.Model):
    """A claim as it stood when somebody published it. ``snapshot`` holds all that the public page shows.

    ``claim_id`` is kept as a plain value: a publication does not depend on any row but its own.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    token = models.CharField(max_length=64, unique=True, default=new_token)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="publications")
    claim_id = models.UUIDField(db_index=True)
    snapshot = models.JSONField()
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects = PublicationQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return f"publication of {self.created_at:%Y-%m-%d}"


class PublicationImage(models.Model):
    """A crop of a page, with nothing around it that is not meant to be seen. Gone when the publication is revoked."""

    publication = models.ForeignKey(Publication, on_delete=models.CASCADE, related_name="images")
    name = models.CharField(max_length=60)
    webp = models.BinaryField()
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["publication", "name"], name="one_image_a_publication_and_name")]

    def __str__(self) -> str:
        return self.name
