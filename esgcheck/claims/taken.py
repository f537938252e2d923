"""Which proposals of the machine a person has decided about already, so that they do not come back.

A claim of any state (accepted, dismissed, merged away) stands for its own words, for its further places, and for the
proposals that it was made from (``origins``). A candidate is *taken* by a claim where it has the claim's id, or where
the candidate, or one of its places,

* overlaps one of these stretches substantially and the same words stand there. For what was accepted that is half of
  the shorter of the two, so that the rest of a sentence is not proposed beside the part that a person marked; for what
  was dismissed it is half of the candidate, so that a heading that was dismissed does not hide a sentence with it;
* has the same words, apart from case and spaces, near the same place: offsets move when a document is read better;
* or, for a claim whose own words are no longer found where they stood, shares most words with it at about its offsets,
  or holds it, or lies in it, near the same place: a rule cuts the sentence otherwise and the offsets moved as well.

Candidates are asked about all at once, since what the machine proposes at a claim's words tells that they stand where
they stood: such a claim is not looked for elsewhere, and cannot hide the row below its own in a table of like rows.
"""

from __future__ import annotations

import re
import uuid
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from django.db.models import QuerySet

from esgcheck.cases.models import Case
from esgcheck.claims.models import Candidate, Claim
from esgcheck.claims.quickly import raw, read

CELL = 512
"""Characters of a cell of the grid in which stretches are looked up."""
NEAR = 3_000
"""Characters: about a page. A page further on or back is near as well, however long it is."""
HALF, MOST_WORDS = 0.5, 0.7
FEWEST_LETTERS = 15
"""Less is no ground to take two stretches for the same where they do not overlap."""

_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]|\w+")


class Asked(NamedTuple):
    """A candidate, as far as it matters here. ``places`` are rows of {start, end, page, text}."""

    id: uuid.UUID
    version_id: uuid.UUID
    start: int
    end: int
    page: int
    text: str
    places: list[dict[str, Any]]


@dataclass(eq=False, slots=True)
class Stretch:
    """Words that a claim stands for. ``at_home``: the machine proposes these very words where they stood."""

    claim: uuid.UUID
    start: int
    end: int
    page: int
    text: str
    dismissed: bool
    at_home: bool = False

    def needed(self, start: int, end: int) -> float:
        size = end - start if self.dismissed else min(end - start, self.end - self.start)
        return HALF * size


