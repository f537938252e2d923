"""Whose turn it is: which of the due jobs a free worker takes.

- Cases (*lanes*) take turns: first the one with fewest jobs running, then the one that was served longest ago. Three
  thousand files of one person do not delay another's single upload by more than the job that is running. Where the
  operator keeps one worker more than a case may use (``JOBS_OF_ONE_LANE``), not even by that.
- Within a case kinds go by rank, and jobs of a kind in the order in which they came; those that were tried before and
  did not come to their end go last.
- What takes a whole case into account (the search index, the checks) is *patient*: done after every document it would
  cost more than all documents together. It waits until nothing else of its case is to be done, but no longer than ten
  times what it took the last time, so that it never takes more than a tenth of the work.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.db.models import Max
from django.utils import timezone

from esgcheck.jobs.models import Job, JobQuerySet

if TYPE_CHECKING:
    from esgcheck.jobs.work import Run

TIMES_ITS_LENGTH = 10


@dataclass(frozen=True)
class Step:
    """What a kind of job does, and what is to be said of its subject when it has failed for good.

    ``rank``: lower goes first within a lane. ``patience``: for how many seconds at least it lets others of its lane go
    before it; None where it lets nobody. ``seconds``: after so long it is stopped; None where it stops by itself.
    """

    do: Callable[[Run], None]
    give_up: Callable[[str], None]
    rank: int = 0
    patience: float | None = None
    seconds: float | None = None


def next_job(steps: Mapping[str, Step]) -> Job | None:
    """The due job whose turn it is, if there is one that need not wait."""
    now = timezone.now()
    due = Job.objects.due(now).filter(kind__in=list(steps))
    running = Counter(Job.objects.held(now).values_list("lane", flat=True))
    for lane in _in_turn(set(due.values_list("lane", flat=True)), running):
        if (job := _first(due.filter(lane=lane), lane, steps, now)) is not None:
            return job
    return None


def is_one_too_many(job: Job) -> bool:
    """Whether a job that has just been taken goes over what its lane may use, those that began before it counted."""
    most = settings.JOBS_OF_ONE_LANE
    if not most:
        return False
    began = Job.objects.held(timezone.now()).filter(lane=job.lane).order_by("started_at", "pk")
    return job.pk not in began.values_list("pk", flat=True)[:most]


def _in_turn(lanes: set[str], running: Counter[str]) -> list[str]:
    most = settings.JOBS_OF_ONE_LANE
    free = [lane for lane in lanes if not most or running[lane] < most]
    if len(free) < 2:
        return free
    served = dict(Job.objects.filter(lane__in=free).values_list("lane").annotate(Max("started_at")))
    long_ago = timezone.now() - timedelta(days=9999)
    return sorted(free, key=lambda lane: (running[lane], served.get(lane) or long_ago))


def _first(due: JobQuerySet, lane: str, steps: Mapping[str, Step], now: datetime) -> Job | None:
    kinds = sorted(set(due.values_list("kind", flat=True)), key=lambda kind: steps[kind].rank)
    patient = {kind: _oldest(due, kind) for kind in kinds if steps[kind].patience is not None}
    for job in patient.values():
        if job is not None and _has_waited_enough(job, steps[job.kind], now):
            return job
    for kind in kinds:
        if kind not in patient and (job := _oldest(due, kind)) is not None:
            return job
    impatient = [kind for kind, step in steps.items() if step.patience is None]
    if Job.objects.held(now).filter(lane=lane, kind__in=impatient).exists():
        return None  # which will be over soon, and may make it necessary again
    return next((job for job in patient.values() if job is not None), None)


def _oldest(due: JobQuerySet, kind: str) -> Job | None:
    return due.filter(kind=kind).order_by("attempts", "created_at").first()


def _has_waited_enough(job: Job, step: Step, now: datetime) -> bool:
    last = Job.objects.about(job.kind, job.subject).filter(state=Job.State.DONE).order_by("-finished_at").first()
    length = timedelta()
    if last is not None and last.started_at is not None and last.finished_at is not None:
        length = last.finished_at - last.started_at
    return now - job.created_at >= max(timedelta(seconds=step.patience or 0), TIMES_ITS_LENGTH * length)
