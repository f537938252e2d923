from __future__ import annotations

import uuid
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.utils import timezone

from esgcheck.jobs.models import Job
from esgcheck.serve import prepare


@pytest.mark.django_db
def test_jobs_that_ran_when_the_last_serve_ended_are_due_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    job = Job.objects.create(
        kind="read",
        subject="1",
        state=Job.State.RUNNING,
        attempts=1,
        token=uuid.uuid4(),
        lease_until=timezone.now() + timedelta(seconds=30),
    )

    monkeypatch.setattr(prepare, "connection", SimpleNamespace(vendor="postgresql"))
    prepare._release(give_back=True)
    assert not Job.objects.due(timezone.now()).filter(pk=job.pk).exists()  # another machine may be at work on it

    monkeypatch.setattr(prepare, "connection", SimpleNamespace(vendor="sqlite"))
    prepare._release(give_back=False)
    assert Job.objects.due(timezone.now()).filter(pk=job.pk).exists()
    job.refresh_from_db()
    assert job.attempts == 1  # it may have been this job that brought everything down

    prepare._release(give_back=True)
    job.refresh_from_db()
    assert job.attempts == 0  # stopping the server is no failure of the job's


def test_static_files_are_collected_once_and_again_when_one_changes(settings: Any, tmp_path: Path) -> None:
    source = tmp_path / "sources"
    source.mkdir()
    (source / "base.css").write_text("body { color: black }")
    settings.STATICFILES_DIRS = [source]
    settings.STATIC_ROOT = tmp_path / "collected"

    assert prepare._collect().endswith("made ready")
    assert prepare._collect().endswith("are ready")
    (source / "base.css").write_text("body { color: blue }")
    assert prepare._collect().endswith("made ready")

    assert (tmp_path / "collected" / "base.css").read_text() == "body { color: blue }"
