"""Who may call what. Every address is called, so that none is forgotten."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import get_resolver
from rest_framework.test import APIClient

from esgcheck.accounts.models import User
from esgcheck.api import urls
from esgcheck.claims.models import Candidate, Claim, Outcome
from esgcheck.claims.moving import note_of
from esgcheck.documents.models import Succession
from esgcheck.documents.piles import Announced, open_pile
from esgcheck.documents.transfers import begin
from esgcheck.publishing.models import Publication
from esgcheck.publishing.publish import publish_claim
from tests.api.conftest import ROOT

pytest_plugins = ["tests.publishing.fixtures"]
pytestmark = pytest.mark.django_db

BY_HAND = {"root", "schema", "me", "tokens", "token", "cases", "dismiss-reasons"}
"""Not of a case."""


@pytest.fixture
def ids(ready: Claim, alice: User) -> dict[str, Any]:
    link = ready.links.first()
    assert link is not None
    pile = open_pile(case=ready.case, kind="source", files=[], by=alice).pile
    succession = Succession.objects.create(
        document=link.version.document, how="again", went=link.version, came=link.version
    )
    outcome = Outcome.objects.create(
        succession=succession, link=link, state="lost", decision="kept", before=note_of(link)
    )
    return {
        "version_id": link.version_id,
        "succession_id": succession.pk,
        "outcome_id": outcome.pk,
        "case_id": ready.case_id,
        "document_id": link.version.document_id,
        "claim_id": ready.pk,
        "candidate_id": Candidate.objects.filter(version__case=ready.case).undecided().first().pk,
        "link_id": link.pk,
        "publication_id": publish_claim(claim=ready, by=alice).pk,
        "pile_id": pile.pk,
        "file_id": begin(pile=pile, file=Announced("big.pdf", 5), by=alice).pk,
        "number": 1,
    }


def addresses(ids: dict[str, Any]) -> list[str]:
    """Every address of the API that belongs to a case."""
    patterns = [pattern for pattern in urls.urlpatterns if pattern.name not in BY_HAND]
    found = []
    for pattern in patterns:
        wanted = {name: ids[name] for name in pattern.pattern.converters}
        [(path, _)] = get_resolver("esgcheck.api.urls").reverse_dict.getlist(pattern.name)[0][0]
        found.append(f"{ROOT}/{path % wanted}")
    return found


def methods(client: APIClient, url: str) -> list[str]:
    allowed = client.options(url)["Allow"]
    return [name.strip().lower() for name in allowed.split(",") if name.strip() not in {"OPTIONS", "HEAD"}]


def test_a_stranger_gets_404_everywhere_and_changes_nothing(
    ids: dict[str, Any], ready: Claim, alice: User, charlie: User, api: Callable[[User], APIClient]
) -> None:
    stranger, lead = api(charlie), api(alice)
    called = 0

    for url in addresses(ids):
        for method in methods(lead, url):
            answer = call(stranger, method, url, ids)
            assert answer.status_code == 404, (method, url, answer.content)
            assert answer.json()["code"] == "not_found"
            called += 1

    assert called > 30
    assert ready.verdicts.count() == 1
    assert Publication.objects.live().count() == 1


def call(client: APIClient, method: str, url: str, ids: dict[str, Any]) -> Any:
    """With a body that is good for it, so that nothing but the role speaks against it."""
    if method == "get":
        return client.get(url)
    if url.endswith("/documents/"):
        return client.post(url, {"kind": "source", "file": _file()})
    if url.endswith("/provenance/"):
        return client.put(url, [], format="json")
    span = {"document": str(ids["document_id"]), "start": 0, "end": 5}
    words = {"reasons": "r", "value": "supported", "stance": "supports", "who": "w", "answered": False}
    body = {**span, **words, "kind": "metric", "title": "t", "organisation": "o"}
    return getattr(client, method)(url, body, format="json")


def _file() -> Any:
    from django.core.files.uploadedfile import SimpleUploadedFile

    return SimpleUploadedFile("note.txt", b"Some words of a source.")


def test_readers_read_and_reviewers_do_not_lead(
    ids: dict[str, Any], bob: User, carol: User, api: Callable[[User], APIClient]
) -> None:
    claim, case = ids["claim_id"], ids["case_id"]
    reader, reviewer = api(carol), api(bob)

    assert reader.get(f"{ROOT}/claims/{claim}/").status_code == 200
    assert reader.get(f"{ROOT}/cases/{case}/export/").status_code == 200
    refused = [
        reader.post(f"{ROOT}/claims/{claim}/verdicts/", {"value": "supported", "reasons": "r"}, format="json"),
        reader.delete(f"{ROOT}/links/{ids['link_id']}/"),
        reader.post(f"{ROOT}/cases/{case}/documents/", {"kind": "source", "file": _file()}),
        reader.post(f"{ROOT}/claims/{claim}/publish/", {}, format="json"),
        reviewer.post(f"{ROOT}/claims/{claim}/publish/", {}, format="json"),
        reviewer.post(f"{ROOT}/claims/{claim}/draft/", {}, format="json"),
        reviewer.post(f"{ROOT}/publications/{ids['publication_id']}/revoke/"),
        reviewer.delete(f"{ROOT}/documents/{ids['document_id']}/"),
    ]

    assert [answer.status_code for answer in refused] == [403] * len(refused)
    assert all(answer.json()["detail"].startswith("Only ") for answer in refused)
    assert {answer.json()["code"] for answer in refused} == {"not_allowed"}


@pytest.mark.parametrize("header", ["", "Bearer wrong", "Bearer", "Basic YWxpY2U6YQ=="])
def test_without_a_good_token_the_answer_is_401(db: None, header: str) -> None:
    answer = APIClient().get(f"{ROOT}/cases/", **({"HTTP_AUTHORIZATION": header} if header else {}))

    assert answer.status_code == 401
    assert answer.json()["code"] in {"not_authenticated", "authentication_failed"}
    assert answer["WWW-Authenticate"] == "Bearer"


def test_a_session_does_as_well_as_a_token_but_needs_the_csrf_token(alice: User) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(alice)

    assert client.get(f"{ROOT}/me/").json() == {"username": "alice", "name": "Alice"}
    answer = client.post(f"{ROOT}/cases/", {"title": "t", "organisation": "o"}, content_type="application/json")
    assert answer.status_code == 403


def test_tokens_are_made_shown_once_and_withdrawn(alice: User, bob: User, api: Callable[[User], APIClient]) -> None:
    client = api(alice)
    secret = client.post(f"{ROOT}/me/tokens/", {"name": "notebook"}, format="json").json()["token"]
    other = APIClient()
    other.credentials(HTTP_AUTHORIZATION=f"Bearer {secret}")
    assert other.get(f"{ROOT}/me/").status_code == 200

    listed = client.get(f"{ROOT}/me/tokens/")
    [token] = [row for row in listed.json()["results"] if row["name"] == "notebook"]
    assert secret not in listed.content.decode()
    assert api(bob).delete(f"{ROOT}/me/tokens/{token['id']}/").status_code == 404
    assert client.delete(f"{ROOT}/me/tokens/{token['id']}/").status_code == 204

    assert other.get(f"{ROOT}/me/").status_code == 401
