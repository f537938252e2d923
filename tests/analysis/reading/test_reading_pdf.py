"""What comes out of a PDF: one text in reading order, its passages, and the places of its words."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import Any

import pymupdf
import pytest

from esgcheck.analysis.reading import Limits, boxes_of, read_document
from esgcheck.analysis.types import Document, Span, UnreadableDocument

from .conftest import PdfMaker

Reader = Callable[..., Document]


def passages(document: Document, *kinds: str) -> list[str]:
    return [p.span.of(document.text) for p in document.passages if not kinds or p.kind in kinds]


LEFT = (
    "The harbour was dredged in spring and",
    "the water has been clear since then, as",
    "every visitor can see from the northern",
    "pier on a calm day.",
)
RIGHT = (
    "Our ships now burn methanol instead of",
    "heavy oil, which halves what they emit",
    "on the longest of their routes, and we",
    "publish the figures each month.",
)


def test_two_columns_are_read_one_after_the_other(pdf: PdfMaker, read_pdf: Reader) -> None:
    # painted line by line across both columns, as some programs do
    for index, (left, right) in enumerate(zip(LEFT, RIGHT, strict=True)):
        pdf.line(60, 100 + 13 * index, left).line(320, 100 + 13 * index, right)

    document = read_pdf(pdf)

    assert passages(document) == [" ".join(LEFT), " ".join(RIGHT)]


def test_a_line_across_both_columns_ends_them(pdf: PdfMaker, read_pdf: Reader) -> None:
    across = "This sentence runs across the whole width of the page, from the left margin over the gutter to the right."
    pdf.lines(60, 100, *LEFT).lines(320, 100, *RIGHT)
    pdf.line(60, 180, across)
    pdf.lines(60, 230, "Second part, left side, with words,", "and more of them below.")
    pdf.lines(320, 230, "Second part, right side, with words,", "and the end of it all.")

    found = passages(read_pdf(pdf))

    assert found == [
        " ".join(LEFT),
        " ".join(RIGHT),
        across,
        "Second part, left side, with words, and more of them below.",
        "Second part, right side, with words, and the end of it all.",
    ]


def test_a_sentence_cut_by_the_end_of_a_column_goes_on_in_the_next(pdf: PdfMaker, read_pdf: Reader) -> None:
    pdf.lines(60, 100, *LEFT[:3]).lines(
        320, 100, "pier on a calm day, and from the south", "side as well when the sun is out."
    )

    found = passages(read_pdf(pdf))

    assert found == [" ".join(LEFT[:3]) + " pier on a calm day, and from the south side as well when the sun is out."]


def test_words_broken_at_a_line_end_are_made_whole(pdf: PdfMaker, read_pdf: Reader) -> None:
    pdf.lines(
        60,
        100,
        "Our policy is a long-term one, and the environ-",
        "mental plan, for its part, follows the long-",
        "term targets that were agreed for Scope-",
        "1 emissions by short- and long-range models.",
    )

    document = read_pdf(pdf)

    assert document.text.strip() == (
        "Our policy is a long-term one, and the environmental plan, for its part, follows the long-term targets "
        "that were agreed for Scope-1 emissions by short- and long-range models."
    )
    start = document.text.index("environmental")
    halves = [w for w in document.pages[0].words if start <= w.start < start + len("environmental")]
    assert [document.text[w.start : w.end] for w in halves] == ["environ", "mental"]
    assert halves[0].box.y1 < halves[1].box.y1


def test_ligatures_become_letters_with_right_places(pdf: PdfMaker, read_pdf: Reader) -> None:
    pdf.new_page()
    writer = pymupdf.TextWriter(pdf.page.rect)
    writer.append((60, 100), "We do not \ufb01nd o\ufb02oads", font=pymupdf.Font("tiro"), fontsize=12)
    writer.write_text(pdf.page)

    document = read_pdf(pdf)

    assert document.text.strip() == "We do not find ofloads"
    (box,) = boxes_of(document.pages[0], Span(10, 14))
    assert 100 < box.x0 < box.x1 < 145


def test_headings_bullets_and_paragraphs_are_told_apart(pdf: PdfMaker, read_pdf: Reader) -> None:
    pdf.line(60, 80, "Climate and energy", size=16, font="hebo")
    pdf.lines(60, 110, "We report all of our emissions each year, and an", "outside auditor looks at the figures.")
    pdf.lines(
        60, 150, "\u2022  Solar roofs on every one of the", "    twelve plants by 2030.", "\u2022  No coal after 2026."
    )
    pdf.line(60, 205, "Water", size=10, font="hebo")
    pdf.lines(60, 225, "We use rain water where we can, and clean what", "we send to the river.")

    document = read_pdf(pdf)

    assert [(p.kind, p.span.of(document.text)) for p in document.passages] == [
        ("heading", "Climate and energy"),
        ("paragraph", "We report all of our emissions each year, and an outside auditor looks at the figures."),
        ("list_item", "Solar roofs on every one of the twelve plants by 2030."),
        ("list_item", "No coal after 2026."),
        ("heading", "Water"),
        ("paragraph", "We use rain water where we can, and clean what we send to the river."),
    ]
    assert "\u2022 Solar" in document.text or "\u00b7 Solar" in document.text


def test_rows_of_a_table_stay_together(pdf: PdfMaker, read_pdf: Reader) -> None:
    rows = (
        ("Emissions", "2022", "2023"),
        ("Scope 1", "12,400", "11,900"),
        ("Scope 2", "8,100", "7,300"),
        ("Total", "20,500", "19,200"),
    )
    for index, row in enumerate(rows):
        for x, cell in zip((60, 300, 400), row, strict=True):
            pdf.line(x, 100 + 16 * index, cell)

    assert passages(read_pdf(pdf), "table_row") == ["\t".join(row) for row in rows]


def test_short_lines_beside_running_text_are_no_table(pdf: PdfMaker, read_pdf: Reader) -> None:
    pdf.lines(60, 100, *LEFT)
    pdf.lines(320, 100, "Thank you for reading.", "Edvard Lisle", "Chief Executive", "Port Carrow")

    document = read_pdf(pdf)

    assert passages(document, "table_row") == []
    assert document.text.startswith(" ".join(LEFT))


def test_a_table_of_words_below_two_columns_is_read_by_rows(pdf: PdfMaker, read_pdf: Reader) -> None:
    pdf.lines(60, 100, *LEFT).lines(320, 100, *RIGHT[:3], "be made in writing.")
    rows = (
        ("Entry", "Party", "Seat", "Goods"),
        ("1", "Corvell Marine Telemetry", "Vesterholm", "Category 6"),
        ("2", "Otterlund Analitica", "Puerto Lindo", "Location equipment"),
        ("3", "Talleres Quebrada", "Mirca", "Detonators"),
    )
    for index, row in enumerate(rows):
        for x, cell in zip((60, 110, 320, 420), row, strict=True):
            pdf.line(x, 170 + 16 * index, cell)

    document = read_pdf(pdf)

    assert passages(document, "table_row") == ["\t".join(row) for row in rows]
    assert passages(document, "paragraph")[0] == " ".join(LEFT)


def test_headers_footers_and_page_numbers_are_set_apart(pdf: PdfMaker, read_pdf: Reader) -> None:
    for number in range(1, 6):
        pdf.new_page().line(60, 40, "Nordholm Instruments Annual Report 2023", size=8)
        letter = "abcde"[number - 1]
        pdf.lines(
            60, 120, f"Something new stands on page {letter}, and the", f"sentence of {letter} goes on over the border"
        )
        pdf.line(60, 810, "www.nordholm.example", size=8).line(500, 810, str(number + 10), size=8)

    document = read_pdf(pdf)

    assert passages(document, "header") == ["Nordholm Instruments Annual Report 2023"] * 5
    assert passages(document, "footer") == ["www.nordholm.example"] * 5
    assert passages(document, "page_number") == ["11", "12", "13", "14", "15"]
    assert [page.label for page in document.pages] == ["11", "12", "13", "14", "15"]
    page = document.pages[1]
    kinds = [p.kind for p in document.passages if p.page == 2]
    assert kinds == ["header", "paragraph", "footer", "page_number"]
    assert document.text[page.start : page.end].startswith("Nordholm")


def test_a_form_with_other_figures_on_every_page_is_text(pdf: PdfMaker, read_pdf: Reader) -> None:
    for number in range(1, 9):
        pdf.new_page().lines(60, 200, f"In month {number} we used {number * 17} megawatt hours of electricity here.")

    assert len(passages(read_pdf(pdf), "paragraph")) == 8


def test_a_rotated_page_is_read_as_it_is_seen(pdf: PdfMaker, read_pdf: Reader) -> None:
    pdf.new_page(842, 595)
    pdf.page.set_rotation(90)
    for index, text in enumerate(("Turned pages hold wide tables and maps,", "and people read them upright.")):
        pdf.page.insert_text(
            pymupdf.Point(60, 100 + 13 * index) * pdf.page.derotation_matrix, text, fontsize=10, rotate=90
        )

    document = read_pdf(pdf)

    assert document.text.strip() == "Turned pages hold wide tables and maps, and people read them upright."
    page = document.pages[0]
    assert (page.width, page.height) == (595, 842)
    first = page.words[0].box
    assert 55 < first.x0 < 65
    assert 85 < first.y0 < 100


def test_name_hash_type_and_labels_are_kept(pdf: PdfMaker) -> None:
    pdf.new_page().line(60, 100, "One").new_page().line(60, 100, "Two")
    pdf.document.set_page_labels([{"startpage": 0, "prefix": "A-", "style": "D", "firstpagenum": 7}])
    data = pdf.bytes()

    document = read_document(data, name="report.pdf")

    assert document.name == "report.pdf"
    assert document.media_type == "application/pdf"
    assert document.sha256 == hashlib.sha256(data).hexdigest()
    assert [page.label for page in document.pages] == ["A-7", "A-8"]


def test_progress_is_told_page_by_page(pdf: PdfMaker, read_pdf: Reader) -> None:
    for text in ("One", "Two", "Three"):
        pdf.new_page().line(60, 100, text)
    told: list[tuple[int, int]] = []

    read_pdf(pdf, on_progress=lambda read, known: told.append((read, known)))

    assert told == [(1, 3), (2, 3), (3, 3)]


def test_a_path_is_read_like_bytes(pdf: PdfMaker, tmp_path: Any) -> None:
    path = tmp_path / "a report.pdf"
    path.write_bytes(pdf.line(60, 100, "Words on a page").bytes())

    document = read_document(path)

    assert document.name == "a report.pdf"
    assert document.text.strip() == "Words on a page"


ENCRYPTED = {"encryption": pymupdf.PDF_ENCRYPT_AES_256, "owner_pw": "owner"}


def test_encrypted_without_a_password_to_open_is_read(pdf: PdfMaker) -> None:
    data = pdf.line(60, 100, "Open to all").bytes(**ENCRYPTED)

    assert read_document(data).text.strip() == "Open to all"


def test_a_needed_password_is_asked_for_and_used(pdf: PdfMaker) -> None:
    data = pdf.line(60, 100, "For few").bytes(**ENCRYPTED, user_pw="sesame")

    with pytest.raises(UnreadableDocument, match="needs a password") as asked:
        read_document(data)
    with pytest.raises(UnreadableDocument, match="does not open") as wrong:
        read_document(data, password="barley")

    assert asked.value.code == wrong.value.code == "password_needed"
    assert read_document(data, password="sesame").text.strip() == "For few"


def test_pages_without_text_are_kept_and_told(pdf: PdfMaker) -> None:
    pdf.new_page().page.draw_rect((100, 100, 300, 300))

    document = read_document(pdf.bytes())

    assert [problem.code for problem in document.problems] == ["no_text_layer"]
    assert len(document.pages) == 1
    assert document.text == ""


@pytest.mark.parametrize(
    ("data", "name", "code"),
    [
        (b"", "report.pdf", "empty"),
        (b"<html><body>Not found</body></html>", "report.pdf", "not_a_pdf"),
        (b"Just words.", "report.pdf", "not_a_pdf"),
        (b"%PDF-1.7\n%%EOF\n", "report.pdf", "damaged"),
        (b"PK\x03\x04\x14\x00\x06\x00", "report.docx", "damaged"),
        (b"PK\x03\x04\x14\x00\x06\x00", "report.xlsx", "damaged"),
        (b"Received: from a\nSubject: b\n\nHello", "mail.pdf", "not_a_pdf"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "scan.png", "damaged"),
        (bytes(range(256)) * 20, "blob.txt", "unsupported"),
        (b"  \n\n \t\n", "blank.txt", "empty"),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_reason(data: bytes, name: str, code: str) -> None:
    with pytest.raises(UnreadableDocument) as refused:
        read_document(data, name=name)

    assert refused.value.code == code
    assert str(refused.value).endswith(".")


def test_too_large_and_too_long_are_refused(pdf: PdfMaker) -> None:
    data = pdf.line(60, 100, "One").new_page().new_page().bytes()

    with pytest.raises(UnreadableDocument) as large:
        read_document(data, limits=Limits(pdf_bytes=100))
    with pytest.raises(UnreadableDocument) as long:
        read_document(data, limits=Limits(pages=2))
    with pytest.raises(UnreadableDocument) as wordy:
        read_document(pdf.line(60, 200, "Three more words").bytes(), limits=Limits(words=2))

    assert (large.value.code, long.value.code, wordy.value.code) == ("too_large", "too_many_pages", "too_large")


def test_a_page_with_too_much_text_is_cut_and_told(pdf: PdfMaker) -> None:
    data = pdf.lines(60, 100, *["many words on one page"] * 20).bytes()

    document = read_document(data, limits=Limits(characters_a_page=100))

    assert [problem.code for problem in document.problems] == ["page_cut"]
    assert len(document.text) < 130
