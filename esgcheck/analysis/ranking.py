"""Order what the index finds for a claim, as a reviewer would want to read it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple

from .checking import parts_of
from .embedding.neighbours import Near
from .evidence import EvidenceIndex, Found
from .languages import COMMONEST
from .locating import Locator, Place
from .quotations import find_quotations
from .stance import denies_wrongdoing, judge_stance
from .stance_words import QUALIFYING
from .text import normalise, words_of
from .types import Document, FoundQuotation, Hit, Span, Stance, StanceLabel

_READ_AGAIN = 100
"""Passages taken from the index: what is told beside a claim may share few of its words."""

_SOFTENING = 10
"""The constant of reciprocal rank fusion; 10 was best on claims against pooled sentences."""

_FAR = 0.3
"""Cosine; a passage no nearer than that to a claim is about something else."""

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
Judge = Callable[[str, str, bool], Stance]
"""Claim, passage, and whether it is known to speak of the same matter: the stance."""

_SAYING = re.compile(r"\b(?:says?|said|told|tells?|stated?|wrote|writes|explain\w*|conclud\w*|added|argu\w+|warn\w+)\b")
_STARTERS = frozenset(word for common in COMMONEST.values() for word in common)


def rank(
    evidence: EvidenceIndex,
    claim: str,
    *,
    limit: int,
    said: Said | None = None,
    judge: Judge | None = None,
    near: Near | None = None,
) -> list[Hit]:
    """Hits for a claim, likeliest first. ``said`` where it is a quotation; ``judge`` gives each passage its stance;
    ``near`` knows the passages that say much the same, in documents under the same keys as in ``evidence``."""
    said = said or Said()
    found = evidence.find(claim, limit=_READ_AGAIN)
    if near is not None:
        found = _fused(evidence, found, near)
    if said.names:
        there = {(entry.document, entry.passage.span) for entry in found}
        spoken = evidence.find(claim, limit=_READ_AGAIN // 2, named=sorted(said.names), also=_QUALIFYING)
        found += [replace(entry, score=0.0) for entry in spoken if (entry.document, entry.passage.span) not in there]
    return _hits(claim, found, limit, said, judge or _judged) if found else []


def _judged(claim: str, passage: str, linked: bool) -> Stance:
    return judge_stance(claim, passage, linked=linked)


def _fused(evidence: EvidenceIndex, by_words: Sequence[Found], near: Near) -> list[Found]:
    """Both lists as one, by reciprocal rank (Cormack, Clarke and Büttcher, SIGIR 2009)."""
    found = {(one.document, one.passage.span.start): one for one in by_words}
    by_meaning = [(one.document, one.start) for one in near.find(_READ_AGAIN) if one.cosine > _FAR]
    scores: dict[tuple[int, int], float] = {}
    for listed in (list(found), by_meaning):
        for rank, place in enumerate(listed, 1):
            scores[place] = scores.get(place, 0.0) + 1.0 / (_SOFTENING + rank)
    found |= evidence.at(place for place in by_meaning if place not in found)
    order = sorted(found, key=lambda place: (-scores[place], place))
    return [replace(found[place], score=scores[place]) for place in order]


def searched(evidence: EvidenceIndex, query: str, *, limit: int) -> list[Hit]:
    """Plain search: the index's own order."""
    stance = Stance("context", {"supports": 0.0, "contradicts": 0.0, "context": 1.0}, ())
    return [_hit(found, found.score, stance) for found in evidence.find(query, limit=limit)]


def _hit(found: Found, score: float, stance: Stance) -> Hit:
    passage = found.passage
    return Hit(
        found.document, passage.span, found.text, round(score, 4), stance, passage.page, passage.speaker,
        passage.time_start,
    )  # fmt: skip


class Heard(NamedTuple):
    """A place that has a quotation, or nearly, and the names of whoever says it there."""

    place: Place
    names: tuple[str, ...]


class Said(NamedTuple):
    """Who said what a claim quotes, as the report and the sources name them, and where the sources have the words."""

    names: frozenset[str] = frozenset()
    places: tuple[Place, ...] = ()


_PLACES = 3
"""Of one quotation; more say nothing new."""


def heard(quotation: FoundQuotation, locator: Locator) -> list[Heard]:
    """Where the documents of ``locator`` have the quotation; a place bears the index of its document there."""
    places = locator.places(parts_of(quotation.exact), limit=_PLACES)
    return [
        Heard(place, tuple(_names(_speaker_there(locator.documents[place.document], place.span)))) for place in places
    ]


def said_by(speaker: str, places: Iterable[Heard]) -> Said:
    """Put together for a quotation by ``speaker`` from its places in all sources: where one has the very words, those
    that only come near are left out."""
    best = sorted(places, key=lambda heard: (heard.place.distance, heard.place.document, heard.place.span))[:_PLACES]
    if best and best[0].place.distance == 0:
        best = [heard for heard in best if heard.place.distance == 0]
    names = {*_names(speaker), *(name for heard in best for name in heard.names)}
    return Said(frozenset(names), tuple(heard.place for heard in best))


def _speaker_there(document: Document, span: Span) -> str:
    """Who says the words where a source has them, which is often told more fully there than in the report."""
    high = bisect_left(document.passages, span.end, key=lambda passage: passage.span.start)
    low = high
    while low > 0 and document.passages[low - 1].span.end > span.start:
        low -= 1
    around = document.passages[max(0, low - _LED_IN) : high]
    for passage in around:
        if passage.speaker and passage.span.overlaps(span):
            return passage.speaker
    for found in find_quotations(replace(document, passages=tuple(around))):
        if found.span.overlaps(span):
            return found.speaker
    return ""


def _names(text: str) -> list[str]:
    return [name.lower() for name in _NAME.findall(text) if name.lower() not in _STARTERS]


def _hits(claim: str, found: Sequence[Found], limit: int, said: Said, judge: Judge) -> list[Hit]:
    top = found[0].score or 1.0
    telling = bool(said.places or said.names) or denies_wrongdoing(claim)
    names = frozenset(_names(claim))
    scored = [(entry.score / top + (_told(entry, said, names) if telling else 0.0), entry) for entry in found]
    scored.sort(key=lambda pair: (-pair[0], pair[1].document, pair[1].passage.span))
    hits: list[Hit] = []
    for score, entry in scored[: max(_JUDGED, 2 * limit)]:
        stance = judge(claim, entry.text, _is_said_by(entry, said))
        if stance.label != "context":
            score += (0.3 if telling else 0.1) * stance.scores[stance.label]
        hits.append(_hit(entry, score, _with_place(stance, entry, said.places)))
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


def _told(entry: Found, said: Said, names: frozenset[str]) -> float:
    """What speaks for a passage beside a quoted finding or a denial: the same names, speaker, and qualifying words."""
    folded = normalise(entry.text).text
    score = 0.08 * min(3, len(set(QUALIFYING.findall(folded))))
    here = set(_names(entry.text))
    if names:
        score += 0.15 * len(names & here) / len(names)
    if _is_said_by(entry, said):
        score += 0.25 if entry.passage.speaker or _SAYING.search(folded) else 0.1
    return score


def _is_said_by(entry: Found, said: Said) -> bool:
    return bool(said.names) and not said.names.isdisjoint(_names(f"{entry.text} {entry.passage.speaker}"))


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
