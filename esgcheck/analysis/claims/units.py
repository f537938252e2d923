"""The sentences and bullets of a document that could be claims, with headers and footers out of the way.

A sentence that runs over a page break is one unit although a footer and a header stand inside its span: its ``words``
leave them out, its span covers them (``text[span]`` is the claim's text, always).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from esgcheck.analysis.quotations.marks import blocks_of
from esgcheck.analysis.sentences import sentences
from esgcheck.analysis.types import Document, FoundQuotation, Passage, PassageKind, Span

_ENDS = re.compile(r"[.!?:;…][\"”’»)\]]*\s*$")
_LONGEST = 1_500
_ASIDES = frozenset({"footnote", "caption"})
"""What stands between two halves of a sentence and is no part of it."""
_OPENING = frozenset('“"„«»‘')
_UNCLAIMED = re.compile(
    r"\b(?:forward.looking statements?|disclaimer|imprint|impressum|contents|gri (?:content )?index|"
    r"assurance report|independent auditor.s|legal notice)\b",
    re.IGNORECASE,
)
_INDEX_ROW = re.compile(r"\b(?:GRI )?\d{3}[-–]\d{1,2}\b|\.{4,}|(?:\. ){4,}|…{2,}")


@dataclass(frozen=True, slots=True)
class Unit:
    """A sentence or bullet: its span, and its words on one line without page furniture."""

    span: Span
    words: str
    kind: PassageKind
    quotation: FoundQuotation | None = None


def units_of(document: Document, quotations: Sequence[FoundQuotation]) -> Iterator[Unit]:
    """Every sentence of the running text, in document order; one that holds a quotation holds all of it."""
    position = 0
    for flow in _flows(document):
        span = Span(flow[0].span.start, flow[-1].span.end)
        while position < len(quotations) and quotations[position].span.start < span.start:
            position += 1
        last = position
        while last < len(quotations) and quotations[last].span.start < span.end:
            last += 1
        yield from _sentences_of(document.text, flow, quotations[position:last])


def _flows(document: Document) -> Iterator[list[Passage]]:
    """Passages, joined where one goes on after a page break or a quotation goes over paragraphs."""
    flow: list[Passage] = []
    asides: list[Passage] = []
    after_furniture = unclaimed = False
    passages = document.passages or tuple(Passage(b.span, 1, "paragraph") for b in blocks_of(document))
    for passage in sorted(passages, key=lambda p: p.span):
        if passage.set_aside:
            after_furniture = True
            continue
        if passage.kind in _ASIDES:
            asides.append(passage)
            after_furniture = True
            continue
        if passage.kind == "heading":
            unclaimed = len(passage.span) < 80 and _UNCLAIMED.search(passage.span.of(document.text)) is not None
        if unclaimed:
            continue
        if flow and _goes_on(document.text, flow[-1], passage, after_furniture):
            flow.append(passage)
        else:
            if flow:
                yield flow
            yield from ([aside] for aside in asides)
            flow, asides = [passage], []
        after_furniture = False
    if flow:
        yield flow
    yield from ([aside] for aside in asides)


def _goes_on(text: str, before: Passage, after: Passage, furniture: bool) -> bool:
    if before.kind not in ("paragraph", "list_item") or after.kind != "paragraph":
        return False
    if text[before.span.end - 1] == ":" and text[after.span.start] in _OPENING:
        return True  # a quotation set apart, with the words that introduce it
    if not furniture and after.page == before.page:
        return False
    if after.page - before.page > 1 or _ENDS.search(text, max(before.span.start, before.span.end - 8), before.span.end):
        return False
    head = text[after.span.start : after.span.start + 1]
    return head.islower() or head.isdigit()


def _sentences_of(text: str, flow: Sequence[Passage], quotations: Sequence[FoundQuotation]) -> Iterator[Unit]:
    start = flow[0].span.start
    if flow[0].kind == "heading":
        return
    masked = _without_gaps(text, flow)
    spans = [Span(start + s.start, start + s.end) for s in sentences(masked)]
    starts = [quotation.span.start for quotation in quotations]
    for span in _merged(text, spans, quotations):
        if len(span) > _LONGEST + 1_500:
            continue
        words = " ".join(masked[span.start - start : span.end - start].split())
        low = bisect_left(starts, span.start)
        inside = [q for q in quotations[low : bisect_left(starts, span.end)] if q.span.end <= span.end]
        yield Unit(span, words, flow[0].kind, max(inside, key=lambda q: len(q.span), default=None))


def _without_gaps(text: str, flow: Sequence[Passage]) -> str:
    """The text of a flow, what stands between its passages blanked out, every offset as it was."""
    parts: list[str] = []
    position = flow[0].span.start
    for passage in flow:
        parts.append(" " * (passage.span.start - position))
        parts.append(passage.span.of(text))
        position = passage.span.end
    return "".join(parts)


def _merged(text: str, spans: Sequence[Span], quotations: Sequence[FoundQuotation]) -> list[Span]:
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


def is_junk(unit: Unit) -> bool:
    """Contents, index rows, addresses, figures in a row: what no reader would call a sentence."""
    words = unit.words
    if len(words) < 25 or len(words) > _LONGEST + 1_000:
        return True
    letters = sum(char.isalpha() for char in words)
    digits = sum(char.isdigit() for char in words)
    if letters < 0.55 * len(words) or digits > 0.2 * len(words):
        return True
    capitals = sum(char.isupper() for char in words)
    if capitals > 0.4 * letters:
        return True
    tokens = words.split()
    if len(tokens) < 5:
        return True
    numeric = sum(token[0].isdigit() for token in tokens)
    if numeric > 0.34 * len(tokens):
        return True
    single = sum(len(token) == 1 for token in tokens)
    if single > 0.35 * len(tokens):
        return True
    if len(_INDEX_ROW.findall(words)) >= (1 if len(tokens) < 14 else 2):
        return True
    if unit.kind == "table_row":
        return len(tokens) < 9 or not _ENDS.search(words)
    first = words[0]
    starts_well = first.isupper() or first.isdigit() or not first.isalpha() or unit.kind == "list_item"
    return not starts_well and not _ENDS.search(words)
