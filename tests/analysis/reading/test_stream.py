"""A document given out page by page is the document; pages that wait on disk come back as they were."""

from __future__ import annotations

import pytest

from esgcheck.analysis.reading import read_document, reading, spool
from esgcheck.analysis.types import Document

from .conftest import PdfMaker


def report(pdf: PdfMaker) -> bytes:
    for number in range(1, 6):
        pdf.new_page().line(60, 30, "Yearly report of the harbour").line(300, 820, str(number))
        pdf.lines(60, 100, f"In year {number} the water was mea-", "sured every day, and it was clear.")
    return pdf.bytes()


def streamed(data: bytes, name: str = "report.pdf") -> Document:
    with reading(data, name=name) as read:
        pages = list(read.pages())
        return Document(
            "".join(page.text for page in pages),
            tuple(page.page for page in pages),
            tuple(passage for page in pages for passage in page.passages),
            read.media_type,
            read.sha256,
            read.name,
            read.problems,
            read.outline,
            read.facts,
            read.dated,
        )


def test_page_by_page_is_the_whole(pdf: PdfMaker) -> None:
    data = report(pdf)

    assert streamed(data) == read_document(data, name="report.pdf")


def test_pages_that_wait_on_disk_come_back_as_they_were(pdf: PdfMaker, monkeypatch: pytest.MonkeyPatch) -> None:
    data = report(pdf)
    in_memory = read_document(data)

    monkeypatch.setattr(spool, "_IN_MEMORY_WORDS", 15)

    assert read_document(data) == in_memory
    assert len(in_memory.pages[4].words) > 10


def test_text_is_given_out_page_by_page_too() -> None:
    data = ("A paragraph of some words.\n\n" * 400).encode()

    document = read_document(data, name="long.txt")

    assert len(document.pages) > 1
    assert streamed(data, "long.txt") == document
