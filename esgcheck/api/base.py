"""What every view shares: who may call, finding rows that the caller may see, lists in pages."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import Any, TypeVar

from django.conf import settings
from django.db.models import Model, QuerySet
from django.http import Http404
from rest_framework.authentication import SessionAuthentication
from rest_framework.exceptions import APIException, NotAuthenticated
from rest_framework.generics import GenericAPIView
from rest_framework.metadata import SimpleMetadata
from rest_framework.mixins import ListModelMixin
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import Serializer

from esgcheck.accounts.models import User
from esgcheck.api.authentication import ApiTokenAuthentication
from esgcheck.cases.models import Case
from esgcheck.documents.models import Document, Version

Row = TypeVar("Row", bound=Model)


class NoForms(SimpleMetadata):
    """OPTIONS says what a view is and takes; its fields are in the OpenAPI document."""

    def determine_actions(self, request: Request, view: Any) -> dict[str, Any]:
        return {}


class TooLarge(APIException):
    status_code = 413
    default_detail = "This is too large to be taken. Files are sent as multipart/form-data."
    default_code = "too_large"


class View(GenericAPIView[Any]):
    """A view for people who are logged in. Without a token or a session the answer is 401."""

    authentication_classes = [ApiTokenAuthentication, SessionAuthentication]
    permission_classes = [IsAuthenticated]
    metadata_class: Any = NoForms

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Django bounds what it reads into memory itself, but not what is read here."""
        super().initial(request, *args, **kwargs)
        size = int(request.META.get("CONTENT_LENGTH") or 0)
        if size > settings.DATA_UPLOAD_MAX_MEMORY_SIZE and not request.content_type.startswith("multipart/"):
            raise TooLarge

    def by(self) -> User:
        """The caller."""
        if not isinstance(self.request.user, User):
            raise NotAuthenticated
        return self.request.user

    def case(self) -> Case:
        return self.visible(Case.objects.all(), "case_id")

    def visible(self, rows: QuerySet[Row, Row], key: str) -> Row:
        """The row with the id in the address, if the caller may see it; else 404."""
        row: Row | None = rows.visible_to(self.by()).filter(pk=self.kwargs[key]).first()  # type: ignore[attr-defined]
        if row is None:
            raise Http404
        return row

    def newest_version(self, case: Case, document_id: uuid.UUID) -> Version:
        """Of a document of this case."""
        document = Document.objects.filter(case=case, pk=document_id).first()
        if document is None:
            raise Http404
        return document.version

    def given(self, kind: type[Serializer[Any]], *, partial: bool = False) -> dict[str, Any]:
        """The body, checked by a serializer. Raises a 400 that names the fields."""
        serializer = kind(data=self.request.data, partial=partial)
        serializer.is_valid(raise_exception=True)
        data: dict[str, Any] = serializer.validated_data
        return data

    def answer(self, row: Any, status: int = 200) -> Response:
        return Response(self.get_serializer(row).data, status=status)


class ListView(ListModelMixin, View):
    """``rows`` says what is listed; filters are its own."""

    def rows(self) -> Any:
        raise LookupError(f"{type(self).__name__} says no rows")

    def get_queryset(self) -> Any:
        if getattr(self, "swagger_fake_view", False):
            return self.queryset
        return self.rows()

    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return self.list(request, *args, **kwargs)

    def filtered(self, rows: Any, names: Sequence[str]) -> Any:
        """Rows with the values that the address gives for these columns."""
        wanted = {name: self.request.GET[name] for name in names if self.request.GET.get(name)}
        return rows.filter(**wanted)
