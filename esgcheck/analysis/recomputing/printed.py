"""Figures as precise as they are printed, and arithmetic that keeps count of it.

"12 %" may stand for anything from 11.5 to 12.5. A percentage worked out from rounded figures is an interval too; only a
claim whose own interval lies outside of it differs. Interval arithmetic as in Moore, Interval Analysis (1966).
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from esgcheck.analysis.claims.numbers import NUMBER

Fit = Literal["exact", "rounded", "outside", "coarse"]

_SLACK = 1e-9
_COARSE = 0.5
"""An interval this wide, as a share of the figure that it is held against, proves nothing."""
_FIRM = 2
"""Digits that a figure with zeros at its end keeps for sure: "14,000 employees" may stand for 14,213."""


@dataclass(frozen=True, slots=True)
class Interval:
    """``best`` is the figure as printed; the true one lies between ``low`` and ``high``."""

    best: float
    low: float
    high: float

    @classmethod
    def around(cls, value: float, half: float) -> Interval:
        return cls(value, value - half, value + half)

    def __add__(self, other: Interval) -> Interval:
        return Interval(self.best + other.best, self.low + other.low, self.high + other.high)

    def __sub__(self, other: Interval) -> Interval:
        return Interval(self.best - other.best, self.low - other.high, self.high - other.low)

    def times(self, factor: float) -> Interval:
        low, high = sorted((self.low * factor, self.high * factor))
        return Interval(self.best * factor, low, high)

    def over(self, other: Interval) -> Interval | None:
        """The quotient; None where the divisor may be nothing."""
        if other.low <= 0 <= other.high:
            return None
        ends = [one / two for one in (self.low, self.high) for two in (other.low, other.high)]
        return Interval(self.best / other.best, min(ends), max(ends))

    @property
    def width(self) -> float:
        return self.high - self.low


def change_between(before: Interval, after: Interval) -> Interval | None:
    """How much ``after`` is above ``before``, in percent of ``before``; None where ``before`` may be nothing."""
    ratio = after.over(before)
    if ratio is None or before.low < 0:
        return None
    return Interval(*(100 * (end - 1) for end in (ratio.best, ratio.low, ratio.high)))


def total_of(parts: Sequence[Interval]) -> Interval:
    """The sum of figures, each as precise as it is printed."""
    total = Interval(0.0, 0.0, 0.0)
    for part in parts:
        total = total + part
    return total


def fit(claimed: Interval, found: Interval) -> Fit:
    """Whether a claimed figure can be the one worked out: "exact" when that rounds to it, "rounded" when both
    intervals overlap (those of 379 and 380 only touch), "coarse" when what was worked out could be nearly anything."""
    slack = _SLACK * max(abs(claimed.best), abs(found.best), 1e-6)
    if claimed.low - slack <= found.best <= claimed.high + slack:
        return "exact"
    if found.width > _COARSE * max(abs(claimed.best), abs(found.best)):
        return "coarse"
    if claimed.low < found.high - slack and found.low < claimed.high - slack:
        return "rounded"
    return "outside"


@dataclass(frozen=True, slots=True)
class Printed:
    """A figure on the page. ``half`` is half of its last printed place, in the unit of ``value``; ``digits`` how many
    digits it has from the first that is no zero; ``round_to`` half of the last place that is no zero."""

    value: float
    half: float
    digits: int
    places: int = 0
    round_to: float = 0.0
    scale: float = 1.0
    """What the digits are multiplied with to give the value: 1,000 in a table "in thousands"."""

    def counted(self) -> Printed:
        """The same for something that is counted one by one, and so is as exact as it stands."""
        return replace(self, half=0.0) if self.scale == 1.0 and not self.places else self

    @property
    def as_printed(self) -> Interval:
        """What the digits leave open, counted or not: a table may have rounded what it is said to count."""
        return Interval.around(self.value, 0.5 * self.scale / 10**self.places)

    @property
    def interval(self) -> Interval:
        return Interval.around(self.value, self.half)

    @property
    def rounded(self) -> Interval:
        """The same, where zeros at the end may be rounding."""
        return Interval.around(self.value, max(self.half, self.round_to))


def printed(written: str, value: float) -> Printed | None:
    """The precision of ``written``, whose value (scale and all) is known; None where it has no single figure."""
    matches = list(NUMBER.finditer(written))
    if not matches:
        return None
    digits = re.sub(r"\D", "", matches[0][0])
    if not digits:
        return None
    places = _places(matches[0][0], digits, value)
    raw = int(digits) / 10**places
    scale = abs(value) / raw if raw else 1.0
    half = 0.5 * scale / 10**places
    bare = digits.lstrip("0")
    zeros = len(bare) - len(bare.rstrip("0")) if places == 0 else 0
    zeros = min(zeros, max(0, len(bare) - _FIRM))
    return Printed(value, half, len(bare), places, half * 10**zeros if zeros >= 2 else 0.0, scale)


def _places(written: str, digits: str, value: float) -> int:
    """Digits after the decimal mark: those for which the digits, and a scale that is a power of ten by the thousand,
    give the value; a figure of nothing by its last mark."""
    marks = [index for index, char in enumerate(written) if char in ".,"]
    behind = len(re.sub(r"\D", "", written[marks[-1] :])) if marks else 0
    if not behind or behind != 3 or not int(digits):
        return behind
    ratio = math.log10(abs(value) / int(digits)) if value else 0.0
    return 3 if abs(ratio - round(ratio)) < _SLACK and round(ratio) == -3 else 0
