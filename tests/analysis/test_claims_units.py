"""What could be a claim: sentences, bullets, rows and figures, and what is surely none."""

import time
from dataclasses import replace

import pytest

from esgcheck.analysis.claims.leaving_out import REASONS, why_left_out
from esgcheck.analysis.claims.sections import Sections, heading_class
from esgcheck.analysis.claims.units import Unit, units_of
from esgcheck.analysis.types import Cell, Document, Page, Passage, Span


def document(*passages: tuple[str, str] | tuple[str, list[str]]) -> Document:
    """Passages of (kind, words); a table row has a list of cells."""
    text, made = "", []
    for kind, words in passages:
        start, cells = len(text), []
        if isinstance(words, list):
            for column, cell in enumerate(words):
                cells.append(Cell(Span(len(text), len(text) + len(cell)), column))
                text += cell + " "
            text = text[:-1]
        else:
            text += words
        span = Span(start, len(text))
        made.append(Passage(span, 1, kind, table=1 if cells else 0, cells=tuple(cells)))
        text += "\n\n"
    return Document(text, (Page(1, 0, len(text)),), tuple(made))


def units(*passages) -> tuple[str, list[Unit]]:
    made = document(*passages)
    return made.text, list(units_of(made, ()))


def test_a_bullet_is_read_with_the_line_that_leads_into_its_list():
    text, found = units(
        ("paragraph", "It was a good year. In the year we have:"),
        ("list_item", "• cut our use of water by four per cent"),
        ("list_item", "• planted a hundred trees in the yard"),
    )

    bullets = [unit for unit in found if unit.kind == "list_item"]
    assert [bullet.lead for bullet in bullets] == ["In the year we have:"] * 2
    assert [[span.of(text) for span in bullet.context] for bullet in bullets] == [["In the year we have:"]] * 2


def test_a_bullet_without_a_lead_is_read_with_its_heading():
    text, found = units(("heading", "What we did"), ("list_item", "• planted a hundred trees in the yard"))

    assert [span.of(text) for span in found[-1].context] == ["What we did"]


def test_a_row_is_read_with_its_header_and_caption():
    text, found = units(
        ("caption", "Emissions of our plants"),
        ("table_row", ["in tonnes", "2023", "2022"]),
        ("table_row", ["Direct", "1,200", "1,340"]),
    )

    (row,) = [unit for unit in found if unit.sure]
    assert row.words == "Direct 1,200 1,340"
    assert [span.of(text) for span in row.context] == ["Emissions of our plants", "in tonnes 2023 2022"]


@pytest.mark.parametrize(
    "row", [["Net sales", "1,200", "1,340"], ["2022", "1,200", "1,340"], ["Anna Holm", "Director"]]
)
def test_rows_of_accounts_years_and_names_are_none(row):
    _, found = units(("table_row", ["", "2023", "2022"]), ("table_row", row))

    assert found[-1].left_out in ("table row without a figure of performance", "table header")


def test_a_sentence_in_a_cell_is_a_sentence():
    _, found = units(("table_row", ["Water", "We have halved our use of water at both plants since the year before."]))

    assert [unit.words for unit in found if not unit.left_out] == [
        "We have halved our use of water at both plants since the year before."
    ]


def test_a_figure_set_large_belongs_with_its_caption():
    text, found = units(("paragraph", "12.5 %"), ("paragraph", "less energy used than the year before"))

    (figure,) = found
    assert figure.span.of(text) == "12.5 %\n\nless energy used than the year before"
    assert figure.sure > 0
    assert not figure.left_out


def test_numbers_of_an_axis_and_of_sections_are_no_figures():
    _, found = units(
        ("paragraph", "30"),
        ("paragraph", "25"),
        ("paragraph", "2.1 Energy"),
        ("paragraph", "how we manage our energy"),
    )

    assert not any(unit.sure for unit in found)


def test_a_heading_that_begins_with_a_figure_is_one_and_other_headings_are_none():
    _, found = units(("heading", "-13% of energy consumption"), ("heading", "4.2 Energy consumption"))

    assert [unit.left_out for unit in found] == ["", "heading"]


def test_a_bullet_that_was_cut_is_one():
    text, found = units(
        ("list_item", "• We have halved the water that we take from the"),
        ("paragraph", "river beside the plant."),
    )

    assert [unit.span.of(text) for unit in found] == [text.strip()]


