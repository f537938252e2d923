from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from esgcheck.accounts.models import User
from esgcheck.cases.models import Case
from esgcheck.claims.models import Response

pytestmark = pytest.mark.django_db

ANSWER = {"who": "Press office", "answered": "yes", "text": "We stand by it.", "via": "by e-mail",
          "asked_on": "2025-05-02", "answered_on": "2025-05-05"}  # fmt: skip


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def test_an_answer_is_noted_and_listed(case: Case, bob: User) -> None:
    page = client_of(bob).post(reverse("responses", args=[case.pk]), ANSWER, follow=True).content.decode()

    response = Response.objects.get(case=case)
    assert (response.answered, response.text, str(response.answered_on)) == (True, "We stand by it.", "2025-05-05")
    assert "We stand by it." in page
    assert "Asked on 2 May 2025." in page


def test_that_nobody_answered_is_noted_too(case: Case, bob: User) -> None:
    silent = {"who": "Press office", "answered": "no", "asked_on": "2025-05-02"}

    page = client_of(bob).post(reverse("responses", args=[case.pk]), silent, follow=True).content.decode()

    assert "Asked on 2 May 2025; has not answered." in page


def test_what_makes_no_sense_is_refused_and_the_input_is_kept(case: Case, bob: User) -> None:
    answer = client_of(bob).post(reverse("responses", args=[case.pk]), {**ANSWER, "text": ""})

    assert answer.status_code == 422
    assert "word for word" in answer.content.decode()
    assert "Press office" in answer.content.decode()
    assert not Response.objects.exists()


def test_readers_read_and_strangers_find_nothing(case: Case, carol: User, charlie: User) -> None:
    url = reverse("responses", args=[case.pk])

    assert "Note it" not in client_of(carol).get(url).content.decode()
    assert client_of(carol).post(url, ANSWER).status_code == 403
    assert client_of(charlie).get(url).status_code == 404
    assert client_of(charlie).post(url, ANSWER).status_code == 404
    assert not Response.objects.exists()
