from __future__ import annotations

from typing import Any

from rest_framework import serializers

from esgcheck.accounts.models import ApiToken, User
from esgcheck.cases.models import Case, Role
from esgcheck.claims.models import Response


class CaseSerializer(serializers.ModelSerializer[Case]):
    role = serializers.SerializerMethodField(help_text="Of the caller: lead, reviewer or reader.")

    class Meta:
        model = Case
        fields = ["id", "title", "organisation", "description", "created_at", "role"]

    def get_role(self, case: Case) -> str:
        role: Role | None = case.role_of(self.context["request"].user)
        return role.value if role else ""


class CaseInput(serializers.Serializer[Any]):
    title = serializers.CharField(max_length=200)
    organisation = serializers.CharField(max_length=200, help_text="Whose report is checked.")
    description = serializers.CharField(required=False, allow_blank=True, default="")


class ResponseSerializer(serializers.ModelSerializer[Response]):
    class Meta:
        model = Response
        fields = ["id", "who", "answered", "text", "via", "asked_on", "answered_on", "created_at"]


class ResponseInput(serializers.Serializer[Any]):
    who = serializers.CharField(max_length=300)
    answered = serializers.BooleanField(help_text="False: they were asked and have not answered.")
    text = serializers.CharField(required=False, allow_blank=True, default="", help_text="The answer, verbatim.")
    via = serializers.CharField(required=False, allow_blank=True, default="", max_length=200)
    asked_on = serializers.DateField(required=False, allow_null=True, default=None)
    answered_on = serializers.DateField(required=False, allow_null=True, default=None)


class MeSerializer(serializers.ModelSerializer[User]):
    class Meta:
        model = User
        fields = ["username", "name"]


class TokenSerializer(serializers.ModelSerializer[ApiToken]):
    class Meta:
        model = ApiToken
        fields = ["id", "name", "created_at", "last_used_at"]


class TokenInput(serializers.Serializer[Any]):
    name = serializers.CharField(max_length=100, help_text="What the token is for.")


class NewTokenSerializer(serializers.Serializer[Any]):
    token = serializers.CharField(help_text="Shown this once; only its hash is kept.")
