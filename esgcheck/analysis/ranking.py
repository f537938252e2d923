"""Order what the index finds for a claim, as a reviewer would want to read it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cached_property
from typing import NamedTuple

from .alike import Words, grouped, is_within
from .embedding.neighbours import Near
from .evidence import EvidenceIndex, Found
from .fusing import Lead, leads, read
from .locating import Place
from .sharing import Reasons
from .speaking import Said, names_in
from .stance import denies_wrongdoing, judge_stance
from .stance_words import QUALIFYING
from .text import normalise
from .types import Hit, HitPlace, Span, Stance, StanceLabel

_TAKEN, _TAKEN_BESIDE = 50, 100
"""Passages taken from the index; more beside a quoted finding or a denial: what is told there may share few of its
words."""

_WINDOW = 6
"""Of these, so many more than get a stance are read: the first of many are seldom overtaken by what comes after them.
As many again where passages that say the same leave too few. Beside a quoted finding or a denial all are read, since
what is told there may have few of its words."""

_MORE_JUDGED = 6
"""Of these, so many more than are shown get a stance, which may bring one of them up: reading a passage closely is what
costs time here."""

_MOST_PLACES = 30

_QUALIFYING = (
    "clearing exonerate problem concerning failing failure flag risk absolve warn admit acknowledge regret mistake "
    "unknown omit"
)
"""Words that somebody who did not simply clear a company is likely to have used."""

Judge = Callable[[str, str, bool], Stance]
"""Claim, passage, and whether it is known to speak of the same matter: the stance."""

_SAYING = re.compile(r"\b(?:says?|said|told|tells?|stated?|wrote|writes|explain\w*|conclud\w*|added|argu\w+|warn\w+)\b")


class Own(NamedTuple):
    """Where the claim itself stands, if its own document is among those that are ranked."""

    document: int
    span: Span


def rank(
    evidence: EvidenceIndex,
    claim: str,
    *,
    limit: int,
    said: Said | None = None,
    judge: Judge | None = None,
    near: Near | None = None,
    own: Own | None = None,
) -> list[Hit]:
    """Hits for a claim, likeliest first. ``said`` where it is a quotation; ``judge`` gives each passage its stance;
    ``near`` knows the passages that say much the same, in documents under the same keys as in ``evidence``; ``own``
    keeps the claim, and what its document says in its words elsewhere, from bearing on itself."""
    asked = _Asked(claim, said or Said())
    found = _ordered(evidence, asked, near, own, limit + _MORE_JUDGED)
    return _read_closely(asked, found, limit, judge or _judged)


def ordered(evidence: EvidenceIndex, claim: str, *, limit: int, near: Near | None = None) -> list[Found]:
    """The passages alone, before any is read closely: what the ranking costs without stances and reasons."""
    return [group[0].found for group in _ordered(evidence, _Asked(claim, Said()), near, None, limit)]


def searched(evidence: EvidenceIndex, query: str, *, limit: int) -> list[Hit]:
    """Plain search: the index's own order."""
    stance = Stance("context", {"supports": 0.0, "contradicts": 0.0, "context": 1.0}, ())
    return [_hit(found, found.score, stance) for found in evidence.find(query, limit=limit)]


class _Asked:
    """A claim, and what is looked for beside its words."""

    def __init__(self, claim: str, said: Said) -> None:
        self.claim, self.said = claim, said
        self.reasons = Reasons(claim)
        self.marks = self.reasons.marks
        self.names = frozenset(names_in(claim))
        self.telling = bool(said.places or said.names) or denies_wrongdoing(claim)

    @cached_property
    def words(self) -> Words:
        return Words.of(self.claim)

    def is_own(self, found: Found, own: Own) -> bool:
        if found.document != own.document:
            return False
        return found.passage.span.overlaps(own.span) or is_within(self.words, Words.of(found.text))

    def is_said_by(self, found: Found) -> bool:
        named = self.said.names
        return bool(named) and not named.isdisjoint(names_in(f"{found.text} {found.passage.speaker}"))

    def told(self, found: Found) -> float:
        """What speaks for a passage beside a quoted finding or a denial: the same names, speaker, qualifying words."""
        folded = normalise(found.text).text
        score = 0.08 * min(3, len(set(QUALIFYING.findall(folded))))
        if self.names:
            score += 0.15 * len(self.names & set(names_in(found.text))) / len(self.names)
        if self.is_said_by(found):
            score += 0.25 if found.passage.speaker or _SAYING.search(folded) else 0.1
        return score


