"""A number as it stands in a text, with what it counts."""

from __future__ import annotations

from dataclasses import dataclass

from esgcheck.analysis.types import Span


@dataclass(frozen=True, slots=True)
class Figure:
    """A number in a sentence: ``number`` the span of its digits, ``unit`` that of its unit; offsets into the words.

    ``scale`` is what a word or the currency's "m" multiplies it with; ``value`` has it in already. ``shared`` where the
    unit stands with a neighbour.
    """

    span: Span
    number: Span
    value: float | None
    unit: str = ""
    canonical: str = ""
    unit_span: Span | None = None
    scale: float = 1.0
    counted: bool = False
    shared: bool = False
