"""The word-by-word difference between what is quoted and what the source has.

What matters is the near miss: a negation dropped, a number or a year changed, "alleged" left out. Such a quotation
looks right at a glance and is not. So words are aligned whole, never letter by letter, and each step is classed by the
gravest thing in it (``classing``). Only marks, spaces, case, ligatures and hyphenation count as layout; signs that
carry meaning (%, €, <, +, ?) are words here.

The steps put together give back both texts: ``"".join(d.quoted for d in steps) == quoted``, and so for ``source``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import groupby, pairwise

import Levenshtein

from .classing import Token, classed
from .fuzzy import Infix, infix
from .languages import language_of
from .text import CJK, Normalised, normalise
from .types import Difference, DifferenceKind
from .wording import number_key

ELLIPSIS = re.compile(r"\[\s*\.\.\.+\s*\]|\(\s*\.\.\.+\s*\)|\.\.\.+|(?<![\w.])\.(?: \.){2,}")
"""Words left out, in folded text."""

_TOKEN = re.compile(
    rf"""
    (?P<ellipsis> \[\s*\.\.\.+\s*\] | \(\s*\.\.\.+\s*\) | \.\.\.+ | \.(?:[ ]\.){{2,}} )
  | (?P<number>   (?:(?<![\w.,)])[-+])? \d+ (?: [.,']\d+ | [ ]\d{{3}}(?!\d) )* )
  | (?P<percent>  per\s?cent\b | % | \bprozent\b | \bpercento\b )
  | (?P<word>     (?:[^\W\d_]\.){{2,}} (?![^\W\d_]{{2}}) | [{CJK}]
                | (?:\[[^\W\d_]\])? [^\W\d_{CJK}][^\W{CJK}]* (?: '[^\W\d_]+ )* )
  | (?P<note>     \^[-+]?\d+ )
  | (?P<bracket>  [\[\]] )
  | (?P<sign>     [$€£¥<>=~≈±≥≤+?°&] )
    """,
    re.VERBOSE,
)


def tokens(folded: str) -> list[Token]:
    """The words of a folded text; punctuation, footnote marks and "[sic]" are left out."""
    found: list[Token] = []
    inside = False
    for match in _TOKEN.finditer(folded):
        group = match.lastgroup or ""
        key = match[0]
        start, end = match.span()
        if group == "bracket":
            inside = key == "["
            continue
        if group == "number":
            key = number_key(key)
            if folded[start - 1 : start] == "(" and folded[end : end + 1] == ")":
                start, end, key = start - 1, end + 1, f"({key})"  # in accounts, less than nothing
        elif key == "&":
            group, key = "word", "and"
        elif group == "percent":
            key = "%"
        elif group == "word":
            key = key.replace("[", "").replace("]", "").replace(".", "")
            if inside and key == "sic":
                continue
        elif group == "note" and not (found and found[-1].group == "number" and found[-1].end == start):
            continue
        found.append(Token(start, end, key, group, inside and group != "ellipsis"))
    return found


def differences(quoted: str, source: str) -> tuple[Difference, ...]:
    """Align ``quoted`` with ``source`` word by word; an ellipsis in ``quoted`` stands for any words of ``source``."""
    if quoted == source:
        return (Difference("equal", quoted, source),) if quoted else ()
    (left, ours), (right, theirs) = _read(quoted), _read(source)
    theirs = [token for token in theirs if token.group != "ellipsis"]
    steps: list[_Step] = []
    for first, last, low, high in _parts(left, right, ours, theirs):
        if last - first == 1 and ours[first].group == "ellipsis":
            steps.append(("elision" if high > low else "layout", first, last, low, high))
        else:
            steps.extend(_aligned(left.text, right.text, ours, theirs, first, last, low, high))
    return _written_out(quoted, source, left, right, ours, theirs, steps)


_Step = tuple[DifferenceKind, int, int, int, int]
"""A kind, and from which to which token of the quotation and of the source."""

_SENTENCE = re.compile(r"[.!?:;•\"'(\[]")
_MOST_CAPITALS = 0.65
"""Of the words inside sentences: where more have a capital it is a heading, and tells no name; nor does German."""


@lru_cache(maxsize=64)
def _read(text: str) -> tuple[Normalised, list[Token]]:
    """A text folded, and its words: a quotation is held against several places."""
    folded = normalise(text)
    return folded, _with_capitals(text, folded)


@lru_cache(maxsize=512)
def count_words(text: str) -> int:
    """How many words, numbers and signs that count."""
    return len(tokens(normalise(text).text))


def _with_capitals(text: str, folded: Normalised) -> list[Token]:
    found = tokens(folded.text)
    marked: list[Token] = []
    before = -1
    same = folded.text == text.lower()
    for token in found:
        place = token.start if same else folded.span(token.start, token.start + 1).start
        if token.group == "word" and text[place].isupper():
            first = before < 0 or _SENTENCE.search(folded.text, before, token.start) is not None
            token = Token(token.start, token.end, token.key, token.group, token.inserted, not first, first)
        marked.append(token)
        before = token.end
    inside = [token for token in marked if token.group == "word" and not token.first]
    heading = len(inside) > 4 and sum(token.capital for token in inside) > _MOST_CAPITALS * len(inside)
    if heading or language_of(text) == "de":
        return found
    return marked


def _parts(
    left: Normalised, right: Normalised, ours: list[Token], theirs: list[Token]
) -> list[tuple[int, int, int, int]]:
    """Token ranges that belong together: the parts between ellipses with their place in the source, and the gaps."""
    marks = [index for index, token in enumerate(ours) if token.group == "ellipsis"]
    if not marks:
        return [(0, len(ours), 0, len(theirs))]
    found: list[tuple[int, int, int, int]] = []
    low = 0
    borders = [-1, *marks, len(ours)]
    for before, after in pairwise(borders):
        first = before + 1
        if first < after:
            begin, finish = low, len(theirs)
            words = left.text[ours[first].start : ours[after - 1].end]
            offset = theirs[low].start if low < len(theirs) else len(right.text)
            place: Infix | None = None
            if before >= 0 or after < len(ours):
                place = infix(words, right.text[offset:], len(words))
            if place is not None:
                if before >= 0:
                    begin = _first_from(theirs, offset + place.start, low)
                if after < len(ours):
                    finish = max(begin, _first_from(theirs, offset + place.end, low))
            if after == len(ours):
                finish = len(theirs)
        else:
            begin = finish = low if after < len(ours) else len(theirs)
        if before >= 0:
            found.append((before, before + 1, low, begin))
        if first < after:
            found.append((first, after, begin, finish))
        low = finish
    return found


def _first_from(found: Sequence[Token], offset: int, low: int) -> int:
    """The index of the first token that ends behind ``offset``."""
    for index in range(low, len(found)):
        if found[index].end > offset:
            return index
    return len(found)


def _aligned(
    left: str, right: str, ours: list[Token], theirs: list[Token], first: int, last: int, low: int, high: int
) -> list[_Step]:
    steps: list[_Step] = []
    codes = Levenshtein.opcodes([t.key for t in ours[first:last]], [t.key for t in theirs[low:high]])
    for equal, group in groupby(codes, key=lambda code: code[0] == "equal"):
        run = list(group)
        a, b, c, d = run[0][1] + first, run[-1][2] + first, run[0][3] + low, run[-1][4] + low
        if equal:
            steps.append(("equal", a, b, c, d))
        else:
            steps.extend(_changes(left, right, ours, theirs, (a, b, c, d)))
    return steps


def _changes(
    left: str, right: str, ours: list[Token], theirs: list[Token], run: tuple[int, int, int, int]
) -> list[_Step]:
    """A run of words that differ, cut into changes of one kind each: a name and a number side by side are two."""
    a, b, c, d = run
    whole = classed(left, right, ours[a:b], theirs[c:d])
    joined = ("".join(token.key for token in side) for side in (ours[a:b], theirs[c:d]))
    if whole in ("layout", "spelling") or not (a < b and c < d) or next(joined) == next(joined):
        return [(whole, *run)]
    found: list[_Step] = []
    for i, j, k, m in _paired(ours[a:b], theirs[c:d]):
        step: _Step = (classed(left, right, ours[a + i : a + j], theirs[c + k : c + m]), a + i, a + j, c + k, c + m)
        if found and found[-1][0] == step[0]:
            step = (step[0], found[-1][1], step[2], found[-1][3], step[4])
            found.pop()
        found.append(step)
    return found


_TOO_MANY = 400
_ALIKE = 0.5


def _paired(ours: Sequence[Token], theirs: Sequence[Token]) -> Iterator[tuple[int, int, int, int]]:
    """Which words of two runs stand for each other: those that are alike, in order, then one for one."""
    rows, columns = len(ours), len(theirs)
    if rows * columns > _TOO_MANY:
        yield 0, rows, 0, columns
        return
    cost = [[float(max(i, j)) for j in range(columns + 1)] for i in range(rows + 1)]
    pairs = [[_unlike(one, other) for other in theirs] for one in ours]
    for i in range(1, rows + 1):
        for j in range(1, columns + 1):
            drop = min(cost[i - 1][j], cost[i][j - 1]) + 1.0
            cost[i][j] = min(drop, cost[i - 1][j - 1] + pairs[i - 1][j - 1])
        cost[i][0] = float(i)
    steps: list[tuple[int, int, int, int]] = []
    i, j = rows, columns
    while i or j:
        if i and j and cost[i][j] == cost[i - 1][j - 1] + pairs[i - 1][j - 1]:
            i, j = i - 1, j - 1
            steps.append((i, i + 1, j, j + 1))
        elif i and cost[i][j] == cost[i - 1][j] + 1.0:
            i -= 1
            steps.append((i, i + 1, j, j))
        else:
            j -= 1
            steps.append((i, i, j, j + 1))
    yield from _joined(reversed(steps))


def _joined(steps: Iterator[tuple[int, int, int, int]]) -> Iterator[tuple[int, int, int, int]]:
    """Words that are dropped one behind the other are dropped together."""
    kept: list[tuple[int, int, int, int]] = []
    for step in steps:
        i, j, k, m = step
        if kept and (i == j or k == m):
            before = kept[-1]
            if (before[0] == before[1]) == (i == j) and (before[2] == before[3]) == (k == m):
                kept[-1] = (before[0], j, before[2], m)
                continue
        kept.append(step)
    yield from kept


def _unlike(one: Token, other: Token) -> float:
    """What it costs to let one word stand for another: less than to drop both, little where they are alike."""
    if one.group != other.group:
        return 1.95
    alike = Levenshtein.ratio(one.key, other.key)
    return 1.0 - alike if alike >= _ALIKE else 1.8


def _written_out(
    quoted: str,
    source: str,
    left: Normalised,
    right: Normalised,
    ours: list[Token],
    theirs: list[Token],
    steps: list[_Step],
) -> tuple[Difference, ...]:
    """Steps over tokens as steps over the two texts: each piece reaches up to where the next one begins."""
    one, other = _Cutter(quoted, left, ours), _Cutter(source, right, theirs)
    merged: list[Difference] = []

    def add(kind: DifferenceKind, here: str, there: str) -> None:
        if kind == "equal" and here != there:
            kind = "layout"
        if merged and merged[-1].kind == kind and kind in ("equal", "layout"):
            merged[-1] = Difference(kind, merged[-1].quoted + here, merged[-1].source + there)
        else:
            merged.append(Difference(kind, here, there))

    for index, (kind, first, last, low, high) in enumerate(steps):
        end = index == len(steps) - 1
        if kind == "equal" and not one.same_up_to(last, other, high, end=end):
            for ours_next, theirs_next in zip(range(first + 1, last), range(low + 1, high), strict=True):
                add("equal", one.up_to(ours_next), other.up_to(theirs_next))
        add(kind, one.up_to(last, end=end), other.up_to(high, end=end))
    if not merged:
        return (Difference("layout", quoted, source),)
    return tuple(merged)


class _Cutter:
    """Cuts a text piece by piece, each before a token."""

    def __init__(self, text: str, folded: Normalised, found: list[Token]) -> None:
        self.text, self._folded, self._found = text, folded, found
        self._position = 0

    def _end(self, token: int, end: bool) -> int:
        if end or token == len(self._found):
            return len(self.text)
        if token == 0:
            return 0
        found = self._found[token]
        return max(self._position, self._folded.span(found.start, found.end).start)

    def same_up_to(self, token: int, other: _Cutter, there: int, *, end: bool) -> bool:
        one = self.text[self._position : self._end(token, end)]
        return one == other.text[other._position : other._end(there, end)]

    def up_to(self, token: int, *, end: bool = False) -> str:
        start, self._position = self._position, self._end(token, end)
        return self.text[start : self._position]
