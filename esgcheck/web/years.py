"""The reports of a case across the years, as the page and the workbench show them: old words beside new."""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, QuerySet
from django.urls import reverse

from esgcheck.analysis.types import Span
from esgcheck.cases.models import Case
from esgcheck.claims.models import Candidate, Claim, YearMatch, YearOutcome
from esgcheck.claims.ranking import rank_of
from esgcheck.claims.report_years import told_year
from esgcheck.claims.side_by_side import Comparison, compare
from esgcheck.documents.models import Kind, Version
from esgcheck.web.workbench.address import Address

A_PAGE = 50

UNSHOWN = (YearOutcome.KEPT, YearOutcome.NEW, YearOutcome.FIGURES_CHANGED)
"""What a report does every year: listed only where it is asked for."""

_GRAVITY = {value: place for place, value in enumerate(YearOutcome.values)}


@dataclass(frozen=True)
class Line:
    """A claim of either year. ``before_url`` and ``after_url`` lead to where it stands, "" where it does not.
    ``compared`` has the earlier report's words as the quoted side and the later one's as the source."""

    row: YearMatch
    before_url: str
    after_url: str
    compared: Comparison


@dataclass(frozen=True)
class Yearly:
    """What became of a claim, or where it comes from, and the words of the other year. ``nearest``: these are not the
    claim's, only the nearest to it."""

    row: YearMatch
    words: str
    other_text: str
    other_url: str
    nearest: bool


@dataclass(frozen=True)
class Tab:
    words: str
    count: int
    url: str
    chosen: bool


@dataclass(frozen=True)
class Report:
    """A report of the case with its year; ``said``: a person gave it."""

    version: Version
    year: int | None
    said: bool


@dataclass(frozen=True)
class Years:
    """The page: ``pair`` is what is compared, None while there are no two reports of different years."""

    reports: list[Report]
    pair: tuple[Report, Report] | None = None
    pairs: list[Tab] = field(default_factory=list)
    tabs: list[Tab] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    before: str = ""
    more: str = ""
    total: int = 0


@dataclass(frozen=True)
class Choice:
    """What the address asks for; what makes no sense in it is left out."""

    pair: str = ""
    outcome: str = ""
    page: int = 1

    @staticmethod
    def of(query: dict[str, str]) -> Choice:
        number = query.get("page", "")
        return Choice(
            query.get("reports", ""),
            query.get("what", "") if query.get("what") in (*YearOutcome.values, "all") else "",
            int(number) if number.isascii() and number.isdigit() and 0 < int(number) < 10_000 else 1,
        )


def years_of(case: Case, choice: Choice) -> Years:
    """What became of the claims of each report in the next one."""
    reports = _reports(case)
    rows = YearMatch.objects.of_case(case)
    keys = list(rows.order_by("pk").values_list("earlier_version", "later_version"))
    found = Counter(keys)
    by_id = {report.version.pk: report for report in reports}
    pairs = sorted(
        (pair for pair in found if pair[0] in by_id and pair[1] in by_id),
        key=lambda pair: (by_id[pair[0]].year or 0, by_id[pair[1]].year or 0, str(pair)),
        reverse=True,
    )
    if not pairs:
        return Years(reports)
    chosen = next((pair for pair in pairs if _key(pair) == choice.pair), pairs[0])
    rows = rows.filter(earlier_version=chosen[0], later_version=chosen[1])
    counts = Counter(rows.order_by().values_list("outcome", flat=True))
    shown = _shown(rows, choice.outcome)
    total = shown.count()
    first = (choice.page - 1) * A_PAGE
    ordered = _in_order(shown)
    page = YearMatch.objects.in_bulk(ordered[first : first + A_PAGE])
    return Years(
        reports,
        (by_id[chosen[0]], by_id[chosen[1]]),
        [Tab(_pair_words(by_id, pair), found[pair], _url(case, reports=_key(pair)), pair == chosen) for pair in pairs],
        _tabs(case, chosen, counts, choice.outcome),
        lines_of([page[pk] for pk in ordered[first : first + A_PAGE]], case.pk),
        _turn(case, chosen, choice, choice.page - 1) if choice.page > 1 else "",
        _turn(case, chosen, choice, choice.page + 1) if first + A_PAGE < total else "",
        total,
    )


def _in_order(rows: QuerySet[YearMatch]) -> list[int]:
    """Their keys: the gravest outcome first, then what most deserves checking, then as the report reads."""
    told = list(
        rows.values_list(
            "pk", "outcome", "ordinal", "earlier_version", "earlier_start", "earlier_end", "later_version",
            "later_start", "later_end",
        )
    )  # fmt: skip
    versions = {version for row in told for version in (row[3], row[6])}
    weights: dict[tuple[uuid.UUID, int, int], float] = {}
    for model in (Candidate, Claim):
        found = model.objects.filter(version__in=versions).order_by()
        for version, start, end, score, consequence in found.values_list(
            "version", "start", "end", "score", "consequence"
        ):
            weights[version, start, end] = rank_of(score, consequence)

    def place(row: tuple[Any, ...]) -> tuple[int, float, int]:
        _, outcome, ordinal, *places = row
        weight = max(weights.get((places[0], *places[1:3]), 0.0), weights.get((places[3], *places[4:6]), 0.0))
        return _GRAVITY[outcome], -weight, ordinal

    return [row[0] for row in sorted(told, key=place)]


