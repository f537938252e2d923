"""The figures of a claim, with the words that say what each of them measures."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from esgcheck.analysis.recomputing.naming import measure_words, qualifiers
from esgcheck.analysis.recomputing.printed import Interval, Printed, printed
from esgcheck.analysis.recomputing.tables import period_key
from esgcheck.analysis.recomputing.units import dimension
from esgcheck.analysis.types import ClaimField, Document, Span

Hedge = Literal["", "about", "over", "under"]

_ABOUT = re.compile(
    r"(?:about|around|approximately|approx\.?|nearly|almost|some|roughly|circa|ca\.?|quasi|rund|etwa|knapp|environ|"
    r"près de|~|≈|约|近)\W*$",
    re.IGNORECASE,
)
_OVER = re.compile(
    r"(?:more than|over|above|at least|exceed\w*|oltre|più di|almeno|mehr als|über|mindestens|plus de|au moins|"
    r">|≥|超过)\W*$",
    re.IGNORECASE,
)
_UNDER = re.compile(
    r"(?:less than|fewer than|under|below|up to|at most|no more than|meno di|fino a|weniger als|unter|bis zu|"
    r"moins de|<|≤|不足)\W*$",
    re.IGNORECASE,
)
_ROOM = {"about": 0.03, "over": 0.06, "under": 0.06}
"""How far, as a share of it, a hedged figure may be from the true one and still be said of it."""
_BREAK = re.compile(r"[;:]\s|\.\s")
_PART = re.compile(r",\s| (?:and|und|ed?|et) (?!\d|[Ss]cope)| (?:while|whereas|but|mentre) ")
_A_YEAR = re.compile(r"(?:19|20)\d\d(?![\d.,])")
_SIGN = re.compile(r"(?:^|[(\s])([+\-−–]) ?$")
_SHARE_OF = re.compile(
    r"\s?(?:%|per ?cent)?\s(?:of|der|des|del\w*|dei|du) (?!the (?:19|20)\d\d|(?:19|20)\d\d)", re.IGNORECASE
)
_UP_FROM = re.compile(
    r"[^.;%]{0,80}\b(?:up|down|increased|decreased|rising|falling) (?:from|on) [^.;%]{0,12}\d", re.IGNORECASE
)
_CHANGED_BY = re.compile(
    r"\b(?:by|of|um|del|di|de|d['’]|increas\w*|decreas\w*|reduc\w*|growth|rose|fell|grew|declined?)\W*$", re.IGNORECASE
)
_POINTING = re.compile(
    r"\b(?:restated|originally|previously reported|neu berechnet|riespost[oiae]|ricalcolat[oiae]|these|"
    r"those|this|that|such|the (?:former|latter)|questi|queste|tali|tale|diese[rsmn]?|solche\w*)\b",
    re.IGNORECASE,
)
"""Words that point at what was said before, so that the measure is not in the claim, or at a figure of old."""


@dataclass(frozen=True, slots=True)
class Claimed:
    """One figure of a claim.

    ``near`` are the telling words between the figures beside it, ``close`` those of them in its own part of the
    sentence, ``lead`` those before the first figure of the claim; ``measure`` those that its measure was read from.
    ``compared`` is the place of the figure that it is held against within the claim. ``points_back``: it speaks of
    "these" emissions, so that the words which say what it measures are not here.
    """

    span: Span
    written: str
    printed: Printed
    unit: str
    direction: str
    period: str
    baseline: str
    boundary: str
    hedge: Hedge
    measure: frozenset[str]
    near: frozenset[str]
    close: frozenset[str]
    lead: frozenset[str]
    qualifiers: frozenset[str]
    compared: Span | None = None
    target: bool = False
    points_back: bool = False

    @property
    def value(self) -> float:
        return self.printed.value

    @property
    def words(self) -> frozenset[str]:
        return self.near | self.lead

    @property
    def interval(self) -> Interval:
        """What the figure may stand for, as it is printed and hedged."""
        exact = self.printed.interval
        if not self.hedge:
            return exact
        room = abs(self.value) * _ROOM[self.hedge]
        low = exact.low if self.hedge == "over" else exact.best - max(room, self.printed.half)
        high = exact.high if self.hedge == "under" else exact.best + max(room, self.printed.half)
        return Interval(exact.best, low, high)

    def signed(self, interval: Interval) -> Interval:
        """With the sign that its direction gives a change."""
        flip = self.direction == "down" and interval.best > 0
        return interval.times(-1.0) if flip else interval


def claimed_figures(document: Document, span: Span, fields: Iterable[ClaimField], around: str = "") -> list[Claimed]:
    """The figures of the claim ``document.text[span]``; ``around`` are the words that it is read with (its heading)."""
    said: dict[int, dict[str, ClaimField]] = {}
    target = False
    for field in fields:
        target = target or field.name in ("target", "deadline")
        said.setdefault(field.of, {}).setdefault(field.name, field)
    values = [parts for parts in said.values() if "value" in parts and parts["value"].span is not None]
    values.sort(key=lambda parts: _span(parts["value"]).start)
    spans = [_span(parts["value"]) for parts in values]
    figures = (_claimed(document.text, span, parts, spans, index, around, target) for index, parts in enumerate(values))
    return [figure for figure in figures if figure is not None]


def _span(field: ClaimField) -> Span:
    assert field.span is not None
    return field.span


def _claimed(
    text: str, claim: Span, parts: dict[str, ClaimField], spans: Sequence[Span], index: int, around: str, target: bool
) -> Claimed | None:
    value, at = parts["value"], spans[index]
    try:
        number = float(value.value)
    except ValueError:
        return None
    words = at.of(text)
    precise = printed(words, number)
    if precise is None:
        return None
    unit = _value(parts, "unit")
    if unit and dimension(unit) == "count" and _A_YEAR.match(words):
        return None  # "our review 2023 found examples"
    if unit and dimension(unit) == "count":
        precise = precise.counted()
    before = text[claim.start : at.start] + words[: re.search(r"\d|$", words).start()]  # type: ignore[union-attr]
    start = max([claim.start, *(one.end for one in spans[:index])])
    end = min([claim.end, *(one.start for one in spans[index + 1 :])])
    lead = text[claim.start : spans[0].start]
    near, close = _clause(text, start, end, at)
    baseline = parts.get("baseline")
    compared = next(
        (one for one in spans if baseline and baseline.span and one != at and baseline.span.overlaps(one)), None
    )
    said = f"{close} {lead} {around}"
    period, base = period_key(_value(parts, "period")), period_key(baseline.value) if baseline else ""
    direction = "" if _is_level(unit, before, text[at.end : claim.end]) else _value(parts, "direction")
    direction = direction or _by_sign(words, before)
    if direction and ".." in period and not base:
        base, period = period.split("..", 1)
    if base and period == base:
        period = ""
    return Claimed(
        span=at,
        written=" ".join(words.split()),
        printed=precise,
        unit=unit,
        direction=direction,
        period=period,
        baseline=base,
        boundary=_value(parts, "boundary"),
        hedge=_hedge(before),
        measure=measure_words(parts["measure"].text) if "measure" in parts else frozenset(),
        near=measure_words(near),
        close=measure_words(close),
        lead=measure_words(lead) | measure_words(around),
        qualifiers=qualifiers(said),
        compared=compared,
        target=target,
        points_back=_POINTING.search(f"{lead} {near}") is not None,
    )


def _is_level(unit: str, before: str, after: str) -> bool:
    """Whether a percentage says how much of something there is, though the claim tells of a rise: "growing to 27.9 % of
    the workforce", "66 % have one (up from 43 % last year)"."""
    if unit != "%" or _CHANGED_BY.search(before[-20:]):
        return False
    return (_SHARE_OF.match(after) or _UP_FROM.match(after)) is not None


