"""Guess what a passage does to a claim, by checks that can be read, and say why.

A person decides; this only sorts. So each check must name the words it went by, unsure is "context", and nothing is
called contradicting for sharing a topic. Claim and passage are read (`reading`), sentences about the same thing are
held against each other (`aligning`), and each check says what it sees, for one way in which a source answers a report:

* the same figure or another, the same direction or the opposite, a negation, an opposite, all against some (`points`);
* another year, base year, part or company: that contradicts nothing, and is said (`scope`);
* wrongdoing denied or good conduct asserted, and the passage admits, accuses, punishes, or clears (`conduct`).

`weighing` makes chances of what was seen, with weights fitted on pairs of our own (`models/stance`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from esgcheck.analysis import stance_words as said
from esgcheck.analysis.stance import conduct, phrases, points, scope
from esgcheck.analysis.stance.aligning import Pair, best_pairs
from esgcheck.analysis.stance.grounds import Ground, Place
from esgcheck.analysis.stance.reading import Reading, Sentence, read
from esgcheck.analysis.stance.weighing import features, weigh
from esgcheck.analysis.types import Span, Stance

__all__ = ["NOTHING_CLEAR", "denies_wrongdoing", "judge_stance", "observe"]

NOTHING_CLEAR = "nothing in it that speaks clearly for or against the claim"
_SAME = "it carries the same words"
_NEARLY = "it says nearly the same"
_QUOTED = re.compile(r'"([^"]{25,})"')
_LEAST_COVER = 0.34
"""The share of the claim's telling words that a sentence must have to be held against it."""
_CLOSE_COVER = 0.6
_NEARLY_ALL = 0.85
_FAR = (0.0, None)
_MOST_REASONS = 4
_FEWEST_WORDS = 5
"""A shorter claim must be the whole passage to count as carried by it."""


def judge_stance(claim: str, passage: str, *, linked: bool = False) -> Stance:
    """Supports, contradicts or context, with chances for each that add up to 1, reasons in words, and the places in
    ``passage`` of the words that decided.

    ``linked`` says that the passage is known to speak of the same matter though its words do not show it: the same
    speaker goes on, for one.
    """
    values, grounds = observe(claim, passage, linked=linked)
    label, scores = weigh(values, grounds)
    wanted = [ground for ground in grounds if ground.label == label] or grounds
    wanted.sort(key=lambda ground: -ground.strength)
    reasons = tuple(dict.fromkeys(ground.reason for ground in wanted))[:_MOST_REASONS]
    told = [ground for ground in wanted if ground.reason in reasons]
    return Stance(label, scores, reasons or (NOTHING_CLEAR,), _places(read(passage), told))


def observe(claim: str, passage: str, *, linked: bool = False) -> tuple[list[float], list[Ground]]:
    """What the checks saw, and the values that are weighed: see `weighing.FEATURES`."""
    ours, theirs = read(claim), read(passage)
    same = list(_same_words(ours, theirs))
    if ours.language != theirs.language and not same:
        return features([], ours, theirs, []), []
    pairs = best_pairs(ours, theirs, _LEAST_COVER)
    grounds = [*same, *(ground for pair in pairs for ground in _seen(pair))]
    grounds += conduct.conduct(ours, theirs, linked)
    grounds += conduct.not_kept(ours, theirs)
    restated = said.RESTATED.search(theirs.folded)
    if (
        restated
        and ours.folded.strip() != theirs.folded.strip()
        and any(ground.label == "supports" for ground in grounds)
    ):
        grounds = [ground for ground in grounds if ground.label != "supports"]
        place = (restated.start(), restated.end())
        grounds.append(Ground("restated", "context", 1.0, "it repeats the claim, as something that was said", (place,)))
    return features(pairs, ours, theirs, grounds), grounds


def denies_wrongdoing(claim: str) -> bool:
    """Whether a claim says of something bad that it is not so."""
    return conduct.may_deny(claim) and conduct.denied_wrongdoing(read(claim)) is not None


def _same_words(claim: Reading, passage: Reading) -> Iterator[Ground]:
    """The claim word for word, or all that it quotes, in a sentence that does not turn it round: not in a question, nor
    after "it is not true that", nor as what somebody may think."""
    for parts in ([sentence.folded for sentence in claim.sentences], _QUOTED.findall(claim.folded)):
        wanted = [part.strip(" .,;:!?\"'") for part in parts]
        wanted = [part for part in wanted if part]
        short = sum(len(part.split()) for part in wanted) < _FEWEST_WORDS
        if not wanted or (short and wanted[0] != passage.folded.strip(" .,;:!?\"'")):
            continue
        places = [place for part in wanted if (place := _stands(part, claim, passage))]
        if len(places) == len(wanted):
            yield Ground("same_words", "supports", 1.0, _SAME, tuple(places))
            return


