"""Lists with filters, corrections, and many claims at once over the API."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

import pytest
from rest_framework.test import APIClient

from esgcheck.accounts.models import User
from esgcheck.cases.models import Case
from esgcheck.claims.models import Candidate, Claim, Quotation
from esgcheck.documents.models import Version
from tests.api.conftest import ROOT
from tests.claims.paper import SENTENCES, field, paper, propose, topic

pytestmark = pytest.mark.django_db


@pytest.fixture
def report(case: Case, alice: User) -> Version:
    return paper(case, alice)


@pytest.fixture
def proposed(report: Version) -> list[Candidate]:
    more: list[dict[str, Any]] = [
        {"kind": "metric", "fields": [field("value", "12 %", report)], "topics": [topic("E1-6", "emissions")]},
        {"kind": "commitment", "fields": [field("deadline", "by 2030", report)], "consequence": 1.0},
        {"kind": "denial", "score": 0.95, "consequence": 0.9},
        {"proposed_by": "teapot-7b", "score": 0.5},
        {"topics": [topic("303-5", "water"), topic("E3", "water")], "score": 0.9},
    ]
    return [propose(report, sentence, **values) for sentence, values in zip(SENTENCES, more, strict=True)]


@pytest.fixture
def lead(api: Callable[[User], APIClient], alice: User) -> APIClient:
    return api(alice)


def texts(client: APIClient, path: str, key: str = "text") -> list[str]:
    answer = client.get(f"{ROOT}/{path}")
    assert answer.status_code == 200, answer.content
    return [row[key] for row in answer.json()["results"]]


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("", [0, 1, 2, 3, 4]),
        ("order=rank", [2, 1, 4, 0, 3]),
        ("kind=denial", [2]),
        ("topic=E1", [0]),
        ("topic=303", [4]),
        ("has=deadline", [1]),
        ("has=number", [0]),
        ("has=number&has=deadline", []),
        ("proposer=model", [3]),
        ("text=WATER+rose", [4]),
        ("order=score&limit=2", [2, 4]),
    ],
)
def test_candidates_are_filtered_and_ordered(
    lead: APIClient, case: Case, proposed: list[Candidate], query: str, shown: list[int]
) -> None:
    assert texts(lead, f"cases/{case.pk}/candidates/?{query}") == [SENTENCES[index] for index in shown]


@pytest.mark.parametrize("query", ["kind=x", "order=x", "has=x", "proposer=x", "document=x"])
def test_a_filter_that_is_none_is_said(lead: APIClient, case: Case, query: str) -> None:
    answer = lead.get(f"{ROOT}/cases/{case.pk}/candidates/?{query}")

    assert (answer.status_code, answer.json()["code"]) == (400, "invalid")
    assert query.split("=")[0] in answer.json()["fields"]


def test_lists_of_one_document_and_of_none(
    lead: APIClient, case: Case, proposed: list[Candidate], report: Version, alice: User
) -> None:
    other = paper(case, alice, title="Another")

    assert len(texts(lead, f"cases/{case.pk}/candidates/?document={report.document_id}")) == 5
    assert texts(lead, f"cases/{case.pk}/candidates/?document={other.document_id}") == []
    assert lead.get(f"{ROOT}/cases/{case.pk}/candidates/?document={uuid.uuid4()}").status_code == 404


def test_many_are_dismissed_and_brought_back_by_the_undo_of_the_answer(
    lead: APIClient, case: Case, proposed: list[Candidate]
) -> None:
    body = {"ids": [str(one.pk) for one in proposed[:2]] + [str(uuid.uuid4())], "what": "dismiss", "reason": "trivial"}

    answer = lead.post(f"{ROOT}/cases/{case.pk}/decide/", body, format="json").json()

    assert (answer["done"], [row["done"] for row in answer["outcomes"]]) == (2, [True, True, False])
    [first, _] = lead.get(f"{ROOT}/cases/{case.pk}/claims/?status=dismissed").json()["results"]
    assert (first["dismissed_reason"], first["dismissed_because"]) == ("trivial", "Trivial")
    undone = lead.post(f"{ROOT}/cases/{case.pk}/undo/", {"undo": answer["undo"]}, format="json").json()
    assert (len(undone["done"]), undone["left"]) == (2, [])
    assert len(texts(lead, f"cases/{case.pk}/candidates/")) == 5


def test_correcting_accepts_a_candidate_and_can_be_undone(
    lead: APIClient, case: Case, report: Version, proposed: list[Candidate]
) -> None:
    one = proposed[4]
    start = one.start + SENTENCES[4].index("our waste")
    body = {
        "kind": "metric", "start": start, "end": one.end,
        "fields": [{"name": "value", "text": "3 %", "value": "3"}], "topics": [{"vocabulary": "ESRS", "code": "E5"}],
    }  # fmt: skip

    answer = lead.patch(f"{ROOT}/claims/{one.pk}/", body, format="json")

    assert answer.status_code == 200, answer.content
    claim = answer.json()
    assert (claim["exact"], claim["kind"], claim["fields_corrected"]) == ("our waste rose by 3 %.", "metric", True)
    assert claim["fields"] == [{"name": "value", "text": "3 %", "value": "3", "start": None, "end": None, "of": 0}]
    assert [row["code"] for row in claim["topics"]] == ["E5"]
    lead.post(f"{ROOT}/cases/{case.pk}/undo/", {"undo": claim["undo"]}, format="json")
    assert not Claim.objects.exists()


def test_split_merge_and_unmerge(lead: APIClient, case: Case, proposed: list[Candidate]) -> None:
    one = proposed[4]
    parts = lead.post(f"{ROOT}/claims/{one.pk}/split/", {"at": [one.start + 18]}, format="json").json()["claims"]
    assert [part["exact"] for part in parts] == ["Our water use fell", ", and our waste rose by 3 %."]

    ids = [parts[0]["id"], str(proposed[0].pk)]
    whole = lead.post(f"{ROOT}/cases/{case.pk}/claims/merge/", {"ids": ids}, format="json").json()
    assert (whole["id"], [row["text"] for row in whole["places"]]) == (parts[0]["id"], [SENTENCES[0]])
    assert texts(lead, f"cases/{case.pk}/claims/", "id") == [part["id"] for part in parts]

    given = lead.post(f"{ROOT}/claims/{whole['id']}/unmerge/", {}, format="json").json()
    assert {row["id"] for row in given["claims"]} == set(ids)
    assert all(row["merged_into"] is None and row["places"] == [] for row in given["claims"])


@pytest.mark.parametrize(
    ("method", "path", "body", "status", "words"),
    [
        ("post", "claims/{claim}/split/", {}, 422, "at least two"),
        ("post", "claims/{claim}/split/", {"at": "x"}, 400, "missing or wrong"),
        ("patch", "claims/{claim}/", {"start": 3}, 400, "missing or wrong"),
        ("patch", "claims/{claim}/", {"fields": [{"name": "colour", "text": "red"}]}, 400, "missing or wrong"),
        ("patch", "claims/{claim}/", {"topics": [{"vocabulary": "ESRS", "code": "Z1"}]}, 422, "no ESRS code"),
        ("patch", "claims/{claim}/", {"start": 0, "end": 10**8}, 422, "too much"),
        ("post", "claims/{claim}/unmerge/", {}, 404, "no such thing"),
        ("post", "cases/{case}/claims/merge/", {"ids": ["{claim}"]}, 400, "missing or wrong"),
        ("post", "cases/{case}/claims/merge/", {"ids": ["{claim}", "{nobody}"]}, 404, "no such thing"),
        ("post", "cases/{case}/decide/", {"ids": [], "what": "vanish"}, 400, "missing or wrong"),
        ("post", "cases/{case}/decide/", {"ids": [], "what": "dismiss", "reason": "other"}, 422, "few words"),
        ("post", "cases/{case}/decide/", {"ids": [], "what": "kind"}, 422, "kinds of claim"),
        ("post", "cases/{case}/undo/", {"undo": "x"}, 422, "no longer"),
    ],
)
def test_what_makes_no_sense_changes_nothing_and_says_why(
    lead: APIClient, case: Case, proposed: list[Candidate], method: str, path: str, body: Any, status: int, words: str
) -> None:
    names = {"claim": str(proposed[4].pk), "case": str(case.pk), "nobody": str(uuid.uuid4())}
    body = {**body, **({"ids": [one.format(**names) for one in body["ids"]]} if "ids" in body else {})}

    answer = getattr(lead, method)(f"{ROOT}/{path.format(**names)}", body, format="json")

    assert answer.status_code == status, answer.content
    assert words in answer.json()["detail"]
    assert not Claim.objects.exists()


def test_claims_of_another_case_are_not_found(
    lead: APIClient, case: Case, proposed: list[Candidate], charlie: User
) -> None:
    from esgcheck.cases.people import open_case

    theirs = propose(paper(open_case(title="Other", organisation="Else", by=charlie), charlie), SENTENCES[0])
    ids = [str(proposed[0].pk), str(theirs.pk)]

    assert lead.post(f"{ROOT}/cases/{case.pk}/claims/merge/", {"ids": ids}, format="json").status_code == 404
    assert lead.patch(f"{ROOT}/claims/{theirs.pk}/", {"kind": "denial"}, format="json").status_code == 404
    assert lead.post(f"{ROOT}/claims/{theirs.pk}/split/", {"at": [20]}, format="json").status_code == 404
    assert not Claim.objects.exists()


def test_the_reasons_are_those_of_the_workbench(lead: APIClient) -> None:
    rows = lead.get(f"{ROOT}/dismiss-reasons/").json()

    assert rows[0] == {"value": "not_about", "words": "Not about the organisation"}
    assert len(rows) == 7


def test_scare_quotes_are_listed_only_by_name(lead: APIClient, case: Case, report: Version) -> None:
    for index, kind in enumerate(("direct", "indirect", "scare")):
        Quotation.objects.create(
            id=uuid.uuid4(), version=report, start=index, end=index + 5, exact="words", kind=kind, said_as="he"
        )

    assert texts(lead, f"cases/{case.pk}/quotations/", "kind") == ["direct", "indirect"]
    assert texts(lead, f"cases/{case.pk}/quotations/?kind=scare", "said_as") == ["he"]


def test_readers_change_nothing(
    api: Callable[[User], APIClient], case: Case, proposed: list[Candidate], carol: User
) -> None:
    reader, one = api(carol), proposed[0]
    ids = [str(row.pk) for row in proposed]

    answers = [
        reader.patch(f"{ROOT}/claims/{one.pk}/", {"kind": "denial"}, format="json"),
        reader.patch(f"{ROOT}/claims/{one.pk}/", {"start": one.start, "end": one.end - 2}, format="json"),
        reader.post(f"{ROOT}/claims/{one.pk}/split/", {"at": [one.start + 8]}, format="json"),
        reader.post(f"{ROOT}/cases/{case.pk}/claims/merge/", {"ids": ids}, format="json"),
        reader.post(f"{ROOT}/cases/{case.pk}/decide/", {"ids": ids, "what": "accept"}, format="json"),
        reader.post(f"{ROOT}/cases/{case.pk}/undo/", {"undo": "x"}, format="json"),
    ]

    assert [answer.status_code for answer in answers] == [403] * len(answers)
    assert not Claim.objects.exists()
