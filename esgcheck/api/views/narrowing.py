"""Lists of candidates and claims: filtered and ordered by the worklist, as the workbench is."""

from __future__ import annotations

import uuid
from typing import Any, ClassVar

from django.http import Http404
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import Serializer

from esgcheck.api.base import ListView
from esgcheck.claims.news import unseen_claims
from esgcheck.claims.worklist import Item, worklist
from esgcheck.documents.models import Document


class Narrowed(ListView):
    """Only the rows of the page that is asked for are fetched whole."""

    filters: ClassVar[type[Serializer[Any]]]

    def whole(self, ids: list[uuid.UUID]) -> Any:
        raise LookupError(f"{type(self).__name__} says no rows")

    def narrowed(self, **filters: Any) -> list[Item]:
        case = self.case()
        return worklist(case, **filters, new=unseen_claims(case, self.by())).items

    def list(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        case = self.case()
        asked = self.filters(data=request.query_params)
        asked.is_valid(raise_exception=True)
        filters: dict[str, Any] = dict(asked.validated_data)
        if document := filters.pop("document", None):
            row = Document.objects.filter(case=case, pk=document).first()
            if row is None:
                raise Http404
            filters["version"] = row.version.pk
        items: Any = self.paginate_queryset(self.narrowed(**filters))  # type: ignore[arg-type]
        rows = self.whole([item.id for item in items])
        return self.get_paginated_response(self.get_serializer(rows, many=True).data)
