"""Which units can be held against each other, and which labels sum up what stands beside them."""

from __future__ import annotations

import re

from esgcheck.analysis.claims.measures import in_base_unit

_TOTAL = re.compile(
    r"(?:(?:grand|sub|group|overall)?[ -]?total[ei]?\b|tot\.?(?!\w)|totals?\b|insgesamt|gesamt(?!\w)|summe\b|"
    r"sum\b|gesamtsumme|overall\b)",
    re.IGNORECASE,
)
_COUNTS = frozenset({"", "number", "employees", "people", "persons", "persone", "dipendenti", "headcount", "workers"})
_COUNTED = re.compile(r"[^\W\d_A-Z]{2,}(?:[- ][^\W\d_]+)*")
_GASES = frozenset({"kgCO2e", "kgCO2"})


def dimension(unit: str) -> str:
    """The kind of a unit, which two figures must share: its base unit, "count" for what is counted, else itself."""
    if unit.casefold() in _COUNTS:
        return "count"
    based = in_base_unit(1.0, unit)
    if based is None:
        return "count" if _COUNTED.fullmatch(unit) else unit
    return "kgCO2e" if based[1] in _GASES else based[1]


def factor_to(unit: str, other: str) -> float | None:
    """What a value in ``unit`` is multiplied with to be in ``other``; None where they are of two kinds."""
    if unit == other:
        return 1.0
    one, two = in_base_unit(1.0, unit), in_base_unit(1.0, other)
    if one is None or two is None:
        return 1.0 if dimension(unit) == dimension(other) == "count" else None
    return one[0] / two[0] if dimension(unit) == dimension(other) else None


def is_total(label: str) -> bool:
    """Whether a label or heading says that it sums up what stands beside it."""
    return _TOTAL.match(label.lstrip(" -–•→")) is not None
