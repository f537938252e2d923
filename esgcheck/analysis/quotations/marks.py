"""Quotation marks and the stretches they enclose, before anybody asks who spoke.

A mark's direction comes from what stands around it and not from its glyph: real text closes “ with ", opens with ”,
writes „so“ in German and »so« or « so » elsewhere. Only where the surroundings say nothing does the glyph decide, and
after that whether anything is open. Double marks come first; single ones count only outside them, so that apostrophes
("Hikvision’s", "don't", "the companies’ reports") open nothing.

A quotation over several paragraphs has an opening mark at the head of each and one closing mark at the very end; it is
one stretch. Everything is one pass over the marks.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from esgcheck.analysis.types import Document, PassageKind, Span

Direction = Literal["open", "close", "either"]

_MARK = re.compile(r"(?P<run>([\"“”„«»‘’'‹›「」『』])\2{3,})|``|''|[\"“”„‟＂«»‘’‚'‹›「」『』]")
"""Four of a mark in a row are a line drawn or a broken file, and open nothing."""
_SINGLE = frozenset("‘’‚'")
_FAMILIES = {"«": 1, "»": 1, "‹": 2, "›": 2, "「": 3, "」": 3, "『": 4, "』": 4}
"""Marks that only close what was opened by their like; all the others mix."""
_OPENING_GLYPHS = frozenset({"“", "„", "‟", "«", "``", "‹"})
_CLOSING_GLYPHS = frozenset({"”", "»", "''", "›"})
_CORNERS: dict[str, Direction] = {"「": "open", "『": "open", "」": "close", "』": "close"}
"""Stand between characters without spaces, and always say which way they face."""
_BEFORE_OPEN = frozenset("([{—–-/:;,=\"“”„«»‘’'")
_AFTER_CLOSE = frozenset(",.;:!?)]}—–-/…\"“”»«’'*¹²³⁴⁵⁶⁷⁸⁹⁰")
_ELISION = re.compile(r"(?:em|til|tis|twas|cause|bout|round|n|s|re|ll|ve|d|t|m)\b|\d", re.IGNORECASE)
_ACROSS = 3_000
"""How many characters a quotation may run on into paragraphs that do not repeat its opening mark."""
_SINGLE_LIMIT = 600


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, bullet or utterance, as the reading split them; ``speaker`` of an utterance."""

    span: Span
    kind: PassageKind = "paragraph"
    speaker: str = ""


@dataclass(frozen=True, slots=True)
class Marked:
    """A stretch between marks: ``inner`` without them, ``outer`` with. ``closed`` is False where the closing mark is
    missing and the stretch was taken to the end of its paragraph. ``within`` are the stretches inside of it."""

    inner: Span
    outer: Span
    closed: bool = True
    within: tuple[Marked, ...] = ()


@dataclass(frozen=True, slots=True)
class _Mark:
    start: int
    end: int
    glyph: str
    direction: Direction


@dataclass(slots=True)
class _Open:
    mark: _Mark
    inside: list[Marked] = field(default_factory=list)


def blocks_of(document: Document) -> list[Block]:
    """The passages that carry text of their own, in order; blank lines split a document that has no passages."""
    if document.passages:
        kept = [p for p in document.passages if not p.set_aside and len(p.span)]
        return [Block(p.span, p.kind, p.speaker) for p in sorted(kept, key=lambda p: p.span)]
    blocks, start = [], 0
    for gap in re.finditer(r"\n\s*\n|\Z", document.text):
        if gap.start() > start:
            blocks.append(Block(Span(start, gap.start())))
        start = gap.end()
    return blocks


