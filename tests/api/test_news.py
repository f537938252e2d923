"""What is new for the caller, through the API."""

from __future__ import annotations

from collections.abc import Callable

from rest_framework.test import APIClient

from esgcheck.accounts.models import User
from esgcheck.cases.models import Case
from esgcheck.claims.models import Claim
from tests.api.conftest import ROOT
from tests.web.test_news import claim

__all__ = ["claim"]


def test_what_is_new_is_listed_narrows_the_claims_and_is_seen_for_the_caller_alone(
    api: Callable[[User], APIClient], claim: Claim, worked_case: Case, alice: User, bob: User, charlie: User
) -> None:
    address = f"{ROOT}/cases/{worked_case.pk}"
    (news,) = api(alice).get(f"{address}/news/").json()["results"]
    assert (news["claim"], news["what"]) == (str(claim.pk), "contradicts")
    assert [row["id"] for row in api(alice).get(f"{address}/claims/?has=new").json()["results"]] == [str(claim.pk)]

    answer = api(alice).post(f"{address}/news/seen/", {"claims": [str(claim.pk)]}, format="json")

    assert answer.json() == {"seen": 1}
    assert api(alice).get(f"{address}/news/").json()["results"] == []
    assert api(alice).get(f"{address}/claims/?has=new").json()["results"] == []
    assert len(api(bob).get(f"{address}/news/").json()["results"]) == 1
    assert api(charlie).get(f"{address}/news/").status_code == 404
    assert api(charlie).post(f"{address}/news/seen/").status_code == 404
