"""What passages are by their looks and places: headings and their levels, captions, footnotes, running heads."""

from __future__ import annotations

import pytest

from esgcheck.analysis.reading.assemble import document_from_pages
from esgcheck.analysis.reading.records import PageRecord, PassageRecord
from esgcheck.analysis.types import Document

from .test_assemble import line

PROSE = "The words of the text itself, of which there are the most by far in every report there is"


def page(index: int, *passages: PassageRecord, label: str = "") -> PageRecord:
    return PageRecord(index, 595, 842, label, passages=list(passages))


def text(words: str, y: float, *, size: float = 10, bold: bool = False, x: float = 60) -> PassageRecord:
    return PassageRecord("text", [line(words, y, x=x, size=size, bold=bold)])


def row(y: float, *cells: str) -> PassageRecord:
    lines = [line(cell, y, x=60 + 100 * at) for at, cell in enumerate(cells)]
    return PassageRecord("row", lines, [(at, 1) for at in range(len(cells))], 1)


def kinds(document: Document) -> list[tuple[str, str]]:
    return [(p.kind, p.span.of(document.text)) for p in document.passages]


def test_headings_have_levels_by_their_size() -> None:
    pages = [
        page(
            index,
            text(f"Chapter {name}", 100, size=24),
            text(f"Part of {name}", 200, size=16),
            text(f"Detail of {name}", 300, bold=True),
            text(PROSE, 400),
        )
        for index, name in enumerate(("Water", "Waste", "Work"))
    ]

    document = document_from_pages(pages)

    assert [p.level for p in document.passages] == [1, 2, 3, 0] * 3
    assert [(e.level, e.title, e.page) for e in document.outline[:4]] == [
        (1, "Chapter Water", 1),
        (2, "Part of Water", 1),
        (3, "Detail of Water", 1),
        (1, "Chapter Waste", 2),
    ]
    assert all(document.text.startswith(entry.title, entry.start) for entry in document.outline)


def test_a_figure_set_large_is_no_heading() -> None:
    document = document_from_pages([page(0, text("42 %", 100, size=40), text(PROSE, 300))])

    assert kinds(document)[0] == ("paragraph", "42 %")


def test_footnotes_come_after_the_text_of_their_page() -> None:
    note = "1 As the county has measured it."
    pages = [page(0, text(PROSE, 600), text(note, 700, size=7), text("goes on in the next column.", 60, x=320))]

    document = document_from_pages(pages)

    assert kinds(document)[1:] == [("paragraph", "goes on in the next column."), ("footnote", note)]


def test_notes_below_a_table_stay_with_it() -> None:
    pages = [page(0, row(200, "Water", "12"), text("* Estimated.", 215, size=7), text(PROSE, 300))]

    assert [kind for kind, _ in kinds(document_from_pages(pages))] == ["table_row", "footnote", "paragraph"]


def test_small_print_without_a_mark_is_text() -> None:
    document = document_from_pages([page(0, text(PROSE, 300), text("Printed on grey paper", 700, size=7))])

    assert kinds(document)[1][0] == "paragraph"


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("Figure 3: Emissions by year", "caption"),
        ("Abb. 2.1 – Standorte", "caption"),
        ("Tabella 4. Consumi", "caption"),
        ("Source: own figures", "caption"),
        ("Figure 3 shows how emissions fell in all of the years since", "paragraph"),
        ("Table tennis is played in the break", "paragraph"),
    ],
)
def test_captions_are_told_from_sentences(words: str, kind: str) -> None:
    document = document_from_pages([page(0, text(words, 200), text(PROSE, 300))])

    assert kinds(document)[0] == (kind, words)


def test_rows_carry_cells_that_lie_inside_them() -> None:
    cells = [line("Direct emis-", 200), line("sions", 212), line("12", 200, x=300)]
    wrapped = PassageRecord("row", cells, [(0, 2), (3, 1)], 1, header=True)
    pages = [page(0, wrapped, text(PROSE, 300)), page(1, row(100, "Water", "12"))]

    document = document_from_pages(pages)

    first, _, second = document.passages
    assert first.span.of(document.text) == "Direct emissions\t12"
    assert [(cell.span.of(document.text), cell.column) for cell in first.cells] == [("Direct emissions", 0), ("12", 3)]
    assert (first.table, first.header, second.table, second.header) == (1, True, 2, False)


def test_running_heads_are_known_on_left_and_right_pages() -> None:
    names = "abcdefgh"
    pages = [
        page(
            index,
            text("Annual Report" if index % 2 else "To our owners", 20, x=60 if index % 2 else 400),
            text(f"{PROSE} of {name}", 300),
        )
        for index, name in enumerate(names)
    ]

    document = document_from_pages(pages)

    assert [p.kind for p in document.passages] == ["header", "paragraph"] * len(names)


def test_pages_with_roman_numbers_bear_them() -> None:
    numbers = ["i", "ii", "iii", "iv", "1", "2", "3"]
    pages = [page(at, text(f"{PROSE} {number}", 300), text(number, 810, x=300)) for at, number in enumerate(numbers)]

    document = document_from_pages(pages)

    assert [p.label for p in document.pages] == numbers
    assert [p.kind for p in document.passages[1::2]] == ["page_number"] * 7


def test_numbers_of_sections_stay_with_their_titles() -> None:
    pages = [page(at, text(f"1.{at}", 60), text(f"{PROSE} {name}", 300)) for at, name in enumerate("abcd", 5)]

    document = document_from_pages(pages)

    assert all(kind != "header" for kind, _ in kinds(document))


def test_a_row_that_other_pages_have_in_part_stays_whole() -> None:
    pages = [page(at, text(f"{PROSE} {at}", 300), row(800, "Total", f"{at}12", f"{at}7")) for at in range(4)]

    document = document_from_pages(pages)

    assert [p.kind for p in document.passages] == ["paragraph", "table_row"] * 4
