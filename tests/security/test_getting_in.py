"""Guessing passwords, being sent elsewhere by the log-in page, keeping a session that should be over."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from esgcheck.accounts.guessing import AT_MOST, WITHIN
from esgcheck.accounts.models import User, WrongPassword, make_login_link

pytestmark = pytest.mark.django_db
RIGHT = {"username": "alice", "password": "correct horse"}


def guess(client: Client, times: int, **changes: str) -> None:
    for number in range(times):
        client.post(reverse("login"), {**RIGHT, "password": f"guess {number}", **changes})


def is_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def test_after_many_wrong_passwords_the_right_one_is_not_looked_at(client: Client, alice: User) -> None:
    guess(client, AT_MOST)

    answer = client.post(reverse("login"), RIGHT)

    assert not is_in(client)
    assert "Too many wrong passwords" in answer.content.decode()


@pytest.mark.parametrize("name", ["ALICE", " alice "])
def test_another_spelling_of_the_name_is_the_same_name(client: Client, alice: User, name: str) -> None:
    guess(client, AT_MOST, username=name)

    client.post(reverse("login"), RIGHT)

    assert not is_in(client)


def test_no_password_at_all_does_not_start_the_count_anew(client: Client, alice: User) -> None:
    guess(client, AT_MOST - 1)
    client.post(reverse("login"), {"username": "alice", "password": ""})
    guess(client, 1)

    client.post(reverse("login"), RIGHT)

    assert not is_in(client)


def test_who_mistypes_some_times_gets_in_and_starts_anew(client: Client, alice: User) -> None:
    guess(client, AT_MOST - 1)

    client.post(reverse("login"), RIGHT)

    assert is_in(client)
    assert not WrongPassword.objects.exists()


def test_it_is_over_after_a_while_and_a_link_works_meanwhile(client: Client, alice: User) -> None:
    guess(client, AT_MOST)

    client.get(reverse("enter", args=[make_login_link(alice)]))
    assert is_in(client)

    client.logout()
    WrongPassword.objects.update(at=timezone.now() - WITHIN - timedelta(seconds=1))
    client.post(reverse("login"), RIGHT)
    assert is_in(client)


def test_other_people_are_not_held_back_and_no_name_is_kept(client: Client, alice: User, bob: User) -> None:
    guess(client, AT_MOST, username="my password typed in the wrong field")

    client.post(reverse("login"), {**RIGHT, "username": "bob"})

    assert is_in(client)
    assert all(len(row.name_hash) == 64 and "password" not in row.name_hash for row in WrongPassword.objects.all())


@pytest.mark.parametrize(
    "next_page", ["https://evil.example/", "//evil.example", "javascript:alert(1)", "/\\evil.example"]
)
def test_the_log_in_page_leads_nowhere_else(client: Client, alice: User, next_page: str) -> None:
    answer = client.post(reverse("login"), {**RIGHT, "next": next_page})

    assert answer["Location"] == reverse("cases")


def test_logging_in_gives_another_session(client: Client, alice: User) -> None:
    client.get(reverse("login"))
    session = client.session
    session["planted"] = "yes"
    session.save()
    client.cookies["sessionid"] = planted = session.session_key

    client.post(reverse("login"), RIGHT)

    assert is_in(client)
    assert client.session.session_key != planted


def test_a_new_password_ends_all_other_sessions(client: Client, alice: User) -> None:
    elsewhere = Client()
    elsewhere.force_login(alice)
    client.force_login(alice)

    client.post(reverse("account"), {"what": "password", "password": "seven quiet otters"})

    assert client.get(reverse("cases")).status_code == 200
    assert elsewhere.get(reverse("cases")).status_code == 302


def test_a_closed_account_is_out_at_once(client: Client, alice: User) -> None:
    client.force_login(alice)
    link = make_login_link(alice)
    User.objects.filter(pk=alice.pk).update(is_active=False)

    assert client.get(reverse("cases")).status_code == 302
    assert client.get(reverse("enter", args=[link])).status_code == 410


def test_a_foreign_host_is_refused(client: Client, db: None) -> None:
    assert client.get(reverse("login"), headers={"host": "evil.example"}).status_code == 400
