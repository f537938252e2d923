"""What is told within what is told: "the union says it fears that …" is one telling, "the union says the court ruled
that …" is two.

What somebody is said to think, to ask or to want in the course of what they tell is part of what they tell. Words of a
third party, with a teller and a clause of their own, can be looked up by themselves, and stay.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from esgcheck.analysis.quotations import cues
from esgcheck.analysis.quotations.reporting import BELIEVING, FORMS

if TYPE_CHECKING:
    from esgcheck.analysis.quotations.indirect import Reported

_OF_ITS_OWN = frozenset({"that", "clause", "as", "according", "relative"})
"""Frames with a clause that somebody else can be held to."""


def told_apart(found: list[Reported]) -> list[Reported]:
    """Without what is only part of what somebody tells around it; in the order given."""
    return [one for one in found if _stands_alone(one) or not any(_holds(other, one) for other in found)]


def _holds(outer: Reported, inner: Reported) -> bool:
    cue = inner.attribution.cue_span
    return outer is not inner and cue is not None and outer.span.start <= cue.start and cue.end <= outer.span.end


def _stands_alone(one: Reported) -> bool:
    words = one.attribution.cue.lower().split()
    verb = FORMS[words[-1]][0] if words and words[-1] in FORMS else ""
    pronoun = one.attribution.said_as.lower() in cues.PRONOUNS or one.attribution.speaker.lower() in cues.PRONOUNS
    return one.frame in _OF_ITS_OWN and verb not in BELIEVING and not pronoun
