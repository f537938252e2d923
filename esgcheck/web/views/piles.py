"""Piles: the box on the case page, a page for each, and what can be done about what did not go well."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from esgcheck import pipeline
from esgcheck.cases.models import Case, Role
from esgcheck.documents import transfers
from esgcheck.documents.models import Kind, Pile, PileFile, Version
from esgcheck.documents.piles import dismiss, forget
from esgcheck.documents.quota import room_of
from esgcheck.errors import Refused
from esgcheck.web.listing import rows_of
from esgcheck.web.piles import ShownPiles, progress_of, shown_piles, versions_of
from esgcheck.web.views.cases import case_for, person

SHOWN = 200
"""Of each list on a pile's page; the whole of it is behind a link."""


def pile_for(request: HttpRequest, pile_id: uuid.UUID | str) -> Pile:
    """The pile, or 404 for whoever is not a member of its case."""
    try:
        pile_id = uuid.UUID(str(pile_id))
    except ValueError:
        raise Http404 from None
    return get_object_or_404(Pile.objects.visible_to(request.user).select_related("case", "created_by"), pk=pile_id)


@login_required
@require_safe
def boxes(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """The part of the case page that shows its piles; asked for every second or two while one runs."""
    case = case_for(request, case_id)
    piles = shown_piles(case)
    if request.GET.get("seen") == piles.stamp:
        return HttpResponse(status=204)
    return _boxes(request, case, piles)


def _boxes(request: HttpRequest, case: Case, piles: ShownPiles) -> HttpResponse:
    may_change = case.allows(request.user, Role.REVIEWER)
    return render(request, "documents/pile_boxes.html", {"case": case, "piles": piles, "may_change": may_change})


@login_required
@require_safe
def pile_list(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Everything that ever came in together, newest first."""
    case = case_for(request, case_id)
    piles = [progress_of(pile) for pile in case.piles.select_related("created_by")[:50]]
    return render(request, "documents/piles.html", {"case": case, "piles": piles, "room": room_of(case)})


@login_required
@require_safe
def pile_page(request: HttpRequest, pile_id: uuid.UUID) -> HttpResponse:
    """One pile: how far it is, what could not be read, what was not taken, what was there already."""
    pile = pile_for(request, pile_id)
    progress = progress_of(pile)
    if request.headers.get("HX-Request") and request.GET.get("seen") == progress.stamp:
        return HttpResponse(status=204)
    failed = versions_of(pile).filter(state=Version.State.FAILED).select_related("document__within")
    documents = [version.document for version in failed.order_by("document__created_at")[:SHOWN]]
    files = pile.files.select_related("document")
    context = {
        "case": pile.case,
        "pile": pile,
        "progress": progress,
        "failed": rows_of(documents),
        "failed_total": failed.count(),
        "refused": files.filter(state=PileFile.State.REFUSED)[:SHOWN],
        "there": files.filter(state=PileFile.State.THERE)[:SHOWN],
        "back": files.filter(state=PileFile.State.BACK)[:SHOWN],
        "coming": files.filter(state=PileFile.State.COMING)[:SHOWN],
        "room": room_of(pile.case),
        "is_mine": pile.created_by_id == person(request).pk,
        "may_change": pile.case.allows(request.user, Role.REVIEWER),
        "may_lead": pile.case.allows(request.user, Role.LEAD),
    }
    return render(request, "documents/pile.html", context)


@login_required
@require_POST
def pile_again(request: HttpRequest, pile_id: uuid.UUID) -> HttpResponse:
    """Try everything of a pile again that could not be read; those that ask for a password are left as they are."""
    pile = pile_for(request, pile_id)
    pile.case.require(request.user, Role.REVIEWER)
    failed = versions_of(pile).filter(state=Version.State.FAILED).exclude(failure_code="password_needed")
    tried = 0
    for version in failed.select_related("case")[:1000]:
        try:
            pipeline.read_again(version=version, by=person(request))
        except Refused:  # somebody else was faster
            continue
        tried += 1
    messages.success(request, f"{tried} document{'' if tried == 1 else 's'} will be read again.")
    return redirect("pile", pile.pk)


@login_required
@require_POST
def pile_kind(request: HttpRequest, pile_id: uuid.UUID) -> HttpResponse:
    """A folder that was brought in as reports holds sources, or the other way about; what still comes does as well."""
    pile = pile_for(request, pile_id)
    pile.case.require(request.user, Role.REVIEWER)
    documents = [version.document for version in versions_of(pile).select_related("document__case")]
    try:
        changed = pipeline.take_for(documents=documents, kind=request.POST.get("kind", ""), by=person(request))
    except Refused as error:
        messages.error(request, str(error))
        return redirect("case", pile.case_id)
    pile.kind = request.POST["kind"]
    pile.save(update_fields=["kind"])
    what = "source" if pile.kind == Kind.SOURCE else "report"
    messages.success(request, f"{changed} document{'' if changed == 1 else 's'} made {what}s.")
    return redirect("case", pile.case_id)


@login_required
@require_POST
def pile_dismiss(request: HttpRequest, pile_id: uuid.UUID) -> HttpResponse:
    """Put away from the case page, for everybody in the case."""
    pile = pile_for(request, pile_id)
    dismiss(pile=pile, by=person(request))
    if request.headers.get("HX-Request"):
        return _boxes(request, pile.case, shown_piles(pile.case))
    return redirect("case", pile.case_id)


@login_required
@require_POST
def forget_file(request: HttpRequest, file_id: uuid.UUID) -> HttpResponse:
    """Take a line off the list of a pile: what was not taken, or what is half here and will not be finished."""
    files = PileFile.objects.visible_to(request.user).select_related("pile__case")
    file = get_object_or_404(files, pk=file_id)
    try:
        if file.state == PileFile.State.COMING:
            transfers.give_up(file=file, by=person(request))
        else:
            forget(file=file, by=person(request))
    except Refused as error:
        messages.error(request, str(error))
    return redirect("pile", file.pile_id)
