"""Word documents: everything that a reader sees, nothing that was deleted, and every oddity told."""

from __future__ import annotations

import io
import time
import warnings
import zipfile
from pathlib import Path

import pytest

from esgcheck.analysis.reading import read_document
from esgcheck.analysis.types import Document, UnreadableDocument

from .word import paragraph, part, table, word

STYLES = part(
    "styles",
    '<w:style w:styleId="H1"><w:name w:val="heading 1"/></w:style>'
    '<w:style w:styleId="Own"><w:name w:val="Own"/><w:basedOn w:val="H1"/></w:style>'
    '<w:style w:styleId="L"><w:name w:val="List Bullet"/></w:style>',
)


def kinds(document: Document) -> list[tuple[str, str]]:
    return [(p.kind, p.span.of(document.text)) for p in document.passages]


def codes(document: Document) -> list[str]:
    return [problem.code for problem in document.problems]


def refusal(data: bytes, name: str = "report.docx") -> UnreadableDocument:
    with pytest.raises(UnreadableDocument) as refused:
        read_document(data, name=name)
    return refused.value


def test_headings_lists_and_table_rows_in_order() -> None:
    numbered = '<w:p><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>One.</w:t></w:r></w:p>'
    body = (
        paragraph("Our year", "Own") + paragraph("It went well.") + numbered + paragraph("Two.", "L")
        + table(("Scope 1", "1,200 t"), ("Scope 2", "800 t")) + paragraph("The end.")
    )  # fmt: skip

    document = read_document(word(body, styles=STYLES), name="report.docx")

    assert kinds(document) == [
        ("heading", "Our year"),
        ("paragraph", "It went well."),
        ("list_item", "One."),
        ("list_item", "Two."),
        ("table_row", "Scope 1\t1,200 t"),
        ("table_row", "Scope 2\t800 t"),
        ("paragraph", "The end."),
    ]
    assert document.media_type.endswith("wordprocessingml.document")
    assert "".join(page.span.of(document.text) for page in document.pages) == document.text


def test_insertions_are_text_and_deletions_stand_apart_marked() -> None:
    body = (
        '<w:p><w:r><w:t>We did </w:t></w:r><w:del w:author="A. Bee" w:date="2024-05-03T10:00:00Z"><w:r>'
        "<w:delText>not </w:delText></w:r></w:del><w:ins><w:r><w:t>always </w:t></w:r></w:ins>"
        "<w:r><w:t>comply.</w:t></w:r></w:p><w:p><w:moveFrom><w:r><w:t>Moved.</w:t></w:r></w:moveFrom></w:p>"
        '<w:p><w:del w:author="C. Dee" w:date="2024-05-01"><w:r><w:delText>This is a problem.</w:delText></w:r>'
        "</w:del></w:p><w:p><w:moveTo><w:r><w:t>Moved.</w:t></w:r></w:moveTo></w:p>"
    )

    document = read_document(word(body))

    assert [(text, p.hidden) for p, (_, text) in zip(document.passages, kinds(document), strict=True)] == [
        ("We did always comply.", ""), ("not", "deleted"), ("This is a problem.", "deleted"), ("Moved.", ""),
    ]  # fmt: skip
    assert [p.set_aside for p in document.passages] == [False, True, True, False]
    assert "Deleted: not" in document.text
    assert codes(document) == ["tracked_deletions", "tracked_insertions", "tracked_moves"]
    assert "2 deletions are kept apart" in document.problems[0].message
    assert dict(document.facts)["Deletions by"] == "A. Bee, C. Dee (2024-05-01 to 2024-05-03)"
    assert "A. Bee" not in document.text + "".join(problem.message for problem in document.problems)


def test_notes_stand_after_their_paragraph_and_comments_at_the_end_as_said_by_someone() -> None:
    notes = part("footnotes", f'<w:footnote w:id="2">{paragraph("Without Scope 3.")}</w:footnote>')
    remarks = part("comments", f'<w:comment w:id="0" w:author="A. Bee">{paragraph("Is this so?")}</w:comment>')
    body = (
        '<w:p><w:r><w:t>We </w:t></w:r><w:commentRangeStart w:id="0"/><w:r><w:t>fell 12%</w:t></w:r>'
        '<w:commentRangeEnd w:id="0"/><w:r><w:t>.</w:t><w:footnoteReference w:id="2"/></w:r></w:p>' + paragraph("Next.")
    )

    document = read_document(word(body, footnotes=notes, comments=remarks))

    assert kinds(document) == [
        ("paragraph", "We fell 12%."), ("footnote", "Without Scope 3."), ("paragraph", "Next."),
        ("heading", "Comments"), ("utterance", "Is this so?"),
    ]  # fmt: skip
    assert (document.passages[-1].speaker, document.passages[-1].place) == ("A. Bee", "on “fell 12%”")
    assert codes(document) == ["comments"]


