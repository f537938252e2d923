"""Several claims that are one: the same said at several places, or one statement that was cut in pieces.

One of them, the *keeper*, stands for all. What touches it becomes part of its span, the others become its places; links
come to it. The others stay as rows with their own verdicts, point to it by ``merged_into`` and are listed nowhere.
``Claim.origins`` of the keeper remembers what each brought, so that ``unmerge`` can give it back at any time.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone

from esgcheck.accounts.models import User
from esgcheck.analysis.types import Span
from esgcheck.cases.models import Role
from esgcheck.claims.accepting import accept, case_of, one_at_a_time, save, taken_up
from esgcheck.claims.cutting import put_at
from esgcheck.claims.models import Candidate, Claim, EvidenceLink, Stance
from esgcheck.documents.models import Version
from esgcheck.documents.selecting import selector_fields
from esgcheck.errors import Refused

NEAR = 240
"""Characters that may lie between two pieces of one passage: about a sentence."""
MOST = 200
_JOINED = ("places", "fields", "topics")


@transaction.atomic
def merge(*, items: Sequence[Claim | Candidate], by: User) -> Claim:
    """One claim of several, candidates among them. Returns the keeper: the one with a verdict, or else with links, or
    else the first that a person has taken up, or else the first in the document.

    Raises Refused where that would hide a decision: verdicts that differ, or a passage that supports one of them and
    contradicts another.
    """
    for case in {case_of(item) for item in items}:
        case.require(by, Role.REVIEWER)
    if len({item.pk for item in items}) < 2:
        raise Refused("Choose at least two claims to merge.")
    if len(items) > MOST:
        raise Refused(f"That is too many at once: merge at most {MOST} claims.")
    if len({item.version_id for item in items}) > 1:
        raise Refused("These claims stand in different documents. Merge those of one document.")
    machine = {item.pk for item in items if isinstance(item, Candidate)}
    one_at_a_time(case_of(items[0]))
    claims = _locked([taken_up(item, by).pk for item in items])
    if len(claims) < 2:
        raise Refused("These are one claim already.")
    _refuse_conflicts(claims)
    keeper = min(claims, key=lambda claim: _order(claim, machine))
    others = [claim for claim in claims if claim.pk != keeper.pk]
    accept(keeper)
    before = {name: getattr(keeper, name) for name in _JOINED}
    brought = [{**_stretch(keeper), "claim": str(keeper.pk), **before}]
    brought += [{**_stretch(other), "claim": str(other.pk), "links": _move_links(other, keeper)} for other in others]
    _join_places(keeper, others)
    keeper.origins = [*keeper.origins, *(row for other in others for row in other.origins), *brought]
    save(keeper, ["origins"])
    Claim.objects.filter(pk__in=[other.pk for other in others]).update(merged_into=keeper)
    Claim.objects.filter(merged_into__in=[other.pk for other in others]).update(merged_into=keeper)
    return keeper


@transaction.atomic
def unmerge(*, claim: Claim, by: User) -> list[Claim]:
    """Give back what was merged into this claim, each with its own links. Returns them all, this one first."""
    claim.case.require(by, Role.REVIEWER)
    one_at_a_time(claim.case)
    claim = Claim.objects.select_for_update().get(pk=claim.pk)
    others = list(claim.merged.select_for_update())
    if not others:
        raise Refused("Nothing was merged into this claim.")
    ids = {str(other.pk) for other in others}
    records = {row["claim"]: row for row in reversed(claim.origins) if row.get("claim")}
    own = records.get(str(claim.pk))
    for other in others:
        moved = records.get(str(other.pk), {}).get("links", [])
        _give_back([uuid.UUID(link) for link in moved], other, claim)
    Claim.objects.filter(pk__in=[other.pk for other in others]).update(merged_into=None)
    remembered = [origin for other in others for origin in other.origins]
    claim.origins = [row for row in claim.origins if row.get("claim") not in {*ids, str(claim.pk)}]
    claim.origins = [row for row in claim.origins if row not in remembered]
    save(claim, ["origins"])
    if own is not None:
        if claim.start <= own["start"] and own["end"] <= claim.end and (own["start"], own["end"]) != _span(claim):
            origins = claim.origins
            put_at(claim, selector_fields(claim.version, own["start"], own["end"]))
            claim.origins = origins
        claim.places = own["places"]
        if claim.fields_by_id is None:
            claim.fields, claim.topics = own["fields"], own["topics"]
        save(claim, ["origins", *_JOINED])
    return [claim, *Claim.objects.filter(pk__in=[other.pk for other in others])]


def _span(claim: Claim) -> tuple[int, int]:
    return claim.start, claim.end


def _locked(ids: Iterable[uuid.UUID]) -> list[Claim]:
    rows = Claim.objects.select_for_update(of=("self",)).filter(pk__in=set(ids)).order_by()
    return sorted(rows.select_related("version__document", "case"), key=lambda claim: (claim.start, claim.pk))


def _order(claim: Claim, machine: set[uuid.UUID]) -> tuple[bool, bool, bool, int]:
    return claim.verdict is None, not claim.links.present().exists(), claim.pk in machine, claim.start


def _refuse_conflicts(claims: Sequence[Claim]) -> None:
    values = {verdict.get_value_display() for claim in claims if (verdict := claim.verdict) is not None}
    if len(values) > 1:
        raise Refused(
            f"These claims were given different verdicts: {', '.join(sorted(values))}. "
            "Decide which holds and give it to all of them, then merge. Nothing has been changed."
        )
    stances: dict[tuple[Any, ...], str] = {}
    for link in EvidenceLink.objects.present().filter(claim__in=claims):
        passage = (link.version_id, link.start, link.end)
        if stances.setdefault(passage, link.stance) != link.stance:
            first, second = Stance(stances[passage]).label.lower(), Stance(link.stance).label.lower()
            raise Refused(
                f"One passage is linked to two of these claims with different stances ({first}, {second}): "
                f"“{' '.join(link.exact.split())[:80]}”. Make them the same, then merge. Nothing has been changed."
            )


def _move_links(other: Claim, keeper: Claim) -> list[str]:
    """The links come to the keeper; where it has the passage already, its own stays, and takes the note if it has none.
    Returns the ids of all that the other had."""
    own = {(link.version_id, link.start, link.end): link for link in keeper.links.present()}
    had = []
    for link in other.links.present():
        had.append(str(link.pk))
        same = own.get((link.version_id, link.start, link.end))
        if same is None:
            EvidenceLink.objects.filter(pk=link.pk).update(claim=keeper)
            continue
        if link.note and link.note not in same.note:
            same.note = f"{same.note}\n{link.note}".strip()
            same.save(update_fields=["note"])
        EvidenceLink.objects.filter(pk=link.pk).update(removed_at=timezone.now())
    return had


def _give_back(links: list[uuid.UUID], other: Claim, keeper: Claim) -> None:
    """What had been moved, and is still linked, moves back; what had stayed behind as the same passage stands again."""
    EvidenceLink.objects.filter(pk__in=links, claim=keeper).update(claim=other)
    taken = set(other.links.present().values_list("version_id", "start", "end"))
    for link in EvidenceLink.objects.filter(pk__in=links, claim=other).exclude(removed_at=None):
        if (link.version_id, link.start, link.end) not in taken:
            EvidenceLink.objects.filter(pk=link.pk).update(removed_at=None)


def _join_places(keeper: Claim, others: Sequence[Claim]) -> None:
    """One span for the keeper and what is near it in its passage; a place for each other stretch."""
    version = keeper.version
    places = {(row["start"], row["end"]): row for claim in (keeper, *others) for row in claim.places}
    stretches = [Span(*_span(keeper))]
    apart: list[Claim] = list(others)
    while near := [other for other in apart if _near(version, stretches[0], Span(*_span(other)))]:
        spans = [stretches[0], *(Span(*_span(other)) for other in near)]
        stretches[0] = Span(min(span.start for span in spans), max(span.end for span in spans))
        apart = [other for other in apart if other not in near]
    for other in apart:
        places[_span(other)] = {**_stretch(other), "page": other.page_number, "text": other.exact}
        places[_span(other)].pop("exact")
    whole = stretches[0]
    if (whole.start, whole.end) != _span(keeper):
        origins = keeper.origins
        put_at(keeper, selector_fields(version, whole.start, whole.end))
        keeper.origins = origins
        _take_over(keeper, [other for other in others if other not in apart])
    keeper.places = [
        row for row in sorted(places.values(), key=lambda row: (row["start"], row["end"]))
        if not whole.overlaps(Span(row["start"], row["end"]))
    ]  # fmt: skip
    save(keeper, ["places", "origins", "fields", "topics", "attribution"])


def _take_over(keeper: Claim, joined: Sequence[Claim]) -> None:
    """What the pieces say is said by the whole; figures are counted on. What a person corrected stays as it is."""
    keeper.attribution = keeper.attribution or next((claim.attribution for claim in joined if claim.attribution), "")
    if keeper.fields_by_id is not None:
        return
    fields, topics = list(keeper.fields), {(row["vocabulary"], row["code"]): row for row in keeper.topics}
    for claim in joined:
        first = 1 + max((row["of"] for row in fields), default=-1)
        fields += [{**row, "of": row["of"] + first} for row in claim.fields]
        topics = {**{(row["vocabulary"], row["code"]): row for row in claim.topics}, **topics}
    keeper.fields, keeper.topics = fields, list(topics.values())


def _near(version: Version, one: Span, other: Span) -> bool:
    """Overlapping, with no words between them, or near each other in one passage."""
    if one.overlaps(other):
        return True
    first, second = sorted((one, other))
    if second.start - first.end > NEAR:
        return False
    pages = version.pages.filter(start__lt=second.start, end__gt=first.end).order_by("number")
    between = "".join(page.text[max(0, first.end - page.start) : max(0, second.start - page.start)] for page in pages)
    if not any(letter.isalnum() for letter in between):
        return True
    return version.passages.filter(start__lte=first.start, end__gte=second.end).exists()


def _stretch(claim: Claim) -> dict[str, Any]:
    return {"start": claim.start, "end": claim.end, "exact": claim.exact, "page": claim.page_number}
