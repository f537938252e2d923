"""Words for moments of recordings, and words of documents on one line."""

from __future__ import annotations

from django import template

from esgcheck.web.workbench.placing import clock as clock_words

register = template.Library()


@register.filter
def clock(seconds: float | None) -> str:
    """Seconds from the start of a recording as 00:12:31."""
    return clock_words(seconds)


@register.filter
def squeeze(text: str) -> str:
    """With single spaces: the line breaks of a document mean nothing in a quotation of it."""
    return " ".join(str(text).split())
