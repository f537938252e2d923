"""Whether a figure of a claim and a figure of a table measure the same thing.

Two strengths. *Kin*: the row's words are in the claim, enough to say that both agree. *Same*: all words of the row and
of its headings are in the claim, the claim's own measure is in the row or around it, and neither has a word that makes
another measure of it which the other lacks ("women", "intensity", "Italy"); only then may they be said to differ.
"""

from __future__ import annotations

from dataclasses import dataclass

from esgcheck.analysis.claims.measures import in_base_unit
from esgcheck.analysis.recomputing.claimed import Claimed
from esgcheck.analysis.recomputing.grid import Figures
from esgcheck.analysis.recomputing.naming import stem
from esgcheck.analysis.recomputing.types import DataPoint
from esgcheck.analysis.recomputing.units import dimension, factor_to, is_total

HALF = 0.5
_PEOPLE = frozenset({stem("women"), stem("men")})
"""A row "Women" may count hires or hours as well: the claim must say which."""
ALL = 0.999


@dataclass(frozen=True, slots=True)
class Kinship:
    """``cover`` is how much of the row's label, by how telling its words are, the claim has."""

    cover: float
    same: bool
    beside: bool
    """Whether the claim has the words of the headings too."""
    scoped: bool
    """Whether the row, or what stands around it, has the scopes that the claim names."""

    @property
    def whole(self) -> bool:
        return self.cover >= ALL


def kinship(claimed: Claimed, point: DataPoint, figures: Figures) -> Kinship:
    """How near the measure of a point is to that of a claimed figure."""
    words = claimed.words
    beside = point.beside <= words
    if point.words and not (point.words <= _PEOPLE and stem(point.unit) not in words | {""}):
        whole = sum(figures.rarity.get(word, 1.0) for word in point.words)
        cover = sum(figures.rarity.get(word, 1.0) for word in point.words & words) / whole
    else:
        counts = stem(point.unit) in words
        told = bool(claimed.measure) and claimed.measure <= point.context
        cover = 1.0 if is_total(point.label) and not point.words and (counts or told) else 0.0
    around = point.words | point.context
    measured = claimed.measure <= around if claimed.measure else bool(claimed.near & point.words)
    telling = point.qualifiers <= (claimed.qualifiers | words) and claimed.qualifiers <= (point.qualifiers | around)
    own = claimed.close | claimed.lead | claimed.measure
    named = bool(point.words) and point.words <= own and (len(point.words) > 1 or point.words <= claimed.measure)
    same = named and beside and measured and telling and not claimed.points_back and _same_reach(claimed, point)
    scopes = {word for word in claimed.qualifiers if word.startswith("scope")}
    return Kinship(cover, same, beside and point.qualifiers <= (claimed.qualifiers | words), scopes <= around)


def _same_reach(claimed: Claimed, point: DataPoint) -> bool:
    """Whether both name the same boundary, or neither does; scopes are in the words already."""
    one, other = claimed.boundary, point.boundary
    if one.startswith("scope") and other.startswith("scope"):
        return one == other
    return one == other or not one or not other


def converted(claimed: Claimed, point: DataPoint) -> float | None:
    """What the point is multiplied with to be in the claim's unit; None where the units are of two kinds."""
    if _weighs_gas(claimed, point):
        one, two = in_base_unit(1.0, point.unit), in_base_unit(1.0, claimed.unit)
        return one[0] / two[0] if one and two else None
    return factor_to(point.unit, claimed.unit)


def same_kind(claimed: Claimed, point: DataPoint) -> bool:
    return dimension(claimed.unit) == dimension(point.unit) or _weighs_gas(claimed, point)


def _weighs_gas(claimed: Claimed, point: DataPoint) -> bool:
    """Whether one says "tonnes" of emissions where the other says "t CO2e"."""
    kinds = {dimension(claimed.unit), dimension(point.unit)}
    return kinds == {"kg", "kgCO2e"} and bool({"ghg", stem("emissions")} & (claimed.words | claimed.measure))


def same_time(one: str, other: str) -> bool:
    """Whether two periods are the same; a fiscal year is the day that it ends on."""
    return one == other or (bool(one and other) and _ending(one) == _ending(other) and _is_year_end(one, other))


def may_be_same_time(one: str, other: str) -> bool:
    return not one or not other or same_time(one, other)


def _ending(period: str) -> str:
    """The year in which a period ends: "2018/19" in 2019."""
    if "/" in period:
        return period[:2] + period.split("/")[1][-2:]
    return period[-4:] if ".." in period else period[:4]


def _is_year_end(one: str, other: str) -> bool:
    shapes = {("/" in one, len(one) > 7), ("/" in other, len(other) > 7)}
    return len(shapes) == 2 and not any("Q" in period or "H" in period or ".." in period for period in (one, other))


def year_of(period: str) -> int:
    ending = _ending(period)
    return int(ending) if ending.isdigit() else 0
