"""The nouns of the analysis library: frozen dataclasses that carry text and its place.

**One canonical text.** A document has exactly one text, a Python ``str``. Every offset in this library is an index
into it, counted in Unicode code points, end excluded. ``text`` is the concatenation of the pages: page ``i`` covers
``text[page.start:page.end]`` and ``pages[i].end == pages[i + 1].start``, so no character is outside a page. What
stands between two passages (blank lines) and at the end of a page (``"\\n\\n"``) belongs to the page and to no passage.

**Boxes** are in PDF points (1/72 inch), origin at the top left of the page *as it is seen* (rotation applied),
``(x0, y0, x1, y1)``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

PassageKind = Literal[
    "paragraph",
    "list_item",
    "table_row",
    "heading",
    "utterance",
    "caption",
    "footnote",
    "header",
    "footer",
    "page_number",
]
ClaimKind = Literal["quoted_finding", "metric", "commitment", "denial", "certification", "action", "general"]
QuotationKind = Literal["direct", "fragment", "indirect", "scare"]
FieldName = Literal[
    "measure",
    "value",
    "unit",
    "direction",
    "period",
    "baseline",
    "boundary",
    "target",
    "deadline",
    "base",
    "denied",
    "leaves_open",
    "found_by",
    "found_for",
    "introduced_by",
    "certificate",
    "issuer",
]
TopicVocabulary = Literal["ESRS", "GRI"]
QuotationStatus = Literal[
    "verbatim",
    "elided",
    "altered",
    "truncated",
    "spliced",
    "not_found",
    "source_not_held",
    "other_language",
]
StanceLabel = Literal["supports", "contradicts", "context"]
DifferenceKind = Literal[
    "equal", "layout", "spelling", "word", "negation", "number", "hedge", "name", "tense", "elision", "insertion"
]

FURNITURE: frozenset[str] = frozenset({"header", "footer", "page_number"})
"""Passage kinds that repeat around the text and are never searched for claims or taken as evidence."""


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of one document's canonical text: ``text[start:end]``."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"a span needs 0 <= start <= end, not {self.start}, {self.end}")

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        """The words themselves."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end


class Box(NamedTuple):
    """A rectangle on a page, in points from the top left. A tuple, since there are millions of them."""

    x0: float
    y0: float
    x1: float
    y1: float


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the canonical text with its box. A word broken over two lines is two ``Word``s side by side.

    ``confidence``, 0 to 1, for words that were recognised in a picture; None for words that the file itself has.
    """

    start: int
    end: int
    box: Box
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """One page. ``number`` counts from 1; ``label`` is the printed page number where the file names one.

    ``width`` and ``height`` in points; both 0 for text without a page image (plain text, transcripts), which is cut
    into pages of some thousand characters at passage borders.
    """

    number: int
    start: int
    end: int
    width: float = 0.0
    height: float = 0.0
    label: str = ""
    words: Sequence[Word] = ()

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table row. ``column`` counts from 0; ``place`` is its name in a spreadsheet ("B4"), else empty."""

    span: Span
    column: int
    place: str = ""


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph, list item, table row, heading or utterance; ``page`` is the number of the page it starts on.

    ``speaker`` and times (seconds from the start of the recording) for utterances only. ``level`` of a heading, from
    1; 0 for all else. A row of a table has ``cells``, the number of its ``table`` in the document (from 1), and
    ``header`` where it names the columns. ``place`` says where the passage stands in a file without pages
    ("Emissions!A4:E4"). ``hidden`` says why nobody who looks at the page can see the words ("white", "transparent",
    "off the page", "covered", "hidden", "deleted" by a tracked change); such words are kept and shown as what they
    are, and never taken as evidence.
    """

    span: Span
    page: int
    kind: PassageKind
    speaker: str = ""
    time_start: float | None = None
    time_end: float | None = None
    level: int = 0
    hidden: str = ""
    table: int = 0
    header: bool = False
    cells: tuple[Cell, ...] = ()
    place: str = ""

    @property
    def set_aside(self) -> bool:
        """Not to be searched for claims or quotations, nor taken as evidence."""
        return bool(self.hidden) or self.kind in FURNITURE


@dataclass(frozen=True, slots=True)
class Problem:
    """Something a reader of the document should know, in words that say what to do. ``code`` is stable, for tests."""

    code: str
    message: str
    page: int | None = None


@dataclass(frozen=True, slots=True)
class OutlineEntry:
    """A line of a document's table of contents: from the file's own bookmarks, else from its headings.

    ``level`` from 1; ``start`` is the offset of the heading, or of the page, in the canonical text.
    """

    level: int
    title: str
    page: int
    start: int


@dataclass(frozen=True, slots=True)
class Contained:
    """A file inside of a file: an attachment of an e-mail, a member of an archive. ``name`` with its folders."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Document:
    """What reading a file gives. ``name`` is what the caller called it; ``media_type`` what it turned out to be.

    ``facts`` are what the file says of itself, as (name, value): an e-mail's From, To and Date, a PDF's author.
    ``dated`` is the day that it bears, as "2024-05-31", empty where it bears none.
    """

    text: str
    pages: tuple[Page, ...]
    passages: tuple[Passage, ...]
    media_type: str = "text/plain"
    sha256: str = ""
    name: str = ""
    problems: tuple[Problem, ...] = ()
    outline: tuple[OutlineEntry, ...] = ()
    facts: tuple[tuple[str, str], ...] = ()
    dated: str = ""

    def page_at(self, offset: int) -> Page:
        """The page that holds the character at ``offset``. Raises IndexError on a document without pages."""
        low, high = 0, len(self.pages) - 1
        while low < high:
            middle = (low + high) // 2
            if self.pages[middle].end <= offset:
                low = middle + 1
            else:
                high = middle
        return self.pages[low]


