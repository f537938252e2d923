"""What people decided. These rows hold selectors, never a key to a machine row, and outlive any new reading."""

from __future__ import annotations

import hashlib
import json
import uuid
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from esgcheck.cases.models import Case
from esgcheck.documents.models import Selected


class ClaimKind(models.TextChoices):
    QUOTED_FINDING = "quoted_finding", "Quoted finding"
    METRIC = "metric", "Metric"
    COMMITMENT = "commitment", "Commitment"
    DENIAL = "denial", "Denial"
    CERTIFICATION = "certification", "Certification or membership"
    ACTION = "action", "Action taken"
    GENERAL = "general", "General"


class Stance(models.TextChoices):
    SUPPORTS = "supports", "Supports"
    CONTRADICTS = "contradicts", "Contradicts"
    CONTEXT = "context", "Context"


class VerdictValue(models.TextChoices):
    SUPPORTED = "supported", "Supported"
    CONTRADICTED = "contradicted", "Contradicted"
    MISLEADING = "misleading_by_omission", "Misleading by omission"
    CONFLICTING = "conflicting_evidence", "Conflicting evidence"
    NOT_ENOUGH = "not_enough_evidence", "Not enough evidence"


Tie = tuple[str, str, str, str, int]
"""A link as far as a verdict rests on it: its id, stance, words, the file's hash, and the offset in its text."""


def chosen(exact: str, sha256: str, start: int, chosen_as: dict[str, Any] | None) -> tuple[str, str, int]:
    """Words, file and offset as a person last chose them: the same words that a newer file has elsewhere, or set in
    other letters, are what was judged. Where a person takes other words, or another place, that is what counts."""
    if chosen_as is None:
        return exact, sha256, start
    return chosen_as["exact"], chosen_as["sha256"], chosen_as["start"]


def basis_of(claim_id: uuid.UUID, exact: str, version_sha256: str, kind: str, links: list[Tie]) -> str:
    """SHA-256 of what a verdict rests on. ``Claim.basis`` is this for a row; lists ask it of plain values."""
    basis = [str(claim_id), exact, version_sha256, kind, sorted(links)]
    return hashlib.sha256(json.dumps(basis, ensure_ascii=False).encode()).hexdigest()


class ClaimQuerySet(models.QuerySet["Claim"]):
    def visible_to(self, user: object) -> ClaimQuerySet:
        return self.filter(case__in=Case.objects.visible_to(user))

    def listed(self) -> ClaimQuerySet:
        """Without those that were merged into another, which stands for them."""
        return self.filter(merged_into=None)

    def accepted(self) -> ClaimQuerySet:
        return self.listed().filter(state=Claim.State.ACCEPTED)

    def dismissed(self) -> ClaimQuerySet:
        return self.listed().filter(state=Claim.State.DISMISSED)

    def open(self) -> ClaimQuerySet:
        """Accepted, and nobody has given a verdict yet."""
        return self.accepted().filter(verdicts=None)


