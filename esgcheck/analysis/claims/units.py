"""What could be a claim: sentences, bullets, rows of tables, figures set large, with what they are read with.

A sentence that runs over a page break is one unit although a footer and a header stand inside its span: its ``words``
leave them out, its span covers them (``text[span]`` is the claim's text, always). What is surely none is given as well,
with the name of what it is, so that one can say why it was not proposed.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from esgcheck.analysis.claims.flows import Flow, flows_of
from esgcheck.analysis.claims.keyfigures import begins_with_figure
from esgcheck.analysis.claims.leaving_out import LeftOut, why_left_out
from esgcheck.analysis.claims.performance import is_performance
from esgcheck.analysis.claims.rows import Tables, sentences_in_cells, weight_of_row
from esgcheck.analysis.sentences import sentences
from esgcheck.analysis.types import Document, FoundQuotation, Passage, PassageKind, Span

_LONGEST = 3_000
_BACK = re.compile(
    r"(?:(?:this|that|these|those|such|it|they|of (?:this|these|which)|among (?:these|them)|the latter|both|"
    r"here|thereby|"
    r"dies\w{0,2}|dabei|davon|damit|questo|questa|questi|queste|tale|tali|ciò|di (?:questi|cui)|cela|ceux-ci|"
    r"il s['’]agit|"
    r"parmi)\b|其中|这|此|该)",
    re.IGNORECASE,
)
_FULL_STOP = re.compile(r"[。！？][”」』）]*")
_HEADING_LONGEST = 80


@dataclass(frozen=True, slots=True)
class Unit:
    """A sentence, bullet, row or figure: its span, and its words on one line without page furniture.

    ``heading`` is the nearest one above, on one line; ``lead`` the words of the line that leads into its list;
    ``context`` the spans without which it cannot be understood. ``sure`` is above 0 for rows and figures: how sure it
    is that a figure of performance stands in it. ``left_out`` names what is surely no claim.
    """

    span: Span
    words: str
    kind: PassageKind
    quotation: FoundQuotation | None = None
    heading: str = ""
    lead: str = ""
    context: tuple[Span, ...] = ()
    sure: float = 0.0
    left_out: LeftOut = ""


def units_of(document: Document, quotations: Sequence[FoundQuotation]) -> Iterator[Unit]:
    """Every unit of the running text, in document order; a sentence that holds a quotation holds all of it."""
    text = document.text
    tables = Tables(document)
    starts = [quotation.span.start for quotation in quotations]
    for flow in flows_of(document):
        if flow.key_figure or flow.first.kind == "heading":
            yield _large(text, flow)
        elif flow.first.kind == "table_row":
            yield from _rows(text, flow, tables)
        else:
            low, high = bisect_left(starts, flow.span.start), bisect_left(starts, flow.span.end)
            yield from _sentences(text, flow, quotations[low:high])


def _large(text: str, flow: Flow) -> Unit:
    """A figure set large, or a heading, which holds one now and then: "13 % less energy used"."""
    words = " ".join(flow.span.of(text).split())
    heading = _line(text, flow.heading)
    context = (flow.heading,) if flow.heading else ()
    if not flow.key_figure and not (begins_with_figure(words) and is_performance(words)):
        return Unit(flow.span, words, "heading", left_out="heading")
    why: LeftOut = flow.section or ("" if is_performance(f"{words} {heading}") else "label")
    sure = 0.7 if is_performance(words) else 0.55
    return Unit(flow.span, words, "paragraph", None, heading, "", context, sure, why)


def _rows(text: str, flow: Flow, tables: Tables) -> Iterator[Unit]:
    row = flow.first
    heading = _line(text, flow.heading)
    context = tables.context_of(row)
    if tables.is_header(row):
        yield Unit(row.span, _line(text, row.span, 0), "table_row", left_out="table header")
        return
    spoken = sentences_in_cells(text, row)
    if spoken or not row.cells:
        label = row.cells[0].span if row.cells and len(row.cells[0].span) < 200 else None
        for span in [cell.span for cell in spoken] or [row.span]:
            for unit in _sentences(
                text, Flow((Passage(span, row.page, "paragraph"),), flow.heading, None, flow.section), ()
            ):
                before = (*context, label) if label and not label.overlaps(unit.span) else context
                yield Unit(unit.span, unit.words, "table_row", None, heading, "", before, 0.0, unit.left_out)
        return
    sure = weight_of_row(text, row, context, flow.heading)
    why: LeftOut = flow.section or ("" if sure else "table row without a figure of performance")
    yield Unit(row.span, _line(text, row.span, 0), "table_row", None, heading, "", context, sure, why)


def _sentences(text: str, flow: Flow, quotations: Sequence[FoundQuotation]) -> Iterator[Unit]:
    start = flow.span.start
    kind = flow.first.kind
    masked = _without_gaps(text, flow.passages)
    spans = [Span(start + s.start, start + s.end) for s in _unspaced(masked, sentences(masked))]
    starts = [quotation.span.start for quotation in quotations]
    heading, lead = _line(text, flow.heading), _line(text, flow.lead, 0) if kind == "list_item" else ""
    above = (flow.lead or flow.heading) if kind == "list_item" else None
    before: Span | None = None
    for span in _merged(spans, quotations):
        words = " ".join(masked[span.start - start : min(span.end, span.start + _LONGEST) - start].split())
        low = bisect_left(starts, span.start)
        inside = [q for q in quotations[low : bisect_left(starts, span.end)] if q.span.end <= span.end]
        quotation = max(inside, key=lambda q: len(q.span), default=None)
        back = before if before and _BACK.match(words) else None
        context = tuple(s for s in (above, back) if s)
        yield Unit(span, words, kind, quotation, heading, lead, context, 0.0, why_left_out(words, kind, flow.section))
        before = span


def _unspaced(text: str, spans: Sequence[Span]) -> Iterator[Span]:
    """Chinese and Japanese sentences follow each other without a space."""
    for span in spans:
        start = span.start
        for stop in _FULL_STOP.finditer(text, span.start, span.end):
            if stop.end() < span.end:
                yield Span(start, stop.end())
                start = stop.end()
                while start < span.end and text[start].isspace():
                    start += 1
        if start < span.end:
            yield Span(start, span.end)


def _without_gaps(text: str, passages: Sequence[Passage]) -> str:
    """The text of a flow, what stands between its passages blanked out, every offset as it was."""
    parts: list[str] = []
    position = passages[0].span.start
    for passage in passages:
        parts.append(" " * (passage.span.start - position))
        parts.append(passage.span.of(text))
        position = passage.span.end
    return "".join(parts)


def _merged(spans: Sequence[Span], quotations: Sequence[FoundQuotation]) -> list[Span]:
    """Sentences, joined where a quotation runs over their border; closing marks stay with the quotation."""
    merged: list[Span] = []
    index = 0
    for span in spans:
        while index < len(quotations) and quotations[index].span.end + 2 < span.start:
            index += 1
        quotation = quotations[index] if index < len(quotations) else None
        crosses = (
            quotation is not None
            and merged
            and merged[-1].end > quotation.span.start - 3
            and quotation.span.end > span.start
        )
        if crosses and merged:
            merged[-1] = Span(merged[-1].start, span.end)
        else:
            merged.append(span)
    return merged


def _line(text: str, span: Span | None, most: int = _HEADING_LONGEST) -> str:
    if span is None:
        return ""
    line = " ".join(text[span.start : min(span.end, span.start + _LONGEST)].split())
    return line[:most] if most else line
