"""What came out of an archive or an e-mail, and what a document came out of."""

from __future__ import annotations

from typing import Any

from django import template

from esgcheck.documents.models import Document, Version

register = template.Library()

SHOWN = 50
"""So many are listed on the document's own page; the list of documents has them all."""


@register.inclusion_tag("documents/contents.html")
def insides(document: Document) -> dict[str, Any]:
    """The section of the document's page: its contents with links, or where it came from, or nothing."""
    contents = document.contents.filter(removed_at=None).order_by("created_at", "pk")
    shown = list(contents[:SHOWN])
    versions = {version.document_id: version for version in Version.objects.current().filter(document__in=shown)}
    return {
        "document": document,
        "holder": document.within,
        "contents": [(one, versions[one.pk]) for one in shown if one.pk in versions],
        "total": contents.count() if len(shown) == SHOWN else len(shown),
    }