class Claim(Selected):
    """A claim that a person accepted, or dismissed so that it does not come back.

    A claim accepted from a candidate takes over the candidate's id, so that its address stays and accepting twice
    makes one claim.
    """

    class State(models.TextChoices):
        ACCEPTED = "accepted", "Accepted"
        DISMISSED = "dismissed", "Dismissed"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="claims")
    kind = models.CharField(max_length=20, choices=ClaimKind.choices)
    state = models.CharField(max_length=10, choices=State.choices, default=State.ACCEPTED)
    dismissed_because = models.CharField(max_length=300, blank=True)
    attribution = models.CharField(max_length=300, blank=True, help_text="Who is quoted in it.")
    score = models.FloatField(null=True, help_text="The machine's, when it was accepted; null if added by hand.")
    consequence = models.FloatField(default=0.0)
    proposed_by = models.CharField(max_length=100, blank=True)
    fields = models.JSONField(
        default=list, help_text="What it says, as corrected: [{name, text, value, start, end, of}]"
    )
    fields_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", help_text="Who last corrected."
    )
    topics = models.JSONField(default=list, help_text="[{vocabulary, code, name, words}]")
    context = models.JSONField(default=list, help_text="[{start, end, page, text}]")
    places = models.JSONField(default=list, help_text="[{start, end, page, text}]")
    origins = models.JSONField(
        default=list, help_text="Proposals that it stands for, so that they do not come back: [{start, end, exact}]"
    )
    merged_into = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, related_name="merged")
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)

    objects = ClaimQuerySet.as_manager()

    class Meta(Selected.Meta):
        abstract = False
        ordering = ["start"]
        constraints = [
            *Selected.Meta.constraints,
            models.CheckConstraint(condition=Q(kind__in=ClaimKind.values), name="claim_kind"),
            models.CheckConstraint(condition=Q(state__in=["accepted", "dismissed"]), name="claim_state"),
        ]
        indexes = [models.Index(fields=["case", "state"]), models.Index(fields=["version", "start"])]

    def __str__(self) -> str:
        return f"{self.kind} on page {self.page_number}"

    def basis(self) -> str:
        """SHA-256 of what a verdict rests on: the claim's words, its links, and the versions they stand in."""
        links = [
            (str(link.pk), link.stance, *chosen(link.exact, link.version_sha256, link.start, link.chosen_as))
            for link in self.links.all()
            if link.removed_at is None
        ]
        exact, sha256, _ = chosen(self.exact, self.version_sha256, self.start, self.chosen_as)
        return basis_of(self.pk, exact, sha256, self.kind, links)

    @property
    def verdict(self) -> Verdict | None:
        """The newest verdict. Uses what was prefetched, if anything was."""
        return max(self.verdicts.all(), key=lambda verdict: (verdict.given_at, verdict.pk), default=None)

    @property
    def verdict_is_stale(self) -> bool:
        """Whether what the verdict rests on has changed since it was given."""
        verdict = self.verdict
        return verdict is not None and verdict.basis != self.basis()


class EvidenceLinkQuerySet(models.QuerySet["EvidenceLink"]):
    def visible_to(self, user: object) -> EvidenceLinkQuerySet:
        return self.filter(claim__case__in=Case.objects.visible_to(user))

    def present(self) -> EvidenceLinkQuerySet:
        return self.filter(removed_at=None)


class EvidenceLink(Selected):
    """A person's tie between a claim and a passage, with what the passage does to the claim."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    claim = models.ForeignKey(Claim, on_delete=models.CASCADE, related_name="links")
    stance = models.CharField(max_length=12, choices=Stance.choices)
    note = models.TextField(blank=True)
    speaker = models.CharField(max_length=200, blank=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    removed_at = models.DateTimeField(null=True, blank=True)

    objects = EvidenceLinkQuerySet.as_manager()

    class Meta(Selected.Meta):
        abstract = False
        ordering = ["created_at"]
        constraints = [
            *Selected.Meta.constraints,
            models.CheckConstraint(condition=Q(stance__in=Stance.values), name="link_stance"),
            models.UniqueConstraint(
                fields=["claim", "version", "start", "end"],
                condition=Q(removed_at=None),
                name="one_present_link_a_claim_and_passage",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.stance}, page {self.page_number}"


class Verdict(models.Model):
    """What a person concluded, appended and never edited, bound by ``basis`` to what it was concluded from."""

    claim = models.ForeignKey(Claim, on_delete=models.CASCADE, related_name="verdicts")
    value = models.CharField(max_length=30, choices=VerdictValue.choices)
    reasons = models.TextField()
    basis = models.CharField(max_length=64)
    given_on = models.JSONField(
        default=list, help_text="The files that it was given on, the claim's first: [{version, sha256}]."
    )
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    given_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-given_at"]
        constraints = [models.CheckConstraint(condition=Q(value__in=VerdictValue.values), name="verdict_value")]

    def __str__(self) -> str:
        return self.get_value_display()


class Response(models.Model):
    """What somebody answered when asked about the case, verbatim, or that they have not answered since a date."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="responses")
    who = models.CharField(max_length=300)
    answered = models.BooleanField()
    text = models.TextField(blank=True, help_text="Verbatim.")
    via = models.CharField(max_length=200, blank=True, help_text="By e-mail, by telephone …")
    asked_on = models.DateField(null=True, blank=True)
    answered_on = models.DateField(null=True, blank=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["created_at"]
        constraints = [
            models.CheckConstraint(condition=Q(answered=False) | ~Q(text=""), name="an_answer_has_words"),
            models.CheckConstraint(
                condition=Q(asked_on=None) | Q(answered_on=None) | Q(answered_on__gte=F("asked_on")),
                name="asked_before_answered",
            ),
        ]

    def __str__(self) -> str:
        return f"response of {self.who}"
