"""How a case stands to the operator's language model; the key is in none of it."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers


class LanguageModelReportSerializer(serializers.Serializer[Any]):
    document = serializers.UUIDField(source="version.document_id")
    state = serializers.CharField(help_text="Of the newest request: waiting, running, done, failed; empty for none.")
    at = serializers.DateTimeField(allow_null=True)
    told = serializers.CharField(help_text="What was sent where and what came of it.")
    proposals = serializers.IntegerField(help_text="That nobody has decided about.")


class LanguageModelSerializer(serializers.Serializer[Any]):
    model = serializers.CharField(help_text="Empty where none is set up on this server.")
    host = serializers.CharField(help_text="Where the words would be sent.")
    name = serializers.CharField(help_text="Both together: what allowing it asks for as ``seen``.")
    allowed = serializers.BooleanField()
    lapsed = serializers.BooleanField(help_text="It was allowed, but for another address or model than today's.")
    allowed_by = serializers.CharField(allow_null=True)
    allowed_at = serializers.DateTimeField(allow_null=True)
    reports = LanguageModelReportSerializer(many=True)


class AllowInput(serializers.Serializer[Any]):
    seen = serializers.CharField(max_length=500, help_text="``name``, as it was read: nobody agrees to another place.")


class ForbidInput(serializers.Serializer[Any]):
    remove = serializers.BooleanField(required=False, default=False, help_text="Its undecided proposals too.")
