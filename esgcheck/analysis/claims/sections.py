"""Which parts of a report hold no claims: contents, indexes, disclaimers, imprint, auditor's report, glossary.

A part is known by its heading, or by what its page is full of: an auditor's report has headings of its own
("Responsibility of the directors"), and an index goes on over pages that have none. ``Sections`` says of each passage
in which of those parts it stands; the names are the ones that people read (``NAMES``).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import Literal

from esgcheck.analysis.types import Document, Passage, Span

Section = Literal["", "contents", "index", "disclaimer", "imprint", "assurance", "glossary", "accounts"]

_HEADINGS: tuple[tuple[Section, re.Pattern[str]], ...] = (
    (
        "index",
        re.compile(
            r"\b(?:(?:GRI|ESRS|TCFD|SASB|NfR|SDGs?|UNGC|content|disclosure|keyword)\W{1,3}(?:content\W{1,3}|"
            r"standards?\W{1,3}|report\W{1,3})?ind(?:ex|ice)|non-financial report (?:\(nfr\) )?index|"
            r"GRI[- ](?:content )?(?:table|inhaltsindex)|indice (?:dei )?(?:contenuti )?GRI|(?:tabella|"
            r"table) (?:di |of )?"
            r"(?:correlazione|correspondence|concordance|correlation)|index (?:du )?contenu GRI)\b"
            r"|指标索引|内容索引|对照表",
            re.IGNORECASE,
        ),
    ),
    (
        "contents",
        re.compile(
            r"^\W{0,3}(?:table of )?contents?\W{0,3}$|^\W{0,3}(?:index|indice|sommario|sommaire|table des matières|"
            r"inhalt(?:sverzeichnis)?|目\s?录)\W{0,3}$",
            re.IGNORECASE,
        ),
    ),
    (
        "disclaimer",
        re.compile(
            r"\b(?:forward.looking (?:statements?|information)|disclaimers?|legal (?:notice|disclaimer)|"
            r"safe harbou?r|"
            r"cautionary (?:statement|note)|avvertenz[ae]|haftungsausschluss|zukunftsgerichtete aussagen|"
            r"avertissement)\b"
            r"|免责声明|前瞻性",
            re.IGNORECASE,
        ),
    ),
    (
        "imprint",
        re.compile(
            r"^\W{0,3}(?:imprint|impressum|publishing (?:details|information)|publication details|colophon|"
            r"contacts?(?: (?:us|details|information))?|kontakte?|contatti|editorial information|credits|"
            r"mentions légales|版权|联系我们)\W{0,3}$",
            re.IGNORECASE,
        ),
    ),
    (
        "assurance",
        re.compile(
            r"\b(?:independent (?:\w{1,15}['’]?s? ){0,2}(?:auditor|practitioner|accountant|assurance|verification|"
            r"verifier|limited)\w{0,2}|(?:auditor|practitioner)['’]?s['’]? (?:\w{1,15} )?(?:report|opinion|"
            r"statement)|"
            r"assurance (?:report|statement|opinion|engagement)|report of the independent|"
            r"relazione della società di revisione|bestätigungsvermerk|prüfungs(?:vermerk|urteil)|"
            r"vermerk des unabhängigen|rapport de l['’]organisme tiers|(?:responsibilit\w{1,3}|independence) of the"
            r" (?:assurance|auditor|legal rep|practitioner)|auditors?['’]? (?:independence|responsibilit\w{1,3}|"
            r"opinion))|独立(?:鉴证|审验|核查)|鉴证报告|审验声明",
            re.IGNORECASE,
        ),
    ),
    (
        "glossary",
        re.compile(
            r"\b(?:glossar(?:y|io)|glossaire|glossar|(?:list of )?abbreviations?(?: key)?|abkürzungs\w{0,12}|"
            r"acronyms?|"
            r"(?:list|key) of (?:terms|definitions)|key terms|bibliograph\w{1,3}|references)\b|术语|释义",
            re.IGNORECASE,
        ),
    ),
)
_HEADING_LONGEST = 110

_ASSURANCE = re.compile(
    r"limited assurance|reasonable assurance|ISAE|IDW|ISQ(?:C|M)|ISA Italia|practitioner|assurance engagement|"
    r"professional (?:judg|skept|scept|standard|behaviou?r)|our (?:responsibility|conclusion|opinion|engagement)|"
    r"come to our attention|ethical requirements|IESBA|material misstatement|audit evidence|(?:evidence|procedures) "
    r"(?:we )?(?:have )?(?:obtained|performed)|audit(?:ing)? standards|key audit matter|"
    r"limited assurance|società di revisione|ISAE|nostra (?:responsabilità|conclusione)|errori significativi|"
    r"begrenzte\w{0,2} sicherheit|prüfungshandlung|unsere verantwortung|assurance limitée|鉴证业务|有限保证",
    re.IGNORECASE,
)
_ASSURANCE_LEAST = 6

_CODE = re.compile(
    r"(?<![\w.])(?:GRI[ -]?(?:1|2|3|\d{3})(?:[-–:]\d{1,2})?|[1-4]\d\d[-–]\d{1,2}|ESRS (?:2|[ESG]\d)|"
    r"[ESG][1-5][-–]\d{1,2}|(?:GOV|SBM|IRO)[-–]\d|[1-4]-\d{1,2}(?= [A-Z]))(?![\w.,]\d)"
)
_INDEX_LEAST = 8

_ACCOUNTS = re.compile(
    r"\b(?:IFRS|IAS \d|fair value|carrying amount|deferred tax|impairment|goodwill|equity method|amorti[sz]ed cost|"
    r"cash flows?|balance sheet|EUR k|TEUR|€k|hedg\w{2,6}|derivatives?|subsidiar(?:y|ies)|treasury shares|net profit|"
    r"EBITDA?|depreciation|provisions?|lease liabilit|financial (?:liabilit|asset|instrument)\w{0,3}|"
    r"non-current|receivables|payables|shareholders?|Bilanz\w{0,8}|Konzernabschluss|Rückstellung\w{0,3}|"
    r"Sachanlagen|Verbindlichkeiten|Beteiligung\w{0,3})\b"
)
_SUSTAINABLE = re.compile(
    r"sustainab|climat|emission|environment|CO2|ESG|energy|waste|diversity|human rights|safety|taxonomy|"
    r"nachhaltig|umwelt|"
    r"sostenib|ambient",
    re.IGNORECASE,
)
_ACCOUNTS_LEAST = 9

_PAGE_NUMBER = re.compile(r"(?:^|[^\W\d]\W{0,3}|\s)(\d{1,3})$")
"""At the end of a line, after words, or alone on it."""
_ENTRIES_LEAST = 6
_ENTRIES_SHARE = 0.4
_RISING_SHARE = 0.8
"""Of the short lines of a page of contents so many end in a number, and of these so many rise down the page."""
_ENTRY_LONGEST = 120
_SHORT = 40
_IN_FRONT = 12
"""Pages in which a document lists its contents."""


class Sections:
    """The parts of one document, by passage."""

    def __init__(self, document: Document) -> None:
        self._starts: list[int] = []
        self._classes: list[Section] = []
        text = document.text
        pages = {page.number: _page_class(text[page.start : page.end]) for page in document.pages}
        self._pages = pages
        last = max(pages, default=0)
        self._contents = {
            page.number: page.start
            for page in document.pages[:_IN_FRONT]
            if _lists_contents(text[page.start : page.end], last)
        }
        by_heading: Section = ""
        for passage in document.passages:
            short = passage.page <= _IN_FRONT and len(passage.span) <= _SHORT
            if short and heading_class(passage.span.of(text)) == "contents":
                self._contents.setdefault(passage.page, passage.span.start)
            if passage.kind == "heading" and not passage.set_aside:
                by_heading = heading_class(passage.span.of(text)) if len(passage.span) <= _HEADING_LONGEST else ""
                self._starts.append(passage.span.start)
                self._classes.append(by_heading)

    def of(self, passage: Passage) -> Section:
        """The part in which a passage stands, "" for what may hold claims."""
        listed = self._contents.get(passage.page)
        if listed is not None and passage.span.start >= listed and len(passage.span) <= _ENTRY_LONGEST:
            return "contents"
        index = bisect_right(self._starts, passage.span.start) - 1
        heading: Section = self._classes[index] if index >= 0 else ""
        return heading or self._pages.get(passage.page, "")

    def at(self, span: Span, page: int) -> Section:
        """The same for a span on a page."""
        return self.of(Passage(span, page, "paragraph"))


def heading_class(heading: str) -> Section:
    """What a heading announces."""
    words = " ".join(heading.split())
    return next((name for name, pattern in _HEADINGS if pattern.search(words)), "")


def _lists_contents(page: str, last: int) -> bool:
    """Whether the short lines of a page end in page numbers that rise, none beyond the document's ``last``."""
    lines = [line for line in map(str.strip, page.splitlines()) if line and len(line) <= _ENTRY_LONGEST]
    numbers = [int(found[1]) for line in lines if (found := _PAGE_NUMBER.search(line))]
    if len(numbers) < max(_ENTRIES_LEAST, _ENTRIES_SHARE * len(lines)):
        return False
    rising = _longest_rising([number for number in numbers if 0 < number <= last + 2])
    return len(rising) >= _RISING_SHARE * len(numbers) and len(set(rising)) >= _ENTRIES_LEAST


def _longest_rising(numbers: Sequence[int]) -> list[int]:
    """The last numbers of the longest rising runs of each length, by which the longest is as long as this list
    (Schensted, *Longest increasing and decreasing subsequences*, 1961); equal ones count as rising."""
    ends: list[int] = []
    for number in numbers:
        place = bisect_right(ends, number)
        ends[place : place + 1] = [number]
    return ends


def _page_class(page: str) -> Section:
    if len(_ASSURANCE.findall(page)) >= _ASSURANCE_LEAST:
        return "assurance"
    codes = len({code.group() for code in _CODE.finditer(page)})
    if codes >= _INDEX_LEAST and codes * 250 > len(page):
        return "index"
    accounts = len(_ACCOUNTS.findall(page))
    if accounts >= _ACCOUNTS_LEAST and accounts > 3 * len(_SUSTAINABLE.findall(page)):
        return "accounts"
    return ""
