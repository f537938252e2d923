"""What a claim says, as fields that people can correct.

``sentence`` reads the figures of running text (``times``, ``time_roles``, ``attaching`` and ``comparing`` for their
periods and baselines, ``charts`` for the years of figures that stand in no sentence, ``directions``, ``boundaries``,
``measured``), ``cells`` those of a table row (``cell_units``, ``cell_times``) with the headings that ``rows`` finds
(``shapes``: what a cell holds; ``places``: where it stands; ``over``: which heading is over it; ``overleaf``: units of
the page before; ``surroundings``: what stands above the table).
``commitments``, ``denials``, ``findings`` and ``certificates`` read what is no figure.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from esgcheck.analysis.claims.fields.cells import figures_of_row
from esgcheck.analysis.claims.fields.certificates import certificate_fields
from esgcheck.analysis.claims.fields.commitments import commitment_fields
from esgcheck.analysis.claims.fields.denials import denial_fields
from esgcheck.analysis.claims.fields.findings import finding_fields
from esgcheck.analysis.claims.fields.said import Part, Said
from esgcheck.analysis.claims.fields.sentence import figures_of
from esgcheck.analysis.claims.fields.setting import Setting, report_year
from esgcheck.analysis.claims.fields.times import Time, find_times
from esgcheck.analysis.claims.fields.words import Words, words_of
from esgcheck.analysis.claims.keyfigures import is_figure as is_alone
from esgcheck.analysis.types import ClaimField, ClaimKind, FoundQuotation, Span

__all__ = ["Setting", "fields_of", "report_year"]

_MOST_FIGURES = 40
"""Of one claim; a row of more is a table of its own."""
_LONGEST = 6_000
_LABEL_LONGEST = 300
_SENTENCE_ENDS = re.compile(r"[^\W\d_]{2}[.!?]\W{0,2}$")


def fields_of(
    setting: Setting,
    span: Span,
    kind: ClaimKind,
    *,
    quotation: FoundQuotation | None = None,
    context: Sequence[Span] = (),
) -> tuple[ClaimField, ...]:
    """The fields of the claim ``document.text[span]``; every field's span is in the document's text.

    ``setting`` is ``Setting.of(document)``, made once for all claims of a document. ``context`` are the spans that the
    claim is read with (the lead-in of a list item); a table row finds its headings itself.
    """
    span = Span(span.start, min(span.end, span.start + _LONGEST))
    row = setting.row(span)
    if row is not None:
        said = figures_of_row(*row, setting)
        return tuple(field for of, one in enumerate(said[:_MOST_FIGURES]) for field in one.fields(of))
    parts = [one for row in setting.rows_within(span) for one in figures_of_row(*row, setting, only=span)]
    if parts:
        return tuple(field for of, one in enumerate(parts[:_MOST_FIGURES]) for field in one.fields(of))
    words = words_of(setting.document.text, span, setting.gaps(span))
    times = find_times(words.line, setting.year)
    said = figures_of(words, setting, times)
    if not times and said and context:
        said = _dated(said, context, setting)
    if not times and said and _stands_alone(words.line, span, setting):
        said = _placed(said, setting)
    figures = tuple(field for of, one in enumerate(said[:_MOST_FIGURES]) for field in one.fields(of))
    return (*_stated(words, kind, quotation, times, setting.year), *figures)


def _stated(
    words: Words, kind: ClaimKind, quotation: FoundQuotation | None, times: Sequence[Time], year: int
) -> list[ClaimField]:
    """What is no figure: a target, what is denied, whose finding it is, a certificate."""
    if kind == "commitment":
        return commitment_fields(words, times, year)
    if kind == "denial":
        return denial_fields(words, year)
    if kind == "quoted_finding":
        return finding_fields(words, quotation, year)
    return certificate_fields(words) if kind == "certification" else []


def _stands_alone(line: str, span: Span, setting: Setting) -> bool:
    """Whether a claim is a figure set large with its words, or the label of a chart, and no sentence."""
    lines = [part for part in span.of(setting.document.text).splitlines() if part.strip()]
    return (
        len(line) < _LABEL_LONGEST
        and not _SENTENCE_ENDS.search(line)
        and any(is_alone(part) or not any(map(str.isalpha, part)) for part in lines)
    )


def _placed(said: list[Said], setting: Setting) -> list[Said]:
    """The figures with the years that stand under or beside them, else in the heading over them."""
    found: list[Said] = []
    for one in said:
        when = one.period
        at = one.value.span
        if when is None and at is not None:
            marked = setting.charts.year_on_axis(at) if _is_bare(setting.document.text, at) else None
            when = marked or setting.charts.year_of_heading(at)
        found.append(replace(one, period=when))
    return found


def _is_bare(text: str, span: Span) -> bool:
    """Whether no words stand on a figure's line: it may be the label of a bar."""
    start, end = text.rfind("\n", 0, span.start) + 1, text.find("\n", span.end)
    return not any(map(str.isalpha, text[start : span.start] + text[span.end : end if end >= 0 else len(text)]))


def _dated(said: list[Said], context: Sequence[Span], setting: Setting) -> list[Said]:
    """The figures with the one period that the lead-in or heading names, where the claim names none."""
    for span in context:
        words = words_of(setting.document.text, span)
        times = [time for time in find_times(words.line, setting.year) if time.role == "period"]
        if len(times) == 1:
            time = times[0]
            part = Part(words.line[time.start : time.end], time.value, words.span(time.start, time.end))
            return [replace(one, period=one.period or part) for one in said]
    return said
