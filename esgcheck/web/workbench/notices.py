"""What is said after an action, with the way back: undo instead of "are you sure"."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest


@dataclass(frozen=True)
class Notice:
    """``undo`` is an address that is posted to with ``fields``; empty where there is nothing to undo."""

    text: str
    level: str
    undo: str = ""
    fields: dict[str, str] | None = None


def say(
    request: HttpRequest,
    text: str,
    *,
    undo: str = "",
    fields: dict[str, str] | None = None,
    level: int = messages.SUCCESS,
) -> None:
    """Keep a notice for the next page."""
    tags = json.dumps({"undo": undo, "fields": fields}) if undo else ""
    messages.add_message(request, level, text, extra_tags=tags)


def notices(request: HttpRequest) -> list[Notice]:
    """What is to be said now; asked for once, it is not said again."""
    return [
        Notice(str(message.message), message.level_tag, **_undo(message.extra_tags))
        for message in messages.get_messages(request)
    ]


def _undo(tags: str | None) -> dict[str, Any]:
    try:
        return dict(json.loads(tags or "{}"))
    except ValueError:
        return {}
