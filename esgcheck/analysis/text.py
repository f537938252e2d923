"""Fold a text so that words compare as a reader compares them, and find every folded stretch again in the original.

A report typeset by one program and a transcript typed by another spell the same words differently: ``ﬁnd`` with a
ligature, curly or straight marks, a soft hyphen, a word broken at the end of a line, another case. `normalise` folds
all that, and keeps a map back, so that what is stored and shown is always a span of the original.

What is folded: white space of any length to one space; case; ligatures, full-width and other compatibility forms
(NFKC); quotation marks and apostrophes to ``"`` and ``'``; dashes, with a space each side unless they stand between
digits; ``…`` to ``...``; soft hyphens and invisible characters to nothing; and a hyphen between two letters, with the
line break after it if there is one, to nothing, because nobody can tell ``long-`` / ``term`` broken at a line end from
a hyphen that belongs there. Superscript digits become ``^2``: "10⁶" is not "106", and a footnote mark is not a digit.
What is kept: every word, every digit, every sign.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass

from .types import Span

CJK = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
"""Letters of scripts that are written without spaces, as a range for a character class: each counts as a word."""

_LETTER = r"[^\W\d_]"
_INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
_DASHES = "\u2013\u2014\u2015"
_SUPERSCRIPTS = "\u2070\u00b9\u00b2\u00b3\u2074-\u207b"

_NOTE_DIGITS = "\u2070\u00b9\u00b2\u00b3\u2074-\u2079"
_AFTER_WORDS = rf"(?:(?<={_LETTER}{_LETTER}{_LETTER})|(?<=[%.,;:)\]\"”’'!?]))"
"""Where a raised number refers to a note: after a word or a mark, but not after a unit such as m or km."""
_NOTES = rf"[{_NOTE_DIGITS}]+(?:,[{_NOTE_DIGITS}]+)*"
_NOTE = re.compile(rf"(?:{_AFTER_WORDS}|(?<!\b10)(?<=\d)){_NOTES}")

_STRETCH = re.compile(r"(?:[^\x20-\x2c\x2e-\x7e]|  )[^\x21-\x2c\x2e-\x7e]*")
"""Where something may need folding: from a character that is not plain to the next plain one that is not a space."""

_SPECIAL = re.compile(
    rf"""
    (?P<gone>   (?<={_LETTER})[{_INVISIBLE}]*[-\u2010\u2011][{_INVISIBLE}]*(?:[ \t]*[\n\r]\s*)?(?={_LETTER})
              | [{_INVISIBLE}]+(?:[ \t]*[\n\r]\s*(?={_LETTER}))?
              | {_AFTER_WORDS}{_NOTES} )
  | (?P<minus>  (?<=\d)[{_DASHES}](?=\d) | (?<!\w)[\u2012\u2013\u2212](?=\d) | [\u2010\u2011\u2012\u2212\ufe63\uff0d] )
  | (?P<dash>   \s*(?:(?<=\w)[{_DASHES}]+|[{_DASHES}]+(?!\d)|--+)\s* )
  | (?P<space>  \s[\s{_INVISIBLE}]+ | [^\S\x20] )
  | (?P<square> (?:(?<=\bm)|(?<=\bkm)|(?<=\bcm)|(?<=\bCO)) [\u00b2\u00b3] )
  | (?P<raised> [{_SUPERSCRIPTS}]+ )
  | (?P<other>  [^\x00-\x7f\s{_INVISIBLE}{_DASHES}{_SUPERSCRIPTS}\u2010\u2011\u2012\u2212\ufe63\uff0d]+
              | [\x21-\x7e][\u0300-\u036f]+ )
    """,
    re.VERBOSE,
)

_MARKS = dict.fromkeys("‘’‚‛′ʼ´‹›", "'") | dict.fromkeys("“”„‟«»″〝〞", '"')


@dataclass(frozen=True, slots=True)
class Normalised:
    """A folded text and the way back.

    ``offsets`` is a pair of equally long tuples, the places in the folded text and in the original where a piece
    begins, ended by the two lengths. Inside a piece that is as long folded as it was, character answers to character;
    any other piece is only ever mapped whole.
    """

    text: str
    offsets: tuple[tuple[int, ...], tuple[int, ...]]

    def span(self, start: int, end: int) -> Span:
        """The span of the original that was folded to ``self.text[start:end]``."""
        if not 0 <= start <= end <= len(self.text):
            raise ValueError(f"{start}, {end} is not a stretch of a text of {len(self.text)} characters")
        folded, original = self.offsets
        piece = self._piece(start)
        begin = original[piece] + (start - folded[piece] if self._one_to_one(piece) else 0)
        if start == end:
            return Span(begin, begin)
        piece = self._piece(end - 1)
        finish = original[piece] + end - folded[piece] if self._one_to_one(piece) else original[piece + 1]
        return Span(begin, finish)

    def at(self, offset: int) -> int:
        """Where the character at ``offset`` of the original went; the next one that was kept, if it was dropped."""
        folded, original = self.offsets
        piece = max(0, bisect_right(original, offset) - 1)
        return folded[piece] + (offset - original[piece] if self._one_to_one(piece) else 0)

    def _piece(self, position: int) -> int:
        return bisect_right(self.offsets[0], position) - 1

    def _one_to_one(self, piece: int) -> bool:
        folded, original = self.offsets
        return piece + 1 < len(folded) and folded[piece + 1] - folded[piece] == original[piece + 1] - original[piece]


def normalise(text: str) -> Normalised:
    """Fold ``text`` as told above. What stays as long as it was needs no entry in the map, which keeps this quick."""
    plain = _lower(text)
    parts: list[str] = []
    folded: list[int] = [0]
    original: list[int] = [0]
    length = last = 0
    for stretch in _STRETCH.finditer(plain):
        start, end = stretch.span()
        if end - start == 1:
            if plain[start] == "\n" and plain[start - 1 : start] not in (" ", "-", "\u00ad", "\u2010"):
                parts.append(plain[last:start] + " ")
                length += end - last
                last = end
                continue
            if plain[start] == "-" and not (plain[start - 1 : start].isalpha() and plain[end : end + 1].isalpha()):
                continue
        while start > last and plain[start - 1] == " ":
            start -= 1
        if start > last and unicodedata.combining(plain[start]):
            start -= 1
        for match in _SPECIAL.finditer(plain, start, end + 1):
            start, end = match.span()
            parts.append(plain[last:start])
            length += start - last
            last = end
            for offset, piece in _fold(match):
                folded.append(length)
                original.append(start + offset)
                parts.append(piece)
                length += len(piece)
            folded.append(length)
            original.append(end)
    parts.append(plain[last:])
    length += len(plain) - last
    folded.append(length)
    original.append(len(text))
    return Normalised("".join(parts), (tuple(folded), tuple(original)))


_WORD = re.compile(rf"[{CJK}]|[^\W_{CJK}]+")


def words_of(folded: str) -> list[str]:
    """The words of a folded text as the indexes have them: letters and digits, cut at any mark."""
    return _WORD.findall(folded)


def without_notes(text: str) -> str:
    """The text with a space for each raised digit of the number of a note ("zero⁵⁶ by 2050¹³"), as long as it was.

    What stands raised after a unit ("m³") or a ten ("10⁶") stays.
    """
    return text if text.isascii() else _NOTE.sub(lambda note: " " * len(note[0]), text)


def _lower(text: str) -> str:
    """Lower case and straight marks, character for character."""
    plain = text.lower()
    if len(plain) != len(text):
        plain = "".join(lower if len(lower := letter.lower()) == 1 else letter for letter in text)
    if not plain.isascii():
        for mark, straight in _MARKS.items():
            plain = plain.replace(mark, straight)
    return plain


def _fold(match: re.Match[str]) -> list[tuple[int, str]]:
    """What a stretch that is not plain becomes: pieces, each with its offset in the stretch."""
    match match.lastgroup:
        case "gone":
            return [(0, "")]
        case "minus":
            return [(0, "-")]
        case "dash":
            return [(0, " - ")]
        case "space":
            return [(0, " ")]
        case "square":
            return [(0, unicodedata.normalize("NFKC", match[0]))]
        case "raised":
            return [(0, "^" + unicodedata.normalize("NFKC", match[0]).replace("\u2212", "-"))]
    run = match[0]
    if unicodedata.is_normalized("NFKC", run) and len(lowered := run.casefold()) == len(run):
        return [(0, lowered)]
    return [(cluster.start(), _caseless(cluster[0])) for cluster in _CLUSTER.finditer(run)]


_CLUSTER = re.compile(r"[\s\S][\u0300-\u036f\u3099\u309a]*")


def _caseless(cluster: str) -> str:
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", cluster).casefold())
