"""The form beside the preview: one field for everything that could name somebody."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from esgcheck.publishing.choices import Choices
from esgcheck.publishing.page import tidy
from esgcheck.publishing.snapshot import Draft
from esgcheck.publishing.words import hop_sentence


def choices_from(data: Mapping[str, Any]) -> Choices:
    """What was ticked and typed. Fields are ``byline``, ``title-<id>``, ``bare-<id>``, ``hop-<id>``, ``note-<id>``
    and ``response-<id>``."""

    def ticked(prefix: str) -> frozenset[str]:
        return frozenset(key.removeprefix(prefix) for key in data if key.startswith(prefix))

    return Choices(
        byline=str(data.get("byline", "")),
        titles={key.removeprefix("title-"): str(data[key]) for key in data if key.startswith("title-")},
        bare=ticked("bare-"),
        named=ticked("hop-"),
        notes=ticked("note-"),
        responses=ticked("response-"),
    )


def rows_of(draft: Draft) -> dict[str, Any]:
    """What the form asks, with what is chosen now."""
    material, choices = draft.material, draft.choices
    return {
        "documents": [
            {
                "id": str(document.pk),
                "title": choices.title_of(document.pk, document.title),
                "private_title": document.title,
                "has_images": version.has_page_images,
                "bare": str(document.pk) in choices.bare,
                "hops": [
                    {"id": str(hop.pk), "named": str(hop.pk) in choices.named, "words": _named(hop)}
                    for hop in document.hops.all()
                    if hop.who or hop.note
                ],
            }
            for version in material.versions.values()
            for document in [version.document]
        ],
        "notes": [
            {
                "id": str(link.pk),
                "note": link.note,
                "words": tidy(link.exact),
                "shown": str(link.pk) in choices.notes,
            }
            for link in material.links
            if link.note
        ],
        "responses": [
            {"id": str(row.pk), "row": row, "shown": str(row.pk) in choices.responses} for row in material.responses
        ],
    }


def _named(hop: Any) -> str:
    step = {"what": hop.what, "who": hop.who, "when": hop.when, "note": hop.note, "held": hop.held, "withheld": False}
    return hop_sentence(step)
