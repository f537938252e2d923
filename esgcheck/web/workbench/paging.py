"""Where the buttons over a page lead: the pages beside it, smaller and larger."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from esgcheck.web.workbench.address import ZOOMS


@dataclass(frozen=True)
class Paging:
    """Empty where there is no such page or size."""

    previous_url: str
    next_url: str
    smaller_url: str
    larger_url: str


def paging(number: int, pages: int, zoom: int, url: Callable[[int, int], str]) -> Paging:
    """``url`` gives the address of a page at a zoom."""
    size = ZOOMS.index(zoom)
    return Paging(
        url(number - 1, zoom) if number > 1 else "",
        url(number + 1, zoom) if number < pages else "",
        url(number, ZOOMS[size - 1]) if size else "",
        url(number, ZOOMS[size + 1]) if size + 1 < len(ZOOMS) else "",
    )
