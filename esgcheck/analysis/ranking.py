"""Order what the index finds for a claim, as a reviewer would want to read it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from . import stance_words as said
from .checking import parts_of
from .evidence import EvidenceIndex, Found
from .languages import COMMONEST
from .locating import Locator, Place
from .quotations import find_quotations
from .stance import denies_wrongdoing, judge_stance
from .text import normalise, words_of
from .types import FoundQuotation, Hit, Stance, StanceLabel

_READ_AGAIN = 100
"""Passages taken from the index: what is told beside a claim may share few of its words."""

_JUDGED = 40
"""Of these, so many get a stance: reading a passage closely is what costs time here."""

_LED_IN = 4
"""Passages before a quotation in which its speaker may have been introduced."""

_QUALIFYING = (
    "clearing exonerate problem concerning failing failure flag risk absolve warn admit acknowledge regret mistake "
    "unknown omit"
)
"""Words that somebody who did not simply clear a company is likely to have used."""

_NAME = re.compile(r"\b[A-ZÄÖÜÀÈÉ][\w&-]*\w")
_SAYING = re.compile(r"\b(?:says?|said|told|tells?|stated?|wrote|writes|explain\w*|conclud\w*|added|argu\w+|warn\w+)\b")
_STARTERS = frozenset(word for common in COMMONEST.values() for word in common)


def rank(
    evidence: EvidenceIndex, locator: Locator, claim: str, *, limit: int, quotation: FoundQuotation | None
) -> list[Hit]:
    """Hits for a claim, likeliest first."""
    said_by = _said_by(evidence, locator, quotation)
    found = evidence.find(claim, limit=_READ_AGAIN)
    if said_by.names:
        near = {(entry.document, entry.passage.span) for entry in found}
        spoken = evidence.find(claim, limit=_READ_AGAIN // 2, named=said_by.names, also=_QUALIFYING)
        found += [replace(entry, score=0.0) for entry in spoken if (entry.document, entry.passage.span) not in near]
    return _hits(claim, found, limit, said_by) if found else []


def searched(evidence: EvidenceIndex, query: str, *, limit: int) -> list[Hit]:
    """Plain search: the index's own order."""
    stance = Stance("context", {"supports": 0.0, "contradicts": 0.0, "context": 1.0}, ())
    return [_hit(found, found.score, stance) for found in evidence.find(query, limit=limit)]


def _hit(found: Found, score: float, stance: Stance) -> Hit:
    return Hit(found.document, found.passage.span, found.text, round(score, 4), stance, found.passage.page)


class _Said(NamedTuple):
    """Who said what a claim quotes, as the report and the sources name them, and where the sources have the words."""

    names: frozenset[str]
    places: tuple[Place, ...]


def _said_by(evidence: EvidenceIndex, locator: Locator, quotation: FoundQuotation | None) -> _Said:
    if quotation is None:
        return _Said(frozenset(), ())
    names = set(_names(quotation.speaker))
    places = locator.places(parts_of(quotation.exact), limit=3)
    for place in places:
        names |= set(_names(_speaker_there(evidence, place)))
    return _Said(frozenset(names), tuple(places))


def _speaker_there(evidence: EvidenceIndex, place: Place) -> str:
    """Who says the words where a source has them, which is often told more fully there than in the report."""
    around = evidence.around(place.document, place.span, also=_LED_IN)
    for passage in around:
        if passage.speaker and passage.span.overlaps(place.span):
            return passage.speaker
    document = evidence.documents[place.document]
    for found in find_quotations(replace(document, passages=tuple(around))):
        if found.span.overlaps(place.span):
            return found.speaker
    return ""


def _names(text: str) -> list[str]:
    return [name.lower() for name in _NAME.findall(text) if name.lower() not in _STARTERS]


def _hits(claim: str, found: Sequence[Found], limit: int, said_by: _Said) -> list[Hit]:
    top = found[0].score or 1.0
    telling = bool(said_by.places or said_by.names) or denies_wrongdoing(claim)
    names = frozenset(_names(claim))
    scored = [(entry.score / top + (_told(entry, said_by, names) if telling else 0.0), entry) for entry in found]
    scored.sort(key=lambda pair: (-pair[0], pair[1].document, pair[1].passage.span))
    hits: list[Hit] = []
    for score, entry in scored[: max(_JUDGED, 2 * limit)]:
        stance = judge_stance(claim, entry.text, linked=_is_said_by(entry, said_by))
        if stance.label != "context":
            score += (0.3 if telling else 0.1) * stance.scores[stance.label]
        hits.append(_hit(entry, score, _with_place(stance, entry, said_by.places)))
    hits.sort(key=lambda hit: (-hit.score, hit.document, hit.span))
    return _without_repeats(hits, limit)


def _with_place(stance: Stance, entry: Found, places: Sequence[Place]) -> Stance:
    """The passage that holds the quotation itself does not contradict it; if it has it otherwise, that is said."""
    here = [p for p in places if p.document == entry.document and p.span.overlaps(entry.passage.span)]
    if not here:
        return stance
    reasons = [reason for reason in stance.reasons if "same words" not in reason][:2]
    if any(place.distance for place in here):
        return Stance(stance.label, stance.scores, ("it carries the quotation in other words", *reasons))
    label: StanceLabel = "supports" if stance.label == "supports" else "context"
    return Stance(label, stance.scores, ("it carries the same words", *reasons))


def _told(entry: Found, said_by: _Said, names: frozenset[str]) -> float:
    """What speaks for a passage beside a quoted finding or a denial: the same names, speaker, and qualifying words."""
    folded = normalise(entry.text).text
    score = 0.08 * min(3, len(set(said.QUALIFYING.findall(folded))))
    here = set(_names(entry.text))
    if names:
        score += 0.15 * len(names & here) / len(names)
    if _is_said_by(entry, said_by):
        score += 0.25 if entry.passage.speaker or _SAYING.search(folded) else 0.1
    return score


def _is_said_by(entry: Found, said_by: _Said) -> bool:
    return bool(said_by.names) and not said_by.names.isdisjoint(_names(f"{entry.text} {entry.passage.speaker}"))


def _without_repeats(hits: Sequence[Hit], limit: int) -> list[Hit]:
    """Of passages that say the same in nearly the same words, the first."""
    kept: list[Hit] = []
    seen: list[set[str]] = []
    for hit in hits:
        words = set(words_of(normalise(hit.text).text))
        if any(len(words & other) >= 0.9 * max(len(words), len(other)) for other in seen):
            continue
        kept.append(hit)
        seen.append(words)
        if len(kept) == limit:
            break
    return kept
