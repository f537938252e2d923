"""What the machine found: candidates, quotations with their checks, suggestions."""

from __future__ import annotations

import uuid
from typing import Any, get_args

from django.db.models import QuerySet
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from esgcheck.analysis.types import QuotationKind
from esgcheck.api.base import ListView, View
from esgcheck.api.serializers.claims import (
    BecauseInput,
    CandidateSerializer,
    ClaimSerializer,
    KindInput,
    QuotationSerializer,
    RecomputationSerializer,
    SuggestionSerializer,
)
from esgcheck.api.serializers.deciding import CandidateFilter
from esgcheck.api.views.narrowing import Narrowed
from esgcheck.claims.items import SUGGESTED
from esgcheck.claims.models import Candidate, CheckStatus, Claim, Quotation, Recomputation, Suggestion
from esgcheck.claims.review import accept_candidate, dismiss
from esgcheck.claims.worklist import Item
from esgcheck.documents.models import Version


class Candidates(Narrowed):
    """What is proposed as check-worthy and nobody has decided about yet, report by report."""

    queryset = Candidate.objects.none()
    serializer_class = CandidateSerializer
    filters = CandidateFilter

    def narrowed(self, **filters: Any) -> list[Item]:
        return super().narrowed(status=SUGGESTED, **filters)

    def whole(self, ids: list[uuid.UUID]) -> list[Candidate]:
        rows = Candidate.objects.select_related("version").in_bulk(ids)
        return [rows[pk] for pk in ids if pk in rows]

    @extend_schema(parameters=[CandidateFilter], summary="List candidates")
    def get(self, request: Request, *args: object, **kwargs: object) -> Response:
        return super().get(request, *args, **kwargs)


class Accept(View):
    """Make a claim of a candidate; the claim takes over its id."""

    serializer_class = ClaimSerializer

    @extend_schema(request=KindInput, responses={201: ClaimSerializer}, summary="Accept a candidate (reviewers)")
    def post(self, request: Request, candidate_id: object) -> Response:
        candidate = self.candidate()
        kind = self.given(KindInput).get("kind", "")
        return self.answer(accept_candidate(candidate=candidate, kind=kind, by=self.by()), 201)

    def candidate(self) -> Candidate:
        return self.visible(Candidate.objects.select_related("version__case"), "candidate_id")


class Dismiss(Accept):
    """Say that a candidate is no claim, so that it does not come back."""

    @extend_schema(request=BecauseInput, responses={201: ClaimSerializer}, summary="Dismiss a candidate (reviewers)")
    def post(self, request: Request, candidate_id: object) -> Response:
        candidate = self.candidate()
        return self.answer(dismiss(item=candidate, **self.given(BecauseInput), by=self.by()), 201)


class Quotations(ListView):
    """Quotations of the case's documents, with what became of each in the sources. Indirect speech is not looked up;
    words in marks that nobody is said to have said are listed only by ``kind=scare``."""

    queryset = Quotation.objects.none()
    serializer_class = QuotationSerializer

    def rows(self) -> QuerySet[Quotation]:
        rows = Quotation.objects.filter(version__in=Version.objects.present().filter(case=self.case()))
        kind = self.request.GET.get("kind")
        rows = rows.filter(kind=kind) if kind else rows.said()
        if status := self.request.GET.get("status"):
            rows = rows.filter(check_result__status=status)
        if document := self.request.GET.get("document_kind"):
            rows = rows.filter(version__document__kind=document)
        return rows.select_related("version", "check_result").order_by("version", "start")

    @extend_schema(
        parameters=[
            OpenApiParameter("status", enum=CheckStatus.values),
            OpenApiParameter("document_kind", enum=["report", "source"]),
            OpenApiParameter("kind", enum=get_args(QuotationKind)),
        ],
        summary="List quotations",
    )
    def get(self, request: Request, *args: object, **kwargs: object) -> Response:
        return super().get(request, *args, **kwargs)


class Suggestions(ListView):
    """Passages ranked for a claim, best first. Guesses: link those that hold."""

    queryset = Suggestion.objects.none()
    serializer_class = SuggestionSerializer

    def rows(self) -> QuerySet[Suggestion]:
        claim = self.visible(Claim.objects.all(), "claim_id")
        return Suggestion.objects.filter(
            claim_version=claim.version_id, claim_start=claim.start, claim_end=claim.end
        ).select_related("version")


class Recomputations(ListView):
    """Figures of a claim worked out anew from tables of the case's reports, each with its working. The machine's."""

    queryset = Recomputation.objects.none()
    serializer_class = RecomputationSerializer

    def rows(self) -> QuerySet[Recomputation]:
        claim = self.visible(Claim.objects.all(), "claim_id")
        return Recomputation.objects.filter(
            claim_version=claim.version_id, claim_start=claim.start, claim_end=claim.end
        )
