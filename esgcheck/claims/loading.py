"""Where the lines of the list come from: few queries over many rows, as plain values."""

from __future__ import annotations

import re
import uuid
from bisect import bisect_left
from collections import defaultdict
from typing import Any

from django.db.models import F

from esgcheck.cases.models import Case
from esgcheck.claims.items import (
    DEADLINE,
    DECIDED,
    DISMISSED,
    HAND,
    MACHINE,
    MODEL,
    NUMBER,
    OPEN,
    PLACES,
    QUOTATION,
    STALE,
    SUGGESTED,
    Item,
)
from esgcheck.claims.models import Candidate, Claim, EvidenceLink, Quotation, Verdict
from esgcheck.claims.models.decided import Tie, basis_of, chosen
from esgcheck.claims.models.found import found_id
from esgcheck.claims.quickly import raw, read
from esgcheck.claims.ranking import rank_of
from esgcheck.claims.taken import Asked, Taken
from esgcheck.documents.models import Kind, Version


def items_of(case: Case) -> list[Item]:
    """Everything in the case's present reports that is to be listed: candidates that nobody has decided about, and
    claims that were not merged into another."""
    quoted = Quoted(case)
    proposals = _proposals(case, quoted)
    proposed = {item.id: item for item, _ in proposals}
    claims = Claims(case)
    taken = Taken.of(map(_stretches, claims.rows)).among(_asked(item, places) for item, places in proposals)
    listed = [row for row in claims.rows if row["merged_into_id"] is None and row["removed"] is None]
    return [item for item, _ in proposals if item.id not in taken] + [
        _item(row, claims, quoted, proposed.get(row["id"]) or proposed.get(_id_there(row))) for row in listed
    ]


class Quoted:
    """The quotations of the case's reports: who says something between two offsets, and what became of it."""

    def __init__(self, case: Case) -> None:
        rows = Quotation.objects.said().filter(version__case=case, version__document__kind=Kind.REPORT)
        columns = ("version_id", "start", "end", "speaker", "check_result__status")
        self.rows: dict[uuid.UUID, list[tuple[int, int, str, str]]] = defaultdict(list)
        for version, start, end, speaker, status in rows.order_by("version_id", "start").values_list(*columns):
            self.rows[version].append((start, end, speaker, status or ""))

    def within(self, version: uuid.UUID, start: int, end: int) -> tuple[bool, str, str]:
        """Whether there is one, its speaker, and the status of the first that was looked up."""
        rows = self.rows.get(version)
        if not rows:
            return False, "", ""
        there, speaker, status = False, "", ""
        for index in range(bisect_left(rows, start, key=_first), len(rows)):
            begins, ends, said_by, became = rows[index]
            if begins >= end:
                break
            if ends <= end:
                there, speaker, status = True, speaker or said_by, status or became
        return there, speaker, status


def _proposals(case: Case, quoted: Quoted) -> list[tuple[Item, list[dict[str, Any]]]]:
    """Every candidate with its places, those that are taken too: a claim says why it was proposed."""
    columns = (
        "id", "text", "kind", "start", "end", "page_number", "score", "consequence", "proposed_by",
    )  # fmt: skip
    json = ("reasons", "quantities", "fields", "topics", "context", "places")
    rows = (
        Candidate.objects.filter(version__in=Version.objects.present().filter(case=case))
        .filter(version__document__kind=Kind.REPORT)
        .order_by()
        .annotate(in_version=raw("version_id"), order=raw("version__document__created_at"))
        .annotate(**{f"{name}_json": raw(name) for name in json})
        .values_list(*columns, "in_version", "order", *(f"{name}_json" for name in json))
    )
    found = []
    versions: dict[str, uuid.UUID] = {}
    for (
        pk, text, kind, start, end, page, score, consequence, proposed_by, version_text, order,
        reasons, quantities, fields, topics, context, places_json,
    ) in rows:  # fmt: skip
        version = versions.get(version_text) or versions.setdefault(version_text, uuid.UUID(version_text))
        places = read(places_json)
        quotes, who, check = quoted.within(version, start, end)
        names = _names(fields) if len(quantities) <= 2 or _TELLING(fields) else {}
        item = Item(
            pk, text, kind, SUGGESTED, version, start, end, page, score,
            check=check,
            consequence=consequence,
            rank=rank_of(score, consequence),
            who=who or names.get("found_by", ""),
            proposed_by=proposed_by,
            proposer=MODEL if proposed_by else MACHINE,
            topics=_topics(topics),
            has=_has(quotes, len(quantities) > 2 or "value" in names, "deadline" in names, len(places)),
            place_count=1 + len(places),
            document_order=order,
            reasons_json=reasons,
            context_json=context,
        )  # fmt: skip
        found.append((item, places))
    return found


