"""From what the checks saw to chances: a multinomial logistic regression over the checks and how much is shared.

The weights were fitted on claims and passages of our own (``models/stance``), so that 0.8 means four in five on such
pairs. Over them stand rules that no weight may overrule: see `_allowed`.
"""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from pathlib import Path

from esgcheck.analysis.stance.aligning import Pair
from esgcheck.analysis.stance.grounds import Ground
from esgcheck.analysis.stance.reading import Reading
from esgcheck.analysis.types import StanceLabel

WEIGHTS = Path(__file__).resolve().parents[1] / "models" / "stance" / "weights.json"
LABELS: tuple[StanceLabel, ...] = ("supports", "contradicts", "context")
CHECKS = (
    "nearly_same", "same_figure", "other_figure", "same_direction", "other_direction", "negation", "asserted",
    "both_deny", "opposed", "twice_turned", "part", "whole", "exception", "other_deadline", "not_kept", "admission",
    "doubt", "sanction", "clearing", "bad", "good", "years", "baseline", "boundary", "entity", "plan", "hedge",
    "restated", "explains", "other_denial",
)  # fmt: skip
SHARED = (
    "cover", "exact", "high_cover", "back", "all_cover", "runs", "replaced", "no_figure", "no_direction", "verb",
    "no_verb", "other_name", "named_denial", "named_clearing", "pairs_none",
)  # fmt: skip
FEATURES = (*CHECKS, *SHARED)
_LEAST = 0.5
"""The strength below which a check does not carry a label."""
_APART = frozenset({"years", "baseline", "boundary", "entity", "plan", "hedge", "explains"})
_AGAINST_SUPPORT = frozenset(
    {"other_figure", "other_direction", "negation", "asserted", "opposed", "part", "exception", "other_deadline",
     "restated", "other_denial"}
)  # fmt: skip
_PROVING = frozenset(
    {"same_words", "same_figure", "same_direction", "both_deny", "twice_turned", "clearing", "whole", "good"}
)
_MOST_UNPROVED = 0.8
"""The chance of support that sharing words gives at most, where no check agrees in anything that can turn."""
_TOLD = frozenset({"admission", "sanction", "doubt", "not_kept", "clearing"})
"""Checks that look at the whole passage: another year in a sentence does not silence them."""


def features(pairs: Sequence[Pair], claim: Reading, passage: Reading, grounds: Sequence[Ground]) -> list[float]:
    """The values that the weights are for, in the order of :data:`FEATURES`."""
    strengths = dict.fromkeys(CHECKS, 0.0)
    for ground in grounds:
        if ground.name in strengths and ground.strength > strengths[ground.name]:
            strengths[ground.name] = ground.strength
    told = max(strengths[name] for name in ("admission", "sanction", "not_kept"))
    cleared = float(strengths["clearing"] == 1.0)
    if not pairs:
        return [*strengths.values(), *(0.0 for _ in SHARED[:-3]), float(told == 1.0), cleared, 1.0]
    best = pairs[0]
    total = sum(sentence.total for sentence in claim.sentences) or 1.0
    covered = sum(
        weight for sentence in claim.sentences for key, weight in sentence.keys.items() if key in passage.keys
    ) + sum(ours_near[0] for ours_near in _nearest(pairs).values())
    runs = _runs(best)
    said_figure = strengths["same_figure"] or strengths["other_figure"]
    said_way = strengths["same_direction"] or strengths["other_direction"]
    shared = (
        best.cover,
        best.exact,
        max(0.0, best.cover - 0.7),
        min(1.0, best.back),
        min(1.0, covered / total),
        runs,
        _replaced(best, runs),
        1.0 if best.ours.figures and not said_figure else 0.0,
        1.0 if best.our_move and not said_way and not said_figure else 0.0,
        *_verb(best),
        1.0 if passage.names - claim.names - claim.words else 0.0,
        float(told == 1.0),
        cleared,
        0.0,
    )
    return [*strengths.values(), *shared]


def _nearest(pairs: Sequence[Pair]) -> dict[str, tuple[float, object]]:
    """What any of the sentences has that is like a word of the claim."""
    found: dict[str, tuple[float, object]] = {}
    for pair in pairs:
        for key, value in pair.near.items():
            if key not in pair.passage.keys and value[0] > found.get(key, (0.0, None))[0]:
                found[key] = value
    return found


