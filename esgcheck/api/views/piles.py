"""Piles: many files at once, small ones together in one request, large ones in pieces that go on where they stopped."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import IO, Any

from django.http import UnreadablePostError
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.exceptions import ParseError
from rest_framework.parsers import BaseParser, JSONParser, MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from esgcheck import pipeline
from esgcheck.api.base import ListView, View
from esgcheck.api.serializers.piles import (
    AnnouncedInput,
    FilesInput,
    MoreInput,
    OpenedSerializer,
    PileFileSerializer,
    PileInput,
    PileSerializer,
)
from esgcheck.documents import transfers
from esgcheck.documents.models import Pile, PileFile
from esgcheck.documents.piles import Announced, announce, dismiss, open_pile
from esgcheck.documents.quota import room_of


class Bytes(BaseParser):
    """A piece of a file as it is. One that was cut off on its way is not taken."""

    media_type = "application/octet-stream"

    def parse(  # type: ignore[override]
        self, stream: IO[bytes], media_type: str | None = None, parser_context: Mapping[str, Any] | None = None
    ) -> bytes:
        request = (parser_context or {})["request"]
        said = int(request.META.get("CONTENT_LENGTH") or 0)
        try:
            data = stream.read(said)
        except UnreadablePostError:
            data = b""
        if len(data) != said:
            raise ParseError("This piece was cut off on its way. Send it again.")
        return data


class Piles(ListView):
    """What came into a case at once, newest first."""

    queryset = Pile.objects.none()
    serializer_class = PileSerializer

    def rows(self) -> Any:
        return self.case().piles.all()

    @extend_schema(
        request=PileInput,
        responses={201: OpenedSerializer},
        summary="Open a pile (reviewers)",
        description="Say what is to come. The same files announced again after an interruption go on in their pile.",
    )
    def post(self, request: Request, case_id: object) -> Response:
        case, data = self.case(), self.given(PileInput)
        files = [Announced(**file) for file in data["files"]]
        opening = open_pile(case=case, kind=data["kind"], files=files, passed_over=data["passed_over"], by=self.by())
        context = {"held": opening.held, "room": room_of(case).words}
        return Response(OpenedSerializer(opening.pile, context=context).data, status=201)


class OfPile(View):
    serializer_class: Any = PileFileSerializer

    def pile(self) -> Pile:
        return self.visible(Pile.objects.select_related("case"), "pile_id")


class OnePile(OfPile):
    """A pile with how many of its files became what."""

    serializer_class = PileSerializer

    @extend_schema(summary="A pile")
    def get(self, request: Request, pile_id: object) -> Response:
        return self.answer(self.pile())

    @extend_schema(request=MoreInput, responses=PileSerializer, summary="Announce more files, or fewer (reviewers)")
    def patch(self, request: Request, pile_id: object) -> Response:
        return self.answer(announce(pile=self.pile(), **self.given(MoreInput), by=self.by()))

    @extend_schema(responses={204: None}, summary="Put a pile away from the case page (reviewers)")
    def delete(self, request: Request, pile_id: object) -> Response:
        dismiss(pile=self.pile(), by=self.by())
        return Response(status=204)


class PileFiles(OfPile):
    """Small files, many in one request. What became of each is in the answer."""

    parser_classes = [MultiPartParser]

    @extend_schema(
        request={"multipart/form-data": FilesInput},
        responses={200: PileFileSerializer(many=True)},
        summary="Send small files of a pile (reviewers)",
    )
    def post(self, request: Request, pile_id: object) -> Response:
        pile, data = self.pile(), self.given(FilesInput)
        named = _named(data["names"], len(data["files"]))
        files = [
            (Announced(name or upload.name or "file", upload.size or 0, fingerprint), upload.chunks())
            for upload, (name, fingerprint) in zip(data["files"], named, strict=True)
        ]
        rows = pipeline.upload_many(pile=pile, files=files, by=self.by(), again=data["again"])
        return Response(PileFileSerializer(rows, many=True).data)


def _named(words: str, count: int) -> list[tuple[str, str]]:
    """The names with folders, which do not survive in the parts of a form."""
    if not words:
        return [("", "")] * count
    try:
        named = [(str(name), str(fingerprint)) for name, fingerprint in json.loads(words)]
    except (ValueError, TypeError):
        named = []
    if len(named) != count:
        raise ParseError("“names” is not a list of one name and fingerprint for each file.")
    return named


class Uploads(OfPile):
    """Large files of a pile, which come in pieces."""

    parser_classes = [JSONParser]

    @extend_schema(
        request=AnnouncedInput,
        responses={201: PileFileSerializer},
        summary="Begin a large file, or go on with it (reviewers)",
        description="Send the rest from `received` on. A file that is refused is so before a byte of it is sent.",
    )
    def post(self, request: Request, pile_id: object) -> Response:
        row = transfers.begin(pile=self.pile(), file=Announced(**self.given(AnnouncedInput)), by=self.by())
        return self.answer(row, 201)


class OneUpload(View):
    """A file of a pile: how much of it has come, or what became of it."""

    serializer_class = PileFileSerializer
    parser_classes = [Bytes]

    def file(self) -> PileFile:
        return self.visible(PileFile.objects.select_related("pile__case"), "file_id")

    @extend_schema(summary="How much of a file has come")
    def get(self, request: Request, file_id: object) -> Response:
        return self.answer(self.file())

    @extend_schema(
        parameters=[
            OpenApiParameter("Upload-Offset", int, OpenApiParameter.HEADER, required=True),
            OpenApiParameter("Content-SHA256", str, OpenApiParameter.HEADER, description="Of this piece; optional."),
        ],
        request={"application/octet-stream": OpenApiTypes.BINARY},
        responses=PileFileSerializer,
        summary="Send a piece (who began the file)",
        description="Safe to repeat. With the last piece the file becomes a document. A piece from a wrong place is "
        "answered by 409 with the offset to go on from.",
    )
    def patch(self, request: Request, file_id: object) -> Response:
        file = self.file()
        try:
            offset = int(request.headers.get("Upload-Offset", ""))
        except ValueError:
            offset = -1
        if offset < 0:
            raise ParseError("Say in the header Upload-Offset where this piece begins.")
        given = request.data
        # No body at all: everything has come, and only the last step is to be done again.
        data: bytes = given if isinstance(given, bytes) else b""
        sha256 = request.headers.get("Content-SHA256", "")
        row = pipeline.upload_piece(file=file, offset=offset, data=data, sha256=sha256, by=self.by())
        return self.answer(row)

    @extend_schema(responses={204: None}, summary="Throw away what has come of a file (who began it)")
    def delete(self, request: Request, file_id: object) -> Response:
        transfers.give_up(file=self.file(), by=self.by())
        return Response(status=204)
