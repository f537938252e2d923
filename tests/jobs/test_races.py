"""Two workers, or a worker and a request, at the same moment: nothing is overlooked and nothing old written last."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.db import IntegrityError, OperationalError, connection, transaction
from django.utils import timezone

from esgcheck import pipeline
from esgcheck.accounts.models import User
from esgcheck.analysis.types import Document, FoundQuotation, UnreadableDocument
from esgcheck.claims import finding
from esgcheck.documents import reading
from esgcheck.documents.models import Version
from esgcheck.jobs import queue, work
from esgcheck.jobs.models import Job
from esgcheck.jobs.work import Run, Step
from tests.jobs.test_work import Recorder, run_out

pytestmark = pytest.mark.django_db


def test_a_second_job_about_the_same_waits_until_the_first_is_over() -> None:
    first = queue.enqueue("read", "a")
    seen: list[str] = []

    def slow(run: Run) -> None:
        seen.append("first begins")
        second = queue.enqueue("read", "a")
        work.run(second.pk, {"read": Step(lambda _: seen.append("second"), lambda _: None)})
        seen.append("first ends")

    work.run(first.pk, {"read": Step(slow, lambda _: None)})
    work.run_all({"read": Step(lambda _: seen.append("second"), lambda _: None)})

    assert seen == ["first begins", "first ends", "second"]
    assert set(Job.objects.values_list("state", flat=True)) == {Job.State.DONE}


def test_jobs_about_other_things_run_beside_each_other() -> None:
    first, other = queue.enqueue("read", "a"), queue.enqueue("read", "b")
    recorder = Recorder()

    work.run(first.pk, {"read": Step(lambda _: work.run(other.pk, recorder.steps()), lambda _: None)})

    assert recorder.runs == ["b"]


def test_rows_replaced_by_another_job_meanwhile_are_a_passing_trouble() -> None:
    recorder = Recorder(IntegrityError("violates foreign key constraint"))
    job = queue.enqueue("read", "a")

    work.run(job.pk, recorder.steps())

    job.refresh_from_db()
    assert (job.state, job.error, recorder.given_up) == (Job.State.WAITING, "IntegrityError", [])


def test_a_late_run_that_cannot_read_does_not_spoil_what_another_has_read(
    upload: Callable[..., Version], monkeypatch: pytest.MonkeyPatch
) -> None:
    version = upload("Nobody was harmed.")
    job = Job.objects.get(kind="read")
    honest = reading.read_in_cage

    def slow(*args: object, **kwargs: object) -> None:
        monkeypatch.setattr(reading, "read_in_cage", honest)
        run_out(job)
        pipeline.run_everything()  # another worker takes it over and ends it
        raise UnreadableDocument("The file made the reader crash.", "crashed")

    monkeypatch.setattr(reading, "read_in_cage", slow)
    pipeline.run_job(str(job.pk))

    version.refresh_from_db()
    assert (version.state, version.failure) == (Version.State.READY, "")


def test_a_source_that_becomes_a_report_while_it_is_gone_through_has_its_claims_found(
    upload: Callable[..., Version], alice: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    version = upload("In 2023 we reduced our Scope 1 emissions by 32 % compared with 2019.", "source")
    honest = finding.find_quotations

    def meanwhile(document: Document, **how: Any) -> list[FoundQuotation]:
        monkeypatch.setattr(finding, "find_quotations", honest)
        pipeline.describe(document=version.document, title="Report", kind="report", by=alice)
        return honest(document, **how)

    monkeypatch.setattr(finding, "find_quotations", meanwhile)
    pipeline.run_everything()

    assert version.candidates.exists()


def test_the_heartbeat_takes_a_new_connection_where_the_old_one_broke(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(work, "BEAT_SECONDS", 0.01)
    closed, beats, renewed = threading.Event(), [], threading.Event()

    class Connection:
        def close(self) -> None:
            closed.set()

    def renew(run: Run) -> None:
        beats.append(run)
        if len(beats) == 1:
            raise OperationalError("the connection is lost")
        renewed.set()

    monkeypatch.setattr(work, "connection", Connection())
    monkeypatch.setattr(Run, "_renew", renew)
    job = Job(kind="read", subject="a")

    with work._heartbeat(Run(job.pk, "a", job.pk)):
        assert renewed.wait(60)
        assert closed.is_set()


@pytest.mark.django_db(transaction=True)
def test_a_worker_cannot_take_a_job_before_what_made_it_necessary_is_committed() -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has one writer at a time; set DATABASE_URL to a PostgreSQL to try this")
    queue.enqueue("read", "a")
    seen: list[int] = []

    def worker() -> None:
        try:
            work.run_all({"read": Step(lambda _: seen.append(Job.objects.filter(kind="news").count()), print)})
        finally:
            connection.close()

    other = threading.Thread(target=worker)
    with transaction.atomic():
        Job.objects.create(kind="news", subject="a", state=Job.State.DONE, finished_at=timezone.now())
        queue.enqueue("read", "a")
        other.start()
        other.join(0.5)
    other.join(60)

    assert seen[-1] == 1
