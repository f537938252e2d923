"""Order what the index finds for a claim, as a reviewer would want to read it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from . import stance_words as said
from .checking import parts_of
from .evidence import EvidenceIndex, Found
from .languages import stopwords
from .locating import Locator, Place
from .stance import judge_stance
from .text import normalise
from .types import Document, FoundQuotation, Hit, Stance

_READ_AGAIN = 120
"""Passages that are looked at closely: more than any reviewer reads, few enough to judge in a blink."""

_NAME = re.compile(r"\b[A-ZÄÖÜÀÈÉ][\w&-]*\w")
_NUMBER = re.compile(r"\d[\d.,]*\d|\d")
_SAYING = re.compile(r"\b(?:says?|said|told|tells?|stated?|wrote|writes|explain\w*|conclud\w*|added|argu\w+|warn\w+)\b")
_WORD = re.compile(r"[^\W_]+")


def rank(
    evidence: EvidenceIndex, locator: Locator, claim: str, *, limit: int, quotation: FoundQuotation | None
) -> list[Hit]:
    """Hits for a claim, likeliest first."""
    speaker, places = _speaker(evidence, locator, quotation)
    asked = [(claim, 1.0)]
    if speaker:
        asked.append((" ".join(speaker), 1.5))
    found = evidence.find(asked, limit=_READ_AGAIN)
    if not found:
        return []
    return _hits(evidence.documents, claim, found, limit, speaker=speaker, places=places, quoted=quotation is not None)


def searched(evidence: EvidenceIndex, query: str, *, limit: int) -> list[Hit]:
    """Plain search: the index's own order."""
    stance = Stance("context", {"supports": 0.0, "contradicts": 0.0, "context": 1.0}, ())
    return [_hit(found, found.score, stance) for found in evidence.find([(query, 1.0)], limit=limit)]


def _hit(found: Found, score: float, stance: Stance) -> Hit:
    return Hit(found.document, found.passage.span, found.text, round(score, 4), stance, found.passage.page)


def _speaker(
    evidence: EvidenceIndex, locator: Locator, quotation: FoundQuotation | None
) -> tuple[frozenset[str], list[Place]]:
    """Names of whoever said the quotation, as the report has them and as the sources do, and where it stands there."""
    if quotation is None:
        return frozenset(), []
    names = set(_names(quotation.speaker))
    places = locator.places(parts_of(quotation.exact), limit=3)
    for place in places:
        for passage in evidence.around(place.document, place.span):
            names |= set(_names(passage.speaker))
    return frozenset(names), places


def _names(text: str) -> list[str]:
    stop = stopwords(text)
    return [name.lower() for name in _NAME.findall(text) if name.lower() not in stop]


def _hits(
    documents: Sequence[Document],
    claim: str,
    found: Sequence[Found],
    limit: int,
    *,
    speaker: frozenset[str],
    places: Sequence[Place],
    quoted: bool,
) -> list[Hit]:
    top = found[0].score or 1.0
    names, numbers = set(_names(claim)), set(_NUMBER.findall(claim))
    telling = quoted or said.WRONGDOING.search(normalise(claim).text) is not None
    scored: list[Hit] = []
    for entry in found:
        score = entry.score / top
        here = set(_names(entry.text))
        if names:
            score += 0.15 * len(names & here) / len(names)
        if numbers:
            score += 0.15 * len(numbers & set(_NUMBER.findall(entry.text))) / len(numbers)
        stance = judge_stance(claim, entry.text)
        if telling:
            folded = normalise(entry.text).text
            spoken = speaker & (here | set(_names(entry.passage.speaker)))
            if spoken:
                score += 0.25 if entry.passage.speaker or _SAYING.search(folded) else 0.1
            score += 0.08 * min(3, len(set(said.QUALIFYING.findall(folded))))
        if stance.label != "context":
            score += 0.3 * stance.scores[stance.label]
        if any(place.document == entry.document and place.span.overlaps(entry.passage.span) for place in places):
            stance = Stance(
                "supports" if stance.label == "supports" else "context",
                stance.scores,
                ("it carries the same words", *stance.reasons[:2]),
            )
        scored.append(_hit(entry, score, stance))
    scored.sort(key=lambda hit: (-hit.score, hit.document, hit.span))
    return _without_repeats(scored, limit)


def _without_repeats(hits: Sequence[Hit], limit: int) -> list[Hit]:
    """Of passages that say the same in nearly the same words, the first."""
    kept: list[Hit] = []
    seen: list[set[str]] = []
    for hit in hits:
        words = set(_WORD.findall(normalise(hit.text).text))
        if any(len(words & other) >= 0.9 * max(len(words), len(other)) for other in seen):
            continue
        kept.append(hit)
        seen.append(words)
        if len(kept) == limit:
            break
    return kept
