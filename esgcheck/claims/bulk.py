"""One decision about many claims and candidates at once, each with its own outcome.

Safe when two people do it at the same time: what somebody else has decided meanwhile counts as done where it is the
same, and is left alone, saying so, where it is work that would be lost.
"""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from esgcheck.accounts.models import User
from esgcheck.cases.models import Case, Role
from esgcheck.claims.accepting import make_claims, valid_kind
from esgcheck.claims.dismissing import because_words
from esgcheck.claims.models import Candidate, Claim, EvidenceLink, Verdict
from esgcheck.claims.taken import would_be_hidden
from esgcheck.claims.undoing import undoable
from esgcheck.documents.models import Version
from esgcheck.errors import Refused

ACCEPT, DISMISS, KIND, BRING_BACK = "accept", "dismiss", "kind", "bring_back"
WHAT = {ACCEPT: "Accept", DISMISS: "Dismiss", KIND: "Change kind", BRING_BACK: "Bring back"}
"""bring_back: what was dismissed is a suggestion again where it was one and nothing hangs on it, else it is open."""
MOST = 5_000

GONE = "It is not in this case any more."
HANGS = "Evidence or a verdict hangs on it. Dismiss it by itself if you mean it."
SUGGESTED = "It is a suggestion: there is nothing to bring back."
NOT_DISMISSED = "It is not dismissed."
MERGED = "It was merged into another claim. Undo that first."


@dataclass(frozen=True)
class Outcome:
    """What became of one item; ``why`` says it where it was left as it was."""

    id: uuid.UUID
    done: bool
    why: str = ""


@dataclass(frozen=True)
class Decided:
    """``undo`` is a token for ``undoing.undo``; empty where nothing was changed."""

    outcomes: list[Outcome]
    undo: str = ""

    @property
    def done(self) -> int:
        return sum(1 for outcome in self.outcomes if outcome.done)

    @property
    def left(self) -> list[Outcome]:
        return [outcome for outcome in self.outcomes if not outcome.done]


def decide_many(
    *,
    case: Case,
    ids: Sequence[uuid.UUID],
    what: str,
    by: User,
    reason: str = "",
    because: str = "",
    kind: str = "",
) -> Decided:
    """Accept, dismiss (for a ``reason``, in words ``because``), give a ``kind`` or bring back; ``what`` is one of
    ``WHAT``. Giving a kind accepts candidates. One transaction; outcomes in the order of ``ids``."""
    case.require(by, Role.REVIEWER)
    if what not in WHAT:
        raise Refused("Say what is to be done: accept, dismiss, change the kind, or bring back.")
    if len(ids) > MOST:
        raise Refused(f"That is too many at once: choose at most {MOST:,}.")
    kept = because_words(reason, because) if what == DISMISS else ""
    wanted = list(dict.fromkeys(ids))
    if what == KIND:
        valid_kind(kind)
    with undoable(case=case, items=wanted, by=by, each_alone=True) as change:
        if what in {ACCEPT, DISMISS, KIND}:
            make_claims(case, wanted, by)
        why = _decide(case, wanted, what, kept, kind)
    return Decided([Outcome(pk, not why[pk], why[pk]) for pk in wanted], change.token)


def _decide(case: Case, ids: Sequence[uuid.UUID], what: str, because: str, kind: str) -> dict[uuid.UUID, str]:
    """By id, why it was left as it was; empty where it is done."""
    busy = Exists(Verdict.objects.filter(claim=OuterRef("pk"))) | Exists(
        EvidenceLink.objects.present().filter(claim=OuterRef("pk"))
    )
    claims = {claim.pk: claim for claim in Claim.objects.select_for_update().filter(case=case, pk__in=ids)}
    worked_on = set(Claim.objects.filter(busy, pk__in=claims).values_list("pk", flat=True))
    current = Version.objects.current().filter(case=case)
    proposed = set(Candidate.objects.filter(version__in=current, pk__in=ids).values_list("pk", flat=True))
    why: dict[uuid.UUID, str] = {}
    for pk in ids:
        why[pk] = _reason_not_to(claims.get(pk), what, worked_on=pk in worked_on, proposed=pk in proposed)
    todo = [pk for pk in ids if not why[pk]]
    rows = Claim.objects.filter(case=case, pk__in=todo)
    if what == ACCEPT:
        rows.update(state=Claim.State.ACCEPTED, dismissed_because="")
    elif what == DISMISS:
        rows.exclude(state=Claim.State.DISMISSED).update(state=Claim.State.DISMISSED, dismissed_because=because)
    elif what == KIND:
        rows.update(kind=kind, state=Claim.State.ACCEPTED, dismissed_because="")
    else:
        held = set(Claim.objects.filter(merged_into__in=todo).values_list("merged_into_id", flat=True))
        bare = rows.filter(pk__in=proposed - worked_on - held).exclude(links__isnull=False)
        candidates = Candidate.objects.filter(pk__in=bare.values("pk"))
        hidden = would_be_hidden(candidates, Claim.objects.filter(case=case)) if proposed else set()
        bare.exclude(pk__in=hidden).delete()
        rows.update(state=Claim.State.ACCEPTED, dismissed_because="")
    return why


def _reason_not_to(claim: Claim | None, what: str, *, worked_on: bool, proposed: bool) -> str:
    if claim is None:
        return SUGGESTED if what == BRING_BACK and proposed else GONE
    if claim.merged_into_id is not None:
        return MERGED
    if what == DISMISS and worked_on and claim.state == Claim.State.ACCEPTED:
        return HANGS
    if what == BRING_BACK and claim.state != Claim.State.DISMISSED:
        return NOT_DISMISSED
    return ""
