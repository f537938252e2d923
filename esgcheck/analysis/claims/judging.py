"""The score and the kind of every unit: the rules, and the learned model where it can be loaded, heard together.

The rules can say their reasons and know quotations, tables and figures set large; the model knows what sentences that
checkers mark read like. The model is called once for all units of a report.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from esgcheck.analysis.claims import signals
from esgcheck.analysis.claims.quantities import find_quantities
from esgcheck.analysis.claims.scoring import Assessment, assess
from esgcheck.analysis.claims.units import Unit
from esgcheck.analysis.types import ClaimKind

ROW_REASON = "a row of a table with a figure of performance or a certificate"
LARGE_REASON = "a figure set large"
MODEL_REASON = "reads like sentences that checkers marked"
_LEAD_LONGEST = 200


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
    """A verdict for each unit, in their order."""
    ruled = [by_rules(unit, decimal, owner) for unit in units]
    return [
        Verdict(rule.score, rule.kind, rule.reasons or (MODEL_REASON,), rule.score >= signals.THRESHOLD)
        for rule in ruled
    ]
