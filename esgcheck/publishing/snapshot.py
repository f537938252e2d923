"""The snapshot: all that a published page shows, as plain values that depend on no row.

``draft_of`` makes it and the images, writing nothing: the preview shows it, and publishing stores the very same.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import orjson

from esgcheck.claims.models import Claim, EvidenceLink, Quotation, Response
from esgcheck.claims.taken import plain
from esgcheck.documents.models import ProvenanceHop, Selected, Version
from esgcheck.publishing.annotation import target
from esgcheck.publishing.choices import Choices, usual
from esgcheck.publishing.crops import Crop, crops_of
from esgcheck.publishing.material import Material, best_match, gather, parts_of
from esgcheck.publishing.surroundings import cells_at, passages_around, seen_context
from esgcheck.publishing.words import check_sentence, hop_sentence

FORMAT, VERSION = "esgcheck-publication", 1


@dataclass(frozen=True)
class Draft:
    """What would be public. ``seal`` changes whenever a word or a pixel of it does."""

    snapshot: dict[str, Any]
    images: Mapping[str, Crop]
    seal: str
    material: Material
    choices: Choices


def draft_of(claim: Claim, choices: Choices | None = None) -> Draft:
    """Raises Refused with a sentence where the claim cannot be published as it stands."""
    material = gather(claim)
    chosen = choices if choices is not None else usual(material)
    maker = _Maker(material, chosen)
    snapshot = maker.snapshot()
    seal = hashlib.sha256(orjson.dumps(snapshot, option=orjson.OPT_SORT_KEYS)).hexdigest()
    return Draft(snapshot, maker.images, seal, material, chosen)


class _Maker:
    """Goes through the material once; images are numbered as they come."""

    def __init__(self, material: Material, choices: Choices) -> None:
        self.material = material
        self.choices = choices
        self.images: dict[str, Crop] = {}
        self.keys = {pk: f"d{number}" for number, pk in enumerate(material.versions, start=1)}

    def snapshot(self) -> dict[str, Any]:
        claim, verdict = self.material.claim, self.material.verdict
        return {
            "format": FORMAT,
            "version": VERSION,
            "byline": self.choices.byline.strip()[:300],
            "organisation": claim.case.organisation,
            "claim": {
                "kind": claim.kind,
                "attribution": claim.attribution,
                **said_by_people(claim),
                "places": self._places(claim),
                **self._selected(claim),
            },
            "verdict": {
                "value": verdict.value,
                "reasons": verdict.reasons,
                "given_on": verdict.given_at.date().isoformat(),
            },
            "evidence": [self._evidence(link) for link in self.material.links],
            "quotations": [self._quotation(quotation) for quotation in self.material.quotations],
            "responses": [_response(row) for row in self.material.responses if str(row.pk) in self.choices.responses],
            "documents": {self.keys[pk]: self._document(version) for pk, version in self.material.versions.items()},
        }

    def _selected(self, row: Selected) -> dict[str, Any]:
        """The words, their place, and what is shown around them unless the document is chosen to be bare."""
        version = self.material.versions[str(row.version_id)]
        bare = self._is_bare(version)
        prefix, suffix = ("", "") if bare else seen_context(version, row)
        return {
            "exact": row.exact,
            "document": self.keys[str(row.version_id)],
            "place": _place(
                version, row.page_number, row.page_label, row.time_start, "" if bare else cells_at(version, row.start)
            ),
            "images": [] if bare else self._images(version, row.start, row.end),
            "around": [] if bare or version.has_page_images else passages_around(version, row.start, row.end),
            "target": target(
                sha256=row.version_sha256,
                exact=row.exact,
                start=row.start,
                end=row.end,
                prefix=prefix,
                suffix=suffix,
                pdf_page=row.page_number if version.has_page_images else None,
                time_start=row.time_start,
                time_end=row.time_end,
            ),
        }

    def _places(self, claim: Claim) -> list[dict[str, Any]]:
        """Where else the report says it: in the very same words, or where a person put the two together."""
        version = self.material.versions[str(claim.version_id)]
        merged = {(row["start"], row["end"]) for row in claim.origins if row.get("claim")}
        return [
            {"exact": row["text"], "place": _place(version, row["page"], labels.get(row["page"], ""), None, "")}
            for labels in [dict(version.pages.values_list("number", "label")) if claim.places else {}]
            for row in claim.places
            if plain(row["text"]) == plain(claim.exact) or (row["start"], row["end"]) in merged
        ]

    def _evidence(self, link: EvidenceLink) -> dict[str, Any]:
        note = link.note if str(link.pk) in self.choices.notes else ""
        return {"stance": link.stance, "speaker": link.speaker, "note": note, **self._selected(link)}

    def _quotation(self, quotation: Quotation) -> dict[str, Any]:
        check, match = quotation.check_result, best_match(quotation)
        return {
            "exact": quotation.exact,
            "speaker": quotation.speaker,
            "status": check.status,
            "reason": check_sentence(check, bare=any(map(self._is_bare_there, check.matches[:1]))),
            "changes": check.changes,
            "match": None if match is None else self._match(match),
            "parts": [self._match(part) for part in parts_of(quotation)],
        }

    def _match(self, match: dict[str, Any]) -> dict[str, Any]:
        version = self.material.versions[match["version"]]
        bare = self._is_bare(version)
        return {
            "document": self.keys[match["version"]],
            "place": _place(
                version,
                match["page"],
                match["label"],
                match["time_start"],
                "" if bare else cells_at(version, match["start"]),
            ),
            "speaker": match["speaker"],
            "exact": match["exact"],
            "before": "" if bare else match["before"],
            "after": "" if bare else match["after"],
            "cut_before": "" if bare else match.get("cut_before", ""),
            "cut_after": "" if bare else match.get("cut_after", ""),
            "differences": match["differences"],
        }

    def _document(self, version: Version) -> dict[str, Any]:
        document = version.document
        return {
            "title": self.choices.title_of(document.pk, document.title),
            "kind": document.kind,
            "media_type": version.media_type,
            "pages": version.pages_known if version.has_page_images else None,
            "sha256": version.sha256,
            "provenance": [self._hop(hop) for hop in document.hops.all()],
        }

    def _hop(self, hop: ProvenanceHop) -> dict[str, Any]:
        named = str(hop.pk) in self.choices.named
        step = {
            "what": hop.what,
            "who": hop.who if named else "",
            "when": hop.when,
            "note": hop.note if named else "",
            "held": hop.held,
            "withheld": not named and bool(hop.who),
        }
        return {**step, "words": hop_sentence(step)}

    def _images(self, version: Version, start: int, end: int) -> list[dict[str, Any]]:
        return [self._keep(crop) for crop in crops_of(version, start, end)]

    def _keep(self, crop: Crop) -> dict[str, Any]:
        name = f"crop-{len(self.images) + 1}"
        self.images[name] = crop
        return {
            "name": name,
            "page": crop.page,
            "width": crop.width,
            "height": crop.height,
            "marks": crop.marks,
            "sha256": crop.sha256,
        }

    def _is_bare_there(self, match: dict[str, Any]) -> bool:
        version = self.material.versions.get(match["version"])
        return version is None or self._is_bare(version)

    def _is_bare(self, version: Version) -> bool:
        return str(version.document_id) in self.choices.bare


def said_by_people(claim: Claim) -> dict[str, Any]:
    """Fields and topics once a person has corrected or confirmed them: before, they are a guess of the machine."""
    if claim.fields_by_id is None:
        return {"fields": [], "topics": []}
    return {
        "fields": [{key: row[key] for key in ("name", "text", "value", "of")} for row in claim.fields],
        "topics": [{key: row[key] for key in ("vocabulary", "code", "name")} for row in claim.topics],
    }


def _place(version: Version, page: int, label: str, time: float | None, cells: str) -> dict[str, Any]:
    """Page numbers only where the file has pages: those of a plain text are ours and would mislead. A workbook's rows
    are told by their cells."""
    paged = version.has_page_images
    return {"page": page if paged else None, "label": label if paged else cells, "time_start": time}


def _response(row: Response) -> dict[str, Any]:
    return {
        "who": row.who,
        "answered": row.answered,
        "text": row.text,
        "via": row.via,
        "asked_on": row.asked_on.isoformat() if row.asked_on else None,
        "answered_on": row.answered_on.isoformat() if row.answered_on else None,
    }
