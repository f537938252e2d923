"""Where a claim begins and ends: other words for it, two of one, one of two. Each is told in a sentence, with Undo."""

from __future__ import annotations

import uuid
from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from esgcheck import pipeline
from esgcheck.cases.models import Case
from esgcheck.claims import review
from esgcheck.claims.models import Claim
from esgcheck.errors import Refused
from esgcheck.web.views.acting import action, say_undoable
from esgcheck.web.views.cases import person
from esgcheck.web.workbench.address import Address, place
from esgcheck.web.workbench.seen import as_seen


@action
def edit_span(request: HttpRequest, case: Case, address: Address, claim_id: uuid.UUID) -> HttpResponse:
    """``span`` is what was looked at; the page shows the claim with its new borders."""
    span, by = place(request.POST.get("span")), person(request)
    if span is None:
        raise Refused("Move the beginning or the end of the claim first. Nothing has been changed.")
    with review.undoable(case=case, items=[claim_id], by=by) as change:
        item = as_seen(case, claim_id, request.POST.get("seen"))
        claim = pipeline.edit_span(item=item, start=span.start, end=span.end, by=by)
    return _tell(request, address, claim, f"The claim has other words now. {_hangs(claim)}", change.token)


@action
def split(request: HttpRequest, case: Case, address: Address, claim_id: uuid.UUID) -> HttpResponse:
    """``at`` are the offsets at which it is cut."""
    at, by = [int(cut) for cut in request.POST.getlist("at") if cut.isdecimal()], person(request)
    if not at:
        raise Refused("Choose between which of its sentences the claim is to be cut. Nothing has been changed.")
    with review.undoable(case=case, items=[claim_id], by=by) as change:
        claims = pipeline.split(item=as_seen(case, claim_id, request.POST.get("seen")), at=at, by=by)
    told = f"Split into {len(claims)} claims; this is the first. {_hangs(claims[0], 'with it')}"
    return _tell(request, address, claims[0], told, change.token)


@action
def merge(request: HttpRequest, case: Case, address: Address, claim_id: uuid.UUID) -> HttpResponse:
    """``with`` is the claim or suggestion beside it."""
    by = person(request)
    try:
        other_id = uuid.UUID(request.POST.get("with", ""))
    except ValueError:
        raise Refused("Choose with which claim it is to be merged. Nothing has been changed.") from None
    with review.undoable(case=case, items=[claim_id, other_id], by=by) as change:
        items = [
            as_seen(case, claim_id, request.POST.get("seen")),
            as_seen(case, other_id, request.POST.get("with_seen")),
        ]
        claim = pipeline.merge(items=items, by=by)
    return _tell(
        request, address, claim, f"Merged: the two are one claim now. {_hangs(claim, 'with it')}", change.token
    )


@action
def unmerge(request: HttpRequest, case: Case, address: Address, claim_id: uuid.UUID) -> HttpResponse:
    by = person(request)
    with review.undoable(case=case, items=[claim_id], by=by) as change:
        item = as_seen(case, claim_id, request.POST.get("seen"))
        claims = pipeline.unmerge(claim=review.taken_up(item, by), by=by)
    told = f"Taken apart: {len(claims)} claims again, each with its own evidence and verdicts."
    return _tell(request, address, claims[0], told, change.token)


def _tell(request: HttpRequest, address: Address, claim: Claim, text: str, token: str) -> HttpResponse:
    """On to the claim as it is now; Undo comes back to it as well."""
    here = replace(address, claim=str(claim.pk), page=0, card="says", span=None)
    say_undoable(request, here, text, token)
    return redirect(here.card_url("says"))


def _hangs(claim: Claim, where: str = "") -> str:
    """What became of its links and verdict, in one sentence; evidence is looked for anew either way."""
    claim = Claim.objects.get(pk=claim.pk)
    count, verdict = claim.links.present().count(), claim.verdict
    stay = f"{count} link{'' if count == 1 else 's'} stay{'s' if count == 1 else ''}{f' {where}' if where else ''}"
    stale = "it rests on other words now, so look at it again" if claim.verdict_is_stale else "it holds as before"
    if verdict is None:
        return f"{stay}." if count else "Evidence is being looked for anew."
    said = f"the verdict “{verdict.get_value_display()}” is kept, and {stale}."
    return f"{stay}; {said}" if count else said[0].upper() + said[1:]
