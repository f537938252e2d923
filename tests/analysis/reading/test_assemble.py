"""Pages put together one by one: nothing changed, nothing kept, every offset right from the start."""

from __future__ import annotations

import copy
from collections.abc import Iterator

from esgcheck.analysis.reading.assemble import assembled, document_from_pages
from esgcheck.analysis.reading.records import LineRecord, PageRecord, PassageRecord
from esgcheck.analysis.reading.survey import Survey
from esgcheck.analysis.types import Box


def line(text: str, y: float = 200, *, x: float = 60, size: float = 10, bold: bool = False) -> LineRecord:
    words = text.split()
    boxes = [Box(x + 40 * at, y, x + 40 * at + 36, y + 12) for at in range(len(words))]
    return LineRecord(size, bold, words, boxes)


def text_page(index: int, *lines: LineRecord) -> PageRecord:
    return PageRecord(index, 595, 842, passages=[PassageRecord("text", [one]) for one in lines])


def report(pages: int) -> list[PageRecord]:
    return [
        text_page(
            index,
            line("Annual Report", 20),
            line(f"Nothing on page {'abcdefg'[index]} is alike"),
            line(str(index), 820),
        )
        for index in range(pages)
    ]


class Spooled:
    """Pages that are made anew for each walk, as when they lie in a file; ``alive`` counts those walked to."""

    def __init__(self, pages: int) -> None:
        self.pages = pages
        self.walks = 0
        self.at = 0

    def __iter__(self) -> Iterator[PageRecord]:
        self.walks += 1
        for record in report(self.pages):
            self.at = record.index
            yield record

    def __len__(self) -> int:
        return self.pages


def test_a_page_is_written_as_soon_as_it_is_walked_to() -> None:
    records = Spooled(6)

    pages = assembled(records)
    first = next(pages)

    assert records.walks == 2
    assert records.at == 0
    assert first.text.startswith("Annual Report\n\n")
    assert first.page.span.end == len(first.text)


def test_page_by_page_is_the_same_as_the_whole() -> None:
    whole = document_from_pages(report(6))

    parts = list(assembled(Spooled(6)))

    assert "".join(part.text for part in parts) == whole.text
    assert tuple(part.page for part in parts) == whole.pages
    assert tuple(passage for part in parts for passage in part.passages) == whole.passages


def test_the_records_stay_as_they_were() -> None:
    records = report(6)
    before = copy.deepcopy(records)

    document_from_pages(records)

    assert records == before


def test_what_was_learnt_while_the_pages_came_needs_one_walk_only() -> None:
    survey = Survey()
    for record in report(6):
        survey.learn(record)
    records = Spooled(6)

    document = document_from_pages(records, survey=survey)

    assert records.walks == 1
    assert [p.kind for p in document.passages if p.page == 1] == ["header", "paragraph", "page_number"]
