"""CSV and its kin: any delimiter, any encoding, quoted line ends."""

from __future__ import annotations

import csv

import pytest

from esgcheck.analysis.reading import read_document
from esgcheck.analysis.reading.delimited import (
    TooManyCells,
    delimiter_of,
    document_from_delimited,
    looks_delimited,
)
from esgcheck.analysis.reading.workbook import Bounds
from esgcheck.analysis.types import Document


def seen(document: Document) -> list[tuple[str, str]]:
    return [(p.span.of(document.text), p.place) for p in document.passages]


def test_a_table_in_an_old_encoding_with_quoted_line_ends() -> None:
    data = 'Firma;Menge;"Bemerkung, lang"\r\nMüller;1.200;"Zeile 1\r\nZeile ""2"""\r\nBäcker;;ok\r\n'.encode("cp1252")

    document = read_document(data, name="mengen.csv")

    assert document.media_type == "text/csv"
    assert seen(document) == [
        ("Firma\tMenge\tBemerkung, lang", "A1:C1"),
        ('Müller\t1.200\tZeile 1 Zeile "2"', "A2:C2"), ("Bäcker\tok", "A3:C3"),
    ]  # fmt: skip
    assert [(p.table, p.header) for p in document.passages] == [(1, True), (1, False), (1, False)]
    assert [(c.column, c.place) for c in document.passages[2].cells] == [(0, "A3"), (2, "C3")]
    assert [problem.code for problem in document.problems] == ["encoding_guessed"]


def test_a_table_with_tabs_as_excel_saves_unicode_text() -> None:
    document = read_document("\ufeffSite\tt\nGhent\t12\n".encode("utf-16-le"), name="a.tsv")

    assert document.media_type == "text/tab-separated-values"
    assert [text for text, _ in seen(document)] == ["Site\tt", "Ghent\t12"]


@pytest.mark.parametrize("mark", [",", ";", "\t", "|", "^", "~"])
def test_what_parts_the_cells_is_found(mark: str) -> None:
    lines = [["Site", "Note", "t"], ["Ghent", "one, two; three", "1,5"], ["Ulm", "x", "2"], ["Nice", "y: z", "3"]]
    text = "\n".join(mark.join(f'"{c}"' if mark in c else c for c in line) for line in lines)

    assert delimiter_of(text) == mark
    assert delimiter_of(f"sep={mark}\n{text}") == mark


def test_the_program_that_wrote_it_may_say_what_parts_the_cells() -> None:
    assert seen(document_from_delimited("sep=_\na_b\n1_2\n", Bounds()))[0] == ("a\tb", "A1:B1")


def test_a_quotation_mark_that_never_ends_swallows_nothing() -> None:
    text = 'Site,t\n"Ghent,1\n' + "".join(f"Site {number},{number}\n" for number in range(1_000))

    document = document_from_delimited(text, Bounds())

    assert len(document.passages) == 1_002
    assert seen(document)[1] == ('"Ghent\t1', "A2:B2")
    assert [problem.code for problem in document.problems] == ["open_quotation"]


def test_a_table_without_a_name_is_one_only_if_every_row_is_alike() -> None:
    table = "".join(f"Site {number}\t{number}\tok\n" for number in range(8))
    prose = "We went, saw, and left.\n" * 8

    assert looks_delimited(table)
    assert looks_delimited("a,b,c\n" * 6)
    assert not looks_delimited(prose)
    assert not looks_delimited(table + "And some words below it.\n")
    assert read_document(table.encode(), name="table.txt").passages[0].kind == "table_row"


def test_a_first_row_of_figures_is_no_header() -> None:
    document = document_from_delimited("1,2\n3,4\n5,6\n", Bounds())

    assert not any(passage.header for passage in document.passages)


def test_more_than_is_read_is_refused() -> None:
    with pytest.raises(TooManyCells, match="more than 3 filled cells"):
        document_from_delimited("a,b\n1,2\n", Bounds(cells=3))


def test_the_bound_on_a_cell_is_given_back() -> None:
    before = csv.field_size_limit()

    document_from_delimited("a,b\n1,2\n", Bounds())

    assert csv.field_size_limit() == before
