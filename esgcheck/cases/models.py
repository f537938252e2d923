"""Cases, who works on them in which role, and invitations to join."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from esgcheck.accounts.models import User
from esgcheck.errors import NotAllowed


class Role(models.TextChoices):
    """What a member may do; each may what the ones after it may."""

    LEAD = "lead", "Lead"
    REVIEWER = "reviewer", "Reviewer"
    READER = "reader", "Reader"


_RANK = {Role.READER: 1, Role.REVIEWER: 2, Role.LEAD: 3}
_MAY = {
    Role.REVIEWER: "Only reviewers and leads of this case can do that. Ask its lead for the role of reviewer.",
    Role.LEAD: "Only a lead of this case can do that. Ask its lead.",
    Role.READER: "Only members of this case can do that.",
}


class CaseQuerySet(models.QuerySet["Case"]):
    def visible_to(self, user: object) -> CaseQuerySet:
        """The cases that ``user`` is a member of; nobody sees others, superusers neither."""
        if not isinstance(user, User):
            return self.none()
        return self.filter(memberships__user=user)


class Case(models.Model):
    """One investigation: the report(s) of one organisation, the sources, the people, the claims."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    title = models.CharField(max_length=200)
    organisation = models.CharField(max_length=200, help_text="Whose report is checked.")
    description = models.TextField(blank=True)
    is_example = models.BooleanField(default=False)
    language_model_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        help_text="The lead who allowed text of this case to be sent to the operator's language model.",
    )
    language_model_at = models.DateTimeField(null=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)

    objects = CaseQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return self.title

    def role_of(self, user: object) -> Role | None:
        """The role of ``user`` in this case, or None for a stranger. Asked once for each user and instance."""
        if not isinstance(user, User):
            return None
        known: dict[int, Role | None] = self.__dict__.setdefault("_roles", {})
        if user.pk not in known:
            membership = self.memberships.filter(user=user).first()
            known[user.pk] = Role(membership.role) if membership else None
        return known[user.pk]

    def allows(self, user: object, role: Role) -> bool:
        """Whether ``user`` has at least this role."""
        held = self.role_of(user)
        return held is not None and _RANK[held] >= _RANK[role]

    def require(self, user: object, role: Role) -> None:
        """Raise NotAllowed, with the sentence to show, unless ``user`` has at least this role."""
        if not self.allows(user, role):
            raise NotAllowed(_MAY[role])


class Membership(models.Model):
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="memberships")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=10, choices=Role.choices)
    since = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["since"]
        constraints = [
            models.UniqueConstraint(fields=["case", "user"], name="one_membership_a_case_and_user"),
            models.CheckConstraint(condition=Q(role__in=Role.values), name="membership_role"),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.role}"


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def open(self) -> InvitationQuerySet:
        return self.filter(used_at=None, revoked_at=None, expires_at__gt=timezone.now())


class Invitation(models.Model):
    """A link that makes whoever opens it first a member. Only the hash of its secret is kept."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="invitations")
    role = models.CharField(max_length=10, choices=Role.choices)
    note = models.CharField("for whom", max_length=100, blank=True)
    secret_hash = models.CharField(max_length=64, unique=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    used_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    revoked_at = models.DateTimeField(null=True)

    objects = InvitationQuerySet.as_manager()

    def __str__(self) -> str:
        return f"invitation as {self.role}"
