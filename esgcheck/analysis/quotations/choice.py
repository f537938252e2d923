"""What is a quotation and what only stands in quotation marks: scare quotes, titles, names of things."""

from __future__ import annotations

import re

from esgcheck.analysis.quotations import cues
from esgcheck.analysis.quotations.reporting import NO_VOICES
from esgcheck.analysis.quotations.sentence import Attribution
from esgcheck.analysis.quotations.tokens import Paragraph
from esgcheck.analysis.types import QuotationKind, Span

_WORD = re.compile(r"[\u3400-\u9fff]{1,2}|[^\W_\u3400-\u9fff]+(?:['’.\-–][^\W_]+)*")
_FINITE = re.compile(
    r"\b(?:is|was|are|were|am|be|been|has|have|had|do|does|did|will|would|can|could|should|shall|may|might|must|"
    r"don['’]t|doesn['’]t|didn['’]t|won['’]t|can['’]t|let['’]s|(?:i|we|you|they|he|she|it|that|there|what|who)['’](?:s|m|re|ve|ll|d)|"
    r"ist|sind|war|wird|werden|haben|hat|è|sono|hanno|abbiamo|siamo|est|sont|avons)\b",
    re.IGNORECASE,
)
_CLAUSE = 7
"""So many words are a clause or as good as one."""
_SMALL = frozenset(
    """a an the of in on at for and or to by with from as der die das und für di e la il per du et le
    les""".split()  # noqa: SIM905
)


def told_whole(paragraph: Paragraph, quote: int, attribution: Attribution) -> bool:
    """Whether the words stand before their cue or after a colon, as a clause does and hardly ever a word worked in."""
    index = paragraph.places[quote]
    return attribution.how == "after" or (index > 0 and paragraph.tokens[index - 1].text in {":", "："})


def kind_of(exact: str, whole: bool = False) -> QuotationKind:
    """``direct`` for a clause or more, ``fragment`` for a few words within the writer's own sentence.

    ``whole`` as :func:`told_whole` says.
    """
    words = _WORD.findall(exact)
    if len(words) >= _CLAUSE:
        return "direct"
    if len(words) >= 3 and _FINITE.search(exact):
        return "direct"
    if len(words) >= 2 and exact[:1].isupper() and exact[-1:] in ".!?,":
        return "direct"
    if len(words) >= 3 and (exact[-1:] in "。！？，" or (whole and exact[:1].isupper())):
        return "direct"
    return "fragment"


def without_writers_stop(paragraph: Paragraph, quote: int, text: str, attribution: Attribution) -> Span:
    """A fragment without the full stop that American usage puts inside the marks at the end of the writer's sentence.

    The stop is the writer's where the words are worked into a sentence that is not led up to by the cue: Smith says,
    and his team read them "page by page." Where the cue leads up to the words, the speaker may well have stopped there.
    """
    span, cue = paragraph.stretches[quote].inner, attribution.cue_span
    if text[span.end - 1] != "." or len(span) < 2 or cue is None or cue.end > span.start:
        return span
    return Span(span.start, span.end - 1) if text[cue.end : cue.end + 2].lstrip()[:1] == "," else span


def is_quotation(paragraph: Paragraph, quote: int, text: str, attribution: Attribution) -> bool:
    """Whether a careful reader would call the stretch somebody's words."""
    stretch = paragraph.stretches[quote]
    exact = stretch.inner.of(text)
    words = _WORD.findall(exact)
    if not words or not any(char.isalpha() for char in exact):
        return False
    index = paragraph.places[quote]
    attributed = bool(attribution.speaker or attribution.cue)
    if len(words) < _CLAUSE and _voiceless(attribution):
        return False
    if not stretch.closed and not attributed:
        return False
    spoken = attribution.how == "after" or exact[-1:] in ",?!" or _announced(paragraph, index, attribution)
    if not spoken and len(words) <= 8 and _named(paragraph, index):
        return False
    told_after = attribution.how == "after" and attributed
    if _headline(exact, words) and not told_after and not _announced(paragraph, index, attribution):
        return False
    if _title_case(words) and exact[-1:] not in ".!?" and not _announced(paragraph, index, attribution):
        return False
    if kind_of(exact, told_whole(paragraph, quote, attribution)) == "fragment":
        return attributed and attribution.how != "carried" and not _modifier(paragraph, index, words)
    if len(words) < _CLAUSE:
        return attributed or exact[-1:] in ".!?,"
    return attributed or exact[-1:] in ".!?," or _FINITE.search(exact) is not None


def _voiceless(attribution: Attribution) -> bool:
    """Whether a rule or a thing is named, by which something is called so: according to the standards, marked by."""
    cue, speaker = attribution.cue.lower(), attribution.speaker.lower().split()
    return (
        cue.startswith(("characteri", "portrayed by", "cast by"))
        or cue == "reporting"
        or (cue.startswith("according") and bool(speaker) and speaker[-1] in NO_VOICES)
    )


def _announced(paragraph: Paragraph, index: int, attribution: Attribution) -> bool:
    """ "said, “…", "said: “…", "ha detto: «…"."""
    if index < 2 or paragraph.tokens[index - 1].text not in {":", ","}:
        return False
    before = paragraph.tokens[index - 2]
    cue = attribution.cue_span
    return before.lower in cues.FINITE or (cue is not None and cue.end == before.end and bool(attribution.speaker))


def _named(paragraph: Paragraph, index: int) -> bool:
    """Whether the words before say that a thing is being named: "referred to as a", "the so-called"."""
    before = [token.lower for token in paragraph.tokens[max(0, index - 5) : index] if token.kind != "quote"]
    while before and before[-1] in {"a", "an", "the", "as", ":", ",", "„", "(", "or"} | set("“”\"'"):
        if before[-1] == "as" and len(before) > 1 and before[-2] in {"known", "to", "defined"}:
            break
        before.pop()
    return any(tuple(before[-length:]) in cues.NAMING for length in (1, 2, 3))


def _headline(exact: str, words: list[str]) -> bool:
    """ "Composition of the target": begins with a capital in mid-sentence, yet is no clause and does not end."""
    return 3 <= len(words) <= 12 and exact[:1].isupper() and exact[-1:] not in ".,!?…—" and not _FINITE.search(exact)


def _title_case(words: list[str]) -> bool:
    """ "Global Reporting Initiative Standards": every word that could have a capital has one."""
    counted = [word for word in words if word.lower() not in _SMALL]
    return bool(counted) and all(word[:1].isupper() or word[:1].isdigit() for word in counted) and (
        len(words) > 1 or words[0][:1].isupper()
    )  # fmt: skip


def _modifier(paragraph: Paragraph, index: int, words: list[str]) -> bool:
    """One quoted word right before the noun it colours: the "concerning" language."""
    if len(words) > 1 or index + 1 >= len(paragraph.tokens):
        return False
    following = paragraph.tokens[index + 1]
    return following.kind == "word" and following.lower not in cues.FUNCTION and following.text[0].islower()
