"""All addresses: the pages, the API, static files in development."""

from __future__ import annotations

from django.urls import include, path

urlpatterns = [
    path("api/v1/", include("esgcheck.api.urls")),
    path("", include("esgcheck.web.urls")),
]
handler400 = "esgcheck.web.views.errors.bad_request"
handler403 = "esgcheck.web.views.errors.not_allowed"
handler404 = "esgcheck.web.views.errors.not_found"
handler500 = "esgcheck.web.views.errors.server_error"
