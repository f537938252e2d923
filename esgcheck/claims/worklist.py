"""The list on the left of the workbench: candidates and claims of a case in one order, with filters and counts."""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from esgcheck.cases.models import Case
from esgcheck.claims.items import (
    DEADLINE,
    DECIDED,
    DISMISSED,
    HAND,
    MACHINE,
    MODEL,
    NEW,
    NUMBER,
    OPEN,
    PLACES,
    QUOTATION,
    STALE,
    SUGGESTED,
    Item,
)
from esgcheck.claims.loading import items_of
from esgcheck.documents.models import Document, Version

__all__ = [
    "DEADLINE", "DECIDED", "DISMISSED", "EVERY", "HAND", "HAS", "MACHINE", "MODEL", "NEW", "NUMBER", "OPEN", "ORDERS",
    "PLACES", "PROPOSERS", "QUOTATION", "STALE", "STATUSES", "SUGGESTED", "Item", "Worklist", "worklist",
]  # fmt: skip

STATUSES = {
    SUGGESTED: "Suggested",
    OPEN: "Open",
    DECIDED: "Decided",
    STALE: "Look again",
    DISMISSED: "Dismissed",
}
"""suggested: a candidate; open: accepted, no verdict; decided; stale: the verdict's basis has changed; dismissed."""
EVERY, MORE = "all", "more"
"""The status that shows everything, what was dismissed too; no status shows everything else."""
ORDERS = {"place": "by place", "rank": "by weight", "score": "by score"}
"""place: report by report, as they read; rank: check-worthiness and consequence together; score: check-worthiness."""
PROPOSERS = {MACHINE: "Proposed by rules", MODEL: "Proposed by a language model", HAND: "Marked by hand"}
HAS = {
    NUMBER: "Has a number",
    DEADLINE: "Has a deadline",
    PLACES: "At several places",
    QUOTATION: "Quotes somebody",
    NEW: "New since you looked",
}


@dataclass(frozen=True)
class Worklist:
    """``items`` after the filters. Each ``by_…`` counts what choosing that value would show, the other filters staying.

    ``by_status`` and ``total`` (without what was dismissed) count over everything. ``by_topic`` is by code, those
    below it included ("E1" has "E1-6"); ``topic_names`` by code.
    """

    items: list[Item]
    by_status: dict[str, int] = field(default_factory=dict)
    by_kind: dict[str, int] = field(default_factory=dict)
    total: int = 0
    by_topic: dict[str, int] = field(default_factory=dict)
    topic_names: dict[str, str] = field(default_factory=dict)
    by_who: dict[str, int] = field(default_factory=dict)
    by_proposer: dict[str, int] = field(default_factory=dict)
    by_has: dict[str, int] = field(default_factory=dict)
    by_person: dict[int, int] = field(default_factory=dict)

    def neighbours(self, item_id: object) -> tuple[Item | None, Item | None]:
        """The items before and after this one, None at the ends; the first item as next if it is not in the list."""
        ids = [str(item.id) for item in self.items]
        if str(item_id) not in ids:
            return None, self.items[0] if self.items else None
        index = ids.index(str(item_id))
        before = self.items[index - 1] if index else None
        after = self.items[index + 1] if index + 1 < len(self.items) else None
        return before, after


def worklist(
    case: Case,
    *,
    status: str = "",
    kind: str = "",
    version: object = None,
    order: str = "place",
    topic: str = "",
    who: str = "",
    proposer: str = "",
    has: Collection[str] = (),
    person: object = None,
    text: str = "",
    new: Collection[uuid.UUID] = (),
) -> Worklist:
    """Everything to review in the case's reports.

    ``status``, ``kind``, ``proposer`` and ``has`` (all of them must hold) are values of ``STATUSES`` (or ``EVERY``),
    ``ClaimKind``, ``PROPOSERS`` and ``HAS``; unknown ones are taken as none. ``topic`` is an ESRS or GRI code, ``who``
    the speaker, ``person`` the key of whoever decided, ``text`` words that must all be in it; ``order`` one of
    ``ORDERS``. ``new`` are the claims about which there is news for whoever asks (``news.unseen_claims``).
    """
    everything = items_of(case)
    for item in everything if new else ():
        if item.id in new:
            item.has |= {NEW}
    asked = _Asked(everything, status, kind, version, topic, who, proposer, frozenset(has), person, text)
    shown = asked.shown(everything)
    if order in {"rank", "score"}:
        shown.sort(key=_by_rank if order == "rank" else _by_score)
    else:
        shown.sort(key=lambda item: (item.document_order, item.version_id.int, item.start))
    by_status = Counter(item.status for item in everything)
    return Worklist(
        shown,
        dict(by_status),
        dict(asked.counts["kind"]),
        len(everything) - by_status[DISMISSED],
        _sorted(asked.counts["topic"]),
        {code: name for item in everything for _, code, name in item.topics},
        dict(asked.counts["who"].most_common()),
        dict(asked.counts["proposer"]),
        dict(asked.counts["has"]),
        {int(key): count for key, count in asked.counts["person"].items()},
    )


