"""Sentences of a published page: how a document came to be held, what a verdict says, where a passage stands."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.formats import date_format

from esgcheck.analysis import telling
from esgcheck.analysis.types import Difference
from esgcheck.claims.models import CheckStatus, QuotationCheck, VerdictValue

VERDICTS = {
    VerdictValue.SUPPORTED: "The documents support this claim.",
    VerdictValue.CONTRADICTED: "The documents contradict this claim.",
    VerdictValue.MISLEADING: "What the claim leaves out changes what it says.",
    VerdictValue.CONFLICTING: "The documents speak both for and against this claim.",
    VerdictValue.NOT_ENOUGH: "The documents are not enough to tell whether this claim holds.",
}
"""The verdict in one sentence; the reasons follow in the reviewers' own words."""

_HOPS = {
    "said": ("Said or made by", "Said or made"),
    "recorded": ("Recorded by", "Recorded"),
    "obtained": ("Obtained by", "Obtained"),
    "passed_on": ("Passed on by", "Passed on"),
    "published": ("Published by", "Published"),
}


_ABSENT = {
    CheckStatus.NOT_FOUND: "These words stand in none of the sources that we hold.",
    CheckStatus.SOURCE_NOT_HELD: "We hold nothing by whoever it is attributed to, so it could not be looked up.",
    CheckStatus.OTHER_LANGUAGE: "The sources that we hold are in another language: it was not looked up word for word.",
}


def check_sentence(check: QuotationCheck, *, bare: bool) -> str:
    """What became of a quotation, without titles of documents that are not published; with ``bare``, without words that
    stand around it in its source."""
    if check.status in _ABSENT:
        return str(_ABSENT[CheckStatus(check.status)])
    if not bare or check.status in {CheckStatus.ALTERED, CheckStatus.SPLICED}:
        return check.reason
    steps = [Difference(**step) for step in check.matches[0]["differences"]]
    if check.status == CheckStatus.VERBATIM:
        return telling.verbatim(steps)
    if check.status == CheckStatus.ELIDED:
        return telling.elided(steps)
    return "It is given as a whole sentence, but the sentence of the source is longer."


def hop_sentence(hop: dict[str, Any]) -> str:
    """One step of a document's provenance: "Recorded by a participant, March 2023. This copy is held." """
    by, alone = _HOPS[hop["what"]]
    act = f"{by} {hop['who']}" if hop["who"] else alone
    when = f", {day_words(hop['when'])}" if hop["when"] else ""
    unnamed = " We do not say by whom." if hop["withheld"] else ""
    note = f" {_sentence(hop['note'])}" if hop["note"] else ""
    held = "We hold this copy." if hop["held"] else "We do not hold this copy."
    return f"{_sentence(act + when)}{unnamed}{note} {held}"


def day_words(when: str) -> str:
    """ "18 September 2025" for 2025-09-18; whatever else people write stays as it is."""
    try:
        return date_format(date.fromisoformat(when), "j F Y")
    except ValueError:
        return when


def clock(seconds: float) -> str:
    """Time in a recording, as a player shows it: 00:12:31."""
    whole = int(seconds)
    return f"{whole // 3600:02}:{whole // 60 % 60:02}:{whole % 60:02}"


def place_words(place: dict[str, Any]) -> str:
    """ "page 44 (printed 42)", "at 00:12:31", "Emissions!A4:E4", or nothing for a text without any of these."""
    if place["time_start"] is not None:
        return f"at {clock(place['time_start'])}"
    if place["page"] is None:
        return str(place["label"])
    printed = f" (printed {place['label']})" if place["label"] and place["label"] != str(place["page"]) else ""
    return f"page {place['page']}{printed}"


def _sentence(text: str) -> str:
    return text if text.endswith((".", "!", "?", "…", "”", '"')) else f"{text}."
