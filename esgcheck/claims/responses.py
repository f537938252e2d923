"""What was answered when somebody was asked: noting it, putting it right.

Publications are snapshots: what is public already does not change with it.
"""

from __future__ import annotations

from datetime import date

from django.db import transaction

from esgcheck.accounts.models import User
from esgcheck.cases.models import Case, Role
from esgcheck.claims.models import Response
from esgcheck.errors import Refused, words


def check_response(*, who: str, answered: bool, text: str, asked_on: date | None, answered_on: date | None) -> None:
    """Raises Refused, with what to do, for an answer that cannot be."""
    if not who.strip():
        raise Refused("Say who was asked.")
    if answered and not text.strip():
        raise Refused("Give the answer word for word, or say that there was none.")
    if asked_on and answered_on and answered_on < asked_on:
        raise Refused("The answer cannot be older than the question. Check the two dates.")


@transaction.atomic
def note_response(
    *,
    case: Case,
    who: str,
    answered: bool,
    by: User,
    text: str = "",
    via: str = "",
    asked_on: date | None = None,
    answered_on: date | None = None,
) -> Response:
    """What was answered, verbatim, or that there was no answer."""
    case.require(by, Role.REVIEWER)
    check_response(who=who, answered=answered, text=text, asked_on=asked_on, answered_on=answered_on)
    return Response.objects.create(
        case=case,
        who=who.strip()[:300],
        answered=answered,
        text=words(text),
        via=via.strip()[:200],
        asked_on=asked_on,
        answered_on=answered_on,
        created_by=by,
    )


def change_response(
    *,
    response: Response,
    who: str,
    answered: bool,
    by: User,
    text: str = "",
    via: str = "",
    asked_on: date | None = None,
    answered_on: date | None = None,
) -> Response:
    """The same answer, put right."""
    response.case.require(by, Role.REVIEWER)
    check_response(who=who, answered=answered, text=text, asked_on=asked_on, answered_on=answered_on)
    response.who, response.answered = who.strip()[:300], answered
    response.text, response.via = text.strip(), via.strip()[:200]
    response.asked_on, response.answered_on = asked_on, answered_on
    response.save(update_fields=["who", "answered", "text", "via", "asked_on", "answered_on"])
    return response


def remove_response(*, response: Response, by: User) -> None:
    """For what was noted in the wrong case, or twice."""
    response.case.require(by, Role.REVIEWER)
    response.delete()
