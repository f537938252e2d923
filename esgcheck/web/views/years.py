"""What became of a report's claims in the next year's report, and which year a report is about."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from esgcheck import pipeline
from esgcheck.cases.models import Role
from esgcheck.claims.report_years import FIRST, LAST
from esgcheck.documents.models import Document
from esgcheck.errors import Refused
from esgcheck.jobs.models import Job
from esgcheck.web.views.cases import case_for, person
from esgcheck.web.years import Choice, years_of


@login_required
@require_safe
def years(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """The claims of two reports side by side, what moved or was dropped first."""
    case = case_for(request, case_id)
    context = {
        "case": case,
        "years": years_of(case, Choice.of(request.GET.dict())),
        "may_change": case.allows(request.user, Role.REVIEWER),
        "in_work": Job.objects.about("compare", case.pk).unfinished().exists(),
        "first_year": FIRST,
        "last_year": LAST,
    }
    return render(request, "cases/years.html", context)


@login_required
@require_POST
def say_year(request: HttpRequest, document_id: uuid.UUID) -> HttpResponse:
    """Correct the year of a report; an empty field leaves it to the program."""
    document = get_object_or_404(Document.objects.visible_to(request.user).select_related("case"), pk=document_id)
    typed = request.POST.get("year", "").strip()
    try:
        if typed and not (typed.isascii() and typed.isdigit() and len(typed) == 4):
            raise Refused(f"Give a year from {FIRST} to {LAST}, as 2023.")
        pipeline.about_year(document=document, year=int(typed) if typed else None, by=person(request))
        messages.success(request, "The year is kept. The reports are being held against each other again.")
    except Refused as refused:
        messages.error(request, str(refused))
    return redirect("years", document.case_id)
