"""What tables say, and what became of the figures of claims that were worked out anew: the machine's, thrown away and
made again whenever a report, its claims or the rules change.
"""

from __future__ import annotations

from django.db import models

from esgcheck.documents.models import Version


class ReportFigures(models.Model):
    """The points of the tables of a report, kept because reading them costs most of a recomputation.

    ``stamp`` says of which reading and by which rules they are, ``worked`` from what the recomputations of the report's
    claims were made: with the same, they stand.
    """

    version = models.OneToOneField(Version, on_delete=models.CASCADE, related_name="figures", primary_key=True)
    stamp = models.CharField(max_length=64, blank=True)
    points = models.JSONField(default=list, help_text="As analysis.recomputing.packing has them.")
    year = models.PositiveSmallIntegerField(default=0, help_text="The year it is about; 0: not known.")
    worked = models.CharField(max_length=64, blank=True)

    def __str__(self) -> str:
        return f"{len(self.points)} figures of tables"


class Recomputation(models.Model):
    """A figure worked out anew of whatever stands at ``claim_start:claim_end`` of a report, candidate or claim.

    ``points``, in the order of the working: ``{version, document, title, start, end, exact, page, label, row_start,
    row_end, row, name, unit, period}``, ids as text, ``label`` the printed page number, ``row`` the row's label; empty
    where the claim's own figures are all there is.
    """

    class Kind(models.TextChoices):
        CHANGE = "change", "Change"
        SUM = "sum", "Sum"
        SHARE = "share", "Share"
        INTENSITY = "intensity", "Intensity"
        ELSEWHERE = "elsewhere", "The same figure elsewhere"
        RESTATED = "restated", "Another report"
        TARGET = "target", "Progress to the target"

    class Outcome(models.TextChoices):
        AGREES = "agrees", "Agrees"
        ROUNDED = "rounded", "Agrees when rounded"
        DIFFERS = "differs", "Differs"
        UNTOLD = "untold", "Cannot be told"

    claim_version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="recomputed")
    claim_start = models.PositiveIntegerField()
    claim_end = models.PositiveIntegerField()
    rank = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=10, choices=Kind.choices)
    outcome = models.CharField(max_length=10, choices=Outcome.choices)
    figure_start = models.PositiveIntegerField(help_text="Where the claim has the figure.")
    figure_end = models.PositiveIntegerField()
    claimed = models.CharField(max_length=200)
    found = models.CharField(max_length=200)
    says = models.TextField(help_text="The whole in one sentence.")
    steps = models.JSONField(default=list, help_text="The working, for people to follow.")
    points = models.JSONField(default=list)

    class Meta:
        ordering = ["rank"]
        indexes = [models.Index(fields=["claim_version", "claim_start", "claim_end"])]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind__in=["change", "sum", "share", "intensity", "elsewhere", "restated", "target"]),
                name="recomputation_kind",
            ),
            models.CheckConstraint(
                condition=models.Q(outcome__in=["agrees", "rounded", "differs", "untold"]),
                name="recomputation_outcome",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.outcome}"
