"""What a source brought for a claim."""

from __future__ import annotations

from rest_framework import serializers

from esgcheck.claims.models import News


class NewsSerializer(serializers.ModelSerializer[News]):
    claim = serializers.UUIDField(source="claim_id", help_text="Id of the claim.")
    document = serializers.UUIDField(source="source.document_id", help_text="The source that brought it.")
    version = serializers.UUIDField(source="source_id")

    class Meta:
        model = News
        fields = ["claim", "what", "was", "now", "document", "version", "start", "end", "page_number", "at"]


class SeenInput(serializers.Serializer[object]):
    claims = serializers.ListField(
        child=serializers.UUIDField(), required=False, max_length=1000, help_text="All claims of the case if left out."
    )


class SeenOutput(serializers.Serializer[object]):
    seen = serializers.IntegerField(help_text="How much there was that the caller had not seen.")
