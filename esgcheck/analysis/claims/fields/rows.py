"""The headings over the cells of each table row: the columns' own, those of column groups, and the row's label.

Reports lay tables out for the eye. A heading may stand over several columns ("2023" over "Men" and "Women"), a label
may serve the rows below it ("Italy" over 2017, 2018, 2019), a row without figures may head a section ("in t"), and one
table may follow the other without a gap. Which heading is over a cell is told by where both stand on the page; where
the words have no place (spreadsheets), by the columns' numbers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from esgcheck.analysis.claims.fields.apart import stretches, words_within, year_over_words
from esgcheck.analysis.claims.measures import UNIT
from esgcheck.analysis.claims.numbers import NUMBER, SCALE
from esgcheck.analysis.types import Cell, Document, Passage, Span

_FIGURE = re.compile(
    r"[(<>≤≥~≈+\-–−]{0,2} ?(?:€|EUR|US\$|\$|£)? ?\d[\d.,'’ \u00a0\u202f]*(?: ?(?:%|€|k|m|million|bn|t|MWh|GWh|"
    r"GJ|h))?\)?(?:\(\d{1,2}\)|[*¹²³\d]?)"
)
_BARE_YEAR = re.compile(r"(?:FY|CY)?(?:19[5-9]\d|20\d\d)(?:/\d\d)?[*\d]?")
_HEADINGS = 7
"""So many rows of headings a table may have."""
_TITLES = 3
"""So many short lines over a table are looked at for its unit and year."""
_GROUPED = re.compile(r"\d{1,3}(?: \d{3})+(?:[.,]\d+)?")
_YEARISH = re.compile(
    r"(?:(?:FY|CY|Financial year|Fiscal year|Geschäftsjahr|Year|Anno|Jahr|31[./]12[./]|31\.12\.|"
    r"31 Dec(?:ember)?|31 dicembre|31\. Dezember|"
    r"December 31(?:st)?,?|Q\d|As (?:at|of)|Al|al|At|Stand|per|zum|in)[ .]?){0,3}(?:19[5-9]\d|"
    r"20\d\d)(?:/\d\d(?:\d\d)?)?(?: ?\(?[^()\d]{0,30}\)?)?[\d*]?"
)
_PART_OF = re.compile(r"[-–•> ]*(?:of which|thereof|di cui|davon|dont|including)\b", re.IGNORECASE)
_AGES = re.compile(r"[<>≥≤] ?\d\d|\d\d ?[-–] ?\d\d|\d\d ?≤ ?x ?≤ ?\d\d")
"""Ages, which head rows and columns and are no figures."""
_NOTHING = re.compile(r"[-–—\s]*|n\.?[ad]\.?|N/A|X|k\.A\.", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Part:
    """A figure or other content of a cell, with the headings over it, the nearest first."""

    span: Span
    over: tuple[Span, ...]
    figure: bool


@dataclass(frozen=True, slots=True)
class RowHeads:
    """``label`` are the row's own words and those of the rows above that it stands under; ``corner`` what is said of
    all columns ("in t"), ``titles`` the words over the table, nearest first.
    """

    parts: tuple[Part, ...]
    label: tuple[Span, ...] = ()
    corner: tuple[Span, ...] = ()
    titles: tuple[Span, ...] = ()
    parent: Span | None = None
    """The label of the row that a row "of which" belongs to."""


@dataclass(frozen=True, slots=True)
class _Place:
    cell: Cell
    left: float
    right: float
    name: str = ""

    @property
    def centre(self) -> float:
        return (self.left + self.right) / 2


def heads_of_rows(document: Document) -> Iterator[tuple[Passage, RowHeads]]:
    """Every row of every table that is no heading itself, with its headings."""
    text = document.text
    heading: list[list[_Place]] = []
    dates: list[list[_Place]] = []
    labels: list[Span] = []
    section: Span | None = None
    parent: Span | None = None
    above: list[tuple[int, Span]] = []
    titles: tuple[Span, ...] = ()
    table, fresh, begun = 0, True, False
    for passage in document.passages:
        if not passage.cells:
            if passage.kind in ("heading", "caption", "paragraph") and len(passage.span) < 200:
                above.append((passage.page, passage.span))
            continue
        if passage.table != table:
            goes_on = _goes_on(document, passage, heading, above, text)
            table, labels, section, parent, fresh, begun = passage.table, [], None, None, not goes_on, False
            heading = heading if goes_on else []
            titles = tuple(span for page, span in reversed(above[-_TITLES:]) if page == passage.page)
        above.clear()
        places = [_place(document, cell) for cell in passage.cells]
        if _is_heading(text, passage, places, fresh):
            if not fresh:
                heading, labels, section = [*dates], [], None
            dates = []
            begun = False
            heading += _heading_rows(document, places)
            fresh = True
            continue
        fresh = False
        places = [part for place in places for part in _parts(document, place, heading)]
        places = _without_number(places)
        label = places[0] if places and places[0].cell.column == 0 and _AGES.fullmatch(places[0].name) else None
        figures = [place for place in places if place is not label and is_figure(place.cell.span.of(text))]
        words = [place for place in places if place not in figures]
        if not figures:
            if len(places) == 1 or all(_NOTHING.fullmatch(p.cell.span.of(text)) for p in places[1:]):
                section = places[0].cell.span
                dates = [*dates, places] if is_year(places[0].name) else dates
            elif len(places) == 2 and places[1].name[:1] in "([":
                section = places[1].cell.span
            short = all(len(place.name) < 80 for place in places)
            if len(places) > 1 and (not heading or (not begun and short and len(heading) < _HEADINGS)):
                heading += _heading_rows(document, places)
                fresh = True
            continue
        begun, dates = True, []
        own = [p.cell.span for p in words if p.left <= figures[0].left and not _NOTHING.fullmatch(p.cell.span.of(text))]
        if words and words[0] is places[0]:
            labels, inherited = own[:1], []
        else:
            inherited = labels
        part_of = bool(own) and _PART_OF.match(own[0].of(text)) is not None
        if own and not part_of:
            parent = own[0]
        slots = [p for p in places if p in figures or (p.left > figures[0].left and _NOTHING.fullmatch(p.name))]
        yield (
            passage,
            RowHeads(
                tuple(Part(p.cell.span, _over(p, heading, slots), p in figures) for p in places),
                (*own, *inherited),
                (*_corners(heading, figures), *((section,) if section else ())),
                titles,
                parent if part_of else None,
            ),
        )


def _goes_on(
    document: Document,
    passage: Passage,
    heading: Sequence[Sequence[_Place]],
    above: Sequence[tuple[int, Span]],
    text: str,
) -> bool:
    """Whether a table without headings goes on with those of the one before it, right above on the same page."""
    if not heading or passage.header or any(page == passage.page for page, _ in above):
        return False
    page = document.page_at(heading[-1][0].cell.span.start).number if document.pages else 0
    figures = sum(is_figure(cell.span.of(text)) for cell in passage.cells)
    return page == passage.page and figures > 0 and figures <= len(heading[-1])


def _without_number(places: list[_Place]) -> list[_Place]:
    """The cells without the number that a row is counted by ("8", "of which investment firms", "115")."""
    if len(places) < 3 or not re.fullmatch(r"\d{1,3}\.?", places[0].name) or is_figure(places[1].name):
        return places
    counted = len(places[1].name) > 3 and not _NOTHING.fullmatch(places[1].name)
    return places[1:] if counted and not re.match(r"[A-Z]?/|[<>≤≥]", places[1].name) else places


def _parts(document: Document, place: _Place, heading: Sequence[Sequence[_Place]]) -> list[_Place]:
    """A cell that holds the figures of several columns, taken apart; "470 158 628" only where the heading "
    "has as many."""
    span = place.cell.span
    written = span.of(document.text)
    tokens = [match.span() for match in re.finditer(r"\S+", written)]
    if len(tokens) < 2 or not all(
        _FIGURE.fullmatch(written[a:b]) or _NOTHING.fullmatch(written[a:b]) for a, b in tokens
    ):
        return [place]
    apart = stretches(document, span)
    if len(apart) == len(tokens):
        return [_place(document, Cell(part, place.cell.column)) for part in apart]
    if _FIGURE.fullmatch(written) and _GROUPED.fullmatch(written.strip()):
        over = [_nearest(place, row, [place]) for row in heading[-1:]]
        if not over or over[0] is None or len(over[0].cell.span.of(document.text).split()) != len(tokens):
            return [place]
    return [_place(document, Cell(Span(span.start + a, span.start + b), place.cell.column)) for a, b in tokens]


