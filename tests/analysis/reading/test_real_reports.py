"""The real case and real reports, where they are at hand."""

from __future__ import annotations

import json
import time
from collections import Counter
from pathlib import Path

import pytest

from esgcheck.analysis.reading import boxes_of, read_document
from esgcheck.analysis.types import Span, UnreadableDocument

pytestmark = pytest.mark.shared


def test_the_excerpts_quotation_is_read_whole_with_its_places(shared_data: Path) -> None:
    folder = shared_data / "cases" / "hikvision"
    gold = json.loads((folder / "gold.json").read_text("utf-8"))
    quotation = next(quote["exact"] for quote in gold["quotes"] if quote["exact"].startswith("We do not find"))

    document = read_document(folder / "report-excerpt.pdf")

    start = document.text.index(quotation)
    (holder,) = [p for p in document.passages if p.span.contains(Span(start, start + len(quotation)))]
    assert holder.kind == "paragraph"
    boxes = boxes_of(document.pages[holder.page - 1], Span(start, start + len(quotation)))
    assert 2 <= len(boxes) <= 8
    assert all(box.x1 <= 595 and box.y1 <= 842 for box in boxes)


def test_a_long_encrypted_two_column_report_is_read_in_order_and_in_time(shared_data: Path) -> None:
    start = time.monotonic()

    document = read_document(shared_data / "reports" / "sustqa_commerzbank-ag.pdf")

    assert time.monotonic() - start < 15
    assert len(document.pages) == 144
    kinds = Counter(passage.kind for passage in document.passages)
    assert kinds["page_number"] > 130
    assert kinds["header"] > 70
    assert "Reducing financed emissions" in document.text
    assert (
        "In order to reduce sector-specific emission intensities, the customers in Commerzbank’s portfolio will need "
        "to make major transformation efforts themselves." in document.text
    )
    assert "\ufb01" not in document.text


def test_the_report_that_loses_letters_is_told(shared_data: Path) -> None:
    document = read_document(shared_data / "reports" / "gri110_rcs-mediagroup.pdf")

    (lost,) = [problem for problem in document.problems if problem.code == "lost_letters"]
    assert "pages 6, 7, 8, 9, 11, 35 and 49:" in lost.message
    assert " zione " not in document.text


def test_what_lies_under_a_bar_is_no_evidence(shared_data: Path) -> None:
    document = read_document(shared_data / "robustness" / "crafted" / "fake_redaction.pdf")

    assert "hidden_text" in {problem.code for problem in document.problems}
    assert "covered" in {passage.hidden for passage in document.passages}


ODD = (
    "crafted/pages_count_lie_2e9.pdf",
    "crafted/pages_dag_1e9.pdf",
    "crafted/userunit_1e6.pdf",
    "crafted/page_tree_loop.pdf",
    "pdfjs/test__pdfs__Pages-tree-refs.pdf",
    "pdfjs/test__pdfs__poppler-67295-0.pdf",
)


@pytest.mark.parametrize("name", ODD)
def test_hostile_files_end_in_a_document_or_a_reason(shared_data: Path, name: str) -> None:
    path = shared_data / "robustness" / name
    if not path.exists():
        pytest.skip(f"{name} is not here")
    try:
        outcome = {problem.code for problem in read_document(path).problems}
    except UnreadableDocument as refused:
        outcome = {refused.code}

    assert outcome & {"damaged", "page_unreadable", "too_many_pages"}
