"""Somebody who leads a case of their own, with the ids of another: nothing of it is seen, changed or published."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from esgcheck import pipeline
from esgcheck.accounts.models import User
from esgcheck.cases.models import Case, Invitation, Membership
from esgcheck.cases.people import invite, open_case
from esgcheck.claims.models import Candidate, Claim, EvidenceLink, Outcome, Response, Verdict
from esgcheck.claims.moving import note_of
from esgcheck.claims.review import accept_candidate, give_verdict, link_evidence, note_response
from esgcheck.documents.models import Document, Pile, PileFile, ProvenanceHop, Succession, Version
from esgcheck.documents.piles import Announced, open_pile
from esgcheck.documents.transfers import begin
from esgcheck.documents.upload import Hop, set_provenance
from esgcheck.jobs.models import Job
from esgcheck.publishing.models import Publication
from esgcheck.publishing.publish import publish_claim

pytestmark = pytest.mark.django_db
SECRET = "Harbour Lights"


@pytest.fixture
def ids(worked_case: Case, alice: User) -> dict[str, Any]:
    """An id of everything in a case that Charlie is not in, by the names that addresses give them."""
    report = worked_case.versions.get(document__kind="report")
    source = worked_case.versions.get(document__kind="source")
    first, second = Candidate.objects.filter(version=report)[:2]
    set_provenance(document=source.document, hops=[Hop("said", who="Ann")], by=alice)
    note_response(case=worked_case, who="Nordholm", answered=True, text="No.", by=alice)
    claim = accept_candidate(candidate=first, by=alice)
    link = link_evidence(claim=claim, version=source, start=0, end=20, stance="context", by=alice)
    give_verdict(claim=claim, value="supported", reasons="So it is.", by=alice)
    claim = Claim.objects.get(pk=claim.pk)
    pile = open_pile(case=worked_case, kind="source", files=[], by=alice).pile
    succession = Succession.objects.create(document=source.document, how="again", went=source, came=source)
    outcome = Outcome.objects.create(
        succession=succession, link=link, state="lost", decision="kept", before=note_of(link)
    )
    return {
        "succession_id": succession.pk,
        "outcome_id": outcome.pk,
        "case_id": worked_case.pk,
        "document_id": report.document_id,
        "version_id": report.pk,
        "claim_id": claim.pk,
        "candidate_id": second.pk,
        "link_id": link.pk,
        "publication_id": publish_claim(claim=claim, by=alice).pk,
        "member_id": worked_case.memberships.first().pk,
        "invitation_id": invite(case=worked_case, role="lead", by=alice)[0].pk,
        "response_id": worked_case.responses.get().pk,
        "pile_id": pile.pk,
        "file_id": begin(pile=pile, file=Announced("big.pdf", 5), by=alice).pk,
        "number": 1,
    }


def addresses(patterns: Any = None, prefix: str = "") -> list[str]:
    """Every address of the site that names a row, as ``cases/<uuid:case_id>/``."""
    found: list[str] = []
    for pattern in patterns or get_resolver().url_patterns:
        route = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            found += addresses(pattern.url_patterns, route)
        elif isinstance(pattern, URLPattern) and "<uuid:" in route and "token_id" not in route:
            found.append(route)
    return found


def filled(route: str, ids: dict[str, Any]) -> str:
    parts = [part.split(">") for part in route.split("<")]
    return "/" + parts[0][0] + "".join(str(ids[name.partition(":")[2]]) + rest for name, rest in parts[1:])


@pytest.mark.parametrize("method", ["get", "head", "post", "put", "patch", "delete", "options"])
@pytest.mark.parametrize("who", ["stranger", "charlie"])
def test_no_address_of_a_case_answers_who_is_not_in_it(
    ids: dict[str, Any], charlie: User, method: str, who: str
) -> None:
    client = Client()
    if who == "charlie":
        open_case(title="Of Charlie", organisation="Somebody", by=charlie)
        client.force_login(charlie)
    before = _everything()
    routes = addresses()

    for route in routes:
        answer = getattr(client, method)(filled(route, ids))
        body = b"" if answer.streaming else answer.content
        allowed = {401, 404, 405} | ({302} if who == "stranger" else set())
        if route.startswith("api/"):  # what a view is and takes is said before any row is looked for
            allowed |= {200} if method == "options" else {400, 415}
        assert answer.status_code in allowed, (method, route)
        assert answer.status_code != 302 or answer["Location"].startswith("/login/"), route
        assert SECRET.encode() not in body, route

    assert len(routes) > 50
    assert _everything() == before


def _everything() -> list[Any]:
    models = (
        *(Case, Membership, Invitation, Document, Version, ProvenanceHop, Claim, EvidenceLink, Verdict, Response),
        *(Publication, Job, Pile, PileFile, Succession, Outcome),
    )
    return [list(model.objects.order_by("pk").values()) for model in models]


@pytest.fixture
def mine(ids: dict[str, Any], charlie: User) -> dict[str, Any]:
    """Charlie's own case with a report and a claim."""
    case = open_case(title="Of Charlie", organisation="Somebody", by=charlie)
    text = b"In 2023 we reduced our Scope 1 emissions by 32 % compared with 2019.\n"
    version = pipeline.upload(case=case, kind="report", filename="a.txt", chunks=[text], by=charlie)
    pipeline.run_everything()
    candidate = Candidate.objects.filter(version=version).first()
    assert candidate is not None
    return {"case": case, "claim": accept_candidate(candidate=candidate, by=charlie), "version": version}


