"""What checks remember, so that the next one does only what is new. All of it can be thrown away and made again.

None of it hangs on a key of a quotation or a candidate: these are replaced whenever a report is gone through, mostly by
the same ones, and what was found for them holds as long as their words and the sources do.
"""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from esgcheck.cases.models import Case
from esgcheck.documents.models import Version


class HeldAgainst(models.Model):
    """A report whose quotations were looked up in a source. ``stamp`` says of what both were made and by which rules;
    with another one it is done again."""

    report = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="held_against")
    source = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="+")
    stamp = models.CharField(max_length=64, blank=True)
    since = models.DateTimeField(default=timezone.now, help_text="When it was done first: for what is new since then.")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["report", "source"], name="one_holding_a_report_and_source")]

    def __str__(self) -> str:
        return f"held against since {self.since:%Y-%m-%d}"


class LookUp(models.Model):
    """What one source has of one quotation of a report; there is none where it has nothing.

    ``found`` are the values of the ``QuotationCheck`` that it would be if this were the only source, ``heard`` the
    places with who speaks there: ``[[start, end, distance, length, [name, …]], …]``. ``pieces``, of one that it has not
    as it is, are its parts with where each stands: ``[{text, match}, …]``. ``theirs``: the source is by whoever the
    quotation is attributed to, or about them; ``names``: it only names them.
    """

    report = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="look_ups")
    source = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="+")
    quotation_id = models.UUIDField(help_text="The quotation's id, which is the same after the same reading.")
    found = models.JSONField(default=dict)
    heard = models.JSONField(default=list)
    pieces = models.JSONField(default=list)
    theirs = models.BooleanField(default=False)
    names = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["report", "source", "quotation_id"], name="one_look_up_a_quotation_and_source"
            )
        ]

    def __str__(self) -> str:
        return "look-up"


class Weighed(models.Model):
    """A claim for which the passages of the sources were ranked.

    ``stamp`` says from what; while it is the same, the suggestions stand; ``stamp_of_reports`` likewise, of those that
    are from reports. ``judged`` are the stances of the passages
    that were read closely, by a hash of their words, so that none is read twice by the same ``rules``.
    """

    report = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="weighed")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    stamp = models.CharField(max_length=64, blank=True)
    stamp_of_reports = models.CharField(max_length=64, blank=True)
    rules = models.CharField(max_length=64, blank=True)
    judged = models.JSONField(default=dict)
    count = models.PositiveSmallIntegerField(default=0, help_text="Suggestions that there are for it.")
    since = models.DateTimeField(default=timezone.now, help_text="When it was done first: for what is new since then.")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["report", "start", "end"], name="one_weighing_a_claim")]

    def __str__(self) -> str:
        return f"weighed {self.start}-{self.end}"


class PassageVectors(models.Model):
    """The passages of a version that can be evidence, as points; made by a job in the background.

    ``starts`` are four bytes a passage, ``rows`` 384 (``analysis.embedding``), as far as they are made; a reading or a
    model other than those named makes them worthless.
    """

    version = models.OneToOneField(Version, on_delete=models.CASCADE, related_name="vectors", primary_key=True)
    model = models.CharField(max_length=60)
    stamp = models.CharField(max_length=40, blank=True, help_text="Which reading of the version.")
    starts = models.BinaryField(default=bytes)
    rows = models.BinaryField(default=bytes)
    whole = models.BooleanField(default=False, help_text="Whether all passages are made.")

    def __str__(self) -> str:
        return f"vectors of {len(self.starts) // 4} passages"


class ClaimVector(models.Model):
    """The words of a claim as a point, by a hash of them: a claim that is cut otherwise is another one."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="claim_vectors")
    model = models.CharField(max_length=60)
    words = models.CharField(max_length=64, help_text="SHA-256.")
    row = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "model", "words"], name="one_vector_a_claim")]

    def __str__(self) -> str:
        return f"vector {self.words[:8]}"
