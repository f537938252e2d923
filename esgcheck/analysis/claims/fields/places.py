"""The cells of a table row where they stand on the page; those that hold several columns taken apart."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from esgcheck.analysis.claims.fields.apart import extent, stretches, year_over_words
from esgcheck.analysis.claims.fields.shapes import (
    AGES,
    BARE_YEAR,
    FIGURE,
    GROUPED,
    NOTHING,
    is_figure,
    is_year,
    range_of,
    two_in_cell,
)
from esgcheck.analysis.claims.measures import UNIT
from esgcheck.analysis.types import Cell, Document, Span

_TOKEN = re.compile(r"\d[\d.,]* %(?!\S)|\S+")


@dataclass(frozen=True, slots=True)
class Place:
    """A cell (or a part of one) with its left and right edge in points, and its words on one line."""

    cell: Cell
    left: float
    right: float
    name: str = ""

    @property
    def centre(self) -> float:
        return (self.left + self.right) / 2

    @property
    def span(self) -> Span:
        return self.cell.span


def place_of(document: Document, cell: Cell) -> Place:
    """Where a cell stands; by the number of its column where the words have no place (spreadsheets)."""
    name = " ".join(cell.span.of(document.text).split())
    found = extent(document, cell.span)
    if found is None:
        return Place(cell, cell.column * 10.0, cell.column * 10.0 + 9, name)
    return Place(cell, found[0], found[1], name)


def without_number(places: list[Place]) -> list[Place]:
    """The cells without the number that a row is counted by ("8", "of which investment firms", "115")."""
    if len(places) < 2 or not re.fullmatch(r"\d{1,3}\.?", places[0].name) or is_figure(places[1].name):
        return places
    counted = len(places[1].name) > 3 and not NOTHING.fullmatch(places[1].name)
    return places[1:] if counted and not re.match(r"[A-Z]?/|[<>≤≥]", places[1].name) else places


def parts_of(document: Document, place: Place, over: Place | None) -> list[Place]:
    """A cell that holds the figures of several columns, taken apart.

    "470 158 628" only where the heading ``over`` it has as many words.
    """
    span = place.span
    written = span.of(document.text)
    if (two := two_in_cell(written)) is not None:
        return [place_of(document, Cell(Span(span.start + a, span.start + b), place.cell.column)) for a, b in two]
    tokens = [match.span() for match in _TOKEN.finditer(written)]
    if (
        len(tokens) < 2
        or AGES.fullmatch(place.name)
        or range_of(written)
        or not all(_stands_alone(written[a:b]) for a, b in tokens)
    ):
        return [place]
    figures = sum(FIGURE.fullmatch(written[a:b]) is not None for a, b in tokens)
    if figures == 0 or (figures == 1 and len(tokens) == 2 and is_figure(written)):
        return [place]
    apart = stretches(document, span)
    if len(apart) == len(tokens):
        return [place_of(document, Cell(part, place.cell.column)) for part in apart]
    grouped = FIGURE.fullmatch(written) and GROUPED.fullmatch(written.strip())
    if grouped and (over is None or len(over.span.of(document.text).split()) != len(tokens)):
        return [place]
    return [place_of(document, Cell(Span(span.start + a, span.start + b), place.cell.column)) for a, b in tokens]


def _stands_alone(word: str) -> bool:
    """A figure, a dash or a unit: what a column may hold alone."""
    if FIGURE.fullmatch(word) or NOTHING.fullmatch(word):
        return True
    return UNIT.fullmatch(word) is not None and word != "%"


def heading_rows(document: Document, places: Sequence[Place]) -> list[list[Place]]:
    """A row of headings, its cells taken apart; years that stand on a line of their own are a row above it."""
    over = {place: found for place in places if (found := year_over_words(document, place.span))}
    plain = any(is_year(place.name) for place in places if place not in over)
    if not over or plain or len(over) == sum(place.cell.column > 0 for place in places):
        return [[part for place in places for part in _years_apart(document, place)]]
    years = [place_of(document, Cell(found[0], place.cell.column)) for place, found in over.items()]
    words = [place_of(document, Cell(over[p][1], p.cell.column)) if p in over else p for p in places]
    return [years, [part for place in words for part in _years_apart(document, place)]]


def _years_apart(document: Document, place: Place) -> list[Place]:
    """A heading cell that holds the years of several columns, taken apart."""
    span = place.span
    tokens = list(re.finditer(r"\S+", span.of(document.text)))
    if len(tokens) < 2:
        return [place]
    if not all(BARE_YEAR.fullmatch(token[0]) for token in tokens):
        return [place_of(document, Cell(part, place.cell.column)) for part in stretches(document, span)]
    return [
        place_of(document, Cell(Span(span.start + t.start(), span.start + t.end()), place.cell.column)) for t in tokens
    ]