def test_a_passage_of_another_case_cannot_be_linked(
    client: Client, ids: dict[str, Any], mine: dict[str, Any], charlie: User
) -> None:
    client.force_login(charlie)
    page = reverse("review-link", args=[mine["case"].pk, mine["claim"].pk])
    foreign = Version.objects.get(pk=ids["version_id"])

    by_form = client.post(page, {"version": str(foreign.pk), "span": "0-20", "stance": "context"})
    by_api = client.post(
        f"/api/v1/claims/{mine['claim'].pk}/links/",
        json.dumps({"document": str(foreign.document_id), "start": 0, "end": 20, "stance": "context"}),
        content_type="application/json",
    )

    assert (by_form.status_code, by_api.status_code) == (404, 404)
    assert not mine["claim"].links.exists()


def test_a_claim_of_another_case_is_not_there_under_ones_own(
    client: Client, ids: dict[str, Any], mine: dict[str, Any], charlie: User
) -> None:
    client.force_login(charlie)
    own = mine["case"].pk
    for view in ("accept", "dismiss", "take-back", "describe", "verdict", "link"):
        for claim in (ids["claim_id"], ids["candidate_id"]):
            address = reverse(f"review-{view}", args=[own, claim])
            data = {"version": str(mine["version"].pk), "span": "0-20", "stance": "context", "value": "supported"}
            answer = client.post(address, {**data, "reasons": "x", "kind": "general"})
            assert answer.status_code == 404, view
    for view in ("change-link", "unlink", "relink"):
        assert client.post(reverse(f"review-{view}", args=[own, ids["link_id"]])).status_code == 404
    member = reverse("change-member", args=[own, ids["member_id"]])
    assert client.post(member, {"role": "reader"}).status_code == 404
    assert client.post(reverse("withdraw-invitation", args=[own, ids["invitation_id"]])).status_code == 404


def test_the_address_of_the_workbench_opens_nothing_of_another_case(
    client: Client, ids: dict[str, Any], mine: dict[str, Any], charlie: User
) -> None:
    client.force_login(charlie)
    query = {"claim": ids["claim_id"], "source": ids["version_id"], "report": ids["version_id"], "at": "0-20"}

    page = client.get(reverse("review", args=[mine["case"].pk]), query).content.decode()

    assert "reduced our Scope 1 emissions by 32 %" in page  # the own
    assert "In his review, the lawyer concluded" not in page
    assert "Report 2023" not in page


def test_choices_with_ids_of_another_case_publish_nothing_of_it(
    client: Client, ids: dict[str, Any], mine: dict[str, Any], charlie: User
) -> None:
    claim = mine["claim"]
    give_verdict(claim=claim, value="not_enough_evidence", reasons="Nothing is held.", by=charlie)
    client.force_login(charlie)
    foreign: dict[str, Any] = {
        "responses": [str(ids["response_id"])],
        "notes": [str(ids["link_id"])],
        "titles": {str(ids["document_id"]): "Stolen"},
        "named": [1, 2, 3],
    }

    answer = client.post(f"/api/v1/claims/{claim.pk}/draft/", json.dumps(foreign), content_type="application/json")

    snapshot = answer.json()["snapshot"]
    assert (snapshot["responses"], snapshot["evidence"], len(snapshot["documents"])) == ([], [], 1)
    assert "Stolen" not in json.dumps(snapshot)


@pytest.mark.parametrize("who", ["carol", "bob"])
def test_readers_change_nothing_and_reviewers_lead_nothing(
    request: pytest.FixtureRequest, ids: dict[str, Any], who: str
) -> None:
    client = Client()
    client.force_login(request.getfixturevalue(who))
    before = _everything()
    leads = ("people/", "invitations/", "publish/", "draft/", "revoke/", "remove/", "restore/", "about/")

    for route in addresses():
        if (who == "bob" and not any(word in route for word in leads)) or "links/<uuid:link_id>/restore" in route:
            continue
        if (who == "bob" and "/review/" in route) or route.endswith("/seen/"):  # everybody may have looked
            continue
        answer = client.post(filled(route, ids), {"role": "lead", "what": "x"})
        assert answer.status_code not in {201, 202, 204, 302}, (route, answer.status_code)

    assert _everything() == before


def test_uploads_by_other_members_stay_in_their_case(upload: Callable[..., Version], charlie: User) -> None:
    """The same file in two cases is two documents: to upload a file does not tell whether somebody else has it."""
    there = upload("Nobody was harmed.")
    case = open_case(title="Of Charlie", organisation="Somebody", by=charlie)

    own = pipeline.upload(case=case, kind="source", filename="b.txt", chunks=[b"Nobody was harmed."], by=charlie)

    assert own.pk != there.pk
    assert own.case_id == case.pk
