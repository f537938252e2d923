"""Opening cases and deciding who is in them."""

from __future__ import annotations

import secrets
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from esgcheck.accounts.models import User, hash_secret
from esgcheck.cases.models import Case, Invitation, Membership, Role
from esgcheck.errors import Refused, words

INVITATION_DAYS = 14


@transaction.atomic
def open_case(*, title: str, organisation: str, description: str = "", by: User, is_example: bool = False) -> Case:
    """A new case with ``by`` as its lead. Raises Refused without a title or an organisation."""
    title, organisation = title.strip(), organisation.strip()
    if not title:
        raise Refused("Give the case a title.")
    if not organisation:
        raise Refused("Name the organisation whose report is checked.")
    case = Case.objects.create(
        title=title[:200],
        organisation=organisation[:200],
        description=words(description),
        created_by=by,
        is_example=is_example,
    )
    Membership.objects.create(case=case, user=by, role=Role.LEAD)
    return case


@transaction.atomic
def change_case(*, case: Case, title: str, organisation: str, description: str = "", by: User) -> Case:
    """Correct what the case is called. Leads only."""
    case.require(by, Role.LEAD)
    if not title.strip() or not organisation.strip():
        raise Refused("A case needs a title and the organisation whose report is checked.")
    case.title, case.organisation, case.description = title.strip(), organisation.strip(), words(description)
    case.save(update_fields=["title", "organisation", "description"])
    return case


def invite(*, case: Case, role: str, note: str = "", by: User) -> tuple[Invitation, str]:
    """An invitation and its secret, which cannot be shown again; the page is at ``/join/<secret>/``. Leads only."""
    case.require(by, Role.LEAD)
    if role not in Role.values:
        raise Refused("Choose a role: lead, reviewer or reader.")
    secret = secrets.token_urlsafe(32)
    invitation = Invitation.objects.create(
        case=case,
        role=role,
        note=note.strip()[:100],
        secret_hash=hash_secret(secret),
        created_by=by,
        expires_at=timezone.now() + timedelta(days=INVITATION_DAYS),
    )
    return invitation, secret


def find_invitation(secret: str) -> Invitation | None:
    """The open invitation behind a link, or None if it is unknown, old, used or withdrawn."""
    return Invitation.objects.open().select_related("case").filter(secret_hash=hash_secret(secret)).first()


@transaction.atomic
def accept_invitation(*, invitation: Invitation, user: User) -> Membership:
    """Make ``user`` a member. An invitation works once; somebody who is in already keeps the higher role."""
    rows = Invitation.objects.open().filter(pk=invitation.pk).update(used_at=timezone.now(), used_by=user)
    if not rows:
        raise Refused("This invitation was used already. Ask the lead of the case for another.")
    case = invitation.case
    membership = Membership.objects.filter(case=case, user=user).first()
    if membership is None:
        return Membership.objects.create(case=case, user=user, role=invitation.role)
    if not case.allows(user, Role(invitation.role)):
        membership.role = invitation.role
        membership.save(update_fields=["role"])
    return membership


def revoke_invitation(*, invitation: Invitation, by: User) -> None:
    invitation.case.require(by, Role.LEAD)
    Invitation.objects.open().filter(pk=invitation.pk).update(revoked_at=timezone.now())


@transaction.atomic
def change_role(*, membership: Membership, role: str, by: User) -> Membership:
    """Give a member another role. Leads only; a case keeps at least one lead."""
    membership.case.require(by, Role.LEAD)
    if role not in Role.values:
        raise Refused("Choose a role: lead, reviewer or reader.")
    if role != Role.LEAD:
        _keep_a_lead(membership)
    membership.role = role
    membership.save(update_fields=["role"])
    return membership


@transaction.atomic
def remove_member(*, membership: Membership, by: User) -> None:
    """Take a member out of the case; what they decided stays. Leads, or the member themselves."""
    if membership.user_id != by.pk:
        membership.case.require(by, Role.LEAD)
    _keep_a_lead(membership)
    membership.delete()


def _keep_a_lead(membership: Membership) -> None:
    """Locks the leads of the case, so that of two who leave at the same moment the second is refused."""
    leads = Membership.objects.select_for_update().filter(case=membership.case, role=Role.LEAD).order_by("pk")
    if membership.role == Role.LEAD and not [lead for lead in leads if lead.pk != membership.pk]:
        raise Refused("A case needs a lead. Make somebody else lead first.")
