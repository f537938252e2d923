"""What a person decides about a claim or a link whose words a newer file has changed, moved or lost.

Every function takes the outcome, the person as ``by``, and ``seen``: the decision that was before their eyes. Where
somebody has decided meanwhile, or moved the row, nothing is done and ``Settled`` says so. ``undo`` takes a decision
back.
"""

from __future__ import annotations

import re
import uuid
from typing import Any

from django.db import transaction
from django.utils import timezone

from esgcheck.accounts.models import User
from esgcheck.analysis.differences import differences
from esgcheck.analysis.text import normalise
from esgcheck.analysis.types import Span
from esgcheck.cases.models import Case, Role
from esgcheck.claims.linking import relink, unlink
from esgcheck.claims.models import Claim, Outcome
from esgcheck.claims.moving import Note, Row, is_taken, note_at, put, stands_at
from esgcheck.documents.models import Succession, Version
from esgcheck.documents.selecting import Selecting
from esgcheck.errors import Refused

ACCEPT, KEEP, PLACE, REMOVE, UNDO = "accept", "keep", "place", "remove", "undo"
WAYS = (ACCEPT, KEEP, PLACE, REMOVE, UNDO)

Decision = Outcome.Decision


class Settled(Refused):
    """Somebody else was there first."""

    code = "already_decided"


def span_of_words(version: Version, words: str) -> Span:
    """Where the version has just these words, spaces, case and marks aside. Raises Refused unless at one place."""
    folded, asked = normalise(version.text()), normalise(words).text.strip()
    places = [] if not asked else [m.start() for m in re.finditer(re.escape(asked), folded.text)]
    if not places:
        raise Refused("These words do not stand in the newer file. Copy them from there, or select them in the reader.")
    if len(places) > 1:
        raise Refused(
            f"These words stand at {len(places)} places of the newer file. Give more of them, or select them."
        )
    return folded.span(places[0], places[0] + len(asked))


def row_of(outcome: Outcome) -> Row:
    row = outcome.claim or outcome.link
    assert row is not None  # the database sees to it
    return row


def claim_of(outcome: Outcome) -> Claim:
    return outcome.claim if outcome.claim is not None else outcome.link.claim  # type: ignore[union-attr]


def case_of(outcome: Outcome) -> Case:
    return outcome.succession.document.case


@transaction.atomic
def settle(
    *, outcome: Outcome, what: str, by: User, seen: str = "", start: int | None = None, end: int | None = None
) -> Outcome:
    """Carry out one of ``WAYS``; ``start`` and ``end`` are for ``place``. Reviewers and leads.

    Raises NotAllowed, Refused, or Settled where what was seen is no longer so.
    """
    case_of(outcome).require(by, Role.REVIEWER)
    here = _locked(outcome)
    if seen and seen != here.decision:
        who = f"{here.decided_by} has" if here.decided_by else "Somebody has"
        raise Settled(f"{who} decided about this meanwhile: {here.get_decision_display().lower()}. Look again.")
    if here.decision == Decision.OVERTAKEN:
        raise Settled("The document has changed again since. Decide about it in the newer list.")
    if what == ACCEPT:
        return _accept(here, by)
    if what == KEEP:
        return _keep(here, by)
    if what == REMOVE:
        return _remove(here, by)
    if what == UNDO:
        return _undo(here, by)
    if what != PLACE or start is None or end is None:
        raise Refused("Say what is to become of it: accept, keep, place (with start and end), remove, or undo.")
    return _place(here, start, end, by)


def _locked(outcome: Outcome) -> Outcome:
    rows = Outcome.objects.select_for_update(of=("self",))
    return rows.select_related("succession__document__case", "succession__came", "claim", "link__claim").get(
        pk=outcome.pk
    )


def _accept(outcome: Outcome, by: User) -> Outcome:
    if outcome.after is None:
        raise Refused("No place was found for it in the newer file. Choose one by hand, or keep it where it is.")
    if outcome.decision not in {Decision.WAITS, Decision.KEPT}:
        raise Refused("It stands at the newer file already.")
    _must_be_current(outcome)
    _move(outcome, outcome.before, outcome.after)
    return _decided(outcome, Decision.ACCEPTED, by)


def _keep(outcome: Outcome, by: User) -> Outcome:
    if outcome.decision == Decision.CARRIED:
        if outcome.succession.how == Succession.How.AGAIN:
            raise Refused("The text that it stood in is gone: the file was read again. Choose a place by hand instead.")
        _move(outcome, _place_of(outcome), outcome.before)
    elif outcome.decision != Decision.WAITS:
        raise Refused("That has been decided already. Undo it first.")
    return _decided(outcome, Decision.KEPT, by)


