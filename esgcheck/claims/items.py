"""The lines of the list of what is to review: a candidate or a claim, as far as list, filters and order need it.

Loaded in a number of queries that does not grow, and as plain values: a long report gives thousands.
"""

from __future__ import annotations

import uuid
from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch

from esgcheck.cases.models import Case
from esgcheck.claims.models import Candidate, Claim, EvidenceLink, Quotation
from esgcheck.claims.quickly import raw, read
from esgcheck.claims.ranking import rank_of
from esgcheck.claims.taken import Asked, Taken
from esgcheck.documents.models import Kind

SUGGESTED, OPEN, DECIDED, STALE, DISMISSED = "suggested", "open", "decided", "stale", "dismissed"
MACHINE, MODEL, HAND = "machine", "model", "hand"
NUMBER, DEADLINE, PLACES, QUOTATION = "number", "deadline", "places", "quotation"


@dataclass(slots=True)
class Item:
    """One line of the list.

    ``check`` is the status of the first checked quotation in it, ``who`` who is quoted in it, ``proposer`` one of
    ``MACHINE``, ``MODEL`` (then ``proposed_by`` names it) and ``HAND``, ``rank`` what ``ranking.rank_of`` gives,
    ``topics`` are (vocabulary, code, name), ``has`` some of ``NUMBER``, ``DEADLINE``, ``PLACES`` and ``QUOTATION``,
    ``by`` the key of the person who accepted or dismissed it.
    """

    id: uuid.UUID
    text: str
    kind: str
    status: str
    version_id: uuid.UUID
    start: int
    end: int
    page_number: int
    score: float | None = None
    verdict: str = ""
    links: int = 0
    check: str = ""
    consequence: float = 0.0
    rank: float = 0.0
    who: str = ""
    proposed_by: str = ""
    proposer: str = MACHINE
    by: int | None = None
    because: str = ""
    corrected: bool = False
    topics: tuple[tuple[str, str, str], ...] = ()
    has: frozenset[str] = frozenset()
    place_count: int = 1
    document_order: Any = None
    reasons_json: str = ""
    context_json: str = ""

    @property
    def is_candidate(self) -> bool:
        return self.status == SUGGESTED

    @property
    def reasons(self) -> list[str]:
        """Why the machine proposes it, in words."""
        return read(self.reasons_json)

    @property
    def context(self) -> list[dict[str, Any]]:
        """Heading or lead-in: [{start, end, page, text}]."""
        return read(self.context_json)


def items_of(case: Case) -> list[Item]:
    """Everything in the case's present reports that is to be listed: candidates that nobody has decided about, and
    claims that were not merged into another."""
    quoted = Quoted(case)
    proposals = _proposals(case, quoted)
    proposed = {item.id: item for item, _ in proposals}
    claims = _claims(case)
    taken = Taken.of(_row(claim) for claim in claims).among(_asked(item, places) for item, places in proposals)
    listed = [c for c in claims if c.merged_into_id is None and c.version.document.removed_at is None]
    return [item for item, _ in proposals if item.id not in taken] + [
        _item(claim, quoted, proposed.get(claim.pk)) for claim in listed
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
        "id", "text", "kind", "version_id", "start", "end", "page_number", "score", "consequence", "proposed_by",
        "version__document__created_at",
    )  # fmt: skip
    json = ("reasons", "quantities", "fields", "topics", "context", "places")
    rows = (
        Candidate.objects.filter(version__case=case, version__document__removed_at=None)
        .filter(version__document__kind=Kind.REPORT)
        .order_by()
        .annotate(**{f"{name}_json": raw(name) for name in json})
        .values_list(*columns, *(f"{name}_json" for name in json))
    )
    found = []
    for (
        pk, text, kind, version, start, end, page, score, consequence, proposed_by, order,
        reasons, quantities, fields, topics, context, places_json,
    ) in rows:  # fmt: skip
        places = read(places_json)
        quotes, who, check = quoted.within(version, start, end)
        names = _names(fields)
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


def _claims(case: Case) -> list[Any]:
    """Every claim of the case, those that are not listed too: they stand for proposals all the same."""
    rows = (
        Claim.objects.filter(case=case)
        .order_by()
        .prefetch_related("verdicts", Prefetch("links", EvidenceLink.objects.present()))
        .annotate(**{f"{name}_json": raw(name) for name in ("fields", "topics", "context", "places", "origins")})
        .select_related("version__document")
        .only(
            "case", "version", "version_sha256", "exact", "start", "end", "page_number", "kind", "state", "score",
            "dismissed_because", "attribution", "consequence", "proposed_by", "fields_by", "created_by", "merged_into",
            "version__document__created_at", "version__document__removed_at",
        )
    )  # fmt: skip
    return list(rows)


def _row(claim: Any) -> tuple[Any, ...]:
    return (
        claim.pk, claim.version_id, claim.start, claim.end, claim.page_number, claim.exact, claim.state,
        claim.places_json, claim.origins_json,
    )  # fmt: skip


def _item(claim: Any, quoted: Quoted, proposed: Item | None) -> Item:
    verdict = claim.verdict
    if claim.state == Claim.State.DISMISSED:
        status = DISMISSED
    elif verdict is None:
        status = OPEN
    else:
        status = STALE if claim.verdict_is_stale else DECIDED
    quotes, who, check = quoted.within(claim.version_id, claim.start, claim.end)
    names, places = _names(claim.fields_json), len(read(claim.places_json))
    figures = "value" in names or (proposed is not None and NUMBER in proposed.has)
    return Item(
        claim.pk, claim.exact, claim.kind, status, claim.version_id, claim.start, claim.end, claim.page_number,
        claim.score,
        verdict=verdict.value if verdict else "",
        links=len(claim.links.all()),
        check=check,
        consequence=claim.consequence,
        rank=rank_of(claim.score, claim.consequence),
        who=claim.attribution or who,
        proposed_by=claim.proposed_by,
        proposer=HAND if claim.score is None else MODEL if claim.proposed_by else MACHINE,
        by=claim.created_by_id,
        because=claim.dismissed_because,
        corrected=claim.fields_by_id is not None,
        topics=_topics(claim.topics_json),
        has=_has(quotes, figures, "deadline" in names, places),
        place_count=1 + places,
        document_order=claim.version.document.created_at,
        reasons_json=proposed.reasons_json if proposed else "",
        context_json=claim.context_json,
    )  # fmt: skip


def _first(row: tuple[int, int, str, str]) -> int:
    return row[0]


def _asked(item: Item, places: list[dict[str, Any]]) -> Asked:
    return Asked(item.id, item.version_id, item.start, item.end, item.page_number, item.text, places)


def _names(fields_json: str) -> dict[str, str]:
    """The text of the first field of each name."""
    return {row["name"]: row["text"] for row in reversed(read(fields_json))}


def _topics(topics_json: str) -> tuple[tuple[str, str, str], ...]:
    return tuple((row["vocabulary"], row["code"], row["name"]) for row in read(topics_json))


def _has(quotes: bool, number: bool, deadline: bool, places: int) -> frozenset[str]:
    """One of sixteen sets, made once: thousands of lines share them."""
    return _SETS[quotes + 2 * number + 4 * deadline + 8 * (places > 0)]


_SETS = [
    frozenset(name for bit, name in ((1, QUOTATION), (2, NUMBER), (4, DEADLINE), (8, PLACES)) if value & bit)
    for value in range(16)
]
