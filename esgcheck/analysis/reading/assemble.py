"""From the pages that came out of the cage to one document with one text.

It happens outside the cage, in two walks over the pages: one learns what only the whole can tell (:mod:`.survey`),
the next writes page after page. Neither holds more than a page, so that a report of 5,000 pages needs no more memory
than one of five; whoever collects the pages (:func:`document_from_pages`) does.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from esgcheck.analysis.places import GrowingWords
from esgcheck.analysis.reading.joining import JOINTS, Vocabulary, seam
from esgcheck.analysis.reading.outline import Bookmark, Contents
from esgcheck.analysis.reading.records import PageRecord, PassageRecord
from esgcheck.analysis.reading.roles import footnotes_of, kind_of
from esgcheck.analysis.reading.survey import Survey
from esgcheck.analysis.types import Cell, Document, Page, Passage, PassageKind, Problem, Span

_BETWEEN = "\n\n"


@dataclass(frozen=True, slots=True)
class AssembledPage:
    """A page with its text and passages; every offset is one into the text of the whole document."""

    page: Page
    text: str
    passages: tuple[Passage, ...]


def document_from_pages(
    records: Iterable[PageRecord],
    *,
    name: str = "",
    problems: Iterable[Problem] = (),
    survey: Survey | None = None,
    bookmarks: Sequence[Bookmark] = (),
) -> Document:
    """Put the pages together; ``records`` as for :func:`assembled`, ``bookmarks`` as the file has them."""
    contents = Contents(bookmarks)
    pages: list[Page] = []
    parts: list[str] = []
    passages: list[Passage] = []
    for done in assembled(records, survey=survey):
        contents.learn(done.page, done.text, done.passages)
        pages.append(done.page)
        parts.append(done.text)
        passages += done.passages
    return Document(
        "".join(parts),
        tuple(pages),
        tuple(passages),
        "application/pdf",
        name=name,
        problems=tuple(problems),
        outline=contents.entries(),
    )


def assembled(records: Iterable[PageRecord], *, survey: Survey | None = None) -> Iterator[AssembledPage]:
    """Write page after page; ``records`` in page order, one for each page of the file. They stay as they are.

    They are walked twice, for which an iterator is not enough; once where the ``survey`` has learnt them before.
    """
    if survey is None:
        survey = Survey.of(records)
    usual = survey.styles.usual_size
    start = tables = 0
    for record in records:
        furnished = survey.furniture.out_of(record)
        number = record.index + 1
        writer = _Writer(survey.vocabulary, start)
        for kind, line in furnished.headers:
            writer.passage(PassageRecord("text", [line]), kind, number)
        notes, at_foot = footnotes_of(record, furnished.passages, usual)
        for index, passage in enumerate(furnished.passages):
            if index not in at_foot:
                table = tables + passage.table if passage.table else 0
                role: PassageKind = "footnote" if index in notes else kind_of(passage, usual)
                level = survey.styles.level_of(passage) if role == "heading" else 0
                writer.passage(passage, role, number, table=table, level=level)
        for index in sorted(at_foot):
            writer.passage(furnished.passages[index], "footnote", number)
        tables += max((passage.table for passage in record.passages), default=0)
        for kind, line in furnished.footers:
            writer.passage(PassageRecord("text", [line]), kind, number)
        for passage in record.hidden:
            writer.passage(passage, "paragraph", number)
        label = record.label or furnished.printed_number
        end = writer.length
        page = Page(number, start, end, record.width, record.height, label, words=writer.words.done())
        yield AssembledPage(page, "".join(writer.parts), tuple(writer.passages))
        start = end


class _Writer:
    """The text of a page as it grows, with the places of its words. ``length`` is that of the text until now, the
    pages before included."""

    def __init__(self, vocabulary: Vocabulary, length: int) -> None:
        self._vocabulary = vocabulary
        self.parts: list[str] = []
        self.length = length
        self.words = GrowingWords()
        self.passages: list[Passage] = []

    def passage(self, passage: PassageRecord, kind: PassageKind, page: int, *, table: int = 0, level: int = 0) -> None:
        at = start = self.length
        parts, words = self.parts, self.words
        borders = _borders(passage) if passage.shape == "row" else {}
        cells: list[Cell] = []
        for index, line in enumerate(passage.lines):
            column = borders.get(index)
            if index and column is not None:
                at = self._end(at)
                parts.append("\t")
                at += 1
            elif index:
                at = self._join(at, line.words[0])
            if column is not None:
                cells.append(Cell(Span(at, at), column))
            at = words.add_line(at, line.words, line.boxes, line.sure)
            parts.append(line.text)
        at = self._end(at)
        inside = start
        if kind == "list_item" and len(passage.lines[0].words) > 1:
            inside += len(passage.lines[0].words[0]) + 1
        if cells:
            ends = [*(cell.span.start - 1 for cell in cells[1:]), at]
            cells = [Cell(Span(cell.span.start, end), cell.column) for cell, end in zip(cells, ends, strict=True)]
        self.passages.append(
            Passage(
                Span(inside, at),
                page,
                kind,
                level=level,
                hidden=passage.hidden,
                table=table,
                header=passage.header,
                cells=tuple(cells),
            )
        )
        parts.append(_BETWEEN)
        self.length = at + len(_BETWEEN)

    def _end(self, at: int) -> int:
        """A word broken at the end of a cell or a page: the soft hyphen was never a letter of it."""
        whole = not self.parts[-1].endswith("\u00ad") or at - self.words.last_start < 2
        return at if whole else self._shorten(at, 1)

    def _join(self, at: int, after: str) -> int:
        """Write what stands between two lines; the word before loses its hyphen where that was the typesetter's."""
        if self.parts[-1][-1] not in JOINTS:
            self.parts.append(" ")
            return at + 1
        before = self.parts[-1][self.words.last_start - at :]
        kept, between = seam(before, after, self._vocabulary)
        at = self._shorten(at, len(before) - len(kept))
        if between:
            self.parts.append(between)
        return at + len(between)

    def _shorten(self, at: int, letters: int) -> int:
        """Take letters from the end of the last word."""
        if letters:
            self.parts[-1] = self.parts[-1][:-letters]
            self.words.shorten_last(letters)
        return at - letters


def _borders(passage: PassageRecord) -> dict[int, int]:
    """The lines of a row that begin a cell, each with its column."""
    if not passage.cells:
        return {index: index for index in range(len(passage.lines))}
    borders: dict[int, int] = {}
    at = 0
    for column, count in passage.cells:
        borders[at] = column
        at += count
    return borders
