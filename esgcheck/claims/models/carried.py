"""What became of a claim or a link when the text under it changed: a newer file, an older one again, a new reading."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from esgcheck.cases.models import Case
from esgcheck.claims.models.decided import Claim, EvidenceLink
from esgcheck.documents.models import Succession


class OutcomeQuerySet(models.QuerySet["Outcome"]):
    def visible_to(self, user: object) -> OutcomeQuerySet:
        return self.filter(succession__document__case__in=Case.objects.visible_to(user))

    def waiting(self) -> OutcomeQuerySet:
        """Those that a person is to look at: not what was dismissed, merged away or unlinked meanwhile."""
        claim = Q(claim__state=Claim.State.ACCEPTED, claim__merged_into=None)
        linked = Q(link__claim__state=Claim.State.ACCEPTED, link__claim__merged_into=None, link__removed_at=None)
        return self.filter(claim | linked, decision=Outcome.Decision.WAITS)

    def of_case(self, case: Case) -> OutcomeQuerySet:
        return self.filter(succession__document__case=case, succession__document__removed_at=None)


class Outcome(models.Model):
    """One row a claim or link and change of text. ``before`` is where it stood, ``after`` where the words stand now.

    Both are the columns of the row that the change touches (see ``claims.moving``), so that a decision, and the undoing
    of one, puts them back as they were. ``after`` is None for what is lost. What is the same or only moved was carried
    over at once; what changed, or is lost, stays where it stood until a person says what is to become of it.
    """

    class State(models.TextChoices):
        SAME = "same", "Same"
        MOVED = "moved", "Moved"
        CHANGED = "changed", "Changed"
        LOST = "lost", "Lost"

    class Decision(models.TextChoices):
        WAITS = "waits", "To look at"
        CARRIED = "carried", "Carried over"
        ACCEPTED = "accepted", "New place accepted"
        PLACED = "placed", "Placed by hand"
        KEPT = "kept", "Kept at the older file"
        REMOVED = "removed", "Link removed"
        OVERTAKEN = "overtaken", "Overtaken by a later change"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    succession = models.ForeignKey(Succession, on_delete=models.CASCADE, related_name="outcomes")
    claim = models.ForeignKey(Claim, on_delete=models.CASCADE, null=True, related_name="outcomes")
    link = models.ForeignKey(EvidenceLink, on_delete=models.CASCADE, null=True, related_name="outcomes")
    state = models.CharField(max_length=8, choices=State.choices)
    decision = models.CharField(max_length=10, choices=Decision.choices)
    was_carried = models.BooleanField(default=False, help_text="Whether it was carried over at once.")
    before = models.JSONField()
    after = models.JSONField(null=True)
    differences = models.JSONField(default=list, help_text="[{kind, quoted, source}]: as it was, as it is.")
    doubt = models.CharField(max_length=300, blank=True, help_text="Why it was not carried over, in words.")
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField(default=timezone.now)

    objects = OutcomeQuerySet.as_manager()

    class Meta:
        ordering = ["created_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(claim=None, link__isnull=False) | Q(claim__isnull=False, link=None),
                name="an_outcome_is_of_a_claim_or_a_link",
            ),
            models.CheckConstraint(condition=Q(state__in=["same", "moved", "changed", "lost"]), name="outcome_state"),
            models.CheckConstraint(
                condition=Q(decision__in=["waits", "carried", "accepted", "placed", "kept", "removed", "overtaken"]),
                name="outcome_decision",
            ),
            models.CheckConstraint(
                condition=~Q(decision__in=["carried", "accepted", "placed"]) | Q(after__isnull=False),
                name="what_was_carried_has_a_place",
            ),
            models.UniqueConstraint(fields=["succession", "claim"], name="one_outcome_a_succession_and_claim"),
            models.UniqueConstraint(fields=["succession", "link"], name="one_outcome_a_succession_and_link"),
        ]
        indexes = [models.Index(fields=["decision"])]

    def __str__(self) -> str:
        return f"{self.state}, {self.decision}"
