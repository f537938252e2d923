"""What the search page shows: the question out of an address, choices with their counts, hits cut to their words."""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse

from esgcheck.analysis.types import Span
from esgcheck.cases.models import Case
from esgcheck.documents.models import Document, Kind, Version
from esgcheck.documents.searching import PASSAGES, SHOWN, Asked, Found, Hit

PASSAGE_WORDS = {
    "text": "Running text",
    "said": "Spoken words",
    "tables": "Tables",
    "headings": "Headings",
    "notes": "Footnotes and captions",
}
ORDERS = {"best": "Best first", "place": "By document", "newest": "Newest first", "oldest": "Oldest first"}

_AROUND = 140
"""Characters shown before the first and after the last mark of a stretch."""

_LONGEST = 480
_MOST_STRETCHES = 3
_DEEPEST = 300
"""Pages of results that can be asked for."""


class BadDay(ValueError):
    """A day that is none; ``str()`` says how to write one."""


def question(query: QueryDict) -> Asked:
    """Read an address; what makes no sense is taken as not said, but for days. Raises BadDay."""
    chosen = [name for name in query.getlist("in") if name in PASSAGES]
    order = query.get("order", "")
    page = query.get("page", "")
    return Asked(
        words=" ".join(query.get("q", "").split()),
        documents=frozenset(filter(None, map(_uuid, query.getlist("document")))),
        kind=kind if (kind := query.get("kind", "")) in Kind.values else "",
        passages=frozenset[str]().union(*(PASSAGES[name] for name in chosen)),
        speaker=query.get("speaker", "").strip()[:100],
        first_day=_day(query.get("from", "")),
        last_day=_day(query.get("to", "")),
        order=order if order in ORDERS else "best",  # type: ignore[arg-type]
        page=min(max(int(page), 1), _DEEPEST) if page.isascii() and page.isdigit() else 1,
    )


def claim_in(query: QueryDict) -> str:
    """The claim from which somebody in the workbench came, for which evidence is looked for; empty for none."""
    return str(_uuid(query.get("claim", "")) or "")


