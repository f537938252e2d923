"""The search over the API: the same hits as on the page, and a clear answer to a bad question."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from rest_framework.test import APIClient

from esgcheck.accounts.models import User
from esgcheck.cases.models import Case
from tests.api.conftest import ROOT

pytest_plugins = ["tests.publishing.fixtures"]
pytestmark = pytest.mark.django_db


def test_hits_come_with_their_place_and_marks(
    read_once: None, worked_case: Case, bob: User, api: Callable[[User], APIClient]
) -> None:
    said = {"q": "scope", "within": "said", "speaker": "prosser"}

    answer = api(bob).get(f"{ROOT}/cases/{worked_case.pk}/search/", said).json()

    assert answer["count"] == 1
    hit = answer["results"][0]
    assert hit["speaker"] == "Ann Prosser"
    assert hit["time_start"] == 29.0
    assert [hit["text"][mark["start"] : mark["end"]] for mark in hit["marks"]] == ["Scope"]
    assert hit["end"] - hit["start"] == len(hit["text"])


def test_a_bad_question_is_answered_in_words(case: Case, bob: User, api: Callable[[User], APIClient]) -> None:
    address = f"{ROOT}/cases/{case.pk}/search/"

    wrong = api(bob).get(address, {"q": "scope AND"})
    assert wrong.status_code == 400
    assert "nothing after AND" in wrong.json()["fields"]["q"][0]
    assert api(bob).get(address).status_code == 400
    assert api(bob).get(address, {"q": "x", "first_day": "May"}).status_code == 400


def test_a_stranger_is_told_nothing(case: Case, charlie: User, api: Callable[[User], APIClient]) -> None:
    assert api(charlie).get(f"{ROOT}/cases/{case.pk}/search/", {"q": "scope"}).status_code == 404
