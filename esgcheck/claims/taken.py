"""Which proposals of the machine a person has decided about already, so that they do not come back.

A claim of any state (accepted, dismissed, merged away) stands for its own words, for its further places, and for the
proposals that it was made from (``origins``). A candidate is *taken* by a claim where it has the claim's id, or where
the candidate, or one of its places,

* overlaps one of these stretches substantially and the same words stand there. For what was accepted that is half of
  the shorter of the two, so that the rest of a sentence is not proposed beside the part that a person marked; for what
  was dismissed it is half of the candidate, so that a heading that was dismissed does not hide a sentence with it;
* or, for a claim whose own words no longer stand where they stood, has the same words near that place, the nearest one
  where there are several; or shares most words with it at about its offsets, or holds it, or lies in it, near that
  place: offsets move when a document is read better, and a rule may cut the sentence otherwise as well.

A claim whose words stand where they stood hides nothing elsewhere: the same row in the next table is another claim, and
where the same is said at several places it is for finding to say so (``places``).
"""

from __future__ import annotations

import re
import uuid
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from django.db.models import QuerySet

from esgcheck.claims.models import Candidate, Claim
from esgcheck.claims.quickly import raw, read
from esgcheck.documents.models import Page

CELL = 512
"""Characters of a cell of the grid in which stretches are looked up."""
NEAR = 3_000
"""Characters: about a page. A page further on or back is near as well, however long it is."""
HALF, MOST_WORDS = 0.5, 0.7
FEWEST_LETTERS = 15
"""Less is no ground to take two stretches for the same where they do not overlap."""

