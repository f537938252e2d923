"""The whole way over the API, and what it says when it will not."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import jsonschema
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client
from rest_framework.test import APIClient

from esgcheck import pipeline
from esgcheck.accounts.models import User
from esgcheck.cases.models import Case
from esgcheck.claims.models import Claim
from esgcheck.publishing.schemas import schema_text
from tests.api.conftest import ROOT
from tests.conftest import REPORT_TEXT, SOURCE_TEXT

pytest_plugins = ["tests.publishing.fixtures"]
pytestmark = pytest.mark.django_db


@pytest.fixture
def lead(alice: User, api: Callable[[User], APIClient]) -> APIClient:
    return api(alice)


def send(client: APIClient, case: str, text: str, kind: str, name: str) -> Any:
    file = SimpleUploadedFile(name, text.encode())
    return client.post(f"{ROOT}/cases/{case}/documents/", {"file": file, "kind": kind, "title": name})


def post(client: APIClient, path: str, body: Any = None) -> Any:
    answer = client.post(f"{ROOT}/{path}", body or {}, format="json")
    assert answer.status_code in {200, 201}, answer.content
    return answer.json()


def rows(client: APIClient, path: str) -> list[dict[str, Any]]:
    answer = client.get(f"{ROOT}/{path}")
    assert answer.status_code == 200, answer.content
    results: list[dict[str, Any]] = answer.json()["results"]
    return results


def test_from_an_empty_case_to_a_published_claim(lead: APIClient, read_once: None) -> None:
    case = post(lead, "cases/", {"title": "Harbour", "organisation": "Nordholm"})
    assert case["role"] == "lead"
    report = send(lead, case["id"], REPORT_TEXT, "report", "Report 2023").json()
    talk = send(lead, case["id"], SOURCE_TEXT, "source", "talk.vtt").json()
    assert report["version"]["state"] == "waiting"
    pipeline.run_everything()
    assert [row["version"]["state"] for row in rows(lead, f"cases/{case['id']}/documents/")] == ["ready", "ready"]

    candidates = rows(lead, f"cases/{case['id']}/candidates/")
    candidate = next(row for row in candidates if "We do not find" in row["text"])
    claim = post(lead, f"candidates/{candidate['id']}/accept/", {"kind": "quoted_finding"})
    assert claim["id"] == candidate["id"]
    assert claim["exact"] == candidate["text"]
    assert candidate["id"] not in {row["id"] for row in rows(lead, f"cases/{case['id']}/candidates/")}
    [checked] = [
        row for row in rows(lead, f"cases/{case['id']}/quotations/?document_kind=report") if row["check"]["matches"]
    ]
    assert checked["check"]["status"] == "verbatim"
    assert "failings" in checked["check"]["matches"][0]["after"]

    suggestion = rows(lead, f"claims/{claim['id']}/suggestions/")[0]
    body = {key: suggestion[key] for key in ("document", "start", "end")}
    link = post(lead, f"claims/{claim['id']}/links/", {**body, "stance": "supports"})
    changed = lead.patch(f"{ROOT}/links/{link['id']}/", {"note": "the same words"}, format="json").json()
    assert (changed["stance"], changed["note"]) == ("supports", "the same words")
    page = lead.get(f"{ROOT}/documents/{talk['id']}/pages/1/").json()
    start = page["start"] + page["text"].index("this is a problem")
    against = {"document": talk["id"], "start": start, "end": start + len("this is a problem")}
    post(lead, f"claims/{claim['id']}/links/", {**against, "stance": "contradicts"})
    verdict = {"value": "misleading_by_omission", "reasons": "It leaves out the problem."}
    post(lead, f"claims/{claim['id']}/verdicts/", verdict)
    assert lead.get(f"{ROOT}/claims/{claim['id']}/").json()["verdict"]["value"] == "misleading_by_omission"

    draft = post(lead, f"claims/{claim['id']}/draft/", {"byline": "The Harbour Desk"})
    choices = {"byline": "The Harbour Desk", "seen": draft["seal"]}
    publication = post(lead, f"claims/{claim['id']}/publish/", choices)
    public = Client().get(publication["url"].removeprefix("http://testserver"))
    assert "The Harbour Desk" in public.content.decode()
    revoked = post(lead, f"publications/{publication['id']}/revoke/")
    assert revoked["revoked_at"] is not None
    assert Client().get(publication["url"].removeprefix("http://testserver")).status_code == 410

    answer = lead.get(f"{ROOT}/cases/{case['id']}/export/")
    data = json.loads(b"".join(answer.streaming_content))
    jsonschema.validate(data, json.loads(schema_text("case-1")), jsonschema.Draft202012Validator)
    assert len(data["links"]) == 2


def test_what_cannot_be_done_is_said_in_a_sentence_with_a_code(lead: APIClient, ready: Claim) -> None:
    first = send(lead, str(ready.case_id), "One.", "source", "one.txt")
    twice = send(lead, str(ready.case_id), "One.", "source", "two.txt")
    assert (twice.status_code, twice.json()["code"]) == (409, "already_there")
    assert twice.json()["document"] == first.json()["id"]
    assert twice.json()["detail"] == "This file is in the case already, as “one.txt”."

    empty = lead.post(f"{ROOT}/claims/{ready.pk}/verdicts/", {"value": "supported", "reasons": ""}, format="json")
    assert (empty.status_code, empty.json()["code"]) == (400, "invalid")
    assert "reasons" in empty.json()["fields"]

    outside = {"document": str(ready.version.document_id), "start": 10_000_000, "end": 10_000_001, "stance": "context"}
    refused = lead.post(f"{ROOT}/claims/{ready.pk}/links/", outside, format="json")
    assert (refused.status_code, refused.json()["code"]) == (422, "refused")
    assert "Select it again" in refused.json()["detail"]

    changed = lead.post(f"{ROOT}/claims/{ready.pk}/publish/", {"seen": "something else"}, format="json")
    assert changed.status_code == 422
    assert lead.put(f"{ROOT}/cases/").json()["code"] == "method_not_allowed"


def test_a_document_of_another_case_cannot_be_linked(lead: APIClient, ready: Claim) -> None:
    other = post(lead, "cases/", {"title": "Other", "organisation": "Else"})
    elsewhere = send(lead, other["id"], "Words of another case.", "source", "else.txt").json()["id"]

    answer = lead.post(
        f"{ROOT}/claims/{ready.pk}/links/", {"document": elsewhere, "start": 0, "end": 5, "stance": "context"},
        format="json",
    )  # fmt: skip

    assert answer.status_code == 404


def test_claims_are_listed_by_status_and_kind(lead: APIClient, ready: Claim) -> None:
    case = f"cases/{ready.case_id}"
    candidate = rows(lead, f"{case}/candidates/")[0]
    post(lead, f"candidates/{candidate['id']}/accept/", {"kind": "metric"})

    def listed(query: str) -> list[str]:
        return [row["kind"] for row in rows(lead, f"{case}/claims/?{query}")]

    assert listed("status=open") == ["metric"]
    assert listed("status=decided") == ["quoted_finding"]
    assert listed("kind=metric") == ["metric"]
    lead.delete(f"{ROOT}/links/{ready.links.first().pk}/")
    assert listed("status=stale") == ["quoted_finding"]
    assert listed("status=decided") == []
    lead.post(f"{ROOT}/claims/{ready.pk}/dismiss/", {"because": "x"}, format="json")
    assert listed("status=dismissed") == ["quoted_finding"]


def test_lists_come_in_pages(lead: APIClient, case: Case) -> None:
    for number in range(3):
        post(lead, "cases/", {"title": f"Case {number}", "organisation": "o"})

    answer = lead.get(f"{ROOT}/cases/?limit=2").json()

    assert answer["count"] == 4
    assert len(answer["results"]) == 2
    assert "offset=2" in answer["next"]


def test_a_list_asks_the_database_a_steady_number_of_times(
    lead: APIClient, ready: Claim, django_assert_max_num_queries: Any
) -> None:
    for path in ("claims", "documents", "candidates", "quotations"):
        with django_assert_max_num_queries(13):
            assert rows(lead, f"cases/{ready.case_id}/{path}/")


def test_provenance_is_replaced_whole(lead: APIClient, ready: Claim) -> None:
    url = f"{ROOT}/documents/{ready.version.document_id}/provenance/"
    hops = [{"what": "published", "who": "Nordholm", "when": "2024", "held": True, "note": ""}]

    answer = lead.put(url, hops, format="json").json()

    assert [{key: hop[key] for key in hops[0]} for hop in answer["provenance"]] == hops


def test_the_root_says_where_to_start() -> None:
    start = Client().get(f"{ROOT}/").json()

    assert start["cases"] == "http://testserver/api/v1/cases/"
    assert Client().get(start["openapi"].removeprefix("http://testserver")).status_code == 200


def test_the_openapi_document_is_made_without_a_warning(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("spectacular", "--validate", "--fail-on-warn")

    made = capsys.readouterr().out
    assert "/api/v1/claims/{claim_id}/verdicts/" in made
    assert "bearer" in made
    assert Client().get(f"{ROOT}/schema/").status_code == 200
