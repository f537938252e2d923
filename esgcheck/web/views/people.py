"""Who is in a case, in which role, and who was invited."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from esgcheck.cases.models import Case, Role
from esgcheck.cases.people import INVITATION_DAYS, change_role, invite, remove_member, revoke_invitation
from esgcheck.errors import Refused
from esgcheck.web.forms import InviteForm
from esgcheck.web.views.cases import case_for, person


@login_required
@never_cache
def people(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Everybody in the case. A new invitation's link is shown on the answer to the POST, and never again."""
    case = case_for(request, case_id)
    form = InviteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        invitation, secret = invite(case=case, **form.cleaned_data, by=person(request))
        link = request.build_absolute_uri(reverse("join", args=[secret]))
        return _page(request, case, InviteForm(), {"invitation": invitation, "link": link})
    return _page(request, case, form)


def _page(request: HttpRequest, case: Case, form: InviteForm, more: dict[str, object] | None = None) -> HttpResponse:
    context = {
        "case": case,
        "members": case.memberships.select_related("user"),
        "invitations": case.invitations.open().select_related("created_by").order_by("-created_at"),
        "roles": Role.choices,
        "form": form,
        "days": INVITATION_DAYS,
        "may_lead": case.allows(request.user, Role.LEAD),
        **(more or {}),
    }
    return render(request, "cases/people.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def change_member(request: HttpRequest, case_id: uuid.UUID, member_id: int) -> HttpResponse:
    """Another role, or (``remove``) out of the case. Whoever takes themselves out lands on their cases."""
    case = case_for(request, case_id)
    membership = get_object_or_404(case.memberships.select_related("case", "user"), pk=member_id)
    try:
        if "remove" in request.POST:
            remove_member(membership=membership, by=person(request))
            messages.success(request, f"{membership.user} is no longer in this case. What they decided stays.")
            if membership.user_id == person(request).pk:
                return redirect("cases")
        else:
            change_role(membership=membership, role=request.POST.get("role", ""), by=person(request))
            messages.success(request, f"{membership.user} is now {membership.get_role_display().lower()}.")
    except Refused as error:
        messages.error(request, str(error))
    return redirect("people", case.pk)


@login_required
@require_POST
def withdraw(request: HttpRequest, case_id: uuid.UUID, invitation_id: uuid.UUID) -> HttpResponse:
    case = case_for(request, case_id)
    invitation = get_object_or_404(case.invitations.select_related("case"), pk=invitation_id)
    revoke_invitation(invitation=invitation, by=person(request))
    messages.success(request, "The invitation was withdrawn; its link no longer works.")
    return redirect("people", case.pk)
