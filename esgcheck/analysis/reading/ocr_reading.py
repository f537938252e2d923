"""Pages without words, drawn in the cage and recognised page by page.

The pixels come out of the cage one page at a time; Tesseract is given them and nothing else. What it sees is laid out
by the same rules as the words of a PDF: columns, paragraphs, bullets, headings by the size of their letters.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from statistics import median

from esgcheck.analysis.reading import frames, ocr
from esgcheck.analysis.reading.cage import Died, caged
from esgcheck.analysis.reading.layout import laid_out
from esgcheck.analysis.reading.limits import Limits
from esgcheck.analysis.reading.lines import Line, Rectangle, cleaned
from esgcheck.analysis.reading.pixels import HEADER
from esgcheck.analysis.reading.records import LineRecord, PageRecord, PassageRecord
from esgcheck.analysis.types import Box, Problem, UnreadableDocument

_POOR = 0.4
"""Below this mean confidence what was seen on a page is no text: leaves, clouds, the weave of a cloth."""

_NO_WORD = 0.15
"""Below this a single word is none."""

_SAME_SIZE = 0.14
"""Letters whose heights differ by less are of one size: Tesseract measures each line by the letters it has."""

_TOLD_HERE = frozenset({"no_text_layer", "pages_without_text"})
"""Codes of what a reader that recognises nothing says of pages without words."""

Done = Callable[[int, int], None]


@dataclass
class Recognition:
    """The recognition of some pages of one file; ``problems`` fills as it goes."""

    file: int
    media_type: str
    limits: Limits
    password: str | None = None
    on_progress: Done | None = None
    problems: list[Problem] = field(default_factory=list)
    _pages: list[int] = field(default_factory=list)
    _sure: list[float] = field(default_factory=list)
    _failed: list[int] = field(default_factory=list)
    _nothing: list[int] = field(default_factory=list)

    def run(self, pages: Sequence[PageRecord], known: int) -> None:
        """Give ``pages``, those of the file's ``known`` pages that are without words (:func:`wants`), the words that
        can be recognised. The records are changed in place."""
        if not pages:
            return
        engine = ocr.engine()
        if engine is None:
            self.problems.append(Problem("no_text_layer", _untold(pages, known), pages[0].index + 1))
            return
        now, later = pages[: self.limits.ocr_pages], list(pages[self.limits.ocr_pages :])
        until = time.monotonic() + self.limits.ocr_total_seconds
        with closing(self._greys([record.index for record in now])) as greys:
            for done, (record, grey) in enumerate(zip(now, greys, strict=False)):
                if time.monotonic() > until:
                    later = [*now[done:], *later]
                    break
                self._recognise(record, grey, engine)
                if self.on_progress:
                    self.on_progress(known - len(pages) + done + 1, known)
        self._tell([record.index + 1 for record in later], whole=len(pages) == known)

    @property
    def found_words(self) -> bool:
        return bool(self._pages)

    def with_problems(self, others: Iterable[Problem]) -> list[Problem]:
        """The problems of the file and of the recognition; that there are no words is told better here."""
        return [*(problem for problem in others if problem.code not in _TOLD_HERE), *self.problems]

    def _recognise(self, record: PageRecord, grey: bytes, engine: ocr.Engine) -> None:
        number = record.index + 1
        _, width, height = HEADER.unpack(grey[: HEADER.size]) if grey else (0, 0, 0)
        if not width or len(grey) != HEADER.size + width * height or width * height > 1.1e6 * self.limits.megapixels:
            self._failed.append(number)
            return
        scale = record.width / width
        dpi = max(70, min(round(72 / scale), 2_400)) if scale else self.limits.ocr_dpi
        try:
            lines = ocr.seen(grey[HEADER.size :], width, height, dpi=dpi, engine=engine, limits=self.limits)
        except ocr.NotRecognised:
            self._failed.append(number)
            return
        passages, sure = passages_of(lines, scale, record.height / height)
        if not sure or sum(sure) / len(sure) < _POOR:
            self._nothing.append(number)
            return
        record.passages = passages
        self._pages.append(number)
        self._sure += sure

    def _greys(self, indices: list[int]) -> Generator[bytes, None, None]:
        """The pages in grey, one after another; empty bytes for one that cannot be drawn."""
        left = indices
        is_pdf = self.media_type == "application/pdf"
        while left:
            command = {
                "task": "grey" if is_pdf else "pictures",
                "do": "grey",
                "indices": left,
                "dpi": self.limits.ocr_dpi,
                "megapixels": self.limits.megapixels,
                "decoded": self.limits.picture_megapixels,
                "pages": self.limits.pages,
                "password": self.password,
                "cpu_seconds": self.limits.render_cpu_seconds,
            }
            begun = len(left)
            try:
                with caged(self.file, command, self.limits) as child:
                    for kind, payload in child.frames(self.limits.render_cpu_seconds):
                        child.allow(self.limits.render_cpu_seconds)
                        if not left:
                            raise Died("a page that nobody asked for")
                        if kind == frames.GREY and payload[:4] != left[0].to_bytes(4, "big"):
                            raise Died("a page out of order")
                        left = left[1:]
                        yield payload if kind == frames.GREY else b""
                if left:
                    raise Died("it left pages out")
            except (Died, UnreadableDocument):
                if left and len(left) == begun:
                    left = left[1:]
                    yield b""

    def _tell(self, later: list[int], *, whole: bool) -> None:
        if self._pages:
            mean = sum(self._sure) / len(self._sure)
            one = len(self._pages) == 1
            what = f"page {_ranges(self._pages)} was" if one else f"pages {_ranges(self._pages)} was"
            message = (
                f"The text of {what} recognised in {'a picture' if one else 'pictures'} (mean confidence {mean:.0%}): "
                "compare it with the page before you quote it."
            )
            self.problems.append(Problem("recognised", message))
        elif whole and not self._failed and not later:
            message = (
                "No words were recognised in it: it holds a picture without text, or one that is too small or faint."
            )
            self.problems.append(Problem("no_text_layer", message))
        if self._failed:
            message = (
                f"Recognising the text of page {_ranges(self._failed)} failed: read it in the picture of the page."
            )
            self.problems.append(Problem("not_recognised", message, self._failed[0]))
        if later:
            message = (
                f"The text of page {_ranges(later)} was not recognised: at most {self.limits.ocr_pages:,} pages and "
                f"{self.limits.ocr_total_seconds // 60} minutes are spent on a document. Split it."
            )
            self.problems.append(Problem("not_recognised", message, later[0]))


def wants(record: PageRecord) -> bool:
    """Whether a page is to be recognised: one that was read and holds no words."""
    return not record.failed and record.width > 0 and not record.passages and not record.hidden


class Filled:
    """All pages of a file, those among them that were recognised with their words; to be walked again and again."""

    def __init__(self, pages: Iterable[PageRecord], recognised: Iterable[PageRecord]) -> None:
        self._pages = pages
        self._recognised = {record.index: record for record in recognised}

    def __iter__(self) -> Iterator[PageRecord]:
        for record in self._pages:
            yield self._recognised.get(record.index, record)


def passages_of(lines: list[ocr.SeenLine], across: float, down: float) -> tuple[list[PassageRecord], list[float]]:
    """Passages in reading order with their places in points, and how sure each word is. ``across`` and ``down`` are
    points a pixel."""
    sizes = _sizes([line.height * down for line in lines])
    sure: dict[Rectangle, float] = {}
    made: list[Line] = []
    for seen, size in zip(lines, sizes, strict=True):
        line = Line(block=seen.block, size=size, upright=seen.upright)
        for word in seen.words:
            text = cleaned(word.text)
            if not text or word.sure < _NO_WORD:
                continue
            x0, y0, x1, y1 = word.box
            for part in text.split():
                box = (x0 * across, y0 * down, x1 * across, y1 * down)
                line.add(part, box)
                sure[box] = word.sure
        if line.words:
            made.append(line)
    usual = sum(sure.values()) / len(sure) if sure else 0.0
    passages = []
    for raw in laid_out(made):
        records = [
            LineRecord(
                line.size, line.bold, list(line.words), [Box(*box) for box in line.boxes],
                [sure.get(box, usual) for box in line.boxes],
            )
            for line in raw.lines
        ]  # fmt: skip
        passages.append(PassageRecord(raw.shape, records, list(raw.cells), raw.table, raw.header))
    return passages, list(sure.values())


def _sizes(heights: list[float]) -> list[float]:
    """Heights of lines, those that are nearly the page's usual one made equal to it."""
    if not heights:
        return []
    usual = median(heights)
    return [usual if abs(height - usual) <= _SAME_SIZE * usual else height for height in heights]


def _untold(wanted: Sequence[PageRecord], known: int) -> str:
    if len(wanted) == known:
        return f"It holds pictures of pages without any text. {ocr.ocr_words()}"
    pages = _ranges([record.index + 1 for record in wanted])
    return f"Page {pages} holds no text that can be read, only a picture or nothing. {ocr.ocr_words()}"


def _ranges(numbers: list[int]) -> str:
    """ "1, 3 to 8 and 12 others" """
    runs: list[list[int]] = []
    for number in sorted(numbers):
        if runs and number == runs[-1][-1] + 1:
            runs[-1][1:] = [number]
        else:
            runs.append([number])
    shown = [", ".join(map(str, run)) if run[-1] - run[0] < 2 else f"{run[0]} to {run[-1]}" for run in runs[:8]]
    rest = sum(run[-1] - run[0] + 1 for run in runs[8:])
    return ", ".join(shown) + (f" and {rest} others" if rest else "")
