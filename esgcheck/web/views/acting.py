"""What every action of the workbench begins with: who may, in which case, on which claim, and where one comes back."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from esgcheck.cases.models import Case, Role
from esgcheck.claims import review
from esgcheck.claims.models import Candidate, Claim
from esgcheck.errors import Refused
from esgcheck.web.workbench.address import Address
from esgcheck.web.workbench.notices import say

Action = Callable[..., HttpResponse]


def action(view: Action) -> Action:
    """POST by a member who may decide; what the domain refuses is said where one comes back to."""

    @login_required
    @require_POST
    @wraps(view)
    def wrapped(request: HttpRequest, case_id: uuid.UUID, **kwargs: Any) -> HttpResponse:
        case = get_object_or_404(Case.objects.visible_to(request.user), pk=case_id)
        case.require(request.user, Role.REVIEWER)
        address = Address.of(case.pk, request.GET)
        try:
            with transaction.atomic():
                return view(request, case, address, **kwargs)
        except Refused as refusal:
            say(request, str(refusal), level=messages.ERROR)
            return redirect(address.url())

    return wrapped


def find_item(case: Case, claim_id: uuid.UUID) -> Claim | Candidate:
    """The claim of this id, or else the candidate; 404 where there is neither."""
    found = review.find_claim(case, claim_id)
    if found is None:
        raise Http404
    return found


def say_undoable(request: HttpRequest, address: Address, text: str, token: str) -> None:
    """A notice with Undo, for what was done inside ``review.undoable``: one comes back to ``address``.

    Nothing to undo (an empty token) is said without the button.
    """
    if token:
        say(request, text, undo=address.to("review-undo", address.case_id), fields={"undo": token})
    else:
        say(request, text)
