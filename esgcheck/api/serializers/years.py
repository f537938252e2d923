from __future__ import annotations

from typing import Any

from rest_framework import serializers

from esgcheck.api.serializers.claims import DifferenceSerializer
from esgcheck.claims.models import YearMatch


class YearChangeSerializer(serializers.Serializer[Any]):
    field = serializers.CharField()
    before = serializers.CharField()
    after = serializers.CharField()


class YearMatchSerializer(serializers.ModelSerializer[YearMatch]):
    """``later`` of what was dropped is the nearest that there is; ``later_is_claim`` is false for a sentence that the
    machine does not propose as a claim."""

    earlier_document = serializers.UUIDField(source="earlier_version.document_id")
    later_document = serializers.UUIDField(source="later_version.document_id")
    changes = YearChangeSerializer(many=True)
    differences = DifferenceSerializer(many=True)

    class Meta:
        model = YearMatch
        fields = [
            "outcome", "kind", "earlier_document", "earlier_start", "earlier_end", "earlier_page", "earlier_text",
            "later_document", "later_start", "later_end", "later_page", "later_text", "later_is_claim", "changes",
            "differences", "similarity",
        ]  # fmt: skip
