"""Put a job into the database, and tell the workers through the broker that there is something to do.

What the broker carries is news, not jobs: a message says that there is work, and the worker that gets it takes the job
whose turn it is (:mod:`.turns`). So the order is decided when a job begins and not when it was asked for; a message too
many costs one look into the database; and when messages are lost the sweeper sends as many as are missing.
"""

from __future__ import annotations

import logging
from contextlib import suppress

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone
from kombu.exceptions import ChannelError, OperationalError

from esgcheck.celery import app
from esgcheck.jobs.models import Job

logger = logging.getLogger(__name__)

TRIES = 5
MOST_NEWS = 16
"""So many messages may wait, more than there are workers to get them: one that ends a job with more to do sends the
next one itself, and every message that comes too often costs a look into the database."""


class TryAgain(Exception):
    """Raised by a step for a passing trouble; the job waits a little and is tried again."""


def enqueue(kind: str, subject: object, *, lane: object = None) -> Job:
    """One waiting job of this kind about this subject: the one that is there already, or a new one.

    ``lane`` is the case, with which other cases take turns; the subject by default, for jobs about a case as a whole.
    A job that runs at this moment does not count: it may have looked before what made this one necessary.
    """
    with transaction.atomic():
        job = _waiting(kind, str(subject), str(lane if lane is not None else subject))
        transaction.on_commit(_tell_of_it)
    return job


def _tell_of_it() -> None:
    if settings.JOBS_PUBLISH:
        with suppress(OperationalError, OSError):
            if untold() < MOST_NEWS:
                tell()


def _waiting(kind: str, subject: str, lane: str) -> Job:
    """The row, locked until the caller commits: a worker that took it before would look too early, and what made the
    job necessary would be seen by none (PostgreSQL; SQLite has one writer at a time anyway)."""
    for _ in range(TRIES):
        try:
            return Job.objects.select_for_update().get_or_create(
                kind=kind, subject=subject, state=Job.State.WAITING, defaults={"lane": lane}
            )[0]
        except IntegrityError:
            continue  # another transaction made one meanwhile, and a worker has taken that already
    raise TryAgain


def tell(times: int = 1) -> None:
    """Tell the workers that there is work. If the broker is away, the sweeper tells them later: the row is there."""
    if not settings.JOBS_PUBLISH:
        return
    try:
        for _ in range(times):
            app.send_task("esgcheck.run_job", retry=False)
    except (OperationalError, OSError) as error:
        logger.warning("Broker not reached (%s); the sweeper will tell the workers", type(error).__name__)


def untold() -> int:
    """How many messages lie in the broker that no worker has got yet. Raises OperationalError or OSError."""
    if not settings.JOBS_PUBLISH:
        return 0
    with app.connection_or_acquire() as connection:
        try:
            queue = connection.default_channel.queue_declare(app.conf.task_default_queue, passive=True)
            return int(queue.message_count)
        except ChannelError:
            return 0  # there is no such queue while it is empty


def sweep() -> int:
    """Send as many messages as are missing for what is due; returns how many. Called every few seconds by ``sweep``."""
    due = min(Job.objects.due(timezone.now()).count(), MOST_NEWS)
    if not due:
        return 0
    try:
        missing = max(0, due - untold())
    except (OperationalError, OSError) as error:
        logger.warning("Broker not reached (%s); the sweeper tries again", type(error).__name__)
        return 0
    tell(missing)
    return missing
