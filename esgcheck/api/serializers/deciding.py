"""Lists with filters, and what people do with many claims at once."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from esgcheck.api.serializers.claims import ClaimSerializer
from esgcheck.claims.bulk import MOST, WHAT
from esgcheck.claims.cutting import MOST_PARTS
from esgcheck.claims.dismissing import DismissReason
from esgcheck.claims.merging import MOST as MOST_MERGED
from esgcheck.claims.models import ClaimKind
from esgcheck.claims.worklist import HAS, ORDERS, PROPOSERS

STATUSES = ("open", "decided", "stale", "dismissed")


class CandidateFilter(serializers.Serializer[Any]):
    """What a list is narrowed to; filters that are left out narrow nothing."""

    kind = serializers.ChoiceField(ClaimKind.choices, required=False)
    topic = serializers.CharField(required=False, help_text="An ESRS or GRI code: E1, S1-9, 305, 305-1.")
    who = serializers.CharField(required=False, help_text="Who is quoted in it.")
    proposer = serializers.ChoiceField([*PROPOSERS.items()], required=False)
    has = serializers.MultipleChoiceField(choices=[*HAS.items()], required=False, help_text="All of these must hold.")
    text = serializers.CharField(required=False, help_text="Words that must all be in it.")
    document = serializers.UUIDField(required=False)
    order = serializers.ChoiceField([*ORDERS.items()], required=False, help_text="place, if left out.")


class ClaimFilter(CandidateFilter):
    status = serializers.ChoiceField(STATUSES, required=False)


class ReasonSerializer(serializers.Serializer[Any]):
    value = serializers.ChoiceField(DismissReason.choices)
    words = serializers.CharField()


class DecideInput(serializers.Serializer[Any]):
    ids = serializers.ListField(child=serializers.UUIDField(), max_length=MOST, help_text="Of claims and candidates.")
    what = serializers.ChoiceField([*WHAT.items()])
    reason = serializers.ChoiceField(DismissReason.choices, required=False, allow_blank=True, default="")
    because = serializers.CharField(required=False, allow_blank=True, default="", max_length=300)
    kind = serializers.ChoiceField(ClaimKind.choices, required=False, help_text="For what=kind.")


class OutcomeSerializer(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    done = serializers.BooleanField()
    why = serializers.CharField(help_text="Why it was left as it was; empty where it is done.")


class DecidedSerializer(serializers.Serializer[Any]):
    done = serializers.IntegerField(help_text="How many.")
    outcomes = OutcomeSerializer(many=True)
    undo = serializers.CharField(help_text="Send it to undo/ to take all of it back; empty where nothing was changed.")


class UndoInput(serializers.Serializer[Any]):
    undo = serializers.CharField(help_text="As it was given in the answer to what is to be undone.")


class UndoneSerializer(serializers.Serializer[Any]):
    done = serializers.ListField(child=serializers.UUIDField(), help_text="Are as they were.")
    left = serializers.ListField(child=serializers.UUIDField(), help_text="Somebody has worked on them since.")


class MergeInput(serializers.Serializer[Any]):
    ids = serializers.ListField(
        child=serializers.UUIDField(), min_length=2, max_length=MOST_MERGED, help_text="Of claims and candidates."
    )


class PartInput(serializers.Serializer[Any]):
    start = serializers.IntegerField(min_value=0)
    end = serializers.IntegerField(min_value=1)


class SplitInput(serializers.Serializer[Any]):
    """Either ``at`` or ``spans``."""

    at = serializers.ListField(
        child=serializers.IntegerField(min_value=0), required=False, default=list, max_length=MOST_PARTS,
        help_text="Offsets in the document's text at which to cut.",
    )  # fmt: skip
    spans = PartInput(many=True, required=False, help_text="The parts themselves.")


class ChangedSerializer(ClaimSerializer):
    undo = serializers.CharField(read_only=True, help_text="Send it to the case's undo/ to take it back.")

    class Meta(ClaimSerializer.Meta):
        fields = [*ClaimSerializer.Meta.fields, "undo"]


class ChangedClaimsSerializer(serializers.Serializer[Any]):
    claims = ClaimSerializer(many=True)
    undo = serializers.CharField(help_text="Send it to the case's undo/ to take it back.")
