"""What became of a quotation: its status, and the sentence that tells a reviewer why."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from .differences import ELLIPSIS, differences, tokens
from .locating import Locator, Place
from .surroundings import before_and_after, begins_sentence, ends_sentence
from .text import normalise
from .types import Difference, DifferenceKind, Document, Match, QuotationCheck, QuotationStatus, Span
from .wording import HEDGES, NEGATIONS

_MARKS = "\"'“”‘’„«»‹› \t\n\r"
_EDGES = " .,;:!?'\"()-"
_BEST_FIRST: tuple[QuotationStatus, ...] = ("verbatim", "elided", "truncated", "altered")
_ALIKE = 0.8
"""So alike letter by letter, words need not be the same one by one: a bad scan has a wrong letter in every word."""

NOWHERE = "These words stand in none of the sources, nor anything near them."

_TURNS = (
    NEGATIONS
    | HEDGES
    | {"but", "however", "although", "though", "except", "unless", "despite", "yet", "extent", "subject"}
)


def check(locator: Locator, quotation: str, *, limit: int) -> QuotationCheck:
    """Look a quotation up in everything that ``locator`` holds."""
    quoted = quotation.strip(_MARKS)
    if not any(document.text.strip() for document in locator.documents):
        return QuotationCheck("source_not_held", (), "There is no source to look it up in yet.")
    checked: list[tuple[int, QuotationStatus, Match, str]] = []
    for order, place in enumerate(locator.places(parts_of(quoted), limit=limit)):
        match = _matched(locator, quoted, place)
        if match is not None:
            status, reason = _status(locator.documents[place.document], quoted, match)
            checked.append((order, status, match, reason))
    if not checked:
        return QuotationCheck("not_found", (), NOWHERE)
    checked.sort(key=lambda entry: (_BEST_FIRST.index(entry[1]), entry[0]))
    return QuotationCheck(checked[0][1], tuple(match for _, _, match, _ in checked), checked[0][3])


def parts_of(quoted: str) -> list[str]:
    """The folded stretches between ellipses, without brackets and without the marks at their edges."""
    folded = normalise(quoted).text
    parts = []
    for part in ELLIPSIS.split(folded):
        part = re.sub(r"^\s*\[[^\]]*\]\s|\s\[[^\]]*\]\s*$|\[sic\]", " ", part)
        part = re.sub(r"[\[\]]", "", part)
        part = re.sub(r"\s+", " ", part).strip(_EDGES)
        if part:
            parts.append(part)
    return parts


def _matched(locator: Locator, quoted: str, place: Place) -> Match | None:
    """The place with exact edges and the difference there; None where too few words are the same."""
    document = locator.documents[place.document]

    def against(span: Span) -> _Aligned:
        return _trimmed(span, differences(quoted, locator.flowing(place.document, span)))

    found = against(_with_marks(document.text, place.span, quoted))
    found = _settled(document.text, found, against)
    if found.same * 2 < len(tokens(normalise(quoted).text)) and place.score < _ALIKE:
        return None
    before, after = before_and_after(document, found.span)
    return Match(place.document, found.span, round(place.score, 4), found.steps, before, after)


class _Aligned(NamedTuple):
    """A stretch of the source, the steps from the quotation to it, and how many words are the same."""

    span: Span
    steps: tuple[Difference, ...]
    same: int


def _trimmed(span: Span, steps: tuple[Difference, ...]) -> _Aligned:
    """Without words of the source at the edges that have no counterpart in the quotation."""
    while len(steps) > 1 and not steps[0].quoted:
        span, steps = Span(span.start + len(steps[0].source), span.end), steps[1:]
    while len(steps) > 1 and not steps[-1].quoted:
        span, steps = Span(span.start, span.end - len(steps[-1].source)), steps[:-1]
    same = sum(len(tokens(normalise(step.quoted).text)) for step in steps if step.kind in ("equal", "layout"))
    return _Aligned(span, steps, same)


_HEAD = re.compile(r"\A\W*")
_TAIL = re.compile(r"\W*\Z")


def _with_marks(text: str, span: Span, quoted: str) -> Span:
    """Take in the marks at the edges that the quotation has too; a full stop for a comma there is only style."""
    start, end = span.start, span.end
    for mark in _TAIL.findall(quoted[-20:])[0]:
        here = text[end : end + 1]
        if not here or not (here == mark or {here, mark} <= set(".,") or (mark in "?!." and here in "?!")):
            break
        end += 1
    for mark in reversed(_HEAD.findall(quoted[:20])[0]):
        if mark != text[start - 1 : start]:
            break
        start -= 1
    return Span(start, end)


_WORD_AHEAD = re.compile(r"[\s,'’\"“”‘()\[\]-]*\w[^\s.!?;:]*")
_WORD_BEHIND = re.compile(r"[^\s.!?;:]*\w[\s,'’\"“”‘()\[\]-]*\Z")


def _settled(text: str, found: _Aligned, against: Callable[[Span], _Aligned]) -> _Aligned:
    """Look a few words further where the first or last words differ.

    The nearest stretch letter by letter may have left out the counterpart of a changed word, or even a word that is
    the same behind one that was dropped. Never beyond the end of the sentence.
    """
    for side in (0, -1):
        step = found.steps[side]
        if step.kind in ("equal", "layout", "elision"):
            continue
        start, end = found.span.start, found.span.end
        for _ in range(len(tokens(normalise(step.quoted).text))):
            if side == 0:
                behind = _WORD_BEHIND.search(text, max(0, start - 80), start)
                start = behind.start() if behind else start
            else:
                ahead = _WORD_AHEAD.match(text, end, min(len(text), end + 80))
                end = ahead.end() if ahead else end
        wider = against(Span(start, end))
        if wider.same > found.same or not step.source:
            found = wider
    return found


def _status(document: Document, quoted: str, match: Match) -> tuple[QuotationStatus, str]:
    kinds = {step.kind for step in match.differences} - {"equal", "layout"}
    changed = kinds - {"elision"} - ({"insertion"} if _only_sic(match.differences) else set())
    if changed:
        return "altered", _altered(match.differences, changed)
    if _presented_whole(quoted):
        if not ends_sentence(document, match.span.end):
            return "truncated", f"It ends with a full stop, but the source goes on: “{_clip(match.after)}”"
        if not begins_sentence(document, match.span.start):
            return (
                "truncated",
                f"It begins like a sentence, but the source begins it earlier: “{_clip(match.before, -1)}”",
            )
    if "elision" in kinds:
        left_out = " ".join(step.source for step in match.differences if step.kind == "elision")
        turns = [token.key for token in tokens(normalise(left_out).text) if token.key in _TURNS]
        telling = f"; among them “{turns[0]}”" if turns else ""
        return "elided", f"The same words, with others left out and marked so{telling}."
    folded = normalise(quoted).text
    if ELLIPSIS.match(folded) or re.search(rf"(?:{ELLIPSIS.pattern})[{re.escape(_EDGES)}]*$", folded):
        return "elided", "The same words; it is marked that the source begins earlier or goes on."
    layout = any(step.kind == "layout" for step in match.differences)
    return "verbatim", "The same words, set differently." if layout else "The same words, letter for letter."


def _only_sic(steps: Sequence[Difference]) -> bool:
    return all(step.kind != "insertion" or step.quoted.strip().lower() == "[sic]" for step in steps)


def _presented_whole(quoted: str) -> bool:
    """Whether it looks like a whole sentence: a capital first, a full stop last, three words at least."""
    first = next((letter for letter in quoted if letter.isalnum()), "")
    whole = quoted.rstrip("\"'”’»)] ").endswith((".", "!", "?")) and not quoted.rstrip().endswith(("...", "…"))
    return whole and first.isupper() and quoted[:1] not in "…[.(" and len(quoted.split()) >= 3


_SAID: tuple[tuple[DifferenceKind, str], ...] = (
    ("negation", "A negation differs"),
    ("number", "A number or unit differs"),
    ("hedge", "A word that limits the statement differs"),
    ("word", "The wording differs"),
    ("insertion", "Words were put in, marked with brackets"),
)


def _altered(steps: Sequence[Difference], changed: set[DifferenceKind]) -> str:
    """The two gravest changes, in words."""
    told = []
    for kind, said in _SAID:
        if kind in changed:
            step = next(step for step in steps if step.kind == kind)
            here, there = _clip(step.quoted), _clip(step.source)
            if not here:
                told.append(f"{said}: “{there}” of the source is left out.")
            elif not there:
                told.append(f"{said}: “{here}” is not in the source.")
            else:
                told.append(f"{said}: “{here}” where the source has “{there}”.")
    return " ".join(told[:2])


def _clip(text: str, side: int = 1) -> str:
    """At most some 60 characters of a text, from its start or, with ``side`` -1, from its end."""
    words = re.sub(r"\s+", " ", text).strip()
    if len(words) <= 60:
        return words
    return words[:60].rpartition(" ")[0] + " …" if side > 0 else "… " + words[-60:].partition(" ")[2]
