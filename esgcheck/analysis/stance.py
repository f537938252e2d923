"""Guess what a passage does to a claim, by checks that can be read, and say why.

A person decides; this only sorts. So each check must name the words it went by, unsure is "context", and nothing is
called contradicting for sharing a topic. The checks, each for one way in which a source answers a report:

* the passage carries the claim's own words (supports);
* the same thing is measured, in the same unit and for no other year, and the figures differ (contradicts) or agree;
* the same thing rose here and fell there;
* the same statement stands here with a negation and there without;
* the claim denies wrongdoing or asserts good conduct, and the passage admits, accuses or punishes, or else clears;
* the claim promises and the passage says that it was not kept; the claim says "all" and the passage names an exception.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from . import stance_words as said
from .figures import Figure, comparable, figures
from .languages import stopwords
from .sentences import sentences
from .text import normalise
from .types import Stance, StanceLabel
from .wording import NEGATIONS, word_set

_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*")
_NAME = re.compile(r"(?<![.!?:“\"‘'•] )(?<!^)\b[A-ZÄÖÜÀÈÉ][\w.&-]*[\w]")
_NO_NAMES = word_set("group company board scope report we our us i co2 esg ceo management january february march april")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_DENYING = re.compile(
    r"\b(?:not?|n't|never|none|neither|nor|without|zero|free (?:of|from)|den(?:y|ies|ied)|reject(?:s|ed)?|refut\w+"
    r"|nicht|kein\w*|non|nessun\w*|senza|aucun\w*|pas|sin)\b|n't\b"
)


_SAME = "it carries the same words"
NOTHING_CLEAR = "nothing in it that speaks clearly for or against the claim"
_NEARLY = "it says nearly the same"
_ENOUGH = 0.6
"""The share of the claim's telling words that a sentence must have to be about the same thing."""


class Ground(NamedTuple):
    """One reason for a label, with its weight; a weight over 1 outweighs being unsure."""

    label: StanceLabel
    weight: float
    reason: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence as the checks see it. ``still`` are its stems without those for rising and falling."""

    text: str
    folded: str
    stems: frozenset[str]
    still: frozenset[str]
    years: frozenset[str]
    figures: tuple[Figure, ...]
    negated: bool


@dataclass(frozen=True, slots=True)
class Reading:
    """A claim or a passage as the checks see it."""

    folded: str
    stems: frozenset[str]
    words: frozenset[str]
    names: frozenset[str]
    sentences: tuple[Sentence, ...]


def judge_stance(claim: str, passage: str, *, linked: bool = False) -> Stance:
    """Supports, contradicts or context, with scores for each that add up to 1 and reasons in words.

    ``linked`` says that the passage is known to speak of the same matter though its words do not show it: the same
    speaker goes on, for one.
    """
    ours, theirs = read(claim), read(passage)
    grounds = [ground for check in _CHECKS for ground in check(ours, theirs)] + list(_conduct(ours, theirs, linked))
    if any(ground.label == "contradicts" and ground.weight >= 1 for ground in grounds):
        grounds = [ground for ground in grounds if ground.reason != _NEARLY]
    if said.RESTATED.search(theirs.folded) and any(ground.reason in (_SAME, _NEARLY) for ground in grounds):
        grounds = [ground for ground in grounds if ground.label == "contradicts"]
        grounds.append(Ground("context", 0.5, "it repeats the claim, as something that was said"))
    weights: dict[StanceLabel, float] = {"supports": 0.0, "contradicts": 0.0, "context": 1.0}
    for ground in grounds:
        weights[ground.label] += ground.weight
    label = _label(weights)
    if label == "context":
        weights["context"] = max(weights.values()) + 0.01
    total = sum(weights.values())
    scores: dict[str, float] = {name: weight / total for name, weight in weights.items()}
    wanted = [ground for ground in grounds if ground.label == label] or grounds
    reasons = tuple(dict.fromkeys(ground.reason for ground in sorted(wanted, key=lambda ground: -ground.weight)))
    return Stance(label, scores, reasons[:4] or (NOTHING_CLEAR,))


def _label(weights: dict[StanceLabel, float]) -> StanceLabel:
    """Context unless one side outweighs being unsure, and clearly the other side too."""
    if weights["supports"] > max(1, 1.3 * weights["contradicts"]):
        return "supports"
    if weights["contradicts"] > max(1, 1.3 * weights["supports"]):
        return "contradicts"
    return "context"


def denies_wrongdoing(claim: str) -> bool:
    """Whether a claim says of something bad that it is not so."""
    return _denied_wrongdoing(read(claim)) is not None


@lru_cache(maxsize=4096)
def read(text: str) -> Reading:
    """Fold and split a text once; the claim is held against many passages."""
    stop = stopwords(text)
    parts = tuple(_sentence(span.of(text), stop) for span in sentences(text[:20_000]))
    names = frozenset(name.lower().removesuffix("'s").removesuffix("’s") for name in _NAME.findall(text)) - _NO_NAMES
    stems = frozenset(stem for part in parts for stem in part.stems)
    folded = " ".join(part.folded for part in parts)
    words = frozenset(word.removesuffix("'s") for word in _WORD.findall(folded))
    return Reading(folded, stems, words, names, parts)


def _sentence(text: str, stop: frozenset[str]) -> Sentence:
    folded = normalise(text).text
    every = _WORD.findall(folded)
    words = {word.removesuffix("'s") for word in every} - stop - NEGATIONS
    stems = frozenset(stem(word) for word in words if len(word) > 1)
    negated = any(word in NEGATIONS or word.endswith("n't") for word in every)
    return Sentence(text, folded, stems, stems - _MOVING, frozenset(_YEAR.findall(folded)), figures(folded), negated)


def stem(word: str) -> str:
    """A rough English stem: enough to see that "emissions" and "emission", "reviewed" and "review" are one word."""
    for ending in ("ations", "ation", "ings", "ing", "ies", "ied", "ments", "ment", "ions", "ion", "es", "ed", "ly"):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    if word.endswith("s") and not word.endswith("ss") and len(word) > 3:
        word = word[:-1]
    return word.removesuffix("e") if len(word) > 4 else word


def _same_words(claim: Reading, passage: Reading) -> Iterator[Ground]:
    for sentence in claim.sentences:
        bare = sentence.folded.strip(" .\"'")
        quoted = max(re.findall(r'"([^"]{25,})"', sentence.folded), key=len, default="").strip(" .,")
        for words in (bare, quoted):
            if len(words.split()) >= 5 and words in passage.folded:
                yield Ground("supports", 2.0, _SAME)
                return


def _overlap(one: Sentence, other: Sentence) -> float:
    """The share of the claim's telling words that the other sentence has too."""
    return len(one.still & other.still) / len(one.still) if one.still else 0.0


