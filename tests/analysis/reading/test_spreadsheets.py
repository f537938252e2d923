"""Workbooks: every row with its place, as people see it, and what they do not see told."""

from __future__ import annotations

import datetime
import io
import zipfile
from collections.abc import Callable

import pytest
from openpyxl import Workbook
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

from esgcheck.analysis.reading import Limits, read_document
from esgcheck.analysis.reading.package import BadPackage, Package
from esgcheck.analysis.reading.spreadsheets import document_from_workbook
from esgcheck.analysis.reading.workbook import Bounds
from esgcheck.analysis.types import Document, Passage, UnreadableDocument

EMISSIONS = [
    ["Scope", "Unit", 2022, 2023, "Change"],
    ["Scope 1", "t CO2e", 1200.5, 1100, -0.0837],
    ["Scope 2", "t CO2e", 800, 790.25, -0.012],
]


def saved(book: Workbook) -> bytes:
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def made(fill: Callable[[Worksheet], None], title: str = "Emissions") -> bytes:
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = title
    fill(sheet)
    return saved(book)


def read(data: bytes) -> Document:
    return document_from_workbook(Package(data), Bounds())


def seen(document: Document) -> list[tuple[str, str, str]]:
    return [(p.kind, p.span.of(document.text), p.place) for p in document.passages]


def rows(document: Document) -> list[Passage]:
    return [passage for passage in document.passages if passage.kind == "table_row"]


