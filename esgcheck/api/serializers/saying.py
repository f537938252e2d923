"""What a claim or a candidate says, and how people correct it."""

from __future__ import annotations

from typing import Any, get_args

from rest_framework import serializers

from esgcheck.analysis.types import FieldName, TopicVocabulary
from esgcheck.claims.models import ClaimKind


class QuantitySerializer(serializers.Serializer[Any]):
    start = serializers.IntegerField()
    end = serializers.IntegerField()
    text = serializers.CharField()
    value = serializers.FloatField(allow_null=True)
    unit = serializers.CharField()
    canonical = serializers.CharField(default="", help_text="The unit in its one spelling; empty where unknown.")


class SaidFieldSerializer(serializers.Serializer[Any]):
    """One thing that a claim says. ``of`` counts its figures from 0: those with the same number belong together."""

    name = serializers.ChoiceField(choices=get_args(FieldName))
    text = serializers.CharField(help_text="In the report's own words where it has them.")
    value = serializers.CharField(help_text="The same for programs: -12, tCO2e, 2030, down, scope_1.")
    start = serializers.IntegerField(allow_null=True, help_text="Where the report says it; null where concluded.")
    end = serializers.IntegerField(allow_null=True)
    of = serializers.IntegerField()


class SaidFieldInput(serializers.Serializer[Any]):
    name = serializers.ChoiceField(choices=get_args(FieldName))
    text = serializers.CharField(max_length=500, allow_blank=True, help_text="Without words the field is left out.")
    value = serializers.CharField(max_length=100, required=False, allow_blank=True)
    start = serializers.IntegerField(min_value=0, required=False, allow_null=True)
    end = serializers.IntegerField(min_value=1, required=False, allow_null=True)
    of = serializers.IntegerField(min_value=0, max_value=49, required=False)


class TopicSerializer(serializers.Serializer[Any]):
    vocabulary = serializers.ChoiceField(choices=get_args(TopicVocabulary))
    code = serializers.CharField(help_text="E1, S1-9 (ESRS); 305, 305-1 (GRI).")
    name = serializers.CharField()
    words = serializers.ListField(child=serializers.CharField(), help_text="Of the text, that led there.")


class TopicInput(serializers.Serializer[Any]):
    vocabulary = serializers.ChoiceField(choices=get_args(TopicVocabulary))
    code = serializers.CharField(max_length=20)
    name = serializers.CharField(max_length=200, required=False, allow_blank=True)


class StretchSerializer(serializers.Serializer[Any]):
    """A stretch of the same document."""

    start = serializers.IntegerField()
    end = serializers.IntegerField()
    page = serializers.IntegerField(help_text="From 1.")
    text = serializers.CharField()


class ClaimChange(serializers.Serializer[Any]):
    """What is left out stays as it is. ``start`` and ``end`` come together: other words for the claim."""

    kind = serializers.ChoiceField(ClaimKind.choices, required=False)
    attribution = serializers.CharField(required=False, allow_blank=True, max_length=300)
    fields = SaidFieldInput(many=True, required=False, help_text="All of them.")  # type: ignore[assignment]
    topics = TopicInput(many=True, required=False, help_text="All of them.")
    start = serializers.IntegerField(min_value=0, required=False, help_text="Offset in the document's text.")
    end = serializers.IntegerField(min_value=1, required=False)

    def validate(self, data: dict[str, Any]) -> dict[str, Any]:
        if ("start" in data) != ("end" in data):
            raise serializers.ValidationError({"start": "Give start and end together."})
        return data
