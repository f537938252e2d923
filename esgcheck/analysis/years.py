"""What became of a report's claims in the report of a later year: kept, moved, reworded, dropped.

A promise is rarely broken aloud. It moves: 2030 becomes 2035, 50 % becomes 42 %, the base year is another, "will"
becomes "aim to"; or the sentence is simply not there any more. So the claims of two reports are paired by their telling
words (each weighed by how rare it is in the two; figures and years set aside, since they are what may have moved), each
with one other at most, the likeliest pairs first. What stands in no pair is looked for in the whole of the later report
before it is called dropped, since a sentence may be there and not have been proposed as a claim.

Nothing is judged: a reviewer gets the two sentences side by side, with what changed.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from .claims.quantities import find_quantities
from .differences import differences
from .languages import stopwords
from .sentences import sentences
from .text import normalise, words_of
from .types import ClaimField, ClaimKind, Difference, Document, Span

YearOutcome = Literal[
    "deadline_moved", "target_moved", "baseline_changed", "dropped", "reworded", "figures_changed", "kept", "new"
]

GRAVEST_FIRST: tuple[YearOutcome, ...] = (
    "deadline_moved",
    "target_moved",
    "baseline_changed",
    "dropped",
    "reworded",
    "figures_changed",
    "kept",
    "new",
)

_ALIKE = 0.5
"""The least similarity, 0 to 1, of two claims that are one."""

_SAME_PROMISE = 0.25
"""The same, of two that promise the same amount against the same year, or by the same year, or both years alike: a
promise is told again in other words, and its figures are what it is known by."""

_PROMISED = 2
"""Of amount, base year and deadline so many must be the same."""

_ALIKE_AGAIN = 0.65
"""The same, where the later one is in a pair already."""

_STANDS_THERE = 0.75
"""The share of a claim's telling words, by weight, that a sentence must have to carry it on."""

_NEAREST = 0.35
"""The least of that share for a sentence to be shown as the nearest to what was dropped."""

_FEWEST = 2
"""Telling words that a claim needs to be recognised by."""

_ENOUGH = 4
"""Telling words that it needs to be found again in running text: "natural gas liquids" stands anywhere."""

