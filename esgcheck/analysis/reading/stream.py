"""A document that has been read, given out page by page: whoever writes it down need not hold it whole."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from esgcheck.analysis.reading.assemble import AssembledPage, assembled
from esgcheck.analysis.reading.outline import Contents
from esgcheck.analysis.reading.resuming import PdfReading
from esgcheck.analysis.types import Document, OutlineEntry, Passage, Problem


@dataclass(slots=True)
class Reading:
    """What is known of a document before its pages are walked; ``outline`` only after."""

    name: str
    media_type: str
    sha256: str = ""
    problems: tuple[Problem, ...] = ()
    facts: tuple[tuple[str, str], ...] = ()
    dated: str = ""
    outline: tuple[OutlineEntry, ...] = ()
    _pdf: PdfReading | None = None
    _document: Document | None = None

    @classmethod
    def of_pdf(cls, pdf: PdfReading, *, name: str, sha256: str = "") -> Reading:
        """``pdf`` has run."""
        return cls(name, "application/pdf", sha256, tuple(pdf.problems), pdf.facts, pdf.dated, _pdf=pdf)

    @classmethod
    def of_document(cls, document: Document, *, name: str, sha256: str = "") -> Reading:
        return cls(
            name,
            document.media_type,
            sha256,
            document.problems,
            document.facts,
            document.dated,
            document.outline,
            _document=document,
        )

    def pages(self) -> Iterator[AssembledPage]:
        """Every page with its text and passages, in order."""
        if self._pdf is not None:
            contents = Contents(self._pdf.bookmarks)
            for page in assembled(self._pdf.pages, survey=self._pdf.survey):
                contents.learn(page.page, page.text, page.passages)
                yield page
            self.outline = contents.entries()
        elif self._document is not None:
            yield from _pages_of(self._document)

    def collected(self) -> Document:
        """All of it in memory."""
        if self._document is not None:
            pages, text, passages = self._document.pages, self._document.text, self._document.passages
        else:
            parts = list(self.pages())
            text = "".join([part.text for part in parts])
            pages = tuple(part.page for part in parts)
            passages = tuple(passage for part in parts for passage in part.passages)
        return Document(
            text,
            pages,
            passages,
            self.media_type,
            self.sha256,
            self.name,
            self.problems,
            self.outline,
            self.facts,
            self.dated,
        )


def _pages_of(document: Document) -> Iterator[AssembledPage]:
    on_page: dict[int, list[Passage]] = defaultdict(list)
    for passage in document.passages:
        on_page[passage.page].append(passage)
    for page in document.pages:
        yield AssembledPage(page, document.text[page.start : page.end], tuple(on_page.pop(page.number, ())))
