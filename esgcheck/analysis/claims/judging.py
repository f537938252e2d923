"""The score and the kind of every unit: the rules, the words and the learned network, heard together.

The rules can say their reasons and know quotations, tables and figures set large; the network knows what sentences that
checkers mark read like. Of rows, of figures set large and of what somebody else is quoted to have found the rules alone
decide; of all else a score that is calibrated on labelled reports (``calibration``). The network takes most of the
time, and is not asked where rules and words (``wordbag``) are sure that nobody would mark a sentence.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from esgcheck.analysis.claims import signals
from esgcheck.analysis.claims.calibration import TRAINED_LANGUAGES, at_first, combined, likely_kind
from esgcheck.analysis.claims.joined import is_joined
from esgcheck.analysis.claims.model import judge
from esgcheck.analysis.claims.performance import is_accounting, is_performance
from esgcheck.analysis.claims.quantities import find_quantities
from esgcheck.analysis.claims.scoring import Assessment, assess
from esgcheck.analysis.claims.units import Unit
from esgcheck.analysis.claims.wordbag import Heard, the_bag
from esgcheck.analysis.languages import language_of, script_language
from esgcheck.analysis.types import ClaimKind

ROW_REASON = "a row of a table with a figure of performance or a certificate"
LARGE_REASON = "a figure set large"
MODEL_REASON = "reads like sentences that checkers marked"
PROPOSED = 0.12
"""From here on a sentence is proposed. On the labelled reports, each judged by what had not seen it, 0.92 of all claims
were, and nine in ten of the Italian ones; half of those proposed were claims, and five in six at least nearly (grade
1). Lower down sentences of no business at all come in. The order of the list puts the sure ones first."""
PROPOSED_ABROAD = 0.16
"""The same for a language that the network does not know: of made-up sentences nine in ten claims are."""
SURELY_NONE = 0.06
"""Below this chance by words and rules the network is not asked: out of fold that spares it every seventh sentence, and
costs one claim in three hundred."""
_LEAD_LONGEST = 200
_NOTE_LEAST = 0.1


@dataclass(frozen=True, slots=True)
class Verdict:
    """``score`` 0..1; ``proposed`` whether it is worth a place on the list."""

    score: float
    kind: ClaimKind
    reasons: tuple[str, ...]
    proposed: bool


def by_rules(unit: Unit, decimal: str = "", owner: str = "") -> Assessment:
    """What the rules say of a unit; a bullet is read after the line that leads into it."""
    if unit.sure:
        reason = ROW_REASON if unit.kind == "table_row" else LARGE_REASON
        certified = "%" not in unit.words and signals.CERTIFICATION(unit.words)
        return Assessment(unit.sure, "certification" if certified else "metric", (reason,))
    words = f"{unit.lead[-_LEAD_LONGEST:]} {unit.words}" if unit.lead else unit.words
    return assess(words, find_quantities(unit.words, 0, decimal), unit.quotation, owner)


def judged_units(units: Sequence[Unit], decimal: str = "", owner: str = "") -> list[Verdict]:
    """A verdict for each unit, in their order. Raises ModelUnavailable where the model cannot be loaded."""
    ruled = [by_rules(unit, decimal, owner) for unit in units]
    verdicts = [Verdict(rule.score, rule.kind, rule.reasons, rule.score >= signals.THRESHOLD) for rule in ruled]
    asked: list[tuple[int, Heard, str]] = []
    for place, (unit, rule) in enumerate(zip(units, ruled, strict=True)):
        if _rules_decide(unit, rule):
            continue
        heard = the_bag()(unit.words, unit.heading)
        language = spoken(unit.words)
        score = round(at_first(heard, rule.score, unit.words, language), 3)
        if score < (SURELY_NONE if language in TRAINED_LANGUAGES else PROPOSED_ABROAD):
            verdicts[place] = Verdict(score, rule.kind, rule.reasons, False)
        else:
            asked.append((place, heard, language))
    sentences = [units[place].words for place, *_ in asked]
    judgements = judge(sentences, [units[place].heading for place, *_ in asked])
    for (place, heard, language), words, judged in zip(asked, sentences, judgements, strict=True):
        rule = ruled[place]
        score = round(combined(judged, heard, rule.score, words, language), 3)
        reasons = rule.reasons
        if not reasons or (score >= signals.THRESHOLD > rule.score):
            reasons = (*reasons, MODEL_REASON)
        verdicts[place] = Verdict(score, likely_kind(judged, rule.kind), reasons, score >= proposed_from(language))
    return verdicts


def spoken(words: str) -> str:
    """The language of a sentence, as a code."""
    return script_language(words) or language_of(words)


def proposed_from(language: str) -> float:
    """The score from which a sentence in a language is proposed, where not the rules alone decide."""
    return PROPOSED if language in TRAINED_LANGUAGES else PROPOSED_ABROAD


def _rules_decide(unit: Unit, rule: Assessment) -> bool:
    """Notes in which the rules see nothing and sentences of accounts were never marked on the labelled reports, and
    words that nothing joins into a sentence hardly ever."""
    if unit.sure > 0 or rule.kind == "quoted_finding" or not unit.words:
        return True
    if unit.kind == "footnote" and rule.score < _NOTE_LEAST:
        return True
    if not is_joined(unit.words):
        return True
    return is_accounting(unit.words) and not is_performance(unit.words)
