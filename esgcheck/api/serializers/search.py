from __future__ import annotations

from typing import Any

from rest_framework import serializers

from esgcheck.documents.models import Kind
from esgcheck.documents.searching import PASSAGES


class SearchInput(serializers.Serializer[Any]):
    """The question, as parameters of the address."""

    q = serializers.CharField(
        max_length=500, help_text='Words, "phrases", AND, OR, NOT, brackets, begin*. Side by side means AND.'
    )
    document = serializers.ListField(
        child=serializers.UUIDField(), required=False, default=list, help_text="Only in these; may be repeated."
    )
    kind = serializers.ChoiceField(Kind.choices, required=False, default="")
    within = serializers.ListField(
        child=serializers.ChoiceField(list(PASSAGES)), required=False, default=list,
        help_text="Only in such passages; may be repeated.",
    )  # fmt: skip
    speaker = serializers.CharField(required=False, default="", max_length=100, help_text="Words of the speaker.")
    first_day = serializers.DateField(required=False, default=None, help_text="Documents dated on this day or later.")
    last_day = serializers.DateField(required=False, default=None)
    order = serializers.ChoiceField(["best", "place", "oldest", "newest"], required=False, default="best")
    page = serializers.IntegerField(min_value=1, max_value=300, required=False, default=1)


class MarkSerializer(serializers.Serializer[Any]):
    start = serializers.IntegerField(help_text="Offset into ``text``.")
    end = serializers.IntegerField()


class SearchHitSerializer(serializers.Serializer[Any]):
    """``start`` and ``end`` are offsets into the canonical text of the document."""

    document = serializers.UUIDField(source="version.document_id")
    title = serializers.CharField(source="version.document.title")
    start = serializers.IntegerField(source="place.span.start")
    end = serializers.IntegerField(source="place.span.end")
    page = serializers.IntegerField(source="place.page")
    label = serializers.CharField()  # type: ignore[assignment]  # a name that DRF uses for itself too
    kind = serializers.CharField(source="place.kind")
    text = serializers.CharField()
    marks = MarkSerializer(many=True)
    speaker = serializers.CharField()
    time_start = serializers.FloatField(allow_null=True)
    hidden = serializers.CharField(help_text="Why nobody can see it on the page; empty where it can be seen.")
    where = serializers.CharField(help_text="In a spreadsheet: Emissions!A4:E4.")


class SearchSerializer(serializers.Serializer[Any]):
    count = serializers.IntegerField(source="total")
    waiting = serializers.IntegerField(help_text="Documents that are read but not in the index yet.")
    results = SearchHitSerializer(source="hits", many=True)
