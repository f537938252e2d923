"""The word-by-word difference between what is quoted and what the source has.

What matters is the near miss: a negation dropped, a number or a year changed, "alleged" left out. Such a quotation
looks right at a glance and is not. So words are aligned whole, never letter by letter, and each step is classed by the
gravest thing in it: a negation, then a number, then a hedge, then any other word. Only marks, spaces, case, ligatures
and hyphenation count as layout; signs that carry meaning (%, €, <, +, ?) are words here.

The steps put together give back both texts: ``"".join(d.quoted for d in steps) == quoted``, and so for ``source``.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

import Levenshtein

from .fuzzy import Infix, infix
from .text import CJK, Normalised, normalise
from .types import Difference, DifferenceKind, Span
from .wording import HEDGES, NEGATIONS, NUMBER_WORDS, UNITS, number_key, opposed_by_prefix

ELLIPSIS = re.compile(r"\[\s*\.\.\.+\s*\]|\(\s*\.\.\.+\s*\)|\.\.\.+|(?<![\w.])\.(?: \.){2,}")
"""Words left out, in folded text."""

_TOKEN = re.compile(
    rf"""
    (?P<ellipsis> \[\s*\.\.\.+\s*\] | \(\s*\.\.\.+\s*\) | \.\.\.+ | \.(?:[ ]\.){{2,}} )
  | (?P<number>   (?:(?<![\w.,)])[-+])? \d+ (?: [.,']\d+ | [ ]\d{{3}}(?!\d) )* )
  | (?P<percent>  per\s?cent\b | % | \bprozent\b | \bpercento\b )
  | (?P<word>     [{CJK}] | (?:\[[^\W\d_]\])? [^\W\d_{CJK}][^\W{CJK}]* (?: '[^\W\d_]+ )* )
  | (?P<note>     \^[-+]?\d+ )
  | (?P<bracket>  [\[\]] )
  | (?P<sign>     [$€£¥<>=~≈±≥≤+?°] )
    """,
    re.VERBOSE,
)
_CONTRACTED = re.compile(r"(\w+)n't")
_IRREGULAR = {"wo": "will", "ca": "can", "sha": "shall"}
_HYPHENS = "-\u2010\u2011\u00ad"


@dataclass(frozen=True, slots=True)
class Token:
    """A word, number or sign that counts. ``key`` is what is compared; ``inserted``: it stands in square brackets."""

    start: int
    end: int
    key: str
    group: str
    inserted: bool = False


def tokens(folded: str) -> list[Token]:
    """The words of a folded text; punctuation, footnote marks and "[sic]" are left out."""
    found: list[Token] = []
    inside = False
    for match in _TOKEN.finditer(folded):
        group = match.lastgroup or ""
        key = match[0]
        if group == "bracket":
            inside = key == "["
            continue
        if group == "number":
            key = number_key(key)
        elif group == "percent":
            key = "%"
        elif group == "word":
            key = key.replace("[", "").replace("]", "")
            if inside and key == "sic":
                continue
        elif group == "note" and not (found and found[-1].group == "number" and found[-1].end == match.start()):
            continue
        found.append(Token(match.start(), match.end(), key, group, inside and group != "ellipsis"))
    return found


def differences(quoted: str, source: str) -> tuple[Difference, ...]:
    """Align ``quoted`` with ``source`` word by word; an ellipsis in ``quoted`` stands for any words of ``source``."""
    if quoted == source:
        return (Difference("equal", quoted, source),) if quoted else ()
    left, right = normalise(quoted), normalise(source)
    ours, theirs = tokens(left.text), tokens(right.text)
    theirs = [token for token in theirs if token.group != "ellipsis"]
    steps: list[tuple[DifferenceKind, int, int, int, int]] = []
    for first, last, low, high in _parts(left, right, ours, theirs):
        if last - first == 1 and ours[first].group == "ellipsis":
            steps.append(("elision" if high > low else "layout", first, last, low, high))
        else:
            steps.extend(_aligned(left.text, right.text, ours, theirs, first, last, low, high))
    return _written_out(quoted, source, left, right, ours, theirs, steps)


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
) -> list[tuple[DifferenceKind, int, int, int, int]]:
    steps: list[tuple[DifferenceKind, int, int, int, int]] = []
    codes = Levenshtein.opcodes([t.key for t in ours[first:last]], [t.key for t in theirs[low:high]])
    for equal, group in groupby(codes, key=lambda code: code[0] == "equal"):
        run = list(group)
        a, b, c, d = run[0][1] + first, run[-1][2] + first, run[0][3] + low, run[-1][4] + low
        if equal:
            steps.extend(("equal", a + i, a + i + 1, c + i, c + i + 1) for i in range(b - a))
        else:
            steps.append((_classed(left, right, ours[a:b], theirs[c:d]), a, b, c, d))
    return steps


def _classed(left: str, right: str, ours: Sequence[Token], theirs: Sequence[Token]) -> DifferenceKind:
    """The gravest change between two runs of words."""
    if ours and theirs and _only_hyphenated(left, right, ours, theirs):
        return "layout"
    quoted, source = _spelt_out(ours), _spelt_out(theirs)
    if _count(quoted, NEGATIONS) != _count(source, NEGATIONS) or any(
        opposed_by_prefix(one, other) for one in quoted for other in source
    ):
        return "negation"
    if _amounts(quoted, ours) != _amounts(source, theirs):
        return "number"
    if ours and any(token.inserted for token in ours):
        return "insertion"
    if _count(quoted, HEDGES) != _count(source, HEDGES):
        return "hedge"
    return "word"


def _only_hyphenated(left: str, right: str, ours: Sequence[Token], theirs: Sequence[Token]) -> bool:
    """Whether the same letters are only joined or parted by a hyphen: "long-term", "long- term", "longterm"."""
    one, other = left[ours[0].start : ours[-1].end], right[theirs[0].start : theirs[-1].end]
    if not any(hyphen in text for text in (one, other) for hyphen in _HYPHENS) or any(map(str.isdigit, one + other)):
        return False
    return "".join(t.key for t in ours) == "".join(t.key for t in theirs)


def _spelt_out(run: Sequence[Token]) -> list[str]:
    words: list[str] = []
    for token in run:
        if match := _CONTRACTED.fullmatch(token.key):
            words += [_IRREGULAR.get(match[1], match[1]), "not"]
        elif token.key == "cannot":
            words += ["can", "not"]
        else:
            words.append(token.key)
    return words


def _count(words: Sequence[str], lexicon: frozenset[str]) -> Counter[str]:
    return Counter(word for word in words if word in lexicon)


def _amounts(words: Sequence[str], run: Sequence[Token]) -> Counter[str]:
    signs = [t.key for t in run if t.group in ("number", "percent", "note") or (t.group == "sign" and t.key != "?")]
    return Counter(signs) + Counter(word for word in words if word in NUMBER_WORDS or word in UNITS)


def _written_out(
    quoted: str,
    source: str,
    left: Normalised,
    right: Normalised,
    ours: list[Token],
    theirs: list[Token],
    steps: list[tuple[DifferenceKind, int, int, int, int]],
) -> tuple[Difference, ...]:
    """Steps over tokens as steps over the two texts: each piece reaches up to where the next one begins."""
    quoted_cuts = _cuts(left, ours, len(quoted), [(first, last) for _, first, last, _, _ in steps])
    source_cuts = _cuts(right, theirs, len(source), [(low, high) for _, _, _, low, high in steps])
    merged: list[Difference] = []
    for (kind, *_), one, other in zip(steps, quoted_cuts, source_cuts, strict=True):
        here, there = one.of(quoted), other.of(source)
        if kind == "equal" and here != there:
            kind = "layout"
        if merged and merged[-1].kind == kind and kind in ("equal", "layout"):
            merged[-1] = Difference(kind, merged[-1].quoted + here, merged[-1].source + there)
        else:
            merged.append(Difference(kind, here, there))
    if not merged:
        return (Difference("layout", quoted, source),)
    return tuple(merged)


def _cuts(folded: Normalised, found: list[Token], length: int, ranges: list[tuple[int, int]]) -> list[Span]:
    starts = [folded.span(token.start, token.end).start for token in found] + [length]
    if starts[:-1]:
        starts[0] = 0
    cuts: list[Span] = []
    position = 0
    for index, (_, last) in enumerate(ranges):
        end = length if index == len(ranges) - 1 else max(position, starts[last] if last else 0)
        cuts.append(Span(position, end))
        position = end
    return cuts