def _heading_rows(document: Document, places: Sequence[_Place]) -> list[list[_Place]]:
    """A row of headings, its cells taken apart; years that stand on a line of their own are a row above it."""
    over = {place: found for place in places if (found := year_over_words(document, place.cell.span))}
    plain = any(is_year(place.name) for place in places if place not in over)
    if not over or plain or len(over) == sum(place.cell.column > 0 for place in places):
        return [[part for place in places for part in _years_apart(document, place)]]
    years = [_place(document, Cell(found[0], place.cell.column)) for place, found in over.items()]
    words = [_place(document, Cell(over[p][1], p.cell.column)) if p in over else p for p in places]
    return [years, [part for place in words for part in _years_apart(document, place)]]


def _years_apart(document: Document, place: _Place) -> list[_Place]:
    """A heading cell that holds the years of several columns, taken apart."""
    span = place.cell.span
    tokens = list(re.finditer(r"\S+", span.of(document.text)))
    if len(tokens) < 2:
        return [place]
    if not all(_BARE_YEAR.fullmatch(token[0]) for token in tokens):
        return [_place(document, Cell(part, place.cell.column)) for part in stretches(document, span)]
    return [
        _place(document, Cell(Span(span.start + t.start(), span.start + t.end()), place.cell.column)) for t in tokens
    ]


def is_figure(written: str) -> bool:
    """Whether a cell holds a figure and nothing else; a row of figures in one cell counts."""
    written = written.strip()
    return (
        bool(_FIGURE.fullmatch(written))
        or _with_unit(written)
        or (
            bool(written)
            and all(_FIGURE.fullmatch(part) or _NOTHING.fullmatch(part) for part in written.split())
            and any(char.isdigit() for char in written)
        )
    )


