"""From a snapshot to what the template of the published page draws. Looks at the snapshot and at nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from esgcheck.claims.describing import field_names
from esgcheck.claims.models import ClaimKind, VerdictValue
from esgcheck.claims.side_by_side import compare
from esgcheck.publishing.words import VERDICTS, clock, place_words

_POINTS_TO_CSS = 96 / 180
"""Crops are drawn at 180 dpi: at this factor a page's words are as large on screen as on paper."""
_LARGER = 1.2
STANCE_WORDS = {
    "contradicts": "What contradicts it",
    "supports": "What supports it",
    "context": "What else belongs to it",
}


def page_of(snapshot: Mapping[str, Any], images: Mapping[str, str]) -> dict[str, Any]:
    """``images``: an address for each name of an image in the snapshot."""
    documents = {key: _document(key, document) for key, document in snapshot["documents"].items()}
    claim = _selected(snapshot["claim"], documents, images, "claim")
    evidence = [
        {**_selected(row, documents, images, row["stance"]), "number": number}
        for number, row in enumerate(snapshot["evidence"], start=1)
    ]
    published_at = snapshot.get("published_at")
    return {
        "organisation": snapshot["organisation"],
        "byline": snapshot["byline"],
        "published_at": datetime.fromisoformat(published_at) if published_at else None,
        "claim": {**claim, "kind_words": ClaimKind(claim["kind"]).label, **_said(snapshot["claim"])},
        "verdict": {
            **snapshot["verdict"],
            "words": VerdictValue(snapshot["verdict"]["value"]).label,
            "sentence": VERDICTS[snapshot["verdict"]["value"]],
            "given_on": date.fromisoformat(snapshot["verdict"]["given_on"]),
        },
        "evidence": [
            {"stance": stance, "words": words, "rows": rows}
            for stance, words in STANCE_WORDS.items()
            if (rows := [row for row in evidence if row["stance"] == stance])
        ],
        "quotations": [_quotation(row, documents) for row in snapshot["quotations"]],
        "responses": [_response(row) for row in snapshot["responses"]],
        "documents": list(documents.values()),
        "chains": [document for document in documents.values() if document["provenance"]],
        "selected": [claim, *evidence],
    }


def _said(claim: Mapping[str, Any]) -> dict[str, Any]:
    """Snapshots of before 24 November 2026 have none of these."""
    words = field_names()
    places = [place_words(row["place"]) for row in claim.get("places", [])]
    return {
        "also": list(dict.fromkeys(place for place in places if place)),
        "says": [{"words": words[row["name"]], "text": row["text"]} for row in claim.get("fields", [])],
        "topics": [f"{row['vocabulary']} {row['code'].removeprefix('ESRS ')}" for row in claim.get("topics", [])],
    }


def tidy(text: str) -> str:
    """Words as one line: a document's own line breaks say nothing here."""
    return " ".join(text.split())


def _document(key: str, document: Mapping[str, Any]) -> dict[str, Any]:
    return {**document, "key": key, "sign": "transcript" if document["media_type"] == "text/vtt" else document["kind"]}


def _selected(
    row: Mapping[str, Any], documents: Mapping[str, Any], images: Mapping[str, str], tone: str
) -> dict[str, Any]:
    document = documents[row["document"]]
    return {
        **row,
        "words": tidy(row["exact"]),
        "document": document,
        "place_words": place_words(row["place"]),
        "images": [_image(image, images, tone, document["title"]) for image in row["images"]],
        "around": [{**passage, "clock": _clock(passage["time"])} for passage in row["around"]],
    }


def _image(image: Mapping[str, Any], images: Mapping[str, str], tone: str, title: str) -> dict[str, Any]:
    aside, over = 4, 1
    return {
        "url": images[image["name"]],
        "page": image["page"],
        "width": image["width"],
        "height": image["height"],
        "css_width": round(image["width"] * _POINTS_TO_CSS * _LARGER),
        "tone": tone,
        "label": f"Part of page {image['page']} of {title}, with the words marked",
        "marks": [
            {
                "x": x - aside,
                "y": y - over,
                "width": width + 2 * aside,
                "height": height + 2 * over,
                "right": x + width + aside,
                "base": y + height + over,
                "second": y + height + over - 5,
            }
            for x, y, width, height in image["marks"]
        ],
    }


def _quotation(row: Mapping[str, Any], documents: Mapping[str, Any]) -> dict[str, Any]:
    """Snapshots of before December 2026 have no parts."""
    match = row["match"]
    return {
        **row,
        "words": tidy(row["exact"]),
        "match": None if match is None else _match(match, documents),
        "parts": [_match(part, documents) for part in row.get("parts", [])],
    }


def _match(match: Mapping[str, Any], documents: Mapping[str, Any]) -> dict[str, Any]:
    return {
        **match,
        "words": tidy(match["exact"]),
        "document": documents[match["document"]],
        "place_words": place_words(match["place"]),
        "compared": compare(match["differences"], match.get("cut_before", ""), match.get("cut_after", "")),
    }


def _response(row: Mapping[str, Any]) -> dict[str, Any]:
    return {
        **row,
        "asked_on": date.fromisoformat(row["asked_on"]) if row["asked_on"] else None,
        "answered_on": date.fromisoformat(row["answered_on"]) if row["answered_on"] else None,
    }


def _clock(seconds: float | None) -> str:
    return "" if seconds is None else clock(seconds)
