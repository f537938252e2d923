"""The search over everything that a case holds."""

from __future__ import annotations

from drf_spectacular.utils import extend_schema
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from esgcheck.analysis.asking import BadQuery
from esgcheck.api.base import View
from esgcheck.api.serializers.search import SearchInput, SearchSerializer
from esgcheck.documents.searching import PASSAGES, Asked, search


class Search(View):
    """Passages of a case that hold the words asked for, 30 at a time."""

    serializer_class = SearchSerializer

    @extend_schema(parameters=[SearchInput], responses=SearchSerializer, summary="Search everything a case holds")
    def get(self, request: Request, case_id: object) -> Response:
        case = self.case()
        asked = SearchInput(data=request.query_params)
        asked.is_valid(raise_exception=True)
        said = asked.validated_data
        wish = Asked(
            words=said["q"],
            documents=frozenset(said["document"]),
            kind=said["kind"],
            passages=frozenset[str]().union(*(PASSAGES[name] for name in said["within"])),
            speaker=said["speaker"],
            first_day=said["first_day"],
            last_day=said["last_day"],
            order=said["order"],
            page=said["page"],
        )
        try:
            return self.answer(search(case, wish))
        except BadQuery as problem:
            raise ValidationError({"q": [str(problem)]}) from None
