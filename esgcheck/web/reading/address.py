"""The address of a view of one document, which is the whole of its state but for what is kept beside a browser.

``/versions/<id>/pages/<number>/?at=120-168&find=human+rights&hit=130&zoom=150``: the passage in question, what is
looked for and which place of it, and how large. Share it and the same is shown.
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from esgcheck.analysis.finding_text import LONGEST
from esgcheck.analysis.types import Span
from esgcheck.web.workbench.address import place

ZOOMS = ("50", "75", "100", "125", "150", "200", "300", "400")
"""Percent of the size on paper; besides these "" (as wide as there is room) and "page" (a whole page at a time)."""

SIDES = ("pages", "contents", "said", "find", "closed")
"""What can stand beside a page."""


@dataclass(frozen=True)
class ReadingAddress:
    """What a query says; what makes no sense is taken as not said."""

    version_id: uuid.UUID
    number: int
    at: Span | None = None
    """The passage in question."""
    find: str = ""
    hit: int | None = None
    """Offset at which the place in question of what is looked for begins."""
    accents: bool = False
    whole: bool = False
    apart: bool = False
    """The words stand together nowhere in the document: each is looked for by itself. For single pages only."""
    zoom: str = ""
    side: str = ""
    settling: str = ""
    """The outcome (``claims.models.Outcome``) for which a place is being chosen here."""
    first: int = 0
    """Where the shown stretch of the side panel begins; 0: around this page, or this place."""

    @classmethod
    def of(cls, version_id: uuid.UUID, number: int, query: Mapping[str, Any]) -> ReadingAddress:
        return cls(
            version_id,
            number,
            at=place(query.get("at")),
            find=" ".join(str(query.get("find") or "").replace("\0", "").split())[:LONGEST],
            hit=_whole(query.get("hit")),
            accents=query.get("accents") == "1",
            whole=query.get("whole") == "1",
            apart=query.get("apart") == "1",
            zoom=str(query.get("zoom")) if query.get("zoom") in (*ZOOMS, "page") else "",
            side=str(query.get("side")) if query.get("side") in SIDES else "",
            settling=_id(query.get("settling")),
            first=_whole(query.get("first")) or 0,
        )

    def query(self) -> str:
        parts = {
            "at": f"{self.at.start}-{self.at.end}" if self.at else "",
            "find": self.find,
            "hit": "" if self.hit is None or not self.find else str(self.hit),
            "accents": "1" if self.accents and self.find else "",
            "whole": "1" if self.whole and self.find else "",
            "apart": "1" if self.apart and self.find else "",
            "zoom": self.zoom,
            "side": self.side,
            "settling": self.settling,
            "first": str(self.first or ""),
        }
        return urlencode({name: value for name, value in parts.items() if value})

    def url(self, view: str = "pages", **changes: Any) -> str:
        """The address with something changed. Which panel is open stands in an address only where one asks for it."""
        said: dict[str, Any] = {"side": "", "first": 0} | changes
        changed = replace(self, **said)
        query = changed.query()
        return reverse(view, args=[changed.version_id, changed.number]) + (f"?{query}" if query else "")


def _whole(value: object) -> int | None:
    word = str(value if value is not None else "")
    return int(word) if re.fullmatch(r"[0-9]{1,9}", word) else None


def _id(value: object) -> str:
    try:
        return str(uuid.UUID(str(value))) if value else ""
    except ValueError:
        return ""
