"""What the machine found: disposable rows, computed again whenever a version is read or the sources change.

Ids are made from the version and the span, so that the same reading gives the same ids and an address stays good.
"""

from __future__ import annotations

import uuid
from typing import Any

from django.db import models
from django.utils import timezone

from esgcheck.analysis.telling import changes
from esgcheck.analysis.types import Difference
from esgcheck.cases.models import Case
from esgcheck.claims.models.decided import ClaimKind, Stance
from esgcheck.documents.models import Version


def found_id(version_id: uuid.UUID, what: str, start: int, end: int) -> uuid.UUID:
    return uuid.uuid5(version_id, f"{what}:{start}:{end}")


class QuotationQuerySet(models.QuerySet["Quotation"]):
    def said(self) -> QuotationQuerySet:
        """What somebody said or wrote: not words in marks that are nobody's ("so-called")."""
        return self.exclude(kind="scare")

    def worded(self) -> QuotationQuerySet:
        """Given word for word, so that a source can be asked for the very words; indirect speech is not."""
        return self.said().exclude(kind="indirect")


class Quotation(models.Model):
    """What somebody is quoted with, and the words that introduce it: in marks, set apart, or as indirect speech."""

    id = models.UUIDField(primary_key=True, editable=False)
    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="quotations")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    page_number = models.PositiveIntegerField(default=1)
    exact = models.TextField()
    kind = models.CharField(max_length=10, help_text="direct, fragment, indirect; scare: said by nobody")
    block = models.BooleanField(default=False, help_text="Set apart, without marks.")
    speaker = models.CharField(max_length=300, blank=True)
    said_as = models.CharField(max_length=300, blank=True, help_text='What the text calls the speaker here: "he".')
    cue = models.CharField(max_length=200, blank=True)

    objects = QuotationQuerySet.as_manager()

    class Meta:
        ordering = ["start"]
        indexes = [models.Index(fields=["version", "start"])]

    def __str__(self) -> str:
        return f"{self.kind} quotation on page {self.page_number}"


class CheckStatus(models.TextChoices):
    VERBATIM = "verbatim", "Verbatim"
    ELIDED = "elided", "Elided"
    TRUNCATED = "truncated", "Truncated"
    ALTERED = "altered", "Altered"
    SPLICED = "spliced", "Spliced"
    NOT_FOUND = "not_found", "Not found"
    SOURCE_NOT_HELD = "source_not_held", "Source not held"
    OTHER_LANGUAGE = "other_language", "In another language"


class QuotationCheck(models.Model):
    """What became of a quotation in the sources.

    ``matches``, best first, or of a spliced one the places of its parts in their order: ``{version, document, title,
    start, end, page, label, score, speaker, time_start, exact, before, after, cut_before, cut_after, differences:
    [{kind, quoted, source}]}``; ids as text. ``nearest`` is the same of the passage that comes nearest to one that
    stands nowhere; null if none does. ``left_out``, what qualifies first:
    ``{version, document, title, start, end, page, label, exact, relation, speaker, time_start, qualifying, shared}``.
    """

    quotation = models.OneToOneField(Quotation, on_delete=models.CASCADE, related_name="check_result", primary_key=True)
    status = models.CharField(max_length=20, choices=CheckStatus.choices)
    reason = models.TextField(blank=True)
    matches = models.JSONField(default=list)
    nearest = models.JSONField(null=True, default=None, help_text="Of one that stands nowhere, what is most like it.")
    left_out = models.JSONField(default=list, help_text="What else the same speaker or document says on the matter.")
    checked_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return self.get_status_display()

    @property
    def changes(self) -> list[str]:
        """The kinds of change in it, the gravest first; of a spliced one those of all its parts."""
        shown = self.matches if self.status == CheckStatus.SPLICED else self.matches[:1]
        return changes_in(shown)


def changes_in(matches: list[dict[str, Any]]) -> list[str]:
    """The kinds of change in matches as they are kept, the gravest first."""
    return list(changes([Difference(**step) for match in matches for step in match["differences"]]))


class CandidateQuerySet(models.QuerySet["Candidate"]):
    def visible_to(self, user: object) -> CandidateQuerySet:
        return self.filter(version__case__in=Case.objects.visible_to(user))

    def undecided(self) -> CandidateQuerySet:
        """Neither accepted nor dismissed by anybody: a claim made from a candidate has its id. What has come back under
        another id since, cut otherwise or moved, is told by ``claims.taken``."""
        from esgcheck.claims.models.decided import Claim

        return self.exclude(pk__in=Claim.objects.values("pk"))


class Candidate(models.Model):
    """What the machine proposes as check-worthy, and why."""

    id = models.UUIDField(primary_key=True, editable=False)
    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="candidates")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    page_number = models.PositiveIntegerField(default=1)
    text = models.TextField()
    kind = models.CharField(max_length=20, choices=ClaimKind.choices)
    score = models.FloatField()
    reasons = models.JSONField(default=list)
    quantities = models.JSONField(default=list, help_text="[{start, end, text, value, unit, canonical}]")
    consequence = models.FloatField(default=0.0, help_text="How much hangs on it if it is untrue, 0 to 1.")
    fields = models.JSONField(default=list, help_text="What it says: [{name, text, value, start, end, of}]")
    topics = models.JSONField(default=list, help_text="[{vocabulary, code, name, words}]")
    context = models.JSONField(default=list, help_text="Heading or lead-in: [{start, end, page, text}]")
    places = models.JSONField(default=list, help_text="Further places of the same claim: [{start, end, page, text}]")
    proposed_by = models.CharField(
        max_length=100, blank=True, help_text="The language model that proposed it; empty for our own rules and model."
    )

    objects = CandidateQuerySet.as_manager()

    class Meta:
        ordering = ["start"]
        indexes = [models.Index(fields=["version", "start"])]

    def __str__(self) -> str:
        return f"{self.kind} on page {self.page_number}"


class Suggestion(models.Model):
    """A passage ranked by machine for whatever stands at ``claim_start:claim_end`` of a report, candidate or claim."""

    claim_version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="suggestions_for")
    claim_start = models.PositiveIntegerField()
    claim_end = models.PositiveIntegerField()
    rank = models.PositiveSmallIntegerField()
    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="suggested")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    page_number = models.PositiveIntegerField(default=1)
    exact = models.TextField()
    speaker = models.CharField(max_length=200, blank=True)
    time_start = models.FloatField(null=True)
    score = models.FloatField()
    stance = models.CharField(max_length=12, choices=Stance.choices)
    stance_scores = models.JSONField(default=dict)
    reasons = models.JSONField(default=list)
    words = models.JSONField(default=list, help_text="The words that decided, in the version's text: [{start, end}]")
    places = models.JSONField(default=list, help_text="Where else it stands: [{version, start, end, page, time_start}]")

    class Meta:
        ordering = ["rank"]
        indexes = [models.Index(fields=["claim_version", "claim_start", "claim_end"])]

    def __str__(self) -> str:
        return f"suggestion {self.rank}"
