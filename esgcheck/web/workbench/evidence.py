"""What stands for and against a claim: its quotations looked up, what people linked, what the machine suggests."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Any

from django.db.models import Q

from esgcheck.analysis.types import Span
from esgcheck.claims.models import CheckStatus, EvidenceLink, Outcome, Quotation, QuotationCheck, Stance, Suggestion
from esgcheck.claims.news import Told
from esgcheck.claims.reanchoring import waiting_of
from esgcheck.claims.side_by_side import Comparison, compare
from esgcheck.documents.models import Page, Passage, Succession
from esgcheck.web.workbench.address import Address
from esgcheck.web.workbench.also import Also, places_of
from esgcheck.web.workbench.focus import Focus
from esgcheck.web.workbench.left_out import Remark, remarks_in
from esgcheck.web.workbench.placing import place_words
from esgcheck.web.workbench.sheets import Highlight
from esgcheck.web.workbench.worked import Working, workings_of
from esgcheck.web.years import Yearly, yearly_of

AROUND = 110
"""Characters of context before and after a passage on its card."""
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True)
class Piece:
    """A stretch of a passage; ``decides`` where the machine went by these words."""

    text: str
    decides: bool


@dataclass(frozen=True)
class Card:
    """A passage with its place. ``row`` is the link or the suggestion itself."""

    row: EvidenceLink | Suggestion
    title: str
    place: str
    url: str
    before: str
    after: str
    current: bool
    change_url: str = ""
    remove_url: str = ""
    is_new: bool = False
    """Whether a source brought it since whoever looks has looked."""
    also: Sequence[Also] = ()
    waits: Outcome | None = None
    """What a newer file has done to the words of a link, where a person is to decide about it."""

    @property
    def is_astray(self) -> bool:
        return is_astray(self.waits)

    @property
    def is_link(self) -> bool:
        return isinstance(self.row, EvidenceLink)

    @property
    def pressed(self) -> str:
        """The stance that a person gave it."""
        return self.row.stance if self.is_link else ""

    @property
    def span(self) -> Span:
        return Span(self.row.start, self.row.end)

    @property
    def text(self) -> str:
        return " ".join(self.row.exact.split())

    @property
    def pieces(self) -> list[Piece]:
        """The passage on one line, cut where the words begin and end by which the machine guessed its stance."""
        words = self.row.words if isinstance(self.row, Suggestion) and self.row.stance != Stance.CONTEXT else []
        exact, start = self.row.exact, self.row.start
        cuts = [0, *(cut - start for word in words for cut in (word["start"], word["end"])), len(exact)]
        if cuts != sorted(cuts):
            return [Piece(self.text, decides=False)]
        pieces = [
            Piece(_SPACE.sub(" ", exact[a:b]), decides=place % 2 == 1) for place, (a, b) in enumerate(pairwise(cuts))
        ]
        return [piece for piece in pieces if piece.text]

    @property
    def chance(self) -> int:
        """How likely the guessed stance is, in percent to the nearest ten; 0 where the machine guesses none."""
        if not isinstance(self.row, Suggestion) or self.row.stance == Stance.CONTEXT:
            return 0
        return int(round(10 * self.row.stance_scores.get(self.row.stance, 0.0)) * 10)


@dataclass(frozen=True)
class Place:
    """Where a source has a quotation, a part of it or something near it, beside what is quoted."""

    match: dict[str, Any]
    words: str
    url: str
    compared: Comparison

    @property
    def title(self) -> str:
        return str(self.match["title"])

    @property
    def speaker(self) -> str:
        return str(self.match["speaker"])


@dataclass(frozen=True)
class Looked:
    """A quotation of the claim and what became of it in the sources: ``best`` where it stands, or ``parts`` of a
    spliced one, or what is ``nearest`` to one that stands nowhere."""

    quotation: Quotation
    check: QuotationCheck | None
    best: Place | None = None
    others: list[Place] = field(default_factory=list)
    parts: list[Place] = field(default_factory=list)
    nearest: Place | None = None
    left_out: list[Remark] = field(default_factory=list)


@dataclass(frozen=True)
class Evidence:
    looked: list[Looked]
    worked: list[Working]
    linked: list[Card]
    suggested: list[Card]
    years: list[Yearly] = field(default_factory=list)
    waits: Outcome | None = None
    """What a newer file has done to the words of the claim, where a person is to decide about it."""


def evidence_for(
    focus: Focus, quotations: Sequence[Quotation], address: Address, news: Sequence[Told] = ()
) -> Evidence:
    """Everything in the third column. A suggestion that somebody has linked is shown once, as the link."""
    new = {(one.source_id, one.start) for told in news for one in told.news}
    links = list(focus.claim.links.all()) if focus.claim else []
    suggestions = [
        s
        for s in Suggestion.objects.filter(
            claim_version=focus.version, claim_start=focus.span.start, claim_end=focus.span.end
        ).select_related("version__document")
        if not any(link.version_id == s.version_id and _span(link).overlaps(_span(s)) for link in links)
    ]
    waiting = waiting_of([focus.claim, *links]) if focus.claim else {}
    pages = _pages([*links, *suggestions])
    also = places_of(suggestions, address)
    cells = _cells([*links, *suggestions])
    return Evidence(
        [_looked(quotation, address, links) for quotation in quotations],
        workings_of(focus, links, address),
        [replace(_card(link, pages, cells, address), waits=waiting.get(link.pk)) for link in links],
        [
            replace(
                _card(suggestion, pages, cells, address),
                is_new=(suggestion.version_id, suggestion.start) in new,
                also=also[suggestion.rank],
            )
            for suggestion in suggestions
        ],
        yearly_of(focus.version, focus.span),
        waiting.get(focus.id),
    )


def is_astray(waits: Outcome | None) -> bool:
    """Whether the words no longer stand where they stood: the very file was read again, with another text."""
    return (
        waits is not None
        and waits.succession.how == Succession.How.AGAIN
        and waits.before["version"] == str(waits.succession.came_id)
    )


def highlights_in(evidence: Evidence, version_id: object, at: Span | None) -> list[Highlight]:
    """What is highlighted in a source: links, suggestions, quotations that were found, and the passage in question."""
    found = [
        Highlight(
            card.span,
            card.row.stance,
            by="person" if card.is_link else "machine",
            here=card.span == at,
            url=card.url,
            title=card.row.get_stance_display(),
        )
        for card in [*evidence.linked, *evidence.suggested]
        if card.row.version_id == version_id and not card.is_astray
    ]
    if at is not None and not any(h.here for h in found):
        found.append(Highlight(at, "claim", here=True))
    return found


def _span(row: EvidenceLink | Suggestion) -> Span:
    return Span(row.start, row.end)


def _pages(rows: Iterable[EvidenceLink | Suggestion]) -> dict[tuple[object, int], Page]:
    wanted = {(row.version_id, row.page_number) for row in rows}
    if not wanted:
        return {}
    condition = Q()
    for version_id, number in wanted:
        condition |= Q(version_id=version_id, number=number)
    pages = Page.objects.filter(condition).only("version_id", "number", "label", "start", "end", "text")
    return {(page.version_id, page.number): page for page in pages}


def _cells(rows: Iterable[EvidenceLink | Suggestion]) -> dict[object, str]:
    """By the row's key, where it stands in a workbook: "Emissions!A4:E4"."""
    wanted = [row for row in rows if row.time_start is None]
    if not wanted:
        return {}
    condition = Q()
    for row in wanted:
        condition |= Q(version_id=row.version_id, start__lte=row.start, end__gt=row.start)
    passages = list(Passage.objects.filter(condition).exclude(place="").only("version_id", "start", "end", "place"))
    return {
        row.pk: passage.place
        for row in wanted
        for passage in passages
        if passage.version_id == row.version_id and passage.start <= row.start < passage.end
    }


