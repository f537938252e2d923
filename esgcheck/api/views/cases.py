"""Cases, what was answered in them, and their export."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import StreamingHttpResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response as Answer

from esgcheck.api.base import ListView, View
from esgcheck.api.serializers.cases import CaseInput, CaseSerializer, ResponseInput, ResponseSerializer
from esgcheck.cases.models import Case
from esgcheck.cases.people import change_case, open_case
from esgcheck.claims.models import Response
from esgcheck.claims.review import note_response
from esgcheck.publishing.export import export_case


class Cases(ListView):
    """The caller's cases."""

    queryset = Case.objects.none()
    serializer_class = CaseSerializer

    def rows(self) -> QuerySet[Case]:
        return Case.objects.visible_to(self.request.user)

    @extend_schema(request=CaseInput, responses={201: CaseSerializer}, summary="Open a case, as its lead")
    def post(self, request: Request) -> Answer:
        return self.answer(open_case(**self.given(CaseInput), by=self.by()), 201)


class OneCase(View):
    """A case."""

    serializer_class = CaseSerializer

    def get(self, request: Request, case_id: object) -> Answer:
        return self.answer(self.case())

    @extend_schema(request=CaseInput, responses=CaseSerializer, summary="Correct what a case is called (leads)")
    def patch(self, request: Request, case_id: object) -> Answer:
        case = self.case()
        now = {"title": case.title, "organisation": case.organisation, "description": case.description}
        return self.answer(change_case(case=case, **{**now, **self.given(CaseInput, partial=True)}, by=self.by()))


class Responses(ListView):
    """What was answered, or that it was not."""

    queryset = Response.objects.none()
    serializer_class = ResponseSerializer

    def rows(self) -> QuerySet[Response]:
        return self.case().responses.all()

    @extend_schema(request=ResponseInput, responses={201: ResponseSerializer}, summary="Note an answer (reviewers)")
    def post(self, request: Request, case_id: object) -> Answer:
        return self.answer(note_response(case=self.case(), **self.given(ResponseInput), by=self.by()), 201)


class Export(View):
    """The whole case as JSON, streamed; described by /schema/case-1.json."""

    @extend_schema(responses={(200, "application/json"): OpenApiTypes.OBJECT}, summary="Export a case")
    def get(self, request: Request, *args: Any, **kwargs: Any) -> StreamingHttpResponse:
        response = StreamingHttpResponse(export_case(self.case()), content_type="application/json")
        response["Cache-Control"] = "no-store"
        return response