def test_fields_and_the_second_copy_of_a_text_box_are_left_out_and_hidden_text_is_marked() -> None:
    box = f"<w:txbxContent>{paragraph('In a box.')}</w:txbxContent>"
    body = (
        "<w:p><w:r><w:instrText>PAGEREF secret</w:instrText></w:r>"
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>unseen</w:t></w:r>"
        f"<w:r><mc:AlternateContent><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent>"
        "<w:t>Seen.</w:t></w:r></w:p>"
    )

    document = read_document(word(body))

    assert [(p.hidden, p.span.of(document.text)) for p in document.passages] == [
        ("", "Seen."), ("hidden", "unseen"), ("", "In a box."),
    ]  # fmt: skip
    assert codes(document) == ["hidden_text"]


def test_headings_have_levels_and_tables_have_cells_and_a_header() -> None:
    wide = '<w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>' + paragraph("Energy") + "</w:tc>"
    head = "<w:tr><w:trPr><w:tblHeader/></w:trPr>" + wide + f"<w:tc>{paragraph('2023')}</w:tc></w:tr>"
    row = "".join(f"<w:tc>{paragraph(text)}</w:tc>" for text in ("Power", "MWh", "12"))
    styles = STYLES.replace("</w:styles>", '<w:style w:styleId="H2"><w:name w:val="heading 2"/></w:style></w:styles>')
    body = (
        paragraph("Our year", "Own") + paragraph("Energy", "H2") + f"<w:tbl>{head}<w:tr>{row}</w:tr></w:tbl>"
        + table(("Scope", "2022"), ("1", "1,200"), ("2", "800"))
    )  # fmt: skip

    document = read_document(word(body, styles=styles))

    assert [(entry.level, entry.title) for entry in document.outline] == [(1, "Our year"), (2, "Energy")]
    rows = [p for p in document.passages if p.kind == "table_row"]
    assert [(p.table, p.header) for p in rows] == [(1, True), (1, False), (2, True), (2, False), (2, False)]
    assert [(c.column, c.span.of(document.text)) for p in rows[:2] for c in p.cells] == [
        (0, "Energy"), (2, "2023"), (0, "Power"), (1, "MWh"), (2, "12"),
    ]  # fmt: skip


def test_the_numbers_that_word_counts_stand_before_clauses_and_items() -> None:
    def clause(text: str, level: int, number: int = 1) -> str:
        numbered = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
        return f"<w:p><w:pPr>{numbered}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"

    def shape(level: int, kind: str, text: str, more: str = "") -> str:
        looks = f'<w:start w:val="1"/><w:numFmt w:val="{kind}"/>{more}<w:lvlText w:val="{text}"/>'
        return f'<w:lvl w:ilvl="{level}">{looks}</w:lvl>'

    heading = shape(0, "decimal", "%1.", '<w:pStyle w:val="H1"/>')
    numbering = part(
        "numbering",
        f'<w:abstractNum w:abstractNumId="7">{heading}{shape(1, "decimal", "%1.%2")}{shape(2, "lowerLetter", "(%3)")}'
        f'</w:abstractNum><w:abstractNum w:abstractNumId="8">{shape(0, "bullet", "x")}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="8"/></w:num>'
        '<w:num w:numId="3"><w:abstractNumId w:val="7"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="9"/>'
        "</w:lvlOverride></w:num>",
    )
    styles = part(
        "styles", '<w:style w:styleId="H1"><w:name w:val="heading 1"/><w:numPr><w:numId w:val="1"/></w:numPr></w:style>'
    )
    body = (
        paragraph("Term", "H1") + clause("It lasts.", 1) + clause("A year.", 2) + clause("Or two.", 2)
        + paragraph("End", "H1") + clause("It ends.", 1) + clause("So.", 2)
        + clause("Point.", 0, 2) + clause("Ninth.", 0, 3)
    )  # fmt: skip

    document = read_document(word(body, styles=styles, numbering=numbering))

    assert document.text.split("\n\n")[:-1] == [
        "1. Term", "1.1 It lasts.", "(a) A year.", "(b) Or two.", "2. End", "2.1 It ends.", "(a) So.", "• Point.",
        "9. Ninth.",
    ]  # fmt: skip
    assert kinds(document)[:2] == [("heading", "Term"), ("list_item", "It lasts.")]
    assert [entry.title for entry in document.outline] == ["1. Term", "2. End"]


def test_white_words_on_white_paper_are_marked() -> None:
    white = '<w:rPr><w:color w:val="FFFFFF"/></w:rPr>'
    dark = '<w:rPr><w:color w:val="FFFFFF"/><w:shd w:fill="000000"/></w:rPr>'
    runs = "".join(f"<w:r>{look}<w:t>{text}</w:t></w:r>" for look, text in (("", "A "), (white, "b "), (dark, "c")))
    cell = f"<w:tbl><w:tr><w:tc><w:p><w:r>{white}<w:t>Head</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"

    document = read_document(word(f"<w:p>{runs}</w:p>{cell}"))

    assert [(p.span.of(document.text), p.hidden) for p in document.passages] == [
        ("A c", ""), ("b", "white"), ("Head", ""),
    ]  # fmt: skip