Pages = dict[tuple[uuid.UUID, int], tuple[int, str]]
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
    """Words that a claim stands for. ``at_home``: they are known to stand where they stood."""

    claim: uuid.UUID
    version: uuid.UUID
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
    stretches: list[Stretch] = field(default_factory=list)
    cells: dict[tuple[uuid.UUID, int], list[Stretch]] = field(default_factory=lambda: defaultdict(list))

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
            dismissed = state == Claim.State.DISMISSED
            taken.add(Stretch(pk, version, start, end, page, exact, dismissed))
            for row in (*read(places), *read(origins)):
                words = row.get("text") or row.get("exact", "")
                if (row["start"], row["end"]) != (start, end):
                    place = row["start"], row["end"], row.get("page", page)
                    taken.add(Stretch(pk, version, *place, words, dismissed))
        return taken

    def add(self, stretch: Stretch) -> None:
        self.claims.add(stretch.claim)
        self.stretches.append(stretch)
        for cell in range(stretch.start // CELL, (stretch.end - 1) // CELL + 1):
            self.cells[stretch.version, cell].append(stretch)

    def among(self, candidates: Iterable[Asked]) -> dict[uuid.UUID, uuid.UUID]:
        """The claim that has taken it, by the id of each candidate that is taken.

        One query at most, for the text at claims at which the machine proposes nothing.
        """
        found: dict[uuid.UUID, uuid.UUID] = {}
        if not self.claims:
            return found
        rest: list[Asked] = []
        for asked in candidates:
            by = self._where_it_stood(asked)
            if asked.id in self.claims:
                found[asked.id] = asked.id
            elif by is not None:
                found[asked.id] = by.claim
            else:
                rest.append(asked)
        if rest and (astray := _astray([stretch for stretch in self.stretches if not stretch.at_home])):
            found |= _moved(astray, [asked for asked in rest if asked.version_id in {s.version for s in astray}])
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

    def _overlapping(self, version: uuid.UUID, start: int, end: int) -> Iterator[Stretch]:
        for cell in range(start // CELL, (end - 1) // CELL + 1):
            for stretch in self.cells.get((version, cell), ()):
                if stretch.start < end and start < stretch.end:
                    yield stretch


def _astray(stretches: list[Stretch]) -> list[Stretch]:
    """Those whose words do not stand where they stood, as the text of their pages has it now."""
    pages = _pages_of(stretches) if stretches else {}
    return [stretch for stretch in stretches if not _stands(stretch, pages)]


def _pages_of(stretches: list[Stretch]) -> Pages:
    """Where the pages that these begin on, and those after them, start in the text of their version, and their text."""
    wanted = {number for stretch in stretches for number in (stretch.page, stretch.page + 1)}
    rows = Page.objects.filter(version__in={stretch.version for stretch in stretches}, number__in=wanted)
    found = rows.order_by().values_list("version_id", "number", "start", "text")
    return {(version, number): (start, text) for version, number, start, text in found}


def _stands(stretch: Stretch, pages: Pages) -> bool:
    if (first := pages.get((stretch.version, stretch.page))) is None:
        return False
    offset, text = first
    text += pages.get((stretch.version, stretch.page + 1), (0, ""))[1]
    return stretch.start >= offset and text.startswith(stretch.text, stretch.start - offset)


def _moved(astray: list[Stretch], rest: list[Asked]) -> dict[uuid.UUID, uuid.UUID]:
    """By the id of each candidate that says what an astray stretch said, the claim."""
    found = _same_words(astray, rest)
    pages: dict[tuple[uuid.UUID, int], list[tuple[Stretch, str]]] = defaultdict(list)
    for stretch in astray:
        if not stretch.at_home:
            pages[stretch.version, stretch.page].append((stretch, plain(stretch.text)))
    for asked in rest if pages else ():
        if asked.id not in found and (by := _about_there(asked, pages)) is not None:
            found[asked.id] = by.claim
    return found


def _same_words(astray: list[Stretch], rest: list[Asked]) -> dict[uuid.UUID, uuid.UUID]:
    """Each stretch is at home with the nearest of the candidates that have its words."""
    words: dict[tuple[uuid.UUID, str], list[Stretch]] = defaultdict(list)
    for stretch in astray:
        words[stretch.version, plain(stretch.text)].append(stretch)
    pairs: list[tuple[int, int, Stretch, Asked]] = []
    for asked in rest:
        for start, _, page, text in _places(asked):
            for stretch in words.get((asked.version_id, plain(text)), ()):
                if abs(stretch.page - page) <= 1 or abs(stretch.start - start) <= NEAR:
                    pairs.append((abs(stretch.start - start), len(pairs), stretch, asked))
    found: dict[uuid.UUID, uuid.UUID] = {}
    for _, _, stretch, asked in sorted(pairs, key=lambda pair: pair[:2]):
        if not stretch.at_home and asked.id not in found:
            stretch.at_home = True
            found[asked.id] = stretch.claim
    return found


def _about_there(asked: Asked, pages: dict[tuple[uuid.UUID, int], list[tuple[Stretch, str]]]) -> Stretch | None:
    for start, end, page, text in _places(asked):
        flat = plain(text)
        for number in (page, page - 1, page + 1):
            for stretch, words in pages.get((asked.version_id, number), ()):
                common = min(end, stretch.end) - max(start, stretch.start)
                if common >= stretch.needed(start, end) and _shares(stretch, text, MOST_WORDS):
                    return stretch
                if _holds(flat, words) and _shares(stretch, text, HALF):
                    return stretch
    return None


def would_be_hidden(candidates: Iterable[Candidate], claims: QuerySet[Claim]) -> set[uuid.UUID]:
    """Which of these candidates nobody would see, were their own claims gone: others of ``claims`` stand there."""
    rows = list(candidates)
    others = Taken.by(claims.exclude(pk__in=[row.pk for row in rows]))
    asked = (Asked(row.pk, row.version_id, row.start, row.end, row.page_number, row.text, row.places) for row in rows)
    return set(others.among(asked))


def plain(text: str) -> str:
    """The words in one line, apart from case: quick, since it is asked of every candidate whenever a list is shown."""
    return " ".join(text.casefold().split())


def _places(asked: Asked) -> Iterator[tuple[int, int, int, str]]:
    yield asked.start, asked.end, asked.page, asked.text
    for row in asked.places:
        yield row["start"], row["end"], row["page"], row["text"]


def _holds(one: str, other: str) -> bool:
    shorter = min(one, other, key=len)
    return len(shorter) >= FEWEST_LETTERS and (one in other or other in one)


def _shares(stretch: Stretch, text: str, share: float) -> bool:
    """Whether they have so many words in common: of the candidate's, or, for what was accepted, of the fewer."""
    asked, known = set(_WORD.findall(text.casefold())), set(_WORD.findall(stretch.text.casefold()))
    fewest = len(asked) if stretch.dismissed else min(len(asked), len(known))
    return fewest > 0 and len(asked & known) >= share * fewest
