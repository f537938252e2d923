"""Words for moments of recordings and for the steps of a difference."""

from __future__ import annotations

from django import template

from esgcheck.web.workbench.placing import clock as clock_words

register = template.Library()

_DIFFERENCES = {
    "word": "Wording",
    "negation": "Negation",
    "number": "Number",
    "hedge": "Hedge",
    "elision": "Left out",
    "insertion": "Added",
}


@register.filter
def clock(seconds: float | None) -> str:
    """Seconds from the start of a recording as 00:12:31."""
    return clock_words(seconds)


@register.filter
def difference_word(kind: str) -> str:
    """The kind of a step of the difference, in a word."""
    return _DIFFERENCES.get(kind, kind)


@register.filter
def squeeze(text: str) -> str:
    """With single spaces: the line breaks of a document mean nothing in a quotation of it."""
    return " ".join(str(text).split())