def test_a_sentence_that_points_back_is_read_with_the_one_before():
    text, found = units(("paragraph", "We used 40 GWh of energy. This is a reduction of twelve per cent."))

    assert [span.of(text) for span in found[1].context] == ["We used 40 GWh of energy."]


def test_chinese_sentences_are_cut_and_kept():
    _, found = units(("paragraph", "报告期内公司未发生重大安全事故。公司承诺到2050年实现碳中和。"))

    assert [unit.left_out for unit in found] == ["", ""]


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("This report contains forward-looking statements that depend on many things.", "boilerplate"),
        ("Actual results may therefore differ from what is said here about the year.", "boilerplate"),
        ("Differences in the tables may be due to rounding of the figures.", "rounding note"),
        ("What do we do to use less water in the plants?", "question"),
        ("For further information on our targets see the chapter on climate.", "reference"),
        ("Nothing has come to our attention that makes us believe otherwise.", "assurance"),
        ("The statement was prepared in accordance with the rules of the law.", "about the report"),
        ("Water and waste", "fragment"),
        ("We have halved our use of water at both plants.", ""),
        ("Die Wege zur Arbeit wurden um ein Drittel kürzer.", ""),
    ],
)
def test_what_is_surely_none_has_a_name(words, why):
    assert why_left_out(words, "paragraph") == why
    assert not why or REASONS[why]


@pytest.mark.parametrize(
    ("heading", "section"),
    [
        ("GRI Content Index", "index"),
        ("ESRS index", "index"),
        ("Contents", "contents"),
        ("Indice", "contents"),
        ("Forward-looking statements", "disclaimer"),
        ("Haftungsausschluss", "disclaimer"),
        ("Impressum", "imprint"),
        ("Report of the Independent Auditors", "assurance"),
        ("Relazione della società di revisione", "assurance"),
        ("Glossary", "glossary"),
        ("The content of our products", ""),
        ("Our planet", ""),
    ],
)
def test_parts_without_claims_are_known_by_their_heading(heading, section):
    assert heading_class(heading) == section


@pytest.mark.parametrize("kind", ["list_item", "table_row"])
def test_very_many_items_take_linear_time(kind):
    words = "Emissions 1,200 1,300" if kind == "table_row" else "• We use less water now"
    size = len(words) + 2
    cells = (Cell(Span(0, 9), 0), Cell(Span(10, 15), 1))

    def taken(count: int) -> float:
        passages = tuple(Passage(Span(i * size, i * size + size - 2), 1, kind, cells=cells) for i in range(count))
        made = Document((words + "\n\n") * count, (Page(1, 0, count * size),), passages)
        start = time.process_time()
        assert len(list(units_of(made, ()))) == count
        return time.process_time() - start

    taken(50)
    assert taken(4_000) < 20 * taken(500) + 0.2


ENTRIES = [
    "Executive summary",
    "Our Scope 1 emissions",
    "Carbon offsets",
    "Energy products",
    "Waste",
    "Governance",
    "Data",
]


def of_pages(made: Document, count: int) -> Document:
    end = len(made.text)
    return replace(made, pages=(*made.pages, *(Page(number, end, end) for number in range(2, count + 1))))


def test_a_page_of_contents_is_known_by_its_numbers_where_nothing_is_written_over_it():
    rows = [("table_row", [entry, str(4 + 3 * number)]) for number, entry in enumerate(ENTRIES)]
    claim = ("paragraph", "We cut our emissions by a third in the year under review, as we had promised to do. " * 2)
    made = of_pages(document(*rows, claim, ("footer", "Report 2")), 40)
    parts = [Sections(made).of(passage) for passage in made.passages]
    assert parts[:7] == ["contents"] * 7
    assert parts[7] == ""


def test_a_table_of_small_figures_is_no_contents():
    rows = [("table_row", [entry, str(figure)]) for entry, figure in zip(ENTRIES, (9, 4, 30, 2, 17, 8, 3), strict=True)]
    made = of_pages(document(*rows), 40)
    assert {Sections(made).of(passage) for passage in made.passages} == {""}


def test_headings_under_contents_on_its_page_are_entries_whatever_they_say():
    made = document(
        ("paragraph", "Sold for 100 per cent of the shares."),
        ("heading", "Contents"),
        ("heading", "2. Taking action"),
        ("paragraph", "13 2.2 Reducing our GHG emissions 22 2.3 Partnering"),
    )
    assert [Sections(made).of(passage) for passage in made.passages] == ["", "contents", "contents", "contents"]
