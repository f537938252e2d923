"""The list of cases, a new case, and the page of one: where it stands, its documents, what happened."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from esgcheck.accounts.models import User
from esgcheck.cases.models import Case, Role
from esgcheck.cases.people import change_case, open_case
from esgcheck.claims.language_model.address import configured
from esgcheck.claims.language_model.consent import consent_of
from esgcheck.example.opening import open_example
from esgcheck.web.activity import happened_in
from esgcheck.web.forms import CaseForm
from esgcheck.web.listing import documents_of
from esgcheck.web.news import brought_to
from esgcheck.web.piles import shown_piles
from esgcheck.web.progress import cases_of, standing_of
from esgcheck.web.versions import waiting_in
from esgcheck.web.years import moved_in


def case_for(request: HttpRequest, case_id: uuid.UUID) -> Case:
    """The case, or 404 for whoever is not a member of it."""
    return get_object_or_404(Case.objects.visible_to(request.user), pk=case_id)


def person(request: HttpRequest) -> User:
    """Who is asking; only behind ``login_required``."""
    assert isinstance(request.user, User)
    return request.user


@login_required
def case_list(request: HttpRequest) -> HttpResponse:
    rows = cases_of(person(request))
    has_example = any(row.case.is_example for row in rows)
    return render(request, "cases/list.html", {"rows": rows, "has_example": has_example})


@login_required
def new_case(request: HttpRequest) -> HttpResponse:
    form = CaseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        case = open_case(**form.cleaned_data, by=person(request))
        return redirect("case", case.pk)
    return render(request, "cases/new.html", {"form": form}, status=422 if form.errors else 200)


@login_required
@require_POST
def example_case(request: HttpRequest) -> HttpResponse:
    """The example of whoever asks: the one they have already, or a new one."""
    case = Case.objects.visible_to(request.user).filter(is_example=True).first()
    if case is None:
        case = open_example(by=person(request))
        messages.success(request, "The example case is here. Its documents are being read now; watch them below.")
    return redirect("case", case.pk)


@login_required
def case_page(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    case = case_for(request, case_id)
    documents = documents_of(case)
    members = list(case.memberships.select_related("user"))
    context = {
        "case": case,
        "documents": documents,
        "news": brought_to(case, person(request)),
        "standing": standing_of(case, documents.only_report),
        "changes": waiting_in(case),
        "piles": shown_piles(case),
        "members": members,
        "answers": case.responses.all()[:5],
        "moved": moved_in(case),
        "published": case.publications.filter(revoked_at=None).count(),
        "events": happened_in(case, limit=8, members=members),
        "may_change": case.allows(request.user, Role.REVIEWER),
        "may_lead": case.allows(request.user, Role.LEAD),
        "has_language_model": configured() is not None,
    }
    return render(request, "cases/case.html", context)


@login_required
def change(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    case = case_for(request, case_id)
    case.require(request.user, Role.LEAD)
    initial = {"title": case.title, "organisation": case.organisation, "description": case.description}
    form = CaseForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        change_case(case=case, **form.cleaned_data, by=person(request))
        messages.success(request, "Saved.")
        return redirect("case", case.pk)
    context = {"form": form, "case": case, "consent": consent_of(case)}
    return render(request, "cases/change.html", context, status=422 if form.errors else 200)
