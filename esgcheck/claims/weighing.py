"""Rank the passages of the sources for every claim of a report, doing only what is new.

The ranking is asked of the whole index each time, which is cheap. What costs is to read a passage closely: the stances
given before are kept with the claim, by the words of the passage. Where nothing that a ranking rests on has changed it
is left as it is; and where only the sources are others, so is what the reports say.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from django.db.models import Count

from esgcheck.analysis.embedding.neighbours import Neighbours
from esgcheck.analysis.embedding.vectors import Packed
from esgcheck.analysis.ranking import Own, rank
from esgcheck.analysis.speaking import Said
from esgcheck.analysis.stance import judge_stance
from esgcheck.analysis.types import Span, Stance
from esgcheck.claims.gathering import Gathered, key_of
from esgcheck.claims.looking_through import LookedUp, Report
from esgcheck.claims.models import Candidate, Claim, Suggestion, Weighed
from esgcheck.claims.rules import rules
from esgcheck.claims.suggesting import OF_REPORTS, SUGGESTIONS, Wanted, suggest

Place = tuple[int, int]


@dataclass(frozen=True)
class Vectors:
    """Passages and claims as points, as far as they are known: ``claims`` by a hash of their words; ``state`` is a
    hash of all that there is of passages."""

    near: Neighbours | None = None
    claims: dict[str, Packed] = field(default_factory=dict)
    state: str = ""

    def of(self, claim: str) -> Packed | None:
        return self.claims.get(named(claim))


def named(claim: str) -> str:
    """How the words of a claim are named among vectors."""
    return hashlib.sha256(claim.encode()).hexdigest()


@dataclass(frozen=True)
class Outcome:
    """Of one report: the claims ranked anew, each with its rows; and those that are left as they are."""

    weighed: dict[Place, Weighed]
    suggestions: dict[Place, list[Suggestion]]
    left: frozenset[Place]


def weigh(report: Report, found: LookedUp, sources: Gathered, reports: Gathered, vectors: Vectors) -> Outcome:
    """Sources first, then what the reports of the case say elsewhere. Nothing is saved yet."""
    known = {(row.start, row.end): row for row in Weighed.objects.filter(report=report.version)}
    there, said_by_reports = _stored(report), _said_by(reports, report)
    weighed: dict[Place, Weighed] = {}
    suggestions: dict[Place, list[Suggestion]] = {}
    left: set[Place] = set()
    for claim in wanted_of(report):
        place = (claim.start, claim.end)
        before = known.get(place)
        said = found.said_in(claim.quotation) if claim.quotation is not None else Said()
        stamp = _stamp(claim, said, (sources, reports), vectors)
        own_stamp = _stamp_of_reports(claim, reports)
        whole = before is not None and before.count == there.get(place, 0)
        by_reports = said_by_reports.get(place, [])
        if before is not None and whole and before.stamp == stamp:
            left.add(place)
            continue
        memory = _Memory(before.judged if before is not None and before.rules == rules() else {})
        vector = vectors.of(claim.text)
        hits = rank(
            sources.index,
            claim.text,
            limit=SUGGESTIONS,
            said=said,
            judge=memory.judge,
            near=vectors.near.near(vector) if vectors.near and vector is not None else None,
        )
        rows = suggest(report.version, claim, hits, sources.versions)
        if before is None or not whole or before.stamp_of_reports != own_stamp:
            own = Own(key_of(report.version), Span(claim.start, claim.end))
            hits = rank(reports.index, claim.text, limit=OF_REPORTS, judge=memory.judge, own=own)
            by_reports = suggest(report.version, claim, hits, reports.versions)
        suggestions[place] = _in_order([*rows, *by_reports])
        weighed[place] = Weighed(
            report=report.version,
            start=claim.start,
            end=claim.end,
            stamp=stamp,
            stamp_of_reports=own_stamp,
            rules=rules(),
            judged=memory.used,
            count=len(suggestions[place]),
        )
    return Outcome(weighed, suggestions, frozenset(left))


def _stored(report: Report) -> dict[Place, int]:
    """How many suggestions there are; a person who cut a claim anew has taken them along."""
    rows = Suggestion.objects.filter(claim_version=report.version).order_by()
    counted = rows.values_list("claim_start", "claim_end").annotate(Count("pk"))
    return {(start, end): count for start, end, count in counted}


def _said_by(reports: Gathered, report: Report) -> dict[Place, list[Suggestion]]:
    """Those of them that are from the case's reports, in their order."""
    keys = [version.pk for version in reports.versions.values()]
    found: dict[Place, list[Suggestion]] = defaultdict(list)
    for row in Suggestion.objects.filter(claim_version=report.version, version__in=keys).order_by("rank"):
        found[row.claim_start, row.claim_end].append(row)
    return found


def _in_order(rows: Sequence[Suggestion]) -> list[Suggestion]:
    """Rows to be saved, the first as the first; one that was saved before as a new one with the same values."""
    for number, row in enumerate(rows, 1):
        row.pk, row.rank = None, number
        row._state.adding = True
    return list(rows)


def wanted_of(report: Report) -> list[Wanted]:
    """Every candidate and every accepted claim of the report; one of each place."""
    spans = {(c.start, c.end): c.text for c in Candidate.objects.filter(version=report.version)}
    spans |= {(c.start, c.end): c.exact for c in Claim.objects.accepted().filter(version=report.version)}
    return [Wanted(start, end, text, report.inside(start, end)) for (start, end), text in sorted(spans.items())]


def _stamp(claim: Wanted, said: Said, held: Sequence[Gathered], vectors: Vectors) -> str:
    """Of what the ranking of a claim is made."""
    quoted = claim.quotation is not None
    vector = vectors.state if vectors.of(claim.text) is not None else ""
    places = [(place.document, place.parts, place.distance, place.length) for place in said.places]
    states = [one.state for one in held]
    of = (rules(), states, claim.text, quoted, sorted(said.names), places, vector)
    return hashlib.sha256(repr(of).encode()).hexdigest()


def _stamp_of_reports(claim: Wanted, reports: Gathered) -> str:
    """Of what the part of it is made that reports say."""
    of = (rules(), reports.state, claim.text, claim.quotation is not None)
    return hashlib.sha256(repr(of).encode()).hexdigest()


class _Memory:
    """Stances by a hash of the passage's words: those given before, and those that this ranking used."""

    def __init__(self, known: dict[str, Any]) -> None:
        self._known = known
        self.used: dict[str, Any] = {}

    def judge(self, claim: str, passage: str, linked: bool) -> Stance:
        key = hashlib.sha256(f"{linked:d}{passage}".encode()).hexdigest()[:20]
        kept = self._known.get(key)
        if kept is not None:
            words = tuple(Span(start, end) for start, end in kept["words"])
            stance = Stance(kept["label"], kept["scores"], tuple(kept["reasons"]), words)
        else:
            stance = judge_stance(claim, passage, linked=linked)
            kept = asdict(stance) | {"words": [(span.start, span.end) for span in stance.words]}
        self.used[key] = kept
        return stance


def changed(before: Suggestion, now: Suggestion) -> bool:
    """Whether another row is to be stored."""
    return _values(before) != _values(now)


_COLUMNS = [column.attname for column in Suggestion._meta.concrete_fields if not column.primary_key]


def _values(row: Suggestion) -> list[Any]:
    return [getattr(row, name) for name in _COLUMNS]
