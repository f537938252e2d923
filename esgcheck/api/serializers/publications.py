from __future__ import annotations

from typing import Any

from rest_framework import serializers

from esgcheck.publishing.choices import Choices
from esgcheck.publishing.models import Publication


class PublicationSerializer(serializers.ModelSerializer[Publication]):
    claim = serializers.UUIDField(source="claim_id")
    url = serializers.SerializerMethodField(help_text="The public page; it answers 410 once revoked.")

    class Meta:
        model = Publication
        fields = ["id", "claim", "url", "created_at", "revoked_at"]

    def get_url(self, publication: Publication) -> str:
        return str(self.context["request"].build_absolute_uri(f"/p/{publication.token}/"))


class ChoicesInput(serializers.Serializer[Any]):
    """What may be public beyond the claim itself. Left out: titles as they are, every answer, no notes, and nobody
    named who recorded, obtained or passed something on."""

    byline = serializers.CharField(required=False, allow_blank=True, default="", max_length=300)
    titles = serializers.DictField(
        child=serializers.CharField(max_length=300), required=False, help_text="Public titles by document id."
    )
    bare = serializers.ListField(
        child=serializers.UUIDField(), required=False, help_text="Documents of which only the linked words are shown."
    )
    named = serializers.ListField(
        child=serializers.IntegerField(), required=False, help_text="Provenance steps whose who and note are shown."
    )
    notes = serializers.ListField(child=serializers.UUIDField(), required=False, help_text="Links whose note is shown.")
    responses = serializers.ListField(child=serializers.UUIDField(), required=False, help_text="Answers to show.")
    seen = serializers.CharField(
        required=False, allow_blank=True, default="",
        help_text="The seal of the draft that was looked at; if what would be public differs from it, 422.",
    )  # fmt: skip


class DraftSerializer(serializers.Serializer[Any]):
    seal = serializers.CharField(help_text="Changes whenever a word or a pixel of the draft does.")
    snapshot = serializers.DictField(help_text="Just what would be public: /schema/publication-1.json")


def chosen(data: dict[str, Any], usual: Choices) -> Choices:
    """The usual choices with what was given in their place."""

    def texts(name: str) -> frozenset[str]:
        return frozenset(map(str, data[name])) if name in data else getattr(usual, name)

    return Choices(
        byline=data["byline"],
        titles={**usual.titles, **data.get("titles", {})},
        bare=texts("bare"),
        named=texts("named"),
        notes=texts("notes"),
        responses=texts("responses"),
    )
