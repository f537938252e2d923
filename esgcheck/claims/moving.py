"""Where a claim or a link stands, as a note that can be kept as JSON, and be put back.

A claim has more offsets than its own: what it says and where (``fields``), headings, further places, the proposals that
it stands for. They go with it where their words do.
"""

from __future__ import annotations

import uuid
from typing import Any

from esgcheck.analysis.revision import Revision
from esgcheck.analysis.types import Span
from esgcheck.claims.models import Claim, EvidenceLink
from esgcheck.documents.models import Version
from esgcheck.documents.selecting import Selecting
from esgcheck.errors import Refused

Row = Claim | EvidenceLink
Note = dict[str, Any]

PLACE = (
    "version_sha256", "exact", "prefix", "suffix", "start", "end", "page_number", "page_label", "time_start",
    "time_end", "chosen_as",
)  # fmt: skip
MORE = ("fields", "context", "places", "origins")


def note_of(row: Row) -> Note:
    note = {"version": str(row.version_id)} | {name: getattr(row, name) for name in PLACE}
    return note | {name: getattr(row, name) for name in MORE} if isinstance(row, Claim) else note


def note_at(selecting: Selecting, start: int, end: int) -> Note:
    """Of ``text[start:end]`` of a version. Raises Refused where there are no words, or too many."""
    fields = selecting.fields(start, end)
    return {"version": str(fields["version"].pk)} | {name: fields[name] for name in PLACE}


def carried_note(row: Row, revision: Revision, selecting: Selecting, there: Span, *, same_words: bool) -> Note:
    """Of the row at ``there`` in the new text. Where the words are the same, what a person chose stays noted."""
    note = note_at(selecting, there.start, there.end)
    if same_words:
        note["chosen_as"] = row.chosen_as or {"sha256": row.version_sha256, "start": row.start, "exact": row.exact}
    if isinstance(row, Claim):
        note |= _more(row, revision, selecting)
    return note


def _more(claim: Claim, revision: Revision, selecting: Selecting) -> Note:
    """What the claim says stays, without a place where its words have gone; headings and places go with their words."""

    def there(row: dict[str, Any]) -> Span | None:
        if row.get("start") is None:
            return None
        if row["end"] > len(revision.old):
            return None
        found = revision.place(Span(row["start"], row["end"]))
        return found.span if found.state in {"same", "moved"} else None

    fields = []
    for row in claim.fields:
        span = there(row)
        fields.append(row | {"start": span.start if span else None, "end": span.end if span else None})
    placed = {}
    for name in ("context", "places"):
        spans = [(row, span) for row in getattr(claim, name) if (span := there(row)) is not None]
        placed[name] = [
            row | {"start": s.start, "end": s.end, "text": s.of(revision.new), "page": selecting.page_of(s.start)}
            for row, s in spans
        ]
    origins = [(row, span) for row in claim.origins if (span := there(row)) is not None]
    return {
        "fields": fields,
        **placed,
        "origins": [row | {"start": s.start, "end": s.end, "exact": s.of(revision.new)} for row, s in origins],
    }


def stands_at(row: Row, note: Note) -> bool:
    """Whether the row still stands where the note says."""
    return (str(row.version_id), row.start, row.end, row.exact) == (
        note["version"],
        note["start"],
        note["end"],
        note["exact"],
    )


def put(row: Row, note: Note) -> bool:
    """Let the row stand where the note says; False, and nothing done, where somebody has moved it meanwhile.

    What a person corrected in a claim since the note was made stays, without its places in the text.
    """
    columns: dict[str, Any] = {"version_id": uuid.UUID(note["version"])} | {name: note[name] for name in PLACE}
    if isinstance(row, Claim):
        columns |= {name: note[name] for name in MORE if name in note}
        if [_said(field) for field in columns.get("fields", row.fields)] != [_said(field) for field in row.fields]:
            columns["fields"] = [field | {"start": None, "end": None} for field in row.fields]
    where = {"pk": row.pk, "version": row.version_id, "start": row.start, "end": row.end}
    rows = Claim.objects if isinstance(row, Claim) else EvidenceLink.objects
    if not rows.filter(**where).update(**columns):
        return False
    for name, value in columns.items():
        setattr(row, name, value)
    return True


def _said(field: dict[str, Any]) -> tuple[object, ...]:
    return field["name"], field["text"], field["value"]


def is_taken(row: Row, note: Note) -> bool:
    """Whether the claim has another link at just that place: a passage is linked once."""
    if isinstance(row, Claim) or row.removed_at is not None:
        return False
    there = EvidenceLink.objects.present().filter(claim=row.claim_id, version=uuid.UUID(note["version"]))
    return there.filter(start=note["start"], end=note["end"]).exclude(pk=row.pk).exists()


def text_of(version_id: uuid.UUID) -> str:
    return Version(pk=version_id).text()


def refusal(selecting: Selecting, span: Span) -> str:
    """Why nothing can stand at this span; empty where it can."""
    try:
        selecting.fields(span.start, span.end)
    except Refused as error:
        return str(error)
    return ""
