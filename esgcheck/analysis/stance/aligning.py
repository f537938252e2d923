"""Hold a sentence of the claim against one of the passage: what they share, and what is turned round between them.

Two sentences about the same thing say opposite things when an odd number of things is turned between them: a negation
that only one has, a word whose opposite the other has. "Was not rejected" and "was approved" are turned twice, and
agree.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from esgcheck.analysis.stance.lexicon import GOOD, WEAK_LEVELS
from esgcheck.analysis.stance.likeness import alike
from esgcheck.analysis.stance.reading import Cue, Reading, Sentence, Token

_CARRIED = 0.7
"""What a word counts that stands not in the sentence but in the one that it leans on."""
_FROM, _TO = re.compile(r"\bfrom\b[^;:.]{0,40}?$"), re.compile(r"^.{0,50} to (?:.{0,9} )?$")
_THAN_FIGURE = re.compile(r" (?:than|to) (?:[$€£] ?)?(?:\d|half|a |one|two|three|four|five|six|seven|eight|nine|ten)")


@dataclass(frozen=True)
class Opposed:
    """A word of the claim and one of the passage that turns it round."""

    ours: Token
    theirs: Token


@dataclass(frozen=True)
class Moved:
    """That something rose (+1) or fell (-1), by which words, at which place of the folded text."""

    way: int
    words: str
    start: int
    end: int


Near = dict[str, tuple[float, Token]]
"""For a key of the claim's sentence that the other has not: how alike the likest word there is, and which."""


def likeness(claim: Reading, passage: Reading) -> dict[tuple[int, int], Near]:
    """By the numbers of a sentence of the claim and one of the passage."""
    ours, our_begins, our_rows = claim.telling
    theirs, their_begins, their_rows = passage.telling
    if not ours or not theirs:
        return {}
    found: dict[tuple[int, int], Near] = {}
    for row, column, value in alike(our_rows, their_rows):
        one, other = ours[row], theirs[column]
        if one.key == other.key:
            continue
        place = (bisect_right(our_begins, row) - 1, bisect_right(their_begins, column) - 1)
        near = found.setdefault(place, {})
        if value > near.get(one.key, (0.0, other))[0]:
            near[one.key] = (value, other)
    return found


class Pair:
    """A sentence of the claim with one of the passage. ``cover`` is the share of the claim's telling words that the
    other has, ``back`` the share of the other's that the claim has; ``about`` rises with both."""

    def __init__(self, claim: Reading, passage: Reading, ours: Sentence, theirs: Sentence, near: Near) -> None:
        self.claim, self.passage, self.ours, self.theirs = claim, passage, ours, theirs
        self.shared = ours.keys.keys() & theirs.keys.keys()
        leaning = (ours.keys.keys() & theirs.carried) - self.shared
        covered = sum(ours.keys[key] for key in self.shared) + _CARRIED * sum(ours.keys[key] for key in leaning)
        self.exact = covered / ours.total if ours.total else 0.0
        self.near = {key: found for key, found in near.items() if key not in self.shared and key not in leaning}
        covered += sum(ours.keys[key] * found[0] for key, found in self.near.items())
        self.cover = covered / ours.total if ours.total else 0.0
        self.back = sum(theirs.keys[key] for key in self.shared) / theirs.total if theirs.total else 0.0
        self.about = self.cover * (0.6 + 0.4 * min(1.0, self.back / 0.5))

    @cached_property
    def our_clause(self) -> int:
        return _clause_of(self.ours, self.shared)

    @cached_property
    def their_clause(self) -> int:
        return _clause_of(self.theirs, self.shared)

    @cached_property
    def our_cues(self) -> list[Cue]:
        """The negations of the claim that deny something that the other sentence has too."""
        return _live(self.ours, self.our_clause, self.theirs)

    @cached_property
    def their_cues(self) -> list[Cue]:
        return _live(self.theirs, self.their_clause, self.ours)

    @cached_property
    def negated(self) -> bool:
        """Whether one denies and the other does not."""
        return len(self.our_cues) % 2 != len(self.their_cues) % 2

    @cached_property
    def opposed(self) -> list[Opposed]:
        """Words on the two ends of an axis, where neither sentence has both; rising and falling is looked at apart."""
        found: list[Opposed] = []
        theirs: dict[str, list[Token]] = {}
        for token in self.theirs.tokens:
            if token.clause == self.their_clause:
                theirs.setdefault(token.key, []).append(token)
        for token in self.ours.tokens:
            if token.clause != self.our_clause or token.key == "*level" or token.key not in theirs:
                continue
            others = theirs[token.key]
            ours = {own.pole or 1 for own in self.ours.tokens if own.key == token.key}
            across = len(ours) == 1 and all((other.pole or 1) == -(token.pole or 1) for other in others)
            if across and not any(done.ours.key == token.key for done in found):
                found.append(Opposed(token, others[0]))
        return found

    @cached_property
    def our_move(self) -> Moved | None:
        return moved(self.ours, self.our_clause)

    @cached_property
    def their_move(self) -> Moved | None:
        return moved(self.theirs, self.their_clause)


