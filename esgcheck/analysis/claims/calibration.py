"""One score out of the network, the words and the rules: the chance that a careful checker would mark a sentence; and
another for environmental claims.

Logistic regressions over a handful of numbers, fitted on judgements of reports that network and words had not seen
(``models/training``), so that 0.8 means four in five. The words and the rules come first (:func:`at_first`): what they
find to be surely none, the network, which takes most of the time, is not asked about. In a language that it was not
trained on the network guesses; there words and rules decide, with weights of their own.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

from esgcheck.analysis.claims.leaving_out import unspaced_words
from esgcheck.analysis.claims.model import KINDS, Judged, the_judge
from esgcheck.analysis.claims.performance import is_accounting, is_performance
from esgcheck.analysis.claims.signals import TOPIC
from esgcheck.analysis.claims.wordbag import Heard
from esgcheck.analysis.types import ClaimKind

TRAINED_LANGUAGES = ("en", "it")
"""With weights of their own: of Italian the network has seen little, and the rules count for more."""
_FIGURE = re.compile(r"\d")
_ENVIRONMENT = re.compile(
    r"emission|emissioni|climat|klima|carbon|co2|co₂|greenhouse|treibhaus|renewab|rinnovabil|erneuerbar|solar|wind|"
    r"photovolt|fotovolt|energ|electric|hydro|recycl|ricicl|circular|circolar|packag|imball|biodivers|forest|pollut|"
    r"inquin|environment|ambient|umwelt|sustainab|sostenib|nachhaltig|net.zero|fossil|footprint|waste|rifiut|abfall|"
    r"green|clean|water|acqu|wasser|plastic|natur|ecolog|\beco|planet|resource|risorse|esg|iso 14001|paris",
    re.IGNORECASE,
)
_GRADE_1, _GRADE_2, _GRADE_3, _GREEN = 0, 1, 2, 10


def first_features(heard: Heard, rules: float, words: str) -> tuple[float, ...]:
    """What :func:`at_first` weighs, in the order of the weights in ``calibration.json``."""
    count = min(len(words.split()) + unspaced_words(words), 80)
    return (
        heard.claim,
        rules,
        rules * rules,
        math.log1p(count),
        1.0 if count < 6 else 0.0,
        1.0 if _FIGURE.search(words) else 0.0,
    )


def at_first(heard: Heard, rules: float, words: str, language: str = "en") -> float:
    """0..1, before the network is asked. ``rules`` is the score of :func:`~esgcheck.analysis.claims.scoring.assess`,
    ``language`` a code ("de")."""
    weights = the_judge().calibration["first"]
    return logistic(weights.get(language, weights["others"]), first_features(heard, rules, words))


def features(judged: Judged, heard: Heard, rules: float, words: str) -> tuple[float, ...]:
    """What :func:`combined` weighs, in the order of the weights in ``calibration.json``."""
    count = min(len(words.split()), 80)
    return (
        judged.logits[_GRADE_2],
        judged.logits[_GRADE_1],
        judged.logits[_GRADE_3],
        judged.logits[_GREEN],
        heard.claim,
        rules,
        math.log1p(count),
        1.0 if count < 6 else 0.0,
        1.0 if _FIGURE.search(words) else 0.0,
        1.0 if is_performance(words) else 0.0,
        1.0 if is_accounting(words) else 0.0,
        1.0 if TOPIC(words) else 0.0,
    )


def combined(judged: Judged, heard: Heard, rules: float, words: str, language: str = "en") -> float:
    """0..1, all heard together; in a language that the network does not know, what :func:`at_first` says."""
    if language not in TRAINED_LANGUAGES:
        return at_first(heard, rules, words, language)
    return logistic(the_judge().calibration["combined"][language], features(judged, heard, rules, words))


def likely_kind(judged: Judged, ruled: ClaimKind) -> ClaimKind:
    """The likeliest kind of a claim of which the rules say ``ruled``: each is trusted in what it tells well.

    The network tells metrics, denials and actions better, the rules certificates and what was promised. Third-party
    findings come from quotations only, and so from the rules. A cut that was made and a charter that was signed sound
    like promises to the network: there the rules are believed.
    """
    if ruled == "quoted_finding":
        return ruled
    said = the_judge().calibration["kinds"]
    row = KINDS.index(ruled)
    weighed = [
        math.log(share + 1e-6) + math.log(said[place][row]) if kind != "quoted_finding" else -math.inf
        for place, (kind, share) in enumerate(zip(KINDS, judged.kinds, strict=True))
    ]
    kind = KINDS[max(range(len(KINDS)), key=weighed.__getitem__)]
    return ruled if kind == "commitment" and ruled in ("metric", "certification") else kind


def green_features(judged: Judged, heard: Heard, words: str) -> tuple[float, ...]:
    """What :func:`environmental` weighs."""
    named = {match.group().lower() for match in _ENVIRONMENT.finditer(words[:4_000])}
    return (judged.logits[_GREEN], judged.logits[_GRADE_1], heard.green, 1.0 if named else 0.0, math.log1p(len(named)))


def environmental(judged: Judged, heard: Heard, words: str) -> float:
    """The chance, 0..1, that a sentence is an environmental claim, whether check-worthy or not."""
    return logistic(the_judge().calibration["environmental"], green_features(judged, heard, words))


def logistic(weights: Sequence[float], values: Sequence[float]) -> float:
    """The last weight is the offset."""
    total = weights[-1] + sum(weight * value for weight, value in zip(weights, values, strict=False))
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, total))))
