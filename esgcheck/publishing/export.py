"""A case as one JSON file, written as it is read: memory does not grow with the case.

``format`` and ``version`` say what it is; ``schema/case-1.json`` describes every field. Lists refer to each other by
id, so that each can be streamed by itself. No file names, no names of people who work on the case, no tokens.

Rows made while the file is written are left out (``created_at`` after the start), so that no reference dangles.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import orjson
from django.db.models import QuerySet
from django.utils import timezone

from esgcheck import __version__
from esgcheck.cases.models import Case
from esgcheck.claims.models import (
    Candidate,
    Claim,
    EvidenceLink,
    Outcome,
    Quotation,
    Recomputation,
    Response,
    Suggestion,
    Verdict,
    YearMatch,
)
from esgcheck.documents.models import Document, ProvenanceHop, Version
from esgcheck.publishing.models import Publication
from esgcheck.publishing.shapes import CandidatesOf, Row, Shapes, SuggestionsFor

FORMAT, VERSION = "esgcheck-case", 1
SCHEMA = "urn:esgcheck:schema:case-1"
ROWS_AT_ONCE = 250

_SELECTED = (
    "version_id", "version_sha256", "exact", "prefix", "suffix", "start", "end", "page_number", "page_label",
    "time_start", "time_end", "chosen_as",
)  # fmt: skip
_SAYING = ("score", "consequence", "proposed_by", "fields", "topics", "context", "places")


def export_case(case: Case) -> Iterator[bytes]:
    """The case as JSON, in pieces of some hundred rows. The caller has checked that it may be seen."""
    now = timezone.now()
    versions = _versions(case)
    shape = Shapes(versions)
    head = {
        "$schema": SCHEMA,
        "format": FORMAT,
        "version": VERSION,
        "exported_at": now,
        "generator": {"name": "esgcheck", "version": __version__},
        "case": {
            "id": case.pk,
            "title": case.title,
            "organisation": case.organisation,
            "description": case.description,
            "created_at": case.created_at,
        },
    }
    yield _dump(head)[:-1]
    yield from _section("documents", _documents(case, versions), shape.as_it_is)
    yield from _section("candidates", _candidates(case, now), CandidatesOf(case, shape).candidate)
    yield from _section("quotations", _quotations(case, now), shape.quotation)
    yield from _section("claims", _claims(case, now), shape.claim)
    wanted = SuggestionsFor(case, shape)
    yield from _section("suggestions", filter(wanted.is_for_something, _suggestions(case, now)), wanted.suggestion)
    yield from _section("across_years", _across_years(case, now), shape.across_years)
    recomputed = filter(wanted.is_for_something, _recomputations(case, now))
    yield from _section("recomputations", recomputed, wanted.recomputation)
    yield from _section("links", _links(case, now), shape.link)
    yield from _section("verdicts", _verdicts(case, now), shape.as_it_is)
    yield from _section("outcomes", _outcomes(case, now), shape.outcome)
    yield from _section("responses", _responses(case, now), shape.as_it_is)
    yield from _section("publications", _publications(case, now), shape.as_it_is)
    yield b"}\n"


def _section(name: str, rows: Iterable[Row], shape: Callable[[Row], Row]) -> Iterator[bytes]:
    """``,"name":[…]`` with rows dumped as they come."""
    yield f',"{name}":['.encode()
    waiting: list[bytes] = []
    first = True
    for row in rows:
        waiting.append(_dump(shape(row)))
        if len(waiting) == ROWS_AT_ONCE:
            yield (b"" if first else b",\n") + b",\n".join(waiting)
            waiting, first = [], False
    if waiting:
        yield (b"" if first else b",\n") + b",\n".join(waiting)
    yield b"]"


def _dump(value: Row) -> bytes:
    return orjson.dumps(value, option=orjson.OPT_UTC_Z | orjson.OPT_OMIT_MICROSECONDS)


def _stream(rows: QuerySet[Any, Any]) -> Iterable[Row]:
    return rows.iterator(chunk_size=ROWS_AT_ONCE)


def _versions(case: Case) -> dict[uuid.UUID, Row]:
    columns = (
        "id", "document_id", "sha256", "size", "media_type", "state", "failure", "problems", "pages_known", "dated",
        "language", "standing", "replaces__sha256", "why", "note",
    )  # fmt: skip
    return {row["id"]: row for row in Version.objects.filter(case=case).values(*columns)}


def _documents(case: Case, versions: dict[uuid.UUID, Row]) -> Iterator[Row]:
    hops: dict[uuid.UUID, list[Row]] = {}
    for hop in ProvenanceHop.objects.filter(document__case=case):
        shown = {"what": hop.what, "who": hop.who, "when": hop.when, "held": hop.held, "note": hop.note}
        hops.setdefault(hop.document_id, []).append(shown)
    held: dict[uuid.UUID, list[Row]] = {}
    for version in versions.values():
        held.setdefault(version["document_id"], []).append(
            {
                "sha256": version["sha256"],
                "size": version["size"],
                "media_type": version["media_type"],
                "pages": version["pages_known"] if version["media_type"] == "application/pdf" else None,
                "state": version["state"],
                "failure": version["failure"],
                "problems": version["problems"],
                "dated": version["dated"],
                "language": version["language"],
                "standing": version["standing"],
                "replaces": version["replaces__sha256"],
                "why": version["why"],
                "note": version["note"],
            }
        )
    columns = ("id", "kind", "title", "created_at", "removed_at", "within_id", "recording_id")
    for row in _stream(Document.objects.filter(case=case).values(*columns)):
        row["within"], row["recording"] = row.pop("within_id"), row.pop("recording_id")
        yield {**row, "versions": held.get(row["id"], []), "provenance": hops.get(row["id"], [])}


def _of(model: Any, case: Case, until: Any) -> QuerySet[Any, Any]:
    """Machine rows of the versions that were there when the export began."""
    rows: QuerySet[Any, Any] = model.objects.filter(version__case=case, version__created_at__lte=until)
    return rows


def _candidates(case: Case, until: Any) -> Iterable[Row]:
    columns = (
        "id", "version_id", "start", "end", "page_number", "text", "kind", "reasons", "quantities", *_SAYING,
    )  # fmt: skip
    return _stream(_of(Candidate, case, until).order_by("version_id", "start").values(*columns))


def _quotations(case: Case, until: Any) -> Iterable[Row]:
    columns = (
        "id", "version_id", "start", "end", "page_number", "exact", "kind", "block", "speaker", "said_as", "cue",
    )  # fmt: skip
    checks = tuple(f"check_result__{name}" for name in ("status", "reason", "matches", "nearest", "left_out"))
    rows = _of(Quotation, case, until).order_by("version_id", "start")
    return _stream(rows.values(*columns, *checks))


def _claims(case: Case, until: Any) -> Iterable[Row]:
    columns = (
        "id", "kind", "state", "dismissed_because", "attribution", "created_at", "fields_by_id", "merged_into_id",
        "origins", *_SAYING,
    )  # fmt: skip
    rows = Claim.objects.filter(case=case, created_at__lte=until).order_by("version_id", "start")
    return _stream(rows.values(*columns, *_SELECTED))


def _suggestions(case: Case, until: Any) -> Iterable[Row]:
    columns = (
        "claim_version_id", "claim_start", "claim_end", "rank", "version_id", "start", "end", "page_number", "exact",
        "speaker", "time_start", "score", "stance", "stance_scores", "reasons", "words", "places",
    )  # fmt: skip
    rows = _of(Suggestion, case, until).filter(claim_version__created_at__lte=until)
    return _stream(rows.order_by("claim_version_id", "claim_start", "claim_end", "rank").values(*columns))


def _across_years(case: Case, until: Any) -> Iterable[Row]:
    sides = ("version_id", "start", "end", "page", "text")
    columns = [f"{which}_{column}" for which in ("earlier", "later") for column in sides]
    rows = YearMatch.objects.of_case(case).filter(earlier_version__created_at__lte=until).order_by("pk")
    return _stream(rows.values(*columns, "outcome", "kind", "changes", "differences", "similarity"))


def _recomputations(case: Case, until: Any) -> Iterable[Row]:
    columns = (
        "claim_version_id", "claim_start", "claim_end", "rank", "kind", "outcome", "figure_start", "figure_end",
        "claimed", "found", "says", "steps", "points",
    )  # fmt: skip
    rows = Recomputation.objects.filter(claim_version__case=case, claim_version__created_at__lte=until)
    return _stream(rows.order_by("claim_version_id", "claim_start", "claim_end", "rank").values(*columns))


def _links(case: Case, until: Any) -> Iterable[Row]:
    columns = ("id", "claim_id", "stance", "note", "speaker", "created_at", "removed_at")
    rows = EvidenceLink.objects.filter(claim__case=case, created_at__lte=until, claim__created_at__lte=until)
    return _stream(rows.order_by("created_at").values(*columns, *_SELECTED))


def _verdicts(case: Case, until: Any) -> Iterator[Row]:
    rows = Verdict.objects.filter(claim__case=case, given_at__lte=until, claim__created_at__lte=until)
    columns = ("claim_id", "value", "reasons", "basis", "given_on", "given_at")
    for row in _stream(rows.order_by("given_at").values(*columns)):
        row["given_on"] = [file["sha256"] for file in row["given_on"]]
        yield {"claim": row.pop("claim_id"), **row}


def _outcomes(case: Case, until: Any) -> Iterable[Row]:
    columns = (
        "id", "claim_id", "link_id", "state", "decision", "before", "after", "differences", "doubt", "decided_at",
        "succession__document", "succession__how", "succession__at",
    )  # fmt: skip
    rows = Outcome.objects.filter(succession__document__case=case, created_at__lte=until)
    return _stream(rows.order_by("succession__at", "created_at", "pk").values(*columns))


def _responses(case: Case, until: Any) -> Iterable[Row]:
    columns = ("id", "who", "answered", "text", "via", "asked_on", "answered_on", "created_at")
    return _stream(Response.objects.filter(case=case, created_at__lte=until).values(*columns))


def _publications(case: Case, until: Any) -> Iterator[Row]:
    rows = Publication.objects.filter(case=case, created_at__lte=until).order_by("created_at")
    for row in _stream(rows.values("id", "claim_id", "created_at", "revoked_at")):
        yield {"claim": row.pop("claim_id"), **row}
