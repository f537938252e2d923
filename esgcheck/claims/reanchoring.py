"""Carry the work on a document over to another text of it: a newer file, an older one again, a new reading.

Every claim and link, also what was dismissed, merged away or unlinked (so that none of it comes back wrongly), is
looked for in the new text with the whole of the old one as its context (``analysis.revision``), and told same, moved,
changed or lost. Same and moved go along at once. What changed is proposed and what is lost is said; both stay where
they stood, at the older file, until a person decides (``claims.resettling``).

What a person has kept at an older file stays there. Going back to a file puts back what stood there before, from the
notes that were kept: no guess is made twice.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from typing import Any

from django.db.models import Q

from esgcheck.accounts.models import User
from esgcheck.analysis.anchoring import Anchored
from esgcheck.analysis.revision import Revision
from esgcheck.analysis.types import Selector
from esgcheck.claims.accepting import one_at_a_time
from esgcheck.claims.models import Claim, EvidenceLink, Outcome
from esgcheck.claims.moving import Note, Row, carried_note, is_taken, note_of, put, refusal, stands_at, text_of
from esgcheck.documents.models import Document, Succession, Version
from esgcheck.documents.selecting import Selecting
from esgcheck.documents.versioning import take_place

_LINKED_ALREADY = "This passage is linked to the claim already, in the file that is current now."
_TRIES = 3

Decision = Outcome.Decision


def has_work(version: Version) -> bool:
    """Whether a claim or a link stands at this version."""
    here = {"version": version.pk}
    return Claim.objects.filter(**here).exists() or EvidenceLink.objects.filter(**here).exists()


def succeed(version: Version, *, how: str, by: User | None) -> Succession:
    """Make the version the current one of its document and carry the work over. One transaction, the caller's."""
    one_at_a_time(version.case)
    succession = take_place(version, how=how, by=by)
    _carry_over(succession, {})
    return succession


def reread(version: Version, was: str) -> Succession | None:
    """The version was read again; ``was`` its text before. None where not a letter is different. In the caller's
    transaction, with the new pages."""
    now = version.text()
    if now == was:
        return None
    one_at_a_time(version.case)
    succession = Succession.objects.create(
        document=version.document, how=Succession.How.AGAIN, went=version, came=version, by=None
    )
    _carry_over(succession, {version.pk: was})
    return succession


def rows_of(document: Document) -> list[Row]:
    """Every claim and link that stands at some file of the document."""
    claims = Claim.objects.filter(version__document=document).order_by("start", "pk")
    links = EvidenceLink.objects.filter(version__document=document).order_by("start", "pk")
    return [*claims, *links]


def _carry_over(succession: Succession, texts: dict[uuid.UUID, str]) -> None:
    carrying = _Carrying(succession, texts)
    rows = rows_of(succession.document)
    history = _history(succession, rows)
    Outcome.objects.filter(decision=Decision.WAITS, pk__in=[o.pk for found in history.values() for o in found]).update(
        decision=Decision.OVERTAKEN
    )
    again = succession.how == Succession.How.AGAIN
    made = []
    for row in rows:
        before = history.get(row.pk, [])
        last = before[-1].decision if before else ""
        at_it = row.version_id == succession.came_id
        if (at_it or last == Decision.WAITS) if again else (not at_it and last != Decision.KEPT):
            made.append(carrying.outcome(row, before))
    Outcome.objects.bulk_create(made, batch_size=200)


def _history(succession: Succession, rows: Iterable[Row]) -> dict[uuid.UUID, list[Outcome]]:
    """The outcomes that there are of each row, by its key, the oldest first."""
    known: dict[uuid.UUID, list[Outcome]] = {}
    earlier = Outcome.objects.filter(succession__document=succession.document_id).exclude(succession=succession)
    for outcome in earlier.order_by("created_at", "succession__at"):
        known.setdefault(outcome.claim_id or outcome.link_id, []).append(outcome)  # type: ignore[arg-type]
    there = {row.pk for row in rows}
    return {pk: outcomes for pk, outcomes in known.items() if pk in there}