def test_page_headers_are_there_once_and_properties_are_facts() -> None:
    data = io.BytesIO(word(paragraph("It went well."), header1=part("hdr", paragraph("Confidential"))))
    with zipfile.ZipFile(data, "a") as package:
        package.writestr(
            "word/_rels/document.xml.rels",
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            '<Relationship Id="r1" Type="http://x/relationships/header" Target="header1.xml"/></Relationships>',
        )
        package.writestr(
            "docProps/core.xml",
            '<c:coreProperties xmlns:c="c" xmlns:d="d" xmlns:t="t"><d:title>Our year</d:title><d:creator>A. Bee'
            "</d:creator><t:modified>2024-05-31T10:00:00Z</t:modified></c:coreProperties>",
        )

    document = read_document(data.getvalue(), name="report.docx")

    assert kinds(document) == [("header", "Confidential"), ("paragraph", "It went well.")]
    assert document.passages[0].set_aside
    assert document.facts == (("Title", "Our year"), ("Author", "A. Bee"), ("Changed", "2024-05-31T10:00:00Z"))
    assert document.dated == "2024-05-31"


def test_pages_turn_where_word_remembered_it() -> None:
    body = (
        paragraph("First.") + paragraph("Second.", before="<w:lastRenderedPageBreak/>")
        + '<w:p><w:r><w:br w:type="page"/></w:r></w:p>' + paragraph("Third.", before="<w:lastRenderedPageBreak/>")
    )  # fmt: skip

    document = read_document(word(body))

    assert [page.span.of(document.text) for page in document.pages] == ["First.\n\n", "Second.\n\n", "Third.\n\n"]


def test_a_table_that_lays_out_the_page_is_paragraphs() -> None:
    inner = table(("a", "b"))
    body = f"<w:tbl><w:tr><w:tc>{paragraph('Left.')}</w:tc><w:tc>{inner}{paragraph('Right.')}</w:tc></w:tr></w:tbl>"

    assert kinds(read_document(word(body))) == [("paragraph", "Left."), ("table_row", "a\tb"), ("paragraph", "Right.")]


def test_other_office_files_are_refused_with_what_to_do() -> None:
    locked = b"\xd0\xcf\x11\xe0" + bytes(600) + "EncryptedPackage".encode("utf-16-le")
    older = b"\xd0\xcf\x11\xe0" + bytes(600) + "WordDocument".encode("utf-16-le")

    assert refusal(locked).code == "password_needed"
    assert (refusal(older, "a.doc").code, "DOCX or PDF" in str(refusal(older, "a.doc"))) == ("unsupported", True)
    assert refusal(word(paragraph("x")), "report.pdf").code == "not_a_pdf"
    assert refusal(word("")).code == "empty"


def test_what_is_made_to_do_harm_is_refused() -> None:
    entity = word(paragraph("&a;"), declared='<!DOCTYPE w:document [<!ENTITY a "b">]>')
    deep = word("<w:p>" * 3_000 + "</w:p>" * 3_000)
    bomb = word(paragraph("a" * 5_000_000))
    twice = io.BytesIO(word(paragraph("One.")))
    with warnings.catch_warnings(), zipfile.ZipFile(twice, "a") as package:
        warnings.simplefilter("ignore")
        package.writestr("word/document.xml", part("document", paragraph("Two.")))
    slip = io.BytesIO(word(paragraph("One.")))
    with zipfile.ZipFile(slip, "a") as package:
        package.writestr("../../etc/passwd", "x")

    got = [refusal(data).code for data in (entity, deep, bomb, twice.getvalue(), slip.getvalue())]

    assert got == ["damaged", "damaged", "too_large", "damaged", "damaged"]


@pytest.mark.shared
def test_every_hostile_office_file_ends_soon_and_in_words(shared_data: Path) -> None:
    files = sorted((shared_data / "robustness" / "crafted_office").iterdir())
    files += sorted(path for path in (shared_data / "documents").iterdir() if path.suffix != ".pdf")

    for path in files:
        start = time.monotonic()
        code, sentence = outcome(path)
        assert code not in ("crashed", "took_too_long"), (path.name, sentence)
        assert sentence.endswith("."), path.name
        assert time.monotonic() - start < 10, path.name


def outcome(path: Path) -> tuple[str, str]:
    try:
        document = read_document(path)
    except UnreadableDocument as refused:
        return refused.code, str(refused)
    return "read", f"{len(document.passages)} passages."
