"""What a quotation left out: what else the same speaker, or the same document, says on the same matter.

The words just before and after a quotation are told by ``surroundings``. The rest of what somebody said stands further
off: "We do not find …" in one minute, "this is a problem" in the next. So the remarks of whoever speaks at the place of
a quotation are gathered (utterances of a transcript, quotations of a story, direct and indirect), and where nobody
speaks, the sentences of the document itself. First come those that qualify ("but", "failings", "not absolve"), of these
those on the same matter, nearest to the place. Nothing is judged: a reviewer reads them beside what was quoted.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from .qualifying import qualified
from .sentences import sentences
from .sharing import shared_words
from .speaking import names_in
from .surroundings import LONGEST as BESIDE
from .text import normalise, words_of
from .types import Document, FoundQuotation, Passage, Span

Relation = Literal["same speaker", "same document"]

_TALK = 60
"""Remarks; of somebody who says no more than this in a document, everything is about the matter in hand."""

_NEAR = 6_000
"""Characters; in a longer document a remark that shares no word with the quotation counts only so near to it."""

_REACH = 40_000
"""Characters of a document around a place of which the sentences are looked at where nobody speaks."""

_SAME_MATTER = 2
"""Telling words that a sentence of a document shares with a quotation to be on the same matter."""

_FEWEST_WORDS = 3
_MOST_JOINED = 4


@dataclass(frozen=True, slots=True)
class Remark:
    """Something said in a document: by ``speaker``, or by the document itself where that is empty."""

    span: Span
    speaker: str = ""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A remark that was not quoted. ``qualifying`` are the words that limit it, ``shared`` those that it has in common
    with the quotation, both folded; ``score`` orders within one quotation only."""

    span: Span
    text: str
    page: int
    relation: Relation
    speaker: str
    time_start: float | None
    qualifying: tuple[str, ...]
    shared: tuple[str, ...]
    score: float


def left_out(
    document: Document,
    place: Span,
    *,
    quoted: str,
    quotations: Sequence[FoundQuotation] = (),
    matter: str = "",
    limit: int = 6,
) -> list[LeftOut]:
    """What ``document`` has beside the words at ``place``, which a report quotes as ``quoted``: what qualifies first.

    ``quotations`` are those of the document (``find_quotations``), for who says what. ``matter`` is what the quotation
    is used for, the report's claim, whose words count as being on the matter too. What `before_and_after` shows is
    left out here, unless it qualifies.
    """
    speaker = speaker_at(document, place, quotations)
    remarks = _said_by(speaker, document, quotations) if speaker else []
    relation: Relation = "same speaker"
    if not any(not remark.span.overlaps(place) for remark in remarks):
        remarks, relation = _of_document(document, place), "same document"
    few = relation == "same speaker" and len(remarks) <= _TALK
    about = f"{quoted} {matter}"
    found: list[LeftOut] = []
    for remark in remarks:
        text = remark.span.of(document.text)
        if remark.span.overlaps(place) or len(words_of(normalise(text).text)) < _FEWEST_WORDS:
            continue
        told, shared = qualified(text), shared_words(about, text)
        apart = max(place.start - remark.span.end, remark.span.start - place.end, 0)
        if not _matters(relation, bool(told.words), len(shared), few or apart <= _NEAR, apart <= BESIDE):
            continue
        score = told.weight + 0.3 * min(3, len(shared)) + 1.0 / (1.0 + apart / 2_000)
        found.append(_left_out(document, remark, relation, told.words, shared, round(score, 4)))
    found.sort(key=lambda one: (not one.qualifying, -one.score, one.span))
    return _apart(found[: 20 * limit])[:limit]


def _matters(relation: Relation, qualifies: bool, shared: int, near: bool, beside: bool) -> bool:
    if relation == "same document":
        return qualifies and (shared >= _SAME_MATTER or beside)
    return (qualifies and (near or shared > 0)) or (shared >= _SAME_MATTER and not beside)