def _uuid(text: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(text)
    except ValueError:
        return None


def _day(text: str) -> date | None:
    if not text.strip():
        return None
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise BadDay("Write a day as year-month-day: 2024-05-31.") from None


def address(case: Case, wish: Asked, *, claim: str = "", **changed: Any) -> str:
    """The address of a question; what is at its default is left out. ``claim``: the one in the workbench."""
    wish = replace(wish, **changed)
    said: list[tuple[str, str]] = [("q", wish.words)]
    said += [("document", str(pk)) for pk in sorted(wish.documents)]
    said += [("in", name) for name in chosen_passages(wish)]
    said += [(name, value) for name, value in (("kind", wish.kind), ("speaker", wish.speaker)) if value]
    said += [(name, day.isoformat()) for name, day in (("from", wish.first_day), ("to", wish.last_day)) if day]
    said += [("order", wish.order)] if wish.order != "best" else []
    said += [("page", str(wish.page))] if wish.page > 1 else []
    said += [("claim", claim)] if claim else []
    return f"{reverse('search', args=[case.pk])}?{urlencode(said)}"


def chosen_passages(wish: Asked) -> list[str]:
    return [name for name, kinds in PASSAGES.items() if kinds <= wish.passages]


@dataclass(frozen=True)
class Choice:
    value: str
    words: str
    chosen: bool
    count: int | None = None


@dataclass(frozen=True)
class Shown:
    """A hit as it is shown: its words in pieces (text, whether it is a mark), and where they lead."""

    hit: Hit
    pieces: Sequence[tuple[str, bool]]
    url: str
    workbench_url: str


@dataclass(frozen=True)
class Results:
    hits: Sequence[Shown]
    total: int
    waiting: int
    first: int
    last: int
    before_url: str
    after_url: str
    documents: Sequence[Choice]


def results(case: Case, wish: Asked, found: Found, titles: Mapping[uuid.UUID, Document], claim: str = "") -> Results:
    last = SHOWN * (wish.page - 1) + len(found.hits)
    more = last < found.total and wish.page < _DEEPEST
    return Results(
        hits=[_shown(case, claim, hit) for hit in found.hits],
        total=found.total,
        waiting=found.waiting,
        first=SHOWN * (wish.page - 1) + 1,
        last=last,
        before_url=address(case, wish, claim=claim, page=wish.page - 1) if wish.page > 1 else "",
        after_url=address(case, wish, claim=claim, page=wish.page + 1) if more else "",
        documents=_documents(wish, found, titles),
    )


def _documents(wish: Asked, found: Found, documents: Mapping[uuid.UUID, Document]) -> list[Choice]:
    """The documents that have hits, most first, and those that were chosen."""
    counts: Counter[uuid.UUID] = Counter()
    for version, number in found.counts.items():
        if version in documents:
            counts[documents[version].pk] += number
    by_pk = {document.pk: document for document in documents.values()}
    shown = [pk for pk, _ in counts.most_common()] + [pk for pk in wish.documents if pk in by_pk and pk not in counts]
    return [Choice(str(pk), by_pk[pk].title, pk in wish.documents, counts[pk]) for pk in shown]


def _shown(case: Case, claim: str, hit: Hit) -> Shown:
    at = f"{hit.place.span.start}-{hit.place.span.end}"
    if hit.marks:
        start = hit.place.span.start
        at = f"{start + hit.marks[0].start}-{start + hit.marks[-1].end}" if len(hit.text) > _LONGEST else at
    page = reverse("pages", args=[hit.version.pk, hit.place.page])
    said = {"at": at} | ({"find": " ".join(hit.marks[0].of(hit.text).split())} if hit.marks else {})
    return Shown(hit, pieces(hit.text, hit.marks), f"{page}?{urlencode(said)}", _in_workbench(case, claim, hit, at))


def _in_workbench(case: Case, claim: str, hit: Hit, at: str) -> str:
    review = reverse("review", args=[case.pk])
    if hit.version.document.kind == Kind.REPORT:
        return f"{review}?{urlencode({'report': hit.version.pk, 'page': hit.place.page})}"
    said = {"claim": claim} if claim else {}
    said |= {"source": str(hit.version.pk), "source_page": str(hit.place.page), "at": at}
    return f"{review}?{urlencode(said)}#evidence"


def pieces(text: str, marks: Sequence[Span]) -> list[tuple[str, bool]]:
    """The words around the marks, in order, as (text, is it a mark); "…" stands for what is left out."""
    if len(text) <= _LONGEST:
        return _cut(text, marks, 0, len(text))
    shown: list[tuple[str, bool]] = []
    upto = 0
    for start, end in _stretches(text, marks):
        shown += [(" … " if shown or start > 0 else "", False), *_cut(text, marks, start, end)]
        upto = end
    return [piece for piece in [*shown, (" …" if upto < len(text) else "", False)] if piece[0]]


def _stretches(text: str, marks: Sequence[Span]) -> list[tuple[int, int]]:
    """What of a long passage is shown: the words around its marks, cut between words."""
    stretches: list[tuple[int, int]] = []
    for mark in marks or [Span(0, 0)]:
        start = 0 if mark.start <= _AROUND else text.find(" ", mark.start - _AROUND, mark.start) + 1 or mark.start
        end = len(text) if mark.end + _AROUND >= len(text) else text.rfind(" ", mark.end, mark.end + _AROUND)
        end = end if end >= mark.end else mark.end
        if stretches and start <= stretches[-1][1]:
            if end - stretches[-1][0] > 2 * _LONGEST:
                break  # words that stand everywhere would show all of it
            stretches[-1] = (stretches[-1][0], max(end, stretches[-1][1]))
        elif len(stretches) == _MOST_STRETCHES:
            break
        else:
            stretches.append((start, end))
    return stretches


def _cut(text: str, marks: Sequence[Span], start: int, end: int) -> list[tuple[str, bool]]:
    cut: list[tuple[str, bool]] = []
    at = start
    for mark in marks:
        if start <= mark.start and mark.end <= end:
            cut += [(text[at : mark.start], False), (text[mark.start : mark.end], True)]
            at = mark.end
    return [piece for piece in [*cut, (text[at:end], False)] if piece[0]]


def documents_by_version(case: Case) -> dict[uuid.UUID, Document]:
    versions = Version.objects.filter(case=case).present().readable().select_related("document")
    return {version.pk: version.document for version in versions}
