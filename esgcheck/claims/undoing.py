"""The way back. What a person did to claims a moment ago is undone by a note of what stood before and after.

    with undoable(case=case, items=[claim], by=user) as change:
        edit_span(item=claim, start=…, end=…, by=user)
    change.token          # goes into the form or the answer; undo(case=…, token=…, by=…) carries it out

The note is signed and kept nowhere else. Undoing touches a claim only where what stands there now is what stood there
after the change, so that nobody's later work is lost.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.core import signing
from django.db import IntegrityError, transaction

from esgcheck.accounts.models import User
from esgcheck.cases.models import Case, Role
from esgcheck.claims.accepting import make_claims, one_at_a_time
from esgcheck.claims.models import Candidate, Claim, EvidenceLink
from esgcheck.claims.taken import would_be_hidden
from esgcheck.errors import Refused

SALT = "esgcheck.claims.undo"
CLAIM_COLUMNS = (
    "version_id", "version_sha256", "exact", "prefix", "suffix", "start", "end", "page_number", "page_label",
    "time_start", "time_end", "kind", "state", "dismissed_because", "attribution", "fields", "fields_by_id", "topics",
    "context", "places", "origins", "merged_into_id", "chosen_as",
)  # fmt: skip
LINK_COLUMNS = ("claim_id", "stance", "note", "removed_at")
Note = dict[str, Any]


@transaction.atomic
def take_back(*, claim: Claim, by: User) -> None:
    """Undo accepting or dismissing a candidate. Refused once a person's work hangs on the claim, which would go too."""
    claim.case.require(by, Role.REVIEWER)
    one_at_a_time(claim.case)
    candidates = Candidate.objects.filter(pk=claim.pk, version=claim.version_id)
    if not candidates:
        raise Refused("This claim was marked by hand, so it cannot become a suggestion. Dismiss it instead.")
    if claim.links.exists() or claim.verdicts.exists():
        raise Refused("Evidence or a verdict hangs on this claim already. Dismiss it instead; nothing of it is lost.")
    if claim.merged.exists():
        raise Refused("Other claims were merged into this one. Undo the merging first.")
    if would_be_hidden(candidates, Claim.objects.filter(version=claim.version_id)):
        raise Refused(
            "Another claim stands on some of these words, so the suggestion would be hidden. Dismiss instead."
        )
    claim.delete()


@dataclass
class Change:
    """What was done. ``token`` is empty until it is done, and where nothing was changed."""

    token: str = ""
    created: list[uuid.UUID] = field(default_factory=list)


@dataclass(frozen=True)
class Undone:
    """Ids of claims that are as they were (those that had been made are gone), and of those left as they are, since
    somebody has worked on them meanwhile. ``recut``: a claim has other words than a moment ago."""

    done: list[uuid.UUID]
    left: list[uuid.UUID]
    recut: bool = False


@contextmanager
def undoable(
    *, case: Case, items: Iterable[Claim | Candidate | uuid.UUID], by: User, each_alone: bool = False
) -> Iterator[Change]:
    """Watch what happens to these claims, and which claims ``by`` makes meanwhile. One transaction.

    ``each_alone``: the items have nothing to do with each other, so that some can be undone where others cannot.
    """
    ids = [item if isinstance(item, uuid.UUID) else item.pk for item in items]
    ids += list(Claim.objects.filter(case=case, merged_into__in=ids).values_list("pk", flat=True))
    asked, change = set(ids), Change()
    with transaction.atomic():
        one_at_a_time(case)
        known = set(Claim.objects.filter(case=case).values_list("pk", flat=True))
        claims, links = _claims(case, ids), _links(ids)
        yield change
        mine = Claim.objects.filter(case=case, created_by=by).values_list("pk", flat=True)
        change.created = [pk for pk in mine if pk not in known and (pk in asked or not each_alone)]
        after_claims, after_links = _claims(case, [*ids, *change.created]), _links([*ids, *change.created])
        note: Note = {
            "case": str(case.pk),
            "alone": each_alone,
            "made": {pk: _wire(after_claims[pk]) for pk in map(str, change.created)},
            "claims": _changes(claims, after_claims),
            "gone": {pk: _wire(_kept(row)) for pk, row in claims.items() if pk not in after_claims},
            "links": _changes(links, after_links),
            "linked": [pk for pk in after_links if pk not in links],
        }
        if each_alone:
            # Many at once, made from proposals that are still there: that they were made is all that need be known.
            note["made"] = {pk: {"state": row["state"]} for pk, row in note["made"].items()}
        if note["made"] or note["claims"] or note["gone"] or note["links"] or note["linked"]:
            change.token = signing.dumps(note, salt=SALT, compress=True)


