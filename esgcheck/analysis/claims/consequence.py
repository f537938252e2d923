"""How much hangs on a claim if it is untrue, and why.

Each thing that raises the stakes takes a share of what is missing to 1, so that they add up without end and in any
order. Weights were set by hand.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from esgcheck.analysis.claims.phrases import Signal, phrases
from esgcheck.analysis.types import ClaimKind, Topic

_BASE: dict[ClaimKind, float] = {
    "quoted_finding": 0.6,
    "denial": 0.5,
    "commitment": 0.3,
    "metric": 0.3,
    "certification": 0.25,
    "action": 0.2,
    "general": 0.1,
}
_BY_CODE: tuple[tuple[float, frozenset[str], str], ...] = (
    (0.35, frozenset({"408-1", "409-1", "412-1", "407-1", "411-1"}), "is about human rights"),
    (0.3, frozenset({"403-9", "403-10", "416-1"}), "is about people's safety"),
    (0.3, frozenset({"205-1", "205-2", "205-3", "206-1"}), "is about corruption or competition"),
    (0.25, frozenset({"2-27", "406-1", "418-1"}), "is about breaches, discrimination or people's data"),
    (0.2, frozenset({"305-1", "305-2", "305-3", "305-4", "305-5"}), "is about emissions"),
    (0.15, frozenset({"306-3", "303-3", "304-2", "305-7", "414-1", "308-1", "405-2", "207-1"}), ""),
)
_SIGNALS = (
    Signal(
        "neutral",
        0.35,
        phrases(
            r"""net\W?zero (?:carbon|climate|co2)\W?(?:neutral\w{0,4}|positive|negative|free) klimaneutral\w{0,4}
            zero_emissions? neutralité_carbone neutralità_carbonica science.based_targets? 1\.5"""
        ),
        "promises or claims neutrality or a target set by science",
    ),
    Signal(
        "harm",
        0.3,
        phrases(
            r"""fatal\w{0,6} deaths? killed abuses? violations? spills? contaminat\w{2,4} toxic carcinogen\w{0,4}
            torture surveillance persecut\w{2,4} complicit\w{0,3} genocide slavery explosions? dam_failures?
            todesf[aä]ll\w{0,2} mortal[ei] decess[oi] mortels? sanctions? fines? penalt(?:y|ies) lawsuits? misconduct
            harass\w{2,5} fraud sanzion[ei]"""
        ),
        "speaks of harm or of breaches of law",
    ),
    Signal(
        "outside",
        0.25,
        phrases(
            r"""(?:independent|external|outside|third.party)_(?:\w{2,15}_)?(?:review|audit|lawyers?|investigation|\
            assessment|experts?|study|law_firm|verification)
            (?:review|audit|investigation|assessment|study|auditors?|experts?)_(?:found|concluded|confirmed|showed|\
            verified)"""
        ),
        "leans on an outside review",
    ),
    Signal(
        "superlative",
        0.15,
        phrases(
            r"""the_(?:first|largest|most|best|only|leading|lowest) all_(?:our|of_our|its|suppliers|sites|employees)
            every 100_?(?:%|per_?cent) zero none always never fully completely exclusively world.class
            no_(?:significant|material|incidents?|cases?)"""
        ),
        "leaves no exception",
    ),
    Signal(
        "change",
        0.15,
        phrases(
            r"""(?:reduc|cut|lower|decreas|increas|improv|sav|fell|halv|doubl|drop|declin)\w{0,4}(?:_[\w%.,]{1,14}){0,8}_(?:by|\
            from|to|compared|against|since|versus)(?:_[\w%.,]{1,14}){0,3}
            (?:um|del|de)_\d{1,3}(?:[.,]\d{1,2})?_?(?:%|prozent)"""
        ),
        "claims a change that can be measured",
    ),
    Signal(
        "dated",
        0.15,
        phrases(r"""(?:by|until|before|bis|entro(?:_il)?|d'ici)(?:_the)?(?:_end_of|_year)?_(?:FY)?20[2-6]\d"""),
        "names the year by which it will be so",
    ),
)
_FRONT, _FRONT_REASON = 0.1, "stands at the front of the report"
_AGAIN, _AGAIN_REASON = 0.12, "is said in several places"
_NUMBER = re.compile(r"\d")


def consequence_of(
    words: str, kind: ClaimKind, topics: Sequence[Topic], *, front: bool = False, again: bool = False, row: bool = False
) -> tuple[float, tuple[str, ...]]:
    """0..1, and the reasons in words. ``front``: it stands on the first pages; ``again``: in several places.

    A row of a table, with its figures among many, weighs less than the same in a sentence, but for totals.
    """
    missing = 1.0 - (_BASE[kind] * (0.6 if row else 1.0))
    reasons: list[str] = []
    codes = {topic.code for topic in topics}
    for weight, listed, reason in _BY_CODE:
        if codes & listed:
            if reason == "is about emissions" and kind == "metric" and _NUMBER.search(words):
                weight, reason = 0.3, "gives a figure of emissions"
            missing *= 1.0 - weight
            if reason:
                reasons.append(reason)
    for signal in _SIGNALS:
        if signal(words):
            missing *= 1.0 - signal.weight
            reasons.append(signal.reason)
    for holds, weight, reason in ((front, _FRONT, _FRONT_REASON), (again, _AGAIN, _AGAIN_REASON)):
        if holds:
            missing *= 1.0 - weight
            reasons.append(reason)
    return round(1.0 - missing, 3), tuple(reasons)
