"""The pages' addresses, one list an area."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver

from esgcheck.web.urls import accounts, cases, publishing, recordings, workbench

urlpatterns: list[URLPattern | URLResolver] = [
    *accounts.urlpatterns,
    *cases.urlpatterns,
    *workbench.urlpatterns,
    *recordings.urlpatterns,
    *publishing.urlpatterns,
]
