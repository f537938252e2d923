"""One document read by itself: its page, and the addresses of the ones around it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from esgcheck.analysis.types import Span
from esgcheck.documents.models import Version
from esgcheck.web.workbench.address import ZOOMS, place, zoom_of
from esgcheck.web.workbench.paging import Paging, paging
from esgcheck.web.workbench.sheets import Highlight, Sheet, sheet


@dataclass(frozen=True)
class Reading:
    sheet: Sheet | None
    number: int
    zoom: int
    at: Span | None
    nav: Paging


def reading(version: Version, number: int, query: Mapping[str, Any]) -> Reading:
    at, zoom = place(query.get("at")), zoom_of(query.get("zoom"))
    highlights = [Highlight(at, "claim", here=True)] if at else []

    def url(page: int, size: int) -> str:
        said = {"at": f"{at.start}-{at.end}"} if at else {}
        said |= {"zoom": str(size)} if size != ZOOMS[0] else {}
        return reverse("pages", args=[version.pk, page]) + (f"?{urlencode(said)}" if said else "")

    nav = paging(number, version.pages_read, zoom, url)
    return Reading(sheet(version, number, highlights), number, zoom, at, nav)
