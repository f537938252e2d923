"""Claims: the sentences, bullets, rows and figures of a report that somebody could check.

``units`` cuts the text (``flows``, ``sections``, ``rows``, ``keyfigures``), ``leaving_out`` names what is surely none;
``judging`` scores what is left by rules (``signals``, ``against``, ``scoring``), words (``wordbag``) and the learned
``model``; ``fields``, ``topics`` and ``consequence`` say what a claim says, what it is about and how much hangs on it;
``repeats`` makes one of what a report says several times, and ``rank`` gives the order worth following. ``owner`` finds
whose report it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from esgcheck.analysis.claims.calibration import environmental
from esgcheck.analysis.claims.consequence import consequence_of
from esgcheck.analysis.claims.fields import Setting, fields_of
from esgcheck.analysis.claims.judging import Verdict, judged_units, proposed_from, spoken
from esgcheck.analysis.claims.leaving_out import REASONS
from esgcheck.analysis.claims.model import judge
from esgcheck.analysis.claims.owner import owner_of
from esgcheck.analysis.claims.quantities import decimal_mark, find_quantities
from esgcheck.analysis.claims.repeats import gathered
from esgcheck.analysis.claims.topics import find_topics
from esgcheck.analysis.claims.units import Unit, units_of
from esgcheck.analysis.claims.wordbag import the_bag
from esgcheck.analysis.quotations import find_quotations
from esgcheck.analysis.text import without_notes
from esgcheck.analysis.types import Document, FoundClaim, FoundQuotation, Span

__all__ = ["find_claims", "score_claim", "why_not_proposed"]

_FRONT_SHARE = 0.06
_FRONT_LEAST = 50_000
"""Characters from which a report is long enough to have a front."""
_AROUND_LONGEST = 120


def find_claims(document: Document, quotations: Sequence[FoundQuotation] | None = None) -> list[FoundClaim]:
    """What is worth checking, in document order; ``rank.ranked`` puts the most worthy first.

    ``quotations`` are those of the document, for who has found them already; else they are found here. Numbers of notes
    ("by 2050¹³") are read over.
    """
    as_written, document = document, replace(document, text=without_notes(document.text))
    decimal, owner = decimal_mark(document.text), owner_of(document)
    if quotations is None:
        quotations = find_quotations(as_written, owner=owner)
    setting = Setting.of(document, owner=owner)
    units = sorted((unit for unit in units_of(document, quotations) if not unit.left_out), key=lambda unit: unit.span)
    verdicts = judged_units(units, decimal, owner)
    found = [
        _claim(document, unit, verdict, decimal, setting)
        for unit, verdict in zip(units, verdicts, strict=True)
        if verdict.proposed
    ]
    front = len(document.text) * _FRONT_SHARE if len(document.text) > _FRONT_LEAST else 0
    rows = {unit.span for unit in units if unit.kind == "table_row"}
    weighed = [_weighed(claim, claim.span.start < front, claim.span in rows) for claim in gathered(found)]
    return [replace(claim, text=claim.span.of(as_written.text)) for claim in weighed]


def _claim(document: Document, unit: Unit, verdict: Verdict, decimal: str, setting: Setting) -> FoundClaim:
    text = unit.span.of(document.text)
    around = " . ".join((unit.heading, unit.lead, *(span.of(document.text)[:_AROUND_LONGEST] for span in unit.context)))
    return FoundClaim(
        span=unit.span,
        text=text,
        kind=verdict.kind,
        score=verdict.score,
        reasons=verdict.reasons,
        quotation=unit.quotation,
        quantities=tuple(find_quantities(text, unit.span.start, decimal)),
        fields=fields_of(setting, unit.span, verdict.kind, quotation=unit.quotation, context=unit.context),
        topics=find_topics(unit.words, around),
        context=unit.context,
    )


def _weighed(claim: FoundClaim, front: bool, row: bool) -> FoundClaim:
    words = " ".join(claim.text.split())
    weight, reasons = consequence_of(words, claim.kind, claim.topics, front=front, again=bool(claim.places), row=row)
    return replace(claim, consequence=weight, reasons=tuple(dict.fromkeys((*claim.reasons, *reasons))))


def score_claim(text: str, about: Literal["", "environment"] = "") -> float:
    """How much a bare sentence is worth checking, 0..1, by the scorer of :func:`find_claims`.

    About the environment: the chance that it is an environmental claim, one that suggests that the company, a product
    or an activity of its own is good for the environment or less bad than otherwise.
    """
    words = " ".join(text[:4_000].split())
    if about == "environment":
        return environmental(judge([words])[0], the_bag()(words), words)
    return judged_units([Unit(Span(0, len(words)), words, "paragraph")])[0].score


def why_not_proposed(document: Document, span: Span, quotations: Sequence[FoundQuotation] = ()) -> str:
    """Why nothing at a place was proposed, as the end of "not proposed, since it is …"; "" where something was.

    ``quotations`` as for :func:`find_claims`; without them a sentence that holds one may be cut otherwise.
    """
    near = [unit for unit in units_of(document, quotations) if unit.span.overlaps(span)]
    if not near:
        return REASONS["set aside"]
    judged = judged_units(near, decimal_mark(document.text), owner_of(document))
    open_units = [(unit, verdict) for unit, verdict in zip(near, judged, strict=True) if not unit.left_out]
    if any(verdict.proposed for _, verdict in open_units):
        return ""
    if not open_units:
        return REASONS[
            max(near, key=lambda unit: min(unit.span.end, span.end) - max(unit.span.start, span.start)).left_out
        ]
    best, verdict = max(open_units, key=lambda one: one[1].score)
    least = proposed_from(spoken(best.words))
    return f"a sentence that scored {verdict.score:.2f}, below the {least:.2f} from which one is proposed"
