"""Letters that are lost or doubled in a file: told, and mended where words were cut into strips."""

from __future__ import annotations

from collections.abc import Callable

import pymupdf
import pytest

from esgcheck.analysis.reading.letters import are_meaningless, mended
from esgcheck.analysis.reading.lines import Line
from esgcheck.analysis.reading.records import PageRecord
from esgcheck.analysis.reading.remarks import Remarks
from esgcheck.analysis.types import Document

from .conftest import PdfMaker

FONT = pymupdf.Font("helv")
SENTENCES = (
    "Measured emissions halved",
    "Renewable power everywhere",
    "Independent auditors agreed",
    "Suppliers answered honestly",
    "Nobody disputed anything",
)


def strips(*, overlap: int) -> list[Line]:
    """Each sentence cut in the midst of its first word; ``overlap`` letters stand on both sides of the cut."""
    lines = []
    for number, sentence in enumerate(SENTENCES):
        y = 100 + 20 * number
        for start, end in ((0, 5 + overlap), (5, len(sentence))):
            x = 60 + FONT.text_length(sentence[:start], 10)
            line = Line(block=len(lines), size=10)
            for word in sentence[start:end].split():
                width = FONT.text_length(word, 10)
                line.add(word, (x, y, x + width, y + 12))
                x += width + FONT.text_length(" ", 10)
            lines.append(line)
    return lines


@pytest.mark.parametrize("overlap", [0, 1])
def test_words_cut_into_strips_are_made_whole_and_told(overlap: int) -> None:
    lines, lost = mended(strips(overlap=overlap))

    assert [line.text for line in lines] == list(SENTENCES)
    assert all(len(line.words) == len(line.boxes) for line in lines)
    assert lines[0].boxes[0][2] == pytest.approx(60 + FONT.text_length("Measured", 10), abs=0.1)
    assert lost


def test_words_with_room_between_them_stay_apart() -> None:
    lines = strips(overlap=0)
    for line in lines[1::2]:
        line.x0, line.x1 = line.x0 + 3, line.x1 + 3

    assert mended(lines) == (lines, False)


@pytest.mark.parametrize(("strange", "told"), [("", False), ("\ue012", True), ("\ufffd", True)])
def test_letters_without_a_meaning_are_noticed(strange: str, told: bool) -> None:
    lines = [Line(words=[f"word{strange}"], boxes=[(0, 0, 1, 1)]) for _ in range(5)]

    assert are_meaningless(lines) is told


def test_the_pages_are_named() -> None:
    remarks = Remarks()
    for index in range(30):
        remarks.learn(PageRecord(index, lost=index in (2, 5), picture=index > 6))

    codes = {problem.code: problem for problem in remarks.problems()}

    assert "pages 3 and 6:" in codes["lost_letters"].message
    assert codes["lost_letters"].page == 3
    assert codes.keys() == {"lost_letters", "no_text_layer"}


def test_what_a_pdf_says_of_itself(pdf: PdfMaker, read_pdf: Callable[..., Document]) -> None:
    pdf.line(60, 100, "Words")
    pdf.document.set_metadata(
        {"title": "Harbour  report", "author": "Ann", "creationDate": "D:20240531093000+02'00'", "modDate": "junk"}
    )

    document = read_pdf(pdf)

    assert document.facts == (("Title", "Harbour report"), ("Author", "Ann"), ("Created", "2024-05-31 09:30"))
    assert document.dated == "2024-05-31"
