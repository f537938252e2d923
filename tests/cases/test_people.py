"""Who may do what in a case, and how people come in."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from esgcheck.accounts.models import User
from esgcheck.cases.models import Case, Invitation, Membership, Role
from esgcheck.cases.people import (
    accept_invitation,
    change_role,
    find_invitation,
    invite,
    open_case,
    remove_member,
    revoke_invitation,
)
from esgcheck.errors import NotAllowed, Refused


def test_members_see_a_case_and_a_stranger_does_not(case: Case, alice: User, carol: User, charlie: User) -> None:
    assert list(Case.objects.visible_to(alice)) == [case]
    assert list(Case.objects.visible_to(carol)) == [case]
    assert not Case.objects.visible_to(charlie).exists()


def test_a_superuser_who_is_no_member_does_not_see_a_case(case: Case, charlie: User) -> None:
    charlie.is_superuser = True
    charlie.save()

    assert not Case.objects.visible_to(charlie).exists()


@pytest.mark.parametrize(
    ("name", "lead", "reviewer", "reader"),
    [("alice", True, True, True), ("bob", False, True, True), ("carol", False, False, True), ("charlie", 0, 0, 0)],
)
def test_roles_rank(
    request: pytest.FixtureRequest, case: Case, name: str, lead: bool, reviewer: bool, reader: bool
) -> None:
    user = request.getfixturevalue(name)

    assert [case.allows(user, role) for role in (Role.LEAD, Role.REVIEWER, Role.READER)] == [lead, reviewer, reader]


def test_an_invitation_lets_one_person_in_once(case: Case, alice: User, charlie: User, make_user) -> None:
    invitation, secret = invite(case=case, role="reviewer", by=alice)

    found = find_invitation(secret)
    assert found == invitation
    accept_invitation(invitation=found, user=charlie)

    assert Case.objects.get(pk=case.pk).role_of(charlie) == Role.REVIEWER
    assert find_invitation(secret) is None
    with pytest.raises(Refused, match="used already"):
        accept_invitation(invitation=invitation, user=make_user("Dora"))


def test_old_and_withdrawn_invitations_do_not_open(case: Case, alice: User) -> None:
    old, old_secret = invite(case=case, role="reader", by=alice)
    Invitation.objects.filter(pk=old.pk).update(expires_at=timezone.now() - timedelta(days=1))
    withdrawn, withdrawn_secret = invite(case=case, role="reader", by=alice)
    revoke_invitation(invitation=withdrawn, by=alice)

    assert find_invitation(old_secret) is None
    assert find_invitation(withdrawn_secret) is None


def test_an_invitation_never_lowers_a_role(case: Case, alice: User, bob: User) -> None:
    invitation, _ = invite(case=case, role="reader", by=alice)

    accept_invitation(invitation=invitation, user=bob)

    assert Membership.objects.get(case=case, user=bob).role == Role.REVIEWER


def test_only_a_lead_invites(case: Case, bob: User) -> None:
    with pytest.raises(NotAllowed, match="lead"):
        invite(case=case, role="reader", by=bob)


def test_a_case_keeps_a_lead(case: Case, alice: User, bob: User) -> None:
    membership = Membership.objects.get(case=case, user=alice)

    with pytest.raises(Refused, match="needs a lead"):
        remove_member(membership=membership, by=alice)
    with pytest.raises(Refused, match="needs a lead"):
        change_role(membership=membership, role="reader", by=alice)

    change_role(membership=Membership.objects.get(case=case, user=bob), role="lead", by=alice)
    remove_member(membership=membership, by=alice)
    assert not Case.objects.visible_to(alice).exists()


def test_members_leave_by_themselves_but_do_not_remove_others(case: Case, bob: User, carol: User) -> None:
    with pytest.raises(NotAllowed):
        remove_member(membership=Membership.objects.get(case=case, user=carol), by=bob)

    remove_member(membership=Membership.objects.get(case=case, user=bob), by=bob)

    assert not Case.objects.visible_to(bob).exists()


def test_a_case_needs_a_title_and_an_organisation(alice: User) -> None:
    with pytest.raises(Refused, match="title"):
        open_case(title=" ", organisation="Nordholm", by=alice)
    with pytest.raises(Refused, match="organisation"):
        open_case(title="Harbour", organisation="", by=alice)
