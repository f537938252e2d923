"""Quotations in which one thing was changed that matters: a negation, a number, a year, a unit, a hedge or a name.

Made from true sentences by a generator with a seed. ``DEVELOPED`` is the seed that the rules were written against;
``REPORTED`` is the one whose figures are told, and was run to report alone.
"""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Callable

from esgcheck.analysis.types import DifferenceKind, Document
from tests.benchmarks.planting import Planted, sentences_in

DEVELOPED, REPORTED = 11, 20261201

_VERB = re.compile(r"\b(is|are|was|were|has|have|had|will|can|could|should|would|must|does|did|do) ")
_NEGATED = re.compile(r"\b(?:not|never|no longer) |n't\b|\bno (?=[a-z])")


def negated(words: str, rng: random.Random) -> str:
    """A "not" taken out, or put in; "without" for "with"; or a prefix that turns a word round."""
    if _NEGATED.search(words):
        return _NEGATED.sub("", words, count=1)
    ways = [_VERB.sub(r"\1 not ", words, count=1)]
    ways.append(re.sub(r"\bwith (?=[a-z])", "without ", words, count=1))
    ways.append(
        re.sub(r"\b(able|likely|clear|aware|known|lawful|safe|fair|certain|necessary|related)\b", r"un\1", words)
    )
    ways.append(
        re.sub(r"\bun(able|likely|clear|aware|known|lawful|safe|fair|certain|necessary|related)\b", r"\1", words)
    )
    ways = [way for way in ways if way != words]
    return rng.choice(ways) if ways else ""


_NUMBER = re.compile(r"(?<![\w.,/-])\d{1,3}(?:[.,]\d+)*(?![\w/-])")
_IN_WORDS = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "twelve", "twenty")


def renumbered(words: str, rng: random.Random) -> str:
    """A digit changed, a figure ten times as large, or another number in words."""
    found = [match for match in _NUMBER.finditer(words) if not re.fullmatch(r"(?:19|20)\d\d", match[0])]
    if found:
        match = rng.choice(found)
        digits = [index for index, letter in enumerate(match[0]) if letter.isdigit()]
        at = rng.choice(digits)
        other = rng.choice([digit for digit in "123456789" if digit != match[0][at]])
        changed = match[0][:at] + other + match[0][at + 1 :]
        if match[0].isdigit() and rng.random() < 0.3:
            changed = match[0] + "0"
        return words[: match.start()] + changed + words[match.end() :]
    named = re.search(rf"\b(?:{'|'.join(_IN_WORDS)})\b", words)
    if not named:
        return ""
    return words[: named.start()] + rng.choice([w for w in _IN_WORDS if w != named[0]]) + words[named.end() :]


def redated(words: str, rng: random.Random) -> str:
    match = re.search(r"(?<![\w.,/-])(?:19|20)\d\d(?![\w/])", words)
    if not match:
        return ""
    return words[: match.start()] + str(int(match[0]) + rng.choice([-5, -2, -1, 1, 2, 10])) + words[match.end() :]


_UNITS = (
    ("%", " percentage points"), ("percent", "percentage points"), ("per cent", "percentage points"),
    ("million", "billion"), ("billion", "million"), ("thousand", "million"), ("tonnes", "kilograms"),
    ("tons", "kilograms"), ("kWh", "MWh"), ("MWh", "GWh"), ("GWh", "MWh"), ("km", "miles"), ("kilometres", "miles"),
    ("miles", "kilometres"), ("hours", "days"), ("days", "weeks"), ("weeks", "months"), ("months", "years"),
    ("years", "months"), ("minutes", "hours"), ("mg", "g"), ("kg", "tonnes"), ("m3", "litres"), ("hectares", "acres"),
    ("€", "$"), ("$", "€"), ("euros", "dollars"), ("dollars", "euros"), ("tCO2e", "ktCO2e"),
    ("litres", "cubic metres"), ("ml", "litres"),
)  # fmt: skip


def in_another_unit(words: str, rng: random.Random) -> str:
    ways = []
    for unit, other in _UNITS:
        edges = (r"\b", r"\b") if unit.isalnum() else ("", "")
        pattern = rf"(?<=\d )?{edges[0]}{re.escape(unit)}{edges[1]}"
        if re.search(r"\d|\b(?:one|two|three|four|five|six|ten|several|few)\b", words) and re.search(pattern, words):
            ways.append(re.sub(pattern, lambda _, other=other: other, words, count=1))
    return rng.choice(ways) if ways else ""


_HEDGES = re.compile(
    r"\b(?:allegedly|reportedly|about|around|approximately|roughly|some|likely|unlikely|nearly|almost|mostly|mainly|"
    r"largely|generally|typically|usually|often|sometimes|potentially|possibly|probably|perhaps|apparently|seemingly|"
    r"partly|partially|primarily|relatively|somewhat|fairly|up to|at least|more than|less than|many|most|several|may|"
    r"might|could|significantly|substantially|virtually|essentially|estimated|believed to|suggested|appears to|"
    r"seems to) "
)


def unhedged(words: str, rng: random.Random) -> str:
    found = list(_HEDGES.finditer(words))
    found = [match for match in found if match.start() > 0]
    if not found:
        return ""
    match = rng.choice(found)
    return words[: match.start()] + words[match.end() :]


_NAME = re.compile(r"(?<=[a-z,] )[A-Z][a-z]{3,}\b")
_MONTHS = frozenset(
    [
        "January",
        "February",
        "March",
        "April",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
        "Monday",
        "Tuesday",
        "Wednesday",
        "Thursday",
        "Friday",
        "Saturday",
        "Sunday",
        "Scope",
    ]
)


def names_of(documents: list[Document]) -> list[str]:
    """Words with a capital inside sentences that hardly ever stand without one: names, as far as can be told."""
    capital: Counter[str] = Counter()
    plain: Counter[str] = Counter()
    for document in documents:
        capital.update(_NAME.findall(document.text))
        plain.update(re.findall(r"\b[a-z]{4,}\b", document.text))
    return sorted(name for name, n in capital.items() if n > 5 and plain[name.lower()] * 10 < n and name not in _MONTHS)


def renamed(names: list[str]) -> Callable[[str, random.Random], str]:
    known = set(names)

    def change(words: str, rng: random.Random) -> str:
        found = [match for match in _NAME.finditer(words) if match[0] in known]
        if not found:
            return ""
        match = rng.choice(found)
        other = rng.choice([name for name in names if name != match[0]])
        return words[: match.start()] + other + words[match.end() :]

    return change


EXPECTED: dict[str, DifferenceKind] = {
    "negation": "negation", "number": "number", "year": "number", "unit": "number", "hedge": "hedge", "name": "name",
}  # fmt: skip


def near_misses(documents: list[Document], seed: int, each: int = 50) -> list[Planted]:
    """``each`` of the six kinds."""
    rng = random.Random(seed)
    ways: dict[str, Callable[[str, random.Random], str]] = {
        "negation": negated,
        "number": renumbered,
        "year": redated,
        "unit": in_another_unit,
        "hedge": unhedged,
        "name": renamed(names_of(documents)),
    }
    source = sentences_in(documents, rng)
    found: list[Planted] = []
    for kind, change in ways.items():
        wanted = len(found) + each
        while len(found) < wanted:
            number, words = next(source)
            quoted = change(words, rng)
            if quoted and quoted != words:
                found.append(Planted(kind, number, words, quoted))
    return found
