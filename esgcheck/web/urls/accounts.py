from __future__ import annotations

from django.conf import settings
from django.urls import URLPattern, URLResolver, path

from esgcheck.web.views import accounts, health, styleguide

urlpatterns: list[URLPattern | URLResolver] = [
    path("login/", accounts.LogIn.as_view(), name="login"),
    path("logout/", accounts.LogOut.as_view(), name="logout"),
    path("enter/<str:secret>/", accounts.enter, name="enter"),
    path("join/<str:secret>/", accounts.join, name="join"),
    path("account/", accounts.account, name="account"),
    path("account/tokens/<uuid:token_id>/delete/", accounts.delete_token, name="delete-token"),
    path("health/", health.health, name="health"),
]
if settings.DEBUG:
    urlpatterns.append(path("styleguide/", styleguide.styleguide, name="styleguide"))
