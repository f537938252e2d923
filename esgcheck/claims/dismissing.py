"""Why a proposal is no claim: one of a few reasons, with words of one's own where they help."""

from __future__ import annotations

from django.db import models

from esgcheck.errors import Refused

LONGEST = 300


class DismissReason(models.TextChoices):
    NOT_ABOUT = "not_about", "Not about the organisation"
    TOO_VAGUE = "too_vague", "Too vague to check"
    NO_STATEMENT = "no_statement", "Not a statement of fact"
    REPEATS = "repeats", "Repeats another"
    WRONGLY_CUT = "wrongly_cut", "Wrongly cut"
    TRIVIAL = "trivial", "Trivial"
    OTHER = "other", "Other"


def because_words(reason: str, because: str) -> str:
    """What is kept: "Too vague to check: no figure, no year". Raises Refused, saying what to do."""
    own = because.strip()
    if reason and reason not in DismissReason.values:
        raise Refused("Choose one of the reasons for dismissing, or leave it open.")
    if reason == DismissReason.OTHER and not own:
        raise Refused("Say in a few words why this is no claim, or choose another reason.")
    label = DismissReason(reason).label if reason and reason != DismissReason.OTHER else ""
    kept = f"{label}: {own}" if label and own else label or own
    if len(kept) > LONGEST:
        raise Refused(f"Say it shorter: a reason has at most {LONGEST - len(label) - 2} characters.")
    return kept


def reason_of(because: str) -> tuple[str, str]:
    """The reason's value ("too_vague") and the words of one's own, from what is kept; ("", "") where none was given."""
    for reason in DismissReason:
        if because == reason.label:
            return reason.value, ""
        if because.startswith(f"{reason.label}: "):
            return reason.value, because[len(reason.label) + 2 :]
    return (DismissReason.OTHER.value, because) if because else ("", "")
