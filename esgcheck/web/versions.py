"""The files of a document, and what became of the work on it when one took another's place, as pages show them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from esgcheck.cases.models import Case
from esgcheck.claims.models import Claim, Outcome
from esgcheck.claims.resettling import claim_of
from esgcheck.claims.side_by_side import Comparison, compare
from esgcheck.documents.models import Document, Succession, Version
from esgcheck.web.workbench.placing import place_words

A_PAGE = 50
FOUND = 80
"""Characters of the old words that are looked for when a place is chosen by hand."""

EVERY = "all"
STATES = {
    "": "Everything",
    "waits": "To look at",
    "changed": "Changed",
    "lost": "Lost",
    "moved": "Moved",
    "same": "Same",
}


@dataclass(frozen=True)
class FileRow:
    """One file of a document, with what happened when it came. ``changes`` are its successions, the newest first."""

    version: Version
    changes: list[Change]

    @property
    def url(self) -> str:
        readable = self.version.state in {Version.State.READY, Version.State.FINDING} and self.version.pages_known
        return reverse("pages", args=[self.version.pk, 1]) if readable else ""


@dataclass(frozen=True)
class Change:
    succession: Succession
    counts: dict[str, int]
    waiting: int

    @property
    def total(self) -> int:
        return sum(self.counts.values())

    @property
    def url(self) -> str:
        return reverse("carried", args=[self.succession.pk])

    @property
    def words(self) -> str:
        """ "12 claims and links: 9 moved, 2 changed, 1 lost" """
        if not self.total:
            return "nobody had worked on it yet"
        said = [f"{self.counts[state]} {words.lower()}" for state, words in Outcome.State.choices if self.counts[state]]
        return ", ".join(said)


def files_of(document: Document) -> list[FileRow]:
    """Every file of the document but one that is coming, the current one first, then the newest."""
    changes = changes_of(document)
    versions = document.versions.exclude(standing=Version.Standing.COMING).select_related("created_by")
    rows = sorted(versions, key=lambda one: (one.standing == Version.Standing.CURRENT, one.created_at), reverse=True)
    return [FileRow(one, [c for c in changes if c.succession.came_id == one.pk]) for one in rows]


def changes_of(document: Document) -> list[Change]:
    successions = list(document.successions.select_related("by", "went", "came", "document"))
    return _counted(successions)


def waiting_in(case: Case) -> list[Change]:
    """Every change of text in the case of which something is still to be looked at, the newest first."""
    ids = set(Outcome.objects.of_case(case).waiting().values_list("succession", flat=True))
    return _counted(list(Succession.objects.filter(pk__in=ids).select_related("by", "went", "came", "document")))


def _counted(successions: list[Succession]) -> list[Change]:
    here = Outcome.objects.filter(succession__in=successions)
    counts = Counter(here.order_by().values_list("succession", "state"))
    waiting = Counter(here.waiting().order_by().values_list("succession", flat=True))
    return [
        Change(one, {state: counts[one.pk, state] for state in Outcome.State.values}, waiting[one.pk])
        for one in successions
    ]


@dataclass(frozen=True)
class Shown:
    """One outcome: the old words beside the new ones, the places of both, and what may be done."""

    outcome: Outcome
    claim: Claim
    compared: Comparison
    before_place: str
    before_url: str
    after_place: str
    after_url: str
    claim_url: str
    choose_url: str

    @property
    def before(self) -> str:
        return str(self.outcome.before["exact"])

    @property
    def after(self) -> str:
        return str(self.outcome.after["exact"]) if self.outcome.after else ""

    @property
    def is_waiting(self) -> bool:
        return self.outcome.decision == Outcome.Decision.WAITS

    @property
    def may_undo(self) -> bool:
        """Whether a person's decision can be taken back."""
        return self.outcome.decision in {"accepted", "placed", "kept", "removed"}

    @property
    def may_accept(self) -> bool:
        return self.is_waiting and self.outcome.after is not None

    @property
    def may_place(self) -> bool:
        return self.outcome.decision not in {"overtaken", "removed"}

    @property
    def may_keep(self) -> bool:
        """What was carried over can be put back, but not into a text that is gone."""
        if self.outcome.decision == Outcome.Decision.CARRIED:
            return self.outcome.succession.how != Succession.How.AGAIN
        return self.is_waiting


def shown(outcome: Outcome) -> Shown:
    before, after = outcome.before, outcome.after
    claim = claim_of(outcome)
    came = outcome.succession.came
    is_gone = outcome.succession.how == Succession.How.AGAIN and before["version"] == str(came.pk)
    return Shown(
        outcome=outcome,
        claim=claim,
        compared=compare(outcome.differences),
        before_place=_place(before),
        before_url="" if is_gone else _reader(before),
        after_place=_place(after) if after else "",
        after_url=_reader(after) if after else "",
        claim_url=f"{reverse('review', args=[claim.case_id])}?{urlencode({'claim': str(claim.pk)})}",
        choose_url=_choose(outcome),
    )


def _place(note: dict[str, Any]) -> str:
    return place_words(note["page_number"], note["page_label"], note["time_start"])


def _reader(note: dict[str, Any]) -> str:
    return f"{reverse('pages', args=[note['version'], note['page_number']])}?at={note['start']}-{note['end']}"


def _choose(outcome: Outcome) -> str:
    """The newer file, with the first of the old words looked for, to select the place in."""
    note = outcome.after or outcome.before
    words = " ".join(outcome.before["exact"].split())
    find = words if len(words) <= FOUND else words[:FOUND].rsplit(" ", 1)[0]
    query = {"find": find, "side": "find", "settling": str(outcome.pk)}
    pages = max(1, outcome.succession.came.pages_known)
    return f"{reverse('pages', args=[outcome.succession.came_id, min(note['page_number'], pages)])}?{urlencode(query)}"


@dataclass(frozen=True)
class Carried:
    """The list of one succession: ``filters`` are (value, words, count, chosen)."""

    change: Change
    rows: list[Shown]
    filters: list[tuple[str, str, int, bool]]
    state: str
    number: int
    pages: int


def carried(succession: Succession, state: str, number: int) -> Carried:
    """What waits first; narrowed to a state, or to what waits. Not told which, what waits, if anything does."""
    (change,) = _counted([succession])
    state = "" if state == EVERY else state if state in STATES and state else "waits" if change.waiting else ""
    every = succession.outcomes.select_related(
        "claim__case", "link__claim__case", "succession__came", "succession__document", "decided_by"
    )
    counts = {"": change.total, "waits": change.waiting, **change.counts}
    rows = every.waiting() if state == "waits" else every.filter(state=state) if state else every
    waiting = set(succession.outcomes.all().waiting().values_list("pk", flat=True))
    order = list(reversed(Outcome.State.values))
    found = sorted(rows, key=lambda o: (o.pk not in waiting, order.index(o.state), o.before["start"], str(o.pk)))
    pages = max(1, -(-len(found) // A_PAGE))
    number = min(max(1, number), pages)
    part = found[(number - 1) * A_PAGE : number * A_PAGE]
    filters = [(value, words, counts[value], value == state) for value, words in STATES.items()]
    return Carried(change, [shown(one) for one in part], filters, state, number, pages)
