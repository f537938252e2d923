"""What our own rules say of words that a language model has marked: figures, fields, topics, what hangs on them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import cast

from esgcheck.analysis.claims.consequence import consequence_of
from esgcheck.analysis.claims.fields import Setting, fields_of
from esgcheck.analysis.claims.owner import owner_of
from esgcheck.analysis.claims.quantities import decimal_mark, find_quantities
from esgcheck.analysis.claims.topics import find_topics
from esgcheck.analysis.types import ClaimKind, Document, FoundClaim
from esgcheck.claims.language_model.anchoring import Anchored


def described(document: Document, found: Iterable[Anchored]) -> list[FoundClaim]:
    """The same as claims. Of the model are span, kind and score; it gives no reasons of its own, which nobody could
    check and which could carry anything."""
    decimal = decimal_mark(document.text)
    setting = Setting.of(document, owner=owner_of(document))
    claims = []
    for one in found:
        kind = cast(ClaimKind, one.kind)
        text = one.span.of(document.text)
        words = " ".join(text.split())
        topics = find_topics(words)
        consequence, reasons = consequence_of(words, kind, topics)
        claims.append(
            FoundClaim(
                span=one.span,
                text=text,
                kind=kind,
                score=one.score,
                reasons=reasons,
                quantities=tuple(find_quantities(text, one.span.start, decimal)),
                consequence=consequence,
                fields=fields_of(setting, one.span, kind),
                topics=topics,
            )
        )
    return claims
