"""A figure with all that a claim says of it, on the way to being fields."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from esgcheck.analysis.types import ClaimField, FieldName, Span


@dataclass(frozen=True, slots=True)
class Part:
    """One of the things said: the words shown, the same for programs, and where it stands (None: concluded)."""

    text: str
    value: str = ""
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Said:
    """A figure and what belongs to it; a part is None where the claim does not say it."""

    value: Part
    unit: Part | None = None
    measure: Part | None = None
    direction: Part | None = None
    period: Part | None = None
    baseline: Part | None = None
    boundary: Part | None = None

    def fields(self, of: int) -> Iterator[ClaimField]:
        """The fields in the order in which people read them."""
        named: tuple[tuple[FieldName, Part | None], ...] = (
            ("measure", self.measure),
            ("value", self.value),
            ("unit", self.unit),
            ("direction", self.direction),
            ("period", self.period),
            ("baseline", self.baseline),
            ("boundary", self.boundary),
        )
        for name, part in named:
            if part is not None:
                yield ClaimField(name, part.text, part.value, part.span, of)
