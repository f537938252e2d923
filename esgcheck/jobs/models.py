"""Job rows: the truth about background work.

A broker loses tasks (measured: one published just as an idle worker is killed is gone), so what is to be done stands in
the database and the broker only carries the news. A row is *waiting*, then *running* under a lease that the worker
renews while it works, then *done* or *failed*. A worker that dies stops renewing; when the lease has run out, the job
is due again, and the sweeper tells the workers. Each run has its own ``token``; a run that has lost its lease finds
another token in the row when it wants to write, and writes nothing.
"""

from __future__ import annotations

import uuid
from datetime import datetime

from django.db import models
from django.db.models import Q
from django.utils import timezone

MAX_ATTEMPTS = 3


class JobQuerySet(models.QuerySet["Job"]):
    def unfinished(self) -> JobQuerySet:
        return self.filter(state__in=[Job.State.WAITING, Job.State.RUNNING])

    def due(self, now: datetime) -> JobQuerySet:
        """Waiting and not to be held back, or running under a lease that has run out."""
        waiting = Q(state=Job.State.WAITING) & (Q(run_after__isnull=True) | Q(run_after__lte=now))
        return self.filter(waiting | Q(state=Job.State.RUNNING, lease_until__lt=now))

    def held(self, now: datetime) -> JobQuerySet:
        """Running, under a lease that holds."""
        return self.filter(state=Job.State.RUNNING, lease_until__gte=now)

    def about(self, kind: str, subject: object) -> JobQuerySet:
        return self.filter(kind=kind, subject=str(subject))


class Job(models.Model):
    class State(models.TextChoices):
        WAITING = "waiting"
        RUNNING = "running"
        DONE = "done"
        FAILED = "failed"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=20)
    subject = models.CharField(max_length=36, help_text="Primary key of what the job is about; never any text of it.")
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    token = models.UUIDField(null=True)
    lease_until = models.DateTimeField(null=True)
    lane = models.CharField(
        max_length=36, blank=True, help_text="Jobs of different lanes take turns: the primary key of the case."
    )
    run_after = models.DateTimeField(null=True)
    error = models.CharField(max_length=200, blank=True, help_text="Class of the last exception; never its text.")
    created_at = models.DateTimeField(default=timezone.now)
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    objects = JobQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "subject"], condition=Q(state="waiting"), name="one_waiting_job_of_a_kind_and_subject"
            ),
            models.CheckConstraint(condition=Q(state__in=["waiting", "running", "done", "failed"]), name="job_state"),
        ]
        indexes = [
            models.Index(fields=["state", "run_after"]),
            models.Index(fields=["kind", "subject"]),
            models.Index(fields=["state", "lane", "kind", "created_at"]),
            models.Index(fields=["lane", "started_at"]),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject} ({self.state})"
