"""Find words in one text as a reader of a PDF expects it: every place where they stand, however they are set.

The words that are looked for become one regular expression, which runs over the text as it is: nothing is folded
ahead, nothing has to be kept in memory, and what is found is a span of the text itself. What the expression forgives
is what :func:`~esgcheck.analysis.text.normalise` folds: case, ligatures and full-width forms, curly and straight
marks, kinds of dashes and of spaces, line breaks, soft hyphens, and a hyphen at which a word was broken. Accents are
forgiven too unless ``accents`` says that they count: who looks for "Zurich" wants "Zürich".

A sentence that runs over a page break is cut in two by what stands in the margins: the footer of one page, the header
of the next, footnotes. `find_in` looks a second time at every page break with these left out, so that a hit has one
span for each stretch of words that belong to it.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from .text import normalise
from .types import Span

LONGEST = 200
"""Characters of what is looked for; the rest is left out."""

_REACH = 400
"""Characters on each side of a page break that are looked at without what stands in the margins."""

_INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
_HYPHENS = "-\u2010\u2011"
_DASHES = "-\u2010-\u2015\u2212\ufe63\uff0d"
_BROKEN = rf"(?:[{_INVISIBLE}]*(?:[{_HYPHENS}][{_INVISIBLE}]*)?(?:(?<=[{_HYPHENS}{_INVISIBLE}])[ \t]*[\n\r]\s*)?)"
"""Between two letters: nothing, a hyphen, or the hyphen and the end of the line at which a word was broken."""

_MOST_ALIKE = 4
_COMBINING = "[\u0300-\u036f]*"
_PLAIN = str.maketrans("øłđħŧı", "oldhti")
_MARKS = {"'": "'‘’‚‛′ʼ´‹›", '"': '"“”„‟«»″〝〞'}
_OPERATORS = {"AND", "OR", "NOT"}
_TERM = re.compile(r'"([^"]+)"?|(\S+)')


@dataclass(frozen=True, slots=True)
class Found:
    """One place. More than one span where the margins of a page stand between its words."""

    spans: tuple[Span, ...]

    @property
    def span(self) -> Span:
        return Span(self.spans[0].start, self.spans[-1].end)


@dataclass(frozen=True, slots=True)
class Finding:
    """All places in the order of the text. ``apart``: each of several words was looked for by itself."""

    hits: tuple[Found, ...]
    apart: bool = False
    more: bool = False
    """There are more than were asked for."""


def find_in(
    text: str,
    words: str,
    *,
    pages: Sequence[Span] = (),
    margins: Sequence[Span] = (),
    accents: bool = False,
    whole: bool = False,
    apart: bool | None = None,
    limit: int = 2_000,
) -> Finding:
    """Where ``words`` stand in ``text``, at most ``limit`` places.

    Words in quotation marks stand together, and so do words without any; where these are found nowhere, and for a
    search with AND, OR, NOT or several quotations, each is looked for by itself. ``pages`` tile the text; ``margins``
    are the spans of headers, footers, page numbers and footnotes, in order. ``whole``: no part of a longer word.
    ``apart`` says how it was in the whole text where ``text`` is but a part of it: whether each word is looked for.
    """
    words = words[:LONGEST]
    together, terms = _terms(words)
    if together is not None and not apart:
        hits, more = _all(text, [together], _seams(text, pages, margins), accents, whole, limit)
        if hits or len(terms) < 2 or apart is False:
            return Finding(hits, more=more)
    seams = _seams(text, pages, margins) if any(" " in term for term in terms) else ()
    hits, more = _all(text, terms, seams, accents, whole, limit)
    return Finding(hits, apart=len(terms) > 1, more=more)


def pattern_for(words: str, *, accents: bool = False, whole: bool = False) -> re.Pattern[str] | None:
    """The expression that finds ``words``, or None where there is nothing to look for in them."""
    folded = " ".join(normalise(words).text.split())
    if not accents:
        folded = _without_accents(folded)
    if not any(letter.isalnum() for letter in folded):
        return None
    parts: list[str] = []
    for match in _TOKEN.finditer(folded):
        inner = match.start() > 0 and match.end() < len(folded)
        match match.lastgroup:
            case "dash":
                # Only from the first of a row of dashes: from each of a million it would take for ever.
                parts.append(rf"\s*[{_DASHES}]+\s*" if inner else f"(?<![{_DASHES}])[{_DASHES}]+")
            case "space":
                parts.append(rf"[\s{_INVISIBLE}]+")
            case "raised":
                parts.append(rf"(?:{re.escape(match[0])}|{match[0][1:].translate(_RAISED)})")
            case _:
                parts.append(_letters(match[0], accents))
    body = "".join(parts)
    return re.compile(rf"(?<!\w){body}(?!\w)" if whole else body)


_TOKEN = re.compile(r"(?P<dash> ?-(?: ?-)* ?)|(?P<space> )|(?P<raised>\^\d+)|(?P<run>[^ ^-]+|\^)")
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_SQUARES = {"2": "²", "3": "³"}


def _letters(run: str, accents: bool) -> str:
    """Letters without a space: each in every form that it has, ligatures for several, a broken word between any two."""
    singles, several = _forms(accents)
    parts: list[str] = []
    at = 0
    while at < len(run):
        if at and run[at - 1].isalpha() and run[at].isalpha():
            parts.append(_BROKEN)
        alike = len(run[at:]) - len(run[at:].lstrip(run[at]))
        if alike > _MOST_ALIKE and run[at] * 2 in several:
            # No word has so many: about that many of the letter, or of what ties it together, is near enough.
            forms = _letter(run[at], singles, accents).removesuffix(_COMBINING)
            ties = several[run[at] * 2] + several.get(run[at] * 3, "")
            parts.append(rf"(?:(?:{forms}|[{ties}]){_COMBINING}{_BROKEN}){{{max(alike // 3 - 1, 1)},{alike}}}")
            at += alike
            here = run[at : at + 1]
            if here and (ties := several.get(run[at - 1] + here, "") + several.get(run[at - 2 : at] + here, "")):
                parts.append(rf"(?:[{ties}]|{_letter(here, singles, accents)})")
                at += 1
            continue
        size = _tied(run, at, several)
        ways = [_BROKEN.join(way) for way in _ways(run[at : at + size], singles, several, accents)]
        if size == 1 and at and run[at] in _SQUARES and run[at - 1].isalpha():
            ways.append(_SQUARES[run[at]])
        parts.append(ways[0] if len(ways) == 1 else f"(?:{'|'.join(ways)})")
        at += size
    return "".join(parts)


def _tied(run: str, at: int, several: dict[str, str]) -> int:
    """How many letters from ``at`` on ligatures may tie together: each may begin inside of the one before."""
    end, place = at + 1, at
    while place < end <= at + 4:
        end = max(end, next((place + size for size in (3, 2) if run[place : place + size] in several), end))
        place += 1
    return end - at


def _ways(run: str, singles: dict[str, str], several: dict[str, str], accents: bool) -> Iterator[list[str]]:
    """Every way to set a short run with and without ligatures: ``ﬃ``, ``ﬀi``, ``fﬁ``, ``ffi``."""
    if not run:
        yield []
        return
    for size in range(min(3, len(run)), 0, -1):
        if size == 1:
            first = _letter(run[0], singles, accents)
        elif run[:size] in several:
            first = f"[{several[run[:size]]}]"
        else:
            continue
        for rest in _ways(run[size:], singles, several, accents):
            yield [first, *rest]


def _letter(letter: str, singles: dict[str, str], accents: bool) -> str:
    if not letter.isalpha():
        return f"[{re.escape(singles.get(letter, '') + letter)}]"
    forms = {*singles.get(letter, ""), letter, *(form for form in (letter.upper(),) if len(form) == 1)}
    one = f"[{re.escape(''.join(sorted(forms)))}]"
    if not accents:
        return one + _COMBINING
    apart = unicodedata.normalize("NFD", letter)
    if len(apart) == 1:
        return f"{one}(?![\u0300-\u036f])"
    return f"(?:{one}|[{apart[0]}{apart[0].upper()}]{re.escape(apart[1:])})"


@lru_cache(maxsize=2)
def _forms(accents: bool) -> tuple[dict[str, str], dict[str, str]]:
    """What else is read as a letter, by letter, and which single characters are read as several."""
    singles: dict[str, str] = dict(_MARKS)
    several: dict[str, str] = {}
    for first, last in _RANGES:
        for letter in map(chr, range(first, last + 1)):
            read = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", letter).casefold())
            if not accents:
                read = _without_accents(read)
            if read == letter or letter in _UNLIKE or not read.strip():
                continue
            if len(read) == 1:
                singles[read] = singles.get(read, "") + letter
            elif len(read) <= 3:
                several[read] = several.get(read, "") + letter
    return singles, several


_RANGES = (
    (0x41, 0x5A),
    (0xA1, 0x24F),
    (0x370, 0x52F),
    (0x1E00, 0x1FFF),
    (0x2026, 0x2026),
    (0x2080, 0x2089),
    (0x2100, 0x214F),
    (0x2460, 0x24FF),
    (0xFB00, 0xFB06),
    (0xFF01, 0xFF5E),
)
"""Where letters and signs have other forms: Latin, Greek, Cyrillic, signs, ligatures, full width."""

_UNLIKE = "²³¹"
"""A raised digit is not the digit: "10⁶" is not "106"."""


def _without_accents(text: str) -> str:
    if text.isascii():
        return text
    apart = unicodedata.normalize("NFD", text.translate(_PLAIN))
    return unicodedata.normalize("NFC", "".join(letter for letter in apart if not unicodedata.combining(letter)))


def _terms(words: str) -> tuple[str | None, list[str]]:
    """What is to stand together, if the words say so or say nothing; and each word or quotation by itself."""
    found = [(match[1], match[2]) for match in _TERM.finditer(words.translate(str.maketrans("“”„", '"""')))]
    marked = any(quoted for quoted, _ in found)
    asked = any(word in _OPERATORS for _, word in found)
    kept = [quoted or word for quoted, word in found if word not in _OPERATORS]
    if asked or (marked and len(kept) > 1):
        return None, kept
    return " ".join(kept), [part for word in kept for part in word.split()] if not marked else kept


