"""Put a job into the database and tell the broker about it."""

from __future__ import annotations

import logging
from datetime import timedelta

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone
from kombu.exceptions import OperationalError

from esgcheck.celery import app
from esgcheck.jobs.models import Job

logger = logging.getLogger(__name__)

PUBLISH_AGAIN = timedelta(seconds=20)
"""How long a published job may lie before the sweeper publishes it again; a second copy does no harm."""


TRIES = 5


class TryAgain(Exception):
    """Raised by a step for a passing trouble; the job waits a little and is tried again."""


def enqueue(kind: str, subject: object) -> Job:
    """One waiting job of this kind about this subject: the one that is there already, or a new one.

    A job that runs at this moment does not count: it may have looked before what made this one necessary.
    """
    with transaction.atomic():
        job = _waiting(kind, str(subject))
        transaction.on_commit(lambda: publish(job))
    return job


def _waiting(kind: str, subject: str) -> Job:
    """The row, locked until the caller commits: a worker that took it before would look too early, and what made the
    job necessary would be seen by none (PostgreSQL; SQLite has one writer at a time anyway)."""
    for _ in range(TRIES):
        try:
            return Job.objects.select_for_update().get_or_create(kind=kind, subject=subject, state=Job.State.WAITING)[0]
        except IntegrityError:
            continue  # another transaction made one meanwhile, and a worker has taken that already
    raise TryAgain


def publish(job: Job) -> None:
    """Send the news to the broker. If it is away, the sweeper tries again: the row is there."""
    if not settings.JOBS_PUBLISH:
        return
    try:
        app.send_task("esgcheck.run_job", [str(job.pk)], retry=False)
    except (OperationalError, OSError) as error:
        logger.warning(
            "Broker not reached for job %s (%s); the sweeper will publish it again", job.pk, type(error).__name__
        )
        return
    Job.objects.filter(pk=job.pk).update(published_at=timezone.now())


def sweep() -> int:
    """Publish what is due and was not published lately; returns how many. Called every few seconds by ``sweep``."""
    now = timezone.now()
    jobs = Job.objects.due(now).exclude(published_at__gt=now - PUBLISH_AGAIN).order_by("created_at")[:1000]
    for job in jobs:
        publish(job)
    return len(jobs)
