"""The score and the kind of every unit: the rules and the learned model, heard together.

The rules can say their reasons and know quotations, tables and figures set large; the model knows what sentences that
checkers mark read like. Of rows, of figures set large and of what somebody else is quoted to have found the rules alone
decide; of all else a score that is calibrated on labelled reports (``calibration``).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from esgcheck.analysis.claims import signals
from esgcheck.analysis.claims.calibration import combined, likely_kind
from esgcheck.analysis.claims.model import judge
from esgcheck.analysis.claims.performance import is_accounting, is_performance
from esgcheck.analysis.claims.quantities import find_quantities
from esgcheck.analysis.claims.scoring import Assessment, assess
from esgcheck.analysis.claims.units import Unit
from esgcheck.analysis.languages import language_of, script_language
from esgcheck.analysis.types import ClaimKind

ROW_REASON = "a row of a table with a figure of performance or a certificate"
LARGE_REASON = "a figure set large"
MODEL_REASON = "reads like sentences that checkers marked"
PROPOSED = 0.16
"""From here on a sentence is proposed. On the labelled reports, each judged by a network that had not seen it, nine in
ten claims were; half of those proposed were claims, and five in six at least nearly (grade 1). The order of the list
puts the sure ones first."""
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
    learned = [place for place, unit in enumerate(units) if not _rules_decide(unit, ruled[place])]
    verdicts = [Verdict(rule.score, rule.kind, rule.reasons, rule.score >= signals.THRESHOLD) for rule in ruled]
    judgements = judge([units[place].words for place in learned], [units[place].heading for place in learned])
    for place, judged in zip(learned, judgements, strict=True):
        words, rule = units[place].words, ruled[place]
        score = round(combined(judged, rule.score, words, script_language(words) or language_of(words)), 3)
        reasons = rule.reasons
        if not reasons or (score >= signals.THRESHOLD > rule.score):
            reasons = (*reasons, MODEL_REASON)
        verdicts[place] = Verdict(score, likely_kind(judged, rule.kind), reasons, score >= PROPOSED)
    return verdicts


def _rules_decide(unit: Unit, rule: Assessment) -> bool:
    """Notes in which the rules see nothing and sentences of accounts were never marked on the labelled reports."""
    if unit.sure > 0 or rule.kind == "quoted_finding" or not unit.words:
        return True
    if unit.kind == "footnote" and rule.score < _NOTE_LEAST:
        return True
    return is_accounting(unit.words) and not is_performance(unit.words)
