"""The workbench: one view that shows it, and what a reviewer can do in it.

Each action carries the address of the view in its own query and leads back to it, so that a reload does nothing twice.
"""

from __future__ import annotations

import uuid
from dataclasses import replace
from typing import Any

from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from esgcheck import pipeline
from esgcheck.analysis.types import Span
from esgcheck.cases.models import Case
from esgcheck.claims import review as decide
from esgcheck.claims.models import Candidate, Claim, ClaimKind, EvidenceLink, Stance, VerdictValue
from esgcheck.documents.models import Version
from esgcheck.errors import Refused
from esgcheck.web.views.acting import action, find_item, say_undoable
from esgcheck.web.views.cases import person
from esgcheck.web.workbench.address import Address, place
from esgcheck.web.workbench.choosing import DISMISS_REASONS
from esgcheck.web.workbench.desk import desk
from esgcheck.web.workbench.notices import notices, say


@login_required
@require_safe
def review(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    case = get_object_or_404(Case.objects.visible_to(request.user), pk=case_id)
    return show(request, case, Address.of(case.pk, request.GET))


def show(request: HttpRequest, case: Case, address: Address, status: int = 200, **said: Any) -> HttpResponse:
    """The workbench at an address, with what else its templates are to say."""
    shown = desk(case, person(request), address)
    context = {
        "desk": shown,
        "case": case,
        "address": shown.address,
        "focus": shown.focus,
        "notices": notices(request),
        "kinds": ClaimKind.choices,
        "stances": Stance.choices,
        "verdicts": VerdictValue.choices,
        "dismiss_reasons": DISMISS_REASONS,
        **said,
    }
    return render(request, "workbench/review.html", context, status=status)


@action
def describe(request: HttpRequest, case: Case, address: Address, claim_id: uuid.UUID) -> HttpResponse:
    item, by = find_item(case, claim_id), person(request)
    with decide.undoable(case=case, items=[item], by=by) as change:
        claim = decide.taken_up(item, by)
        kind, attribution = request.POST.get("kind", claim.kind), request.POST.get("attribution", "")
        decide.describe_claim(claim=claim, kind=kind, attribution=attribution, by=by)
    say_undoable(request, address, "Kind and speaker saved.", change.token)
    return redirect(address.url("report"))


@action
def verdict(request: HttpRequest, case: Case, address: Address, claim_id: uuid.UUID) -> HttpResponse:
    value, reasons = request.POST.get("value", ""), request.POST.get("reasons", "")
    try:
        with transaction.atomic():
            claim = _claim(request, case, claim_id)
            seen = request.POST.get("seen")
            decide.give_verdict(claim=claim, value=value, reasons=reasons, by=person(request), seen=seen)
    except Refused as refusal:
        said = {"wrong": str(refusal), "value": value, "reasons": reasons}
        return show(request, case, replace(address, claim=str(claim_id)), status=422, verdict_form=said)
    say(request, f"Verdict saved: {VerdictValue(value).label}.")
    return redirect(address.url("report"))


@action
def link(request: HttpRequest, case: Case, address: Address, claim_id: uuid.UUID) -> HttpResponse:
    version, span = _version(case, request.POST.get("version")), place(request.POST.get("span"))
    stance = request.POST.get("stance", "")
    if span is None:
        raise Refused("Select the words in the source that you want to link.")
    if stance not in Stance.values:
        raise Refused("Say what the passage does to the claim: supports, contradicts or context.")
    claim = _claim(request, case, claim_id)
    made = decide.link_evidence(
        claim=claim,
        version=version,
        start=span.start,
        end=span.end,
        stance=stance,
        note=request.POST.get("note", ""),
        by=person(request),
    )
    say(request, f"Linked: {Stance(stance).label.lower()}.", undo=address.to("review-unlink", case.pk, made.pk))
    at = Span(made.start, made.end) if address.source == str(version.pk) else address.at
    return redirect(address.url("evidence", claim=str(claim.pk), at=at))


@action
def change_link(request: HttpRequest, case: Case, address: Address, link_id: uuid.UUID) -> HttpResponse:
    row = _link(case, link_id)
    before = {"stance": row.stance, "note": row.note}
    stance, note = request.POST.get("stance", row.stance), request.POST.get("note", row.note)
    decide.change_link(link=row, stance=stance, note=note, by=person(request))
    say(request, "Link changed.", undo=address.to("review-change-link", case.pk, row.pk), fields=before)
    return redirect(address.url("evidence"))


@action
def unlink(request: HttpRequest, case: Case, address: Address, link_id: uuid.UUID) -> HttpResponse:
    decide.unlink(link=_link(case, link_id), by=person(request))
    say(request, "Link removed.", undo=address.to("review-relink", case.pk, link_id))
    return redirect(address.url("evidence"))


@action
def relink(request: HttpRequest, case: Case, address: Address, link_id: uuid.UUID) -> HttpResponse:
    decide.relink(link=_link(case, link_id), by=person(request))
    return redirect(address.url("evidence"))


@action
def add_claim(request: HttpRequest, case: Case, address: Address) -> HttpResponse:
    version, span = _version(case, request.POST.get("version")), place(request.POST.get("span"))
    if span is None:
        raise Refused("Select the words in the report that make the claim.")
    kind = request.POST.get("kind", ClaimKind.GENERAL)
    there = Claim.objects.filter(version=version, start__lt=span.end, end__gt=span.start)
    with decide.undoable(case=case, items=there, by=person(request)) as change:
        claim = pipeline.add_claim(version=version, start=span.start, end=span.end, kind=kind, by=person(request))
    say_undoable(request, address, "Added as a claim. Evidence for it is being looked for.", change.token)
    return redirect(address.claim_url(claim.pk))


def _claim(request: HttpRequest, case: Case, claim_id: uuid.UUID) -> Claim:
    """The claim; a candidate that somebody works on is thereby accepted."""
    found = find_item(case, claim_id)
    if isinstance(found, Candidate):
        return decide.accept_candidate(candidate=found, by=person(request))
    return found


def _version(case: Case, value: object) -> Version:
    try:
        version_id = uuid.UUID(str(value))
    except ValueError:
        raise Http404 from None
    return get_object_or_404(case.versions.select_related("document"), pk=version_id)


def _link(case: Case, link_id: uuid.UUID) -> EvidenceLink:
    return get_object_or_404(EvidenceLink.objects.select_related("claim__case"), claim__case=case, pk=link_id)