def _stands(words: str, claim: Reading, passage: Reading) -> Place | None:
    """Where the words stand in the passage, as said."""
    start = passage.folded.find(words)
    if start < 0:
        return None
    end = start + len(words)
    around = [sentence for sentence in passage.sentences if sentence.start < end and start < sentence.end]
    ours = sum(len(sentence.cues) for sentence in claim.sentences if sentence.folded.find(words) >= 0) or sum(
        cue.start >= start and cue.end <= end for sentence in around for cue in sentence.cues
    )
    if sum(len(sentence.cues) for sentence in around) != ours or any(sentence.asks for sentence in around):
        return None
    if any(sentence.hedged for sentence in around) and not any(sentence.hedged for sentence in claim.sentences):
        return None
    return start, end


def _seen(pair: Pair) -> Iterator[Ground]:
    """What each check says of a claim's sentence and a passage's."""
    outside = list(scope.apart(pair))
    yield from outside
    if pair.theirs.hedged and not pair.ours.hedged:
        match = pair.theirs.hedged
        place = (pair.theirs.start + match.start(), pair.theirs.start + match.end())
        yield Ground("hedge", "context", pair.cover, f"it leaves open whether it is so: “{match[0]}”", (place,))
    found = [ground for check in _CHECKS for ground in check(pair)]
    yield from found
    if (denial := _other_denial(pair, found)) is not None:
        yield denial
    if explained := phrases.EXPLAINS.search(pair.theirs.folded):
        place = (pair.theirs.start + explained.start(), pair.theirs.start + explained.end())
        yield Ground("explains", "context", pair.cover, f"it explains or rules (“{explained[0]}”)", (place,))
    if pair.cover >= _CLOSE_COVER and not outside and not _left_open(pair, found) and _happens(pair):
        words = [token for token in pair.theirs.tokens if token.key in pair.shared and token.weight >= 1]
        places = tuple((token.start, token.end) for token in words[:6])
        yield Ground("nearly_same", "supports", pair.about, _NEARLY, places)


def _happens(pair: Pair) -> bool:
    """Whether what the claim says happens is said too, or nearly everything else is."""
    verbs = pair.ours.verbs
    return (
        pair.cover >= _NEARLY_ALL
        or not verbs
        or any(v in pair.theirs.every or pair.near.get(v, _FAR)[0] >= 0.5 for v in verbs)
    )


_DENIALS_HEARD = frozenset({"negation", "asserted", "both_deny", "twice_turned", "good"})


def _other_denial(pair: Pair, found: Sequence[Ground]) -> Ground | None:
    """A negation that only one has and no check could place: whatever else agrees, that supports nothing."""
    if _denials(pair.ours, pair) == _denials(pair.theirs, pair) or any(g.name in _DENIALS_HEARD for g in found):
        return None
    cues = pair.theirs.cues
    if not cues:
        return Ground("other_denial", "context", pair.cover, "the claim denies something that it does not deny")
    start, end = cues[0][:2]
    word = pair.passage.folded[start:end].strip()
    return Ground("other_denial", "context", pair.cover, f"it denies something (“{word}”)", ((start, end),))


def _denials(sentence: Sentence, pair: Pair) -> int:
    """Negations of a sentence, odd or even, without those whose word both have."""
    return sum(cue.key not in pair.ours.every & pair.theirs.every for cue in sentence.cues) % 2


def _left_open(pair: Pair, found: Sequence[Ground]) -> bool:
    """Whether the sentence contradicts, or has nothing to say to a figure or direction that the claim gives."""
    names = {ground.name for ground in found}
    if any(ground.label == "contradicts" for ground in found) or _denials(pair.ours, pair) != _denials(
        pair.theirs, pair
    ):
        return "twice_turned" not in names
    if pair.ours.figures and "same_figure" not in names:
        return True
    return pair.our_move is not None and not names & {"same_direction", "same_figure", "twice_turned"}


_CHECKS = (
    points.figures_of,
    points.directions_of,
    points.polarity_of,
    points.null_of,
    points.shares_of,
    points.deadlines,
    conduct.values,
)


def _places(passage: Reading, grounds: Sequence[Ground]) -> tuple[Span, ...]:
    """The places of the deciding words in the original text, in order, none within another."""
    spans = sorted({passage.span(*place) for ground in grounds for place in ground.places if place[0] < place[1]})
    kept: list[Span] = []
    for span in spans:
        if not kept or span.start >= kept[-1].end:
            kept.append(span)
    return tuple(kept)