_MOVING = frozenset(
    map(
        stem,
        word_set(
            """
            rise rises rose risen increase increased increases grow grew growth climbed higher up fall falls fell fallen
            decrease decreased decline declined drop dropped cut cuts lower lowered down reduce reduced reduces
            reduction reductions halved doubled
            """
        ),
    )
)


def _figures_agree(claim: Reading, passage: Reading) -> Iterator[Ground]:
    for ours in claim.sentences:
        for theirs in passage.sentences:
            if not ours.figures or not theirs.figures or _overlap(ours, theirs) < _ENOUGH or _apart(ours, theirs):
                continue
            for figure in ours.figures:
                same_kind = [other for other in theirs.figures if comparable(figure, other)]
                if any(figure.agrees(other) for other in same_kind):
                    yield Ground("supports", 0.9, f"it gives the same figure, {figure.text}")
                elif len(same_kind) == 1 and not any(same_kind[0].agrees(other) for other in ours.figures):
                    reason = f"{same_kind[0].text} in the passage, {figure.text} in the claim"
                    yield Ground("contradicts", 1.4, reason)


def _apart(one: Sentence, other: Sentence) -> bool:
    """Whether both name years and none in common, so that they tell of different times."""
    return bool(one.years and other.years and not one.years & other.years)


def _direction(claim: Reading, passage: Reading) -> Iterator[Ground]:
    for ours in claim.sentences:
        here = _moves(ours)
        if here is None:
            continue
        for theirs in passage.sentences:
            there = _moves(theirs)
            if there is None or _overlap(ours, theirs) < _ENOUGH or _apart(ours, theirs):
                continue
            if here[0] == there[0]:
                yield Ground("supports", 0.5, f"both say that it {here[0]}")
            else:
                reason = f"the passage says '{there[1]}' where the claim says '{here[1]}'"
                yield Ground("contradicts", 1.3, reason)


def _moves(sentence: Sentence) -> tuple[str, str] | None:
    up, down = said.RISE.search(sentence.folded), said.FALL.search(sentence.folded)
    if (up is None) == (down is None):
        return None
    if up is not None:
        return ("fell", f"not {up[0]}") if _negated_before(sentence.folded, up.start()) else ("rose", up[0])
    assert down is not None
    return ("rose", f"not {down[0]}") if _negated_before(sentence.folded, down.start()) else ("fell", down[0])


def _negated_before(folded: str, position: int, reach: int = 40) -> bool:
    """Whether a negation stands shortly before, in the same clause."""
    ahead = re.split(r"[,;:.!?]| but ", folded[max(0, position - reach) : position])[-1]
    return _DENYING.search(ahead) is not None


def _negation(claim: Reading, passage: Reading) -> Iterator[Ground]:
    for ours in claim.sentences:
        if len(ours.stems) < 3:
            continue
        best = max(passage.sentences, key=lambda theirs: _overlap(ours, theirs), default=None)
        if best is None or (shared := _overlap(ours, best)) < 0.65 or _overlap(best, ours) < 0.4 or _apart(ours, best):
            continue
        if ours.negated != best.negated:
            one, other = ("denies", "says") if best.negated else ("says", "denies")
            yield Ground("contradicts", 1.2, f"the passage {one} what the claim {other}")
        elif not _figures_conflict(ours, best) and shared >= 0.8 and len(ours.still) >= 4:
            yield Ground("supports", 0.4 + shared, _NEARLY)


