"""A case as JSON, and the schemas that describe what we give out."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from esgcheck.cases.models import Case
from esgcheck.publishing.export import export_case
from esgcheck.publishing.schemas import SCHEMAS, schema_text


@login_required
@require_safe
def export(request: HttpRequest, case_id: object) -> StreamingHttpResponse:
    """The whole case, streamed. Every member may have it."""
    case = get_object_or_404(Case.objects.visible_to(request.user), pk=case_id)
    return export_response(case)


def export_response(case: Case) -> StreamingHttpResponse:
    response = StreamingHttpResponse(export_case(case), content_type="application/json")
    response["Content-Disposition"] = f'attachment; filename="{slugify(case.title) or "case"}.json"'
    response["Cache-Control"] = "no-store"
    return response


@require_safe
def schema(request: HttpRequest, name: str) -> HttpResponse:
    """A JSON Schema; no log-in needed, for whoever was given a file of ours."""
    if name not in SCHEMAS:
        raise Http404
    return HttpResponse(schema_text(name), content_type="application/schema+json")
