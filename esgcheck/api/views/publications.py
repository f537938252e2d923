"""Looking at what would be public, publishing it, and taking it back."""

from __future__ import annotations

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from esgcheck.api.base import ListView, View
from esgcheck.api.serializers.publications import ChoicesInput, DraftSerializer, PublicationSerializer, chosen
from esgcheck.cases.models import Role
from esgcheck.claims.models import Claim
from esgcheck.publishing.choices import usual
from esgcheck.publishing.material import gather
from esgcheck.publishing.models import Publication
from esgcheck.publishing.publish import publish_claim, revoke
from esgcheck.publishing.snapshot import draft_of


class Publications(ListView):
    """What of a case is public, and what was taken back."""

    queryset = Publication.objects.none()
    serializer_class = PublicationSerializer

    def rows(self) -> QuerySet[Publication]:
        return self.case().publications.all()


class Draft(View):
    """What would be public, with these choices. Writes nothing."""

    serializer_class = DraftSerializer

    @extend_schema(request=ChoicesInput, responses=DraftSerializer, summary="Preview a publication (leads)")
    def post(self, request: Request, claim_id: object) -> Response:
        claim = self.visible(Claim.objects.select_related("case"), "claim_id")
        claim.case.require(self.by(), Role.LEAD)
        draft = draft_of(claim, chosen(self.given(ChoicesInput), usual(gather(claim))))
        return self.answer({"seal": draft.seal, "snapshot": draft.snapshot})


class Publish(View):
    """Freeze a claim as it stands, at a link that cannot be guessed."""

    serializer_class = PublicationSerializer

    @extend_schema(request=ChoicesInput, responses={201: PublicationSerializer}, summary="Publish a claim (leads)")
    def post(self, request: Request, claim_id: object) -> Response:
        data = self.given(ChoicesInput)
        claim = self.visible(Claim.objects.select_related("case"), "claim_id")
        claim.case.require(self.by(), Role.LEAD)
        choices = chosen(data, usual(gather(claim)))
        publication = publish_claim(claim=claim, choices=choices, seen=data["seen"] or None, by=self.by())
        return self.answer(publication, 201)


class Revoke(View):
    """Take a publication back for good."""

    serializer_class = PublicationSerializer

    @extend_schema(request=None, responses=PublicationSerializer, summary="Take a publication back (leads)")
    def post(self, request: Request, publication_id: object) -> Response:
        publication = self.visible(Publication.objects.select_related("case"), "publication_id")
        return self.answer(revoke(publication=publication, by=self.by()))
