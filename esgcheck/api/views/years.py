"""What became of a report's claims in the next year's report."""

from __future__ import annotations

from django.db.models import QuerySet
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from esgcheck.api.base import ListView
from esgcheck.api.serializers.years import YearMatchSerializer
from esgcheck.claims.models import YearMatch, YearOutcome


class AcrossYears(ListView):
    """Claims of each report held against the report of the year before. Paired by the machine: read both."""

    queryset = YearMatch.objects.none()
    serializer_class = YearMatchSerializer

    def rows(self) -> QuerySet[YearMatch]:
        rows = YearMatch.objects.of_case(self.case()).select_related("earlier_version", "later_version")
        if outcome := self.request.GET.get("outcome"):
            rows = rows.filter(outcome=outcome)
        return rows.order_by("pk")

    @extend_schema(
        parameters=[OpenApiParameter("outcome", enum=YearOutcome.values)], summary="List claims across the years"
    )
    def get(self, request: Request, *args: object, **kwargs: object) -> Response:
        return super().get(request, *args, **kwargs)
