"""What a browser, a proxy or a log keeps: nothing that the next person at the machine could find."""

from __future__ import annotations

import json
import logging
import sys
from collections.abc import Callable
from typing import Any

import pymupdf
import pytest
from django.test import Client
from django.urls import reverse

from esgcheck import pipeline
from esgcheck.accounts.models import User
from esgcheck.analysis.reading import cage, frames
from esgcheck.analysis.reading.cage import Died
from esgcheck.cases.models import Case, Membership, Role
from esgcheck.cases.people import invite
from esgcheck.documents.models import Version
from esgcheck.logs import Discreet

pytestmark = pytest.mark.django_db


@pytest.fixture
def pdf(case: Case, upload: Callable[..., Version]) -> Version:
    document = pymupdf.open()
    document.new_page(width=300, height=400).insert_text((30, 60), "Nobody was harmed.", fontsize=11)
    version = upload(document.tobytes(), "report", "report.pdf", "Annual report")
    pipeline.run_everything()
    return version


@pytest.mark.parametrize("address", ["cases", "case", "people", "review", "documents", "publications", "account"])
def test_pages_are_kept_by_nobody(client: Client, case: Case, alice: User, address: str) -> None:
    client.force_login(alice)

    answer = client.get(reverse(address, args=[] if address in {"cases", "account"} else [case.pk]))

    assert "no-store" in answer.headers["Cache-Control"]
    assert "private" in answer.headers["Cache-Control"]


def test_the_api_is_kept_by_nobody(client: Client, worked_case: Case, alice: User) -> None:
    client.force_login(alice)

    assert client.get(f"/api/v1/cases/{worked_case.pk}/candidates/").headers["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize("what", ["page-image", "page-words"])
def test_a_kept_page_is_asked_for_again_and_refused_to_who_has_left(
    client: Client, pdf: Version, bob: User, what: str
) -> None:
    client.force_login(bob)
    address = reverse(what, args=[pdf.pk, 1])
    first = client.get(address)
    first.getvalue()
    held = {"If-None-Match": first.headers["ETag"]}

    assert first.headers["Cache-Control"] == "private, no-cache"
    assert client.get(address, headers=held).status_code == 304
    Membership.objects.filter(user=bob).delete()
    assert client.get(address, headers=held).status_code == 404


def test_logging_out_empties_the_browsers_cache(client: Client, alice: User) -> None:
    client.force_login(alice)

    assert client.post(reverse("logout")).headers["Clear-Site-Data"] == '"cache"'


def written(record: logging.LogRecord) -> str:
    return Discreet("{message}", style="{").format(record)


def test_a_refused_request_does_not_put_a_good_invitation_into_the_log(
    case: Case, alice: User, caplog: pytest.LogCaptureFixture
) -> None:
    _, secret = invite(case=case, role=Role.READER, by=alice)

    assert Client().post(reverse("join", args=[secret]), {"name": ""}).status_code == 422
    assert Client(enforce_csrf_checks=True).post(reverse("join", args=[secret]), {}).status_code == 403

    assert [record.name for record in caplog.records] == ["django.request", "django.security.csrf"]
    assert not any(secret in written(record) for record in caplog.records)
    assert "/join/..." in written(caplog.records[0])


def test_an_error_is_logged_by_place_and_class_and_never_by_its_words() -> None:
    words = "confidential" + " words"
    try:
        try:
            raise KeyError(words)
        except KeyError as error:
            raise ValueError(words) from error
    except ValueError:
        told = sys.exc_info()

    line = written(logging.LogRecord("django.request", logging.ERROR, "", 1, "Broke at %s", ("/cases/1/",), told))

    assert words not in line
    assert line.splitlines()[-1] == "ValueError"
    assert "KeyError" in line


def test_what_the_cage_says_of_its_own_failure_does_not_reach_the_log(caplog: pytest.LogCaptureFixture) -> None:
    said = {"code": frames.MISTAKE, "message": "ValueError: confidential words"}

    with pytest.raises(Died, match="ValueError"):
        cage._refusal(json.dumps(said).encode())

    assert "ValueError" in caplog.text
    assert "confidential" not in caplog.text


def test_the_log_of_the_server_is_written_so(settings: Any) -> None:
    handlers = settings.LOGGING["handlers"]

    assert {settings.LOGGING["formatters"][one["formatter"]]["()"] for one in handlers.values()} == {
        "esgcheck.logs.Discreet"
    }