def _with_unit(written: str) -> bool:
    """ "596 million litres": a figure with its scale and its unit, and no other words."""
    number = NUMBER.match(written)
    if number is None:
        return False
    scale = SCALE.match(written, number.end())
    end = scale.end() if scale else number.end()
    unit = UNIT.match(written, end)
    return (unit.end() if unit else end) == len(written)


def is_year(written: str) -> bool:
    """Whether a cell names a year or a day, and nothing else of note."""
    return bool(_YEARISH.fullmatch(written.strip()))


def _is_heading(text: str, passage: Passage, places: Sequence[_Place], fresh: bool) -> bool:
    if passage.header:
        return True
    written = [place.cell.span.of(text) for place in places]
    if sum(_AGES.fullmatch(words.strip()) is not None for words in written) >= 2 and not any(
        is_figure(words) and not _AGES.fullmatch(words.strip()) for words in written
    ):
        return True
    years = sum(is_year(words) or _all_years(words) for words in written)
    figures = sum(1 for words in written if is_figure(words) and not is_year(words) and not _all_years(words))
    if years >= 2 and not figures:
        return True
    if len(written) == 2 and _BARE_YEAR.fullmatch(written[1].strip()) and not figures and not is_year(written[0]):
        return True
    if years and not figures and fresh:
        return len(places) > 1 or places[0].cell.column > 0
    return fresh and not figures and not years and len(places) > 1


def _all_years(written: str) -> bool:
    tokens = written.split()
    return len(tokens) > 1 and all(_BARE_YEAR.fullmatch(token) for token in tokens)


def _place(document: Document, cell: Cell) -> _Place:
    name = " ".join(cell.span.of(document.text).split())
    boxes = [word.box for word in words_within(document, cell.span)]
    if not boxes:
        return _Place(cell, cell.column * 10.0, cell.column * 10.0 + 9, name)
    return _Place(cell, min(box.x0 for box in boxes), max(box.x1 for box in boxes), name)


def _over(place: _Place, heading: Sequence[Sequence[_Place]], figures: Sequence[_Place]) -> tuple[Span, ...]:
    """The heading of each heading row that is over a cell, the lowest first."""
    found: list[Span] = []
    if not heading:
        return ()
    leaves = _over_figures(heading[-1], figures)
    in_order = len(leaves) == len(figures) > 1 and place in figures
    leaf = leaves[figures.index(place)] if in_order else _nearest(place, heading[-1], figures)
    if leaf is not None:
        found.append(leaf.cell.span)
    for row in reversed(heading[:-1]):
        heads = _over_figures(row, figures)
        groups = _groups(leaves, heads) if leaf in leaves and 0 < len(heads) < len(leaves) else None
        best = groups[leaves.index(leaf)] if groups and leaf is not None else _nearest(place, row, figures)
        if best is not None:
            found.append(best.cell.span)
    return tuple(found)


def _over_figures(row: Sequence[_Place], figures: Sequence[_Place]) -> list[_Place]:
    """The headings that are over columns of figures: all but the one over the labels."""
    first = min(figure.left for figure in figures)
    heads = [head for head in row if head.right > first - 30]
    return heads if len(heads) < 2 or heads[0].right > first or heads[0].cell.column else heads[1:]


def _groups(leaves: Sequence[_Place], heads: Sequence[_Place]) -> list[_Place] | None:
    """The group heading of each column: columns are grouped where their names start over, or evenly."""
    names: set[str] = set()
    numbers: list[int] = []
    for leaf in leaves:
        if leaf.name in names or not numbers:
            names = set()
            numbers.append(len(numbers))
        else:
            numbers.append(numbers[-1])
        names.add(leaf.name)
    order = {number: place for place, number in enumerate(dict.fromkeys(numbers))}
    if len(order) == len(heads):
        return [heads[order[number]] for number in numbers]
    if len(leaves) % len(heads) == 0 and len(heads) > 1:
        return [heads[index // (len(leaves) // len(heads))] for index in range(len(leaves))]
    return None


def _nearest(place: _Place, row: Sequence[_Place], figures: Sequence[_Place]) -> _Place | None:
    heads = _over_figures(row, figures)
    if not heads:
        return None
    overlapping = [head for head in heads if head.left < place.right and place.left < head.right]
    if overlapping:
        return min(overlapping, key=lambda head: abs(head.centre - place.centre))
    if 1 < len(heads) < len(figures) and len(figures) % len(heads) == 0 and place in figures:
        return heads[figures.index(place) // (len(figures) // len(heads))]
    return min(
        heads, key=lambda h: min(abs(h.centre - place.centre), abs(h.right - place.right), abs(h.left - place.left))
    )


def _corners(heading: Sequence[Sequence[_Place]], figures: Sequence[_Place]) -> Iterator[Span]:
    first = min(figure.left for figure in figures)
    for row in reversed(heading):
        if row[0].right <= first or (row[0].cell.column == 0 and len(row) > 1):
            yield row[0].cell.span
