"""The checks that can be proved, sentence against sentence.

Figures, directions, negations, opposites, all against some, later deadlines.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from esgcheck.analysis.figures import Figure, comparable
from esgcheck.analysis.stance import phrases
from esgcheck.analysis.stance.aligning import Moved, Pair
from esgcheck.analysis.stance.grounds import Ground, Place
from esgcheck.analysis.stance.reading import Sentence
from esgcheck.analysis.stance.scope import deadlines_of

_LEAST_COVER = 0.5
"""A negation in a sentence that shares less says nothing about the claim."""


def figures_of(pair: Pair) -> Iterator[Ground]:
    """The same figure, or another where it should be the same."""
    ours, theirs = pair.ours.figures, _without_wholes(pair.theirs.figures)
    if not ours or not theirs:
        return
    for figure in ours:
        rivals = [other for other in theirs if comparable(figure, other)]
        if not rivals:
            continue
        same = next((other for other in rivals if figure.agrees(other)), None)
        if same is None and figure.unit == "%":
            same = _complement(pair, figure, rivals)
        if same is not None:
            said = f"it gives the same figure, {same.text}" if same.text == figure.text else \
                f"it gives the same figure, {same.text} for {figure.text}"  # fmt: skip
            yield Ground("same_figure", "supports", pair.about, said, (_place(pair.theirs, same),))
        elif other := _rival(pair, rivals):
            reason = f"{other.text} in the passage, {figure.text} in the claim"
            yield Ground("other_figure", "contradicts", pair.about, reason, (_place(pair.theirs, other),))


def _without_wholes(figures: tuple[Figure, ...]) -> list[Figure]:
    """All but the counts within a share: "61 of the 84" says 73 %, and neither 61 nor 84 of anything."""
    shares = [figure for figure in figures if figure.unit == "%" and " of " in figure.text]
    return [
        one for one in figures if one in shares or not any(s.start <= one.start and one.end <= s.end for s in shares)
    ]


def _rival(pair: Pair, rivals: list[Figure]) -> Figure | None:
    """The figure that stands where the claim's should: none that the claim has as well for something else; a count
    within a share ("61 of the 84") is told as the share."""
    left = [
        other for other in rivals if not any(other.agrees(own) for own in pair.ours.figures if comparable(own, other))
    ]
    return left[-1] if left else None


def _complements(pair: Pair) -> bool:
    ours = [figure for figure in pair.ours.figures if figure.unit == "%"]
    theirs = [figure for figure in pair.theirs.figures if figure.unit == "%"]
    return any(abs(one.value + other.value - 100) <= 0.6 for one in ours for other in theirs)


def _complement(pair: Pair, figure: Figure, rivals: list[Figure]) -> Figure | None:
    """64 % renewable is 36 % not renewable."""
    if not pair.opposed and not pair.negated:
        return None
    return next((other for other in rivals if abs(other.value + figure.value - 100) <= 0.6), None)


def directions_of(pair: Pair) -> Iterator[Ground]:
    here, there = pair.our_move, pair.their_move
    if here is None and there is not None:
        yield from _not_equal(pair, there)
    if here is None or there is None:
        return
    turns = (here.way != there.way) + pair.negated
    if turns % 2 == 0:
        if turns == 0:
            yield Ground(
                "same_direction",
                "supports",
                pair.about,
                f"both say that it {'rose' if there.way > 0 else 'fell'}",
                ((there.start, there.end),),
            )
        return
    if here.way != there.way:
        reason = f"the passage says “{there.words}” where the claim says “{here.words}”"
        yield Ground("other_direction", "contradicts", pair.about, reason, ((there.start, there.end),))


_EFFECTS = frozenset({"*cause", "*effect", "*treat", "*link", "*harm", "*effective", "*quality"})


def null_of(pair: Pair) -> Iterator[Ground]:
    """ "No effect", "not associated": against a claim that something does, with one that it does not."""
    null = pair.theirs.null
    if null is None or pair.ours.null or pair.cover < _LEAST_COVER:
        return
    place = (_at(pair.theirs, null),)
    if any(cue.clause == pair.our_clause for cue in pair.ours.cues):
        yield Ground(
            "both_deny", "supports", pair.about, f"the passage says “{null[0]}”, and the claim denies, too", place
        )
    elif pair.our_move or pair.ours.every & _EFFECTS:
        yield Ground(
            "negation",
            "contradicts",
            pair.about,
            f"the passage says “{null[0]}” where the claim says that there is one",
            place,
        )


def _not_equal(pair: Pair, there: Moved) -> Iterator[Ground]:
    """ "Jumped" against "remained stable", "less" against "equally"."""
    if pair.negated or pair.theirs.every & _EQUAL:
        return
    for token in pair.ours.tokens:
        if token.key in _EQUAL and token.pole > 0 and token.clause == pair.our_clause and token.text != "remain":
            reason = f"the passage says “{there.words}” where the claim says “{token.text}”"
            yield Ground("other_direction", "contradicts", pair.about, reason, ((there.start, there.end),))
            return


_EQUAL = frozenset({"*equal", "*stable"})


def polarity_of(pair: Pair) -> Iterator[Ground]:
    """A negation that only one has; a word whose opposite the other has; or both, which agree again."""
    if pair.cover < _LEAST_COVER:
        return
    moves = _moves_differ(pair.our_move, pair.their_move)
    turned = len(pair.opposed)
    if pair.negated and turned % 2 == 0 and not moves:
        yield from _negation(pair)
    elif pair.our_cues and pair.their_cues and not turned and not moves:
        cue, other = pair.our_cues[0], pair.their_cues[0]
        word, denied = (
            pair.claim.folded[cue.start : cue.end].strip(),
            pair.passage.folded[other.start : other.end].strip(),
        )
        yield Ground(
            "both_deny",
            "supports",
            pair.about,
            f"the passage denies (“{denied}”), as the claim does (“{word}”)",
            (other[:2],),
        )
    elif turned == 1 and _complements(pair):
        first = pair.opposed[0]
        yield Ground(
            "twice_turned",
            "supports",
            pair.about,
            f"“{first.theirs.text}” is what “{first.ours.text}” leaves",
            ((first.theirs.start, first.theirs.end),),
        )
    elif turned % 2 and not pair.negated:
        first = pair.opposed[0]
        reason = f"the passage says “{first.theirs.text}” where the claim says “{first.ours.text}”"
        yield Ground("opposed", "contradicts", pair.about, reason, ((first.theirs.start, first.theirs.end),))
    elif turned % 2 or (moves and pair.negated):
        ours, theirs, place = _turning(pair)
        yield Ground(
            "twice_turned",
            "supports",
            pair.about,
            f"“{theirs}” in the passage is the claim's “{ours}” turned twice",
            (place,),
        )


def _turning(pair: Pair) -> tuple[str, str, Place]:
    """The claim's word, the passage's that turns it, and where that stands."""
    if pair.opposed:
        first = pair.opposed[0]
        return first.ours.text, first.theirs.text, (first.theirs.start, first.theirs.end)
    here, there = pair.our_move, pair.their_move
    if here is None or there is None:
        raise ValueError("nothing is turned between these sentences")
    return here.words, there.words, (there.start, there.end)


def _moves_differ(here: Moved | None, there: Moved | None) -> bool:
    return here is not None and there is not None and here.way != there.way


def _negation(pair: Pair) -> Iterator[Ground]:
    if pair.their_cues:
        start, end = pair.their_cues[0][:2]
        word = pair.passage.folded[start:end].strip()
        yield Ground(
            "negation", "contradicts", pair.about, f"the passage denies (“{word}”) what the claim says", ((start, end),)
        )
        return
    cue = pair.our_cues[0]
    word = pair.claim.folded[cue.start : cue.end].strip()
    denials = [c for c in pair.theirs.cues if c.clause == pair.their_clause and c.key not in pair.ours.every]
    if denials:
        denied = pair.passage.folded[denials[0].start : denials[0].end].strip()
        yield Ground(
            "both_deny",
            "supports",
            pair.about,
            f"the passage denies (“{denied}”), as the claim does (“{word}”)",
            (denials[0][:2],),
        )
        return
    places = tuple((t.start, t.end) for t in pair.theirs.tokens if t.key in cue.heads) or \
        tuple((t.start, t.end) for t in pair.theirs.tokens if t.key in pair.shared and t.weight >= 1)[:3]  # fmt: skip
    verbs = len(pair.ours.verbs & pair.theirs.every) / len(pair.ours.verbs) if pair.ours.verbs else 1.0
    yield Ground("asserted", "contradicts", pair.about * (0.5 + 0.5 * verbs),
                 f"the passage says what the claim denies (“{word}”)", places)  # fmt: skip


def shares_of(pair: Pair) -> Iterator[Ground]:
    """All against some: "all suppliers" against "61 of the 84"; and all against all."""
    every = phrases.ALL.search(pair.ours.folded) or phrases.ALL_OR_NONE.search(pair.ours.folded)
    if every is None:
        return
    theirs = pair.theirs
    if some := phrases.SOME.search(theirs.folded):
        yield Ground(
            "part",
            "contradicts",
            pair.about,
            f"the passage says “{some[0]}” where the claim says “{every[0]}”",
            (_at(theirs, some),),
        )
    elif but := phrases.EXCEPT.search(theirs.folded):
        yield Ground(
            "exception",
            "contradicts",
            pair.about,
            f"the passage says “{but[0]}” where the claim says “{every[0]}”",
            (_at(theirs, but),),
        )
    elif share := _share(pair):
        if phrases.ALL.search(pair.ours.folded):
            yield Ground(
                "part",
                "contradicts",
                pair.about,
                f"{share.text} in the passage, “{every[0]}” in the claim",
                (_place(theirs, share),),
            )
    elif whole := phrases.ALL_OR_NONE.search(theirs.folded):
        yield Ground("whole", "supports", pair.about, f"both say “{whole[0]}” or the like", (_at(theirs, whole),))


def _share(pair: Pair) -> Figure | None:
    """A share below the whole in the passage, where the claim gives none of its own but the whole."""
    if any(figure.unit == "%" and figure.value < 100 for figure in pair.ours.figures):
        return None
    for figure in pair.theirs.figures:
        if figure.unit == "%" and figure.value < 99.5 and figure.bound != "above":
            return figure
    for figure in pair.ours.figures:  # "all 4,200 tags" against "1,100 of the 4,200"
        for other in pair.theirs.figures:
            if (
                comparable(figure, other)
                and other.value < figure.value
                and figure.unit[:1] == "#"
                and " of " in other.text
            ):
                return other
    return None


def deadlines(pair: Pair) -> Iterator[Ground]:
    """A later year for what the claim promises."""
    ours, theirs = deadlines_of(pair.ours.folded), deadlines_of(pair.theirs.folded)
    if not ours or not theirs or not pair.ours.future:
        return
    if max(theirs) > max(ours):
        start = pair.theirs.folded.rfind(str(max(theirs)))
        place = (pair.theirs.start + start, pair.theirs.start + start + 4)
        reason = f"{max(theirs)} in the passage, {max(ours)} in the claim"
        yield Ground("other_deadline", "contradicts", pair.about, reason, (place,))


def _place(sentence: Sentence, figure: Figure) -> Place:
    return sentence.start + figure.start, sentence.start + figure.end


def _at(sentence: Sentence, match: re.Match[str]) -> Place:
    return sentence.start + match.start(), sentence.start + match.end()
