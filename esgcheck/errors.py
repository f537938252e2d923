"""What the domain says when it will not do something. Caught at the edge (web, API, command line)."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied


class Refused(Exception):
    """The request makes no sense as it stands; ``str()`` is a sentence that says what to do next.

    ``code`` says the same for programs, and stays.
    """

    code = "refused"


LONGEST_WORDS = 50_000


def words(text: str) -> str:
    """What a person wrote, without white space around it. Raises Refused where it is too long: never cut unseen."""
    if len(text) > LONGEST_WORDS:
        raise Refused(f"This text is too long to be kept: shorten it to {LONGEST_WORDS:,} characters.")
    return text.strip()


class NotAllowed(PermissionDenied):
    """The person's role in the case does not allow this; ``str()`` says which role does."""
