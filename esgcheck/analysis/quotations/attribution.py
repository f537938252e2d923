"""Who said it, and with which word: the cue and the subject for each quotation of a paragraph.

Tried in this order, as a reader would:

1. right after the quotation: “…,” Prosper says / said Prosper / according to Prosper / which Prosper says;
2. before it in the same sentence: Prosper told the company: “…” / quoting the review as saying: “…”;
3. an attribution that closes the sentence or stands between commas: …, Prosper says in the recording.
4. carried on: from the quotation before it in the paragraph, from a sentence that leads up to it, or from the paragraph
   before where this one is nothing but quotation.
"""

from __future__ import annotations

from dataclasses import replace

from esgcheck.analysis.quotations.indirect import Reported, reported_in
from esgcheck.analysis.quotations.memory import Memory
from esgcheck.analysis.quotations.sentence import CLAUSE_LENGTH, DASHES, Attribution, Sentence
from esgcheck.analysis.quotations.tokens import Paragraph

_LONGEST_SIGNATURE = 24
"""In tokens."""


def attribute(
    paragraph: Paragraph, text: str, memory: Memory, previous: Attribution, lead: Paragraph | None = None
) -> tuple[list[Attribution], list[Reported]]:
    """An attribution for each stretch of the paragraph, and what is told in it without marks.

    ``previous`` is that of the quotation before it where one paragraph follows the other; ``lead`` is the paragraph
    before.
    """
    found = [Attribution() for _ in paragraph.stretches]
    reported: list[Reported] = []
    for start, end in paragraph.sentences:
        sentence = Sentence(paragraph.tokens, start, end, text, memory)
        quotes = [i for i in range(start, end) if paragraph.tokens[i].kind == "quote"]
        reported += reported_in(sentence)
        if not quotes:
            sentence.remember()
            continue
        for position, index in enumerate(quotes):
            until = quotes[position + 1] if position + 1 < len(quotes) else end
            attribution = sentence.after_quote(index, until) or sentence.before_quote(index)
            attribution = attribution or sentence.aside(index) or sentence.signed(index)
            quote = paragraph.tokens[index].quote
            assert quote is not None
            if attribution is None and len(paragraph.stretches[quote].inner) > CLAUSE_LENGTH:
                attribution = sentence.subject_of(index)
            if attribution is not None:
                found[quote] = attribution
        sentence.remember()
    return _carry(paragraph, text, found, memory, previous, lead), reported


def signature_of(paragraph: Paragraph, text: str, memory: Memory) -> Attribution | None:
    """A short paragraph under a quotation that signs it: "— Jane Smith", "Jane Smith, judge, Oslo, 2024"."""
    tokens = paragraph.tokens
    if len(tokens) < 2 or len(tokens) > _LONGEST_SIGNATURE or paragraph.stretches:
        return None
    dashed = tokens[0].text in DASHES
    if not dashed and tokens[-1].text in ".:;?!":
        return None
    sentence = Sentence(tokens, 0, len(tokens), text, memory)
    signed = sentence.signature(1 if dashed else 0)
    if signed is None or signed.speaker_span is None or dashed:
        return signed
    words = signed.speaker.split()
    comma = next((token for token in tokens if token.start >= signed.speaker_span.end), None)
    name = len(words) >= 2 and all(word[:1].isupper() or word in {"de", "van", "von", "da", "di"} for word in words)
    return signed if name and comma is not None and comma.text in ",(" else None


def _carry(
    paragraph: Paragraph,
    text: str,
    found: list[Attribution],
    memory: Memory,
    previous: Attribution,
    lead: Paragraph | None,
) -> list[Attribution]:
    if not found:
        return found
    if not found[0].how and _stands_alone(paragraph, 0) and lead is not None and lead.tokens[-1].text == ":":
        found[0] = _introduced(lead, text, memory) or found[0]
    if not found[0].how and all(paragraph.wordless) and previous.speaker:
        found[0] = _carried(previous)
    for index, attribution in enumerate(found):
        if attribution.how or not _stands_alone(paragraph, index):
            continue
        earlier = found[index - 1] if index else Attribution()
        if earlier.speaker:
            found[index] = _carried(earlier)
            continue
        led = _led_up_to(paragraph, index, text, memory)
        if led is not None:
            found[index] = led
            continue
        later = found[index + 1] if index + 1 < len(found) else Attribution()
        if later.how == "after" and later.speaker:
            found[index] = _carried(later)
    return found


def _carried(other: Attribution) -> Attribution:
    return replace(other, cue="", cue_span=None, how="carried")


def _introduced(lead: Paragraph, text: str, memory: Memory) -> Attribution | None:
    """A quotation set apart below "The review concluded:"."""
    start, end = lead.sentences[-1]
    return Sentence(lead.tokens, start, end, text, memory).before_quote(end)


def _stands_alone(paragraph: Paragraph, quote: int) -> bool:
    """Whether the quotation is a sentence of its own."""
    return paragraph.wordless[paragraph.homes[quote]]


def _led_up_to(paragraph: Paragraph, quote: int, text: str, memory: Memory) -> Attribution | None:
    """Prosper was blunt. “…” — the subject of the sentence right before the quotation."""
    if not paragraph.homes[quote] or paragraph.wordless[paragraph.homes[quote] - 1]:
        return None
    before = paragraph.sentences[paragraph.homes[quote] - 1]
    sentence = Sentence(paragraph.tokens, before[0], before[1], text, memory)
    for cue in sentence.cues:
        mention = sentence.subject(cue, before[0]) if cue.kind == "finite" else None
        if mention is not None:
            return sentence.named(mention, "carried")
    leading = sentence.leading()
    if leading is None:
        return None
    return sentence.named(leading, "carried")