@dataclass
class Taken:
    """``among`` answers which candidates are taken, and by which claim."""

    claims: set[uuid.UUID] = field(default_factory=set)
    cells: dict[tuple[uuid.UUID, int], list[Stretch]] = field(default_factory=lambda: defaultdict(list))
    words: dict[tuple[uuid.UUID, str], list[Stretch]] = field(default_factory=lambda: defaultdict(list))
    pages: dict[tuple[uuid.UUID, int], list[Stretch]] = field(default_factory=lambda: defaultdict(list))

    @classmethod
    def by(cls, claims: QuerySet[Claim]) -> Taken:
        """By these claims; one query."""
        columns = ("pk", "version_id", "start", "end", "page_number", "exact", "state")
        rows = claims.order_by().annotate(more=raw("places"), before=raw("origins"))
        return cls.of(rows.values_list(*columns, "more", "before"))

    @classmethod
    def of(cls, rows: Iterable[tuple[Any, ...]]) -> Taken:
        """Of claims as rows: id, version, start, end, page, words, state, places and origins as JSON."""
        taken = cls()
        for pk, version, start, end, page, exact, state, places, origins in rows:
            taken.claims.add(pk)
            dismissed = state == Claim.State.DISMISSED
            taken._add(version, Stretch(pk, start, end, page, exact, dismissed))
            for row in (*read(places), *read(origins)):
                words = row.get("text") or row.get("exact", "")
                if (row["start"], row["end"]) != (start, end):
                    taken._add(version, Stretch(pk, row["start"], row["end"], row.get("page", page), words, dismissed))
        return taken

    def _add(self, version: uuid.UUID, stretch: Stretch) -> None:
        for cell in range(stretch.start // CELL, (stretch.end - 1) // CELL + 1):
            self.cells[version, cell].append(stretch)
        self.words[version, plain(stretch.text)].append(stretch)
        self.pages[version, stretch.page].append(stretch)

    def among(self, candidates: Iterable[Asked]) -> dict[uuid.UUID, uuid.UUID]:
        """The claim that has taken it, by the id of each candidate that is taken."""
        found: dict[uuid.UUID, uuid.UUID] = {}
        if not self.claims:
            return found
        rest: list[Asked] = []
        for asked in candidates:
            by = self._where_it_stood(asked) or self._same_words(asked)
            if asked.id in self.claims:
                found[asked.id] = asked.id
            elif by is not None:
                found[asked.id] = by.claim
            else:
                rest.append(asked)
        astray = [stretch for stretches in self.words.values() for stretch in stretches if not stretch.at_home]
        if astray:
            for asked in rest:
                if (by := self._about_there(asked)) is not None:
                    found[asked.id] = by.claim
        return found

    def _where_it_stood(self, asked: Asked) -> Stretch | None:
        taken = None
        for start, end, _, text in _places(asked):
            for stretch in self._overlapping(asked.version_id, start, end):
                low, high = max(start, stretch.start), min(end, stretch.end)
                same = text[low - start : high - start] == stretch.text[low - stretch.start : high - stretch.start]
                if same and high - low >= HALF * (stretch.end - stretch.start):
                    stretch.at_home = True
                if same and high - low >= stretch.needed(start, end):
                    taken = taken or stretch
        return taken

    def _same_words(self, asked: Asked) -> Stretch | None:
        for start, _, page, text in _places(asked):
            for stretch in self.words.get((asked.version_id, plain(text)), ()):
                if _is_near(stretch, start, page):
                    stretch.at_home = True
                    return stretch
        return None

    def _about_there(self, asked: Asked) -> Stretch | None:
        for start, end, page, text in _places(asked):
            for stretch in self._overlapping(asked.version_id, start, end):
                common = min(end, stretch.end) - max(start, stretch.start)
                if not stretch.at_home and common >= stretch.needed(start, end) and _shares(stretch, text, MOST_WORDS):
                    return stretch
            flat = plain(text)
            for number in (page, page - 1, page + 1):
                for stretch in self.pages.get((asked.version_id, number), ()):
                    if not stretch.at_home and _holds(flat, plain(stretch.text)) and _shares(stretch, text, HALF):
                        return stretch
        return None

    def _overlapping(self, version: uuid.UUID, start: int, end: int) -> Iterator[Stretch]:
        for cell in range(start // CELL, (end - 1) // CELL + 1):
            for stretch in self.cells.get((version, cell), ()):
                if stretch.start < end and start < stretch.end:
                    yield stretch


def undecided(case: Case) -> list[Candidate]:
    """The candidates of the case's present documents about which nobody has decided, in their order."""
    rows = list(
        Candidate.objects.filter(version__case=case, version__document__removed_at=None)
        .select_related("version")
        .order_by("version", "start")
    )
    taken = Taken.by(Claim.objects.filter(case=case)).among(as_asked(rows))
    return [row for row in rows if row.pk not in taken]


def as_asked(candidates: Iterable[Candidate]) -> Iterator[Asked]:
    for row in candidates:
        yield Asked(row.pk, row.version_id, row.start, row.end, row.page_number, row.text, row.places)


def plain(text: str) -> str:
    """The words in one line, apart from case: quick, since it is asked of every candidate whenever a list is shown."""
    return " ".join(text.casefold().split())


def _places(asked: Asked) -> Iterator[tuple[int, int, int, str]]:
    yield asked.start, asked.end, asked.page, asked.text
    for row in asked.places:
        yield row["start"], row["end"], row["page"], row["text"]


def _is_near(stretch: Stretch, start: int, page: int) -> bool:
    return abs(stretch.page - page) <= 1 or abs(stretch.start - start) <= NEAR


def _holds(one: str, other: str) -> bool:
    shorter = min(one, other, key=len)
    return len(shorter) >= FEWEST_LETTERS and (one in other or other in one)


def _shares(stretch: Stretch, text: str, share: float) -> bool:
    """Whether they have so many words in common: of the candidate's, or, for what was accepted, of the fewer."""
    asked, known = set(_WORD.findall(text.casefold())), set(_WORD.findall(stretch.text.casefold()))
    fewest = len(asked) if stretch.dismissed else min(len(asked), len(known))
    return fewest > 0 and len(asked & known) >= share * fewest