class _Carrying:
    """One succession: the new text, and each old one that some row stands at."""

    def __init__(self, succession: Succession, texts: dict[uuid.UUID, str]) -> None:
        self.succession = succession
        self.selecting = Selecting(succession.came)
        self.new = "".join(page.text for page in self.selecting.pages)
        self._texts = texts
        self._revisions: dict[uuid.UUID, Revision] = {}

    def _revision(self, version_id: uuid.UUID) -> Revision:
        if version_id not in self._revisions:
            old = self._texts.get(version_id)
            self._revisions[version_id] = Revision(text_of(version_id) if old is None else old, self.new)
        return self._revisions[version_id]

    def outcome(self, row: Row, before: list[Outcome]) -> Outcome:
        """What becomes of the row; it stands at its new place already, where that is beyond doubt."""
        for _ in range(_TRIES):
            done = self._tried(row, before)
            if done is not None:
                return done
            row.refresh_from_db()  # somebody has moved it at this moment
        return self._made(row, note_of(row), None, Anchored("lost", doubt="Somebody was changing it just then."))

    def _tried(self, row: Row, before: list[Outcome]) -> Outcome | None:
        was = note_of(row)
        if (back := self._as_it_was(row, before)) is not None:
            found = Anchored("moved" if back["exact"] == was["exact"] else "changed")
            if is_taken(row, back):
                return self._made(row, was, back, Anchored(found.state, doubt=_LINKED_ALREADY))
            return self._made(row, was, back, found, carried=True) if put(row, back) else None
        revision = self._revision(row.version_id)
        found = revision.anchor(Selector(row.exact, row.prefix, row.suffix, row.start, row.end))
        if found.span is None:
            return self._made(row, was, None, found)
        if why := refusal(self.selecting, found.span):
            return self._made(row, was, None, Anchored("lost", doubt=why))
        certain = found.state in {"same", "moved"} and not found.doubt
        there = carried_note(row, revision, self.selecting, found.span, same_words=certain)
        if certain and is_taken(row, there):
            return self._made(row, was, there, Anchored(found.state, found.span, doubt=_LINKED_ALREADY))
        if not certain:
            return self._made(row, was, there, found)
        return self._made(row, was, there, found, carried=True) if put(row, there) else None

    def _as_it_was(self, row: Row, before: list[Outcome]) -> Note | None:
        """Where it stood in the file that is current again, if it has only been carried since."""
        came = str(self.succession.came_id)
        note = None
        for outcome in reversed(before):
            if outcome.decision not in {Decision.CARRIED, Decision.ACCEPTED, Decision.PLACED}:
                continue
            if outcome.after is None or not (
                stands_at(row, outcome.after) if note is None else _is(note, outcome.after)
            ):
                return None
            note = outcome.before
            if note["version"] == came:
                return None if outcome.succession.how == Succession.How.AGAIN else note
        return None

    def _made(self, row: Row, was: Note, there: Note | None, found: Anchored, *, carried: bool = False) -> Outcome:
        return Outcome(
            succession=self.succession,
            claim=row if isinstance(row, Claim) else None,
            link=row if isinstance(row, EvidenceLink) else None,
            state=found.state,
            decision=Decision.CARRIED if carried else Decision.WAITS,
            was_carried=carried,
            before=was,
            after=there,
            differences=[_step(step) for step in found.differences],
            doubt=found.doubt[:300],
        )


def _is(one: Note, other: Note) -> bool:
    return all(one[name] == other[name] for name in ("version", "start", "end", "exact"))


def _step(step: Any) -> dict[str, str]:
    return {"kind": step.kind, "quoted": step.quoted, "source": step.source}


def waiting_of(rows: Iterable[Row]) -> dict[uuid.UUID, Outcome]:
    """By the key of a claim or a link, the outcome that waits for a person."""
    keys = [row.pk for row in rows]
    found = Outcome.objects.waiting().filter(Q(claim__in=keys) | Q(link__in=keys)).select_related("succession")
    return {outcome.claim_id or outcome.link_id: outcome for outcome in found}  # type: ignore[misc]
