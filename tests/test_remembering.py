"""What is put there again is what the pipeline had written."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings

from esgcheck import pipeline
from esgcheck.accounts.models import User
from esgcheck.cases.models import Case
from esgcheck.cases.people import open_case
from esgcheck.documents.models import Document, Version
from esgcheck.documents.searching import Asked, search
from tests.conftest import REPORT_TEXT, SOURCE_TEXT
from tests.remembering import Memory

pytestmark = pytest.mark.django_db

MACHINE = {"documents", "claims", "jobs"}


@pytest.fixture
def work(alice: User) -> Callable[[], None]:
    """Brings two documents into whichever case there is, and counts how often."""

    def work() -> None:
        times.append(1)
        case = Case.objects.get()
        for kind, name, text in (("report", "report.txt", REPORT_TEXT), ("source", "talk.vtt", SOURCE_TEXT)):
            pipeline.upload(case=case, kind=kind, filename=name, chunks=[text.encode()], by=alice, title=name)
        pipeline.run_everything()

    times: list[int] = []
    work.times = times  # type: ignore[attr-defined]
    return work


def rows(case: Case) -> dict[str, list[dict[str, Any]]]:
    """Every row of the machine's, the case's key as a word."""
    found = {}
    for model in apps.get_models():
        if model._meta.app_label in MACHINE:
            values = model._base_manager.order_by("pk").values()
            found[model.__name__] = [
                {name: str(value).replace(str(case.pk), "the case") for name, value in row.items()} for row in values
            ]
    return found


def files() -> dict[str, bytes]:
    root = Path(settings.FILES_DIR)
    return {str(path.relative_to(root)): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def emptied() -> None:
    """As a test finds it: no case, no documents, other folders."""
    Document.objects.all().delete()
    Case.objects.all().delete()
    apps.get_model("jobs", "Job").objects.all().delete()
    for folder in ("FILES_DIR", "IMAGES_DIR", "SEARCH_DIR"):
        setattr(settings, folder, Path(getattr(settings, folder)).with_name(f"other_{folder}"))


def test_rows_and_files_are_those_of_the_pipeline_and_the_case_is_searched(
    tmp_path: Path, case: Case, alice: User, work: Any
) -> None:
    memory = Memory(tmp_path)
    memory.bring(case, work)
    first, kept = rows(case), files()
    emptied()
    other = open_case(title="Another", organisation="Nordholm", by=alice)

    memory.bring(other, work)

    assert len(work.times) == 1
    assert first["Candidate"]
    assert first["Suggestion"]
    assert rows(other) == first
    assert files() == kept
    assert other.created_at == case.created_at
    assert search(other, Asked("failings")).total == 1
    # From there the work goes on.
    pipeline.upload(case=other, kind="source", filename="a.txt", chunks=[b"Failings, said the auditor."], by=alice)
    pipeline.run_everything()
    assert {version.state for version in other.versions.all()} == {"ready"}
    assert search(other, Asked("failings")).total == 2


def test_where_something_is_already_it_is_done_and_not_remembered(
    tmp_path: Path, case: Case, work: Any, upload: Callable[..., Version]
) -> None:
    memory = Memory(tmp_path)
    upload("A letter.", title="Letter")

    memory.bring(case, work)

    assert len(work.times) == 1
    assert case.documents.count() == 3
    assert list(tmp_path.iterdir()) == []
