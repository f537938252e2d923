"""Read a document from its beginning to its end and note every quotation."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from esgcheck.analysis.quotations import chinese
from esgcheck.analysis.quotations.apart import announced, signed
from esgcheck.analysis.quotations.attribution import attribute, signature_of
from esgcheck.analysis.quotations.choice import is_quotation, kind_of, told_whole, without_writers_stop
from esgcheck.analysis.quotations.marks import Block, Marked, blocks_of, marked_stretches
from esgcheck.analysis.quotations.memory import Memory
from esgcheck.analysis.quotations.sentence import Attribution
from esgcheck.analysis.quotations.tokens import Paragraph, paragraph_of
from esgcheck.analysis.quotations.voices import is_own_voice
from esgcheck.analysis.types import Document, FoundQuotation, QuotationKind, Span

_ASKING = ("where ", "when ", "how ", "what ", "which ", "why ")
"""A device, too, "says where it is" or "shows how much": "it" with such a clause tells nothing that somebody said."""


def find_quotations(document: Document, scare: bool = False, owner: str = "") -> list[FoundQuotation]:
    """Every quotation, in marks or told without, in reading order, for reports and sources alike.

    ``owner`` is whose report it is: "Addiko believes that" is there the report speaking, as "we believe that" is, and
    nobody's indirect speech.

    Indirect speech can hold further indirect speech, and a quotation another one that somebody else said; indirect
    speech never holds words in marks that are a quotation. With ``scare``, words in marks that nobody said come too:
    so-called things, titles, terms.
    """
    reading = _Reading(document.text, scare, owner.lower())
    for paragraph in _paragraphs(document.text, document):
        if paragraph.tokens:
            reading.take(paragraph)
    found: dict[Span, FoundQuotation] = {}
    for quotation in reading.found:
        found.setdefault(
            quotation.span, quotation
        )  # "Smith told them, said Jones, that …": one content, the first teller
    return sorted(found.values(), key=lambda quotation: (quotation.span.start, -quotation.span.end))


@dataclass(slots=True)
class _Reading:
    text: str
    scare: bool
    owner: str = ""
    memory: Memory = field(default_factory=Memory)
    found: list[FoundQuotation] = field(default_factory=list)
    previous: Attribution = field(default_factory=Attribution)
    lead: Paragraph | None = None
    """The paragraph before."""

    def take(self, paragraph: Paragraph) -> None:
        """Note what is quoted in the next paragraph."""
        if self._signs(paragraph):
            self.lead = paragraph
            return
        self.memory.narrator = paragraph.block.speaker
        block = announced(paragraph, self.lead, self.text, self.memory) if self.lead is not None else None
        if block is not None:
            self._note(self._unquoted(paragraph.block.span), "direct", block, block=True)
        attributions, reported = attribute(paragraph, self.text, self.memory, self.previous, self.lead)
        if chinese.is_chinese(self.text, paragraph.block.span):
            self._chinese(paragraph, attributions)
        for index, (stretch, attribution) in enumerate(zip(paragraph.stretches, attributions, strict=True)):
            self._marked(paragraph, index, stretch, attribution)
        if block is None and paragraph.block.kind != "table_row":
            for one in reported:
                if one.attribution.said_as.lower() == "it" and one.span.of(self.text).lower().startswith(_ASKING):
                    continue
                if self.owner and is_own_voice(one.attribution.speaker, self.owner):
                    continue
                self._note(one.span, "indirect", one.attribution)
        if not paragraph.stretches:
            self.previous = Attribution()
        self.lead = paragraph

    def _chinese(self, paragraph: Paragraph, attributions: list[Attribution]) -> None:
        """Attributions as Chinese writes them, in place of those that are missing; and what is told without marks."""
        span = paragraph.block.span
        for index, stretch in enumerate(paragraph.stretches):
            found = chinese.attribution(self.text, span, stretch)
            if found is not None and found.speaker in chinese.NO_NAMES and self.memory.last:
                found = replace(found, speaker=self.memory.last, said_as=found.speaker)
            if found is not None:
                attributions[index] = found
                self.memory.last = found.speaker
        for told, attribution in chinese.reported(self.text, span):
            self._note(told, "indirect", attribution)

    def _signs(self, paragraph: Paragraph) -> bool:
        """Whether the paragraph only signs the one before: "— Jane Smith, Chief Executive"."""
        if self.lead is None:
            return False
        if self.lead.stretches:
            last = self.lead.stretches[-1].inner
            if not all(self.lead.wordless) or not self.found or self.found[-1].span != last:
                return False
            signature = signature_of(paragraph, self.text, self.memory)
            if signature is not None:
                self.found[-1] = replace(self.found[-1], speaker=signature.speaker, speaker_span=signature.speaker_span)
        else:
            signature = signed(paragraph, self.lead, self.text, self.memory)
            if signature is not None:
                self._note(self._unquoted(self.lead.block.span), "direct", signature, block=True)
        if signature is not None:
            self.memory.note(signature.speaker)
        return signature is not None

    def _unquoted(self, span: Span) -> Span:
        """Without the ">" that a plain text puts before what it quotes."""
        start = span.start
        while start < span.end - 1 and self.text[start] in "> ":
            start += 1
        return Span(start, span.end)

    def _marked(self, paragraph: Paragraph, index: int, stretch: Marked, attribution: Attribution) -> None:
        exact = stretch.inner.of(self.text)
        if not is_quotation(paragraph, index, self.text, attribution):
            if self.scare and any(char.isalpha() for char in exact):
                self._note(stretch.inner, "scare", Attribution())
            return
        if not attribution.speaker and attribution.cue and self.previous.speaker:
            attribution = replace(attribution, speaker=self.previous.speaker)
        if not attribution.speaker and paragraph.block.speaker:
            attribution = replace(attribution, speaker=paragraph.block.speaker)
        kind = kind_of(exact, told_whole(paragraph, index, attribution))
        span = stretch.inner
        if kind == "fragment":
            span = without_writers_stop(paragraph, index, self.text, attribution)
        self._note(span, kind, attribution)
        if attribution.speaker:
            self.memory.note(attribution.speaker)
        self.previous = attribution
        if stretch.within:
            self._inside(stretch, attribution)

    def _inside(self, stretch: Marked, around: Attribution) -> None:
        """Quotations within a quotation, where somebody else is said to have said them."""
        inner = paragraph_of(self.text, Block(stretch.inner), stretch.within)
        self.memory.narrator = around.speaker
        attributions, _ = attribute(inner, self.text, self.memory, Attribution())
        for index, (within, attribution) in enumerate(zip(inner.stretches, attributions, strict=True)):
            own = attribution.speaker == around.speaker or attribution.speaker.lower() in {"", "we", "you", "i"}
            if attribution.cue and not own and is_quotation(inner, index, self.text, attribution):
                self._note(within.inner, kind_of(within.inner.of(self.text)), attribution)

    def _note(self, span: Span, kind: QuotationKind, attribution: Attribution, *, block: bool = False) -> None:
        self.found.append(
            FoundQuotation(
                span=span,
                exact=span.of(self.text),
                kind=kind,
                speaker=attribution.speaker,
                cue=attribution.cue,
                speaker_span=attribution.speaker_span,
                cue_span=attribution.cue_span,
                said_as=attribution.said_as,
                block=block,
            )
        )


def _paragraphs(text: str, document: Document) -> Iterator[Paragraph]:
    """The document's paragraphs with the stretches that begin in each; one that a quotation runs on from goes on to the
    end of the paragraph where it closes, since its speaker may be named there."""
    blocks: list[Block] = blocks_of(document)
    stretches: list[Marked] = marked_stretches(text, blocks)
    position, covered, last = 0, 0, 0
    for block in blocks:
        if block.span.start < covered:
            continue
        inside: list[Marked] = []
        end = block.span.end
        while position < len(stretches) and stretches[position].outer.start < end:
            if not inside or stretches[position].outer.start >= inside[-1].outer.end:
                inside.append(stretches[position])
                while last < len(blocks) and blocks[last].span.end < inside[-1].outer.end:
                    last += 1
                if inside[-1].outer.end > end and last < len(blocks):
                    end = blocks[last].span.end
            position += 1
        covered = end
        yield paragraph_of(text, replace(block, span=Span(block.span.start, end)), inside)