def _figures_conflict(ours: Sentence, theirs: Sentence) -> bool:
    pairs = [(one, other) for one in ours.figures for other in theirs.figures if comparable(one, other)]
    return bool(pairs) and not any(one.agrees(other) for one, other in pairs)


def _conduct(claim: Reading, passage: Reading, linked: bool) -> Iterator[Ground]:
    """Wrongdoing denied or good conduct asserted, against what the passage admits, reports or clears."""
    denied = _denied_wrongdoing(claim)
    asserted = None if denied else said.CONDUCT.search(claim.folded)
    if denied is None and asserted is None:
        return
    where = f"where the claim says '{asserted[0]}'" if asserted else _where_denied(denied or "")
    named = bool((claim.names & passage.words) | (passage.names & claim.words))
    shared = len(claim.stems & passage.stems)
    if not (linked or (named and denied) or shared >= (2 if denied else 3)):
        return
    strength = 1.25 if denied else 1.05
    for match in _asserted(said.ADMISSION, passage):
        yield Ground("contradicts", strength, f"the passage says '{match}' {where}")
        strength = 0.5
    for match in _asserted(said.DOUBT, passage):
        yield Ground("contradicts", 0.6 if denied else 0.3, f"the passage says '{match}' {where}")
    strength = 1.25 if denied else 1.05
    if named or linked or not claim.names or shared >= 3:
        for match in _asserted(said.SANCTION, passage, 60):
            yield Ground("contradicts", strength, f"it reports a measure or accusation: '{match}'")
            strength = 0.3
    weight = 1.05 if denied else 0.5
    for match in _asserted(said.CLEARING, passage):
        yield Ground("supports", weight, f"the passage, too, says '{match}'")
        weight = 0.2


def _where_denied(denied: str) -> str:
    return (
        f"where the claim says '{denied}'" if said.NO_FINDING.search(denied) else f"where the claim denies '{denied}'"
    )


def _denied_wrongdoing(claim: Reading) -> str | None:
    """What the claim says is not so: something bad, or whatever it is that a review did not find."""
    for sentence in claim.sentences:
        for match in said.WRONGDOING.finditer(sentence.folded):
            if _DENYING.search(sentence.folded[: match.start()]):
                return match[0]
    cleared = said.NO_FINDING.search(claim.folded)
    return cleared[0] if cleared else None


def _asserted(pattern: re.Pattern[str], passage: Reading, reach: int = 25) -> list[str]:
    """What the pattern finds that the passage does not itself negate ("no failings were found")."""
    found: list[str] = []
    for match in pattern.finditer(passage.folded):
        if not _negated_before(passage.folded, match.start(), reach) and match[0] not in found:
            found.append(match[0])
    return found


def _not_kept(claim: Reading, passage: Reading) -> Iterator[Ground]:
    shared = len(claim.stems & passage.stems)
    if not said.COMMITMENT.search(claim.folded) or shared < max(2, len(claim.stems) / 2):
        return
    for match in _asserted(said.NOT_KEPT, passage)[:1]:
        yield Ground("contradicts", 1.2, f"the passage says '{match}' of what the claim promises")


def _exception(claim: Reading, passage: Reading) -> Iterator[Ground]:
    every = said.ABSOLUTE.search(claim.folded)
    if every is None:
        return
    for ours in claim.sentences:
        for theirs in passage.sentences:
            found = said.EXCEPTION.search(theirs.folded)
            if found is not None and _overlap(ours, theirs) >= 0.5:
                yield Ground("contradicts", 1.1, f"the passage says '{found[0]}' where the claim says '{every[0]}'")
                return


def _part_of_whole(claim: Reading, passage: Reading) -> Iterator[Ground]:
    """ "All 4,200 were moved" against "1,100 of the 4,200 had been moved"."""
    if len(claim.stems & passage.stems) < 2:
        return
    for whole in (figure for ours in claim.sentences for figure in ours.figures):
        if not re.search(rf"\b(?:all|each|every one)(?: of)?(?: the| our| its)? {re.escape(whole.text)}", claim.folded):
            continue
        for theirs in passage.sentences:
            match = re.search(rf"\bof (?:the |our |its |all )?{re.escape(whole.text)}(?!\w)", theirs.folded)
            parts = figures(theirs.folded[: match.start()]) if match else ()
            if match and parts and parts[-1].value < whole.value:
                yield Ground("contradicts", 1.3, f"{parts[-1].text} {match[0]} in the passage, all in the claim")
                return


_CHECKS: tuple[Callable[[Reading, Reading], Iterator[Ground]], ...] = (
    _same_words,
    _figures_agree,
    _direction,
    _negation,
    _not_kept,
    _exception,
    _part_of_whole,
)
