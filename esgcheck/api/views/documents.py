"""Documents: upload, progress, text, provenance."""

from __future__ import annotations

from typing import Any

from django.http import Http404
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.parsers import FormParser, JSONParser, MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from esgcheck import pipeline
from esgcheck.api.base import ListView, View
from esgcheck.api.serializers.documents import (
    DocumentInput,
    DocumentSerializer,
    HopSerializer,
    PageSerializer,
    PasswordInput,
    UploadInput,
)
from esgcheck.documents.models import Document, Kind
from esgcheck.documents.upload import Hop, set_provenance

WITH_FILES = ("versions", "hops")


class Documents(ListView):
    """Documents of a case that have not been taken out of it, with how far each has been read."""

    queryset = Document.objects.none()
    serializer_class = DocumentSerializer
    parser_classes = [MultiPartParser, FormParser]

    def rows(self) -> Any:
        return self.filtered(self.case().documents.present().prefetch_related(*WITH_FILES), ["kind"])

    @extend_schema(parameters=[OpenApiParameter("kind", enum=Kind.values)], summary="List documents")
    def get(self, request: Request, *args: object, **kwargs: object) -> Response:
        return super().get(request, *args, **kwargs)

    @extend_schema(
        request={"multipart/form-data": UploadInput},
        responses={201: DocumentSerializer},
        summary="Upload a document (reviewers)",
        description="The same file twice is answered by 409 with the id of the document that is there.",
    )
    def post(self, request: Request, case_id: object) -> Response:
        data = self.given(UploadInput)
        file = data["file"]
        version = pipeline.upload(
            case=self.case(),
            kind=data["kind"],
            filename=file.name,
            chunks=file.chunks(),
            title=data["title"],
            by=self.by(),
        )
        return self.answer(version.document, 201)


class OfDocument(View):
    """A view of a document, or of something of it."""

    serializer_class: Any = DocumentSerializer

    def document(self) -> Document:
        return self.visible(Document.objects.select_related("case").prefetch_related(*WITH_FILES), "document_id")


class OneDocument(OfDocument):
    """A document, with how far it has been read."""

    def get(self, request: Request, document_id: object) -> Response:
        return self.answer(self.document())

    @extend_schema(request=DocumentInput, responses=DocumentSerializer, summary="Correct title or kind (reviewers)")
    def patch(self, request: Request, document_id: object) -> Response:
        document = self.document()
        now = {"title": document.title, "kind": document.kind}
        pipeline.describe(document=document, **{**now, **self.given(DocumentInput, partial=True)}, by=self.by())
        return self.answer(self.document())

    @extend_schema(responses={204: None}, summary="Take a document out of the case (leads)")
    def delete(self, request: Request, document_id: object) -> Response:
        pipeline.remove(document=self.document(), by=self.by())
        return Response(status=204)


class Restore(OfDocument):
    """Bring a document back that was taken out."""

    @extend_schema(request=None, responses=DocumentSerializer, summary="Bring a document back (leads)")
    def post(self, request: Request, document_id: object) -> Response:
        pipeline.restore(document=self.document(), by=self.by())
        return self.answer(self.document())


class Again(OfDocument):
    """Read a document again, or try a failed one again."""

    @extend_schema(request=None, responses={202: DocumentSerializer}, summary="Read a document again (reviewers)")
    def post(self, request: Request, document_id: object) -> Response:
        pipeline.read_again(version=self.document().version, by=self.by())
        return self.answer(self.document(), 202)


class Unlock(OfDocument):
    """Try a locked document again with its password, which is kept with the file and never given back."""

    @extend_schema(
        request=PasswordInput, responses={202: DocumentSerializer}, summary="Open a locked document (reviewers)"
    )
    def post(self, request: Request, document_id: object) -> Response:
        version = self.document().version
        pipeline.unlock(version=version, password=self.given(PasswordInput)["password"], by=self.by())
        return self.answer(self.document(), 202)


class Provenance(OfDocument):
    """The chain by which a document came to be held."""

    parser_classes = [JSONParser]

    @extend_schema(
        request=HopSerializer(many=True), responses=DocumentSerializer, summary="Replace the provenance (reviewers)"
    )
    def put(self, request: Request, document_id: object) -> Response:
        hops = HopSerializer(data=request.data, many=True)
        hops.is_valid(raise_exception=True)
        set_provenance(document=self.document(), hops=[Hop(**hop) for hop in hops.validated_data], by=self.by())
        return self.answer(self.document())


class OnePage(OfDocument):
    """The text of a page, with where it begins in the document's text."""

    serializer_class = PageSerializer

    @extend_schema(responses=PageSerializer, summary="Text of a page")
    def get(self, request: Request, document_id: object, number: int) -> Response:
        page = self.document().version.pages.filter(number=number).first()
        if page is None:
            raise Http404
        return self.answer(page)
