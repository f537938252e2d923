"""What a new source brought for the claims that people work on, kept until each of them has seen it."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone

from esgcheck.accounts.models import User
from esgcheck.cases.models import Case, Membership
from esgcheck.claims.models.decided import Claim
from esgcheck.documents.models import Version


class NewsQuerySet(models.QuerySet["News"]):
    def visible_to(self, user: object) -> NewsQuerySet:
        return self.filter(claim__case__in=Case.objects.visible_to(user))

    def standing(self) -> NewsQuerySet:
        """Of claims that are accepted, from files that the case still holds."""
        return self.filter(claim__in=Claim.objects.accepted(), source__in=Version.objects.present())

    def unseen_by(self, user: User) -> NewsQuerySet:
        """What came since they joined the case and they have not said that they saw."""
        joined = Membership.objects.filter(case=OuterRef("claim__case"), user=user, since__lte=OuterRef("at"))
        seen = Seen.objects.filter(news=OuterRef("pk"), user=user)
        return self.standing().filter(Exists(joined)).exclude(Exists(seen))


class News(models.Model):
    """Something that a claim did not have before a source came: another outcome of its quotation, or a passage among
    the first that are suggested which seems to speak for or against it.

    ``start`` and ``end`` are the place in the source. ``was`` is what the quotation's check said before.
    """

    class What(models.TextChoices):
        QUOTATION = "quotation", "Its quotation"
        CONTRADICTS = "contradicts", "Contradicts?"
        SUPPORTS = "supports", "Supports?"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    claim = models.ForeignKey(Claim, on_delete=models.CASCADE, related_name="news")
    source = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="+")
    what = models.CharField(max_length=12, choices=What.choices)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    page_number = models.PositiveIntegerField(default=1)
    was = models.CharField(max_length=20, blank=True)
    now = models.CharField(max_length=20, blank=True)
    at = models.DateTimeField(default=timezone.now)
    seen_by = models.ManyToManyField(settings.AUTH_USER_MODEL, through="claims.Seen", related_name="+")

    objects = NewsQuerySet.as_manager()

    class Meta:
        ordering = ["-at"]
        constraints = [
            models.UniqueConstraint(
                fields=["claim", "source", "what", "start", "end"], name="one_news_a_claim_and_passage"
            ),
            models.CheckConstraint(condition=Q(what__in=["quotation", "contradicts", "supports"]), name="news_what"),
            models.CheckConstraint(condition=Q(end__gt=F("start")), name="news_is_somewhere"),
        ]

    def __str__(self) -> str:
        return f"news: {self.what}"


class Seen(models.Model):
    """Somebody has seen it."""

    news = models.ForeignKey(News, on_delete=models.CASCADE)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["news", "user"], name="seen_once")]

    def __str__(self) -> str:
        return "seen"