def moved(sentence: Sentence, clause: int) -> Moved | None:
    """Which way the thing went, as said in the clause; None where it says neither or both.

    Words like "more" and "up" count where no plainer one says it, and not before a figure ("more than 400", "up to 9").
    """
    here = [t for t in sentence.tokens if t.key == "*level" and t.clause == clause and t.pole]
    offset = sentence.start
    here = [t for t in here if t.text not in WEAK_LEVELS or not _THAN_FIGURE.match(sentence.folded, t.end - offset)]
    plain = [token for token in here if token.text not in WEAK_LEVELS] or here
    ways = {token.pole for token in plain}
    if len(ways) == 1:
        token = plain[0]
        return Moved(token.pole, token.text, token.start, token.end)
    if not ways:
        return _from_to(sentence)
    return None


def _from_to(sentence: Sentence) -> Moved | None:
    """ "From 33,000 to 41,000 tonnes"."""
    for one, other in pairwise(sentence.figures):
        between = sentence.folded[one.end : other.start]
        alike = one.unit == other.unit or one.unit[:1] == "#"
        if alike and one.value != other.value and _TO.search(between) and _FROM.search(sentence.folded[: one.start]):
            way = 1 if other.value > one.value else -1
            words = f"from {one.text} to {other.text}"
            return Moved(way, words, sentence.start + one.start, sentence.start + other.end)
    return None


def _live(here: Sentence, clause: int, there: Sentence) -> list[Cue]:
    """What is denied in a clause that the other sentence speaks of. "Did not harm bees" denies the harm: of that, "safe
    for bees" says nothing."""
    live = []
    for cue in here.cues:
        heads = cue.heads
        if cue.clause != clause or cue.key in there.every:
            continue
        if not heads or not (there.every.isdisjoint(heads) or (heads[0] in GOOD and heads[0] not in there.every)):
            live.append(cue)
    return live


def _clause_of(sentence: Sentence, shared: set[str]) -> int:
    """The clause with most of what is shared; the first of equals."""
    if not sentence.tokens or sentence.tokens[-1].clause == 0:
        return 0
    weights: dict[int, float] = {}
    for token in sentence.tokens:
        if token.key in shared:
            weights[token.clause] = weights.get(token.clause, 0.0) + token.weight
    return max(weights, key=lambda clause: (weights[clause], -clause)) if weights else 0


def best_pairs(claim: Reading, passage: Reading, least: float) -> Sequence[Pair]:
    """Sentences of claim and passage that may be about the same thing, closest first; a question asserts nothing."""
    near = likeness(claim, passage)
    pairs = [
        Pair(claim, passage, ours, theirs, near.get((ours.order, theirs.order), {}))
        for ours in claim.sentences
        for theirs in passage.sentences
        if not theirs.asks and (ours.keys.keys() & theirs.keys.keys() or (ours.order, theirs.order) in near)
    ]
    close = [pair for pair in pairs if pair.cover >= least]
    close.sort(key=lambda pair: (-pair.about, pair.theirs.start))
    return close[:4]
