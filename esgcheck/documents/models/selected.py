"""Where a person's row stands in a document."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from esgcheck.documents.models.brought import Version


class Selected(models.Model):
    """Where a person's row stands: selectors and the version's hash, never a key to a machine row.

    ``exact``, ``prefix`` and ``suffix`` are the TextQuoteSelector, ``start`` and ``end`` the TextPositionSelector in
    the canonical text of the version with ``version_sha256``; page and time are the FragmentSelector.
    """

    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="+")
    version_sha256 = models.CharField(max_length=64)
    exact = models.TextField()
    prefix = models.TextField(blank=True)
    suffix = models.TextField(blank=True)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    page_number = models.PositiveIntegerField(default=1)
    page_label = models.CharField(max_length=40, blank=True)
    time_start = models.FloatField(null=True, blank=True)
    time_end = models.FloatField(null=True, blank=True)
    chosen_as = models.JSONField(
        null=True,
        blank=True,
        help_text="How and where a person last chose the words, where the same words have been carried to a newer "
        "file since: {sha256, start, exact}.",
    )

    class Meta:
        abstract = True
        constraints = [models.CheckConstraint(condition=Q(end__gt=models.F("start")), name="%(class)s_is_not_empty")]
