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


def test_a_wrong_answer_is_put_right_or_taken_out(case: Case, bob: User) -> None:
    client = client_of(bob)
    client.post(reverse("responses", args=[case.pk]), ANSWER)
    url = reverse("change-response", args=[Response.objects.get(case=case).pk])
    assert url in client.get(reverse("responses", args=[case.pk])).content.decode()
    assert 'value="2025-05-05"' in client.get(url).content.decode()

    client.post(url, {**ANSWER, "text": "We stand by every word."})
    assert Response.objects.get(case=case).text == "We stand by every word."

    refused = client.post(url, {**ANSWER, "answered_on": "2025-05-01"})
    assert refused.status_code == 422
    assert "older than the question" in refused.content.decode()

    client.post(url, {"remove": "1"})
    assert not Response.objects.exists()


def test_only_those_who_decide_put_answers_right(case: Case, bob: User, carol: User, charlie: User) -> None:
    client_of(bob).post(reverse("responses", args=[case.pk]), ANSWER)
    url = reverse("change-response", args=[Response.objects.get(case=case).pk])

    assert client_of(carol).post(url, {"remove": "1"}).status_code == 403
    assert client_of(charlie).post(url, {"remove": "1"}).status_code == 404
    assert Response.objects.count() == 1


def test_the_case_page_says_who_answered(case: Case, bob: User) -> None:
    client = client_of(bob)
    assert "Nobody has been asked yet" in client.get(reverse("case", args=[case.pk])).content.decode()

    client.post(reverse("responses", args=[case.pk]), {**ANSWER, "who": "The press office of Nordholm"})

    assert "The press office of Nordholm" in client.get(reverse("case", args=[case.pk])).content.decode()
