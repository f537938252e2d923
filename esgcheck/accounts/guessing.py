"""Holding back who guesses passwords: after so many wrong ones for a name, none is looked at for a while.

It goes by the name alone: behind a proxy all addresses are the proxy's, and whoever guesses in earnest has many. Names
that nobody has are counted as well, so that the answer does not say which exist. Who is held back by somebody else's
guessing gets in by a log-in link (``manage.py login_link``), and whoever is in stays in.
"""

from __future__ import annotations

from datetime import timedelta

from django.db.models import Q
from django.utils import timezone
from django.utils.crypto import salted_hmac

from esgcheck.accounts.models import User, WrongPassword

AT_MOST = 10
WITHIN = timedelta(minutes=15)


def is_held_back(username: str) -> bool:
    """Whether there were too many wrong passwords for this name lately."""
    return WrongPassword.objects.filter(_of(username), at__gt=timezone.now() - WITHIN).count() >= AT_MOST


def note_wrong_password(username: str) -> None:
    """Count one; what no longer counts is thrown away."""
    WrongPassword.objects.filter(at__lte=timezone.now() - WITHIN).delete()
    WrongPassword.objects.create(name_hash=_hash(username))


def note_right_password(username: str) -> None:
    WrongPassword.objects.filter(_of(username)).delete()


def _of(username: str) -> Q:
    return Q(name_hash=_hash(username))


def _hash(username: str) -> str:
    """Not the name itself: people type their password there by mistake."""
    return salted_hmac(__name__, User.normalize_username(username).strip().casefold(), algorithm="sha256").hexdigest()
