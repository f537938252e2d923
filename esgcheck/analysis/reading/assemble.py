"""From the pages that came out of the cage to one document with one text.

It happens outside the cage, for it needs all pages at once: the vocabulary that settles hyphens, the usual size of
letters that tells headings, and the repetition that gives headers and footers away.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from esgcheck.analysis.reading.furniture import printed_number, set_apart
from esgcheck.analysis.reading.joining import Vocabulary, seam
from esgcheck.analysis.reading.lines import is_mark
from esgcheck.analysis.reading.records import LineRecord, PageRecord, PassageRecord
from esgcheck.analysis.types import Document, Page, Passage, PassageKind, Problem, Span, Word

_BETWEEN = "\n\n"
_LONGEST_HEADING_WORDS = 25


def document_from_pages(records: list[PageRecord], *, name: str = "", problems: Iterable[Problem] = ()) -> Document:
    """Put the pages together; ``records`` in page order, one for each page of the file. They are used up."""
    vocabulary = _vocabulary(records)
    usual = _usual_size(records)
    furnished = set_apart(records)
    writer = _Writer(vocabulary)
    pages: list[Page] = []
    for record, (headers, footers) in zip(records, furnished, strict=True):
        start = writer.length
        first_word = len(writer.words)
        for kind, line in headers:
            writer.passage(PassageRecord("text", [line]), kind, record.index + 1)
        for passage in record.passages:
            if passage.lines:
                writer.passage(passage, _kind(passage, usual), record.index + 1)
        for kind, line in footers:
            writer.passage(PassageRecord("text", [line]), kind, record.index + 1)
        record.passages = []  # a long report holds millions of words: not twice
        words = tuple(writer.words[first_word:])
        label = record.label or printed_number([*headers, *footers])
        pages.append(Page(record.index + 1, start, writer.length, record.width, record.height, label, words=words))
    return Document(
        writer.text(), tuple(pages), tuple(writer.passages), "application/pdf", name=name, problems=tuple(problems)
    )


class _Writer:
    """The text as it grows, with the places of its words."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._parts: list[str] = []
        self.length = 0
        self.words: list[Word] = []
        self.passages: list[Passage] = []

    def text(self) -> str:
        return "".join(self._parts)

    def passage(self, passage: PassageRecord, kind: PassageKind, page: int) -> None:
        start = self.length
        previous: LineRecord | None = None
        for line in passage.lines:
            following = None if passage.shape == "row" else line
            if previous is not None:
                if passage.shape == "row":
                    self._write("\t")
                else:
                    self._join(previous.words[-1], line.words[0])
            for index, (word, box) in enumerate(zip(line.words, line.boxes, strict=True)):
                if index:
                    self._write(" ")
                self.words.append(Word(self.length, self.length + len(word), box))
                self._write(word)
            previous = following or line
        self._drop_soft_hyphen()
        inside = start
        if kind == "list_item" and len(passage.lines[0].words) > 1:
            inside += len(passage.lines[0].words[0]) + 1
        self.passages.append(Passage(Span(inside, self.length), page, kind))
        self._write(_BETWEEN)

    def _write(self, text: str) -> None:
        self._parts.append(text)
        self.length += len(text)

    def _join(self, before: str, after: str) -> None:
        """Write what stands between two lines; the word before loses its hyphen where that was the typesetter's."""
        kept, between = seam(before, after, self._vocabulary)
        self._shorten(len(before) - len(kept))
        if between:
            self._write(between)

    def _drop_soft_hyphen(self) -> None:
        """A word broken at the end of a page: the soft hyphen was never a letter of it."""
        if len(self._parts[-1]) > 1 and self._parts[-1].endswith("\u00ad"):
            self._shorten(1)

    def _shorten(self, letters: int) -> None:
        """Take letters from the end of the last word."""
        if letters:
            last = self.words[-1]
            self._parts[-1] = self._parts[-1][:-letters]
            self.length -= letters
            self.words[-1] = Word(last.start, last.end - letters, last.box)


def _vocabulary(records: list[PageRecord]) -> Vocabulary:
    vocabulary = Vocabulary()
    for record in records:
        for passage in record.passages:
            for line in passage.lines:
                vocabulary.learn(line.words[1:-1])
    return vocabulary


def _usual_size(records: list[PageRecord]) -> float:
    """The size of letters that most of the document is set in."""
    sizes: Counter[float] = Counter()
    for record in records:
        for passage in record.passages:
            for line in passage.lines:
                sizes[round(line.size * 2) / 2] += sum(map(len, line.words))
    return sizes.most_common(1)[0][0] if sizes else 0.0


def _kind(passage: PassageRecord, usual: float) -> PassageKind:
    if passage.shape == "row":
        return "table_row"
    mark = passage.lines[0].words[0]
    if passage.shape == "item" and is_mark(mark) and not (mark[0].isdigit() and _stands_out(passage, usual)):
        return "list_item"
    return "heading" if _stands_out(passage, usual) else "paragraph"


def _stands_out(passage: PassageRecord, usual: float) -> bool:
    """A heading, by its looks: short, without a full stop, larger than the text around it or in bold letters."""
    words = [word for line in passage.lines for word in line.words]
    ended = words[-1].rstrip("\"'”’»)").endswith((".", ",", ";", ":"))  # also of a quotation set in large letters
    if len(words) > _LONGEST_HEADING_WORDS or ended or not any(map(str.isalpha, "".join(words))):
        return False
    if words[0][0].islower():
        return False
    size = passage.lines[0].size
    large = size >= 1.15 * usual
    bold = size >= 0.95 * usual and all(line.bold for line in passage.lines) and len(passage.lines) <= 3
    return large or bold
