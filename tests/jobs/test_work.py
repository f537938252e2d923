"""Jobs: the row is the truth, a lost lease writes nothing, three attempts and then a reason."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from esgcheck.jobs import queue, work
from esgcheck.jobs.models import MAX_ATTEMPTS, Job
from esgcheck.jobs.work import LeaseLost, Run, Step, TryAgain

pytestmark = pytest.mark.django_db


class Recorder:
    """A step that notes its runs and does what it is told."""

    def __init__(self, *errors: Exception | None) -> None:
        self.runs: list[str] = []
        self.given_up: list[str] = []
        self.errors = list(errors)

    def do(self, run: Run) -> None:
        self.runs.append(run.subject)
        if self.errors and (error := self.errors.pop(0)):
            raise error

    def steps(self) -> dict[str, Step]:
        return {"read": Step(self.do, self.given_up.append)}


def run_out(job: Job) -> None:
    """What time does to a job whose worker was killed."""
    Job.objects.filter(pk=job.pk).update(lease_until=timezone.now() - timedelta(seconds=1))


def test_a_job_runs_once_and_is_done() -> None:
    recorder = Recorder()
    job = queue.enqueue("read", "a")

    work.run(job.pk, recorder.steps())
    work.run(job.pk, recorder.steps())

    job.refresh_from_db()
    assert recorder.runs == ["a"]
    assert job.state == Job.State.DONE


def test_the_same_job_twice_is_one_waiting_job() -> None:
    first, second = queue.enqueue("read", "a"), queue.enqueue("read", "a")

    assert first.pk == second.pk
    with pytest.raises(IntegrityError), transaction.atomic():
        Job.objects.create(kind="read", subject="a")


def test_a_job_asked_for_while_one_runs_is_another_job() -> None:
    running = queue.enqueue("check", "a")
    Job.objects.filter(pk=running.pk).update(state=Job.State.RUNNING)

    assert queue.enqueue("check", "a").pk != running.pk


def test_a_running_job_is_not_taken_by_a_second_worker() -> None:
    job = queue.enqueue("read", "a")
    inner = Recorder()

    work.run(job.pk, {"read": Step(lambda run: work.run(job.pk, inner.steps()), lambda _: None)})

    assert inner.runs == []


def test_a_job_whose_worker_died_is_run_again() -> None:
    job = queue.enqueue("read", "a")
    Job.objects.filter(pk=job.pk).update(state=Job.State.RUNNING, attempts=1)
    run_out(job)
    recorder = Recorder()

    work.run_all(recorder.steps())

    assert recorder.runs == ["a"]
    assert Job.objects.get(pk=job.pk).attempts == 2


def test_a_job_that_kills_its_worker_three_times_is_given_up() -> None:
    job = queue.enqueue("read", "a")
    Job.objects.filter(pk=job.pk).update(state=Job.State.RUNNING, attempts=MAX_ATTEMPTS)
    run_out(job)
    recorder = Recorder()

    work.run_all(recorder.steps())

    assert (recorder.runs, recorder.given_up) == ([], ["a"])
    assert Job.objects.get(pk=job.pk).state == Job.State.FAILED


def test_a_late_second_run_writes_nothing() -> None:
    job = queue.enqueue("read", "a")

    def slow(run: Run) -> None:
        run_out(job)
        work.run(job.pk, {"read": Step(lambda _: None, lambda _: None)})  # another worker takes it over and ends it
        with run.writing():
            Job.objects.create(kind="written", subject="late")

    work.run(job.pk, {"read": Step(slow, lambda _: None)})

    assert not Job.objects.filter(kind="written").exists()
    assert Job.objects.get(pk=job.pk).state == Job.State.DONE


def test_the_fence_raises_so_that_the_step_ends() -> None:
    job = queue.enqueue("read", "a")

    def slow(run: Run) -> None:
        Job.objects.filter(pk=job.pk).update(token=None)
        with pytest.raises(LeaseLost), run.writing():
            pytest.fail("wrote without the lease")

    work.run(job.pk, {"read": Step(slow, lambda _: None)})


def test_a_passing_trouble_is_tried_again_later() -> None:
    recorder = Recorder(TryAgain())
    job = queue.enqueue("read", "a")

    work.run(job.pk, recorder.steps())

    job.refresh_from_db()
    assert (job.state, job.error) == (Job.State.WAITING, "TryAgain")
    assert job.run_after is not None
    assert job.run_after > timezone.now()
    assert recorder.given_up == []


def test_a_lasting_trouble_fails_at_once_with_its_class_and_not_its_text(caplog: pytest.LogCaptureFixture) -> None:
    recorder = Recorder(ValueError("words of a confidential document"))
    job = queue.enqueue("read", "a")

    work.run(job.pk, recorder.steps())

    job.refresh_from_db()
    assert (job.state, job.error) == (Job.State.FAILED, "ValueError")
    assert recorder.given_up == ["a"]
    assert "confidential" not in caplog.text


def test_sweeping_tells_the_workers_what_the_broker_has_lost(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.JOBS_PUBLISH = True
    waiting = 1
    sent: list[str] = []
    monkeypatch.setattr(queue.app, "send_task", lambda name, **_: sent.append(name))
    monkeypatch.setattr(queue, "untold", lambda: waiting + len(sent))
    for subject in "abc":
        Job.objects.create(kind="read", subject=subject)
    Job.objects.create(kind="read", subject="d", run_after=timezone.now() + timedelta(minutes=1))
    Job.objects.create(kind="read", subject="e", state=Job.State.DONE)

    assert queue.sweep() == 2
    assert queue.sweep() == 0

    assert len(sent) == 2


@pytest.mark.django_db(transaction=True)
def test_a_thousand_jobs_are_not_a_thousand_messages(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.JOBS_PUBLISH = True
    sent: list[str] = []
    monkeypatch.setattr(queue.app, "send_task", lambda name, **_: sent.append(name))
    monkeypatch.setattr(queue, "untold", lambda: len(sent))

    for number in range(queue.MOST_NEWS + 5):
        queue.enqueue("read", number)

    assert len(sent) == queue.MOST_NEWS
    assert queue.sweep() == 0


def test_an_absent_broker_loses_nothing(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.JOBS_PUBLISH = True

    def refuse(*_: object, **__: object) -> None:
        raise OSError("connection refused")

    monkeypatch.setattr(queue.app, "send_task", refuse)
    monkeypatch.setattr(queue, "untold", refuse)
    job = Job.objects.create(kind="read", subject="a")

    queue.tell()

    assert queue.sweep() == 0
    job.refresh_from_db()
    assert job.state == Job.State.WAITING


@pytest.mark.django_db(transaction=True)
def test_a_job_is_published_only_when_its_transaction_commits(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.JOBS_PUBLISH = True
    sent: list[str] = []
    monkeypatch.setattr(queue.app, "send_task", lambda name, **_: sent.append(name))
    monkeypatch.setattr(queue, "untold", lambda: 0)

    with transaction.atomic():
        queue.enqueue("read", "a")
        assert sent == []

    assert len(sent) == 1
