"""Putting right what a claim says, and under which topics it is filed."""

from __future__ import annotations

import re
import uuid
from dataclasses import replace

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from esgcheck import pipeline
from esgcheck.cases.models import Case
from esgcheck.claims import review
from esgcheck.errors import Refused
from esgcheck.web.views.acting import action, find_item, say_undoable
from esgcheck.web.views.cases import person
from esgcheck.web.views.workbench import show
from esgcheck.web.workbench.address import Address
from esgcheck.web.workbench.correcting import form_again, form_given
from esgcheck.web.workbench.seen import as_seen

_TOPIC = re.compile(r"(?:(ESRS|GRI)\b)?\s*([A-Z]?\d+(?:-\d+)?)\b", re.IGNORECASE)


@action
def fields(request: HttpRequest, case: Case, address: Address, claim_id: uuid.UUID) -> HttpResponse:
    """Save the fields as a person has them; what is refused is said above what was typed."""
    given, by = form_given(request.POST), person(request)
    try:
        with review.undoable(case=case, items=[claim_id], by=by) as change:
            item = as_seen(case, claim_id, request.POST.get("seen"))
            before = item.fields
            claim = pipeline.correct_fields(claim=review.taken_up(item, by), fields=given.fields, by=by)
    except Refused as refusal:
        again = form_again(given, find_item(case, claim_id).fields, str(refusal))
        here = replace(address, claim=str(claim_id), card="fields", source="", at=None)
        return show(request, case, here, status=422, fields_form=again)
    same = claim.fields == before
    told = "Confirmed as it stands." if same else "Corrected. A new reading of the report leaves it as it is now."
    say_undoable(request, _here(address, claim_id), told, change.token)
    return redirect(_says(address, claim_id, "fields" if "more" in request.POST else "says"))


@action
def restore(request: HttpRequest, case: Case, address: Address, claim_id: uuid.UUID) -> HttpResponse:
    """Back to what the machine read."""
    by = person(request)
    with review.undoable(case=case, items=[claim_id], by=by) as change:
        item = as_seen(case, claim_id, request.POST.get("seen"))
        pipeline.restore_fields(claim=review.taken_up(item, by), by=by)
    say_undoable(request, _here(address, claim_id), "Fields and topics are those that the machine read.", change.token)
    return redirect(_says(address, claim_id))


@action
def add_topic(request: HttpRequest, case: Case, address: Address, claim_id: uuid.UUID) -> HttpResponse:
    """``topic`` is a code with or without its vocabulary: "ESRS E1", "305-1"."""
    typed, by = request.POST.get("topic", ""), person(request)
    try:
        with review.undoable(case=case, items=[claim_id], by=by) as change:
            vocabulary, code = _topic(typed)
            claim = review.taken_up(as_seen(case, claim_id, request.POST.get("seen")), by)
            review.add_topic(claim=claim, vocabulary=vocabulary, code=code, by=by)
    except Refused as refusal:
        here = replace(address, claim=str(claim_id), card="says", source="", at=None)
        return show(request, case, here, status=422, topic_form={"typed": typed, "wrong": str(refusal)})
    say_undoable(request, _here(address, claim_id), f"Filed under {vocabulary} {code}.", change.token)
    return redirect(_says(address, claim_id))


@action
def remove_topic(request: HttpRequest, case: Case, address: Address, claim_id: uuid.UUID) -> HttpResponse:
    vocabulary, code, by = request.POST.get("vocabulary", ""), request.POST.get("code", ""), person(request)
    with review.undoable(case=case, items=[claim_id], by=by) as change, transaction.atomic():
        claim = review.taken_up(as_seen(case, claim_id, request.POST.get("seen")), by)
        review.remove_topic(claim=claim, vocabulary=vocabulary, code=code, by=by)
    say_undoable(request, _here(address, claim_id), f"No longer filed under {vocabulary} {code}.", change.token)
    return redirect(_says(address, claim_id))


def _here(address: Address, claim_id: uuid.UUID) -> Address:
    return replace(address, claim=str(claim_id), card="says", span=None)


def _says(address: Address, claim_id: uuid.UUID, card: str = "says") -> str:
    return _here(address, claim_id).card_url(card)


def _topic(typed: str) -> tuple[str, str]:
    """A letter stands only in codes of the ESRS; a bare number is one of GRI."""
    match = _TOPIC.match(typed.strip())
    if match is None:
        raise Refused(
            "Write a topic as its code: E1 or S1-9 for ESRS, 305 or 305-1 for GRI, or choose one of the list."
        )
    code = match[2].upper()
    return (match[1] or ("ESRS" if code[0].isalpha() else "GRI")).upper(), code
