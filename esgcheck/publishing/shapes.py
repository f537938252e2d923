"""From rows of the database to the objects of an export. What they are is said in ``schema/case-1.json``."""

from __future__ import annotations

import uuid
from typing import Any

from esgcheck.cases.models import Case
from esgcheck.claims.models import Claim
from esgcheck.claims.models.found import found_id
from esgcheck.publishing.annotation import target

Row = dict[str, Any]


class Shapes:
    """From a row of the database to an object of the file."""

    def __init__(self, versions: dict[uuid.UUID, Row]) -> None:
        self.versions = versions

    def as_it_is(self, row: Row) -> Row:
        return row

    def place(self, row: Row) -> Row:
        """Takes the columns of ``Selected`` out of the row; gives document, page and W3C target."""
        version = self.versions[row.pop("version_id")]
        paged = version["media_type"] == "application/pdf"
        page, label = row.pop("page_number"), row.pop("page_label", "")
        return {
            "document": version["document_id"],
            "page": page if paged else None,
            "page_label": label if paged else "",
            "target": target(
                sha256=row.pop("version_sha256", "") or version["sha256"],
                exact=row.pop("exact"),
                prefix=row.pop("prefix", ""),
                suffix=row.pop("suffix", ""),
                start=row.pop("start"),
                end=row.pop("end"),
                pdf_page=page if paged else None,
                time_start=row.pop("time_start", None),
                time_end=row.pop("time_end", None),
            ),
        }

    def candidate(self, row: Row) -> Row:
        row["exact"] = row.pop("text")
        return {**self.place(row), **row}

    def claim(self, row: Row) -> Row:
        return {**self.place(row), **row}

    def link(self, row: Row) -> Row:
        row["claim"] = row.pop("claim_id")
        return {**self.place(row), **row}

    def quotation(self, row: Row) -> Row:
        status = row.pop("check_result__status")
        matches = row.pop("check_result__matches")
        reason = row.pop("check_result__reason")
        row["check"] = None
        if status is not None:
            shown = [self._match(match) for match in matches if uuid.UUID(match["version"]) in self.versions]
            row["check"] = {"status": status, "reason": reason, "matches": shown}
        return {**self.place(row), **row}

    def _match(self, match: Row) -> Row:
        place = {
            "version_id": uuid.UUID(match["version"]),
            "page_number": match["page"],
            "page_label": match["label"],
            **{key: match[key] for key in ("exact", "start", "end", "time_start")},
        }
        kept = {key: match[key] for key in ("score", "speaker", "before", "after", "differences")}
        return {**self.place(place), **kept}


class SuggestionsFor:
    """Suggestions are kept by the span they are for; the file says for which claim or candidate."""

    def __init__(self, case: Case, shapes: Shapes) -> None:
        claims = Claim.objects.filter(case=case).values_list("version_id", "start", "end", "pk")
        self.claims = {(version, start, end): pk for version, start, end, pk in claims.iterator()}
        self.shapes = shapes

    def suggestion(self, row: Row) -> Row:
        span = (row.pop("claim_version_id"), row.pop("claim_start"), row.pop("claim_end"))
        wanted = self.claims.get(span) or found_id(span[0], "claim", span[1], span[2])
        return {"for": wanted, **self.shapes.place(row), **row}
