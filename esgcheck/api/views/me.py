"""The caller, and their tokens."""

from __future__ import annotations

import uuid

from django.db.models import QuerySet
from django.http import Http404
from django.urls import reverse
from drf_spectacular.utils import extend_schema
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from esgcheck.accounts.models import ApiToken, make_api_token
from esgcheck.api.base import ListView, View
from esgcheck.api.serializers.cases import MeSerializer, NewTokenSerializer, TokenInput, TokenSerializer


class Root(APIView):
    """Where to start, for whoever opens the address in a browser."""

    authentication_classes = []
    permission_classes = [AllowAny]

    @extend_schema(exclude=True)
    def get(self, request: Request) -> Response:
        names = {"me": "me", "tokens": "tokens", "cases": "cases", "openapi": "schema"}
        return Response({key: request.build_absolute_uri(reverse(f"api:{name}")) for key, name in names.items()})


class Me(View):
    """Who the token or the session belongs to."""

    serializer_class = MeSerializer

    def get(self, request: Request) -> Response:
        return self.answer(request.user)


class Tokens(ListView):
    """The caller's tokens; secrets cannot be shown again."""

    queryset = ApiToken.objects.none()
    serializer_class = TokenSerializer

    def rows(self) -> QuerySet[ApiToken]:
        return ApiToken.objects.filter(user=self.by()).order_by("created_at")

    @extend_schema(request=TokenInput, responses={201: NewTokenSerializer}, summary="Make a token")
    def post(self, request: Request) -> Response:
        secret = make_api_token(self.by(), name=self.given(TokenInput)["name"])
        return Response({"token": secret}, status=201)


class OneToken(View):
    """A token of the caller's."""

    serializer_class = TokenSerializer

    @extend_schema(responses={204: None}, summary="Withdraw a token")
    def delete(self, request: Request, token_id: uuid.UUID) -> Response:
        deleted, _ = ApiToken.objects.filter(user=self.by(), pk=token_id).delete()
        if not deleted:
            raise Http404
        return Response(status=204)