_STEM = 6
_NUMBER = re.compile(r"[\d.,]*\d[\d.,]*")
_CODE = re.compile(r"\b(scope) ([123])\b", re.IGNORECASE)
_DIGITS = {"1": "one", "2": "two", "3": "three"}
_LONGEST = 2_000
_AHEAD = re.compile(
    r"\b(?:will|aims?|targets?|goals?|plans?|planned|commit\w*|pledge\w*|ambition|objective|intends?|werden|wollen|"
    r"obiettivo|objectif)\b",
    re.IGNORECASE,
)
_AGAINST = re.compile(
    r"\b(?:compared (?:to|with)|against|relative to|versus|vs\.?|base(?:line)?(?: year)?|gegenüber|rispetto al|"
    r"par rapport à)(?: of| the| year| levels?| our| in| a| FY)*[ (]*(?:FY ?)?(20[012]\d)\b",
    re.IGNORECASE,
)
_BY = re.compile(
    r"\b(?:by|until|before|no later than|bis|entro|d['’]ici(?: à)?|avant)\s+(?:(?:the|il|zum|l['’])?\s*"
    r"(?:end|year|fine|Ende|fin)\s+(?:of\s+|de\s+|del\s+)?)?(?:FY\s?)?(20\d\d)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class YearClaim:
    """A claim as it is compared: its place in its report, its words, its kind and its fields."""

    span: Span
    text: str
    kind: ClaimKind
    fields: tuple[ClaimField, ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """A field of a claim that was ``before`` and is ``after``; empty where it was or is not said."""

    field: Literal["deadline", "target", "baseline"]
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class AcrossYears:
    """What became of one claim. ``earlier`` and ``later`` are indexes into the claims that were given, None where there
    is none. ``there`` is the place in the later report of what carries a claim on without being a claim itself, or of
    the nearest to what was dropped. ``differences`` go from the earlier words to the later ones (``source`` is earlier,
    ``quoted`` later). ``similarity`` is 0 to 1."""

    outcome: YearOutcome
    earlier: int | None
    later: int | None
    there: Span | None = None
    changes: tuple[Change, ...] = ()
    differences: tuple[Difference, ...] = ()
    similarity: float = 0.0


def across_years(
    earlier: Sequence[YearClaim], later: Sequence[YearClaim], later_document: Document | None = None
) -> list[AcrossYears]:
    """Every claim of either report once: the earlier report's in their order, then what is new in the later one.

    Without ``later_document`` what is in no pair is dropped.
    """
    weigher = _Weigher([claim.text for claim in (*earlier, *later)])
    ours, theirs = [weigher.of(claim.text) for claim in earlier], [weigher.of(claim.text) for claim in later]
    pairs = _paired(earlier, later, ours, theirs)
    taken = {other for other, _ in pairs.values()}
    elsewhere = _Sentences(later_document, weigher) if later_document is not None else None
    found: list[AcrossYears] = []
    for index, claim in enumerate(earlier):
        if index in pairs:
            other, alike = pairs[index]
            outcome, changes, steps = _became(claim, later[other])
            found.append(AcrossYears(outcome, index, other, later[other].span, changes, steps, round(alike, 4)))
        elif len(ours[index]) >= _FEWEST:
            found.append(_unpaired(index, claim, ours[index], elsewhere))
    found += [
        AcrossYears("new", None, index, claim.span)
        for index, claim in enumerate(later)
        if index not in taken and len(theirs[index]) >= _FEWEST
    ]
    return found


class _Weigher:
    """Telling words of a text with their weights: the rarer among the claims, the more telling (inverse document
    frequency, Spärck Jones 1972)."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._common = {word for language in {frozenset(stopwords(text)) for text in texts} for word in language}
        counts = Counter(stem for text in texts for stem in self._stems(text))
        self._count = len(texts) + 1
        self._seen = counts

    def _stems(self, text: str) -> set[str]:
        named = _CODE.sub(lambda code: f"{code[1]}{_DIGITS.get(code[2], 'x')}", text[:_LONGEST])
        words = words_of(normalise(_NUMBER.sub(" ", named)).text)
        return {word[:_STEM] for word in words if word not in self._common and len(word) > 1 and not word.isdigit()}

    def of(self, text: str) -> dict[str, float]:
        return {stem: math.log(1 + self._count / (1 + self._seen[stem])) for stem in self._stems(text)}


def _cosine(one: dict[str, float], other: dict[str, float]) -> float:
    small, large = sorted((one, other), key=len)
    dot = sum(weight * large[stem] for stem, weight in small.items() if stem in large)
    norms = math.sqrt(sum(w * w for w in one.values()) * sum(w * w for w in other.values()))
    return dot / norms if norms else 0.0


def _paired(
    earlier: Sequence[YearClaim],
    later: Sequence[YearClaim],
    ours: Sequence[dict[str, float]],
    theirs: Sequence[dict[str, float]],
) -> dict[int, tuple[int, float]]:
    """The later claim of each earlier one, likeliest pairs first; among equals those of one kind, then in order.

    What was said twice before and once now is carried on both times.
    """
    holding: dict[str, list[int]] = defaultdict(list)
    for index, stems in enumerate(theirs):
        if len(stems) >= _FEWEST:
            for stem in stems:
                holding[stem].append(index)
    promised, promises = [_promise(claim) for claim in earlier], [_promise(claim) for claim in later]
    pairs: list[tuple[float, int, int]] = []
    one_promise: set[tuple[int, int]] = set()
    for index, stems in enumerate(ours):
        if len(stems) < _FEWEST:
            continue
        for other in {place for stem in stems for place in holding[stem]}:
            alike = _cosine(stems, theirs[other])
            same = alike >= _SAME_PROMISE and len(promised[index] & promises[other]) >= _PROMISED
            if same:
                one_promise.add((index, other))
            if alike >= _ALIKE or same:
                same_kind = earlier[index].kind == later[other].kind
                same_words = normalise(earlier[index].text).text == normalise(later[other].text).text
                pairs.append((alike + 0.05 * same_kind + 0.1 * same_words, index, other))
    pairs.sort(key=lambda pair: (-pair[0], abs(pair[1] - pair[2]), pair[1], pair[2]))
    kept: dict[int, tuple[int, float]] = {}
    taken: set[int] = set()
    for alike, index, other in pairs:
        if index not in kept and other not in taken:
            kept[index] = (other, min(1.0, alike))
            taken.add(other)
    for alike, index, other in pairs:
        if index not in kept and (alike >= _ALIKE_AGAIN or (index, other) in one_promise):
            kept[index] = (other, min(1.0, alike))
    return kept


def _became(one: YearClaim, other: YearClaim) -> tuple[YearOutcome, tuple[Change, ...], tuple[Difference, ...]]:
    changes = _changes(one, other)
    steps = differences(other.text, one.text)
    return _outcome(changes, steps, one.text, other.text), changes, steps


def _outcome(changes: Sequence[Change], steps: Sequence[Difference], before: str, after: str) -> YearOutcome:
    moved = {change.field for change in changes}
    if "deadline" in moved:
        return "deadline_moved"
    if "target" in moved:
        return "target_moved"
    if "baseline" in moved:
        return "baseline_changed"
    kinds = {step.kind for step in steps} - {"equal", "layout"}
    if not kinds:
        return "kept"
    return "figures_changed" if _without_figures(before) == _without_figures(after) else "reworded"


def _without_figures(text: str) -> list[str]:
    return words_of(normalise(_NUMBER.sub(" ", text)).text)


def _changes(one: YearClaim, other: YearClaim) -> tuple[Change, ...]:
    found: list[Change] = []
    if "commitment" in (one.kind, other.kind) or _AHEAD.search(one.text):
        before, after = _deadlines(one), _deadlines(other)
        if before and before.keys() != after.keys():
            found.append(Change("deadline", ", ".join(before.values()), ", ".join(after.values())))
        amounts = _amounts(one)
        now = _amounts(other) or {key: words for key, words in _figures(other.text).items() if key in amounts}
        if amounts and amounts.keys() != now.keys():
            found.append(Change("target", ", ".join(amounts.values()), ", ".join(now.values())))
    bases, base = _bases(one), _bases(other)
    if bases and base and bases.keys() != base.keys():
        found.append(Change("baseline", ", ".join(bases.values()), ", ".join(base.values())))
    return tuple(found)


def _deadlines(claim: YearClaim) -> dict[str, str]:
    """By when, as it compares and as it stands: a field of the claim, else the years that a "by" stands before."""
    return _said(claim, "deadline") or {match[1]: match[1] for match in _BY.finditer(claim.text)}


def _bases(claim: YearClaim) -> dict[str, str]:
    """Against which year it is measured, in the same way."""
    return _said(claim, "base", "baseline") or {match[1]: match[1] for match in _AGAINST.finditer(claim.text)}


def _promise(claim: YearClaim) -> frozenset[tuple[str, object]]:
    """What a commitment is known by, whatever its words: its amounts, base year and deadline."""
    if claim.kind != "commitment" and not _AHEAD.search(claim.text):
        return frozenset()
    parts = (("amount", _figures(claim.text)), ("base", _bases(claim)), ("deadline", _deadlines(claim)))
    return frozenset((name, _year_of(key)) for name, said in parts for key in said)


def _year_of(key: object) -> object:
    """ "FY2030" and "2030" as the same."""
    year = re.search(r"\b(?:FY\s?)?((?:19|20)\d\d)\b", key) if isinstance(key, str) else None
    return year[1] if year else key


def _said(claim: YearClaim, *names: str) -> dict[str, str]:
    return {field.value or field.text: " ".join(field.text.split()) for field in claim.fields if field.name in names}


def _amounts(claim: YearClaim) -> dict[tuple[float | None, str], str]:
    """The figures of what a commitment is to reach, as they compare and as they stand."""
    return _figures(next((field.text for field in claim.fields if field.name == "target"), ""))


def _figures(words: str) -> dict[tuple[float | None, str], str]:
    return {
        (
            quantity.base if quantity.base is not None else quantity.value,
            quantity.canonical or quantity.unit,
        ): quantity.text
        for quantity in find_quantities(words)
        if quantity.unit or quantity.canonical
    }


def _unpaired(index: int, claim: YearClaim, stems: dict[str, float], elsewhere: _Sentences | None) -> AcrossYears:
    """A claim that is in no pair: carried on by another sentence of the later report, or dropped."""
    if elsewhere is None or (near := elsewhere.nearest(stems)) is None:
        return AcrossYears("dropped", index, None)
    span, share = near
    words = span.of(elsewhere.document.text)
    if share < _STANDS_THERE or len(stems) < _ENOUGH:
        there = span if share >= _NEAREST else None
        return AcrossYears("dropped", index, None, there, similarity=round(share, 4))
    steps = differences(words, claim.text)
    return AcrossYears(_outcome((), steps, claim.text, words), index, None, span, (), steps, round(share, 4))


class _Sentences:
    """The sentences of a document, and of each two that follow each other, by their telling words."""

    def __init__(self, document: Document, weigher: _Weigher) -> None:
        self.document = document
        self._spans = list(_spans(document))
        self._stems = [weigher.of(span.of(document.text)) for span in self._spans]
        self._holding: dict[str, list[int]] = defaultdict(list)
        for index, stems in enumerate(self._stems):
            for stem in stems:
                self._holding[stem].append(index)

    def nearest(self, stems: dict[str, float]) -> tuple[Span, float] | None:
        """The sentence that has most of the words, and the share of their weight; of equals the shortest."""
        shares: Counter[int] = Counter()
        for stem, weight in stems.items():
            for index in self._holding.get(stem, ()):
                shares[index] += weight  # type: ignore[assignment]
        if not shares:
            return None
        whole = sum(stems.values())
        index, weight = max(shares.items(), key=lambda entry: (entry[1], -len(self._spans[entry[0]]), -entry[0]))
        return self._spans[index], weight / whole


def _spans(document: Document) -> Iterable[Span]:
    for passage in document.passages:
        if passage.set_aside:
            continue
        if passage.kind == "table_row":
            yield passage.span
            continue
        inside = sentences(document.text, passage.span)
        yield from inside
        yield from (Span(one.start, other.end) for one, other in pairwise(inside))