def moved_in(case: Case) -> int | None:
    """How many claims moved, were dropped or reworded from one year to the next; None where there is but one year."""
    outcomes = YearMatch.objects.of_case(case).order_by().values_list("outcome").annotate(Count("pk"))
    counts: dict[str, int] = dict(outcomes)
    return sum(count for outcome, count in counts.items() if outcome not in UNSHOWN) if counts else None


def lines_of(rows: Iterable[YearMatch], case_id: uuid.UUID) -> list[Line]:
    """With the ways to the claims: by the claim that stands there, else by the candidate, else the page itself."""
    rows = list(rows)
    versions = {pk for row in rows for pk in (row.earlier_version_id, row.later_version_id)}
    items: dict[tuple[uuid.UUID, int, int], uuid.UUID] = {}
    for model in (Candidate, Claim):
        found = model.objects.filter(version__in=versions).order_by()
        items |= {(v, start, end): pk for pk, v, start, end in found.values_list("pk", "version_id", "start", "end")}
    return [
        Line(
            row,
            _place(case_id, items, row.earlier_version_id, row.earlier_start, row.earlier_end, row.earlier_page),
            _place(case_id, items, row.later_version_id, row.later_start, row.later_end, row.later_page),
            _compared(row),
        )
        for row in rows
    ]


def yearly_of(version: Version, span: Span) -> list[Yearly]:
    """What the years before and after say of one claim."""
    rows = YearMatch.objects.of_case(version.case_id).about(version, span.start, span.end).telling()
    found = []
    for line in lines_of(rows.select_related("earlier_version__document", "later_version__document"), version.case_id):
        row, is_earlier = line.row, line.row.earlier_version_id == version.pk
        other = row.later_version if is_earlier else row.earlier_version
        found.append(
            Yearly(
                row,
                f"{'in' if is_earlier else 'since'} the report of {told_year(other) or 'another year'}",
                " ".join((row.later_text if is_earlier else row.earlier_text).split()),
                line.after_url if is_earlier else line.before_url,
                is_earlier and row.outcome == YearOutcome.DROPPED,
            )
        )
    return found


def _compared(row: YearMatch) -> Comparison:
    """From the words of the earlier report to those of the later one: the steps are kept the other way round."""
    if row.outcome == YearOutcome.DROPPED:  # what stands beside it is the nearest, not what became of it
        return compare([])
    return compare([{**step, "quoted": step["source"], "source": step["quoted"]} for step in row.differences])


def _place(
    case_id: uuid.UUID,
    items: dict[tuple[uuid.UUID, int, int], uuid.UUID],
    version: uuid.UUID,
    start: int | None,
    end: int | None,
    page: int | None,
) -> str:
    if start is None or end is None:
        return ""
    if (item := items.get((version, start, end))) is not None:
        return Address(case_id).claim_url(item)
    return f"{reverse('pages', args=[version, page or 1])}?at={start}-{end}"


def _reports(case: Case) -> list[Report]:
    rows = case.versions.present().readable().filter(document__kind=Kind.REPORT).select_related("document")
    reports = [Report(row, told_year(row), row.document.year is not None) for row in rows]
    return sorted(reports, key=lambda report: (report.year or 9999, report.version.document.created_at))


def _shown(rows: QuerySet[YearMatch], outcome: str) -> QuerySet[YearMatch]:
    if outcome == "all":
        return rows
    return rows.filter(outcome=outcome) if outcome else rows.exclude(outcome__in=UNSHOWN)


def _tabs(case: Case, pair: tuple[uuid.UUID, uuid.UUID], counts: Counter[str], chosen: str) -> list[Tab]:
    reports = _key(pair)
    grave = sum(count for value, count in counts.items() if value not in UNSHOWN)
    first = Tab("To look at", grave, _url(case, reports=reports), not chosen)
    each = [
        Tab(label, counts[value], _url(case, reports=reports, what=value), chosen == value)
        for value, label in YearOutcome.choices
        if counts[value]
    ]
    return [first, *each, Tab("All", counts.total(), _url(case, reports=reports, what="all"), chosen == "all")]


def _turn(case: Case, pair: tuple[uuid.UUID, uuid.UUID], choice: Choice, page: int) -> str:
    return _url(case, reports=_key(pair), what=choice.outcome, page=str(page) if page > 1 else "")


def _pair_words(reports: dict[uuid.UUID, Report], pair: tuple[uuid.UUID, uuid.UUID]) -> str:
    return f"{reports[pair[0]].year} to {reports[pair[1]].year}"


def _key(pair: tuple[uuid.UUID, uuid.UUID]) -> str:
    return f"{pair[0]}~{pair[1]}"


def _url(case: Case, **query: str) -> str:
    said = urlencode({name: value for name, value in query.items() if value})
    return reverse("years", args=[case.pk]) + (f"?{said}" if said else "")
