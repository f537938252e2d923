"""Taking a proposal up, dismissing it for a reason, bringing it back; and Undo, which takes back whatever was done."""

from __future__ import annotations

import uuid
from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from esgcheck import pipeline
from esgcheck.cases.models import Case
from esgcheck.claims import review
from esgcheck.claims.models import Candidate, Claim
from esgcheck.web.views.acting import action, find_item, say_undoable
from esgcheck.web.views.cases import person
from esgcheck.web.views.workbench import show
from esgcheck.web.workbench.address import Address
from esgcheck.web.workbench.choosing import asked_in, in_a_sentence
from esgcheck.web.workbench.notices import say


@action
def undo(request: HttpRequest, case: Case, address: Address) -> HttpResponse:
    """The one way back: ``undo`` is the token of a change that was made inside ``review.undoable``."""
    undone = pipeline.undo(case=case, token=request.POST.get("undo", ""), by=person(request))
    if undone.left:
        left = "1 is left as it is" if len(undone.left) == 1 else f"{len(undone.left)} are left as they are"
        say(request, f"Undone for {len(undone.done)}; {left}, since somebody has gone on working there.")
    else:
        say(request, "Undone.")
    return redirect(address.url("queue" if address.choosing else "report"))


@action
def accept(request: HttpRequest, case: Case, address: Address, claim_id: uuid.UUID) -> HttpResponse:
    item, by = find_item(case, claim_id), person(request)
    if isinstance(item, Candidate):
        with review.undoable(case=case, items=[item], by=by) as change:
            review.accept_candidate(candidate=item, by=by)
        say_undoable(request, address, "Accepted as a claim.", change.token)
    elif item.state == Claim.State.DISMISSED:
        back = review.decide_many(case=case, ids=[item.pk], what="bring_back", by=by)
        say_undoable(request, address, "Brought back.", back.undo)
    return redirect(address.url("report"))


@action
def dismiss(request: HttpRequest, case: Case, address: Address, claim_id: uuid.UUID) -> HttpResponse:
    """For one of the reasons, in words of one's own, or neither. ``next`` is the line that is shown then."""
    item, by = find_item(case, claim_id), person(request)
    with review.undoable(case=case, items=[item], by=by) as change:
        claim = review.dismiss(
            item=item, reason=request.POST.get("reason", ""), because=request.POST.get("because", ""), by=by
        )
    text = f"Dismissed: {in_a_sentence(claim.dismissed_because)}." if claim.dismissed_because else "Dismissed."
    kept = "It will not come back." if isinstance(item, Candidate) else "Its evidence and verdicts are kept."
    say_undoable(request, address, f"{text} {kept}", change.token)
    following = Address.of(case.pk, {"claim": request.POST.get("next")}).claim
    return redirect(address.claim_url(following) if following else address.url("report"))


@action
def take_back(request: HttpRequest, case: Case, address: Address, claim_id: uuid.UUID) -> HttpResponse:
    review.take_back(claim=get_object_or_404(Claim, case=case, pk=claim_id), by=person(request))
    return redirect(address.url("report"))


@action
def decide_several(request: HttpRequest, case: Case, address: Address) -> HttpResponse:
    """One decision about the lines that were ticked, or about all under the filters; about many only once sure."""
    asked = asked_in(case, person(request), address, request.POST)
    if asked.must_be_asked:
        return show(request, case, replace(address, choosing="1"), status=422, confirm=asked)
    decided = review.decide_many(
        case=case,
        ids=asked.ids,
        what=asked.what,
        reason=asked.reason,
        because=asked.because,
        kind=asked.kind,
        by=person(request),
    )
    say_undoable(request, address, asked.outcome(decided), decided.undo)
    is_gone = asked.what in {"dismiss", "bring_back"} and address.claim in map(str, asked.ids)
    return redirect(address.url("queue", first=0, **({"claim": ""} if is_gone else {})))
