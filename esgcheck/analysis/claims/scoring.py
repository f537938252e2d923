"""The score of one sentence: the sum of its signals, its kind, and the reasons in words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from esgcheck.analysis.claims import signals
from esgcheck.analysis.types import ClaimKind, FoundQuotation, Quantity

_COUNTABLE = re.compile(r"[^\W\d_]{2,}")
_PRIORITY: tuple[tuple[str, ClaimKind], ...] = (
    ("target", "commitment"),
    ("certification", "certification"),
    ("denial", "denial"),
)
_FINDING = re.compile(
    r"\b(?:review|audit|auditor|lawyer|attorney|investigat|assess|report|study|expert|consultant|ambassador|professor|ngo|court|judge|agency|"
    r"commission|committee|inspector|external|independent|third.part|institute|university|counsel|firm|auditor|prüf|gutachten|verif)",
    re.IGNORECASE,
)
_FINDING_CUE = re.compile(
    r"conclu|found|find|confirm|stat|wrote|said|says|report|determin|certif|attest|verif|quot|saying|accord|assess|not",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Assessment:
    """``score`` 0..1; from :data:`signals.THRESHOLD` on the sentence is worth proposing."""

    score: float
    kind: ClaimKind
    reasons: tuple[str, ...]


def assess(sentence: str, quantities: Sequence[Quantity], quotation: FoundQuotation | None = None) -> Assessment:
    """Score one sentence with the quantities and the quotation that stand in it."""
    own = sentence
    total = 0.0
    reasons: list[str] = []
    hits: set[str] = set()
    kind: ClaimKind = "general"
    if quotation is not None:
        finding = names_finding(sentence, quotation)
        if finding:
            return Assessment(
                _finding_score(quotation),
                "quoted_finding",
                ("names a third party's finding", "quotes it word for word"),
            )
        own = sentence.replace(quotation.exact, " ")
        total += 0.1
        reasons.append("quotes somebody")
    for signal in signals.SIGNALS:
        if signal.pattern.search(own):
            hits.add(signal.name)
            total += signal.weight
            reasons.append(signal.reason)
    if "will" in hits and "target" in hits:
        total -= 0.1
        reasons.remove("says what it will do")
    measured = [q for q in quantities if not _money_or_time(q)]
    if quantities:
        hits.add("quantity")
        total += signals.QUANTITY_WEIGHT if measured else signals.QUANTITY_WEIGHT / 2
        reasons.append(signals.QUANTITY_REASON)
    for signal in (signals.DEADLINE, signals.CHANGE):
        if signal.pattern.search(own) and (hits or signal.name == "change"):
            hits.add(signal.name)
            total += signal.weight
            reasons.append(signal.reason)
    if not hits - {"quality", "third party", "change"} and "change" not in hits:
        total -= 0.1
    topic = signals.TOPIC.pattern.search(own) is not None
    actor = signals.ACTOR.pattern.search(own) is not None
    total += signals.TOPIC.weight if topic else -0.1
    total += signals.ACTOR.weight if actor else 0.0
    for signal in signals.AGAINST:
        if signal.pattern.search(own):
            total += signal.weight
    total += _shape(own)
    kind = _kind(hits)
    return Assessment(round(min(1.0, max(0.0, total)), 3), kind, _merged(reasons))


def names_finding(sentence: str, quotation: FoundQuotation) -> bool:
    """Whether the quotation is what an outsider found, and not the company's own motto."""
    if quotation.kind == "fragment" or not (quotation.speaker or quotation.cue):
        return False
    around = sentence.replace(quotation.exact, " ")
    who = quotation.speaker.lower()
    if who in {"we", "i", "our company", "the company", "the group"}:
        return False
    return bool(_FINDING.search(quotation.speaker) or _FINDING.search(around)) and bool(
        _FINDING_CUE.search(quotation.cue) or _FINDING_CUE.search(around)
    )


def _finding_score(quotation: FoundQuotation) -> float:
    return 0.95 if quotation.speaker and quotation.cue else 0.85


def _kind(hits: set[str]) -> ClaimKind:
    for name, kind in _PRIORITY:
        if name in hits:
            return kind
    if "quantity" in hits and ("change" in hits or "action" not in hits):
        return "metric"
    if "will" in hits and "action" not in hits:
        return "commitment"
    if "quantity" in hits:
        return "metric"
    return "action" if "action" in hits else "general"


def _money_or_time(quantity: Quantity) -> bool:
    return quantity.unit in {
        "€",
        "EUR",
        "$",
        "US$",
        "USD",
        "£",
        "GBP",
        "CHF",
        "Euro",
        "euro",
        "euros",
    } or quantity.unit.startswith(("year", "month", "day", "hour", "Stunde"))


def _shape(sentence: str) -> float:
    """Very short and very long sentences are rarely a claim that stands on its own."""
    words = len(_COUNTABLE.findall(sentence))
    if words < 6:
        return -0.25
    if words < 8:
        return -0.1
    return -0.1 if words > 70 else 0.0


def _merged(reasons: list[str]) -> tuple[str, ...]:
    if signals.QUANTITY_REASON in reasons and signals.DEADLINE.reason in reasons:
        reasons = [r for r in reasons if r not in (signals.QUANTITY_REASON, signals.DEADLINE.reason)]
        reasons.insert(0, "has a number and a deadline")
    return tuple(reasons)
