"""A pile through the API: announced, small files together, a large one in pieces, each outcome in the answer."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import UnreadablePostError
from django.test import Client
from rest_framework.exceptions import ParseError
from rest_framework.test import APIClient

from esgcheck.accounts.models import User
from esgcheck.api.views.piles import Bytes
from esgcheck.cases.models import Case
from esgcheck.documents.models import Version
from tests.api.conftest import ROOT

pytestmark = pytest.mark.django_db
DATA = b"0123456789" * 100
FILES = [{"name": "box/a.txt", "size": 3, "fingerprint": "1"}, {"name": "big.txt", "size": 1000, "fingerprint": "2"}]


class Lost(io.BytesIO):
    """What a connection that breaks looks like to a view."""

    def read(self, size: int | None = -1) -> bytes:
        raise UnreadablePostError


@pytest.fixture
def reviewer(api: Callable[[User], APIClient], bob: User) -> APIClient:
    return api(bob)


@pytest.fixture
def pile(reviewer: APIClient, case: Case) -> dict[str, Any]:
    answer = reviewer.post(f"{ROOT}/cases/{case.pk}/piles/", {"kind": "source", "files": FILES}, format="json")
    assert answer.status_code == 201
    opened: dict[str, Any] = answer.json()
    return opened


def begin(client: APIClient, pile: dict[str, Any]) -> dict[str, Any]:
    row: dict[str, Any] = client.post(f"{ROOT}/piles/{pile['id']}/uploads/", FILES[1], format="json").json()
    return row


def piece(client: APIClient, row: dict[str, Any], offset: object, data: bytes) -> Any:
    headers = {"Upload-Offset": str(offset)}
    address = f"{ROOT}/uploads/{row['id']}/"
    return client.patch(address, data, content_type="application/octet-stream", headers=headers)


def test_small_files_go_together_and_keep_their_folders(reviewer: APIClient, pile: dict[str, Any], case: Case) -> None:
    files = [SimpleUploadedFile("a.txt", b"one"), SimpleUploadedFile("b.txt", b"")]
    names = json.dumps([["box/a.txt", "1"], ["box/b.txt", "2"]])

    rows = reviewer.post(f"{ROOT}/piles/{pile['id']}/files/", {"files": files, "names": names}).json()

    assert [(row["name"], row["state"]) for row in rows] == [("box/a.txt", "added"), ("box/b.txt", "refused")]
    assert case.versions.get().filename == "box/a.txt"
    assert reviewer.get(f"{ROOT}/piles/{pile['id']}/").json()["counts"] == {
        "coming": 0,
        "added": 1,
        "back": 0,
        "there": 0,
        "refused": 1,
    }


def test_a_large_file_comes_in_pieces(reviewer: APIClient, pile: dict[str, Any]) -> None:
    row = begin(reviewer, pile)

    assert piece(reviewer, row, 0, DATA[:600]).json()["received"] == 600
    assert begin(reviewer, pile)["received"] == 600
    wrong = piece(reviewer, row, 700, DATA[700:])
    assert (wrong.status_code, wrong.json()["code"], wrong.json()["offset"]) == (409, "wrong_offset", 600)
    done = piece(reviewer, row, 600, DATA[600:]).json()

    assert done["state"] == "added"
    assert done["document"] == str(Version.objects.get().document_id)
    assert reviewer.get(f"{ROOT}/uploads/{row['id']}/").json() == done
    assert piece(reviewer, row, 1000, b"").json()["code"] == "not_coming"


def test_a_piece_needs_its_place_and_its_whole_length(reviewer: APIClient, pile: dict[str, Any]) -> None:
    row = begin(reviewer, pile)

    assert piece(reviewer, row, "", DATA).status_code == 400
    assert piece(reviewer, row, -1, DATA).status_code == 400
    for cut in (io.BytesIO(DATA[:10]), Lost()):
        with pytest.raises(ParseError, match="cut off"):
            Bytes().parse(cut, None, {"request": SimpleNamespace(META={"CONTENT_LENGTH": "1000"})})
    assert begin(reviewer, pile)["received"] == 0


def test_pieces_by_session_need_the_csrf_token(case: Case, bob: User, reviewer: APIClient, pile: Any) -> None:
    row = begin(reviewer, pile)
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(bob)

    answer = browser.patch(
        f"{ROOT}/uploads/{row['id']}/", DATA, content_type="application/octet-stream", headers={"Upload-Offset": "0"}
    )

    assert answer.status_code == 403
    assert begin(reviewer, pile)["received"] == 0


def test_more_is_announced_and_the_pile_put_away(reviewer: APIClient, pile: dict[str, Any]) -> None:
    address = f"{ROOT}/piles/{pile['id']}/"

    assert reviewer.patch(address, {"files": 3}, format="json").json()["announced"] == 5
    assert reviewer.delete(address).status_code == 204
    assert reviewer.delete(f"{ROOT}/uploads/{begin(reviewer, pile)['id']}/").status_code == 204


@pytest.mark.parametrize("names", ["[1]", "{}", '[["a"]]', '["ab", "cd"]', "null", "[[[]]]"])
def test_names_that_are_no_list_of_names_are_said_to_be_that(
    reviewer: APIClient, pile: dict[str, Any], names: str
) -> None:
    data = {"files": [SimpleUploadedFile("a.txt", b"one")], "names": names}

    assert reviewer.post(f"{ROOT}/piles/{pile['id']}/files/", data).status_code == 400
