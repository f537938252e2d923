"""A metric claim worked out anew from what the documents hold, with its working shown.

``tables`` reads every row of every table as points of data (measure, boundary, unit, period, value with its printed
precision, place); ``claimed`` reads the figures of a claim. Then four ways: what a claim says of itself (``alone``),
the tables of its document against its sentence (``against``), a table's own totals and changes (``inside``, ``rows``),
and another report of the same organisation (``across``). ``targets`` tells how far a target is reached.

Precision comes before all: a wrong "differs" costs trust. What cannot be matched strictly is left in silence; nothing
is ever called false, only what the working gives is said.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from esgcheck.analysis.claims.fields import Setting
from esgcheck.analysis.recomputing.across import in_other_reports
from esgcheck.analysis.recomputing.against import in_tables
from esgcheck.analysis.recomputing.alone import in_itself
from esgcheck.analysis.recomputing.claimed import claimed_figures
from esgcheck.analysis.recomputing.grid import Figures
from esgcheck.analysis.recomputing.inside import relations
from esgcheck.analysis.recomputing.rows import of_row
from esgcheck.analysis.recomputing.tables import points_of_tables
from esgcheck.analysis.recomputing.targets import progress
from esgcheck.analysis.recomputing.types import DataPoint, Outcome, Recomputation, RecomputationKind
from esgcheck.analysis.text import without_notes
from esgcheck.analysis.types import ClaimField, Document, Span

__all__ = ["DataPoint", "Figures", "Outcome", "Recomputation", "RecomputationKind", "Report", "figures_of"]

_MOST = 24
"""So many workings of one claim are kept."""
_LONGEST_CONTEXT = 200
_BEFORE = 40
"""Characters before a figure that say whether it is a change or what it changed to."""
_ORDER: tuple[Outcome, ...] = ("differs", "untold", "rounded", "agrees")


def figures_of(document: Document, number: int = 0) -> Figures:
    """All points of a document's tables, under the number by which the caller knows it."""
    setting = Setting.of(document)
    return Figures(tuple(points_of_tables(setting, number)), number, setting.year, document.name)


class Report:
    """A report whose claims are worked out anew: its text, its points, and what its tables say of themselves.

    ``others`` are the points of other reports of the same organisation, each with a number of its own.
    """

    def __init__(self, document: Document, figures: Figures | None = None, others: Sequence[Figures] = ()) -> None:
        self.document = replace(document, text=without_notes(document.text))
        self.figures = figures if figures is not None else figures_of(document)
        self.others = others
        self._within = relations(self.figures)

    def recompute(
        self, span: Span, fields: Iterable[ClaimField], *, context: Sequence[Span] = ()
    ) -> list[Recomputation]:
        """What becomes of the figures of the claim ``text[span]``, differences first; each figure at most once in a
        kind. ``fields`` are the claim's, as found or as corrected; ``context`` what it is read with."""
        row = self.figures.in_row(span)
        if row:
            return _ordered([*of_row(row, self._within), *self._elsewhere(row)])
        fields = list(fields)
        text = self.document.text
        around = " ".join(one.of(text) for one in context if len(one) < _LONGEST_CONTEXT)
        claimed = claimed_figures(self.document, span, fields, around)
        found = list(in_itself(self.document, span, claimed))
        page = self.document.page_at(span.start).number if self.document.pages else 1
        for figure in claimed:
            before = text[max(span.start, figure.span.start - _BEFORE) : figure.span.start]
            one = progress(figure, fields, self.figures) or in_tables(figure, before, self.figures, page)
            if one is not None:
                found.append(one)
        return _ordered(found)

    def _elsewhere(self, row: Sequence[DataPoint]) -> Iterable[Recomputation]:
        return in_other_reports(row, self.figures, self.others, self.document) if self.others else ()


def _ordered(found: Iterable[Recomputation]) -> list[Recomputation]:
    once: dict[tuple[RecomputationKind, Span], Recomputation] = {}
    for one in sorted(found, key=lambda one: (_ORDER.index(one.outcome), one.figure)):
        once.setdefault((one.kind, one.figure), one)
    return list(once.values())[:_MOST]