@dataclass(frozen=True, slots=True)
class FoundQuotation:
    """Words in quotation marks. ``span`` is inside the marks; ``exact == text[span.start:span.end]``.

    ``speaker`` as the text names them ("Prosper", "a Hikvision spokesperson"), empty where it does not; where the text
    says "he" there, ``speaker`` is the last name that fits and ``said_as`` the words that stand there. ``cue`` is the
    word or phrase that introduces the speech ("concluded", "told"), empty where there is none; ``indirect`` quotations
    have no marks, nor has a ``block`` that is set apart from the writer's own words. ``scare``: words in marks that
    nobody is said to have said; found only where asked for.
    """

    span: Span
    exact: str
    kind: QuotationKind
    speaker: str = ""
    cue: str = ""
    speaker_span: Span | None = None
    cue_span: Span | None = None
    said_as: str = ""
    block: bool = False


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit as the text has them. ``value`` is None where the figure cannot be read.

    ``canonical`` is the unit in its one spelling ("tCO2e", "MWh", "%", "EUR", "employees"), empty where it is not
    known; ``base`` the value in the base unit of its kind ("kWh" for energy, "kg" for masses …), None where it has
    none.
    """

    span: Span
    text: str
    value: float | None
    unit: str = ""
    canonical: str = ""
    base: float | None = None


@dataclass(frozen=True, slots=True)
class ClaimField:
    """One thing that a claim says, which a person can correct.

    ``text`` is what is shown, in the report's own words where it has them; ``value`` the same for programs ("-12",
    "tCO2e", "2030", "down", "scope_1"), ``span`` where the report says it, None where it was concluded. ``of`` counts
    the figures of a claim from 0: value, unit, direction, period and baseline with the same ``of`` belong together.
    """

    name: FieldName
    text: str
    value: str = ""
    span: Span | None = None
    of: int = 0


@dataclass(frozen=True, slots=True)
class Topic:
    """What a claim is about, by a vocabulary that people file under: ("ESRS", "E1"), ("GRI", "305-1").

    ``words`` are those of the text that led there, ``name`` is the code's own ("Climate change").
    """

    vocabulary: TopicVocabulary
    code: str
    name: str
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FoundClaim:
    """A check-worthy sentence or bullet. ``reasons`` say in words why it was proposed.

    ``score`` is the chance, 0..1, that a careful checker would mark it; ``consequence``, 0..1, how much hangs on it if
    it is untrue. ``context`` are the spans without which it cannot be understood: the heading or lead-in of a list
    item, the header of a table row. ``places`` are the further places where the document says the same.
    """

    span: Span
    text: str
    kind: ClaimKind
    score: float
    reasons: tuple[str, ...] = ()
    quotation: FoundQuotation | None = None
    quantities: tuple[Quantity, ...] = ()
    consequence: float = 0.0
    fields: tuple[ClaimField, ...] = ()
    topics: tuple[Topic, ...] = ()
    context: tuple[Span, ...] = ()
    places: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Difference:
    """One step of the aligned word-by-word difference: what is quoted against what the source has.

    ``quoted`` is empty for words the quotation leaves out, ``source`` empty for words it adds. ``layout``: case, marks,
    ligatures, spaces, line breaks: nothing a reader would call a change. ``spelling``: the same words in another
    spelling. ``negation``: a negation or an opposite; ``number``: a number, a unit or a date; ``hedge``: what limits a
    statement; ``tense``: tense or modality. ``elision``: what an ellipsis stands for; ``insertion``: words in brackets.
    """

    kind: DifferenceKind
    quoted: str
    source: str


@dataclass(frozen=True, slots=True)
class Match:
    """Where a quotation stands in a source, or a part of one that was spliced.

    ``document`` is the index into the corpus. ``before`` and ``after`` are the words (whole sentences where they fit,
    up to about 300 characters each) just before and after it in the source: what was not quoted. ``cut_before`` and
    ``cut_after`` are the rest of its own sentence, where that was cut short and passed off as whole.
    """

    document: int
    span: Span
    score: float
    differences: tuple[Difference, ...] = ()
    before: str = ""
    after: str = ""
    cut_before: str = ""
    cut_after: str = ""


@dataclass(frozen=True, slots=True)
class Attribution:
    """Whose words a quotation is said to be: ``speaker`` and ``said_as`` as `FoundQuotation` has them, the ``sentence``
    that it stands in, and the code of the ``language`` of the document that quotes."""

    speaker: str = ""
    said_as: str = ""
    sentence: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class QuotationCheck:
    """What became of a quotation. ``reason`` says it in a sentence or two.

    ``matches`` are the places where it stands, the best first; of a spliced one the places of its parts, in their
    order; empty where it stands nowhere. ``nearest`` is then the passage that has most of its words, if one has some.
    """

    status: QuotationStatus
    matches: tuple[Match, ...] = ()
    reason: str = ""
    nearest: Match | None = None


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words of a quotation that stands nowhere as a whole, and where they stand; None where they do not either."""

    text: str
    match: Match | None


