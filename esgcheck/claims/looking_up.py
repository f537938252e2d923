"""Look a report's quotations up in the sources: the row that says what became of each.

Indirect speech is not looked up: its words are the writer's, so that a source need not have them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from esgcheck.analysis import Corpus
from esgcheck.analysis import types as analysis
from esgcheck.claims.held import Held
from esgcheck.claims.leaving_out import left_out_of
from esgcheck.claims.models import CheckStatus, Quotation, QuotationCheck


@dataclass(frozen=True)
class Looked:
    """What a source has of a quotation: the row, not saved yet, that it would be if there were no other source, and
    what else counts when others are put beside it (see ``LookUp``)."""

    check: QuotationCheck
    pieces: list[dict[str, Any]] = field(default_factory=list)
    theirs: bool = False
    names: bool = False

    @property
    def tells(self) -> bool:
        """Whether there is anything to keep."""
        standing = any(piece["match"] for piece in self.pieces)
        return bool(self.check.matches or self.check.nearest or standing or self.theirs or self.names)


def look_up(quotation: Quotation, corpus: Corpus, held: Sequence[Held], said: analysis.Attribution) -> Looked:
    """Hold a quotation, attributed as ``said``, against the sources ``held``, which ``corpus`` was made of."""
    found = corpus.look_up(quotation.exact, attribution=said)
    whole = found.whole
    matches = whole.matches if whole else ()
    check = QuotationCheck(
        quotation=quotation,
        status=whole.status if whole else CheckStatus.NOT_FOUND,
        reason=whole.reason if whole else "",
        matches=[as_kept(match, held[match.document]) for match in matches],
        nearest=as_kept(found.nearest, held[found.nearest.document]) if found.nearest else None,
        left_out=left_out_of(quotation, matches, held),
    )
    pieces = [
        {"text": piece.text, "match": as_kept(piece.match, held[piece.match.document]) if piece.match else None}
        for piece in found.pieces
    ]
    return Looked(check, pieces, bool(found.holding.documents), bool(found.holding.naming))


def as_kept(match: analysis.Match, source: Held) -> dict[str, Any]:
    """A place as the row keeps it."""
    passage = source.passage_at(match.span.start)
    return {
        **source.place(match.span),
        "score": round(match.score, 4),
        "speaker": passage.speaker if passage else "",
        "time_start": passage.time_start if passage else None,
        "before": match.before,
        "after": match.after,
        "cut_before": match.cut_before,
        "cut_after": match.cut_after,
        "differences": [{"kind": d.kind, "quoted": d.quoted, "source": d.source} for d in match.differences],
    }
