"""The files of a document, and what became of the work on it when its text changed."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from esgcheck.claims.models import Outcome
from esgcheck.claims.resettling import WAYS
from esgcheck.documents.models import Succession, Version


class NewerInput(serializers.Serializer[Any]):
    file = serializers.FileField(help_text="The newer file: of any kind that can be read.")
    why = serializers.ChoiceField(["", *Version.Why.values], required=False, default="")
    note = serializers.CharField(required=False, allow_blank=True, default="", max_length=500)


class ChangeSerializer(serializers.ModelSerializer[Succession]):
    how = serializers.ChoiceField(Succession.How.choices)
    counts = serializers.SerializerMethodField(help_text="Claims and links by what became of them.")
    waiting = serializers.SerializerMethodField(help_text="How many a person is to look at.")

    class Meta:
        model = Succession
        fields = ["id", "document", "how", "went", "came", "at", "counts", "waiting"]

    @extend_schema_field(serializers.DictField(child=serializers.IntegerField()))
    def get_counts(self, row: Succession) -> dict[str, int]:
        states = list(row.outcomes.values_list("state", flat=True))
        return {state: states.count(state) for state in Outcome.State.values}

    def get_waiting(self, row: Succession) -> int:
        return row.outcomes.all().waiting().count()


class PlaceSerializer(serializers.Serializer[Any]):
    """Where it stood, or stands; offsets count in the text of the version."""

    version = serializers.UUIDField()
    exact = serializers.CharField()
    start = serializers.IntegerField()
    end = serializers.IntegerField()
    page_number = serializers.IntegerField()


class CarriedSerializer(serializers.ModelSerializer[Outcome]):
    state = serializers.ChoiceField(Outcome.State.choices)
    decision = serializers.ChoiceField(Outcome.Decision.choices)
    before = PlaceSerializer()
    after = PlaceSerializer(allow_null=True)
    differences = serializers.ListField(
        child=serializers.DictField(child=serializers.CharField()),
        help_text="[{kind, quoted, source}]: as it was, as it is.",
    )

    class Meta:
        model = Outcome
        fields = [
            "id", "succession", "claim", "link", "state", "decision", "before", "after", "differences", "doubt",
            "decided_at",
        ]  # fmt: skip


class SettleInput(serializers.Serializer[Any]):
    what = serializers.ChoiceField(WAYS)
    seen = serializers.CharField(
        required=False,
        allow_blank=True,
        default="",
        help_text="The `decision` as you read it: refused (409) where somebody has decided since.",
    )
    start = serializers.IntegerField(required=False, min_value=0, help_text="With `place`: in the newer text.")
    end = serializers.IntegerField(required=False, min_value=0)
