"""The lines of the list of what is to review: a candidate or a claim, as far as list, filters and order need it."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import Any

from esgcheck.claims.quickly import read

SUGGESTED, OPEN, DECIDED, STALE, DISMISSED = "suggested", "open", "decided", "stale", "dismissed"
MACHINE, MODEL, HAND = "machine", "model", "hand"
NUMBER, DEADLINE, PLACES, QUOTATION, NEW = "number", "deadline", "places", "quotation", "new"


@dataclass(slots=True)
class Item:
    """One line of the list.

    ``check`` is the status of the first checked quotation in it, ``who`` who is quoted in it, ``proposer`` one of
    ``MACHINE``, ``MODEL`` (then ``proposed_by`` names it) and ``HAND``, ``rank`` what ``ranking.rank_of`` gives,
    ``topics`` are (vocabulary, code, name), ``has`` some of ``NUMBER``, ``DEADLINE``, ``PLACES``, ``QUOTATION`` and
    ``NEW``, ``by`` the key of the person who accepted or dismissed it.
    """

    id: uuid.UUID
    text: str
    kind: str
    status: str
    version_id: uuid.UUID
    start: int
    end: int
    page_number: int
    score: float | None = None
    verdict: str = ""
    links: int = 0
    check: str = ""
    consequence: float = 0.0
    rank: float = 0.0
    who: str = ""
    proposed_by: str = ""
    proposer: str = MACHINE
    by: int | None = None
    because: str = ""
    corrected: bool = False
    topics: tuple[tuple[str, str, str], ...] = ()
    has: frozenset[str] = frozenset()
    place_count: int = 1
    document_order: str = ""
    reasons_json: str = ""
    context_json: str = ""

    @property
    def is_candidate(self) -> bool:
        return self.status == SUGGESTED

    @property
    def reasons(self) -> list[str]:
        """Why the machine proposes it, in words."""
        return read(self.reasons_json)

    @property
    def context(self) -> list[dict[str, Any]]:
        """Heading or lead-in: [{start, end, page, text}]."""
        return read(self.context_json)
