from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from esgcheck.documents.models import Document, Kind, Page, ProvenanceHop, Version


class HopSerializer(serializers.ModelSerializer[ProvenanceHop]):
    what = serializers.ChoiceField(ProvenanceHop.What.choices)

    class Meta:
        model = ProvenanceHop
        fields = ["id", "what", "who", "when", "held", "note"]
        read_only_fields = ["id"]


class ProblemSerializer(serializers.Serializer[Any]):
    code = serializers.CharField()
    message = serializers.CharField()
    page = serializers.IntegerField(allow_null=True)


class VersionSerializer(serializers.ModelSerializer[Version]):
    problems = ProblemSerializer(many=True)
    state = serializers.ChoiceField(Version.State.choices)

    class Meta:
        model = Version
        fields = [
            "id", "sha256", "size", "filename", "media_type", "state", "pages_read", "pages_known", "failure",
            "failure_code", "problems", "language", "created_at", "read_at", "standing", "replaces", "why", "note",
        ]  # fmt: skip


class DocumentSerializer(serializers.ModelSerializer[Document]):
    case = serializers.UUIDField(source="case_id")
    version = serializers.SerializerMethodField(help_text="The current file, and how far it has been read.")
    provenance = HopSerializer(source="hops", many=True)

    class Meta:
        model = Document
        fields = ["id", "case", "kind", "title", "created_at", "removed_at", "version", "provenance"]

    @extend_schema_field(VersionSerializer)
    def get_version(self, document: Document) -> Any:
        return VersionSerializer(
            next(version for version in document.versions.all() if version.standing == "current")
        ).data


class UploadInput(serializers.Serializer[Any]):
    file = serializers.FileField(help_text="PDF, DOCX, HTML, EML, plain text, WebVTT or SRT.")
    kind = serializers.ChoiceField(Kind.choices)
    title = serializers.CharField(required=False, allow_blank=True, default="", max_length=300)


class PasswordInput(serializers.Serializer[Any]):
    password = serializers.CharField(max_length=200, trim_whitespace=False, write_only=True)


class DocumentInput(serializers.Serializer[Any]):
    kind = serializers.ChoiceField(Kind.choices, required=False)
    title = serializers.CharField(max_length=300, required=False)


class PageSerializer(serializers.ModelSerializer[Page]):
    """``start`` is the offset of the page's first character in the canonical text: selections count from there."""

    class Meta:
        model = Page
        fields = ["number", "label", "start", "end", "width", "height", "text"]
