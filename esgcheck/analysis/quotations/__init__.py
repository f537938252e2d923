"""Quotations: the words in marks, who said them and with which word they are introduced.

``marks`` pairs the marks, ``tokens`` lays a paragraph out with each quotation as one token, ``attribution`` finds cue
and speaker, sentence by sentence (``sentence``, ``subjects``, ``cue_search``; ``speakers`` knows noun phrases, ``cues``
the words), ``choice`` leaves out what nobody said: scare quotes, titles, names of things. ``indirect`` finds what is
told without marks (``tellers``, ``complements``, ``reporting``). Rules only.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from esgcheck.analysis.quotations.attribution import attribute, signature_of
from esgcheck.analysis.quotations.choice import is_quotation, kind_of
from esgcheck.analysis.quotations.indirect import Reported
from esgcheck.analysis.quotations.marks import Block, Marked, blocks_of, marked_stretches
from esgcheck.analysis.quotations.sentence import Attribution
from esgcheck.analysis.quotations.speakers import Memory
from esgcheck.analysis.quotations.tokens import Paragraph, paragraph_of
from esgcheck.analysis.types import Document, FoundQuotation

__all__ = ["find_quotations", "is_marked"]


def find_quotations(document: Document) -> list[FoundQuotation]:
    """Every quotation, in marks or told without, in reading order, for reports and sources alike.

    Indirect speech can hold further indirect speech; quotations in marks do not overlap it.
    """
    text = document.text
    found: list[FoundQuotation] = []
    memory = Memory()
    previous = Attribution()
    lead: Paragraph | None = None
    for paragraph in _paragraphs(text, document):
        if not paragraph.tokens:
            continue
        apart = lead is not None and bool(lead.stretches) and all(lead.wordless)
        if apart and lead and found and found[-1].span == lead.stretches[-1].inner:
            signed = signature_of(paragraph, text, memory)
            if signed is not None:
                found[-1] = replace(found[-1], speaker=signed.speaker, speaker_span=signed.speaker_span)
                memory.note(signed.speaker)
                lead = paragraph
                continue
        attributions, reported = attribute(paragraph, text, memory, previous, lead)
        for index, (stretch, attribution) in enumerate(zip(paragraph.stretches, attributions, strict=True)):
            if not is_quotation(paragraph, index, text, attribution):
                continue
            found.append(
                FoundQuotation(
                    span=stretch.inner,
                    exact=stretch.inner.of(text),
                    kind=kind_of(stretch.inner.of(text)),
                    speaker=attribution.speaker,
                    cue=attribution.cue,
                    speaker_span=attribution.speaker_span,
                    cue_span=attribution.cue_span,
                    said_as=attribution.said_as,
                )
            )
            if attribution.speaker:
                memory.note(attribution.speaker)
            previous = attribution
        found += [_indirect(one, text) for one in reported]
        if not paragraph.stretches:
            previous = Attribution()
        lead = paragraph
    return sorted(found, key=lambda quotation: (quotation.span.start, -quotation.span.end))


def is_marked(quotation: FoundQuotation) -> bool:
    """Whether the very words are given, in marks or set apart, so that a source can be asked for them."""
    return quotation.kind in {"direct", "fragment"}


def _indirect(reported: Reported, text: str) -> FoundQuotation:
    attribution = reported.attribution
    return FoundQuotation(
        span=reported.span,
        exact=reported.span.of(text),
        kind="indirect",
        speaker=attribution.speaker,
        cue=attribution.cue,
        speaker_span=attribution.speaker_span,
        cue_span=attribution.cue_span,
        said_as=attribution.said_as,
    )


def _paragraphs(text: str, document: Document) -> Iterator[Paragraph]:
    """The document's paragraphs with the stretches that begin in each."""
    blocks: list[Block] = blocks_of(document)
    stretches: list[Marked] = marked_stretches(text, blocks)
    position, covered = 0, 0
    for block in blocks:
        inside: list[Marked] = []
        while position < len(stretches) and stretches[position].outer.start < block.span.end:
            if not inside or stretches[position].outer.start >= inside[-1].outer.end:
                inside.append(stretches[position])
            position += 1
        if block.span.start < covered and not inside:
            continue
        if inside:
            covered = max(covered, inside[-1].outer.end)
        yield paragraph_of(text, block, inside)
