"""What became of a report's claims in the report of a later year: disposable rows, made again with every check."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q

from esgcheck.cases.models import Case
from esgcheck.claims.models.decided import ClaimKind
from esgcheck.documents.models import Version


class YearOutcome(models.TextChoices):
    """The gravest first, which is the order of the page."""

    DEADLINE_MOVED = "deadline_moved", "Deadline moved"
    TARGET_MOVED = "target_moved", "Target moved"
    BASELINE_CHANGED = "baseline_changed", "Baseline changed"
    DROPPED = "dropped", "Dropped"
    REWORDED = "reworded", "Reworded"
    FIGURES_CHANGED = "figures_changed", "Other figures"
    KEPT = "kept", "Kept"
    NEW = "new", "New"


class YearMatchQuerySet(models.QuerySet["YearMatch"]):
    def visible_to(self, user: object) -> YearMatchQuerySet:
        return self.filter(later_version__case__in=Case.objects.visible_to(user))

    def of_case(self, case: Case | uuid.UUID) -> YearMatchQuerySet:
        """Between reports that the case still holds."""
        present = Version.objects.present().filter(case=case)
        return self.filter(later_version__in=present, earlier_version__in=present)

    def about(self, version: Version, start: int, end: int) -> YearMatchQuerySet:
        """What is said of the claim at ``start:end`` of a report, against the year before and the year after."""
        earlier = Q(earlier_version=version, earlier_start=start, earlier_end=end)
        return self.filter(earlier | Q(later_version=version, later_start=start, later_end=end))

    def telling(self) -> YearMatchQuerySet:
        """Without what is new, which is most of a report."""
        return self.exclude(outcome=YearOutcome.NEW)


class YearMatch(models.Model):
    """One claim of either of two reports. The later place of what was dropped is the nearest that there is, if any."""

    earlier_version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="+")
    earlier_start = models.PositiveIntegerField(null=True)
    earlier_end = models.PositiveIntegerField(null=True)
    earlier_page = models.PositiveIntegerField(null=True)
    earlier_text = models.TextField(blank=True)
    later_version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="+")
    later_start = models.PositiveIntegerField(null=True)
    later_end = models.PositiveIntegerField(null=True)
    later_page = models.PositiveIntegerField(null=True)
    later_text = models.TextField(blank=True)
    later_is_claim = models.BooleanField(default=False)
    kind = models.CharField(max_length=20, choices=ClaimKind.choices)
    outcome = models.CharField(max_length=20, choices=YearOutcome.choices)
    changes = models.JSONField(default=list, help_text="[{field, before, after}]")
    differences = models.JSONField(default=list, help_text="[{kind, quoted, source}]: quoted is the later.")
    similarity = models.FloatField(default=0.0, help_text="0 to 1.")
    ordinal = models.PositiveIntegerField()

    objects = YearMatchQuerySet.as_manager()

    class Meta:
        ordering = ["ordinal"]
        constraints = [
            models.CheckConstraint(condition=Q(outcome__in=YearOutcome.values), name="year_outcome"),
            models.CheckConstraint(
                condition=Q(earlier_start__isnull=False) | Q(outcome="new", later_start__isnull=False),
                name="a_year_match_has_a_claim",
            ),
            models.UniqueConstraint(
                fields=["earlier_version", "later_version", "ordinal"], name="one_year_match_an_ordinal"
            ),
        ]
        indexes = [
            models.Index(fields=["earlier_version", "earlier_start"]),
            models.Index(fields=["later_version", "later_start"]),
        ]

    def __str__(self) -> str:
        return f"{self.get_outcome_display()}, page {self.earlier_page or self.later_page}"
