from __future__ import annotations

from typing import Any, get_args

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from esgcheck.analysis.types import DifferenceKind
from esgcheck.api.serializers.saying import (
    QuantitySerializer,
    SaidFieldSerializer,
    StretchSerializer,
    TopicSerializer,
)
from esgcheck.claims.dismissing import DismissReason, reason_of
from esgcheck.claims.models import (
    Candidate,
    CheckStatus,
    Claim,
    ClaimKind,
    EvidenceLink,
    Quotation,
    Recomputation,
    Stance,
    Suggestion,
    Verdict,
    VerdictValue,
)
from esgcheck.claims.ranking import rank_of

_PLACE = ["document", "version", "start", "end", "page_number"]
_SELECTED = [
    "exact", "prefix", "suffix", "version_sha256", "page_label", "time_start", "time_end", *_PLACE,
]  # fmt: skip


class Placed(serializers.ModelSerializer[Any]):
    """Of a row that stands in a version: which, and in which document."""

    document = serializers.UUIDField(source="version.document_id")
    version = serializers.UUIDField(source="version_id")


class Saying(Placed):
    """Of a claim or a candidate: what it says, as far as the machine or a person has read it."""

    rank = serializers.SerializerMethodField(help_text="Check-worthiness and consequence together, 0 to 1.")
    fields = SaidFieldSerializer(many=True)  # type: ignore[assignment]
    topics = TopicSerializer(many=True)
    context = StretchSerializer(  # type: ignore[assignment]
        many=True, help_text="Heading or lead-in without which it cannot be understood."
    )
    places = StretchSerializer(many=True, help_text="Further places where the document says the same.")

    def get_rank(self, row: Candidate | Claim) -> float:
        return rank_of(row.score, row.consequence)


_SAYING = ["score", "consequence", "rank", "fields", "topics", "context", "places", "proposed_by"]


class CandidateSerializer(Saying):
    reasons = serializers.ListField(child=serializers.CharField())
    quantities = QuantitySerializer(many=True)

    class Meta:
        model = Candidate
        fields = ["id", "text", "kind", "reasons", "quantities", *_SAYING, *_PLACE]


class VerdictSerializer(serializers.ModelSerializer[Verdict]):
    class Meta:
        model = Verdict
        fields = ["value", "reasons", "given_at"]


class ClaimSerializer(Saying):
    case = serializers.UUIDField(source="case_id")
    verdict = serializers.SerializerMethodField(help_text="The newest one, or null.")
    verdict_is_stale = serializers.BooleanField(help_text="What the verdict rests on has changed since.")
    basis = serializers.CharField(read_only=True, help_text="Hash of what a verdict given now would rest on.")
    fields_corrected = serializers.SerializerMethodField(
        help_text="A person has corrected or confirmed fields and topics; until then they are the machine's guess."
    )
    dismissed_reason = serializers.SerializerMethodField(help_text="One of the reasons, or empty.")
    merged_into = serializers.UUIDField(
        source="merged_into_id", allow_null=True, help_text="The claim that stands for this one; null for most."
    )

    class Meta:
        model = Claim
        fields = [
            "id", "case", "kind", "state", "dismissed_reason", "dismissed_because", "attribution", "created_at",
            "verdict", "verdict_is_stale", "basis", "merged_into", "fields_corrected", *_SAYING, *_SELECTED,
        ]  # fmt: skip

    def get_fields_corrected(self, claim: Claim) -> bool:
        return claim.fields_by_id is not None

    @extend_schema_field(serializers.ChoiceField(DismissReason.choices, allow_blank=True))
    def get_dismissed_reason(self, claim: Claim) -> str:
        return reason_of(claim.dismissed_because)[0]

    @extend_schema_field(VerdictSerializer(allow_null=True))
    def get_verdict(self, claim: Claim) -> Any:
        return VerdictSerializer(claim.verdict).data if claim.verdict else None


class LinkSerializer(Placed):
    claim = serializers.UUIDField(source="claim_id")

    class Meta:
        model = EvidenceLink
        fields = ["id", "claim", "stance", "note", "speaker", "created_at", *_SELECTED]


_KINDS_OF_CHANGE = ", ".join(get_args(DifferenceKind))


class DifferenceSerializer(serializers.Serializer[Any]):
    kind = serializers.CharField(help_text=f"One of {_KINDS_OF_CHANGE}.")
    quoted = serializers.CharField()
    source = serializers.CharField()  # type: ignore[assignment]


class HeldPlaceSerializer(serializers.Serializer[Any]):
    """A stretch of a document, as the rows of a check keep it."""

    document = serializers.UUIDField()
    version = serializers.UUIDField()
    title = serializers.CharField()
    start = serializers.IntegerField()
    end = serializers.IntegerField()
    page = serializers.IntegerField()
    label = serializers.CharField()  # type: ignore[assignment]


class MatchSerializer(HeldPlaceSerializer):
    score = serializers.FloatField()
    speaker = serializers.CharField()
    time_start = serializers.FloatField(allow_null=True)
    exact = serializers.CharField()
    before = serializers.CharField()
    after = serializers.CharField()
    cut_before = serializers.CharField(default="", help_text="The rest of its sentence, where that was cut short.")
    cut_after = serializers.CharField(default="", help_text="The same, behind it.")
    differences = DifferenceSerializer(many=True)


