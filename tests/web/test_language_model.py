"""Where people see and decide whether text of a case may be sent to a language model, on pages and by the API."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from rest_framework.test import APIClient

from esgcheck import pipeline
from esgcheck.accounts.models import User, make_api_token
from esgcheck.cases.models import Case
from esgcheck.claims.language_model.consent import consent_of
from esgcheck.claims.models import Candidate
from esgcheck.documents.models import Version
from tests.claims.language_model.server import Model
from tests.claims.language_model.test_asking import REPORT, THEIRS, marking
from tests.claims.paper import paper

pytest_plugins = ["tests.claims.language_model.fixtures"]
pytestmark = pytest.mark.django_db


@pytest.fixture
def report(case: Case, alice: User) -> Version:
    return paper(case, alice, REPORT, title="Report 2023")


def page_of(case: Case) -> str:
    return reverse("language-model", args=[case.pk])


def text(client: Client, address: str) -> str:
    return " ".join(client.get(address).content.decode().split())


def test_without_one_the_pages_say_so_and_offer_nothing(client: Client, case: Case, alice: User) -> None:
    client.force_login(alice)

    assert "No language model is set up on this server" in text(client, page_of(case))
    assert "No language model is set up on this server" in text(client, reverse("change-case", args=[case.pk]))
    assert "<form" not in text(client, page_of(case)).partition("<main")[2]
    assert page_of(case) not in text(client, reverse("case", args=[case.pk]))
    client.post(page_of(case), {"what": "allow", "agreed": "1", "seen": ""})
    assert Case.objects.get().language_model_by is None


def test_a_lead_reads_where_words_would_go_agrees_and_takes_it_back(
    client: Client, model: Model, case: Case, report: Version, alice: User, carol: User
) -> None:
    model.respond = marking(THEIRS)
    client.force_login(alice)
    before = text(client, page_of(case))
    assert f'value="teapot-7b at {model.host}"' in before
    assert "Off: nothing of this case is sent." in before

    client.post(page_of(case), {"what": "allow", "seen": f"teapot-7b at {model.host}"})
    assert not consent_of(case).allowed  # not ticked
    client.post(page_of(case), {"what": "allow", "agreed": "1", "seen": f"teapot-7b at {model.host}"})
    pipeline.run_everything()

    client.force_login(carol)
    seen = text(client, page_of(case))
    assert "Allowed by Alice" in seen
    assert "1 proposal kept" in seen
    assert "<form" not in seen.partition("<main")[2]
    assert "allowed text of the reports to be sent" in text(client, reverse("case", args=[case.pk]))
    candidate = Candidate.objects.get(proposed_by="teapot-7b")
    desk = text(client, reverse("review", args=[case.pk]) + f"?claim={candidate.pk}")
    assert desk.count("proposed by the language model teapot-7b") >= 2  # its line, and the claim

    client.force_login(alice)
    client.post(page_of(case), {"what": "forbid", "remove": "1"})
    after = text(client, page_of(case))
    assert "Off: nothing of this case is sent." in after
    assert f"was sent to the language model teapot-7b at {model.host}" in after  # what was sent stays told
    assert not Candidate.objects.exclude(proposed_by="").exists()


def test_only_a_lead_decides(client: Client, model: Model, case: Case, bob: User, charlie: User) -> None:
    given: dict[str, Any] = {"what": "allow", "agreed": "1", "seen": f"teapot-7b at {model.host}"}
    client.force_login(bob)
    assert client.post(page_of(case), given).status_code == 403
    client.force_login(charlie)
    assert client.get(page_of(case)).status_code == 404

    assert not consent_of(case).allowed


def test_health_names_host_and_model_and_never_the_key(client: Client, model: Model, case: Case, alice: User) -> None:
    alice.is_staff = True
    alice.save()
    client.force_login(alice)
    assert "It has not been asked yet." in text(client, reverse("health"))

    pages = [text(client, reverse("health")), text(client, page_of(case))]

    assert all(model.host in page and "teapot-7b" in page for page in pages)
    assert not any("sk-very-secret" in page for page in pages)


def test_the_api_does_the_same(model: Model, case: Case, report: Version, alice: User, bob: User) -> None:
    address = f"/api/v1/cases/{case.pk}/language-model/"
    lead, reviewer = APIClient(), APIClient()
    lead.credentials(HTTP_AUTHORIZATION=f"Bearer {make_api_token(alice, name='test')}")
    reviewer.credentials(HTTP_AUTHORIZATION=f"Bearer {make_api_token(bob, name='test')}")
    model.respond = marking(THEIRS)
    name = reviewer.get(address).json()["name"]

    assert reviewer.post(address, {"seen": name}, format="json").status_code == 403
    assert reviewer.delete(address).status_code == 403
    assert lead.post(address, {"seen": "teapot-7b at elsewhere"}, format="json").status_code == 422
    allowed = lead.post(address, {"seen": name}, format="json").json()
    pipeline.run_everything()
    after = reviewer.get(address).json()
    gone = lead.delete(f"{address}?remove=true").json()

    assert (allowed["allowed"], allowed["allowed_by"], allowed["host"]) == (True, "Alice", model.host)
    assert [row["proposals"] for row in after["reports"]] == [1]
    assert (gone["allowed"], [row["proposals"] for row in gone["reports"]]) == (False, [0])
    assert "sk-very-secret" not in str([allowed, after, gone])
