"""What the organisation and others answered when they were asked, or that they have not."""

from __future__ import annotations

import uuid

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from esgcheck.cases.models import Case, Role
from esgcheck.claims.models import Response
from esgcheck.claims.responses import change_response, remove_response
from esgcheck.claims.review import note_response
from esgcheck.errors import Refused
from esgcheck.web.forms import Styled
from esgcheck.web.views.cases import person


class ResponseForm(Styled):
    who = forms.CharField(max_length=300, label="Who was asked", help_text="As a reader should see it.")
    answered = forms.TypedChoiceField(
        choices=[("yes", "They answered"), ("no", "They have not answered")],
        coerce=lambda value: value == "yes",
        initial="yes",
        label="What came of it",
    )
    text = forms.CharField(
        widget=forms.Textarea(attrs={"class": "input input--words", "rows": 6}),
        required=False,
        label="The answer",
        help_text="Word for word.",
    )
    via = forms.CharField(max_length=200, required=False, label="By which way", help_text="By e-mail, by telephone …")
    asked_on = forms.DateField(
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}), required=False, label="Asked on"
    )
    answered_on = forms.DateField(
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}), required=False, label="Answered on"
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def responses(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """The answers of a case, and a form for another one. Reviewers and leads add; every member reads."""
    case = get_object_or_404(Case.objects.visible_to(request.user), pk=case_id)
    form = ResponseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            note_response(case=case, **form.cleaned_data, by=person(request))
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, "Noted. Nothing of it is public before somebody publishes it with a claim.")
            return redirect("responses", case_id=case.pk)
    context = {
        "case": case,
        "form": form,
        "rows": case.responses.all(),
        "may_add": case.allows(request.user, Role.REVIEWER),
    }
    return render(request, "publishing/responses.html", context, status=422 if form.errors else 200)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, response_id: uuid.UUID) -> HttpResponse:
    """Put an answer right, or (``remove``) take it out. What is published already stays as it is."""
    cases = Case.objects.visible_to(request.user)
    response = get_object_or_404(Response.objects.filter(case__in=cases).select_related("case"), pk=response_id)
    response.case.require(request.user, Role.REVIEWER)
    if "remove" in request.POST:
        remove_response(response=response, by=person(request))
        messages.success(request, f"The answer of {response.who} was taken out.")
        return redirect("responses", case_id=response.case_id)
    initial = {name: getattr(response, name) for name in ["who", "text", "via", "asked_on", "answered_on"]}
    form = ResponseForm(request.POST or None, initial={**initial, "answered": "yes" if response.answered else "no"})
    if request.method == "POST" and form.is_valid():
        try:
            change_response(response=response, **form.cleaned_data, by=person(request))
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, "Saved. What is published already stays as it was.")
            return redirect("responses", case_id=response.case_id)
    context = {"case": response.case, "response": response, "form": form}
    return render(request, "cases/response.html", context, status=422 if form.errors else 200)