def _verb(pair: Pair) -> tuple[float, float]:
    """Whether what the claim says happens is named by the other sentence too, and whether it is not."""
    if not pair.ours.verbs:
        return 0.0, 0.0
    share = len(pair.ours.verbs & pair.theirs.every) / len(pair.ours.verbs)
    return share, 1.0 - share


def _runs(pair: Pair) -> float:
    """The share of the claim's pairs of neighbouring words that the other sentence has too."""
    ours = [token.text for token in pair.ours.tokens]
    theirs = [token.text for token in pair.theirs.tokens]
    follow = set(pairwise(theirs))
    here = list(pairwise(ours))
    return sum(two in follow for two in here) / len(here) if here else 0.0


def _replaced(pair: Pair, runs: float) -> float:
    """How far the sentence is the claim's own with other things in it: "water fell" for "waste fell"."""
    ours = sum(weight for key, weight in pair.ours.keys.items() if weight >= 1 and key not in pair.shared)
    theirs = sum(weight for key, weight in pair.theirs.keys.items() if weight >= 1 and key not in pair.shared)
    return runs * min(1.0, ours, theirs)


@cache
def weights() -> dict[StanceLabel, tuple[float, ...]]:
    """By label; the last of each is the offset. Context is what the others are measured against: all noughts."""
    given = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    if tuple(given["features"]) != FEATURES:
        raise ValueError(f"{WEIGHTS.name} is for other features; train it again: bin/train stance")
    return {"supports": tuple(given["supports"]), "contradicts": tuple(given["contradicts"])}


_DOUBT = 0.01
"""The least chance that any label has: a few hundred pairs say nothing of rarer surprises."""
Weights = dict[StanceLabel, tuple[float, ...]]


def chances(values: Sequence[float], fitted: Weights) -> dict[StanceLabel, float]:
    """The chance of each label by the weights alone."""
    logits = {label: row[-1] + sum(map(float.__mul__, row, values)) for label, row in fitted.items()}
    logits["context"] = 0.0
    top = max(logits.values())
    parts = {label: math.exp(logits[label] - top) for label in LABELS}
    total = sum(parts.values())
    return {label: (1 - 3 * _DOUBT) * part / total + _DOUBT for label, part in parts.items()}


def weigh(
    values: Sequence[float], grounds: Sequence[Ground], fitted: Weights | None = None
) -> tuple[StanceLabel, dict[str, float]]:
    """The label, and chances that add up to 1 of which its is the greatest; by the weights that ship where none are
    given."""
    scores = chances(values, fitted or weights())
    names: set[str] = {ground.name for ground in grounds}
    if "same_words" in names:
        scores = {"supports": 0.96, "contradicts": 0.01, "context": 0.03}
    allowed = _allowed(grounds, names)
    best = max(allowed, key=lambda label: scores[label])
    for label in LABELS:
        if label not in allowed and scores[label] > 0.45:
            best = "context" if scores["context"] + scores[label] - 0.45 > scores[best] else best
            scores[best] += scores[label] - 0.45
            scores[label] = 0.45
    if best == "supports" and scores[best] > _MOST_UNPROVED and not names & _PROVING:
        scores["context"] += scores[best] - _MOST_UNPROVED
        scores[best] = _MOST_UNPROVED
    if scores[best] < 0.5 and best != "context":
        best = "context"
    for label in LABELS:
        if label != best and scores[label] > scores[best] - 0.01:
            middle = (scores[label] + scores[best]) / 2
            scores[label], scores[best] = middle - 0.005, middle + 0.005
    return best, {label: scores[label] for label in LABELS}


def _allowed(grounds: Sequence[Ground], names: set[str]) -> set[StanceLabel]:
    """The labels that may be given: what no check speaks for is not guessed; what a check has shown to be otherwise
    supports nothing; what is of another year or part neither supports nor contradicts, whatever its figures are."""
    allowed: set[StanceLabel] = {"context"}
    spoken = {ground.label for ground in grounds if ground.strength >= _LEAST}
    if "supports" in spoken and not names & _AGAINST_SUPPORT:
        allowed.add("supports")
    if "contradicts" in spoken:
        allowed.add("contradicts")
    if names & _APART and "same_words" not in names:
        allowed.discard("supports")
        told = any(ground.label == "contradicts" and ground.name in _TOLD for ground in grounds)
        if not told or "explains" in names:
            allowed.discard("contradicts")
    return allowed
