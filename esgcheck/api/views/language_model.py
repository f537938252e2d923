"""Whether text of a case may be sent to the operator's language model."""

from __future__ import annotations

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response as Answer

from esgcheck import pipeline
from esgcheck.api.base import View
from esgcheck.api.serializers.language_model import AllowInput, ForbidInput, LanguageModelSerializer
from esgcheck.cases.models import Case, Role
from esgcheck.claims.language_model.consent import consent_of
from esgcheck.claims.language_model.standing import reports_of


class LanguageModel(View):
    """Where the words of a case's reports would be sent, who allowed it, and what came of it."""

    serializer_class = LanguageModelSerializer

    @extend_schema(summary="The language model, and whether the case allows it")
    def get(self, request: Request, case_id: object) -> Answer:
        return self._standing(self.case())

    @extend_schema(request=AllowInput, responses=LanguageModelSerializer, summary="Allow it for a case (leads)")
    def post(self, request: Request, case_id: object) -> Answer:
        case = self.case()
        case.require(self.by(), Role.LEAD)
        pipeline.allow_language_model(case=case, by=self.by(), **self.given(AllowInput))
        return self._standing(case)

    @extend_schema(
        parameters=[OpenApiParameter("remove", bool, description="Its undecided proposals go too.")],
        responses=LanguageModelSerializer,
        summary="Send nothing more from a case (leads)",
    )
    def delete(self, request: Request, case_id: object) -> Answer:
        case = self.case()
        asked = ForbidInput(data=request.query_params)
        asked.is_valid(raise_exception=True)
        pipeline.forbid_language_model(case=case, by=self.by(), remove=asked.validated_data["remove"])
        return self._standing(case)

    def _standing(self, case: Case) -> Answer:
        consent = consent_of(case)
        address = consent.address
        return self.answer(
            {
                "model": address.model if address else "",
                "host": address.host if address else "",
                "name": address.name if address else "",
                "allowed": consent.allowed,
                "lapsed": consent.lapsed,
                "allowed_by": str(consent.by) if consent.by else None,
                "allowed_at": consent.at,
                "reports": reports_of(case),
            }
        )
