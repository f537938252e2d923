"""People, and the secrets by which they get in. Of a secret only its hash is kept."""

from __future__ import annotations

import hashlib
import secrets
import uuid
from datetime import timedelta
from typing import ClassVar

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils import timezone


def hash_secret(secret: str) -> str:
    """SHA-256 in hex. Enough for secrets of 32 random bytes, which nobody can guess from a list."""
    return hashlib.sha256(secret.encode()).hexdigest()


class User(AbstractUser):
    name = models.CharField("full name", max_length=150, blank=True)

    REQUIRED_FIELDS: ClassVar[list[str]] = []

    def __str__(self) -> str:
        return self.name or self.username


class LoginLink(models.Model):
    """A link that logs one user in, once."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="login_links")
    secret_hash = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"log-in link for {self.user}"


class ApiToken(models.Model):
    """A bearer token for the REST API; shown once, when it is made."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="api_tokens")
    name = models.CharField(max_length=100)
    secret_hash = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField(default=timezone.now)
    last_used_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.name


class WrongPassword(models.Model):
    """That a password was wrong; see ``guessing``."""

    name_hash = models.CharField(max_length=64)
    at = models.DateTimeField(default=timezone.now, db_index=True)

    class Meta:
        indexes = [models.Index(fields=["name_hash", "at"])]

    def __str__(self) -> str:
        return f"wrong password at {self.at:%Y-%m-%d %H:%M}"


def make_login_link(user: User, *, valid_for: timedelta = timedelta(hours=12)) -> str:
    """A new secret for a link that logs ``user`` in once; the page is at ``/enter/<secret>/``."""
    secret = secrets.token_urlsafe(32)
    LoginLink.objects.create(user=user, secret_hash=hash_secret(secret), expires_at=timezone.now() + valid_for)
    return secret


def use_login_link(secret: str) -> User | None:
    """The user whom the secret lets in, or None if it is unknown, old or used. Of two at once one gets in."""
    now = timezone.now()
    links = LoginLink.objects.filter(secret_hash=hash_secret(secret), used_at=None, expires_at__gt=now)
    link = links.select_related("user").first()
    if link is None or not link.user.is_active or not links.update(used_at=now):
        return None
    return link.user


def make_api_token(user: User, *, name: str) -> str:
    """A new token's secret; it cannot be shown again."""
    secret = secrets.token_urlsafe(32)
    ApiToken.objects.create(user=user, name=name, secret_hash=hash_secret(secret))
    return secret


def user_of_api_token(secret: str) -> User | None:
    """The active user of a token, or None."""
    token = (
        ApiToken.objects.select_related("user").filter(secret_hash=hash_secret(secret), user__is_active=True).first()
    )
    if token is None:
        return None
    now = timezone.now()
    if token.last_used_at is None or now - token.last_used_at > timedelta(minutes=1):
        ApiToken.objects.filter(pk=token.pk).update(last_used_at=now)
    return token.user


def the_owner() -> User:
    """The first user, made if there is none: whoever started the server on this machine."""
    owner = User.objects.filter(is_superuser=True, is_active=True).order_by("pk").first()
    if owner is None:
        owner = User(username="owner", name="Owner", is_superuser=True, is_staff=True)
        owner.set_unusable_password()
        owner.save()
    return owner
