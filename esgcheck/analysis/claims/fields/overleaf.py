"""The rows of units of a table that goes on overleaf under the same headings, where they are not said again."""

from __future__ import annotations

from collections.abc import Sequence

from esgcheck.analysis.claims.fields.labels import unit_in_label
from esgcheck.analysis.claims.fields.places import Place

_PAGES = 2
"""So many pages on, the headings may come again."""
_LEAST = 3
"""So many headings must be the same."""
_SHARE = 0.6


class Overleaf:
    """Remembers the last rows of units with the names of the headings that they stood with."""

    def __init__(self) -> None:
        self._units: list[list[Place]] = []
        self._names: frozenset[str] = frozenset()
        self._page = 0

    def complete(self, heading: list[list[Place]], page: int) -> None:
        """Add the rows of units to headings that are the same as those that they stood with a page before."""
        rows = [row for row in heading if _names_units(row)]
        names = frozenset(place.name for row in heading for place in row if row not in rows and len(place.name) > 2)
        if rows:
            self._units, self._names, self._page = rows, names, page
            return
        same = len(names & self._names)
        if self._units and 0 < page - self._page <= _PAGES and same >= _LEAST and same >= _SHARE * len(names):
            heading.extend(self._units)
            self._page = page


def _names_units(row: Sequence[Place]) -> bool:
    """Whether a row of headings has two cells and more that are nothing but a unit."""
    units = [unit for place in row if len(place.name) < 20 and (unit := unit_in_label(place.name, alone=True))]
    return sum(unit.canonical not in ("", "number") for unit in units) >= 2
