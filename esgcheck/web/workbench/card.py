"""The claim itself in the third column: what it says, where, why it was proposed, and how to change where it stands."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from esgcheck.analysis.claims.topics.names import ESRS, GRI
from esgcheck.analysis.types import Span
from esgcheck.claims.models import Candidate, Claim
from esgcheck.web.workbench.address import CARDS, Address
from esgcheck.web.workbench.borders import Step, Stretch, steps_of
from esgcheck.web.workbench.correcting import Form, form_of
from esgcheck.web.workbench.focus import Focus
from esgcheck.web.workbench.saying import Said, said_by
from esgcheck.web.workbench.seen import stand_of
from esgcheck.web.workbench.sheets import printed


@dataclass(frozen=True)
class Place:
    """A further place where the report says the same."""

    number: int
    label: str
    text: str
    url: str


@dataclass(frozen=True)
class Move:
    """A border of the claim moved by one step; ``url`` is empty where there is nothing to move it to."""

    words: str
    by: str
    url: str


@dataclass(frozen=True)
class Part:
    """Words of the proposed span: ``kind`` is ins, del, or empty where they were in it and stay."""

    kind: str
    text: str


@dataclass(frozen=True)
class Borders:
    """``changed``: the span looked at is another than the claim's. ``wrong`` says why it can be none."""

    span: Span
    changed: bool
    parts: list[Part]
    starts: list[Move]
    ends: list[Move]
    page: int | None
    wrong: str = ""


@dataclass(frozen=True)
class Piece:
    """A stretch between two places where the claim can be cut; ``at`` is where it begins, 0 for the first."""

    at: int
    text: str


@dataclass(frozen=True)
class Neighbour:
    """The claim or suggestion before or after, to merge with."""

    id: Any
    where: str
    text: str
    number: int
    is_candidate: bool
    seen: str


@dataclass(frozen=True)
class ClaimCard:
    """``doing`` is one of the address's ``CARDS``; ``seen`` goes into every form, so that nobody changes unknowingly
    what another has changed meanwhile. The urls lead to the other cards."""

    doing: str
    seen: str
    urls: dict[str, str]
    said: Said
    context: list[str] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    topics: list[dict[str, Any]] = field(default_factory=list)
    borders: Borders | None = None
    pieces: list[Piece] = field(default_factory=list)
    neighbours: list[Neighbour] = field(default_factory=list)
    merged: list[Claim] = field(default_factory=list)
    form: Form | None = None
    can_restore: bool = False

    @property
    def vocabularies(self) -> list[tuple[str, list[tuple[str, str]]]]:
        """The codes that a claim can be filed under, with their names."""
        return [("ESRS", list(ESRS.items())), ("GRI", list(GRI.items()))]


def card_of(focus: Focus, address: Address) -> ClaimCard:
    item = focus.item
    doing = address.card or "says"
    return ClaimCard(
        doing,
        stand_of(item),
        {card: address.card_url(card) for card in CARDS},
        said_by(item, focus.candidate),
        [" ".join(row["text"].split()) for row in item.context],
        _places(focus, address),
        list(item.topics),
        _borders(focus, address) if doing == "span" else None,
        _pieces(focus) if doing == "split" else [],
        _neighbours(focus) if doing == "merge" else [],
        list(focus.claim.merged.order_by("start")) if focus.claim and doing == "merge" else [],
        form_of(item.fields) if doing == "fields" else None,
        _can_restore(focus),
    )


def _can_restore(focus: Focus) -> bool:
    """Whether a person has corrected it, and the machine still proposes just these words."""
    claim, candidate = focus.claim, focus.candidate
    if claim is None or candidate is None or claim.fields_by_id is None:
        return False
    return (candidate.start, candidate.end) == (claim.start, claim.end)


def _places(focus: Focus, address: Address) -> list[Place]:
    rows = focus.item.places
    if not rows:
        return []
    numbers = {row["page"] for row in rows}
    labels = dict(focus.version.pages.filter(number__in=numbers).values_list("number", "label"))
    return [
        Place(
            row["page"],
            printed(row["page"], labels.get(row["page"], "")),
            " ".join(row["text"].split()),
            address.url("report", page=row["page"]),
        )
        for row in rows
    ]


def _borders(focus: Focus, address: Address) -> Borders:
    now = focus.span
    asked = address.span or now
    stretch = Stretch.around(focus.version, asked)
    wrong = ""
    if not stretch.holds(asked):
        wrong = "That is not in the text of the report. The claim is as it was; move its borders here, or select words."
        asked, stretch = now, Stretch.around(focus.version, now)
    starts, ends = steps_of(stretch, asked)
    page = focus.version.pages.filter(start__lte=asked.start, end__gt=asked.start).values_list("number", flat=True)
    return Borders(
        asked,
        asked != now,
        _parts(stretch.of(now.start, now.end) or focus.text, stretch.of(asked.start, asked.end), now, asked),
        _moves(starts, address),
        _moves(ends, address),
        page.first(),
        wrong,
    )


def _moves(steps: Iterable[Step], address: Address) -> list[Move]:
    return [
        Move(step.words, step.by, address.card_url("span", span=step.to, page=0) if step.to else "") for step in steps
    ]


def _parts(before: str, after: str, now: Span, asked: Span) -> list[Part]:
    """Word by word where the two have words in common; else the one struck and the other new."""
    if now == asked:
        return [Part("", before)]
    if not now.overlaps(asked):
        return [Part("del", before), Part("ins", after)]
    old, new = before.split(), after.split()
    parts = []
    for kind, a, b, c, d in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            parts.append(Part("", " ".join(old[a:b])))
            continue
        if a < b:
            parts.append(Part("del", " ".join(old[a:b])))
        if c < d:
            parts.append(Part("ins", " ".join(new[c:d])))
    return parts


def _pieces(focus: Focus) -> list[Piece]:
    stretch = Stretch.around(focus.version, focus.span)
    cuts = stretch.cuts(focus.span)
    edges = [focus.span.start, *cuts, focus.span.end]
    return [Piece(start if start in cuts else 0, stretch.of(start, end)) for start, end in pairwise(edges)]


def _neighbours(focus: Focus) -> list[Neighbour]:
    """What stands next in the report on either side, decided or not; what was dismissed is passed over."""
    candidates = Candidate.objects.filter(version=focus.version).undecided().exclude(pk=focus.id)
    claims = Claim.objects.accepted().filter(version=focus.version).exclude(pk=focus.id)
    found: list[Neighbour] = []
    for where, order, border in (("before", "-start", "start__lte"), ("after", "start", "start__gte")):
        near: list[Claim | Candidate] = [
            *candidates.filter(**{border: focus.span.start}).order_by(order)[:1],
            *claims.filter(**{border: focus.span.start}).order_by(order)[:1],
        ]
        nearest = min(near, key=lambda row: abs(row.start - focus.span.start), default=None)
        if nearest is not None and all(nearest.pk != other.id for other in found):
            text = nearest.text if isinstance(nearest, Candidate) else nearest.exact
            words = " ".join(text.split())
            is_candidate = isinstance(nearest, Candidate)
            found.append(Neighbour(nearest.pk, where, words, nearest.page_number, is_candidate, stand_of(nearest)))
    return found
