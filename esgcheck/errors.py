"""What the domain says when it will not do something. Caught at the edge (web, API, command line)."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied


class Refused(Exception):
    """The request makes no sense as it stands; ``str()`` is a sentence that says what to do next."""


class NotAllowed(PermissionDenied):
    """The person's role in the case does not allow this; ``str()`` says which role does."""
