from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from esgcheck.web.views import recordings

urlpatterns: list[URLPattern | URLResolver] = [
    path("versions/<uuid:version_id>/media/", recordings.media, name="media"),
    path("documents/<uuid:document_id>/recording/", recordings.belongs, name="belongs"),
    path("documents/<uuid:document_id>/transcribe/", recordings.transcribe, name="transcribe"),
]
