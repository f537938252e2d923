"""A newer file of a document over the API: brought in, what became of the work, decided, taken back."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from rest_framework.test import APIClient

from esgcheck import pipeline
from esgcheck.accounts.models import User
from esgcheck.cases.models import Case
from esgcheck.claims.models import Claim
from esgcheck.claims.review import add_claim
from esgcheck.documents.models import Document, Version
from tests.api.conftest import ROOT
from tests.claims.paper import SENTENCES, TEXT

pytestmark = pytest.mark.django_db


@pytest.fixture
def report(case: Case, upload: Callable[..., Version]) -> Document:
    version = upload(TEXT, "report", "report.txt", "Report 2023")
    pipeline.run_everything()
    return version.document


def bring(client: APIClient, report: Document, text: str) -> int:
    file = SimpleUploadedFile("newer.txt", text.encode())
    answer = client.post(
        f"{ROOT}/documents/{report.pk}/versions/", {"file": file, "why": "corrected", "note": "12 was 9"}
    )
    pipeline.run_everything()
    return int(answer.status_code)


def test_from_the_newer_file_to_the_decision(api: Callable[[User], APIClient], report: Document, bob: User) -> None:
    start = report.version.text().index(SENTENCES[0])
    claim = add_claim(version=report.version, start=start, end=start + len(SENTENCES[0]), by=bob)
    client = api(bob)
    assert bring(client, report, TEXT.replace("12 %", "9 %")) == 201
    files = client.get(f"{ROOT}/documents/{report.pk}/versions/").json()["results"]
    assert [(row["standing"], row["why"]) for row in files] == [("older", ""), ("current", "corrected")]
    [change] = client.get(f"{ROOT}/documents/{report.pk}/changes/").json()["results"]
    assert (change["counts"]["changed"], change["waiting"]) == (1, 1)
    [outcome] = client.get(f"{ROOT}/changes/{change['id']}/outcomes/?waiting=1").json()["results"]
    assert outcome["after"]["exact"] == "In 2023 we cut our Scope 1 emissions by 9 %."
    url = f"{ROOT}/outcomes/{outcome['id']}/"
    assert client.post(url, {"what": "accept", "seen": "waits"}).json()["decision"] == "accepted"
    assert Claim.objects.get(pk=claim.pk).version == report.version
    late = client.post(url, {"what": "keep", "seen": "waits"})
    assert (late.status_code, late.json()["code"]) == (409, "already_decided")
    assert client.post(url, {"what": "undo"}).json()["decision"] == "waits"
    back = client.post(f"{ROOT}/versions/{files[0]['id']}/current/")
    assert back.json()["how"] == "back"
    assert str(report.version.pk) == files[0]["id"]


def test_the_same_file_is_refused(api: Callable[[User], APIClient], report: Document, bob: User) -> None:
    assert bring(api(bob), report, TEXT) == 422
    assert report.versions.count() == 1
