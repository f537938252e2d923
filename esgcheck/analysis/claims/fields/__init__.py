"""What a claim says, as fields that people can correct.

``sentence`` reads the figures of running text (``times`` and ``attaching`` for their periods and baselines,
``directions``, ``boundaries``, ``measured``), ``cells`` those of a table row with the headings that ``rows`` finds.
``commitments``, ``denials``, ``findings`` and ``certificates`` read what is no figure.
"""

from __future__ import annotations

from collections.abc import Sequence

from esgcheck.analysis.claims.fields.cells import figures_of_row
from esgcheck.analysis.claims.fields.sentence import figures_of
from esgcheck.analysis.claims.fields.setting import Setting, report_year
from esgcheck.analysis.claims.fields.times import find_times
from esgcheck.analysis.claims.fields.words import words_of
from esgcheck.analysis.types import ClaimField, ClaimKind, FoundQuotation, Span

__all__ = ["Setting", "fields_of", "report_year"]

_MOST_FIGURES = 40
"""Of one claim; a row of more is a table of its own."""
_LONGEST = 6_000


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
    words = words_of(setting.document.text, span, setting.gaps(span))
    times = find_times(words.line, setting.year)
    said = figures_of(words, setting, times)
    return tuple(field for of, one in enumerate(said[:_MOST_FIGURES]) for field in one.fields(of))
