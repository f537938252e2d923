"""What became of a quotation: its status, where it stands, and the sentence that tells a reviewer why."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from . import splicing, telling
from .absent import Absence, nearest, shared, told
from .differences import ELLIPSIS, count_words, differences
from .holding import NOBODY, Holding, held_of
from .languages import language_in
from .locating import Locator, Place
from .surroundings import before_and_after, begins_sentence, ends_sentence, rest_of_sentence
from .text import normalise
from .types import Attribution, Difference, Document, Match, Piece, QuotationCheck, QuotationStatus, Span

_MARKS = "\"'“”‘’„«»‹› \t\n\r"
_EDGES = " .,;:!?'\"()-"
_BEST_FIRST: tuple[QuotationStatus, ...] = ("verbatim", "elided", "truncated", "altered")
SURELY = 0.9
"""Where less of the letters is the same in any one place, the pieces may each stand nearer to somewhere else."""

_ALIKE = 0.8
"""So alike letter by letter, words need not be the same one by one: a bad scan has a wrong letter in every word."""


def check(locator: Locator, quotation: str, *, limit: int, attribution: Attribution | None = None) -> QuotationCheck:
    """Look a quotation up in everything that ``locator`` holds, and say what became of it."""
    if not any(document.text.strip() for document in locator.documents):
        return QuotationCheck("source_not_held", (), "There is no source to look it up in yet.")
    said = attribution or Attribution()
    return _concluded(locator, look(locator, quotation, limit=limit, attribution=said), said)


@dataclass(frozen=True, slots=True)
class Looked:
    """All that some sources have of a quotation, before it is said what that comes to.

    ``whole``: what became of it where it stands in one place; ``pieces``: where its pieces stand one by one, looked up
    only where no place has it as it is; ``nearest`` and ``holding`` for one that stands nowhere: the passage that has
    most of its words, and which documents are by whoever it is attributed to.
    """

    quoted: str
    whole: QuotationCheck | None
    pieces: tuple[Piece, ...] = ()
    nearest: Match | None = None
    holding: Holding = NOBODY


def look(locator: Locator, quotation: str, *, limit: int, attribution: Attribution) -> Looked:
    """Look a quotation up. Of many sources each can be asked by itself, and what they have be put together after."""
    quoted = quotation.strip(_MARKS)
    places = locator.places(parts_of(quoted), limit=limit)
    together = [place for place in places if not splicing.several_speakers(locator, place)]
    whole = _found(locator, quoted, together)
    if whole and whole.matches[0].score > SURELY:
        return Looked(quoted, whole)
    placed = splicing.placed(locator, quoted)
    standing = [piece.place for piece in placed if piece.place is not None]
    if whole is None and placed and len(standing) == len(placed) and splicing.in_one_place(locator, standing):
        whole = _found(locator, quoted, [splicing.joined(standing)])
    pieces = tuple(
        Piece(piece.text, matched(locator, piece.text, piece.place) if piece.place else None) for piece in placed
    )
    if whole or standing:
        return Looked(quoted, whole, pieces)
    return Looked(quoted, None, pieces, nearest(locator, quoted), held_of(attribution, locator))


def _concluded(locator: Locator, looked: Looked, attribution: Attribution) -> QuotationCheck:
    places = tuple(piece.match for piece in looked.pieces if piece.match is not None)
    apart = len(places) == len(looked.pieces) > 1
    if apart and (not looked.whole or better_apart(looked.whole.matches[0].score, places)):
        changed = [step for match in places for step in match.differences]
        held = len({match.document for match in places})
        return QuotationCheck("spliced", places, telling.spliced(len(places), held, changed))
    if looked.whole:
        return looked.whole
    holding = looked.holding
    nearest_first = next(iter(sorted(places, key=lambda match: -match.score)), looked.nearest)
    language = language_in(looked.quoted) or attribution.language
    absence = Absence(
        words=count_words(looked.quoted),
        shared=shared(looked.nearest) if looked.nearest else 0,
        pieces=len(looked.pieces),
        standing=len(places),
        name=holding.name,
        titles=tuple(locator.documents[number].name for number in holding.documents),
        naming=len(holding.naming),
        language=language,
        languages=_languages_of(locator, language),
        their_languages=frozenset(map(locator.language, holding.documents)) if language else frozenset(),
    )
    status, reason = told(absence)
    return QuotationCheck(status, (), reason, nearest_first if status != "other_language" else None)


def _languages_of(locator: Locator, wanted: str) -> frozenset[str]:
    """The languages of the documents; only the one that is asked for, once a document is found in it."""
    found: set[str] = set()
    for number in range(len(locator.documents) if wanted else 0):
        found.add(locator.language(number))
        if wanted in found:
            return frozenset({wanted})
    return frozenset(found)


def better_apart(whole: float, pieces: Sequence[Match]) -> bool:
    """Whether the pieces of a quotation stand much nearer to what they stand for than the whole does, in letters."""
    if whole > SURELY:
        return False
    length = sum(len(piece.span) for piece in pieces)
    return sum((1 - piece.score) * len(piece.span) for piece in pieces) * 2 < (1 - whole) * length


def _found(locator: Locator, quoted: str, places: Sequence[Place]) -> QuotationCheck | None:
    checked: list[tuple[int, QuotationStatus, Match, str]] = []
    for order, place in enumerate(places):
        match = matched(locator, quoted, place)
        if match is not None:
            status, reason, match = _status(locator.documents[place.document], quoted, match)
            checked.append((order, status, match, reason))
    if not checked:
        return None
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


def matched(locator: Locator, quoted: str, place: Place) -> Match | None:
    """The place with exact edges and the difference there; None where too few words are the same."""
    document = locator.documents[place.document]

    def against(span: Span) -> _Aligned:
        return _trimmed(span, differences(quoted, locator.flowing(place.document, span)))

    found = against(_with_marks(document.text, place.span, quoted))
    found = _settled(document.text, found, against)
    if found.same * 2 < count_words(quoted) and place.score < _ALIKE:
        return None
    before, after = before_and_after(document, found.span)
    return Match(place.document, found.span, round(place.score, 4), found.steps, before, after)


_SAME = frozenset({"equal", "layout", "spelling"})


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
    same = sum(count_words(step.quoted) for step in steps if step.kind in _SAME)
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


_FURTHER = 2
"""Words looked at beyond as many as differ: the source may have an "of the" where the quotation has none."""

_WORD_AHEAD = re.compile(r"[\s,'’\"“”‘()\[\]-]*\w[^\s.!?;:]*")
_WORD_BEHIND = re.compile(r"[^\s.!?;:]*\w[\s,'’\"“”‘()\[\]-]*\Z")


def _settled(text: str, found: _Aligned, against: Callable[[Span], _Aligned]) -> _Aligned:
    """Look a few words further where the first or last words differ.

    The nearest stretch letter by letter may have left out the counterpart of a changed word, or even a word that is
    the same behind one that was dropped. Never beyond the end of the sentence.
    """
    for side in (0, -1):
        step = found.steps[side]
        if step.kind in _SAME or step.kind == "elision":
            continue
        start, end = found.span.start, found.span.end
        for _ in range(count_words(step.quoted) + _FURTHER):
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


def _status(document: Document, quoted: str, match: Match) -> tuple[QuotationStatus, str, Match]:
    steps = match.differences
    if telling.changes(steps):
        return "altered", telling.altered(steps), match
    before, after = rest_of_sentence(document, match.span)
    if _presented_whole(quoted):
        if not ends_sentence(document, match.span.end):
            goes_on = telling.clipped(after or match.after, room=90)
            said = f"It ends with a full stop, but the source goes on: “{goes_on}”"
            return "truncated", said, replace(match, cut_after=after or match.after)
        if not begins_sentence(document, match.span.start):
            begins = telling.clipped(before or match.before, -1, room=90)
            said = f"It begins like a sentence, but the source begins it earlier: “{begins}”"
            return "truncated", said, replace(match, cut_before=before or match.before)
    beside = telling.beside(before, after)
    folded = normalise(quoted).text
    edges = re.search(rf"^(?:{ELLIPSIS.pattern})|(?:{ELLIPSIS.pattern})[{re.escape(_EDGES)}]*$", folded)
    if edges or any(step.kind == "elision" for step in steps):
        return "elided", f"{telling.elided(steps)} {beside}".strip(), match
    return "verbatim", f"{telling.verbatim(steps)} {beside}".strip(), match


def _presented_whole(quoted: str) -> bool:
    """Whether it looks like a whole sentence: a capital first, a full stop last, three words at least."""
    first = next((letter for letter in quoted if letter.isalnum()), "")
    whole = quoted.rstrip("\"'”’»)] ").endswith((".", "!", "?")) and not quoted.rstrip().endswith(("...", "…"))
    return whole and first.isupper() and quoted[:1] not in "…[.(" and len(quoted.split()) >= 3
