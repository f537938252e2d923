"""Getting in and out: log in, log out, links that log in once, invitations, one's own name and password."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.contrib.auth import login, update_session_auth_hash
from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import LoginView, LogoutView
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from esgcheck.accounts.models import ApiToken, User, make_api_token, use_login_link
from esgcheck.cases.models import Invitation
from esgcheck.cases.people import accept_invitation, find_invitation
from esgcheck.errors import Refused
from esgcheck.web.forms import JoinForm, LogInForm, NameForm, NewPassword, TokenForm

BACKEND = "django.contrib.auth.backends.ModelBackend"


class LogIn(LoginView):
    template_name = "accounts/login.html"
    authentication_form = LogInForm
    redirect_authenticated_user = True


class LogOut(LogoutView):
    """By POST only, so that no link or image logs anybody out. The browser forgets the page images that it kept."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = super().post(request, *args, **kwargs)
        response.headers["Clear-Site-Data"] = '"cache"'
        return response


@never_cache
def enter(request: HttpRequest, secret: str) -> HttpResponse:
    """A link that logs in once; used a second time by the person who is in, it just leads on."""
    user = use_login_link(secret)
    if user is not None:
        login(request, user, backend=BACKEND)
    elif not request.user.is_authenticated:
        return render(request, "accounts/link_used.html", status=410)
    return redirect("cases")


@never_cache
@sensitive_post_parameters("password")
def join(request: HttpRequest, secret: str) -> HttpResponse:
    """Accept an invitation: with one click when logged in, else by choosing a name and a password.

    Opening the link changes nothing: programs that preview links in messages must not use an invitation up.
    """
    invitation = find_invitation(secret)
    if invitation is None:
        return render(request, "accounts/invitation_gone.html", status=410)
    form = JoinForm(request.POST or None)
    if request.method == "POST" and (request.user.is_authenticated or form.is_valid()):
        try:
            _accept(request, invitation, form)
        except Refused as error:
            messages.error(request, str(error))
            return redirect("cases")
        return redirect("case", invitation.case_id)
    status = 422 if form.errors else 200
    return render(request, "accounts/join.html", {"invitation": invitation, "form": form}, status=status)


@transaction.atomic
def _accept(request: HttpRequest, invitation: Invitation, form: JoinForm) -> None:
    user = request.user
    if not isinstance(user, User):
        data = form.cleaned_data
        user = User.objects.create_user(data["username"], password=data["password"], name=data["name"].strip())
        if "@" in user.username:
            user.email = user.username
            user.save(update_fields=["email"])
    accept_invitation(invitation=invitation, user=user)
    if not request.user.is_authenticated:
        login(request, user, backend=BACKEND)


@login_required
@never_cache
def account(request: HttpRequest) -> HttpResponse:
    """One's own name, password and tokens. Which of the forms was sent, its button says (``what``)."""
    user = request.user
    assert isinstance(user, User)
    what = request.POST.get("what", "")
    name = NameForm(request.POST if what == "name" else None, initial={"name": user.name})
    password = NewPassword(request.POST if what == "password" else None)
    token = TokenForm(request.POST if what == "token" else None, prefix="token")
    secret = ""
    if what == "name" and name.is_valid():
        user.name = name.cleaned_data["name"]
        user.save(update_fields=["name"])
        messages.success(request, "Your name was changed.")
        return redirect("account")
    if what == "password" and password.is_valid():
        user.set_password(password.cleaned_data["password"])
        user.save(update_fields=["password"])
        update_session_auth_hash(request, user)
        messages.success(request, f"Your password was set. Log in with the user name “{user.username}”.")
        return redirect("account")
    if what == "token" and token.is_valid():
        secret = make_api_token(user, name=token.cleaned_data["name"])
        token = TokenForm(prefix="token")
    wrong = name.errors or password.errors or token.errors
    context = {"name": name, "password": password, "token": token, "secret": secret, "tokens": user.api_tokens.all()}
    return render(request, "accounts/account.html", context, status=422 if wrong else 200)


@login_required
@require_POST
def delete_token(request: HttpRequest, token_id: uuid.UUID) -> HttpResponse:
    """From now on nobody gets in with this token."""
    get_object_or_404(ApiToken.objects.filter(user=request.user.pk), pk=token_id).delete()
    messages.success(request, "The token was deleted. Whatever used it can no longer reach the API.")
    return redirect("account")
