"""The nouns of recomputing: points of data, and what became of a figure that was worked out anew."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from esgcheck.analysis.recomputing.printed import Printed
from esgcheck.analysis.types import Span

RecomputationKind = Literal["change", "sum", "share", "intensity", "elsewhere", "restated", "target"]
"""A change from its two values, a sum from its parts, a share of a whole, one figure by another, the same figure
elsewhere in the document, in another report of the organisation, and how far a target is reached."""
Outcome = Literal["agrees", "rounded", "differs", "untold"]
"""``rounded``: it agrees as far as the printed digits go; ``untold``: it cannot be told, and ``says`` says why."""


@dataclass(frozen=True, slots=True)
class DataPoint:
    """A figure of a table row, with all that says what it measures.

    ``label`` and ``heads`` are the words of the row and of the headings over the cell, as they are shown; ``words`` the
    telling words of the label, ``beside`` those of the headings over the cell and of the labels that it inherits,
    ``context`` those of section and title too; ``qualifiers`` those that make another measure of it. ``value`` is in
    ``unit``, scale and all; ``period`` a year ("2023"), a fiscal year ("2022/23") or a day. ``column`` tells cells that
    stand under one heading, ``table`` and ``line`` their place.
    """

    document: int
    span: Span
    row: Span
    page: int
    label: str
    heads: tuple[str, ...]
    written: str
    printed: Printed
    unit: str
    period: str
    boundary: str
    words: frozenset[str]
    context: frozenset[str]
    beside: frozenset[str]
    qualifiers: frozenset[str]
    table: int = 0
    line: int = 0
    column: tuple[int, ...] = ()
    baseline: str = ""
    change: bool = False
    part_of: bool = False

    @property
    def value(self) -> float:
        return self.printed.value

    @property
    def shown(self) -> str:
        """The figure as it stands, on one line."""
        return " ".join(self.written.split())


@dataclass(frozen=True, slots=True)
class Recomputation:
    """A figure of a claim worked out anew. ``figure`` is where the claim has it, ``claimed`` how; ``found`` is what
    the working gives. ``steps`` are the working, for people to follow; ``points`` what it was worked out from, in the
    order of the working. ``says`` is the whole in one sentence, which never calls a claim false.
    """

    kind: RecomputationKind
    outcome: Outcome
    figure: Span
    claimed: str
    found: str
    says: str
    steps: tuple[str, ...] = ()
    points: tuple[DataPoint, ...] = ()
