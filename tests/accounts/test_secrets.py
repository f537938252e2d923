"""Log-in links and API tokens: each works as often as it should, and only its hash is kept."""

from __future__ import annotations

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command

from esgcheck.accounts.models import (
    ApiToken,
    LoginLink,
    User,
    make_api_token,
    make_login_link,
    the_owner,
    use_login_link,
    user_of_api_token,
)


def test_a_login_link_works_once(alice: User) -> None:
    secret = make_login_link(alice)

    assert use_login_link(secret) == alice
    assert use_login_link(secret) is None


def test_an_old_login_link_does_not_work(alice: User) -> None:
    assert use_login_link(make_login_link(alice, valid_for=timedelta(seconds=-1))) is None


def test_a_login_link_of_somebody_shut_out_does_not_work(alice: User) -> None:
    secret = make_login_link(alice)
    User.objects.filter(pk=alice.pk).update(is_active=False)

    assert use_login_link(secret) is None


def test_secrets_are_not_kept(alice: User) -> None:
    link, token = make_login_link(alice), make_api_token(alice, name="script")

    assert not LoginLink.objects.filter(secret_hash__contains=link[:20]).exists()
    assert not ApiToken.objects.filter(secret_hash__contains=token[:20]).exists()


def test_an_api_token_gives_its_user(alice: User) -> None:
    secret = make_api_token(alice, name="script")

    assert user_of_api_token(secret) == alice
    assert user_of_api_token(secret + "x") is None
    assert ApiToken.objects.get().last_used_at is not None


@pytest.mark.django_db
def test_the_owner_is_made_once_and_cannot_log_in_by_password() -> None:
    owner = the_owner()

    assert the_owner() == owner
    assert not owner.has_usable_password()


@pytest.mark.django_db
def test_the_command_prints_a_path_that_logs_the_owner_in() -> None:
    out = StringIO()

    call_command("login_link", stdout=out)

    assert use_login_link(out.getvalue().strip().split("/")[2]) == the_owner()
