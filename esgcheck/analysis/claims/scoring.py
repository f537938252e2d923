"""The score of one sentence: the sum of its signals, its kind, and the reasons in words."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

from esgcheck.analysis.claims import signals
from esgcheck.analysis.claims.against import AGAINST
from esgcheck.analysis.claims.assured import is_conclusion
from esgcheck.analysis.claims.leaving_out import unspaced_words
from esgcheck.analysis.types import ClaimKind, FoundQuotation, Quantity

_WORD = re.compile(r"[^\W\d_]{2,}")
_MONEY = frozenset({"€", "EUR", "$", "US$", "USD", "£", "GBP", "CHF", "Euro", "euro", "euros", "dollars"})
_PASSING = ("year", "month", "day", "hour", "Stunde", "°")
"""Units of time and warming set the scene more often than they are the claim."""
_OUTSIDER = re.compile(
    r"\b(?:review|audit|lawyer|attorney|investigat|assess|stud(?:y|ies)|expert|consultant|ambassador|professor|ngo|"
    r"court|judge|agency|commission|committee|inspector|external|independent|third.part|institut|universit|counsel|"
    r"law firm|prüf|gutacht|verif|ombuds)",
    re.IGNORECASE,
)
_FINDS = re.compile(
    r"\b(?:f(?:ind|ound)s?|conclud|confirm|determin|establish|show(?:ed|s)|verif|certif|rate[ds]|judg|identif|reveal|"
    r"ergab|ergeben|bestätigt|stellte fest|festgestellt|ha (?:rilevato|concluso|confermato|accertato)|constat|"
    r"conclu)",
    re.IGNORECASE,
)
_TOLD_FINDING = re.compile(
    r"\b(?:reviews?|audits?|lawyers?|firm|investigat\w{2,4}|assessments?|experts?|stud(?:y|ies)|auditors?|"
    r"agency|court|institutes?|"
    r"inspect\w{2,4}|verification)(?: [\w,()-]{1,20}){0,12} (?:(?:did|has|have|had|does|do) (?:not )?(?:find|"
    r"found|confirmed|shown|"
    r"concluded|established)|found|finds|concluded|concludes|confirmed|confirms|showed|shows|established|determined) "
    r"(?!by\b|in accordance)",
    re.IGNORECASE,
)
_FOUND_NOTHING = re.compile(
    r"\b(?:not f(?:ind|ound)|found no|no (?:evidence|violations?|breach\w{0,2}|indications?|intent)|"
    r"keine (?:hinweise|verstöße)|"
    r"nessuna? (?:evidenza|violazione))\b",
    re.IGNORECASE,
)
_NOBODY = re.compile(r"(?:No|None|Nobody|Nothing|Neither) (?!\.|\d)[\w ]{3,60} ")
_OWN_VOICE = frozenset({"we", "i", "our company", "the company", "the group", "our ceo", "the board"})


@dataclass(frozen=True, slots=True)
class Assessment:
    """``score`` 0..1; from :data:`signals.THRESHOLD` on the sentence is worth proposing."""

    score: float
    kind: ClaimKind
    reasons: tuple[str, ...]


def assess(
    sentence: str, quantities: Sequence[Quantity], quotation: FoundQuotation | None = None, owner: str = ""
) -> Assessment:
    """Score one sentence (on one line) with the quantities and the quotation in it; ``owner`` is whose report it is."""
    if is_conclusion(sentence):
        return Assessment(0.85, "quoted_finding", ("names a third party's finding",))
    own = sentence
    total = 0.0
    reasons: list[str] = []
    if quotation is not None and quotation.kind != "direct":
        if tells_finding(sentence, quotation, owner):
            return Assessment(0.85, "quoted_finding", ("names a third party's finding",))
        if quotation.kind == "indirect":
            quotation = None
    if quotation is not None:
        if names_finding(sentence, quotation):
            reasons = ["names a third party's finding", "quotes it word for word"]
            return Assessment(0.97 if quotation.cue else 0.9, "quoted_finding", tuple(reasons))
        if quotes_somebody_else(quotation, owner):
            return Assessment(0.6, "quoted_finding", ("quotes somebody else word for word",))
        own = sentence.replace(" ".join(quotation.exact.split()), " ")
        total += 0.1
        reasons.append("quotes somebody")
    hits = {signal.name for signal in signals.CLAIMING if signal(own)}
    if _NOBODY.match(own):
        hits.add("denial")
    if "outside" in hits and _TOLD_FINDING.search(own):
        hits.add("finding")
        total += 0.2
        reasons.append("names a third party's finding")
    if hits & {"target", "will"}:
        hits.discard("goal")
    if {"target", "will"} <= hits:
        hits.discard("will")
    for signal in signals.CLAIMING:
        if signal.name in hits:
            total += signal.weight
            reasons.append(signal.reason)
    counted = [q for q in quantities if not q.unit.startswith(_PASSING)]
    if counted:
        hits.add("quantity")
        reasons.append(signals.QUANTITY_REASON)
        total += signals.QUANTITY_WEIGHT * (0.5 if all(q.unit in _MONEY for q in counted) else 1.0)
    for signal in (signals.DEADLINE, signals.CHANGE):
        if signal(own):
            hits.add(signal.name)
            total += signal.weight
            reasons.append(signal.reason)
    if not hits - {"quality", "outside", "deadline", "goal"}:
        total -= 0.1  # strong words alone, with nothing done, counted or promised
    solid = bool(hits & {"certification", "denial", "target", "quantity"})
    total += signals.TOPIC.weight if signals.TOPIC(own) else 0.0 if solid else -0.1
    if (owner and owner in own) or signals.ACTOR(own):
        total += signals.ACTOR.weight
        green = len({match.lower() for match in signals.GREEN.findall(own)})
        if green > 1:
            total += signals.DENSE_WEIGHT * min(2, green - 1)
            reasons.append(signals.DENSE_REASON)
    total += sum(signal.weight for signal in AGAINST if signal(own)) + _shape(own, solid)
    return Assessment(round(_bounded(total), 3), _kind(hits), _merged(reasons))


def names_finding(sentence: str, quotation: FoundQuotation) -> bool:
    """Whether the quotation is what an outsider found, and not the company's own motto."""
    if quotation.kind == "fragment" or not quotation.speaker or quotation.speaker.lower() in _OWN_VOICE:
        return False
    around = sentence.replace(" ".join(quotation.exact.split()), " ")
    if not quotation.cue and _WORD.search(around):
        return False  # words in marks within the writer's own sentence, and nothing says that somebody said them
    return bool(_OUTSIDER.search(quotation.speaker) or _OUTSIDER.search(around))


