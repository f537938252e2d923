"""The rows of a pile: files that somebody brought in at once, and what became of each.

Most files of a pile become documents. The others (the same file again, one that was refused, one of which only half has
come) never do; so the pile keeps a row for every file, and the list survives a reload and is seen by every member.
"""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from esgcheck.cases.models import Case


class PileQuerySet(models.QuerySet["Pile"]):
    def visible_to(self, user: object) -> PileQuerySet:
        return self.filter(case__in=Case.objects.visible_to(user))


class Pile(models.Model):
    """Files chosen or dropped at once. ``announced`` is how many are to come, before the first has."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="piles")
    kind = models.CharField(max_length=10, help_text="What its files become: reports or sources.")
    announced = models.PositiveIntegerField(default=0)
    announced_bytes = models.PositiveBigIntegerField(default=0)
    passed_over = models.PositiveIntegerField(default=0, help_text="Files of the operating system, never sent.")
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    touched_at = models.DateTimeField(default=timezone.now, help_text="When something of it came last.")
    dismissed_at = models.DateTimeField(null=True, help_text="Put away from the case page; its own page stays.")

    objects = PileQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at"]
        constraints = [models.CheckConstraint(condition=Q(kind__in=["report", "source"]), name="pile_kind")]

    def __str__(self) -> str:
        return f"pile {self.pk}"


class PileFileQuerySet(models.QuerySet["PileFile"]):
    def visible_to(self, user: object) -> PileFileQuerySet:
        return self.filter(pile__case__in=Case.objects.visible_to(user))

    def unfinished(self) -> PileFileQuerySet:
        """Of which only a part has come."""
        return self.filter(state=PileFile.State.COMING)


class PileFile(models.Model):
    """One file of a pile. While it comes in pieces, ``received`` bytes of ``size`` are kept."""

    class State(models.TextChoices):
        COMING = "coming", "On its way"
        ADDED = "added", "Added"
        BACK = "back", "Had been taken out and is back"
        THERE = "there", "In the case already"
        REFUSED = "refused", "Not taken"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    pile = models.ForeignKey(Pile, on_delete=models.CASCADE, related_name="files")
    name = models.CharField(max_length=300, help_text="With its folders, as chosen; never published.")
    size = models.PositiveBigIntegerField(default=0)
    state = models.CharField(max_length=10, choices=State.choices)
    code = models.CharField(max_length=40, blank=True, help_text="Why it was refused; stays, for programs.")
    words = models.TextField(blank=True, help_text="What became of it, in a sentence.")
    document = models.ForeignKey("documents.Document", null=True, on_delete=models.CASCADE, related_name="+")
    fingerprint = models.CharField(max_length=100, blank=True, help_text="By which the sender knows the file again.")
    received = models.PositiveBigIntegerField(default=0)
    created_at = models.DateTimeField(default=timezone.now)
    touched_at = models.DateTimeField(default=timezone.now)

    objects = PileFileQuerySet.as_manager()

    class Meta:
        ordering = ["created_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["coming", "added", "back", "there", "refused"]), name="pile_file_state"
            ),
            models.CheckConstraint(condition=Q(received__lte=models.F("size")), name="pile_file_received"),
        ]
        indexes = [models.Index(fields=["pile", "state"]), models.Index(fields=["state", "touched_at"])]

    def __str__(self) -> str:
        return f"file {self.pk} ({self.state})"
