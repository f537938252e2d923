"""Claims, the evidence linked to them, and verdicts."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from esgcheck import pipeline
from esgcheck.api.base import ListView, View
from esgcheck.api.serializers.claims import (
    BecauseInput,
    ClaimChange,
    ClaimInput,
    ClaimSerializer,
    LinkChange,
    LinkInput,
    LinkSerializer,
    VerdictInput,
    VerdictSerializer,
)
from esgcheck.claims.models import Claim, ClaimKind, EvidenceLink, Verdict
from esgcheck.claims.review import change_link, describe_claim, give_verdict, link_evidence, set_claim_state, unlink

STATUSES = ("open", "decided", "stale", "dismissed")


def _whole(claims: QuerySet[Claim]) -> QuerySet[Claim]:
    return claims.select_related("case", "version").prefetch_related("verdicts", "links")


class Claims(ListView):
    """Claims of a case that somebody accepted or dismissed."""

    queryset = Claim.objects.none()
    serializer_class = ClaimSerializer

    def rows(self) -> Any:
        claims = self.filtered(_whole(self.case().claims.order_by("version", "start")), ["kind"])
        status = self.request.GET.get("status")
        if status == "dismissed":
            return claims.dismissed()
        if status == "open":
            return claims.open()
        if status in {"decided", "stale"}:
            # Whether a verdict is stale is a hash of what it rests on: not a question to the database.
            return [c for c in claims.accepted() if c.verdict and c.verdict_is_stale == (status == "stale")]
        return claims

    @extend_schema(
        parameters=[OpenApiParameter("status", enum=STATUSES), OpenApiParameter("kind", enum=ClaimKind.values)],
        summary="List claims",
    )
    def get(self, request: Request, *args: object, **kwargs: object) -> Response:
        return super().get(request, *args, **kwargs)

    @extend_schema(request=ClaimInput, responses={201: ClaimSerializer}, summary="Mark a claim in a report (reviewers)")
    def post(self, request: Request, case_id: object) -> Response:
        data = self.given(ClaimInput)
        version = self.newest_version(self.case(), data.pop("document"))
        return self.answer(pipeline.add_claim(version=version, **data, by=self.by()), 201)


class OfClaim(View):
    """A view of a claim."""

    serializer_class = ClaimSerializer

    def claim(self) -> Claim:
        return self.visible(_whole(Claim.objects.all()), "claim_id")


class OneClaim(OfClaim):
    """A claim with its newest verdict."""

    @extend_schema(responses=ClaimSerializer, summary="A claim")
    def get(self, request: Request, claim_id: object) -> Response:
        return self.answer(self.claim())

    @extend_schema(request=ClaimChange, responses=ClaimSerializer, summary="Correct kind or attribution (reviewers)")
    def patch(self, request: Request, claim_id: object) -> Response:
        claim = self.claim()
        now = {"kind": claim.kind, "attribution": claim.attribution}
        describe_claim(claim=claim, **{**now, **self.given(ClaimChange, partial=True)}, by=self.by())
        return self.answer(self.claim())


class DismissClaim(OfClaim):
    """Dismiss a claim; its links and verdicts stay."""

    @extend_schema(request=BecauseInput, responses=ClaimSerializer, summary="Dismiss a claim (reviewers)")
    def post(self, request: Request, claim_id: object) -> Response:
        because = self.given(BecauseInput)["because"]
        set_claim_state(claim=self.claim(), state=Claim.State.DISMISSED, because=because, by=self.by())
        return self.answer(self.claim())


class AcceptClaim(OfClaim):
    """Bring a dismissed claim back."""

    @extend_schema(request=None, responses=ClaimSerializer, summary="Bring a dismissed claim back (reviewers)")
    def post(self, request: Request, claim_id: object) -> Response:
        set_claim_state(claim=self.claim(), state=Claim.State.ACCEPTED, by=self.by())
        return self.answer(self.claim())


class Links(ListView):
    """The evidence linked to a claim."""

    queryset = EvidenceLink.objects.none()
    serializer_class = LinkSerializer

    def rows(self) -> QuerySet[EvidenceLink]:
        claim = self.visible(Claim.objects.all(), "claim_id")
        return EvidenceLink.objects.filter(claim=claim).present().select_related("version")

    @extend_schema(request=LinkInput, responses={201: LinkSerializer}, summary="Link a passage (reviewers)")
    def post(self, request: Request, claim_id: object) -> Response:
        data = self.given(LinkInput)
        claim = self.visible(Claim.objects.select_related("case"), "claim_id")
        version = self.newest_version(claim.case, data.pop("document"))
        return self.answer(link_evidence(claim=claim, version=version, **data, by=self.by()), 201)


class OneLink(View):
    """A link between a claim and a passage."""

    serializer_class = LinkSerializer

    @extend_schema(request=LinkChange, responses=LinkSerializer, summary="Change stance or note (reviewers)")
    def patch(self, request: Request, link_id: object) -> Response:
        link = self.link()
        now = {"stance": link.stance, "note": link.note}
        return self.answer(change_link(link=link, **{**now, **self.given(LinkChange, partial=True)}, by=self.by()))

    @extend_schema(responses={204: None}, summary="Unlink (reviewers)")
    def delete(self, request: Request, link_id: object) -> Response:
        unlink(link=self.link(), by=self.by())
        return Response(status=204)

    def link(self) -> EvidenceLink:
        return self.visible(EvidenceLink.objects.present().select_related("claim__case", "version"), "link_id")


class Verdicts(ListView):
    """Every verdict on a claim, the newest first: they are appended, never edited."""

    queryset = Verdict.objects.none()
    serializer_class = VerdictSerializer

    def rows(self) -> QuerySet[Verdict]:
        return self.visible(Claim.objects.all(), "claim_id").verdicts.all()

    @extend_schema(request=VerdictInput, responses={201: VerdictSerializer}, summary="Give a verdict (reviewers)")
    def post(self, request: Request, claim_id: object) -> Response:
        claim = self.visible(Claim.objects.select_related("case"), "claim_id")
        return self.answer(give_verdict(claim=claim, **self.given(VerdictInput), by=self.by()), 201)
