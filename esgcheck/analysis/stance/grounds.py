"""What speaks for a stance: which check saw it, how strongly, by which words, and the sentence that says so."""

from __future__ import annotations

from typing import Literal, NamedTuple

from esgcheck.analysis.types import StanceLabel

GroundName = Literal[
    "same_words", "nearly_same", "same_figure", "other_figure", "same_direction", "other_direction", "negation",
    "asserted", "both_deny", "opposed", "twice_turned", "part", "whole", "other_deadline", "not_kept", "admission",
    "doubt", "sanction", "clearing", "bad", "good", "exception", "years", "baseline", "boundary", "entity", "plan",
    "hedge", "restated", "explains", "other_denial",
]  # fmt: skip
"""The checks; each but ``same_words`` has weights of its own (``models/stance/weights.json``)."""

Place = tuple[int, int]
"""Start and end in the folded text of the passage."""


class Ground(NamedTuple):
    """One reason. ``strength`` is 0 to 1: how surely the words are about the same thing."""

    name: GroundName
    label: StanceLabel
    strength: float
    reason: str
    places: tuple[Place, ...] = ()
