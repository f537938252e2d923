"""One file of a document took another's place, or its text was read anew: when, by whom, from which to which.

What became of the work on the document then hangs on this row (``claims.models.Outcome``).
"""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from esgcheck.cases.models import Case
from esgcheck.documents.models import Document, Version


class SuccessionQuerySet(models.QuerySet["Succession"]):
    def visible_to(self, user: object) -> SuccessionQuerySet:
        return self.filter(document__case__in=Case.objects.visible_to(user))


class Succession(models.Model):
    """``came`` took the place of ``went``; the two are one version where it was read again with another text."""

    class How(models.TextChoices):
        NEWER = "newer", "A newer file"
        BACK = "back", "Back to an older file"
        AGAIN = "again", "Read again"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="successions")
    how = models.CharField(max_length=8, choices=How.choices)
    went = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="+")
    came = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    objects = SuccessionQuerySet.as_manager()

    class Meta:
        ordering = ["-at"]
        constraints = [
            models.CheckConstraint(condition=Q(how__in=["newer", "back", "again"]), name="succession_how"),
            models.CheckConstraint(
                condition=Q(how="again", went=F("came")) | ~Q(how="again") & ~Q(went=F("came")),
                name="only_read_again_stays_the_same_file",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.how}, {self.at:%Y-%m-%d}"
