"""Claims, the evidence linked to them, and verdicts."""

from __future__ import annotations

import uuid
from typing import Any

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from esgcheck import pipeline
from esgcheck.api.base import ListView, View
from esgcheck.api.serializers.claims import (
    BecauseInput,
    ClaimInput,
    ClaimSerializer,
    LinkChange,
    LinkInput,
    LinkSerializer,
    VerdictInput,
    VerdictSerializer,
)
from esgcheck.api.serializers.deciding import ChangedSerializer, ClaimFilter
from esgcheck.api.serializers.saying import ClaimChange
from esgcheck.api.views.deciding import OfItem, whole
from esgcheck.api.views.narrowing import Narrowed
from esgcheck.claims.models import Claim, EvidenceLink, Verdict
from esgcheck.claims.review import (
    change_link,
    give_verdict,
    link_evidence,
    set_claim_state,
    taken_up,
    undoable,
    unlink,
)
from esgcheck.claims.worklist import EVERY, Item


def _whole(claims: QuerySet[Claim]) -> QuerySet[Claim]:
    return claims.select_related("case", "version__document").prefetch_related("verdicts", "links")


class Claims(Narrowed):
    """Claims of a case that somebody accepted or dismissed; those that were merged into another are not listed."""

    queryset = Claim.objects.none()
    serializer_class = ClaimSerializer
    filters = ClaimFilter

    def narrowed(self, **filters: Any) -> list[Item]:
        return [item for item in super().narrowed(**{"status": EVERY, **filters}) if not item.is_candidate]

    def whole(self, ids: list[uuid.UUID]) -> list[Claim]:
        return whole(ids)

    @extend_schema(parameters=[ClaimFilter], summary="List claims")
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


class OneClaim(OfClaim, OfItem):
    """A claim with its newest verdict."""

    @extend_schema(responses=ClaimSerializer, summary="A claim")
    def get(self, request: Request, claim_id: object) -> Response:
        return self.answer(self.claim())

    @extend_schema(
        request=ClaimChange,
        responses=ChangedSerializer,
        summary="Correct kind, attribution, fields, topics or span (reviewers)",
        description="The id of a candidate does as well: correcting it accepts it.",
    )
    def patch(self, request: Request, claim_id: object) -> Response:
        item, data = self.item(), self.given(ClaimChange, partial=True)
        start, end = data.pop("start", None), data.pop("end", None)
        with undoable(case=item.version.case, items=[item], by=self.by()) as change:
            if start is not None and end is not None:
                item = pipeline.edit_span(item=item, start=start, end=end, by=self.by())
            pipeline.describe_claim(claim=taken_up(item, self.by()), **data, by=self.by())
        claim = self.claim()
        claim.undo = change.token  # type: ignore[attr-defined]  # for the answer
        return Response(ChangedSerializer(claim).data)


class DismissClaim(OfClaim):
    """Dismiss a claim; its links and verdicts stay."""

    @extend_schema(request=BecauseInput, responses=ClaimSerializer, summary="Dismiss a claim (reviewers)")
    def post(self, request: Request, claim_id: object) -> Response:
        claim = self.claim()
        set_claim_state(claim=claim, state=Claim.State.DISMISSED, **self.given(BecauseInput), by=self.by())
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
