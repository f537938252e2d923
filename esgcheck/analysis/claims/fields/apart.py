"""Cells that hold the content of several columns, taken apart where the page shows a gap or a new line."""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import pairwise

from esgcheck.analysis.places import Words
from esgcheck.analysis.types import Document, Span, Word

_WIDE = 0.75
"""A gap of so many times the height of the letters parts two columns; a space is about a quarter of it."""
_MOST = 60
"""Words of one cell; more are no cell."""
_WHEN = re.compile(
    r"(?:(?:as )?(?:at|of)|al|zum|FY|year|anno)?[ .]?(?:\d{1,2}[./-]\d{1,2}[./-]|31 \w{3,9} |\w{3,9} 31,? )?"
    r"(?:19[5-9]\d|20\d\d)(?:/\d\d(?:\d\d)?)?",
    re.IGNORECASE,
)


def stretches(document: Document, span: Span) -> list[Span]:
    """The words of a cell in groups that stand apart from each other on one line; the cell itself where none do."""
    words = words_within(document, span)
    if len(words) < 2:
        return [span]
    groups: list[list[Word]] = [[words[0]]]
    for one, other in pairwise(words):
        height = min(one.box.y1 - one.box.y0, other.box.y1 - other.box.y0)
        same = abs(one.box.y0 - other.box.y0) < 0.5 * height
        if not same:
            return [span]
        if other.box.x0 - one.box.x1 > _WIDE * height:
            groups.append([])
        groups[-1].append(other)
    return [Span(group[0].start, group[-1].end) for group in groups]


def year_over_words(document: Document, span: Span) -> tuple[Span, Span] | None:
    """A heading cell of a year and, on another line, words: the year, which is over more columns, and the words."""
    words = words_within(document, span)
    lines: list[list[Word]] = []
    for word in words:
        if lines and abs(lines[-1][-1].box.y0 - word.box.y0) < 0.5 * (word.box.y1 - word.box.y0):
            lines[-1].append(word)
        else:
            lines.append([word])
    if len(lines) != 2:
        return None
    first, second = (Span(line[0].start, line[-1].end) for line in lines)
    if _WHEN.fullmatch(" ".join(first.of(document.text).split())):
        return first, second
    if _WHEN.fullmatch(" ".join(second.of(document.text).split())):
        return second, first
    return None


def extent(document: Document, span: Span) -> tuple[float, float, float] | None:
    """The left and right edge and the top of the words of a stretch of the text; None where they have no place.

    Read from the packed places of the page: it is asked for every cell of every table.
    """
    page = document.page_at(span.start) if document.pages else None
    if page is None or not page.words:
        return None
    words = page.words
    if not isinstance(words, Words):
        boxes = [word.box for word in words_within(document, span)]
        return (min(b.x0 for b in boxes), max(b.x1 for b in boxes), boxes[0].y0) if boxes else None
    first = bisect_left(words.starts, span.start)
    last = bisect_left(words.starts, span.end, first, min(first + _MOST, len(words.starts)))
    if first == last:
        return None
    places = words.places
    return min(places[4 * first : 4 * last : 4]), max(places[4 * first + 2 : 4 * last : 4]), places[4 * first + 1]


def words_within(document: Document, span: Span) -> list[Word]:
    """The words of a stretch of the text that have a place on the page, at most sixty."""
    page = document.page_at(span.start) if document.pages else None
    if page is None or not page.words:
        return []
    words = page.words
    if isinstance(words, Words):
        first = bisect_left(words.starts, span.start)
        last = bisect_left(words.starts, span.end, first, min(first + _MOST, len(words.starts)))
    else:
        first = bisect_left(words, span.start, key=lambda word: word.start)
        last = bisect_left(words, span.end, first, min(first + _MOST, len(words)), key=lambda word: word.start)
    return [words[index] for index in range(first, last)]