def _all(
    text: str,
    terms: Sequence[str],
    seams: Iterable[_Seam],
    accents: bool,
    whole: bool,
    limit: int,
) -> tuple[tuple[Found, ...], bool]:
    patterns = [made for term in terms if (made := pattern_for(term, accents=accents, whole=whole))]
    hits: dict[tuple[int, int], Found] = {}
    for pattern in patterns:
        for match in pattern.finditer(text):
            hits.setdefault(match.span(), Found((Span(*match.span()),)))
            if len(hits) > limit:
                break
    for seam in seams:
        for pattern in patterns:
            for found in seam.find(pattern):
                hits.setdefault((found.span.start, found.span.end), found)
    ordered = sorted(hits.values(), key=lambda found: (found.span.start, found.span.end))
    return tuple(ordered[:limit]), len(ordered) > limit


@dataclass(frozen=True, slots=True)
class _Seam:
    """The end of a page and the beginning of the next without their margins; ``pieces`` say where each was."""

    text: str
    pieces: tuple[tuple[int, Span], ...]
    border: int

    def find(self, pattern: re.Pattern[str]) -> Iterator[Found]:
        """The hits that lie across the page break."""
        for match in pattern.finditer(self.text):
            start, end = match.span()
            if start < self.border < end:
                yield Found(tuple(self._spans(start, end)))

    def _spans(self, start: int, end: int) -> Iterator[Span]:
        for offset, span in self.pieces:
            first, last = max(start, offset), min(end, offset + len(span))
            if first < last:
                words = self.text[first:last]
                left = len(words) - len(words.lstrip())
                right = len(words.rstrip())
                if left < right:
                    begin = span.start + first - offset
                    yield Span(begin + left, begin + right)


