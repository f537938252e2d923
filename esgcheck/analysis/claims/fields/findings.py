"""Whose finding a claim gives: who found, for whom, with which word the text introduces it, and what it denies."""

from __future__ import annotations

import re
from bisect import bisect_left

from esgcheck.analysis.claims.fields.denials import denial_fields
from esgcheck.analysis.claims.fields.words import Words
from esgcheck.analysis.types import ClaimField, FoundQuotation

_CUE = re.compile(
    r"\b(?:(?:has |have |had )?(?:concluded?|found|finds|confirmed|confirms|stated|states|determined|reported|"
    r"certified|noted|attested|"
    r"assessed|verified|established|showed|shows)|(?:did|do|does|could) not (?:find|identify|conclude)|"
    r"came to the conclusion|"
    r"kam zu dem (?:Schluss|Ergebnis)|stellte fest|bestätigte?|ha (?:concluso|confermato|accertato|rilevato)|"
    r"a (?:conclu|constaté|confirmé)|"
    r"according to|laut|secondo|selon)\b|认为|发现",
    re.IGNORECASE,
)
_FINDER = re.compile(
    r"\b(?:(?:an?|the|our|its|two|three) )?(?:(?:external|independent|outside|third-party|"
    r"international) )*(?:[A-Z][\w&.-]{1,20} ){0,3}"
    r"(?:review(?:er)?s?|lawyers?|auditors?|investigat(?:or|ion)s?|stud(?:y|ies)|experts?|consultants?|"
    r"law firm|institute|university|agency|commission|"
    r"assessors?|court|inspectors?|ombudsman|audit|assessment|counsel)\b"
)
_FOR = re.compile(
    r"\b(?:on behalf of|commissioned by|retained by|engaged by|appointed by|at the request of|"
    r"im Auftrag (?:von|der|des)|per conto di|pour le compte de) "
    r"((?:the |our |der |des )?[A-Z\w][\w&.-]*(?: [A-Z][\w&.-]*){0,4})|\b(we|the (?:company|group|board)|"
    r"[A-Z][\w-]{2,20}) (?:has |have )?"
    r"(?:commissioned|retained|engaged|appointed|hired|asked)\b"
)


def finding_fields(words: Words, quotation: FoundQuotation | None, year: int) -> list[ClaimField]:
    """Who found, for whom, how it is introduced; and, of a finding that denies, what is denied and left open."""
    line, fields = words.line, list[ClaimField]()
    inside = _inside(words, quotation)
    cue = None if quotation is not None and quotation.cue else _CUE.search(line)
    if quotation is not None and quotation.speaker:
        fields.append(ClaimField("found_by", quotation.speaker, "", quotation.speaker_span))
    else:
        finder = _FINDER.search(line, 0, cue.start() if cue else len(line)) or _FINDER.search(line)
        if finder:
            fields.append(ClaimField("found_by", finder[0].strip(), "", words.span(finder.start(), finder.end())))
    sponsor = _FOR.search(line)
    if sponsor:
        group = 1 if sponsor[1] else 2
        span = words.span(sponsor.start(group), sponsor.end(group))
        fields.append(ClaimField("found_for", sponsor[group], "", span))
    if quotation is not None and quotation.cue:
        fields.append(ClaimField("introduced_by", quotation.cue, "", quotation.cue_span))
    elif cue:
        fields.append(ClaimField("introduced_by", cue[0], "", words.span(cue.start(), cue.end())))
    return fields + denial_fields(words, year, *(inside or (cue.start() if cue else 0, len(line))))


def _inside(words: Words, quotation: FoundQuotation | None) -> tuple[int, int] | None:
    """Where the quoted words stand in the line."""
    if quotation is None:
        return None
    low = bisect_left(words.places, quotation.span.start)
    high = bisect_left(words.places, quotation.span.end)
    return (low, high) if high > low else None