def _place(outcome: Outcome, start: int, end: int, by: User) -> Outcome:
    if outcome.decision == Decision.REMOVED:
        raise Refused("The link was removed. Undo that first.")
    _must_be_current(outcome)
    stands = _stands(outcome)
    note = note_at(Selecting(outcome.succession.came), start, end)
    note |= _said_in(outcome, note)
    proposed = outcome.after["proposed"] if outcome.after and "proposed" in outcome.after else outcome.after
    _move(outcome, stands, note)
    steps = differences(outcome.before["exact"], note["exact"])
    outcome.differences = [{"kind": s.kind, "quoted": s.quoted, "source": s.source} for s in steps]
    outcome.after = note | {"proposed": proposed}
    return _decided(outcome, Decision.PLACED, by)


def _remove(outcome: Outcome, by: User) -> Outcome:
    if outcome.link is None:
        raise Refused("Only a link can be removed here. A claim is dismissed in the workbench.")
    if outcome.decision not in {Decision.WAITS, Decision.KEPT}:
        raise Refused("That has been decided already. Undo it first, or unlink it in the workbench.")
    unlink(link=outcome.link, by=by)
    return _decided(outcome, Decision.REMOVED, by)


def _undo(outcome: Outcome, by: User) -> Outcome:
    """As it was before a person decided."""
    if outcome.decision in {Decision.WAITS, Decision.CARRIED}:
        raise Refused("Nobody has decided about this yet.")
    if outcome.decision == Decision.REMOVED and outcome.link is not None:
        relink(link=outcome.link, by=by)
    elif outcome.was_carried and outcome.after is not None:
        _must_be_current(outcome)
        proposed = outcome.after.get("proposed") or outcome.after
        _move(outcome, _stands(outcome), proposed)
    elif outcome.decision in {Decision.ACCEPTED, Decision.PLACED}:
        _move(outcome, _stands(outcome), outcome.before)
    if outcome.after is not None and "proposed" in outcome.after:
        outcome.after = outcome.after["proposed"]
        now = outcome.after["exact"] if outcome.after else ""
        steps = differences(outcome.before["exact"], now) if now else ()
        outcome.differences = [{"kind": s.kind, "quoted": s.quoted, "source": s.source} for s in steps]
    return _decided(outcome, Decision.CARRIED if outcome.was_carried else Decision.WAITS, None)


def _stands(outcome: Outcome) -> Note:
    """The place at which the last decision left the row."""
    at_new = outcome.decision in {Decision.CARRIED, Decision.ACCEPTED, Decision.PLACED}
    return _place_of(outcome) if at_new else outcome.before


def _place_of(outcome: Outcome) -> Note:
    note: Note | None = outcome.after
    assert note is not None  # the database sees to it
    return note


def _move(outcome: Outcome, stands: Note, to: Note) -> None:
    row = row_of(outcome)
    if not stands_at(row, stands):
        raise Settled("Somebody has given it another place meanwhile. Nothing has been changed: look again.")
    if isinstance(row, Claim) and _is_a_claim(row, to):
        raise Refused(
            "Just these words are a claim already, in the newer file. Dismiss that one, or keep this one here."
        )
    if is_taken(row, to):
        raise Refused("This passage is linked to the claim already. Remove one of the two, then decide.")
    if not put(row, to):
        raise Settled("Somebody is changing it at this moment. Nothing has been changed: look again.")


def _is_a_claim(claim: Claim, note: Note) -> bool:
    there = Claim.objects.accepted().filter(version=uuid.UUID(note["version"]), start=note["start"], end=note["end"])
    return there.exclude(pk=claim.pk).exists()


def _must_be_current(outcome: Outcome) -> None:
    came = outcome.succession.came
    if came.standing != Version.Standing.CURRENT:
        raise Refused("Another file has taken that one's place since. Decide about it in the newer list.")


def _said_in(outcome: Outcome, note: Note) -> dict[str, Any]:
    """What the claim says, with its places in words that a person has chosen; nothing of a link."""
    claim = outcome.claim
    if claim is None:
        return {}
    fields = []
    for field in claim.fields:
        at = note["exact"].find(field["text"]) if field["text"] else -1
        start = note["start"] + at if at >= 0 else None
        fields.append(field | {"start": start, "end": None if start is None else start + len(field["text"])})
    return {"fields": fields, "context": [], "places": [], "origins": []}


def _decided(outcome: Outcome, decision: str, by: User | None) -> Outcome:
    outcome.decision, outcome.decided_by = decision, by
    outcome.decided_at = timezone.now() if by else None
    outcome.save(update_fields=["decision", "decided_by", "decided_at", "after", "differences"])
    return outcome