def _by_rank(item: Item) -> tuple[float, int]:
    return -item.rank, item.start


def _by_score(item: Item) -> tuple[float, int]:
    return -(item.score if item.score is not None else 1.0), item.start


def _sorted(counts: Counter[str]) -> dict[str, int]:
    """ESRS codes first, then GRI by number: E1, E1-6, E2, G1, 2-7, 305, 305-1."""

    def key(code: str) -> tuple[bool, list[tuple[bool, int, str]]]:
        parts = [(part.isdigit(), int(part) if part.isdigit() else 0, part) for part in code.split("-")]
        return code[:1].isdigit(), parts

    return {code: counts[code] for code in sorted(counts, key=key)}


class _Asked:
    """The filters that are set, and what each value of each would show with the others staying."""

    def __init__(
        self,
        everything: list[Item],
        status: str,
        kind: str,
        version: object,
        topic: str,
        who: str,
        proposer: str,
        has: frozenset[str],
        person: object,
        text: str,
    ) -> None:
        kinds = {item.kind for item in everything}
        self.status = status if status in STATUSES or status == EVERY else ""
        self.kind = kind if kind in kinds else ""
        self.versions = _files_of(version) if version else set()
        self.topic, self.who = topic, who.casefold()
        self.proposer = proposer if proposer in PROPOSERS else ""
        self.has, self.person = has & HAS.keys(), str(person or "")
        self.words = text.casefold().split()
        self.counts: dict[str, Counter[str]] = {
            name: Counter() for name in ("kind", "topic", "who", "proposer", "has", "person")
        }

    def shown(self, everything: list[Item]) -> list[Item]:
        there = [item for item in everything if self._is_there(item)]
        if not (self.kind or self.topic or self.who or self.proposer or self.person or self.has):
            missed = [""] * len(there)
        else:
            missed = [self._missed(item) for item in there]
        found = [item for item, why in zip(there, missed, strict=True) if not why]
        for name, counts in self.counts.items():
            for item in found if name not in missed else _with(there, missed, name):
                counts.update(_values(name, item)) if name != "has" else self._count_has(item)
        return found

    def _is_there(self, item: Item) -> bool:
        """Status, report and words narrow what is counted; they are not counted themselves."""
        if self.status != EVERY and (item.status != self.status if self.status else item.status == DISMISSED):
            return False
        if self.versions and item.version_id not in self.versions:
            return False
        if self.words:
            text = f"{item.text} {item.who} {item.because}".casefold()
            return all(word in text for word in self.words)
        return True

    def _missed(self, item: Item) -> str:
        """The one filter that keeps it out; ``MORE`` where several do, empty where none does."""
        missed = ""
        for name, misses in (
            ("kind", self.kind and item.kind != self.kind),
            ("topic", self.topic and not any(_is_under(code, self.topic) for _, code, _ in item.topics)),
            ("who", self.who and item.who.casefold() != self.who),
            ("proposer", self.proposer and item.proposer != self.proposer),
            ("person", self.person and str(item.by) != self.person),
            ("has", not self.has <= item.has),
        ):
            if misses:
                if missed:
                    return MORE
                missed = name
        return missed

    def _count_has(self, item: Item) -> None:
        """What choosing one more, or one less, would show."""
        for name in item.has:
            if self.has - {name} <= item.has:
                self.counts["has"][name] += 1


def _files_of(version: object) -> set[uuid.UUID]:
    """What stands at an older file of the report is of the report all the same."""
    try:
        document = Document.objects.filter(versions=uuid.UUID(str(version)))
    except ValueError:
        return {uuid.UUID(int=0)}
    return set(Version.objects.filter(document__in=document).values_list("pk", flat=True)) or {uuid.UUID(int=0)}


def _with(there: list[Item], missed: list[str], name: str) -> Iterable[Item]:
    return (item for item, why in zip(there, missed, strict=True) if not why or why == name)


def _values(name: str, item: Item) -> Iterable[str]:
    if name == "topic":
        codes = {code for _, code, _ in item.topics}
        return codes | {code.split("-")[0] for code in codes}
    if name == "person":
        return () if item.by is None else (str(item.by),)
    value = getattr(item, name)
    return (value,) if value else ()


def _is_under(code: str, topic: str) -> bool:
    return code == topic or code.startswith(f"{topic}-")