@dataclass(frozen=True, slots=True)
class Stance:
    """A guess at what a passage does to a claim; ``scores`` for each label add up to 1; ``reasons`` in words.

    ``words`` are the places in the passage's text of the words that decided.
    """

    label: StanceLabel
    scores: dict[str, float] = field(default_factory=dict)
    reasons: tuple[str, ...] = ()
    words: tuple[Span, ...] = ()


class HitPlace(NamedTuple):
    """A further place where a passage stands, in the same words or nearly."""

    document: int
    span: Span
    page: int
    text: str
    time_start: float | None = None


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage ranked for a claim. ``score`` is comparable within one ranking only; ``why`` says in words what speaks
    for it. ``likeness`` is the cosine of the two as vectors, where they are and it is one of the nearest, else 0.
    """

    document: int
    span: Span
    text: str
    score: float
    stance: Stance
    page: int = 1
    speaker: str = ""
    time_start: float | None = None
    why: tuple[str, ...] = ()
    likeness: float = 0.0
    places: tuple[HitPlace, ...] = ()


@dataclass(frozen=True, slots=True)
class Selector:
    """Where a text stands, as W3C Web Annotation says it: TextQuoteSelector and TextPositionSelector in one."""

    exact: str
    prefix: str
    suffix: str
    start: int
    end: int


class UnreadableDocument(Exception):
    """The file cannot be read. ``str()`` is a sentence for the user that says what to do; ``code`` is stable."""

    def __init__(self, message: str, code: str = "unreadable") -> None:
        super().__init__(message)
        self.code = code
