"""The files of a document: a newer one, an older one again, and what became of the work on it."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.parsers import FormParser, MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from esgcheck import pipeline
from esgcheck.api.base import ListView, View
from esgcheck.api.serializers.documents import VersionSerializer
from esgcheck.api.serializers.versions import CarriedSerializer, ChangeSerializer, NewerInput, SettleInput
from esgcheck.claims.models import Outcome
from esgcheck.documents.models import Document, Succession, Version


class Versions(ListView):
    """The files of a document, the first one first: one is current, one may be coming, the others are older."""

    queryset = Version.objects.none()
    serializer_class = VersionSerializer
    parser_classes = [MultiPartParser, FormParser]

    def document(self) -> Document:
        return self.visible(Document.objects.select_related("case"), "document_id")

    def rows(self) -> Any:
        return self.document().versions.order_by("created_at")

    @extend_schema(
        request={"multipart/form-data": NewerInput},
        responses={201: VersionSerializer},
        summary="Bring in a newer file (reviewers)",
        description="It is read first. Then it becomes the current file, and claims and links are carried over to it.",
    )
    def post(self, request: Request, document_id: object) -> Response:
        document, data = self.document(), self.given(NewerInput)
        file = data["file"]
        version = pipeline.upload_newer(
            document=document,
            filename=file.name,
            chunks=file.chunks(),
            why=data["why"],
            note=data["note"],
            by=self.by(),
        )
        return self.answer(version, 201)


class Current(View):
    """Make an older file the current one again."""

    serializer_class = ChangeSerializer

    @extend_schema(request=None, responses=ChangeSerializer, summary="Go back to an older file (reviewers)")
    def post(self, request: Request, version_id: object) -> Response:
        version = self.visible(Version.objects.select_related("case", "document__case"), "version_id")
        return self.answer(pipeline.make_current(version=version, by=self.by()))


class Changes(ListView):
    """Each time that the text of a document changed, the newest first, with what became of the work on it."""

    queryset = Succession.objects.none()
    serializer_class = ChangeSerializer

    def rows(self) -> Any:
        return self.visible(Document.objects.all(), "document_id").successions.order_by("-at")


class Outcomes(ListView):
    """What became of every claim and link in one such change."""

    queryset = Outcome.objects.none()
    serializer_class = CarriedSerializer

    def rows(self) -> Any:
        succession = self.visible(Succession.objects.all(), "succession_id")
        rows = succession.outcomes.order_by("created_at", "pk")
        rows = rows.waiting() if self.request.GET.get("waiting") == "1" else rows
        return self.filtered(rows, ["state", "decision"])

    @extend_schema(
        parameters=[
            OpenApiParameter("state", enum=Outcome.State.values),
            OpenApiParameter("decision", enum=Outcome.Decision.values),
            OpenApiParameter("waiting", enum=["1"], description="Only what a person is to look at."),
        ],
        summary="List outcomes",
    )
    def get(self, request: Request, *args: object, **kwargs: object) -> Response:
        return super().get(request, *args, **kwargs)


class OneOutcome(View):
    """What became of one claim or link."""

    serializer_class = CarriedSerializer

    def outcome(self) -> Outcome:
        rows = Outcome.objects.select_related("succession__document__case", "succession__came")
        return self.visible(rows, "outcome_id")

    def get(self, request: Request, outcome_id: object) -> Response:
        return self.answer(self.outcome())

    @extend_schema(request=SettleInput, responses=CarriedSerializer, summary="Decide about it (reviewers)")
    def post(self, request: Request, outcome_id: object) -> Response:
        return self.answer(pipeline.settle(outcome=self.outcome(), by=self.by(), **self.given(SettleInput)))
