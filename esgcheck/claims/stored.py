"""What the analysis found, as the JSON that rows of the database keep."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from esgcheck.analysis.types import ClaimField, Document, Quantity, Span, Topic

Rows = list[dict[str, Any]]


def quantity_rows(quantities: Iterable[Quantity]) -> Rows:
    return [
        {
            "start": quantity.span.start,
            "end": quantity.span.end,
            "text": quantity.text,
            "value": quantity.value,
            "unit": quantity.unit,
            "canonical": quantity.canonical,
        }
        for quantity in quantities
    ]


def field_rows(fields: Iterable[ClaimField]) -> Rows:
    return [
        {
            "name": field.name,
            "text": field.text,
            "value": field.value,
            "start": field.span.start if field.span else None,
            "end": field.span.end if field.span else None,
            "of": field.of,
        }
        for field in fields
    ]


def topic_rows(topics: Iterable[Topic]) -> Rows:
    return [
        {"vocabulary": topic.vocabulary, "code": topic.code, "name": topic.name, "words": list(topic.words)}
        for topic in topics
    ]


def place_rows(spans: Iterable[Span], document: Document) -> Rows:
    """Stretches of the document with their page (from 1) and their words."""
    return [
        {
            "start": span.start,
            "end": span.end,
            "page": document.page_at(span.start).number,
            "text": span.of(document.text),
        }
        for span in spans
    ]