def marked_stretches(text: str, blocks: Sequence[Block]) -> list[Marked]:
    """The outermost stretches in quotation marks, in order."""
    found: list[Marked] = []
    carried: _Open | None = None
    last_end = 0
    for block in blocks:
        marks = list(_marks(text, block.span))
        doubles = [mark for mark in marks if mark.glyph not in _SINGLE]
        stack: list[_Open] = []
        if carried is not None:
            if _continues(text, carried, block, doubles):
                stack = [carried]
                if doubles and doubles[0].direction == "open" and _leads(text, block, doubles[0]):
                    doubles = doubles[1:]
            else:
                found += _given_up(text, carried, last_end)
            carried = None
        single = [mark for mark in marks if mark.glyph in _SINGLE]
        closed = _pair(text, doubles, stack)
        singles = _singles(text, block, _outside(single, closed))
        found += _outermost(singles, [_filled(text, double, single) for double in closed])
        if stack:
            carried = stack[0]
        last_end = block.span.end
    if carried is not None:
        found += _given_up(text, carried, last_end)
    return sorted(found, key=lambda m: m.outer.start)


def _marks(text: str, span: Span) -> Iterator[_Mark]:
    for match in _MARK.finditer(text, span.start, span.end):
        if match["run"]:
            continue
        glyph = match.group()
        start, end = match.span()
        before = text[start - 1] if start > span.start else " "
        after = text[end] if end < span.end else " "
        yield _Mark(start, end, glyph, _direction(text, glyph, before, after, end))


def _direction(text: str, glyph: str, before: str, after: str, end: int) -> Direction:
    if glyph in _CORNERS:
        return _CORNERS[glyph]
    may_open = (before.isspace() or before in _BEFORE_OPEN) and not after.isspace()
    if may_open and after in ",.;:!?)]}%":
        may_open = text[end : end + 3] in ("...", ". .")
    may_close = not before.isspace() and (after.isspace() or after in _AFTER_CLOSE)
    if before in "([{":
        may_close = False
    if may_open != may_close:
        return "open" if may_open else "close"
    if glyph in _OPENING_GLYPHS:
        return "open"
    if glyph in _CLOSING_GLYPHS:
        return "close"
    if before.isspace() and after in _AFTER_CLOSE:
        return "close"
    return "either"


def _leads(text: str, block: Block, mark: _Mark) -> bool:
    """Whether nothing but a bullet or space stands before the mark in its paragraph."""
    return not any(char.isalnum() for char in text[block.span.start : mark.start][:40])


def _continues(text: str, carried: _Open, block: Block, doubles: list[_Mark]) -> bool:
    if doubles and doubles[0].direction == "open":
        return _leads(text, block, doubles[0])
    if block.span.start - carried.mark.end > _ACROSS:
        return False
    if doubles:
        return doubles[0].end - carried.mark.end <= _ACROSS
    before = text[carried.mark.end : block.span.start].rstrip()[-1:]
    return bool(before) and before not in ".!?:"


def _pair(text: str, marks: list[_Mark], stack: list[_Open]) -> list[Marked]:
    """Pair a paragraph's double marks. ``stack`` holds what is open before, and afterwards what stays open."""
    closed: list[Marked] = []
    for index, mark in enumerate(marks):
        direction = mark.direction
        if direction == "either":
            direction = "close" if stack else "open"
        if direction == "open":
            stack.append(_Open(mark))
            continue
        if _is_inch(text, mark, stack, marks[index + 1] if index + 1 < len(marks) else None):
            continue
        while len(stack) > 1 and _family(stack[-1].mark) != _family(mark):
            stack.pop()
        if not stack or _family(stack[-1].mark) != _family(mark):
            continue
        opened = stack.pop()
        marked = replace(_marked(text, opened.mark, mark), within=tuple(opened.inside))
        if not marked.inner:
            continue
        if stack:
            stack[-1].inside.append(marked)
        else:
            closed.append(marked)
    inside = [marked for opened in stack for marked in opened.inside]
    if inside:
        # An opening mark without its fellow: what was paired after it stands on its own.
        stack.clear()
        return closed + inside
    del stack[:-1]
    return closed


def _family(mark: _Mark) -> int:
    return _FAMILIES.get(mark.glyph, 0)