class LeftOutSerializer(HeldPlaceSerializer):
    """What the same speaker, or the same document, says beside the words quoted; ``qualifying`` words limit it."""

    exact = serializers.CharField()
    relation = serializers.ChoiceField(["same_speaker", "same_document"])
    speaker = serializers.CharField()
    time_start = serializers.FloatField(allow_null=True)
    qualifying = serializers.ListField(child=serializers.CharField())
    shared = serializers.ListField(child=serializers.CharField())


class CheckSerializer(serializers.Serializer[Any]):
    status = serializers.ChoiceField(CheckStatus.choices)
    reason = serializers.CharField()
    changes = serializers.ListField(
        child=serializers.CharField(), help_text=f"The kinds of change in it, the gravest first, of {_KINDS_OF_CHANGE}."
    )
    matches = MatchSerializer(many=True, help_text="The best first; of a spliced one its parts, in their order.")
    nearest = MatchSerializer(allow_null=True, help_text="Of one that stands nowhere, the passage most like it.")
    left_out = LeftOutSerializer(many=True)


class QuotationSerializer(Placed):
    check = serializers.SerializerMethodField(
        method_name="get_check_result", help_text="What became of it in the sources; null before it was looked up."
    )

    class Meta:
        model = Quotation
        fields = ["id", "exact", "kind", "block", "speaker", "said_as", "cue", "check", *_PLACE]

    @extend_schema_field(CheckSerializer(allow_null=True))
    def get_check_result(self, quotation: Quotation) -> Any:
        result = getattr(quotation, "check_result", None)
        return CheckSerializer(result).data if result else None


class FurtherPlaceSerializer(serializers.Serializer[Any]):
    version = serializers.UUIDField(help_text="The file that it stands in.")
    start = serializers.IntegerField()
    end = serializers.IntegerField()
    page = serializers.IntegerField()
    time_start = serializers.FloatField(allow_null=True)


class WordsSerializer(serializers.Serializer[Any]):
    start = serializers.IntegerField()
    end = serializers.IntegerField()


class SuggestionSerializer(Placed):
    reasons = serializers.ListField(child=serializers.CharField())
    stance_scores = serializers.DictField(
        child=serializers.FloatField(), help_text="The chance of each stance, together 1."
    )
    words = WordsSerializer(many=True, help_text="The words of the passage by which the stance was guessed.")
    places = FurtherPlaceSerializer(many=True, help_text="Where else it stands in nearly the same words.")

    class Meta:
        model = Suggestion
        fields = [
            "rank", "exact", "speaker", "time_start", "score", "stance", "stance_scores", "reasons", "words", "places",
            *_PLACE,
        ]  # fmt: skip


class PointSerializer(serializers.Serializer[Any]):
    """A figure of a table that a working uses. ``start`` and ``end`` are the figure's, ``row_*`` its row's."""

    document = serializers.UUIDField()
    version = serializers.UUIDField()
    title = serializers.CharField()
    start = serializers.IntegerField()
    end = serializers.IntegerField()
    exact = serializers.CharField()
    page = serializers.IntegerField()
    label = serializers.CharField()  # type: ignore[assignment]
    row_start = serializers.IntegerField()
    row_end = serializers.IntegerField()
    row = serializers.CharField()
    name = serializers.CharField()
    unit = serializers.CharField()
    period = serializers.CharField()


class RecomputationSerializer(serializers.ModelSerializer[Recomputation]):
    steps = serializers.ListField(child=serializers.CharField())
    points = PointSerializer(many=True)

    class Meta:
        model = Recomputation
        fields = [
            "rank", "kind", "outcome", "claimed", "figure_start", "figure_end", "found", "says", "steps", "points",
        ]  # fmt: skip


class KindInput(serializers.Serializer[Any]):
    kind = serializers.ChoiceField(ClaimKind.choices, required=False, help_text="As the machine has it, if left out.")


class BecauseInput(serializers.Serializer[Any]):
    reason = serializers.ChoiceField(
        DismissReason.choices, required=False, allow_blank=True, default="", help_text="See /api/v1/dismiss-reasons/."
    )
    because = serializers.CharField(required=False, allow_blank=True, default="", max_length=300)


class SpanInput(serializers.Serializer[Any]):
    document = serializers.UUIDField()
    start = serializers.IntegerField(min_value=0, help_text="Offset in the document's text, in code points.")
    end = serializers.IntegerField(min_value=1, help_text="The offset after the last character.")


class ClaimInput(SpanInput):
    kind = serializers.ChoiceField(ClaimKind.choices, default=ClaimKind.GENERAL)


class LinkInput(SpanInput):
    stance = serializers.ChoiceField(Stance.choices)
    note = serializers.CharField(required=False, allow_blank=True, default="")


class LinkChange(serializers.Serializer[Any]):
    stance = serializers.ChoiceField(Stance.choices, required=False)
    note = serializers.CharField(required=False, allow_blank=True)


class VerdictInput(serializers.Serializer[Any]):
    value = serializers.ChoiceField(VerdictValue.choices)
    reasons = serializers.CharField()
    seen = serializers.CharField(
        required=False,
        allow_blank=True,
        help_text="The claim's `basis` as you read it: refused (422) where somebody has changed the evidence since.",
    )
