"""The list on the left: filters with counts, and the stretch of it around the claim in question."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from esgcheck.accounts.models import User
from esgcheck.cases.models import Case
from esgcheck.claims.models import Candidate, CheckStatus, Claim, ClaimKind, VerdictValue
from esgcheck.claims.news import unseen_claims
from esgcheck.claims.worklist import (
    DEADLINE,
    DISMISSED,
    HAS,
    MODEL,
    NEW,
    NUMBER,
    PROPOSERS,
    STALE,
    STATUSES,
    Item,
    Worklist,
    worklist,
)
from esgcheck.documents.models import Version
from esgcheck.web.workbench.address import Address

STRETCH = 100
"""Lines shown at once: a long report gives more than a thousand, which nobody scrolls through and a browser feels."""

MANY = 60
"""Lines from which on nobody reads the list as the report reads: what matters most comes first."""

_WHY = "What most deserves checking comes first: begin at the top, and stop where it is no longer worth it."

_KINDS = dict(ClaimKind.choices)
_CHECKS = dict(CheckStatus.choices)
_VERDICTS = dict(VerdictValue.choices)


@dataclass(frozen=True)
class Choice:
    """One value of a filter, with what it would show and where it leads."""

    value: str
    words: str
    url: str
    chosen: bool
    count: int | None = None


@dataclass(frozen=True)
class Row:
    """One line of the list."""

    item: Item
    url: str
    kind: str
    state: str
    icon: str
    tone: str
    check: str
    current: bool

    @property
    def is_new(self) -> bool:
        """Whether a source has come that says something of it which whoever looks has not seen."""
        return NEW in self.item.has


@dataclass(frozen=True)
class Queue:
    rows: list[Row]
    items: list[Item]
    """Everything under these filters, for what is highlighted on a page."""
    number: int
    """Lines under these filters, of which ``rows`` is a stretch."""
    first: int
    earlier_url: str
    later_url: str
    statuses: list[Choice]
    kinds: list[Choice]
    reports: list[Choice]
    orders: list[Choice]
    topics: list[Choice]
    who: list[Choice]
    more: list[Choice]
    """Rarer filters, each on or off: new, has a number, has a deadline, proposed by a language model."""
    why: str
    """What the order means, where somebody should know."""
    position: int | None
    """Of the claim in question among them, from 1."""
    previous_url: str
    next_url: str
    next_id: str
    """The line to go on to once the claim in question is dismissed; empty after the last."""
    current: Item | None

    @property
    def remaining(self) -> int:
        """Lines after the ones shown."""
        return self.number - self.first - len(self.rows)


def queue(
    case: Case, user: User, address: Address, reports: Sequence[Version], asked: Claim | Candidate | None
) -> Queue:
    """The list under the filters of the address. ``asked`` is the claim of the address; without one it is the first."""
    order = address.order
    found = listed(case, user, address)
    many = found.total + found.by_status.get(DISMISSED, 0) > MANY
    order = order or ("rank" if many else "place")
    items = found.items
    if order == "place":
        places = {report.pk: index for index, report in enumerate(reports)}
        items = sorted(items, key=lambda item: (places.get(item.version_id, len(places)), item.start))
    index = next((i for i, item in enumerate(items) if asked and item.id == asked.pk), None)
    if asked is None and items:
        index = 0
    current = items[index] if index is not None else None
    here = replace(address, claim=str(current.id)) if current else address
    before, after = _neighbours(items, index, asked)
    around = index if index is not None else (items.index(after) if after else 0)
    first = min(address.first - 1, len(items) - 1) if address.first else around
    first = max(0, first) // STRETCH * STRETCH
    return Queue(
        rows=[_row(item, here) for item in items[first : first + STRETCH]],
        items=items,
        number=len(items),
        first=first,
        earlier_url=here.url("queue", first=first - STRETCH + 1) if first else "",
        later_url=here.url("queue", first=first + STRETCH + 1) if first + STRETCH < len(items) else "",
        statuses=_choices(here, "status", STATUSES, found.by_status, found.total),
        kinds=_choices(here, "kind", _KINDS, found.by_kind, sum(found.by_kind.values())),
        reports=_report_choices(here, reports),
        orders=[
            Choice("rank", "by weight", here.filter_url(order="rank"), order == "rank"),
            Choice("place", "by place", here.filter_url(order="place"), order == "place"),
        ],
        topics=_topics(here, found),
        who=_people(here, found),
        more=[
            Choice(name, words, here.filter_url(**{name: "" if on else "1"}), bool(on), count)
            for name, words, count, on in (
                (NEW, HAS[NEW], found.by_has.get(NEW, 0), address.new),
                (NUMBER, HAS[NUMBER], found.by_has.get(NUMBER, 0), address.number),
                (DEADLINE, HAS[DEADLINE], found.by_has.get(DEADLINE, 0), address.deadline),
                ("model", PROPOSERS[MODEL], found.by_proposer.get(MODEL, 0), address.model),
            )
            if count or on
        ],
        why=_WHY if order == "rank" and len(items) > MANY else "",
        position=index + 1 if index is not None else None,
        previous_url=here.claim_url(before.id) if before else "",
        next_url=here.claim_url(after.id) if after else "",
        next_id=str(after.id) if after else "",
        current=current,
    )


def listed(case: Case, user: User, address: Address) -> Worklist:
    """What the filters of the address leave, by weight unless it asks for the order of the report."""
    return worklist(
        case,
        order=address.order or "rank",
        status=address.status,
        kind=address.kind,
        version=address.report or None,
        topic=address.topic,
        who=address.who,
        has=[name for name in (NUMBER, DEADLINE, NEW) if getattr(address, name)],
        proposer=MODEL if address.model else "",
        text=address.q,
        new=unseen_claims(case, user),
    )


def _neighbours(
    items: list[Item], index: int | None, asked: Claim | Candidate | None
) -> tuple[Item | None, Item | None]:
    """The lines before and after; for a claim that the filters hide, those between which it would stand."""
    if index is not None:
        following = index + 1
    elif asked is not None:
        same = [i for i, item in enumerate(items) if item.version_id == asked.version_id]
        index = following = next((i for i in same if items[i].start >= asked.start), same[-1] + 1 if same else 0)
    else:
        return None, None
    return (items[index - 1] if index else None), (items[following] if following < len(items) else None)


def _row(item: Item, address: Address) -> Row:
    tone, icon, state = "open", "verdict-open", STATUSES[item.status]
    if item.status == DISMISSED:
        icon = "close"
        state = f"{state}: {item.because}" if item.because else state
    elif item.verdict:
        again = ", look again" if item.status == STALE else ""
        tone, icon, state = item.verdict, f"verdict-{item.verdict}", _VERDICTS.get(item.verdict, item.verdict) + again
    return Row(
        item,
        address.claim_url(item.id),
        _KINDS.get(item.kind, item.kind),
        state,
        icon,
        tone,
        _CHECKS.get(item.check, ""),
        str(item.id) == address.claim,
    )


def _choices(address: Address, name: str, words: dict[str, str], counts: dict[str, int], total: int) -> list[Choice]:
    chosen = getattr(address, name)
    everything = Choice("", "All", address.filter_url(**{name: ""}), not chosen, total)
    return [everything] + [
        Choice(value, label, address.filter_url(**{name: value}), value == chosen, counts.get(value, 0))
        for value, label in words.items()
        if counts.get(value) or value == chosen or name == "status"
    ]


def _topics(address: Address, found: Worklist) -> list[Choice]:
    if not found.by_topic and not address.topic:
        return []
    return [Choice("", "All topics", address.filter_url(topic=""), not address.topic)] + [
        Choice(code, found.topic_names.get(code, ""), address.filter_url(topic=code), code == address.topic, count)
        for code, count in found.by_topic.items()
    ]


def _people(address: Address, found: Worklist) -> list[Choice]:
    """Who is quoted, those with most claims first; one spelling of a name where several are about."""
    if not found.by_who and not address.who:
        return []
    chosen, people = address.who.casefold(), Counter[str]()
    spelt: dict[str, str] = {}
    for name, count in found.by_who.items():
        spelt.setdefault(name.casefold(), name)
        people[name.casefold()] += count
    if chosen and chosen not in spelt:
        spelt[chosen] = address.who
        people[chosen] = 0
    return [Choice("", "Anybody", address.filter_url(who=""), not chosen)] + [
        Choice(spelt[key], spelt[key], address.filter_url(who=spelt[key]), key == chosen, count)
        for key, count in people.most_common()
    ]


def _report_choices(address: Address, reports: Sequence[Version]) -> list[Choice]:
    if len(reports) < 2:
        return []
    return [Choice("", "All reports", address.filter_url(report=""), not address.report)] + [
        Choice(str(v.pk), v.document.title, address.filter_url(report=str(v.pk)), str(v.pk) == address.report)
        for v in reports
    ]