def _card(
    row: EvidenceLink | Suggestion,
    pages: dict[tuple[object, int], Page],
    cells: dict[object, str],
    address: Address,
) -> Card:
    page = pages.get((row.version_id, row.page_number))
    before = after = label = ""
    linked = isinstance(row, EvidenceLink)
    if page is not None:
        label = page.label
        start, end = row.start - page.start, row.end - page.start
        before = _cut(page.text[max(0, start - AROUND) : start], at_start=start > AROUND)
        after = _cut(page.text[end : end + AROUND], at_end=end + AROUND < len(page.text))
    return Card(
        row,
        row.version.document.title,
        place_words(row.page_number, label, row.time_start, cells.get(row.pk, "")),
        address.source_url(row.version_id, at=_span(row)),
        before,
        after,
        current=str(row.version_id) == address.source and address.at == _span(row),
        change_url=address.to("review-change-link", address.case_id, row.pk) if linked else "",
        remove_url=address.to("review-unlink", address.case_id, row.pk) if linked else "",
    )


def _cut(text: str, *, at_start: bool = False, at_end: bool = False) -> str:
    """Whole words only, with the sign for words left out."""
    words = text.split()
    if at_start and words:
        words = ["…", *words[1:]]
    if at_end and words:
        words = [*words[:-1], "…"]
    return " ".join(words)


def _looked(quotation: Quotation, address: Address, links: Sequence[EvidenceLink]) -> Looked:
    check: QuotationCheck | None = getattr(quotation, "check_result", None)
    if check is None:
        return Looked(quotation, check)
    places = [_placed(match, address) for match in check.matches]
    if check.status == CheckStatus.SPLICED:
        return Looked(quotation, check, parts=places)
    return Looked(
        quotation,
        check,
        best=places[0] if places else None,
        others=places[1:],
        nearest=_placed(check.nearest, address) if check.nearest else None,
        left_out=remarks_in(check, address, links),
    )


def _placed(match: dict[str, Any], address: Address) -> Place:
    return Place(
        match,
        place_words(match["page"], match["label"], match["time_start"]),
        address.source_url(match["version"], at=Span(match["start"], match["end"])),
        compare(match["differences"], match.get("cut_before", ""), match.get("cut_after", "")),
    )
