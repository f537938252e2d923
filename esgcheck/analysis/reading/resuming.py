"""A PDF read to its end by as many children as it takes.

Pages arrive one by one. Where a child dies the next one begins with the page that was being read: a child that used
up its time on many slow pages has not shown that this one is bad. A page that kills a child of its own is given up.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable

from esgcheck.analysis.reading import frames
from esgcheck.analysis.reading.cage import Child, Died, caged
from esgcheck.analysis.reading.limits import Limits
from esgcheck.analysis.reading.ocr_reading import Filled, Recognition, wants
from esgcheck.analysis.reading.outline import Bookmark, bookmarks_from
from esgcheck.analysis.reading.records import Malformed, PageRecord, day, facts_from, page_from, parsed
from esgcheck.analysis.reading.remarks import Remarks
from esgcheck.analysis.reading.spool import Spool
from esgcheck.analysis.reading.survey import Survey
from esgcheck.analysis.types import Problem, UnreadableDocument

Progress = Callable[[int, int], None]


class PdfReading:
    """One reading of one PDF. It holds no page: they are spooled as they arrive, and the ``survey`` learns them.

    Once it has run there are ``pages``, ``problems``, ``bookmarks``, ``facts`` (what the file says of itself) and the
    day that it is ``dated``. Close it when the pages have been walked.
    """

    def __init__(
        self, file: int, *, limits: Limits, password: str | None = None, on_progress: Progress | None = None
    ) -> None:
        self._file = file
        self._limits = limits
        self._password = password
        self._on_progress = on_progress
        self.pages: Iterable[PageRecord] = ()
        self._spool = Spool()
        self._remarks = Remarks()
        self._wordless: list[PageRecord] = []
        self._known = 0
        self._words = 0
        self._failed = 0
        self._late = False
        self.survey = Survey()
        self.facts: tuple[tuple[str, str], ...] = ()
        self.dated = ""
        self.problems: list[Problem] = []
        self.bookmarks: list[Bookmark] = []

    def run(self) -> None:
        """Read all ``pages``, which can be walked as often as one likes. Raises UnreadableDocument where not even the
        first child gets in."""
        deadline = time.monotonic() + 2 * self._limits.total_cpu_seconds
        deaths = 0
        while True:
            first = len(self._spool)
            try:
                self._read_from(first)
                break
            except Died as died:
                deaths += 1
                if not self._known:
                    raise gave_up(died) from None
                if deaths > self._limits.restarts or time.monotonic() > deadline:
                    self._give_up_the_rest()
                    break
                if len(self._spool) == first:
                    self._add(_given_up(first, died))
            if len(self._spool) >= self._known:
                break
        if self._failed == len(self._spool):
            raise self._nothing()
        self.problems += self._remarks.problems()
        self.pages = self._spool
        self._recognise()

    def _recognise(self) -> None:
        """Pages without words may be pictures of words."""
        recognition = Recognition(self._file, "application/pdf", self._limits, self._password, self._on_progress)
        recognition.run(self._wordless, self._known)
        self.problems = recognition.with_problems(self.problems)
        if recognition.found_words:
            self.pages = Filled(self._spool, self._wordless)
            self.survey = Survey.of(self.pages)

    def close(self) -> None:
        self._spool.close()

    def _nothing(self) -> UnreadableDocument:
        if self._late:
            return gave_up(Died("every page", late=True))
        return UnreadableDocument("The PDF is damaged: not one of its pages can be read. Save it again.", "damaged")

    def _read_from(self, first: int) -> None:
        limits = self._limits
        command = {
            "task": "pdf",
            "first": first,
            "pages": limits.pages,
            "characters_a_page": limits.characters_a_page,
            "password": self._password,
            "cpu_seconds": limits.chunk_cpu_seconds,
        }
        with caged(self._file, command, limits) as child:
            child.allow(limits.chunk_cpu_seconds)
            for kind, payload in child.frames(limits.chunk_cpu_seconds):
                try:
                    self._take(kind, payload, first, child)
                except Malformed as problem:
                    raise Died(str(problem)) from None
        if len(self._spool) < self._known:
            raise Died("it left pages out")

    def _take(self, kind: bytes, payload: bytes, first: int, child: Child) -> None:
        if kind == frames.HEAD:
            self._head(parsed(payload))
            return
        if kind != frames.PAGE:
            raise Malformed("a frame out of place")
        record = page_from(payload)
        if record.index != len(self._spool) or record.index >= self._known:
            raise Malformed("a page out of order")
        self._words += record.words
        if self._words > self._limits.words:
            message = f"The PDF has more than {self._limits.words:,} words, as many as are read. Split it."
            raise UnreadableDocument(message, "too_large")
        self._add(record, payload)
        if (len(self._spool) - first) % self._limits.chunk_pages == 0:
            child.allow(self._limits.chunk_cpu_seconds)

    def _head(self, head: dict[str, object]) -> None:
        pages = head.get("pages")
        if not isinstance(pages, int) or pages < 1 or (self._known and pages != self._known):
            raise Malformed("a head that makes no sense")
        if pages > self._limits.pages:
            raise UnreadableDocument(
                f"The PDF has {pages:,} pages; at most {self._limits.pages:,} are read. Split it.", "too_many_pages"
            )
        if not self._known and head.get("repaired"):
            self.problems.append(
                Problem("repaired", "The PDF is damaged and was repaired while reading it: compare text and pages.")
            )
        self._known = pages
        self.bookmarks = bookmarks_from(head.get("outline")) or self.bookmarks
        if "facts" in head:
            self.facts, self.dated = facts_from(head["facts"]), day(head.get("dated"))

    def _add(self, record: PageRecord, payload: bytes = b"") -> None:
        self._spool.add(record, payload)
        self.survey.learn(record)
        self._remarks.learn(record)
        if wants(record):
            self._wordless.append(record)
        self._failed += bool(record.failed)
        self._late = self._late or record.late
        number = record.index + 1
        if record.failed:
            message = f"Page {number} could not be read ({record.failed}); the other pages are complete."
            self.problems.append(Problem("page_unreadable", message, number))
        if record.cut:
            message = f"Page {number} has more text than is read; its end is missing."
            self.problems.append(Problem("page_cut", message, number))
        if self._on_progress:
            self._on_progress(len(self._spool), self._known)

    def _give_up_the_rest(self) -> None:
        read = len(self._spool)
        message = (
            f"Only {read} of {self._known} pages could be read before the limit of time was reached. Split the PDF."
        )
        self.problems.append(Problem("took_too_long", message, read + 1))
        for index in range(read, self._known):
            record = PageRecord(index, failed="not reached", late=True)
            self._spool.add(record)
            self.survey.learn(record)
            self._failed += 1
            self._late = True


def _given_up(index: int, died: Died) -> PageRecord:
    return PageRecord(index, failed="it took too long" if died.late else "it made the reader crash", late=died.late)


def gave_up(died: Died) -> UnreadableDocument:
    """What to tell the user when nothing of a document could be read."""
    if died.late:
        return UnreadableDocument(
            "Reading the file took too long and was stopped. Split it, or print it to a new PDF.", "took_too_long"
        )
    if str(died).startswith("MemoryError"):
        return UnreadableDocument("The file needs more memory than one file may have. Split it.", "too_large")
    return UnreadableDocument("The file made the reader crash. Print it to a new PDF and try that.", "crashed")
