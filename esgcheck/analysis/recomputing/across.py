"""A figure of one report against the same figure in another report of the organisation.

Last year's report gave a figure for 2021, this year's gives one for 2021 too. Where both differ, it was restated or the
reports contradict each other; which of the two is said only when the later report says so itself, on the same page.
Rows must have the same words, headings and unit, and be the only ones of their kind in either report.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from esgcheck.analysis.recomputing.grid import Figures
from esgcheck.analysis.recomputing.matching import same_time
from esgcheck.analysis.recomputing.printed import fit
from esgcheck.analysis.recomputing.saying import named, of_figure, scale_of, with_unit
from esgcheck.analysis.recomputing.types import DataPoint, Outcome, Recomputation
from esgcheck.analysis.recomputing.units import factor_to
from esgcheck.analysis.types import Document

_RESTATED = re.compile(
    r"\b(?:restat\w+|recalculat\w+|re-?calculat\w+|adjusted retro\w+|new (?:calculation )?method\w*|updated method\w*|"
    r"changed? in method\w*|change of method\w*|angepasst\w*|neu berechnet|rückwirkend|riespost\w+|ricalcolat\w+|"
    r"rideterminat\w+|retrait[ée]\w*|recalcul[ée]\w*)\b",
    re.IGNORECASE,
)


def in_other_reports(
    points: Sequence[DataPoint], figures: Figures, others: Sequence[Figures], document: Document
) -> Iterator[Recomputation]:
    """What other reports have for the figures of a row; ``document`` is the report that ``points`` are of."""
    for point in points:
        if not point.period or point.change or not point.words or len(_same(point, figures)) != 1:
            continue
        for other in others:
            if other.year == figures.year:
                continue
            there = _same(point, other)
            if len(there) == 1:
                yield _told(point, there[0], figures, other, document)


def _same(point: DataPoint, figures: Figures) -> list[DataPoint]:
    """The points of a document that measure the very same."""
    return [
        other
        for other in figures.by_label.get(point.words, ())
        if same_time(point.period, other.period)
        and not other.change
        and other.beside == point.beside
        and other.qualifiers == point.qualifiers
        and bool(other.unit) == bool(point.unit)
        and factor_to(other.unit, point.unit) is not None
    ]


def _told(point: DataPoint, other: DataPoint, figures: Figures, there: Figures, document: Document) -> Recomputation:
    factor = factor_to(other.unit, point.unit) or 1.0
    how = fit(point.printed.interval, other.printed.interval.times(factor))
    scale = scale_of(point.printed, other.printed) if point.unit == other.unit else 1.0
    here, had = of_figure(point.printed, scale), of_figure(other.printed, scale)
    shown = with_unit(had, other.unit if scale == 1.0 else "")
    name = f"the {there.year} report" if there.year else "the other report"
    outcome: Outcome = "agrees" if how == "exact" else "rounded" if how == "rounded" else "differs"
    if outcome != "differs":
        says = f"Agrees: {name} has {had} for {point.period} too."
    else:
        verb = "had" if there.year < figures.year else "has"
        says = f"{name[0].upper()}{name[1:]} {verb} {had} for {point.period}, this one has {here}."
        if figures.year > there.year and _says_restated(point, document):
            says = f"Restated: {says[0].lower()}{says[1:-1]}; page {point.page} speaks of restated figures."
    steps = (f"{name}: {named(other)}: {had}", f"this report: {named(point)}: {here}")
    return Recomputation("restated", outcome, point.span, point.shown, shown, says, steps, (other, point))


def _says_restated(point: DataPoint, document: Document) -> bool:
    page = document.page_at(point.span.start)
    return _RESTATED.search(document.text, page.start, page.end) is not None
