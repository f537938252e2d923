"""Numbers of notes stand raised behind a word or a figure, and do not become a part of it."""

from __future__ import annotations

from pathlib import Path

import pymupdf
import pytest

from esgcheck.analysis import read_document
from esgcheck.analysis.reading.notes import raised

PIECES = [
    ("We will reach net zero", "1"),
    (" by 2050", "13"),
    (" and used 62,987", "5"),
    (" m", "3"),
    (" of water in 2023.", "2,4"),
    (" All of it was measured.", ""),
]


@pytest.fixture
def noted(tmp_path: Path) -> Path:
    """A line of 11 points with numbers of 6.4 points, raised by 4."""
    document = pymupdf.open()
    page = document.new_page(width=842)
    at = 50.0
    for words, number in PIECES:
        page.insert_text((at, 100), words, fontsize=11)
        at += pymupdf.get_text_length(words, fontsize=11)
        page.insert_text((at, 96), number, fontsize=6.4)
        at += pymupdf.get_text_length(number, fontsize=6.4)
    page.insert_text((50, 700), "13 Subject to what our customers do.", fontsize=8)
    document.save(tmp_path / "noted.pdf")
    return tmp_path / "noted.pdf"


def test_they_are_told_from_the_words_and_figures_that_they_stand_behind(noted: Path) -> None:
    text = read_document(noted).text
    assert "net zero¹ by 2050¹³ and used 62,987⁵ m³ of water in 2023.²,⁴ All of it" in text
    assert "13 Subject to" in text


def test_a_line_whose_pieces_are_others_stays_as_it_is() -> None:
    spans = [{"text": "zero", "size": 11.0, "flags": 0}, {"text": "13", "size": 6.0, "flags": 1}]
    assert raised(["zero13"], spans) == ["zero¹³"]
    assert raised(["zer13"], spans) == ["zer13"]
    assert raised(["13"], spans[1:]) == ["13"]


def test_what_follows_a_note_without_a_space_stays_as_it_is() -> None:
    spans = [{"text": t, "size": s, "flags": f} for t, s, f in [("a year", 11.0, 0), ("13", 6.0, 1), (", or", 11.0, 0)]]
    assert raised(["a", "year13,", "or"], spans) == ["a", "year¹³,", "or"]
