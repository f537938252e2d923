"""What a PDF says of itself: title, author, the programs it was made with, the day. Inside the cage."""

from __future__ import annotations

import re
from typing import Any

_NAMES = (
    ("title", "Title"),
    ("author", "Author"),
    ("subject", "Subject"),
    ("keywords", "Keywords"),
    ("creator", "Written with"),
    ("producer", "Made with"),
)
_DATES = (("creationDate", "Created"), ("modDate", "Changed"))
_DATE = re.compile(r"\s*(?:D:)?\s*([0-9]{4})([0-9]{2})([0-9]{2})(?:([0-9]{2})([0-9]{2}))?")
_LONGEST = 500


def document_facts(metadata: dict[str, Any]) -> dict[str, Any]:
    """``facts`` as [name, value], those that are there; ``dated`` the day it was made, or ""."""
    facts = [[name, value] for key, name in _NAMES if (value := _tidy(metadata.get(key)))]
    facts += [[name, value] for key, name in _DATES if (value := _moment(metadata.get(key)))]
    return {"facts": facts, "dated": _moment(metadata.get("creationDate"))[:10]}


def _tidy(value: Any) -> str:
    return " ".join(str(value or "").replace("\x00", "").split())[:_LONGEST]


def _moment(value: Any) -> str:
    """ "D:20240531093000+02'00'" as "2024-05-31 09:30"; "" for what is no date."""
    found = _DATE.match(str(value or ""))
    if not found:
        return ""
    year, month, day, hour, minute = found.groups()
    if not ("1980" <= year <= "2100" and "01" <= month <= "12" and "01" <= day <= "31"):
        return ""
    clock = f" {hour}:{minute}" if hour and hour < "24" and minute < "60" else ""
    return f"{year}-{month}-{day}{clock}"
