"""Whether a sentence speaks of another time, another part or another company than the claim: that contradicts nothing.

Other years, another base year, Scope 3 against Scope 1, per tonne against in total, suppliers against one's own sites,
a plan against a fact, another company. Each is said as such, and keeps figures from being held against each other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from esgcheck.analysis.stance import phrases
from esgcheck.analysis.stance.aligning import Pair
from esgcheck.analysis.stance.grounds import Ground

_EVER = 9999
_YEARS = r"(?:19|20)\d\d"
_BASE = re.compile(
    r"\b(?:compared (?:with|to)|against|than (?:in )?|relative to|versus|vs\.?|base(?:line)? year(?: of)?|from a|on"
    rf"|over the level of) (?:the (?:base year|baseline|level|levels)(?: of| in)? ?)?({_YEARS})\b(?!\s?-)"
)
_RANGE = re.compile(rf"\b({_YEARS})(?: ?- ?| (?:and|to|until|through) )({_YEARS})\b")
_SINCE = re.compile(rf"\b(?:since|after|from)(?: the end of)? ({_YEARS})\b(?! to| until)(?: on(?:wards?)?)?")
_UNTIL = re.compile(rf"\b(?:until|before) (?:the end of )?({_YEARS})\b")
_BY = re.compile(r"\b(?:by|to|until|in|from \d{4} to) (?:the (?:end|year)(?: of)? )?(20[2-9]\d)\b")
_YEAR = re.compile(rf"\b{_YEARS}\b")
_SCOPES = re.compile(r"\bscopes? ([123])(?:(?:,? (?:and|&|\+) |, ?)([123]))?(?:,? (?:and|&|\+) ([123]))?")
_ALIKE = 5
"""Letters by which names are alike: Germany, German."""


class Times(NamedTuple):
    """The years that a sentence speaks of as stretches, and those that it measures against."""

    stretches: tuple[tuple[int, int], ...]
    bases: frozenset[int]
    words: str


@lru_cache(maxsize=8192)
def times_of(folded: str) -> Times:
    bases: set[int] = set()
    stretches: list[tuple[int, int]] = []
    taken: list[tuple[int, int]] = []

    def free(match: re.Match[str]) -> bool:
        if any(low < match.end() and match.start() < high for low, high in taken):
            return False
        taken.append(match.span())
        return True

    if not _YEAR.search(folded):
        return Times((), frozenset(), "")
    for match in _RANGE.finditer(folded):
        if free(match):
            stretches.append((int(match[1]), int(match[2])))
    for match in _BASE.finditer(folded):
        if free(match):
            bases.add(int(match[1]))
    for match in _SINCE.finditer(folded):
        if free(match):
            stretches.append((int(match[1]), _EVER))
    for match in _UNTIL.finditer(folded):
        if free(match):
            stretches.append((0, int(match[1])))
    for match in _YEAR.finditer(folded):
        if free(match):
            stretches.append((int(match[0]), int(match[0])))
    words = ", ".join(dict.fromkeys(_YEAR.findall(folded)))
    return Times(tuple(stretches), frozenset(bases), words)


@lru_cache(maxsize=8192)
def deadlines_of(folded: str) -> tuple[int, ...]:
    """Years by which something is to be."""
    return tuple(int(year) for year in _BY.findall(folded))


def scopes_of(folded: str) -> frozenset[str]:
    return frozenset(scope for match in _SCOPES.finditer(folded) for scope in match.groups() if scope)


def apart(pair: Pair) -> Iterator[Ground]:
    """What sets the sentence apart from the claim, as grounds for context."""
    ours, theirs = pair.ours.folded, pair.theirs.folded
    here, there = times_of(ours), times_of(theirs)
    dated = here.stretches and there.stretches and not pair.ours.future
    if dated and not _meet(here.stretches, there.stretches):
        yield Ground("years", "context", pair.cover, f"it speaks of {there.words}, the claim of {here.words}")
    if here.bases and there.bases and not here.bases & there.bases:
        yield Ground(
            "baseline",
            "context",
            pair.cover,
            f"it measures against {_listed(there.bases)}, the claim against {_listed(here.bases)}",
        )
    elif _since(here) and _since(there) and not _since(here) & _since(there):
        yield Ground(
            "baseline",
            "context",
            pair.cover,
            f"it measures since {_listed(_since(there))}, the claim since {_listed(_since(here))}",
        )
    yield from _other_boundary(pair, ours, theirs)
    yield from _other_company(pair, theirs)
    if not pair.ours.future and pair.theirs.future is not None:
        match = pair.theirs.future
        place = (pair.theirs.start + match.start(), pair.theirs.start + match.end())
        yield Ground("plan", "context", pair.cover, f"it speaks of what is planned: “{match[0]}”", (place,))


def _since(times: Times) -> frozenset[int]:
    return frozenset(low for low, high in times.stretches if high == _EVER)


def _meet(ours: tuple[tuple[int, int], ...], theirs: tuple[tuple[int, int], ...]) -> bool:
    return any(low <= last and first <= high for low, high in ours for first, last in theirs)


def _listed(years: frozenset[int]) -> str:
    return " and ".join(str(year) for year in sorted(years))


def _other_boundary(pair: Pair, ours: str, theirs: str) -> Iterator[Ground]:
    here, there = scopes_of(ours), scopes_of(theirs)
    if here and there and here != there:
        names = f"Scope {' and '.join(sorted(there))}, the claim of Scope {' and '.join(sorted(here))}"
        yield Ground("boundary", "context", pair.cover, f"it speaks of {names}")
        return
    per, other_per = phrases.INTENSITY.search(ours), phrases.INTENSITY.search(theirs)
    if (per is None) != (other_per is None) and (pair.our_move or pair.ours.figures):
        ratio = (other_per or per)[0]  # type: ignore[index]
        what = f"a ratio (“{ratio}”)" if other_per else f"a total, the claim of a ratio (“{ratio}”)"
        if other_per or re.search(r"\b(?:total|absolute)\b", theirs):
            yield Ground("boundary", "context", pair.cover, f"it speaks of {what}")
            return
    numbered, others = dict(phrases.NUMBERED.findall(ours)), dict(phrases.NUMBERED.findall(theirs))
    for name in numbered.keys() & others.keys():
        if numbered[name] != others[name]:
            words = f"it speaks of {name.upper()} {others[name]}, the claim of {numbered[name]}"
            yield Ground("boundary", "context", pair.cover, words)
            return
    for name, pattern in phrases.BOUNDARIES:
        found = pattern.search(theirs)
        if found and not pattern.search(ours):
            place = (pair.theirs.start + found.start(), pair.theirs.start + found.end())
            yield Ground(
                "boundary", "context", pair.cover, f"it speaks of {name} (“{found[0]}”), the claim does not", (place,)
            )
            return
    if (own := phrases.OWN.search(theirs)) and phrases.BOUNDARIES[0][1].search(ours) and not phrases.OWN.search(ours):
        place = (pair.theirs.start + own.start(), pair.theirs.start + own.end())
        yield Ground("boundary", "context", pair.cover, f"it speaks of “{own[0]}”, the claim of others", (place,))


def _other_company(pair: Pair, theirs: str) -> Iterator[Ground]:
    found = phrases.ELSEWHERE.search(theirs)
    if found and found[0] not in pair.ours.folded:
        place = (pair.theirs.start + found.start(), pair.theirs.start + found.end())
        yield Ground("entity", "context", pair.cover, f"it speaks of “{found[0]}”", (place,))
        return
    names = pair.claim.names
    begun = {word[:_ALIKE] for word in pair.passage.words}
    if names and not any(name[:_ALIKE] in begun for name in names) and (others := pair.passage.names - names):
        other = min(others)
        yield Ground("entity", "context", pair.cover, f"it names “{other}”, and not “{min(names)}” as the claim does")
