"""What is new for the caller since they last looked, and saying that they have seen it."""

from __future__ import annotations

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from esgcheck.api.base import ListView, View
from esgcheck.api.serializers.news import NewsSerializer, SeenInput, SeenOutput
from esgcheck.claims.models import News
from esgcheck.claims.news import mark_seen


class WhatIsNew(ListView):
    """What sources brought for the accepted claims of a case that the caller has not seen: another outcome of a
    quotation (``was``, ``now``), or a passage that seems to speak for or against the claim. The newest first."""

    queryset = News.objects.none()
    serializer_class = NewsSerializer

    def rows(self) -> QuerySet[News]:
        return News.objects.unseen_by(self.by()).filter(claim__case=self.case()).select_related("source")

    @extend_schema(summary="List what is new for you")
    def get(self, request: Request, *args: object, **kwargs: object) -> Response:
        return super().get(request, *args, **kwargs)


class WhatIsSeen(View):
    """Nothing but the mark changes: the passages stay among the suggestions."""

    serializer_class = SeenOutput

    @extend_schema(request=SeenInput, responses=SeenOutput, summary="Mark what is new as seen")
    def post(self, request: Request, case_id: object) -> Response:
        claims = self.given(SeenInput).get("claims")
        return Response({"seen": mark_seen(case=self.case(), by=self.by(), claims=claims)})