def _by_sign(words: str, before: str) -> str:
    """The direction of a change by its sign: "(+ 22.9 %)"."""
    if "%" not in words:
        return ""
    sign = re.match(r"\W*?([+\-−–])\s?\d", words) or _SIGN.search(before[-4:])
    return "" if sign is None else "up" if sign[1] == "+" else "down"


def _clause(text: str, start: int, end: int, at: Span) -> tuple[str, str]:
    """The words around a figure up to the figures beside it and the breaks of the sentence, and those of them that
    stand in the same part of it, between commas."""
    before, after = text[start : at.start], text[at.end : end]
    cuts = list(_BREAK.finditer(before))
    if cuts:
        before = before[cuts[-1].end() :]
    stop = _BREAK.search(after)
    after = after[: stop.start()] if stop else after
    own, cut = at.of(text), _PART.search(after)
    commas = list(re.finditer(r",\s", before))
    inner = before[commas[-1].end() :] if commas else before
    if not measure_words(f"{inner} {after[: cut.start()] if cut else after}"):
        inner = before
    return f"{before} {own} {after}", f"{inner} {own} {after[: cut.start()] if cut else after}"


def _value(parts: dict[str, ClaimField], name: str) -> str:
    return (parts[name].value or parts[name].text) if name in parts else ""


def _hedge(before: str) -> Hedge:
    lead = re.sub(r"(?:€|EUR|US\$|\$|£)\s*$", "", before[-40:])
    if _OVER.search(lead):
        return "over"
    if _UNDER.search(lead):
        return "under"
    return "about" if _ABOUT.search(lead) else ""
