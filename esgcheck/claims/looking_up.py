"""Look a report's quotations up in the sources: the row that says what became of each.

Indirect speech is not looked up: its words are the writer's, so that a source need not have them.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from esgcheck.analysis import Corpus
from esgcheck.analysis import types as analysis
from esgcheck.analysis.checking import NOWHERE
from esgcheck.claims.held import Held
from esgcheck.claims.leaving_out import left_out_of
from esgcheck.claims.models import CheckStatus, Quotation, QuotationCheck


def look_up(quotation: Quotation, corpus: Corpus, held: Sequence[Held]) -> QuotationCheck:
    """The row, not saved yet, of a quotation held against the sources ``held``, which ``corpus`` was made of."""
    if not held:
        return nowhere(quotation, any_source=False)
    found = corpus.check_quotation(quotation.exact)
    return QuotationCheck(
        quotation=quotation,
        status=found.status,
        reason=found.reason,
        matches=[_match(match, held[match.document]) for match in found.matches],
        left_out=left_out_of(quotation, found.matches, held),
    )


def nowhere(quotation: Quotation, *, any_source: bool) -> QuotationCheck:
    """The row, not saved yet, of a quotation of which no source has anything."""
    if any_source:
        return QuotationCheck(quotation=quotation, status=CheckStatus.NOT_FOUND, reason=NOWHERE)
    return QuotationCheck(
        quotation=quotation,
        status=CheckStatus.SOURCE_NOT_HELD,
        reason="The case holds no source yet that could have these words.",
    )


def _match(match: analysis.Match, source: Held) -> dict[str, Any]:
    page = source.document.page_at(match.span.start)
    passage = source.passage_at(match.span.start)
    return {
        "version": str(source.version.pk),
        "document": str(source.version.document_id),
        "title": source.version.document.title,
        "start": match.span.start,
        "end": match.span.end,
        "page": page.number,
        "label": page.label,
        "score": round(match.score, 4),
        "speaker": passage.speaker if passage else "",
        "time_start": passage.time_start if passage else None,
        "exact": match.span.of(source.document.text),
        "before": match.before,
        "after": match.after,
        "differences": [{"kind": d.kind, "quoted": d.quoted, "source": d.source} for d in match.differences],
    }
