"""The address of a view of the workbench, which is the whole of its state.

Everything that decides what is shown stands in the query: reload, share or bookmark it and the same comes back.
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from esgcheck.analysis.types import Span

ZOOMS = (100, 150, 200)
"""Width of a page in hundredths of its column."""

CARDS = ("says", "fields", "span", "split", "merge")
"""What the third column can show of the claim instead of its evidence: what it says, or a way to change it."""

ORDERS = ("rank", "place")

_FILTERS = ("status", "kind", "report", "topic", "who", "number", "deadline", "model", "new", "q")

_PLACE = re.compile(r"(\d{1,9})-(\d{1,9})")


@dataclass(frozen=True)
class Address:
    """One view of ``/cases/<case_id>/review/``. What is at its default is left out of the query."""

    case_id: uuid.UUID
    claim: str = ""
    status: str = ""
    kind: str = ""
    report: str = ""
    order: str = ""
    """"rank" or "place"; empty: by rank where there are many."""
    topic: str = ""
    """A vocabulary and a code: "ESRS E1"."""
    who: str = ""
    """Who is quoted in it."""
    number: str = ""
    deadline: str = ""
    model: str = ""
    """"1": only with a number, with a deadline, proposed by a language model."""
    new: str = ""
    """"1": only where there is something new for whoever looks."""
    q: str = ""
    choosing: str = ""
    """"1": lines of the list have boxes to tick, for a decision about several at once."""
    first: int = 0
    """Where the shown stretch of the list begins; 0: around the claim."""
    page: int = 0
    """Page of the report; 0: the claim's own."""
    zoom: int = 100
    source: str = ""
    source_page: int = 0
    source_zoom: int = 100
    at: Span | None = None
    """The passage of the source in question."""
    card: str = ""
    """One of ``CARDS``; empty: the evidence."""
    span: Span | None = None
    """What the claim would be, looked at before it is saved."""

    @classmethod
    def of(cls, case_id: uuid.UUID, query: Mapping[str, Any]) -> Address:
        """Read a query; what makes no sense is taken as not said."""
        return cls(
            case_id,
            claim=_id(query.get("claim")),
            status=_word(query.get("status")),
            kind=_word(query.get("kind")),
            report=_id(query.get("report")),
            order=_order(query.get("order")),
            topic=" ".join(str(query.get("topic") or "").split())[:20],
            who=" ".join(str(query.get("who") or "").split())[:300],
            number=_yes(query.get("number")),
            deadline=_yes(query.get("deadline")),
            model=_yes(query.get("model")),
            new=_yes(query.get("new")),
            q=str(query.get("q") or "").strip()[:100],
            choosing=_yes(query.get("choosing")),
            first=_number(query.get("first")),
            page=_number(query.get("page")),
            zoom=zoom_of(query.get("zoom")),
            source=_id(query.get("source")),
            source_page=_number(query.get("source_page")),
            source_zoom=zoom_of(query.get("source_zoom")),
            at=place(query.get("at")),
            card=str(query.get("card")) if query.get("card") in CARDS else "",
            span=place(query.get("span")),
        )

    def query(self) -> str:
        parts = []
        for field in fields(self)[1:]:
            value = getattr(self, field.name)
            if value != field.default:
                parts.append((field.name, f"{value.start}-{value.end}" if isinstance(value, Span) else value))
        return urlencode(parts)

    def url(self, fragment: str = "", **changes: Any) -> str:
        """The address with something changed; ``fragment`` names the column that a narrow screen shows."""
        return self.to("review", self.case_id, fragment=fragment, **changes)

    def to(self, view: str, *args: object, fragment: str = "", **changes: Any) -> str:
        """The address of an action: it carries this view along, so that one comes back to it afterwards."""
        query = replace(self, **changes).query()
        return reverse(view, args=args) + (f"?{query}" if query else "") + (f"#{fragment}" if fragment else "")

    def claim_url(self, claim_id: object) -> str:
        """Another claim under the same filters, on its own page, with no source open; what it says stays open."""
        card = "says" if self.card else ""
        return self.url(
            "report", claim=str(claim_id), page=0, first=0, source="", source_page=0, at=None, card=card, span=None
        )

    def card_url(self, card: str, **changes: Any) -> str:
        """What the third column shows where no source lies open: the evidence, what the claim says, or its borders."""
        said: dict[str, Any] = {"source": "", "source_page": 0, "at": None, "span": None} | changes
        return self.url("evidence", card=card, **said)

    def source_url(self, version_id: object, *, at: Span | None = None, page: int = 0) -> str:
        """A source beside the report, at a passage or a page."""
        return self.url("evidence", source=str(version_id), source_page=page, at=at)

    def filter_url(self, **changes: Any) -> str:
        """Other filters; the claim stays, the list starts anew."""
        return self.url("queue", first=0, **changes)

    @property
    def closed_url(self) -> str:
        """Without the source."""
        return self.url("evidence", source="", source_page=0, source_zoom=100, at=None)

    @property
    def choosing_url(self) -> str:
        """The list with boxes to tick."""
        return self.url("queue", choosing="1")

    @property
    def not_choosing_url(self) -> str:
        return self.url("queue", choosing="")

    @property
    def unfiltered_url(self) -> str:
        return self.filter_url(**dict.fromkeys(_FILTERS, ""))

    @property
    def is_filtered(self) -> bool:
        return bool(self.status or self.kind or self.report or self.q or self.narrowed)

    @property
    def narrowed(self) -> int:
        """How many of the rarer filters hold."""
        return sum(map(bool, (self.topic, self.who, self.number, self.deadline, self.model, self.new)))


def place(value: object) -> Span | None:
    """``start-end`` as a span, or None where it is not one."""
    match = _PLACE.fullmatch(str(value or ""))
    if match is None or int(match[1]) >= int(match[2]):
        return None
    return Span(int(match[1]), int(match[2]))


def _id(value: object) -> str:
    try:
        return str(uuid.UUID(str(value or "")))
    except ValueError:
        return ""


def _word(value: object) -> str:
    word = str(value or "")
    return word if re.fullmatch(r"[a-z_]{1,30}", word) else ""


def _order(value: object) -> str:
    """``score`` is what ``rank`` was called once: addresses with it are still about."""
    word = "rank" if value == "score" else str(value or "")
    return word if word in ORDERS else ""


def _yes(value: object) -> str:
    return "1" if value == "1" else ""


def _number(value: object) -> int:
    word = str(value or "")
    return int(word) if re.fullmatch(r"[0-9]{1,7}", word) else 0


def zoom_of(value: object) -> int:
    return _number(value) if _number(value) in ZOOMS else 100