class Claims:
    """Every claim of the case as plain values, those that are not listed too: they stand for proposals all the same."""

    def __init__(self, case: Case) -> None:
        json = ("fields", "topics", "context", "places", "origins")
        columns = (
            "id", "version_id", "version_sha256", "exact", "start", "end", "page_number", "kind", "state", "score",
            "dismissed_because", "attribution", "consequence", "proposed_by", "fields_by_id", "created_by_id",
            "merged_into_id", "chosen_as",
        )  # fmt: skip
        self.rows = list(
            Claim.objects.filter(case=case)
            .order_by()
            .annotate(order=raw("version__document__created_at"), removed=F("version__document__removed_at"))
            .annotate(**{f"{name}_json": raw(name) for name in json})
            .values(*columns, "order", "removed", *(f"{name}_json" for name in json))
        )
        self.links: dict[uuid.UUID, list[Tie]] = defaultdict(list)
        self.verdicts: dict[uuid.UUID, tuple[str, str]] = {}
        if self.rows:
            self._gather(case)

    def _gather(self, case: Case) -> None:
        links = EvidenceLink.objects.present().filter(claim__case=case).order_by()
        for claim, pk, stance, exact, sha256, start, chosen_as in links.values_list(
            "claim_id", "pk", "stance", "exact", "version_sha256", "start", "chosen_as"
        ):
            self.links[claim].append((str(pk), stance, *chosen(exact, sha256, start, chosen_as)))
        verdicts = Verdict.objects.filter(claim__case=case).order_by("given_at", "pk")
        for claim, value, basis in verdicts.values_list("claim_id", "value", "basis"):
            self.verdicts[claim] = (value, basis)  # the last one counts

    def status_of(self, row: dict[str, Any]) -> tuple[str, str]:
        """Its status, and the value of its verdict."""
        value, basis = self.verdicts.get(row["id"], ("", ""))
        if row["state"] == Claim.State.DISMISSED:
            return DISMISSED, value
        if not value:
            return OPEN, ""
        links = self.links.get(row["id"], [])
        exact, sha256, _ = chosen(row["exact"], row["version_sha256"], row["start"], row["chosen_as"])
        now = basis_of(row["id"], exact, sha256, row["kind"], links)
        return (DECIDED if now == basis else STALE), value


def _item(row: dict[str, Any], claims: Claims, quoted: Quoted, proposed: Item | None) -> Item:
    pk, start, end, score = row["id"], row["start"], row["end"], row["score"]
    status, verdict = claims.status_of(row)
    quotes, who, check = quoted.within(row["version_id"], start, end)
    names, places = _names(row["fields_json"]), len(read(row["places_json"]))
    figures = "value" in names or (proposed is not None and NUMBER in proposed.has)
    return Item(
        pk, row["exact"], row["kind"], status, row["version_id"], start, end, row["page_number"], score,
        verdict=verdict,
        links=len(claims.links.get(pk, ())),
        check=check,
        consequence=row["consequence"],
        rank=rank_of(score, row["consequence"]),
        who=row["attribution"] or who,
        proposed_by=row["proposed_by"],
        proposer=HAND if score is None else MODEL if row["proposed_by"] else MACHINE,
        by=row["created_by_id"],
        because=row["dismissed_because"],
        corrected=row["fields_by_id"] is not None,
        topics=_topics(row["topics_json"]),
        has=_has(quotes, figures, "deadline" in names, places),
        place_count=1 + places,
        document_order=row["order"],
        reasons_json=proposed.reasons_json if proposed else "",
        context_json=row["context_json"],
    )  # fmt: skip


def _id_there(row: dict[str, Any]) -> uuid.UUID:
    """Of the proposal of just these words, where the claim was carried to a newer file."""
    return found_id(row["version_id"], "claim", row["start"], row["end"])


def _stretches(row: dict[str, Any]) -> tuple[Any, ...]:
    """For ``Taken.of``."""
    return (
        row["id"], row["version_id"], row["start"], row["end"], row["page_number"], row["exact"], row["state"],
        row["places_json"], row["origins_json"],
    )  # fmt: skip


def _first(row: tuple[int, int, str, str]) -> int:
    return row[0]


def _asked(item: Item, places: list[dict[str, Any]]) -> Asked:
    return Asked(item.id, item.version_id, item.start, item.end, item.page_number, item.text, places)


_TELLING = re.compile('"(deadline|found_by)"').search
"""Most fields say nothing that the list asks for, and need not be read."""


def _names(fields_json: str) -> dict[str, str]:
    """The text of the first field of each name."""
    return {row["name"]: row["text"] for row in reversed(read(fields_json))}


def _topics(topics_json: str) -> tuple[tuple[str, str, str], ...]:
    """ESRS 2 keeps its vocabulary in its code, so that it is not taken for the GRI standard of that number."""
    return tuple(
        (row["vocabulary"], f"ESRS {row['code']}" if row["code"] in _ESRS_ALL else row["code"], row["name"])
        if row["vocabulary"] == "ESRS"
        else (row["vocabulary"], row["code"], row["name"])
        for row in read(topics_json)
    )


_ESRS_ALL = {"1", "2"}


def _has(quotes: bool, number: bool, deadline: bool, places: int) -> frozenset[str]:
    """One of sixteen sets, made once: thousands of lines share them."""
    return _SETS[quotes + 2 * number + 4 * deadline + 8 * (places > 0)]


_SETS = [
    frozenset(name for bit, name in ((1, QUOTATION), (2, NUMBER), (4, DEADLINE), (8, PLACES)) if value & bit)
    for value in range(16)
]
