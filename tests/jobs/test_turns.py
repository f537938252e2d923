"""Whose turn it is: cases take turns, finding goes before reading, and what concerns a whole case waits its while."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from esgcheck.jobs import queue, work
from esgcheck.jobs.models import Job
from esgcheck.jobs.turns import Step, next_job

pytestmark = pytest.mark.django_db


def nothing(_: object) -> None:
    pass


STEPS = {
    "find": Step(nothing, nothing, rank=0),
    "read": Step(nothing, nothing, rank=1),
    "check": Step(nothing, nothing, rank=2, patience=20),
}


def ask(kind: str, subject: str, lane: str, *, ago: float = 0) -> Job:
    job = queue.enqueue(kind, subject, lane=lane)
    Job.objects.filter(pk=job.pk).update(created_at=timezone.now() - timedelta(seconds=ago))
    return job


def under_way(kind: str, subject: str, lane: str, *, began: float = 1) -> Job:
    now = timezone.now()
    return Job.objects.create(
        kind=kind,
        subject=subject,
        lane=lane,
        state=Job.State.RUNNING,
        started_at=now - timedelta(seconds=began),
        lease_until=now + timedelta(seconds=30),
    )


def turn() -> str:
    job = next_job(STEPS)
    return job.subject if job else "nobody"


def carried_out() -> list[str]:
    """All that is due, in the order in which one worker does it."""
    done: list[str] = []
    note = {
        kind: Step(lambda run: done.append(run.subject), nothing, rank=step.rank, patience=step.patience)
        for kind, step in STEPS.items()
    }
    work.run_all(note)
    return done


def test_a_single_upload_does_not_wait_for_another_persons_pile() -> None:
    for number in range(5):
        ask("read", f"pile {number}", "pile", ago=60)
    ask("read", "single", "other")

    assert "single" in carried_out()[:2]


def test_cases_take_turns() -> None:
    for number in range(3):
        for lane in "ab":
            ask("read", f"{lane}{number}", lane, ago=60 - number)

    order = "".join(subject[0] for subject in carried_out())

    assert order in ("ababab", "bababa")


def test_the_case_with_less_under_way_goes_first() -> None:
    under_way("read", "a0", "a", began=9)
    under_way("read", "b0", "b", began=99)
    under_way("read", "b1", "b", began=98)
    ask("read", "a1", "a")
    ask("read", "b2", "b", ago=60)

    assert turn() == "a1"


def test_one_worker_is_left_for_the_others(settings: Any) -> None:
    settings.JOBS_OF_ONE_LANE = 2
    for number in (1, 2):
        under_way("read", f"a{number}", "a")
    ask("read", "a3", "a", ago=60)

    assert turn() == "nobody"

    ask("read", "b1", "b")
    assert turn() == "b1"


def test_of_two_workers_that_look_at_the_same_moment_one_gives_the_job_back(settings: Any) -> None:
    settings.JOBS_OF_ONE_LANE = 1
    waiting = ask("read", "a2", "a")
    under_way("read", "a1", "a")

    work.run(waiting.pk, STEPS)  # which looked before the other had begun

    waiting.refresh_from_db()
    assert (waiting.state, waiting.attempts, waiting.token) == (Job.State.WAITING, 0, None)


def test_what_was_read_is_gone_through_before_more_is_read() -> None:
    ask("read", "second", "a", ago=60)
    ask("find", "first", "a")

    assert carried_out() == ["first", "second"]


def test_what_was_tried_before_goes_after_what_was_not() -> None:
    tried = ask("read", "tried", "a", ago=60)
    Job.objects.filter(pk=tried.pk).update(attempts=1)
    ask("read", "new", "a")

    assert carried_out() == ["new", "tried"]


def test_a_check_of_the_case_waits_until_its_documents_are_done() -> None:
    ask("check", "a", "a")
    under_way("read", "a1", "a")
    ask("read", "a2", "a")

    assert turn() == "a2"
    Job.objects.filter(subject="a2").update(state=Job.State.DONE)
    assert turn() == "nobody"
    Job.objects.filter(subject="a1").update(state=Job.State.DONE)
    assert turn() == "a"


def test_a_check_does_not_wait_for_ever() -> None:
    ask("check", "a", "a", ago=21)
    ask("read", "a1", "a", ago=99)

    assert turn() == "a"


def test_a_check_that_takes_long_is_made_less_often() -> None:
    now = timezone.now()
    Job.objects.create(
        kind="check",
        subject="a",
        lane="a",
        state=Job.State.DONE,
        started_at=now - timedelta(seconds=300),
        finished_at=now - timedelta(seconds=290),
    )
    waiting = ask("check", "a", "a", ago=95)
    ask("read", "a1", "a")

    assert turn() == "a1"
    Job.objects.filter(pk=waiting.pk).update(created_at=now - timedelta(seconds=101))
    assert turn() == "a"


def test_a_check_of_one_case_does_not_wait_for_anothers_documents() -> None:
    ask("check", "a", "a")
    ask("read", "b1", "b")
    under_way("read", "b2", "b")

    assert turn() == "a"


def test_a_job_that_waited_for_another_is_told_of_when_that_ends(
    settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask("read", "a1", "a")
    ask("check", "a", "a")
    settings.JOBS_PUBLISH = True
    told: list[int] = []
    monkeypatch.setattr(work, "untold", lambda: 0)
    monkeypatch.setattr(work, "tell", lambda: told.append(1))

    assert work.run_next(STEPS)
    assert told == [1]
    assert work.run_next(STEPS)
    assert told == [1]  # there is nothing left
    assert not work.run_next(STEPS)


def test_a_step_that_takes_too_long_is_stopped_and_given_up() -> None:
    given_up: list[str] = []

    def endless(_: object) -> None:
        while True:
            pass

    ask("find", "a1", "a")

    work.run_all({"find": Step(endless, given_up.append, seconds=0.05)})

    assert given_up == ["a1"]
    assert Job.objects.get().error == "TookTooLong"
