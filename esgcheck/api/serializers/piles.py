from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from esgcheck.documents.models import Kind, Pile, PileFile
from esgcheck.documents.piles import MOST_FILES
from esgcheck.documents.transfers import PIECE_BYTES


class AnnouncedInput(serializers.Serializer[Any]):
    name = serializers.CharField(max_length=4000, trim_whitespace=False, help_text="With its folders.")
    size = serializers.IntegerField(min_value=0, max_value=2**53, help_text="Bytes.")
    fingerprint = serializers.CharField(
        required=False,
        allow_blank=True,
        default="",
        max_length=100,
        help_text="By which you know the file again, such as the moment when it was last changed.",
    )


class PileInput(serializers.Serializer[Any]):
    kind = serializers.ChoiceField(Kind.choices)
    files = AnnouncedInput(many=True, required=False, default=list)
    passed_over = serializers.IntegerField(min_value=0, max_value=10**6, required=False, default=0)


class MoreInput(serializers.Serializer[Any]):
    files = serializers.IntegerField(min_value=-MOST_FILES, max_value=MOST_FILES)
    size = serializers.IntegerField(min_value=-(2**53), max_value=2**53, required=False, default=0)


class FilesInput(serializers.Serializer[Any]):
    files = serializers.ListField(
        child=serializers.FileField(allow_empty_file=True), help_text="Up to 1,000 parts of this name."
    )
    names = serializers.CharField(
        required=False,
        default="",
        help_text='JSON: [["folder/name.pdf", "fingerprint"], …] in the order of the files.',
    )
    again = serializers.BooleanField(
        required=False, default=False, help_text="These may have come before, and only the answer was lost."
    )


class PileFileSerializer(serializers.ModelSerializer[PileFile]):
    pile = serializers.UUIDField(source="pile_id")
    document = serializers.UUIDField(source="document_id", allow_null=True)
    state = serializers.ChoiceField(PileFile.State.choices)
    piece_bytes = serializers.SerializerMethodField(help_text="How much to send at once.")

    class Meta:
        model = PileFile
        fields = ["id", "pile", "name", "size", "state", "code", "words", "document", "received", "piece_bytes"]

    @extend_schema_field(int)
    def get_piece_bytes(self, file: PileFile) -> int:
        return PIECE_BYTES


class PileSerializer(serializers.ModelSerializer[Pile]):
    case = serializers.UUIDField(source="case_id")
    kind = serializers.ChoiceField(Kind.choices)
    counts = serializers.SerializerMethodField(help_text="Files by what became of them.")

    class Meta:
        model = Pile
        fields = ["id", "case", "kind", "announced", "passed_over", "created_at", "touched_at", "counts"]

    @extend_schema_field(serializers.DictField(child=serializers.IntegerField()))
    def get_counts(self, pile: Pile) -> dict[str, int]:
        states = list(pile.files.order_by().values_list("state", flat=True))
        return {state: states.count(state) for state in PileFile.State.values}


class OpenedSerializer(PileSerializer):
    held = serializers.SerializerMethodField(help_text="Places in your list of files that need not be sent again.")
    room = serializers.SerializerMethodField(help_text="What the case holds, in words.")

    class Meta(PileSerializer.Meta):
        fields = [*PileSerializer.Meta.fields, "held", "room"]

    @extend_schema_field(serializers.ListField(child=serializers.IntegerField()))
    def get_held(self, pile: Pile) -> list[int]:
        return sorted(self.context["held"])

    @extend_schema_field(str)
    def get_room(self, pile: Pile) -> str:
        return str(self.context["room"])
