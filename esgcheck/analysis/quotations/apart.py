"""Quotations without marks that are set apart: below a line that announces them, or above the name that signs them."""

from __future__ import annotations

from esgcheck.analysis.quotations import cues
from esgcheck.analysis.quotations.memory import Memory
from esgcheck.analysis.quotations.sentence import DASHES, Attribution, Sentence
from esgcheck.analysis.quotations.tokens import Paragraph
from esgcheck.analysis.types import FURNITURE

_FEWEST_WORDS = 6
_LONGEST_SIGNATURE = 24
"""In tokens."""


def announced(paragraph: Paragraph, lead: Paragraph, text: str, memory: Memory) -> Attribution | None:
    """Who says the paragraph below "The auditor wrote:"; None where it is no block quotation."""
    if lead.tokens[-1].text not in {":", "："} or not _can_be_block(paragraph, text):
        return None
    start, end = lead.sentences[-1]
    attribution = Sentence(lead.tokens, start, end, text, memory).before_quote(end)
    if attribution is None or not attribution.speaker or not attribution.cue:
        return None
    said = attribution.cue.lower().split()[0]
    return attribution if said in cues.FINITE - cues.WEAK | cues.GERUND | {"found", "reads", "read"} else None


def signed(paragraph: Paragraph, lead: Paragraph, text: str, memory: Memory) -> Attribution | None:
    """Who signs the paragraph before with "— Jane Smith, Chief Executive"; None where nobody does."""
    tokens = paragraph.tokens
    if len(tokens) < 3 or len(tokens) > _LONGEST_SIGNATURE or paragraph.stretches or not _can_be_block(lead, text):
        return None
    first = 1 if tokens[0].text in DASHES else 0
    if not first and text[max(0, paragraph.block.span.start - 3) : paragraph.block.span.start].strip() not in DASHES:
        return None
    attribution = Sentence(tokens, 0, len(tokens), text, memory).signature(first)
    if attribution is None or attribution.speaker_span is None or tokens[-1].text in ".;:?!":
        return None
    names = attribution.speaker.split()
    following = next((token for token in tokens if token.start >= attribution.speaker_span.end), None)
    plain = len(names) >= 2 and all(name[:1].isupper() or name in cues.NAME_PARTICLES for name in names)
    return attribution if plain and (following is None or following.text in ",(") else None


def _can_be_block(paragraph: Paragraph, text: str) -> bool:
    """Running text of some length that ends like a sentence and has no marks of its own around it."""
    if paragraph.block.kind in FURNITURE | {"table_row", "heading", "caption", "list_item"}:
        return False
    words = sum(token.kind == "word" for token in paragraph.tokens)
    whole = paragraph.stretches and all(paragraph.wordless)
    return words >= _FEWEST_WORDS and not whole and paragraph.tokens[-1].text in ".!?…"
