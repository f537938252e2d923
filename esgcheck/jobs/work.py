"""Run one job: take the lease, keep it by a heartbeat, write only while it is held, and say how it ended."""

from __future__ import annotations

import logging
import signal
import threading
import traceback
import uuid
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.db import Error, IntegrityError, InterfaceError, OperationalError, connection, transaction
from django.db.models import F
from django.utils import timezone
from kombu.exceptions import OperationalError as BrokerTrouble

from esgcheck.jobs.models import MAX_ATTEMPTS, Job
from esgcheck.jobs.queue import TryAgain, tell, untold
from esgcheck.jobs.turns import Step, is_one_too_many, next_job

__all__ = ["LeaseLost", "Run", "Step", "run", "run_all", "run_next"]

logger = logging.getLogger(__name__)

LEASE = timedelta(seconds=30)
BEAT_SECONDS = 8.0
HOLD = timedelta(seconds=5)
TAKING_TRIES = 20
PASSING = (OperationalError, InterfaceError, IntegrityError, TryAgain, OSError)
"""What may go well the next time. A row that a job refers to can be replaced by another job in between."""


class LeaseLost(Exception):
    """Another run has taken the job over; this one must not write."""


@dataclass(frozen=True)
class Run:
    """One run of a job, as its step sees it."""

    job_id: uuid.UUID
    subject: str
    token: uuid.UUID

    @contextmanager
    def writing(self) -> Iterator[None]:
        """A transaction that commits only if the lease is still ours: the fence against a late second run."""
        with transaction.atomic():
            self._renew()
            yield

    def _renew(self) -> None:
        rows = Job.objects.filter(pk=self.job_id, token=self.token, state=Job.State.RUNNING).update(
            lease_until=timezone.now() + LEASE
        )
        if rows != 1:
            raise LeaseLost(str(self.job_id))


class TookTooLong(Exception):
    """The step has used the time that it may take."""


def run_next(steps: Mapping[str, Step]) -> bool:
    """Run the job whose turn it is, if any is to be run; whether there was one. What a worker does for each message.

    Messages can run out before the work does: a job that had to wait for this one to end may have used up its own.
    """
    for _ in range(TAKING_TRIES):
        job = next_job(steps)
        if job is None:
            return False
        if (taken := _take(job.pk, steps)) is not None:
            _carry_out(*taken)
            _pass_on(steps)
            return True
    return False


def _pass_on(steps: Mapping[str, Step]) -> None:
    with suppress(BrokerTrouble, OSError):
        if settings.JOBS_PUBLISH and not untold() and next_job(steps) is not None:
            tell()


def run(job_id: uuid.UUID | str, steps: Mapping[str, Step]) -> None:
    """Run this job if it is due and nobody else has it. Safe to call any number of times."""
    if (taken := _take(uuid.UUID(str(job_id)), steps)) is not None:
        _carry_out(*taken)


def _carry_out(current: Run, step: Step) -> None:
    with _heartbeat(current):
        try:
            with _within(step.seconds):
                step.do(current)
        except LeaseLost:
            logger.warning("Job %s was taken over by another run", current.job_id)
            return
        except Exception as error:
            # The text of an exception can hold words of a document: only its class is logged.
            where = "".join(traceback.format_tb(error.__traceback__))
            logger.error("Job %s failed: %s\n%s", current.job_id, type(error).__name__, where)
            if not connection.in_atomic_block:
                connection.close_if_unusable_or_obsolete()
            _failed(current, step, error)
        else:
            Job.objects.filter(pk=current.job_id, token=current.token).update(
                state=Job.State.DONE, finished_at=timezone.now(), error="", token=None
            )
    _let_the_next_run(current.job_id)


def run_all(steps: Mapping[str, Step]) -> None:
    """Run everything that is due, here and now, until nothing is: for the command line and for tests."""
    while run_next(steps):
        pass


def _take(job_id: uuid.UUID, steps: Mapping[str, Step]) -> tuple[Run, Step] | None:
    now = timezone.now()
    token = uuid.uuid4()
    job = Job.objects.due(now).filter(pk=job_id).first()
    if job is None:
        return None
    step = steps[job.kind]
    if Job.objects.held(now).about(job.kind, job.subject).exists():
        # One at a time: of two at once the one that looked first could be the last to write.
        Job.objects.due(now).filter(pk=job_id).update(run_after=now + HOLD, lease_until=now + HOLD)
        return None
    if job.attempts >= MAX_ATTEMPTS:
        # It was running three times and no run came to its end: the worker died with it each time.
        with transaction.atomic():
            if Job.objects.due(now).filter(pk=job_id).update(state=Job.State.FAILED, finished_at=now, token=None):
                step.give_up(job.subject)
        return None
    rows = (
        Job.objects.due(now)
        .filter(pk=job_id, attempts=job.attempts)
        .update(
            state=Job.State.RUNNING, token=token, attempts=F("attempts") + 1, lease_until=now + LEASE, started_at=now
        )
    )
    if not rows:
        return None
    if job.state == Job.State.WAITING and is_one_too_many(job):
        # Another worker looked at the same moment and took one of this lane as well.
        Job.objects.filter(pk=job_id, token=token).update(
            state=Job.State.WAITING, token=None, attempts=job.attempts, lease_until=None, started_at=job.started_at
        )
        return None
    return Run(job_id, job.subject, token), step


def _failed(current: Run, step: Step, error: Exception) -> None:
    job = Job.objects.get(pk=current.job_id)
    mine = Job.objects.filter(pk=job.pk, token=current.token)
    name, now = type(error).__name__, timezone.now()
    passing = isinstance(error, PASSING)
    with transaction.atomic():
        if passing and Job.objects.about(job.kind, job.subject).filter(state=Job.State.WAITING).exists():
            mine.update(state=Job.State.DONE, token=None, error=name, finished_at=now)  # the waiting one does it all
        elif passing and job.attempts < MAX_ATTEMPTS:
            pause = timedelta(seconds=5 * job.attempts)
            mine.update(state=Job.State.WAITING, token=None, error=name, run_after=now + pause)
        elif mine.update(state=Job.State.FAILED, token=None, error=name, finished_at=now):
            step.give_up(current.subject)


def _let_the_next_run(job_id: uuid.UUID) -> None:
    """Tell of the job about the same subject that was held back, if there is one and this one is over."""
    job = Job.objects.get(pk=job_id)
    if job.state in {Job.State.DONE, Job.State.FAILED}:
        for waiting in Job.objects.about(job.kind, job.subject).filter(state=Job.State.WAITING):
            Job.objects.filter(pk=waiting.pk, state=Job.State.WAITING).update(run_after=None)
            tell()


@contextmanager
def _within(seconds: float | None) -> Iterator[None]:
    """Raise TookTooLong in what runs inside when it has taken so long. Only where it can: in a main thread, which is
    where a worker does its work."""
    if seconds is None or threading.current_thread() is not threading.main_thread():
        yield
        return

    def ring(*_: object) -> None:
        raise TookTooLong

    before = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


@contextmanager
def _heartbeat(current: Run) -> Iterator[None]:
    """Renew the lease from a thread, so that a long step need not think of it."""
    stop = threading.Event()

    def beat() -> None:
        while not stop.wait(BEAT_SECONDS):
            try:
                current._renew()
            except LeaseLost:
                return
            except Error:
                logger.warning("Heartbeat of job %s did not reach the database", current.job_id)
                connection.close()  # a broken connection stays broken: the next beat opens another
        connection.close()

    thread = threading.Thread(target=beat, daemon=True)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()
