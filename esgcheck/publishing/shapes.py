"""From rows of the database to the objects of an export. What they are is said in ``schema/case-1.json``."""

from __future__ import annotations

import uuid
from typing import Any

from esgcheck.cases.models import Case
from esgcheck.claims.dismissing import reason_of
from esgcheck.claims.models import Candidate, CheckStatus, Claim
from esgcheck.claims.models.found import changes_in, found_id
from esgcheck.claims.quickly import raw, read
from esgcheck.claims.taken import Asked, Taken
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
        self.stretches(row)
        return {**self.place(row), **row}

    def claim(self, row: Row) -> Row:
        row["fields_corrected"] = row.pop("fields_by_id") is not None
        row["merged_into"] = row.pop("merged_into_id")
        row["dismissed_reason"] = reason_of(row["dismissed_because"])[0]
        row["stands_for"] = [{key: origin[key] for key in ("start", "end", "exact")} for origin in row.pop("origins")]
        self.stretches(row)
        return {**self.place(row), **row}

    def stretches(self, row: Row) -> None:
        """Page numbers only where the file has pages, as everywhere."""
        if self.versions[row["version_id"]]["media_type"] == "application/pdf":
            return
        for name in ("context", "places"):
            row[name] = [{**stretch, "page": None} for stretch in row[name]]

    def further_places(self, places: list[Row]) -> list[Row]:
        """Of a suggestion; one in a file that is not in the export is left out."""
        known = [(self.versions.get(uuid.UUID(place["version"])), place) for place in places]
        return [
            {
                "document": version["document_id"],
                "page": place["page"] if version["media_type"] == "application/pdf" else None,
                **{key: place[key] for key in ("start", "end", "time_start")},
            }
            for version, place in known
            if version is not None
        ]

    def across_years(self, row: Row) -> Row:
        return {which: self._side(row, which) for which in ("earlier", "later")} | row

    def _side(self, row: Row, which: str) -> Row | None:
        version, start, end, page, text = (
            row.pop(f"{which}_{column}") for column in ("version_id", "start", "end", "page", "text")
        )
        if start is None:
            return None
        return self.place({"version_id": version, "page_number": page, "exact": text, "start": start, "end": end})

    def link(self, row: Row) -> Row:
        row["claim"] = row.pop("claim_id")
        return {**self.place(row), **row}

    def outcome(self, row: Row) -> Row:
        return {
            "document": row.pop("succession__document"),
            "how": row.pop("succession__how"),
            "at": row.pop("succession__at"),
            "claim": row.pop("claim_id"),
            "link": row.pop("link_id"),
            **row,
            "before": self._noted(row["before"]),
            "after": self._noted(row["after"]) if row["after"] else None,
        }

    def _noted(self, note: Row) -> Row:
        """A place as ``claims.moving`` keeps it."""
        more = ("version", "chosen_as", "fields", "context", "places", "origins", "proposed")
        plain = {key: value for key, value in note.items() if key not in more}
        return self.place({"version_id": uuid.UUID(note["version"]), **plain})

    def quotation(self, row: Row) -> Row:
        status = row.pop("check_result__status")
        matches = row.pop("check_result__matches")
        reason = row.pop("check_result__reason")
        left_out = row.pop("check_result__left_out")
        nearest = row.pop("check_result__nearest")
        row["check"] = None
        if status is not None:
            shown = [self._match(match) for match in matches if uuid.UUID(match["version"]) in self.versions]
            beside = [self._left_out(one) for one in left_out if uuid.UUID(one["version"]) in self.versions]
            row["check"] = {
                "status": status,
                "reason": reason,
                "changes": changes_in(matches if status == CheckStatus.SPLICED else matches[:1]),
                "matches": shown,
                "nearest": self._match(nearest) if nearest and uuid.UUID(nearest["version"]) in self.versions else None,
                "left_out": beside,
            }
        return {**self.place(row), **row}

    def _match(self, match: Row) -> Row:
        kept = {key: match[key] for key in ("score", "speaker", "before", "after", "differences")}
        kept |= {key: match.get(key, "") for key in ("cut_before", "cut_after")}
        return {**self.place_of(match), **kept}

    def _left_out(self, remark: Row) -> Row:
        kept = {key: remark[key] for key in ("relation", "speaker", "qualifying", "shared")}
        return {**self.place_of(remark), **kept}

    def place_of(self, stored: Row) -> Row:
        """Of what is kept as plain values: a match, a remark, a point of a working."""
        return self.place(
            {
                "version_id": uuid.UUID(stored["version"]),
                "page_number": stored["page"],
                "page_label": stored["label"],
                **{key: stored[key] for key in ("exact", "start", "end")},
                "time_start": stored.get("time_start"),
            }
        )


class CandidatesOf:
    """The file says of a candidate which claim stands for it, where a person has decided about it."""

    def __init__(self, case: Case, shapes: Shapes) -> None:
        rows = Candidate.objects.filter(version__case=case).order_by().annotate(more=raw("places"))
        columns = ("pk", "version_id", "start", "end", "page_number", "text", "more")
        asked = (
            Asked(pk, version, start, end, page, text, read(places))
            for pk, version, start, end, page, text, places in rows.values_list(*columns).iterator()
        )
        self.taken = Taken.by(Claim.objects.filter(case=case)).among(asked) if rows.exists() else {}
        self.shapes = shapes

    def candidate(self, row: Row) -> Row:
        return {**self.shapes.candidate(row), "claim": self.taken.get(row["id"])}


class SuggestionsFor:
    """Suggestions are kept by the span they are for; the file says for which claim or candidate."""

    def __init__(self, case: Case, shapes: Shapes) -> None:
        claims = Claim.objects.filter(case=case).values_list("version_id", "start", "end", "pk")
        self.claims = {(version, start, end): pk for version, start, end, pk in claims.iterator()}
        candidates = Candidate.objects.filter(version__case=case).order_by().values_list("pk", flat=True)
        self.candidates = set(candidates.iterator())
        self.shapes = shapes

    def is_for_something(self, row: Row) -> bool:
        """Where a claim was cut, some are for words that are no claim's until evidence is looked for anew."""
        span = (row["claim_version_id"], row["claim_start"], row["claim_end"])
        return span in self.claims or found_id(span[0], "claim", span[1], span[2]) in self.candidates

    def suggestion(self, row: Row) -> Row:
        wanted = self._for(row)
        row["places"] = self.shapes.further_places(row["places"])
        return {"for": wanted, **self.shapes.place(row), **row}

    def recomputation(self, row: Row) -> Row:
        """The points name their documents as everything else in the file does."""
        document = self.shapes.versions[row["claim_version_id"]]["document_id"]
        points = [point for stored in row.pop("points") if (point := self._point(stored)) is not None]
        return {"for": self._for(row), "document": document, **row, "points": points}

    def _point(self, stored: Row) -> Row | None:
        if uuid.UUID(stored["version"]) not in self.shapes.versions:
            return None
        return {**self.shapes.place_of(stored), **{key: stored[key] for key in ("row", "name", "unit", "period")}}

    def _for(self, row: Row) -> uuid.UUID:
        span = (row.pop("claim_version_id"), row.pop("claim_start"), row.pop("claim_end"))
        return self.claims.get(span) or found_id(span[0], "claim", span[1], span[2])