def tells_finding(sentence: str, quotation: FoundQuotation, owner: str = "") -> bool:
    """Whether the writer tells, in words of their own or a few of the other's, what an outsider found about them."""
    speaker = quotation.speaker
    if not speaker or not _OUTSIDER.search(speaker) or (owner and owner.lower() in speaker.lower()):
        return False
    if not _FINDS.search(quotation.cue) and not _FINDS.search(sentence):
        return False
    return bool(signals.ACTOR(sentence) or (owner and owner in sentence) or _FOUND_NOTHING.search(sentence))


def quotes_somebody_else(quotation: FoundQuotation, owner: str) -> bool:
    """Whether whole words of another person or paper are given: that they said so can be looked up."""
    speaker = quotation.speaker.lower()
    if quotation.kind != "direct" or not speaker or speaker in _OWN_VOICE:
        return False
    return not (owner and owner.lower() in speaker)


def _kind(hits: set[str]) -> ClaimKind:
    if "finding" in hits:
        return "quoted_finding"
    if "target" in hits:
        return "commitment"
    if "certification" in hits:
        return "certification"
    if "denial" in hits:
        return "denial"
    if "will" in hits and ("deadline" in hits or "action" not in hits):
        return "commitment"
    if {"goal", "deadline"} <= hits and not hits & {"action", "change"}:
        return "commitment"
    if "quantity" in hits:
        return "metric"
    if "action" in hits:
        return "action"
    return "commitment" if "goal" in hits else "general"


def _bounded(total: float) -> float:
    """The sum itself up to the threshold, then ever slower towards 1, so that the best stay apart."""
    if total <= signals.THRESHOLD:
        return max(0.0, total)
    return 1.0 - (1.0 - signals.THRESHOLD) * math.exp(-(total - signals.THRESHOLD) / (1.0 - signals.THRESHOLD))


def _shape(sentence: str, solid: bool) -> float:
    """Very short and very long sentences are rarely a claim that stands on its own."""
    words = max(len(_WORD.findall(sentence)), unspaced_words(sentence))
    if words < 5:
        return -0.25
    if words < 8:
        return 0.0 if solid else -0.1
    return -0.1 if words > 70 else 0.0


def _merged(reasons: list[str]) -> tuple[str, ...]:
    parts = (signals.QUANTITY_REASON, signals.DEADLINE.reason)
    if all(part in reasons for part in parts):
        return ("has a number and a deadline", *(reason for reason in reasons if reason not in parts))
    return tuple(reasons)