def _seams(text: str, pages: Sequence[Span], margins: Sequence[Span]) -> Iterator[_Seam]:
    """One for each page break with something of a margin near it; without, the text itself runs on."""
    by_page: dict[int, list[Span]] = defaultdict(list)
    number = 0
    for margin in sorted(margins):
        while number + 1 < len(pages) and pages[number].end <= margin.start:
            number += 1
        by_page[number].append(margin)
    for index in range(len(pages) - 1):
        if by_page.get(index) or by_page.get(index + 1):
            before = _last(list(_bodies(pages[index], by_page[index])))
            after = _first(list(_bodies(pages[index + 1], by_page[index + 1])))
            parts, pieces, border = [], [], 0
            length = 0
            for place, span in enumerate([*before, *after]):
                if place == len(before):
                    border = length
                parts.append(span.of(text))
                pieces.append((length, span))
                length += len(span)
            if before and after:
                yield _Seam("".join(parts), tuple(pieces), border)


def _bodies(page: Span, margins: Sequence[Span]) -> Iterator[Span]:
    at = page.start
    for margin in margins:
        if margin.start > at:
            yield Span(at, margin.start)
        at = max(at, margin.end)
    if at < page.end:
        yield Span(at, page.end)


def _last(bodies: list[Span]) -> list[Span]:
    kept: list[Span] = []
    room = _REACH
    for span in reversed(bodies):
        if room <= 0:
            break
        kept.insert(0, Span(max(span.start, span.end - room), span.end))
        room -= len(span)
    return kept


def _first(bodies: list[Span]) -> list[Span]:
    kept: list[Span] = []
    room = _REACH
    for span in bodies:
        if room <= 0:
            break
        kept.append(Span(span.start, min(span.end, span.start + room)))
        room -= len(span)
    return kept