@transaction.atomic
def undo(*, case: Case, token: str, by: User) -> Undone:
    """Put things back as the note has them. Raises Refused where that would undo later work of somebody."""
    case.require(by, Role.REVIEWER)
    try:
        note: Note = signing.loads(token, salt=SALT)
    except signing.BadSignature:
        raise Refused("This can no longer be undone from here. Nothing has been changed.") from None
    if note["case"] != str(case.pk):
        raise Refused("This was done in another case. Nothing has been changed here.")
    one_at_a_time(case)
    touched = [*note["made"], *note["claims"], *note["gone"]]
    now, links = _claims(case, [uuid.UUID(pk) for pk in touched]), _rows([*note["links"], *note["linked"]])
    left = {pk for pk, values in note["made"].items() if pk in now and not _is(now[pk], values)}
    left |= {pk for pk, known in note["claims"].items() if pk not in now or not _is_one_of(now[pk], known)}
    left |= {pk for pk in note["gone"] if pk in now}
    left |= _worked_on([pk for pk in note["made"] if pk in now], {*note["links"], *note["linked"]})
    moved = [pk for pk, known in note["links"].items() if pk not in links or not _is_one_of(links[pk], known)]
    if moved or (left and not note["alone"]) or len(left) == len(touched):
        raise Refused("Somebody has gone on working on this since, so it cannot be undone. Nothing has been changed.")
    _restore(case, note, left, by)
    return Undone(
        [uuid.UUID(pk) for pk in touched if pk not in left],
        [uuid.UUID(pk) for pk in sorted(left)],
        any("start" in before for before, _ in note["claims"].values()),
    )


def _restore(case: Case, note: Note, left: set[str], by: User) -> None:
    try:
        with transaction.atomic():
            EvidenceLink.objects.filter(pk__in=note["linked"]).delete()
            for pk, (before, _) in note["links"].items():
                EvidenceLink.objects.filter(pk=pk).update(**before)
    except IntegrityError:
        raise Refused("A passage has been linked again since, so this cannot be undone. Nothing changed.") from None
    make_claims(case, [uuid.UUID(pk) for pk in note["gone"] if pk not in left], by)
    same: dict[str, tuple[Note, list[str]]] = {}
    for pk, before in [*((pk, row[0]) for pk, row in note["claims"].items()), *note["gone"].items()]:
        if pk not in left:
            same.setdefault(repr(before), (before, []))[1].append(pk)
    for before, ids in same.values():
        Claim.objects.filter(case=case, pk__in=ids).update(**before)
    Claim.objects.filter(case=case, pk__in=[pk for pk in note["made"] if pk not in left]).delete()


def _claims(case: Case, ids: Iterable[uuid.UUID]) -> dict[str, Note]:
    rows = Claim.objects.filter(case=case, pk__in=list(ids)).values("pk", *CLAIM_COLUMNS)
    return {str(row.pop("pk")): row for row in rows}


def _links(claims: Iterable[uuid.UUID]) -> dict[str, Note]:
    rows = EvidenceLink.objects.filter(claim__in=list(claims)).values("pk", *LINK_COLUMNS)
    return {str(row.pop("pk")): row for row in rows}


def _rows(links: Iterable[str]) -> dict[str, Note]:
    rows = EvidenceLink.objects.filter(pk__in=list(links)).values("pk", *LINK_COLUMNS)
    return {str(row.pop("pk")): row for row in rows}


def _changes(before: dict[str, Note], after: dict[str, Note]) -> dict[str, tuple[Note, Note]]:
    """By id, the columns that differ: as they were, and as they are."""
    found = {}
    for pk, row in before.items():
        names = [name for name in row if pk in after and row[name] != after[pk][name]]
        if names:
            found[pk] = (_wire({name: row[name] for name in names}), _wire({name: after[pk][name] for name in names}))
    return found


def _kept(row: Note) -> Note:
    """Of a claim that became a suggestion again, what cannot be had from that."""
    return {name: row[name] for name in ("kind", "state", "dismissed_because", "attribution")}


def _wire(row: Note) -> Note:
    return {name: _plain(value) for name, value in row.items()}


def _plain(value: Any) -> Any:
    if isinstance(value, uuid.UUID):
        return str(value)
    return value.isoformat() if isinstance(value, datetime) else value


def _is(row: Note, expected: Note) -> bool:
    return all(_plain(row[name]) == value for name, value in expected.items())


def _is_one_of(row: Note, known: Iterable[Note]) -> bool:
    """As it was after the change, or before it: undone twice, it is as it was."""
    return any(_is(row, expected) for expected in known)


def _worked_on(made: list[str], links: set[str]) -> set[str]:
    """Of claims that the change made, those on which somebody's evidence or verdict hangs by now."""
    linked = EvidenceLink.objects.filter(claim__in=made).exclude(pk__in=links).values_list("claim_id", flat=True)
    judged = Claim.objects.filter(pk__in=made, verdicts__isnull=False).values_list("pk", flat=True)
    merged = Claim.objects.filter(merged_into__in=made).exclude(pk__in=made).values_list("merged_into_id", flat=True)
    return {str(pk) for pk in (*linked, *judged, *merged) if pk is not None}
