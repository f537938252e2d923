"""What a claim is about, in the words people file under: the topical standards of ESRS, and GRI disclosures.

By phrases, so that every topic can show the words that led to it; few and right rather than many. The words of the
claim count most; the heading above it and the header of its table count as weaker evidence, and alone only where the
claim has no word of its own. ESRS 2 ("General disclosures") is given only where nothing topical fits.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field

from esgcheck.analysis.claims.topics.names import ESRS, GRI
from esgcheck.analysis.claims.topics.vocabulary import Found, Subject, find_phrases
from esgcheck.analysis.types import Topic

__all__ = ["find_topics"]

_LONGEST = 1_500
_AROUND_LONGEST = 300
_GENERAL, _SPECIFIC, _SEVERAL_WORDS = 0.6, 1.0, 0.3
_AROUND = 0.35
_LESS = 0.45
"""ESRS 2 is what remains."""
_SECOND = 0.75
_GRI_MOST = 2
_WORDS_MOST = 4
_NAMED_GRI = re.compile(r"\bGRI[ -]?(\d{1,3}-\d{1,2})\b")
_NAMED_ESRS = re.compile(r"\bESRS[ -]?([ESG]\d)\b")


@dataclass(slots=True)
class _Evidence:
    own: float = 0.0
    around: float = 0.0
    words: list[str] = field(default_factory=list)

    @property
    def weight(self) -> float:
        return self.own + self.around


def find_topics(words: str, around: str = "") -> tuple[Topic, ...]:
    """The topics of a claim: one ESRS standard as a rule, two at most, and up to two GRI disclosures.

    ``around``: the heading and what else the claim is read with.
    """
    words, around = words[:_LONGEST], around[:_AROUND_LONGEST]
    subjects: dict[Subject, _Evidence] = defaultdict(_Evidence)
    for found in find_phrases(words):
        _add(subjects[found.subject], words, found, own=True)
    for found in find_phrases(around):
        _add(subjects[found.subject], around, found, own=False)
    standards = _standards(subjects)
    topics = [Topic("ESRS", code, ESRS[code], _words_of(subjects, code)) for code in standards]
    return (*topics, *_disclosures(subjects, standards), *_named(words, topics))


def _add(evidence: _Evidence, text: str, found: Found, *, own: bool) -> None:
    shown = " ".join(text[found.start : found.end].split())
    if shown.lower() in (word.lower() for word in evidence.words):
        return
    weight = (_SPECIFIC if found.subject.gri else _GENERAL) + (_SEVERAL_WORDS if " " in shown or "-" in shown else 0.0)
    if found.subject.esrs == "2":
        weight *= _LESS
    evidence.words.append(shown)
    if own:
        evidence.own += weight if not evidence.own else 0.3 * weight
    else:
        evidence.around += _AROUND * weight if not evidence.around else 0.0


def _standards(subjects: dict[Subject, _Evidence]) -> list[str]:
    weights: dict[str, float] = defaultdict(float)
    own: dict[str, float] = defaultdict(float)
    for subject, evidence in subjects.items():
        weights[subject.esrs] += evidence.weight
        own[subject.esrs] += evidence.own
    if any(own.values()):
        weights = {code: weight for code, weight in weights.items() if own[code] or weight > 1}
    ordered = sorted(weights, key=lambda code: -weights[code])
    if not ordered:
        return []
    topical = [code for code in ordered if code != "2" and own[code]] or [code for code in ordered if code != "2"]
    first = (topical or ordered)[0]
    second = [
        code for code in topical if code != first and own[code] >= 1 and weights[code] >= _SECOND * weights[first]
    ]
    return [first, *second[:1]]


def _words_of(subjects: dict[Subject, _Evidence], code: str) -> tuple[str, ...]:
    listed = sorted((e for s, e in subjects.items() if s.esrs == code), key=lambda evidence: -evidence.weight)
    return tuple(dict.fromkeys(word for evidence in listed for word in evidence.words))[:_WORDS_MOST]


def _disclosures(subjects: dict[Subject, _Evidence], standards: list[str]) -> list[Topic]:
    """GRI codes under the chosen standards, by words of the claim itself, else one by what stands around."""
    coded = {s: e for s, e in subjects.items() if s.gri and s.esrs in standards}
    own = sorted((s for s in coded if coded[s].own), key=lambda s: -coded[s].weight)
    chosen = [s for s in own if coded[s].weight >= _SECOND * coded[own[0]].weight][:_GRI_MOST]
    if not chosen and coded:
        chosen = [max(coded, key=lambda s: coded[s].weight)]
    return [Topic("GRI", s.gri, GRI[s.gri], tuple(coded[s].words[:_WORDS_MOST])) for s in chosen]


def _named(words: str, topics: list[Topic]) -> list[Topic]:
    """Codes that the text names itself and the phrases did not give."""
    have = {topic.code for topic in topics}
    named: list[Topic] = []
    for pattern, vocabulary, names in ((_NAMED_ESRS, "ESRS", ESRS), (_NAMED_GRI, "GRI", GRI)):
        for match in pattern.finditer(words):
            code = match.group(1)
            if code in names and code not in have:
                have.add(code)
                named.append(Topic("ESRS" if vocabulary == "ESRS" else "GRI", code, names[code], (match.group(),)))
    return named[:2]
