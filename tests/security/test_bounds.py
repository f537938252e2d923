"""What one person can make the server swallow, and what a stranger can."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.files import uploadhandler
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.urls import reverse
from rest_framework.test import APIClient

from esgcheck.accounts.models import User, make_api_token
from esgcheck.cases.models import Case
from esgcheck.claims.models import Claim
from esgcheck.claims.review import add_claim, give_verdict
from esgcheck.documents import upload as uploading
from esgcheck.documents.models import Document, Version
from esgcheck.documents.receiving import MORE
from esgcheck.documents.upload import Hop, set_provenance
from esgcheck.errors import Refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def received(settings: Any, monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Sizes of everything that was written while a request was parsed."""
    sizes: list[int] = []

    class Counting(uploadhandler.TemporaryFileUploadHandler):
        def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
            sizes.append(len(raw_data))
            super().receive_data_chunk(raw_data, start)

    monkeypatch.setattr(uploadhandler, "TemporaryFileUploadHandler", Counting)
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 0
    return sizes


@pytest.mark.parametrize("address", ["/login/", "/join/whatever/", "/cases/new/"])
def test_a_strangers_file_is_not_written_anywhere(address: str, received: list[int]) -> None:
    stranger = Client(enforce_csrf_checks=True)
    stranger.get("/login/")  # gives the cookie without which nothing of the form is looked at

    stranger.post(address, {"file": SimpleUploadedFile("a.txt", b"x" * 1000)})

    assert received == []


def test_of_a_file_that_is_too_large_only_the_beginning_is_written(
    client: Client, case: Case, alice: User, received: list[int], settings: Any
) -> None:
    settings.UPLOAD_MAX_BYTES = 1000
    client.force_login(alice)
    data = {"kind": "source", "files": SimpleUploadedFile("a.txt", b"x" * (10 * MORE))}

    answer = client.post(reverse("add-documents", args=[case.pk]), data, headers={"accept": "application/json"})

    assert answer.json()["results"][0]["words"].startswith("The file is larger than")
    assert 0 < sum(received) < 4 * MORE


def test_a_member_uploads_by_session_and_by_token(client: Client, case: Case, alice: User, tmp_path: Path) -> None:
    client.force_login(alice)
    bearer = APIClient()
    bearer.credentials(HTTP_AUTHORIZATION=f"Bearer {make_api_token(alice, name='test')}")

    client.post(
        reverse("add-documents", args=[case.pk]), {"kind": "source", "files": SimpleUploadedFile("a.txt", b"1")}
    )
    address = f"/api/v1/cases/{case.pk}/documents/"
    answer = bearer.post(address, {"kind": "source", "file": SimpleUploadedFile("b.txt", b"2")}, format="multipart")

    assert answer.status_code == 201
    assert Document.objects.count() == 2


def test_a_file_is_written_before_the_transaction_that_names_it(
    upload: Callable[..., Version], monkeypatch: pytest.MonkeyPatch
) -> None:
    depth: list[int] = []
    honest = uploading.store

    def store(chunks: Any) -> Any:
        depth.append(len(connection.savepoint_ids))
        return honest(chunks)

    monkeypatch.setattr(uploading, "store", store)
    upload("Nobody was harmed.")

    assert depth == [0]


def test_the_api_reads_no_endless_json(case: Case, alice: User, settings: Any) -> None:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000
    bearer = APIClient()
    bearer.credentials(HTTP_AUTHORIZATION=f"Bearer {make_api_token(alice, name='test')}")

    answer = bearer.post("/api/v1/cases/", {"title": "x" * 2000, "organisation": "y"}, format="json")

    assert (answer.status_code, answer.json()["code"]) == (413, "too_large")


@pytest.mark.parametrize("limit", [100_000, 10**30])
def test_the_api_gives_no_endless_list(client: Client, case: Case, alice: User, limit: int) -> None:
    client.force_login(alice)

    answer = client.get(f"/api/v1/cases/?limit={limit}")

    assert answer.status_code == 200
    assert answer.json()["count"] == 1


@pytest.mark.parametrize("address", ["/p/%00/", "/p/%00/crop-1.webp", "/versions/{}/pages/?number=%00"])
def test_a_nul_is_a_bad_request_and_no_error_of_ours(
    client: Client, upload: Callable[..., Version], alice: User, address: str
) -> None:
    version = upload("Nobody was harmed.")
    client.force_login(alice)

    assert client.get(address.format(version.pk)).status_code == 400


def test_nobody_selects_a_whole_library(upload: Callable[..., Version], alice: User) -> None:
    from esgcheck import pipeline

    version = upload("Nobody was harmed. " * 2000, "report")
    pipeline.run_everything()

    with pytest.raises(Refused, match="at most 20,000"):
        add_claim(version=version, start=0, end=30_000, by=alice)


def test_too_long_a_text_is_refused_and_not_cut(worked_case: Case, alice: User) -> None:
    report = worked_case.versions.get(document__kind="report")
    claim = add_claim(version=report, start=0, end=21, by=alice)

    with pytest.raises(Refused, match="too long"):
        give_verdict(claim=claim, value="supported", reasons="x" * 50_001, by=alice)

    assert Claim.objects.get(pk=claim.pk).verdict is None


def test_too_much_in_a_form_is_said_in_the_form(client: Client, upload: Callable[..., Version], alice: User) -> None:
    document = upload("Nobody was harmed.").document
    client.force_login(alice)
    case = {"title": "A", "organisation": "B", "description": "x" * 50_001}
    hops = {"hop-TOTAL_FORMS": "500", "hop-INITIAL_FORMS": "0", **{f"hop-{n}-what": "said" for n in range(500)}}

    assert client.post(reverse("new-case"), case).status_code == 422
    assert client.post(reverse("provenance", args=[document.pk]), hops).status_code == 422
    assert not document.hops.exists()


def test_a_document_changes_hands_a_bounded_number_of_times(upload: Callable[..., Version], alice: User) -> None:
    document = upload("Nobody was harmed.").document

    with pytest.raises(Refused, match="at most 50"):
        set_provenance(document=document, hops=[Hop("said")] * 51, by=alice)
