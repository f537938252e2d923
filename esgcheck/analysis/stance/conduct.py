"""Wrongdoing denied or good conduct asserted, against what the passage admits, reports, punishes or clears.

These need not share the claim's words: a denial that workers were harmed is answered by a fine. So they look at the
whole passage, and ask only that it speak of the same matter: by a name, by shared words, or by being known to
(``linked``: the same speaker goes on).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from esgcheck.analysis import stance_words as said
from esgcheck.analysis.stance.aligning import Pair
from esgcheck.analysis.stance.grounds import Ground
from esgcheck.analysis.stance.lexicon import GOOD
from esgcheck.analysis.stance.reading import Reading, Sentence, fold

_DENYING = re.compile(
    r"\b(?:not?|n't|never|none|neither|nor|without|zero|free (?:of|from)|den(?:y|ies|ied)|reject(?:s|ed)?|refut\w+"
    r"|nobody|nicht|kein\w*|non|nessun\w*|senza|aucun\w*|pas|sin)\b|n't\b"
)
_CUT = re.compile(r"[,;:.!?]| but ")


def may_deny(claim: str) -> bool:
    """Whether a claim has any of the words with which wrongdoing is denied, before it is read closely."""
    folded = fold(claim)
    return (said.WRONGDOING.search(folded) or said.NO_FINDING.search(folded)) is not None


@lru_cache(maxsize=4096)
def denied_wrongdoing(claim: Reading) -> str | None:
    """What the claim says is not so: something bad, or whatever it is that a review did not find."""
    for sentence in claim.sentences:
        for match in said.WRONGDOING.finditer(sentence.folded):
            if _DENYING.search(sentence.folded[: match.start()]):
                return match[0]
    cleared = said.NO_FINDING.search(claim.folded)
    return cleared[0] if cleared else None


_HOLDING = re.compile(
    r"\b(?:certif\w+|permits?|licen[cs]\w+|accredit\w+|members?|ratings?|label(?:led)?|signator\w+)\b"
)
"""What can lapse or be taken away."""


@lru_cache(maxsize=8192)
def asserted(pattern: re.Pattern[str], folded: str, reach: int = 25) -> tuple[tuple[str, int, int], ...]:
    """What the pattern finds that the passage does not itself negate ("no failings were found"), with its place."""
    found: dict[str, tuple[str, int, int]] = {}
    for match in pattern.finditer(folded):
        if match[0] not in found and not _negated_before(folded, match.start(), reach):
            found[match[0]] = (match[0], match.start(), match.end())
    return tuple(found.values())


def _negated_before(folded: str, position: int, reach: int) -> bool:
    """Whether a negation stands shortly before, in the same clause."""
    ahead = _CUT.split(folded[max(0, position - reach) : position])[-1]
    return _DENYING.search(ahead) is not None


def conduct(claim: Reading, passage: Reading, linked: bool) -> Iterator[Ground]:
    denied = denied_wrongdoing(claim)
    good = None if denied else said.CONDUCT.search(claim.folded) or _well(claim)
    named = bool((claim.names & passage.words) | (passage.names & claim.words))
    if claim.names and not named and not linked and passage.names:
        return
    shared = len(claim.keys & passage.keys)
    half = shared >= len(claim.keys) / 2
    if denied is None and good is None:
        if not (linked or (shared >= 2 and half)):
            return
        surely = 0.6
    elif linked or (named and denied):
        surely = 1.0
    elif shared >= (2 if denied else 3) or (shared >= 2 and half):
        surely = 0.8 if denied else 0.7
    else:
        return
    if denied:
        finding = said.NO_FINDING.search(denied)
        where = f"where the claim says “{denied}”" if finding else f"where the claim denies “{denied}”"
    else:
        where = f"where the claim says “{good[0]}”" if good else "on what the claim asserts"
    for words, start, end in asserted(said.ADMISSION, passage.folded):
        yield Ground("admission", "contradicts", surely, f"the passage says “{words}” {where}", ((start, end),))
    for words, start, end in asserted(said.DOUBT, passage.folded):
        if words in claim.folded:
            continue
        yield Ground("doubt", "contradicts", surely, f"the passage says “{words}” {where}", ((start, end),))
    if (denied or good or half) and (named or linked or not claim.names or shared >= 3):
        for words, start, end in asserted(said.SANCTION, passage.folded, 60):
            yield Ground(
                "sanction", "contradicts", surely, f"it reports a measure or accusation: “{words}”", ((start, end),)
            )
    if denied or good:
        for words, start, end in asserted(said.CLEARING, passage.folded):
            yield Ground("clearing", "supports", surely, f"the passage, too, says “{words}”", ((start, end),))


def _well(claim: Reading) -> tuple[str] | None:
    """A word by which the claim asserts something good of an axis that has a bad end."""
    for sentence in claim.sentences:
        value, words = value_of(sentence)
        if value > 0:
            return (words[0][0],)
    return None


@lru_cache(maxsize=8192)
def value_of(sentence: Sentence) -> tuple[int, tuple[tuple[str, int, int], ...]]:
    """Whether a sentence says something good (above 0) or bad of what it speaks of, and by which words."""
    total, words = 0, []
    for token in sentence.tokens:
        good = GOOD.get(token.key)
        if good is None:
            continue
        denied = sum(1 for cue in sentence.cues if cue.clause == token.clause) % 2
        total += good * (token.pole or 1) * (-1 if denied else 1)
        words.append((token.text, token.start, token.end))
    return total, tuple(words)


def values(pair: Pair) -> Iterator[Ground]:
    """Good said here and bad there, in other words: "safe" against "toxic", "never leaked" against "contaminated"."""
    if not any(key in GOOD for key in pair.ours.every) or not any(key in GOOD for key in pair.theirs.every):
        return
    here, ours = value_of(pair.ours)
    there, theirs = value_of(pair.theirs)
    if here * there < 0:
        word, start, end = theirs[0]
        yield Ground(
            "bad",
            "contradicts",
            pair.about,
            f"the passage says “{word}” where the claim says “{ours[0][0]}”",
            ((start, end),),
        )
    elif here * there > 0:
        word, start, end = theirs[0]
        yield Ground(
            "good", "supports", pair.about, f"the passage says “{word}”, the claim “{ours[0][0]}”", ((start, end),)
        )


def not_kept(claim: Reading, passage: Reading) -> Iterator[Ground]:
    """A promise of the claim that the passage says was dropped, missed or put off."""
    shared = len(claim.keys & passage.keys)
    promised = said.COMMITMENT.search(claim.folded) or _HOLDING.search(claim.folded)
    if not promised or shared < max(2, len(claim.keys) / 2):
        return
    for words, start, end in asserted(said.NOT_KEPT, passage.folded)[:1]:
        reason = f"the passage says “{words}” of what the claim says or promises"
        yield Ground("not_kept", "contradicts", 1.0, reason, ((start, end),))
