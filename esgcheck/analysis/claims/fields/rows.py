"""The headings over the cells of each table row: the columns' own, those of column groups, and the row's label.

Reports lay tables out for the eye. A heading may stand over several columns ("2023" over "Men" and "Women"), a label
may serve the rows below it ("Italy" over 2017, 2018, 2019), a row without figures may head a section ("in t"), and one
table may follow the other without a gap. Which heading is over a cell is told by where both stand on the page
(``over``); where the words have no place (spreadsheets), by the columns' numbers. What a cell holds tell its words
(``shapes``); what stands around the table, ``surroundings``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from esgcheck.analysis.claims.fields.apart import extent
from esgcheck.analysis.claims.fields.over import Headings, corners, nearest_heading
from esgcheck.analysis.claims.fields.overleaf import Overleaf
from esgcheck.analysis.claims.fields.places import Place, heading_rows, parts_of, place_of, without_number
from esgcheck.analysis.claims.fields.shapes import (
    AGES,
    BARE_YEAR,
    CODES,
    COLUMN_NUMBER,
    NOTHING,
    PART_OF,
    all_years,
    begins_with_quantity,
    is_figure,
    is_year,
)  # fmt: skip
from esgcheck.analysis.claims.fields.surroundings import Surroundings, UprightLine
from esgcheck.analysis.types import Cell, Document, Passage, Span

_HEADINGS = 7
"""So many rows of headings a table may have."""
_HEADINGS_APART = 5
"""A table of no more rows, all of them headings, heads the table right below it."""
_OPEN = "≤<–-"
"""What a heading ends with whose last word stands on the next line."""
_SPAN_OF_TIME = re.compile(r"from (?:1(?:st)? )?January", re.IGNORECASE)
_NAME_LONGEST = 80
_HEADING_LONGEST = 120
_PITCH = 20
"""Points that the middle of an upright heading may be off that of its column."""


@dataclass(frozen=True, slots=True)
class Part:
    """A figure or other content of a cell, with the headings over it, the nearest first."""

    span: Span
    over: tuple[Span, ...]
    figure: bool


@dataclass(frozen=True, slots=True)
class RowHeads:
    """``label`` are the row's own words and those of the rows above that it stands under; ``corner`` what is said of
    all columns ("in t"), ``titles`` the words over the table, nearest first; ``headings`` all above it on its page.
    """

    parts: tuple[Part, ...]
    label: tuple[Span, ...] = ()
    corner: tuple[Span, ...] = ()
    titles: tuple[Span, ...] = ()
    headings: tuple[Span, ...] = ()
    parent: Span | None = None
    """The label of the row that a row "of which" belongs to."""


def heads_of_rows(document: Document) -> Iterator[tuple[Passage, RowHeads]]:
    """Every row of every table that is no heading itself, with its headings."""
    walk = _Walk(document)
    for passage in document.passages:
        if not passage.cells:
            walk.around.pass_by(passage)
            continue
        heads = walk.step(passage)
        if heads is not None:
            yield passage, heads


class _Walk:
    """What is remembered while going down the rows of a table, and from one table to the next."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.around = Surroundings(document)
        self.table = 0
        self.page = 0
        self.rows = 0
        """Rows of the table so far."""
        self.columns: list[Place] = []
        """The figures of the last row that had all columns."""
        self.heading: list[list[Place]] = []
        self.dates: list[list[Place]] = []
        """Section rows that are dates: they head what follows even when new headings come."""
        self.labels: list[Span] = []
        self.section: Span | None = None
        self.sectioned = False
        """The section began below the last row of figures."""
        self.parent: Span | None = None
        self.titles: tuple[Span, ...] = ()
        self.headings: tuple[Span, ...] = ()
        self.upright: list[UprightLine] = []
        self.overleaf = Overleaf()
        self.fresh = True
        """No row below the last heading yet."""
        self.begun = False
        """A row of figures was seen below the last heading."""

    def step(self, passage: Passage) -> RowHeads | None:
        if passage.table != self.table:
            self._begin(passage)
        self.around.row_passed()
        self.rows += 1
        places = without_number([place_of(self.document, cell) for cell in passage.cells])
        if self._is_heading(passage, places):
            self._take_heading(places)
            return None
        parts = [part for place in places for part in self._parts(place)]
        label = parts[0] if parts and parts[0].cell.column == 0 and AGES.fullmatch(parts[0].name) else None
        figures = [part for part in parts if part is not label and is_figure(part.name)]
        if not figures:
            self._without_figures(passage, parts)
            return None
        if len(figures) >= len(self.columns):
            self.columns = figures
        if not self.begun:
            self.overleaf.complete(self.heading, passage.page)
        heads = self._heads(passage, parts, figures)
        self.fresh, self.begun, self.dates, self.sectioned = False, True, [], False
        return heads

    def _begin(self, passage: Passage) -> None:
        """A new table; one without headings goes on with those of the one before it, right above or overleaf."""
        goes_on = self._goes_on(passage)
        named = self.section if self.sectioned and self.page == passage.page else None
        self.table, self.rows = passage.table, 0
        self.fresh, self.begun = not (goes_on and self.begun), False
        if goes_on and self.page < passage.page:
            self.page = passage.page
            return
        self.labels, self.section, self.parent = [], None, None
        self.titles = (*self.around.titles(passage.page), *((named,) if named else ()))
        self.sectioned = False
        if not goes_on:
            years = [place_of(self.document, Cell(span, 1)) for span in self.around.years()]
            self.heading, self.upright, self.columns, self.page = [years] if years else [], [], [], passage.page
            self.headings = self.around.headings(passage.page)

    def _goes_on(self, passage: Passage) -> bool:
        if not self.heading or self.around.between(passage.page):
            return False
        figures = [cell for cell in passage.cells if is_figure(cell.span.of(self.document.text))]
        if self.page == passage.page:
            if not self.begun:
                short = all(len(head.name) < _HEADING_LONGEST for row in self.heading for head in row)
                return short and self.rows <= _HEADINGS_APART
            alone = len(passage.cells) == 1 and bool(self.around.upright_on(passage.page))
            return not passage.header and (alone or 0 < len(figures) <= len(self.heading[-1]))
        if self.page + 1 < passage.page or passage.header or not figures or not self.columns:
            return False
        places = [place_of(self.document, cell) for cell in figures]
        return all(any(p.left < c.right and c.left < p.right for c in self.columns) for p in places)

    def _take_heading(self, places: Sequence[Place]) -> None:
        if not self.fresh:
            if self.section is not None and (not self.begun or self.sectioned):
                self.titles = (self.section, *self.titles)
            self.heading, self.labels, self.section, self.columns = [*self.dates], [], None, []
        self.dates = []
        self.begun = False
        self.heading += heading_rows(self.document, places)
        self.fresh = True

    def _parts(self, place: Place) -> list[Place]:
        if " " not in place.name:
            return [place]
        over = nearest_heading(place, self.heading[-1], [place]) if self.heading else None
        return parts_of(self.document, place, over)

    def _without_figures(self, passage: Passage, places: Sequence[Place]) -> None:
        """A row that heads the rows below it ("Italy"), another row of headings, or nothing of use."""
        self.fresh = False
        if not places:
            return
        empty = all(NOTHING.fullmatch(place.name) or CODES.fullmatch(place.name) for place in places[1:])
        if len(places) == 1 or (empty and places[0].cell is passage.cells[0]):
            self.section, self.sectioned = places[0].span, True
            self.dates = [*self.dates, list(places)] if is_year(places[0].name) else self.dates
        elif len(places) == 2 and places[1].name[:1] in "([":
            self.section, self.sectioned = places[1].span, True
        short = all(len(place.name) < _NAME_LONGEST for place in places)
        room = not self.heading or (not self.begun and short and len(self.heading) < _HEADINGS)
        if len(places) > 1 and not empty and room and self._may_head(places):
            self.heading += heading_rows(self.document, places)
            self.fresh = True

    def _may_head(self, places: Sequence[Place]) -> bool:
        return not any(place.cell.column > 0 and begins_with_quantity(place.name) for place in places)

    def _is_heading(self, passage: Passage, places: Sequence[Place]) -> bool:
        text = self.document.text
        written = [place.span.of(text) for place in places]
        if passage.header:
            return not all(is_figure(words) and not is_year(words) for words in written)
        if sum(AGES.fullmatch(words.strip()) is not None for words in written) >= 2 and not any(
            is_figure(words) and not AGES.fullmatch(words.strip()) for words in written
        ):
            return True
        years = sum(is_year(words) or all_years(words) for words in written)
        numbered = sum(COLUMN_NUMBER.search(words) is not None for words in written)
        figures = sum(1 for words in written if is_figure(words) and not is_year(words) and not all_years(words))
        if numbered > 1 and all(COLUMN_NUMBER.fullmatch(words.strip()) or not is_figure(words) for words in written):
            return True
        if (years >= 2 or any(map(all_years, written))) and not figures:
            return True
        dated = len(written) == 2 and (BARE_YEAR.fullmatch(written[1].strip()) or _SPAN_OF_TIME.match(written[1]))
        if dated and not figures and not is_year(written[0]):
            return True
        if years and not figures and self.fresh:
            return len(places) > 1 or places[0].cell.column > 0
        if (
            figures
            and self.fresh
            and self.heading
            and all(not is_figure(place.name) or self._goes_on_above(place) for place in places)
        ):
            return True
        if figures or years or len(places) < 2 or not self._may_head(places):
            return False
        if all(NOTHING.fullmatch(place.name) or CODES.fullmatch(place.name) for place in places[1:]):
            return False
        return self.fresh or self._replaces(places)

    def _goes_on_above(self, place: Place) -> bool:
        """Whether a figure is the end of the heading right above it: "30 ≤ x ≤" over "50"."""
        return any(
            head.name[-1:] in _OPEN and head.left < place.right and place.left < head.right for head in self.heading[-1]
        )

    def _replaces(self, places: Sequence[Place]) -> bool:
        """Whether words below a row of figures are the headings of what follows: as many as the headings above."""
        if not self.begun or not self.heading:
            return False
        over = [place for place in places if place.cell.column > 0]
        named = [place for place in over if len(place.name) > 3 and not NOTHING.fullmatch(place.name)]
        leaves = {" ".join(place.name.split()[:2]).lower() for place in self.heading[-1]}
        same = sum(" ".join(place.name.split()[:2]).lower() in leaves for place in named)
        return len(named) == len(over) >= 2 and 2 * same >= len(named)

    def _heads(self, passage: Passage, places: Sequence[Place], figures: Sequence[Place]) -> RowHeads:
        words = [place for place in places if place not in figures]
        own = [p.span for p in words if p.left <= figures[0].left and not NOTHING.fullmatch(p.name)]
        if words and words[0] is places[0]:
            self.labels, inherited = own[:1], []
        else:
            inherited = self.labels
        part_of = bool(own) and PART_OF.match(own[0].of(self.document.text)) is not None
        if own and not part_of:
            self.parent = own[0]
        slots = self._slots(places, figures)
        upright = self._upright(passage, places)
        headings = Headings(self.heading, slots)
        return RowHeads(
            tuple(
                Part(p.span, (*over[:1], *upright.get(p, ()), *over[1:]), p in figures)
                for p in places
                for over in [headings.over(p)]
            ),
            (*own, *inherited),
            (*corners(self.heading, figures), *((self.section,) if self.section else ())),
            self.titles,
            self.headings,
            self.parent if part_of else None,
        )

    def _slots(self, places: Sequence[Place], figures: Sequence[Place]) -> list[Place]:
        """The cells that headings are over: figures and dashes, also dashes before them where that fills a row."""
        slots = [p for p in places if p in figures or (p.left > figures[0].left and NOTHING.fullmatch(p.name))]
        if len(slots) < len(self.columns):
            every = [p for p in places[1:] if p in figures or NOTHING.fullmatch(p.name)]
            return every if len(every) == len(self.columns) else slots
        return slots

    def _upright(self, passage: Passage, places: Sequence[Place]) -> dict[Place, list[Span]]:
        """The upright lines over each cell."""
        top = None if self.begun else extent(self.document, passage.cells[0].span)
        if top is not None:
            self.upright = self.around.upright(passage.page, top[2]) or self.upright
        found: dict[Place, list[Span]] = {}
        for line in self.upright:
            near = min(places[1:] or places, key=lambda place: abs(place.centre - line.centre))
            if abs(near.centre - line.centre) < _PITCH:
                found.setdefault(near, []).append(line.span)
        return found
