"""What would be sent of a case to the operator's language model, who allowed it, and what came of it."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from esgcheck import pipeline
from esgcheck.cases.models import Case, Role
from esgcheck.claims.language_model.consent import consent_of, proposed_in
from esgcheck.claims.language_model.standing import reports_of
from esgcheck.errors import Refused
from esgcheck.web.views.cases import case_for, person


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def language_model(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """For every member to see; ``what`` of a POST is allow, forbid or ask, which leads may."""
    case = case_for(request, case_id)
    if request.method == "POST":
        case.require(request.user, Role.LEAD)
        try:
            messages.success(request, _decide(request, case))
        except Refused as error:
            messages.error(request, str(error))
        return redirect("language-model", case.pk)
    reports = reports_of(case)
    context = {
        "case": case,
        "consent": consent_of(case),
        "reports": reports,
        "was_asked": any(report.state or report.told for report in reports),
        "proposals": proposed_in(case).count(),
        "may_lead": case.allows(request.user, Role.LEAD),
    }
    return render(request, "cases/language_model.html", context)


def _decide(request: HttpRequest, case: Case) -> str:
    """Does what was asked for; the words of what happened. Raises Refused."""
    by = person(request)
    match request.POST.get("what"):
        case "allow":
            if "agreed" not in request.POST:
                raise Refused("Nothing was allowed. Tick that you may let this text be sent, then press the button.")
            pipeline.allow_language_model(case=case, by=by, seen=request.POST.get("seen", ""))
            return "Allowed. The reports of this case are being sent now; what is proposed will be marked as such."
        case "forbid":
            removed = pipeline.forbid_language_model(case=case, by=by, remove="remove" in request.POST)
            gone = f" {removed} proposal{'' if removed == 1 else 's'} removed." if removed else ""
            return f"Nothing more is sent from this case.{gone} What people decided stays."
        case "ask":
            number = pipeline.ask_language_model(case=case, by=by)
            return f"{number} report{'' if number == 1 else 's'} will be sent again; the new proposals replace the old."
    raise Refused("Choose what to do: allow it, forbid it or ask again.")
