"""Saying that one has seen what is new: of one claim in the workbench, or of all on the page of the case."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from esgcheck.claims.news import mark_seen
from esgcheck.web.views.cases import case_for, person
from esgcheck.web.workbench.address import Address


@login_required
@require_POST
def all_seen(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    case = case_for(request, case_id)
    mark_seen(case=case, by=person(request))
    messages.success(request, "Marked as seen. What is new stays among the suggestions of each claim.")
    return redirect("case", case.pk)


@login_required
@require_POST
def seen(request: HttpRequest, case_id: uuid.UUID, claim_id: uuid.UUID) -> HttpResponse:
    case = case_for(request, case_id)
    mark_seen(case=case, by=person(request), claims=[claim_id])
    return redirect(Address.of(case.pk, request.GET).url("evidence"))