def speaker_at(document: Document, place: Span, quotations: Sequence[FoundQuotation]) -> str:
    """Who says the words at ``place``; empty where it is nobody but the document itself."""
    for passage in _passages(document, place):
        if passage.speaker:
            return passage.speaker
    around = [one for one in quotations if one.span.overlaps(place) and one.speaker]
    return (
        max(around, key=lambda one: min(one.span.end, place.end) - max(one.span.start, place.start)).speaker
        if around
        else ""
    )


@lru_cache(maxsize=4_096)
def same_speaker(one: str, other: str) -> bool:
    """Whether two ways of naming somebody share a name ("Prosper", "Richard-Pierre Prosper"), or are the same words.

    A long hearing asks it of a few people ten thousand times for every quotation.
    """
    ours, theirs = set(names_in(one)), set(names_in(other))
    if ours and theirs:
        return not ours.isdisjoint(theirs)
    return bool(one) and normalise(one).text == normalise(other).text


def _said_by(speaker: str, document: Document, quotations: Iterable[FoundQuotation]) -> list[Remark]:
    """Utterances and quotations of one speaker in the order of the text; what overlaps is one."""
    spoken = [*_utterances(document, speaker), *_quoted(speaker, quotations)]
    kept: list[Remark] = []
    for remark in sorted(spoken, key=lambda remark: (remark.span.start, -remark.span.end)):
        if not kept or not remark.span.overlaps(kept[-1].span):
            kept.append(remark)
    return kept


def _quoted(speaker: str, quotations: Iterable[FoundQuotation]) -> Iterable[Remark]:
    for one in quotations:
        if one.kind != "scare" and same_speaker(speaker, one.speaker):
            yield Remark(one.span, one.speaker)


def _utterances(document: Document, speaker: str) -> list[Remark]:
    """What one speaker says in a transcript, a sentence that goes on in the next cue taken as one remark."""
    text = document.text
    remarks: list[Remark] = []
    joined = 0
    last = ""
    for passage in document.passages:
        if not passage.speaker or passage.set_aside:
            continue
        if same_speaker(speaker, passage.speaker):
            goes_on = last == passage.speaker and remarks and joined < _MOST_JOINED
            if goes_on and text[remarks[-1].span.end - 1] not in ".!?…":
                remarks[-1] = Remark(Span(remarks[-1].span.start, passage.span.end), passage.speaker)
                joined += 1
            else:
                remarks.append(Remark(passage.span, passage.speaker))
                joined = 1
        last = passage.speaker
    return remarks


def _of_document(document: Document, place: Span) -> list[Remark]:
    """The sentences of the document itself around a place."""
    around = Span(max(0, place.start - _REACH), min(len(document.text), place.end + _REACH))
    return [
        Remark(sentence)
        for passage in _passages(document, around)
        if not passage.set_aside and passage.kind not in ("heading", "caption") and not passage.header
        for sentence in ([passage.span] if passage.kind == "table_row" else sentences(document.text, passage.span))
    ]


def _passages(document: Document, span: Span) -> Sequence[Passage]:
    """The passages that ``span`` touches."""
    passages = document.passages
    low = max(0, bisect_right(passages, span.start, key=lambda passage: passage.span.start) - 1)
    high = bisect_left(passages, span.end, key=lambda passage: passage.span.start)
    return [passage for passage in passages[low:high] if passage.span.overlaps(span)]


def _left_out(
    document: Document,
    remark: Remark,
    relation: Relation,
    qualifying: tuple[str, ...],
    shared: tuple[str, ...],
    score: float,
) -> LeftOut:
    passage = next(iter(_passages(document, remark.span)), None)
    return LeftOut(
        remark.span,
        remark.span.of(document.text),
        passage.page if passage else 1,
        relation,
        remark.speaker,
        passage.time_start if passage else None,
        qualifying,
        shared,
        score,
    )


def _apart(found: Sequence[LeftOut]) -> list[LeftOut]:
    """Of remarks in nearly the same words, the first: a story tells its best quotation twice."""
    kept: list[LeftOut] = []
    seen: list[set[str]] = []
    for one in found:
        words = set(words_of(normalise(one.text).text))
        if not any(len(words & other) >= 0.8 * min(len(words), len(other)) for other in seen):
            kept.append(one)
            seen.append(words)
    return kept
