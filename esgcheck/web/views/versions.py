"""The files of a document: a newer one, going back to an older one, and what becomes of the work on it."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from esgcheck import pipeline
from esgcheck.cases.models import Case, Role
from esgcheck.claims.models import Outcome
from esgcheck.claims.resettling import UNDO, span_of_words
from esgcheck.documents.models import Succession, Version
from esgcheck.documents.versioning import leave_out
from esgcheck.errors import Refused
from esgcheck.web.versions import carried as carried_of
from esgcheck.web.versions import waiting_in
from esgcheck.web.views.cases import person
from esgcheck.web.views.documents import document_for
from esgcheck.web.workbench.address import place

DONE = {
    "accept": "The new place was accepted.",
    "keep": "It stays where it stood.",
    "place": "It stands where you chose.",
    "remove": "The link was removed.",
    "undo": "The decision was taken back.",
}


@login_required
@require_POST
def newer(request: HttpRequest, document_id: uuid.UUID) -> HttpResponse:
    """Bring in a newer file of a document."""
    document = document_for(request, document_id)
    document.case.require(request.user, Role.REVIEWER)
    file = request.FILES.get("file")
    try:
        if file is None:
            raise Refused("No file was chosen. Choose the newer file, then press “Bring it in”.")
        pipeline.upload_newer(
            document=document,
            filename=file.name or "file",
            chunks=file.chunks(),
            why=request.POST.get("why", ""),
            note=request.POST.get("note", ""),
            by=person(request),
        )
        messages.success(request, "The newer file is being read. Until that is done, the document stays as it is.")
    except Refused as error:
        messages.error(request, str(error))
    return redirect("document", document.pk)


@login_required
@require_POST
def make_current(request: HttpRequest, version_id: uuid.UUID) -> HttpResponse:
    """Go back to an older file."""
    versions = Version.objects.visible_to(request.user).select_related("document__case", "case")
    version = get_object_or_404(versions, pk=version_id)
    try:
        succession = pipeline.make_current(version=version, by=person(request))
    except Refused as error:
        messages.error(request, str(error))
        return redirect("document", version.document_id)
    messages.success(request, "This is the current file again. The work on the document was carried over to it.")
    return redirect("carried", succession.pk)


@login_required
@require_POST
def leave_newer_out(request: HttpRequest, document_id: uuid.UUID) -> HttpResponse:
    """Drop a newer file that could not be read."""
    document = document_for(request, document_id)
    try:
        leave_out(document=document, by=person(request))
    except Refused as error:
        messages.error(request, str(error))
    return redirect("document", document.pk)


@login_required
def carried(request: HttpRequest, succession_id: uuid.UUID) -> HttpResponse:
    """What became of the work on a document when its text changed, for a person to go through."""
    successions = Succession.objects.visible_to(request.user).select_related("document__case", "went", "came", "by")
    succession = get_object_or_404(successions, pk=succession_id)
    number = request.GET.get("page", "")
    context = {
        "succession": succession,
        "document": succession.document,
        "case": succession.document.case,
        "carried": carried_of(succession, request.GET.get("state", ""), int(number) if number.isdecimal() else 1),
        "may_change": succession.document.case.allows(request.user, Role.REVIEWER),
    }
    return render(request, "documents/carried.html", context)


@login_required
def carried_in_case(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Every document of a case of which something is to be looked at."""
    case = get_object_or_404(Case.objects.visible_to(request.user), pk=case_id)
    changes = waiting_in(case)
    if len(changes) == 1:
        return redirect("carried", changes[0].succession.pk)
    return render(request, "cases/carried.html", {"case": case, "changes": changes})


@login_required
@require_POST
def settle(request: HttpRequest, outcome_id: uuid.UUID) -> HttpResponse:
    """Decide about one claim or link, or take the decision back."""
    outcomes = Outcome.objects.visible_to(request.user).select_related("succession__document__case", "succession__came")
    outcome = get_object_or_404(outcomes, pk=outcome_id)
    what = request.POST.get("what") or UNDO
    try:
        span = place(request.POST.get("span"))
        if span is None and (words := request.POST.get("words", "").strip()):
            span = span_of_words(outcome.succession.came, words)
        pipeline.settle(
            outcome=outcome,
            what=what,
            seen=request.POST.get("seen", ""),
            start=span.start if span else None,
            end=span.end if span else None,
            by=person(request),
        )
        undo = "" if what == UNDO else reverse("settle", args=[outcome.pk])
        messages.success(request, DONE.get(what, "Done."), extra_tags=undo)
    except Refused as error:
        messages.error(request, str(error))
    state = request.POST.get("state", "")
    query = f"?state={state}" if state.isalpha() else ""
    return redirect(f"{reverse('carried', args=[outcome.succession_id])}{query}#outcome-{outcome.pk}")
