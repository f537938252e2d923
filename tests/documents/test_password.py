"""A locked PDF all the way: refused, wrong password, right password, read, drawn; the password is nowhere shown."""

from __future__ import annotations

from typing import Any

import pymupdf
import pytest
from django.test import Client
from django.urls import reverse
from rest_framework.test import APIClient

from esgcheck import pipeline
from esgcheck.accounts.models import User, make_api_token
from esgcheck.cases.models import Case
from esgcheck.documents.images import page_image
from esgcheck.documents.models import Version
from esgcheck.errors import NotAllowed, Refused
from esgcheck.jobs.models import Job
from esgcheck.publishing.export import export_case

PASSWORD = "Möwe & Hafen 7"


@pytest.fixture
def locked(upload: Any) -> Version:
    document = pymupdf.open()
    document.new_page(width=300, height=200).insert_text((30, 60), "Nobody was harmed.", fontsize=11)
    data = document.tobytes(encryption=pymupdf.PDF_ENCRYPT_AES_256, user_pw=PASSWORD, owner_pw="another")
    version: Version = upload(data, "source", "locked.pdf", "Contract")
    pipeline.run_everything()
    version.refresh_from_db()
    return version


def give(client: Client, version: Version, password: str) -> str:
    """The page of the document after the password was typed there and the workers have tried it."""
    client.post(reverse("unlock", args=[version.document_id]), {"password": password, "stay": "1"})
    pipeline.run_everything()
    version.refresh_from_db()
    return client.get(reverse("document", args=[version.document_id])).content.decode()


def test_a_locked_file_is_read_and_drawn_once_its_password_is_given(
    client: Client, case: Case, locked: Version, bob: User, caplog: pytest.LogCaptureFixture
) -> None:
    client.force_login(bob)
    assert (locked.state, locked.failure_code) == ("failed", "password_needed")
    assert 'autocomplete="off"' in client.get(reverse("case", args=[case.pk])).content.decode()

    wrong = give(client, locked, "moewe")
    assert (locked.state, locked.password) == ("failed", "")
    assert "password does not open the PDF" in wrong
    assert 'type="password"' in wrong

    right = give(client, locked, PASSWORD)
    assert (locked.state, locked.failure_code) == ("ready", "")
    assert "Nobody was harmed." in locked.text()
    assert page_image(locked, 1, 110).stat().st_size > 500

    api = APIClient()
    api.credentials(HTTP_AUTHORIZATION=f"Bearer {make_api_token(bob, name='test')}")
    told = api.get(f"/api/v1/documents/{locked.document_id}/").content.decode()
    exported = b"".join(export_case(case)).decode()
    jobs = repr(list(Job.objects.values()))
    for place in (wrong, right, told, exported, jobs, caplog.text):
        assert PASSWORD not in place
        assert "moewe" not in place


@pytest.mark.parametrize("password", ["", "x" * 201, "a\x00b"])
def test_what_is_no_password_is_refused_and_nothing_is_tried(locked: Version, bob: User, password: str) -> None:
    with pytest.raises(Refused, match="Type the password"):
        pipeline.unlock(version=locked, password=password, by=bob)

    locked.refresh_from_db()
    assert (locked.state, locked.password) == ("failed", "")


@pytest.mark.parametrize(
    ("filename", "state", "code"),
    [("a.pdf", "ready", ""), ("a.pdf", "failed", "damaged"), ("a.docx", "failed", "password_needed")],
)
def test_a_password_is_only_taken_where_it_can_help(
    upload: Any, bob: User, filename: str, state: str, code: str
) -> None:
    version = upload("words", filename=filename)
    Version.objects.filter(pk=version.pk).update(state=state, failure_code=code)
    version.refresh_from_db()

    with pytest.raises(Refused, match="does not ask for a password"):
        pipeline.unlock(version=version, password="x", by=bob)


def test_readers_give_no_password_and_see_no_field(client: Client, upload: Any, carol: User) -> None:
    version = upload("words", filename="a.pdf")
    Version.objects.filter(pk=version.pk).update(state="failed", failure_code="password_needed")
    version.refresh_from_db()
    client.force_login(carol)

    with pytest.raises(NotAllowed):
        pipeline.unlock(version=version, password="x", by=carol)
    assert client.post(reverse("unlock", args=[version.document_id]), {"password": "x"}).status_code == 403
    assert 'type="password"' not in client.get(reverse("document", args=[version.document_id])).content.decode()


def test_the_api_takes_a_password_too(upload: Any, bob: User) -> None:
    version = upload("words", filename="a.pdf")
    Version.objects.filter(pk=version.pk).update(state="failed", failure_code="password_needed")
    api = APIClient()
    api.credentials(HTTP_AUTHORIZATION=f"Bearer {make_api_token(bob, name='test')}")

    answer = api.post(f"/api/v1/documents/{version.document_id}/unlock/", {"password": " x "}, format="json")

    version.refresh_from_db()
    assert (answer.status_code, version.password, version.state) == (202, " x ", "waiting")
    assert "password" not in answer.json()["version"]
