from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from esgcheck.web.views import exporting, published, publishing, responses

urlpatterns: list[URLPattern | URLResolver] = [
    path("p/<str:token>/", published.published, name="published"),
    path("p/<str:token>/claim.json", published.published_json, name="published-json"),
    path("p/<str:token>/<str:name>.webp", published.published_image, name="published-image"),
    path("claims/<uuid:claim_id>/publish/", publishing.publish, name="publish"),
    path("publications/<uuid:publication_id>/revoke/", publishing.revoke, name="revoke"),
    path("cases/<uuid:case_id>/responses/", responses.responses, name="responses"),
    path("responses/<uuid:response_id>/", responses.change, name="change-response"),
    path("cases/<uuid:case_id>/publications/", publishing.publications, name="publications"),
    path("cases/<uuid:case_id>/export.json", exporting.export, name="export"),
    path("schema/case-1.json", exporting.schema, {"name": "case-1"}, name="schema"),
    path("schema/publication-1.json", exporting.schema, {"name": "publication-1"}, name="publication-schema"),
]
