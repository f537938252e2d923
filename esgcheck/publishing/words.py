"""Sentences of a published page: how a document came to be held, what a verdict says, where a passage stands."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.formats import date_format

from esgcheck.claims.models import VerdictValue

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