def rewritten(data: bytes, name: str, change: Callable[[str], str]) -> bytes:
    """The workbook with one part changed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            content = old.read(part)
            new.writestr(part, change(content.decode()) if part == name else content)
    return out.getvalue()


def test_rows_have_cells_with_places_and_numbers_as_they_are_shown() -> None:
    def fill(sheet: Worksheet) -> None:
        sheet["A1"] = "Greenhouse gas emissions"
        for row in EMISSIONS:
            sheet.append(row)
        sheet["C3"].number_format, sheet["E3"].number_format = "#,##0.0", "0.0%"
        sheet["A6"] = "Source: own figures."

    document = read_document(made(fill), name="figures.xlsx")

    assert document.media_type.endswith("spreadsheetml.sheet")
    assert seen(document) == [
        ("heading", "Emissions", ""),
        ("heading", "Greenhouse gas emissions", "Emissions!A1"),
        ("table_row", "Scope\tUnit\t2022\t2023\tChange", "Emissions!A2:E2"),
        ("table_row", "Scope 1\tt CO2e\t1,200.5\t1100\t-8.4%", "Emissions!A3:E3"),
        ("table_row", "Scope 2\tt CO2e\t800\t790.25\t-0.012", "Emissions!A4:E4"),
        ("paragraph", "Source: own figures.", "Emissions!A6"),
    ]
    assert [(row.table, row.header) for row in rows(document)] == [(1, True), (1, False), (1, False)]
    cell = rows(document)[1].cells[4]
    assert (cell.span.of(document.text), cell.column, cell.place) == ("-8.4%", 4, "E3")
    assert [(entry.level, entry.title) for entry in document.outline] == [
        (1, "Emissions"), (2, "Greenhouse gas emissions"),
    ]  # fmt: skip
    assert document.facts[0] == ("Author", "openpyxl")


def test_a_sheet_begins_a_page_and_a_long_one_is_cut_at_its_rows() -> None:
    book = Workbook()
    for number in range(3):
        sheet = book.create_sheet(f"S{number}")
        for row in range(300 if number == 1 else 2):
            sheet.append([f"Site {row} of sheet {number}", row])

    document = read(saved(book))

    first = [page.span.of(document.text).split("\n")[0] for page in document.pages]
    assert (first[0], first[1], first[-1]) == ("S0", "S1", "S2")
    assert len(document.pages) == 4
    assert all(line.startswith("Site ") for line in first[2:-1])


def test_tables_below_and_beside_each_other_are_told_apart() -> None:
    def fill(sheet: Worksheet) -> None:
        for row in EMISSIONS:
            sheet.append(row)
        for number, (site, share) in enumerate([("Site", "Share"), ("Ghent", 50), ("Ulm", 30), ("Nice", 20)], 1):
            sheet.cell(number, 8, site)
            sheet.cell(number, 9, share)
        sheet["A7"], sheet["C7"], sheet["D7"] = "All scopes", 2000.5, 1890.25  # goes on below an empty row
        sheet["A10"], sheet["B10"], sheet["A11"], sheet["B11"] = "When", "What", datetime.date(2024, 5, 31), "Audit"

    found = [(row.table, row.header, row.place) for row in rows(read(made(fill)))]

    assert found == [
        (1, True, "Emissions!A1:E1"), (1, False, "Emissions!A2:E2"), (1, False, "Emissions!A3:E3"),
        (2, True, "Emissions!H1:I1"), (2, False, "Emissions!H2:I2"), (2, False, "Emissions!H3:I3"),
        (2, False, "Emissions!H4:I4"), (3, False, "Emissions!A7:D7"), (4, True, "Emissions!A10:B10"),
        (4, False, "Emissions!A11:B11"),
    ]  # fmt: skip


def test_columns_are_those_of_the_table_and_places_those_of_the_sheet() -> None:
    def fill(sheet: Worksheet) -> None:
        for number, (site, share) in enumerate([("Site", "Share"), ("Ghent", 50), ("Ulm", 30)], 4):
            sheet.cell(number, 3, site)
            sheet.cell(number, 5, share)

    assert [[(c.column, c.place) for c in row.cells] for row in rows(read(made(fill)))] == [
        [(0, "C4"), (2, "E4")], [(0, "C5"), (2, "E5")], [(0, "C6"), (2, "E6")],
    ]  # fmt: skip


def test_what_nobody_sees_is_marked_and_told() -> None:
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    for row in [["Site", "t", "x1"], ["Ghent", 12, "x2"], ["Ulm", 9, "x3"]]:
        sheet.append(row)
    sheet.row_dimensions[3].hidden = True
    sheet.column_dimensions["C"].hidden = True
    sheet["A5"], sheet["A5"].font = "White.", Font(color="FFFFFF")
    sheet["A7"], sheet["A7"].number_format = 4711, ";;;"
    old = book.create_sheet("Old figures")
    old.append(["a", "b"])
    old.sheet_state = "veryHidden"

    document = read(saved(book))

    assert [(p.span.of(document.text), p.hidden) for p in document.passages] == [
        ("Sheet", ""), ("Site\tt", ""), ("x1", "hidden"), ("Ghent\t12", ""), ("x2", "hidden"),
        ("Ulm\t9\tx3", "hidden"), ("White.", "white"), ("4711", "hidden"),
        ("Old figures", "hidden"), ("a\tb", "hidden"),
    ]  # fmt: skip
    (problem,) = document.problems
    assert problem.message.startswith(
        "This workbook hides 1 sheet (Old figures), 1 row, 1 column, 1 white cell: their words"
    )
    assert [entry.title for entry in document.outline] == ["Sheet"]


def test_formulas_show_their_results_and_those_without_are_told() -> None:
    def fill(sheet: Worksheet) -> None:
        sheet.append(["Sum", "=1+1", "=2+2"])

    data = rewritten(
        made(fill), "xl/worksheets/sheet1.xml", lambda part: part.replace("<f>1+1</f><v />", "<f>1+1</f><v>2</v>")
    )

    document = read(data)

    assert seen(document)[-1] == ("table_row", "Sum\t2", "Emissions!A1:B1")
    assert [problem.code for problem in document.problems] == ["formulas_without_results"]


def test_merged_cells_comments_and_charts() -> None:
    def fill(sheet: Worksheet) -> None:
        sheet.append(["Site", "Power", None])
        sheet.append([None, 2022, 2023])
        sheet.append(["Ghent", 12, 11])
        sheet.merge_cells("B1:C1")
        sheet["B3"].comment = Comment("A. Bee:\nIs this so?", "A. Bee")
        chart = BarChart()
        chart.add_data(Reference(sheet, min_col=2, min_row=2, max_row=3))
        sheet.add_chart(chart, "F2")

    document = read(made(fill, "Our 'year'"))

    assert seen(document)[1] == ("table_row", "Site\tPower", "'Our ''year'''!A1:C1")
    assert [row.header for row in rows(document)] == [True, True, False]
    assert rows(document)[0].cells[1].place == "B1:C1"
    remark = document.passages[-1]
    assert (remark.kind, remark.speaker, remark.place) == ("utterance", "A. Bee", "'Our ''year'''!B3")
    assert remark.span.of(document.text) == "Is this so?"
    assert [problem.code for problem in document.problems] == ["pictures_not_read", "comments"]


def test_bold_words_over_words_are_a_header() -> None:
    def fill(sheet: Worksheet) -> None:
        for row in [["Who", "Role"], ["A. Bee", "Lawyer"], ["C. Dee", "Chair"]]:
            sheet.append(row)
        sheet["A1"].font = sheet["B1"].font = Font(bold=True)

    assert [row.header for row in rows(read(made(fill)))] == [True, False, False]


@pytest.mark.parametrize("limits", [Limits(sheet_cells=5), Limits(sheet_rows=2)])
def test_more_than_is_read_is_refused_with_what_to_do(limits: Limits) -> None:
    def fill(sheet: Worksheet) -> None:
        for row in EMISSIONS:
            sheet.append(row)

    data = made(fill)

    with pytest.raises(UnreadableDocument) as refused:
        read_document(data, name="figures.xlsx", limits=limits)

    assert refused.value.code == "too_large"
    assert "Save the sheets that matter as files of their own." in str(refused.value)


def test_what_is_made_to_do_harm_is_refused() -> None:
    data = made(lambda sheet: sheet.append(["a", "b"]))
    entity = rewritten(data, "xl/workbook.xml", lambda part: f'<!DOCTYPE w [<!ENTITY a "b">]>{part}')
    broken = rewritten(data, "xl/worksheets/sheet1.xml", lambda part: part[:80])
    bomb = rewritten(data, "xl/worksheets/sheet1.xml", lambda part: part + " " * 5_000_000)
    empty = rewritten(data, "xl/_rels/workbook.xml.rels", lambda part: "<Relationships/>")

    codes = []
    for case in (entity, broken, bomb):
        with pytest.raises(BadPackage) as refused:
            read(case)
        codes.append(refused.value.code)
        assert "Excel" in str(refused.value) or codes[-1] == "too_large"

    assert codes == ["damaged", "damaged", "too_large"]
    assert read(empty).text == ""


def test_cells_that_lie_about_their_place_do_no_harm() -> None:
    data = made(lambda sheet: sheet.append(["a", "b", 3]))
    lying = (
        '<row r="99999999"><c r="ZZZ9" t="s"><v>77</v></c><c t="inlineStr"><is><t>here</t></is></c></row>'
        '<row r="1"><c r="A1"><v>1E999</v></c><c s="7777"><v>5</v></c><c t="n"><v>five</v></c></row></sheetData>'
    )

    document = read(rewritten(data, "xl/worksheets/sheet1.xml", lambda part: part.replace("</sheetData>", lying)))

    assert [p.span.of(document.text) for p in document.passages[1:]] == ["a\tb\t3", "here", "1E999\t5\tfive"]


def test_spreadsheets_that_are_not_read_are_refused_with_what_to_save_them_as() -> None:
    calc = io.BytesIO()
    with zipfile.ZipFile(calc, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
    head = b"\xd0\xcf\x11\xe0" + bytes(600)
    files = {
        "a.ods": calc.getvalue(),
        "a.xls": head + "Workbook".encode("utf-16-le"),
        "a.xlsx": head + "EncryptedPackage".encode("utf-16-le"),
        "b.xlsx": made(lambda sheet: None).replace(b"xl/workbook.xml", b"xl/workbook.bin"),
    }

    said = {}
    for name, data in files.items():
        with pytest.raises(UnreadableDocument) as refused:
            read_document(data, name=name)
        said[name] = (refused.value.code, str(refused.value))

    assert {name: code for name, (code, _) in said.items()} == {
        "a.ods": "unsupported", "a.xls": "unsupported", "a.xlsx": "password_needed", "b.xlsx": "unsupported",
    }  # fmt: skip
    assert all("XLSX" in sentence for name, (_, sentence) in said.items() if name != "a.xlsx")
    assert "save it without one" in said["a.xlsx"][1]
