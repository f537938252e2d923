"""What became of a quotation, from what each source has of it by itself.

The best that one source has stands, unless the parts of the quotation stand much nearer to what they say somewhere
else: then it was spliced. Where no source has it, that is told with the reasons: a translation, nothing held of whoever
said it, or simply not there.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from esgcheck.analysis import telling
from esgcheck.analysis.absent import Absence, told
from esgcheck.analysis.checking import SURELY
from esgcheck.analysis.differences import count_words
from esgcheck.analysis.holding import named
from esgcheck.analysis.languages import language_in
from esgcheck.analysis.types import Attribution, Difference
from esgcheck.claims.models import CheckStatus, LookUp, Quotation, QuotationCheck
from esgcheck.documents.models import Version


def spliced(quotation: Quotation, rows: Sequence[LookUp]) -> QuotationCheck | None:
    """The check of a quotation whose parts stand in several places, not saved yet; None where they do not."""
    count = max((len(row.pieces) for row in rows), default=0)
    if count < 2:
        return None
    # The same source for as many parts as it has; else where a part stands best.
    fullest = sorted(rows, key=lambda row: -sum(bool(piece["match"]) for piece in row.pieces))
    places: list[dict[str, Any]] = []
    for index in range(count):
        found = [row.pieces[index]["match"] for row in fullest if row.pieces and row.pieces[index]["match"]]
        if not found:
            return None
        best = max(match["score"] for match in found)
        places.append(next(match for match in found if match["score"] >= best - _AS_GOOD))
    wholes = [row.found["matches"][0] for row in rows if row.found["matches"]]
    if wholes and not _better_apart(max(match["score"] for match in wholes), places):
        return None
    steps = [Difference(**step) for match in places for step in match["differences"]]
    said = telling.spliced(count, len({match["document"] for match in places}), steps)
    return QuotationCheck(quotation=quotation, status=CheckStatus.SPLICED, reason=said, matches=places)


_AS_GOOD = 0.02


def _better_apart(whole: float, places: Sequence[dict[str, Any]]) -> bool:
    """As the library has it for one set of documents (``checking.better_apart``)."""
    length = sum(len(match["exact"]) for match in places)
    away = sum((1 - match["score"]) * len(match["exact"]) for match in places)
    return whole <= SURELY and away * 2 < (1 - whole) * length


def absent(
    quotation: Quotation, rows: Sequence[LookUp], sources: Sequence[Version], said: Attribution
) -> QuotationCheck:
    """The check of a quotation that no source has as a whole, not saved yet."""
    if all(source.is_recording for source in sources):
        return QuotationCheck(
            quotation=quotation,
            status=CheckStatus.SOURCE_NOT_HELD,
            reason="The case holds no source yet that could have these words.",
        )
    nearest = max((row.found["nearest"] for row in rows if row.found.get("nearest")), key=_shared, default=None)
    pieces = max((len(row.pieces) for row in rows), default=0)
    standing = [
        [row.pieces[index]["match"] for row in rows if row.pieces and row.pieces[index]["match"]]
        for index in range(pieces)
    ]
    standing = [found for found in standing if found]
    if standing:
        nearest = max((match for found in standing for match in found), key=lambda match: match["score"])
    held = {source.pk: source for source in sources}
    theirs = [held[row.source_id] for row in rows if row.theirs]
    absence = Absence(
        words=count_words(quotation.exact),
        shared=_shared(nearest) if nearest else 0,
        pieces=pieces,
        standing=len(standing),
        name="" if standing else named(said),
        titles=tuple(source.document.title for source in theirs),
        naming=sum(row.names for row in rows),
        language=language_in(quotation.exact) or said.language,
        languages=frozenset(source.language for source in sources if not source.is_recording),
        their_languages=frozenset(source.language for source in theirs),
    )
    status, reason = told(absence)
    return QuotationCheck(
        quotation=quotation,
        status=status,
        reason=reason,
        nearest=None if status == "other_language" else nearest,
    )


def _shared(match: dict[str, Any]) -> int:
    return sum(count_words(step["quoted"]) for step in match["differences"] if step["kind"] == "equal")
