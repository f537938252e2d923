"""The documents of a case as they are held, for looking things up in them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any, cast

from esgcheck.analysis import types as analysis
from esgcheck.analysis.surroundings import passage_at
from esgcheck.claims.models import Quotation
from esgcheck.documents.models import Version


@dataclass(frozen=True)
class Held:
    """A source of the case: its row, its text, and its passages for looking up who speaks."""

    version: Version
    document: analysis.Document

    def passage_at(self, offset: int) -> analysis.Passage | None:
        """The passage that holds the character at ``offset``, if one does."""
        return passage_at(self.document, offset)

    def place(self, span: analysis.Span) -> dict[str, Any]:
        """Where a stretch of it stands and what its words are, as rows keep it; ids as text."""
        page = self.document.page_at(span.start)
        return {
            "version": str(self.version.pk),
            "document": str(self.version.document_id),
            "title": self.version.document.title,
            "start": span.start,
            "end": span.end,
            "page": page.number,
            "label": page.label,
            "exact": span.of(self.document.text),
        }

    @cached_property
    def quotations(self) -> list[analysis.FoundQuotation]:
        """What is quoted in it, as it was found when it was gone through."""
        return [as_found(row) for row in self.version.quotations.said()]


def as_found(quotation: Quotation) -> analysis.FoundQuotation:
    """The quotation as the analysis library knows it."""
    return analysis.FoundQuotation(
        analysis.Span(quotation.start, quotation.end),
        quotation.exact,
        cast(analysis.QuotationKind, quotation.kind),
        quotation.speaker,
        quotation.cue,
    )
