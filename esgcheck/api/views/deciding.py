"""Many claims at once: deciding, splitting, merging, and the way back."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from typing import Any

from django.http import Http404
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from esgcheck import pipeline
from esgcheck.api.base import View
from esgcheck.api.serializers.deciding import (
    ChangedClaimsSerializer,
    ChangedSerializer,
    DecidedSerializer,
    DecideInput,
    MergeInput,
    ReasonSerializer,
    SplitInput,
    UndoInput,
    UndoneSerializer,
)
from esgcheck.cases.models import Case
from esgcheck.claims.models import Candidate, Claim
from esgcheck.claims.review import DismissReason, decide_many, undoable


def whole(ids: Iterable[uuid.UUID]) -> list[Claim]:
    """Claims with all that an answer tells of them, in this order."""
    rows = Claim.objects.select_related("case", "version").prefetch_related("verdicts", "links").in_bulk(list(ids))
    return [rows[pk] for pk in ids if pk in rows]


class OfItem(View):
    """A view of a claim, or of a candidate that is thereby accepted."""

    def item(self) -> Claim | Candidate:
        pk = self.kwargs["claim_id"]
        claim = Claim.objects.select_related("case", "version__document").visible_to(self.by()).filter(pk=pk).first()
        if claim is not None:
            return claim
        return self.visible(Candidate.objects.select_related("version__case", "version__document"), "claim_id")

    def changed(self, claims: list[Claim], undo: str) -> Response:
        return Response(ChangedClaimsSerializer({"claims": whole([c.pk for c in claims]), "undo": undo}).data)


class Reasons(View):
    """Why a proposal can be dismissed."""

    pagination_class = None
    serializer_class = ReasonSerializer

    @extend_schema(responses=ReasonSerializer(many=True), summary="Reasons for dismissing")
    def get(self, request: Request) -> Response:
        return Response([{"value": value, "words": words} for value, words in DismissReason.choices])


class Decide(View):
    """Accept, dismiss, give a kind or bring back, each item with its own outcome."""

    serializer_class = DecidedSerializer

    @extend_schema(request=DecideInput, responses=DecidedSerializer, summary="Decide about many at once (reviewers)")
    def post(self, request: Request, case_id: object) -> Response:
        case = self.case()
        return self.answer(decide_many(case=case, **self.given(DecideInput), by=self.by()))


class Undo(View):
    """Take back what was done a moment ago, where nobody has gone on working on it."""

    serializer_class = UndoneSerializer

    @extend_schema(request=UndoInput, responses=UndoneSerializer, summary="Undo a change of claims (reviewers)")
    def post(self, request: Request, case_id: object) -> Response:
        case = self.case()
        return self.answer(pipeline.undo(case=case, token=self.given(UndoInput)["undo"], by=self.by()))


class Merge(View):
    """Make one claim of several; the answer is the one that stands for all."""

    serializer_class = ChangedSerializer

    @extend_schema(request=MergeInput, responses=ChangedSerializer, summary="Merge claims (reviewers)")
    def post(self, request: Request, case_id: object) -> Response:
        case = self.case()
        items = _items(case, self.given(MergeInput)["ids"])
        with undoable(case=case, items=items, by=self.by()) as change:
            claim = pipeline.merge(items=items, by=self.by())
        [claim] = whole([claim.pk])
        claim.undo = change.token  # type: ignore[attr-defined]  # for the answer
        return self.answer(claim)


class Unmerge(OfItem):
    """Give back what was merged into a claim."""

    serializer_class = ChangedClaimsSerializer

    @extend_schema(request=None, responses=ChangedClaimsSerializer, summary="Undo merging (reviewers)")
    def post(self, request: Request, claim_id: object) -> Response:
        claim = self.visible(Claim.objects.select_related("case", "version"), "claim_id")
        with undoable(case=claim.case, items=[claim], by=self.by()) as change:
            claims = pipeline.unmerge(claim=claim, by=self.by())
        return self.changed(claims, change.token)


class Split(OfItem):
    """Make several claims of one; the first keeps its id, its links and its verdicts."""

    serializer_class = ChangedClaimsSerializer

    @extend_schema(request=SplitInput, responses=ChangedClaimsSerializer, summary="Split a claim (reviewers)")
    def post(self, request: Request, claim_id: object) -> Response:
        item, data = self.item(), self.given(SplitInput)
        spans = [(part["start"], part["end"]) for part in data.get("spans", [])]
        with undoable(case=item.version.case, items=[item], by=self.by()) as change:
            claims = pipeline.split(item=item, at=data["at"], spans=spans, by=self.by())
        return self.changed(claims, change.token)


def _items(case: Case, ids: list[uuid.UUID]) -> list[Claim | Candidate]:
    """The claims and candidates of these ids, in their order; 404 where the case has not all of them."""
    found: dict[uuid.UUID, Any] = dict(
        Candidate.objects.filter(version__case=case).select_related("version__case", "version__document").in_bulk(ids)
    )
    found |= Claim.objects.filter(case=case).select_related("case", "version__document").in_bulk(ids)
    if len(found) < len(set(ids)):
        raise Http404
    return [found[pk] for pk in dict.fromkeys(ids)]