class _Scored(NamedTuple):
    score: float
    likeness: float
    found: Found
    words: Words


def _ordered(
    evidence: EvidenceIndex, asked: _Asked, near: Near | None, own: Own | None, most: int
) -> list[list[_Scored]]:
    """The best passages, each with those that say the same."""
    taken = _TAKEN_BESIDE if asked.telling else _TAKEN
    found = leads(evidence.best(asked.claim, limit=taken), near, taken, words_first=asked.telling)
    if names := sorted(asked.said.names):
        there = {lead.place for lead in found}
        spoken = evidence.best(asked.claim, limit=_TAKEN, named=names, also=_QUALIFYING)
        places = (((one.document, one.start), one) for one in spoken)
        found += [Lead(place, 0.0, 0.0, one) for place, one in places if place not in there]
    step = len(found) if asked.telling or names else most + _WINDOW
    scored: list[_Scored] = []
    groups: list[list[_Scored]] = []
    while found and len(groups) < most:
        some, found = found[:step], found[step:]
        scored += [
            _Scored(lead.score + _speaks_for(asked, passage), lead.likeness, passage, Words.of(passage.text))
            for lead, passage in read(evidence, some)
            if own is None or not asked.is_own(passage, own)
        ]
        scored.sort(key=lambda one: (-one.score, one.found.document, one.found.passage.span))
        groups = grouped(((one.words, one) for one in scored), most)
    return groups


def _speaks_for(asked: _Asked, found: Found) -> float:
    return asked.marks.weight_of(asked.marks.within(found.text)) + (asked.told(found) if asked.telling else 0.0)


def _judged(claim: str, passage: str, linked: bool) -> Stance:
    return judge_stance(claim, passage, linked=linked)


def _read_closely(asked: _Asked, groups: Sequence[Sequence[_Scored]], limit: int, judge: Judge) -> list[Hit]:
    """What each does to the claim, which also speaks for showing it; and why it is shown."""
    hits: list[tuple[Hit, Found]] = []
    for first, *others in groups:
        score, found = first.score, first.found
        stance = judge(asked.claim, found.text, asked.is_said_by(found))
        if stance.label != "context":
            score += (0.3 if asked.telling else 0.1) * stance.scores[stance.label]
        stance = _with_place(stance, found, asked.said.places)
        hits.append((_hit(found, score, stance, first.likeness, [other.found for other in others]), found))
    hits.sort(key=lambda pair: (-pair[0].score, pair[0].document, pair[0].span))
    return [replace(hit, why=asked.reasons.why(found.text, found.heading, hit.likeness)) for hit, found in hits[:limit]]


def _hit(found: Found, score: float, stance: Stance, likeness: float = 0.0, others: Sequence[Found] = ()) -> Hit:
    passage = found.passage
    return Hit(
        found.document,
        passage.span,
        found.text,
        round(score, 4),
        stance,
        passage.page,
        passage.speaker,
        passage.time_start,
        likeness=round(likeness, 3),
        places=tuple(_place(other) for other in others[:_MOST_PLACES]),
    )


def _place(found: Found) -> HitPlace:
    passage = found.passage
    return HitPlace(found.document, passage.span, passage.page, found.text, passage.time_start)


def _with_place(stance: Stance, entry: Found, places: Sequence[Place]) -> Stance:
    """The passage that holds the quotation itself does not contradict it; if it has it otherwise, that is said."""
    here = [p for p in places if p.document == entry.document and p.span.overlaps(entry.passage.span)]
    if not here:
        return stance
    reasons = [reason for reason in stance.reasons if "same words" not in reason][:2]
    if any(place.distance for place in here):
        return replace(stance, reasons=("it carries the quotation in other words", *reasons))
    label: StanceLabel = "supports" if stance.label == "supports" else "context"
    return replace(stance, label=label, reasons=("it carries the same words", *reasons))