def _is_inch(text: str, mark: _Mark, stack: list[_Open], following: _Mark | None) -> bool:
    """5" and 6'2": a mark after a digit with nothing open, or before one more closing mark."""
    if mark.start == 0 or not text[mark.start - 1].isdigit():
        return False
    if not stack:
        return True
    return following is not None and following.direction == "close" and text[mark.end : mark.end + 2].strip().islower()


def _marked(text: str, opened: _Mark, closing: _Mark) -> Marked:
    start, end = opened.end, closing.start
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Marked(Span(start, end), Span(opened.start, closing.end))


def _given_up(text: str, carried: _Open, end: int) -> list[Marked]:
    """A quotation that never closes: to the end of the last paragraph it reached."""
    start, stop = carried.mark.end, end
    while stop > start and text[stop - 1].isspace():
        stop -= 1
    while start < stop and text[start].isspace():
        start += 1
    return [Marked(Span(start, stop), Span(carried.mark.start, stop), closed=False)] if start < stop else []


def _filled(text: str, double: Marked, marks: list[_Mark]) -> Marked:
    """A stretch with what stands in single marks inside of it."""
    low = bisect_left(marks, double.inner.start, key=lambda mark: mark.start)
    high = bisect_left(marks, double.inner.end, key=lambda mark: mark.start)
    if high - low < 2:
        return double
    singles = _singles(text, Block(double.inner), _outside(marks[low:high], list(double.within)))
    return replace(double, within=tuple(sorted((*double.within, *singles), key=lambda m: m.outer.start)))


def _singles(text: str, block: Block, free: list[_Mark]) -> list[Marked]:
    """Stretches in single marks; ``free`` are those that stand outside the double ones."""
    openings = [i for i, mark in enumerate(free) if _opens_single(text, mark)]
    singles: list[Marked] = []
    taken = -1
    for number, index in enumerate(openings):
        if free[index].start < taken:
            continue
        until = openings[number + 1] if number + 1 < len(openings) else len(free)
        closing = _closing_single(text, block, free[index], free[index + 1 : until])
        if closing is None:
            continue
        marked = _marked(text, free[index], closing)
        taken = closing.end
        if len(marked.inner) and len(marked.inner) <= _SINGLE_LIMIT:
            singles.append(marked)
    return singles


def _outermost(singles: list[Marked], doubles: list[Marked]) -> list[Marked]:
    """Both, the double ones that a single one encloses within it: 'He said "no" and left,' he said."""
    kept: list[Marked] = []
    around = sorted(singles, key=lambda marked: marked.outer.start)
    index = 0
    for double in sorted(doubles, key=lambda marked: marked.outer.start):
        while index < len(around) and around[index].outer.end <= double.outer.start:
            index += 1
        if index == len(around) or not around[index].outer.contains(double.outer):
            kept.append(double)
        else:
            around[index] = replace(around[index], within=(*around[index].within, double))
    return kept + around


def _outside(marks: list[_Mark], doubles: list[Marked]) -> list[_Mark]:
    spans = sorted((marked.outer for marked in doubles), key=lambda span: span.start)
    free, index = [], 0
    for mark in marks:
        while index < len(spans) and spans[index].end <= mark.start:
            index += 1
        if index == len(spans) or mark.end <= spans[index].start:
            free.append(mark)
    return free


def _opens_single(text: str, mark: _Mark) -> bool:
    if mark.glyph == "’" or mark.direction != "open":
        return False
    return mark.glyph != "'" or not _ELISION.match(text, mark.end)


def _closing_single(text: str, block: Block, opened: _Mark, candidates: list[_Mark]) -> _Mark | None:
    """The first mark that surely closes; a mark after a plural s may be a possessive, so it is the last resort."""
    fallback = None
    for mark in candidates:
        if mark.direction == "open" or mark.start - opened.end > _SINGLE_LIMIT:
            continue
        if mark.end < block.span.end and text[mark.end].isalnum():
            continue
        before = text[mark.start - 1]
        after = text[mark.end] if mark.end < block.span.end else "."
        if before in ",.?!…" or after in ",.;:?!)" or before != "s":
            return mark
        fallback = mark
    return fallback
