"""Getting in: by password, by a link that works once, by invitation; and one's own account."""

from __future__ import annotations

import pytest
from django.urls import reverse

from esgcheck.accounts.models import User, make_api_token, make_login_link, the_owner, user_of_api_token
from esgcheck.cases.models import Role
from esgcheck.cases.people import invite, revoke_invitation

GOOD = {"name": "Dora Diop", "username": "dora@example.org", "password": "seven quiet otters"}


@pytest.fixture
def invitation(case, alice):
    return invite(case=case, role=Role.REVIEWER, note="Dora", by=alice)


def test_pages_ask_strangers_to_log_in_and_lead_back(client, db):
    answer = client.get(reverse("account"))

    assert answer.status_code == 302
    assert answer["Location"] == "/login/?next=/account/"


def test_password_lets_in(client, alice):
    answer = client.post(reverse("login"), {"username": "alice", "password": "correct horse"})

    assert answer["Location"] == reverse("cases")
    assert client.get(reverse("cases")).context["user"] == alice


def test_wrong_password_says_what_to_check(client, alice):
    answer = client.post(reverse("login"), {"username": "alice", "password": "wrong"})

    assert "Check both" in answer.content.decode()
    assert "_auth_user_id" not in client.session


def test_logging_out_needs_a_post(client, alice):
    client.force_login(alice)

    assert client.get(reverse("logout")).status_code == 405
    client.post(reverse("logout"))
    assert "_auth_user_id" not in client.session


def test_login_link_lets_in_once(client, alice, django_user_model):
    secret = make_login_link(alice)

    first = client.get(reverse("enter", args=[secret]))
    client.logout()
    second = client.get(reverse("enter", args=[secret]))

    assert first["Location"] == reverse("cases")
    assert second.status_code == 410
    assert "_auth_user_id" not in client.session


def test_used_link_leads_on_whoever_is_in_already(client, alice):
    secret = make_login_link(alice)
    client.get(reverse("enter", args=[secret]))

    assert client.get(reverse("enter", args=[secret]))["Location"] == reverse("cases")


def test_owner_is_told_to_set_a_password(client, db):
    client.get(reverse("enter", args=[make_login_link(the_owner())]))

    assert "Set a password" in client.get(reverse("cases")).content.decode()


def test_opening_an_invitation_does_not_use_it_up(client, invitation, case):
    client.get(reverse("join", args=[invitation[1]]))
    again = client.get(reverse("join", args=[invitation[1]]))

    assert case.title in again.content.decode()
    assert case.invitations.open().count() == 1


def test_somebody_new_joins_with_name_and_password(client, invitation, case):
    answer = client.post(reverse("join", args=[invitation[1]]), GOOD)

    dora = User.objects.get(username="dora@example.org")
    assert answer["Location"] == reverse("case", args=[case.pk])
    assert case.role_of(dora) == Role.REVIEWER
    assert (dora.name, dora.email) == ("Dora Diop", "dora@example.org")
    assert client.get(reverse("case", args=[case.pk])).status_code == 200


def test_invitation_works_once(client, invitation):
    client.post(reverse("join", args=[invitation[1]]), GOOD)
    client.logout()

    again = client.post(reverse("join", args=[invitation[1]]), {**GOOD, "username": "eve"})

    assert again.status_code == 410
    assert not User.objects.filter(username="eve").exists()


def test_member_of_the_site_joins_with_one_click(client, invitation, case, charlie):
    client.force_login(charlie)

    client.post(reverse("join", args=[invitation[1]]))

    assert case.role_of(charlie) == Role.REVIEWER


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"password": "short"}, "too short"),
        ({"password": "dora@example.org"}, "similar"),
        ({"username": "ALICE"}, "This name is taken"),
        ({"name": ""}, "required"),
    ],
)
def test_bad_entries_are_refused_and_nobody_is_made(client, invitation, change, words):
    answer = client.post(reverse("join", args=[invitation[1]]), {**GOOD, **change})

    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not User.objects.filter(name="Dora Diop").exists()


def test_withdrawn_invitation_is_gone(client, invitation, alice):
    revoke_invitation(invitation=invitation[0], by=alice)

    assert client.get(reverse("join", args=[invitation[1]])).status_code == 410


def test_new_password_keeps_this_browser_logged_in(client, alice):
    client.force_login(alice)

    client.post(reverse("account"), {"what": "password", "password": "seven quiet otters"})

    alice.refresh_from_db()
    assert alice.check_password("seven quiet otters")
    assert client.get(reverse("account")).status_code == 200


def test_name_can_be_changed(client, alice):
    client.force_login(alice)

    client.post(reverse("account"), {"what": "name", "name": "Alice Abendroth"})

    alice.refresh_from_db()
    assert str(alice) == "Alice Abendroth"


def test_health_is_for_the_owner_alone(client, alice, monkeypatch):
    client.force_login(alice)
    assert client.get(reverse("health")).status_code == 404

    client.force_login(the_owner())
    page = client.get(reverse("health")).content.decode()

    assert "The cage" in page
    assert "free of" in page


def test_health_says_that_no_worker_takes_work(client, db):
    from datetime import timedelta

    from django.utils import timezone

    from esgcheck.jobs.models import Job

    Job.objects.create(kind="read", subject="x", created_at=timezone.now() - timedelta(hours=1))
    client.force_login(the_owner())

    assert "no worker takes it" in client.get(reverse("health")).content.decode()


def test_pages_have_no_inline_script_or_style_and_a_strict_policy(client, case, alice):
    client.force_login(alice)

    for address in [reverse("cases"), reverse("case", args=[case.pk]), reverse("people", args=[case.pk])]:
        answer = client.get(address)
        page = answer.content.decode()
        assert "default-src 'self'" in answer["Content-Security-Policy"]
        assert "style=" not in page
        assert "<style" not in page
        assert "<script>" not in page
        assert " onclick" not in page


def test_token_is_shown_once_opens_the_api_and_can_be_deleted(client, alice):
    client.force_login(alice)
    answer = client.post(reverse("account"), {"what": "token", "token-name": "my notebook"})
    secret = answer.context["secret"]

    assert user_of_api_token(secret) == alice
    assert secret in answer.content.decode()
    assert secret not in client.get(reverse("account")).content.decode()

    client.post(reverse("delete-token", args=[alice.api_tokens.get().pk]))
    assert user_of_api_token(secret) is None


def test_nobody_deletes_the_token_of_somebody_else(client, alice, charlie):
    make_api_token(alice, name="hers")
    client.force_login(charlie)

    answer = client.post(reverse("delete-token", args=[alice.api_tokens.get().pk]))

    assert answer.status_code == 404
    assert alice.api_tokens.count() == 1
