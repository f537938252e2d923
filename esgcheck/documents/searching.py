"""The search over everything that a case holds: an index a case on this machine's disk, and hits with their words.

The index is derived from the passages in the database. The worker brings it up to date after each reading, and who
searches does so too: it does not matter on which machine a document was read, or whether the folder was lost. What the
index holds stands in ``held.json`` beside it, written after the index itself, so that a crash between the two only
means some work done twice.
"""

from __future__ import annotations

import shutil
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from esgcheck.analysis import types as analysis
from esgcheck.analysis.asking import Query, asked
from esgcheck.analysis.marking import marked
from esgcheck.analysis.searching import FORMAT, Filters, Order, PassageIndex, Place
from esgcheck.cases.models import Case
from esgcheck.documents.derived import alone, folder_of, read_note, stamp, write_note
from esgcheck.documents.models import Page, Passage, Version
from esgcheck.documents.reading import as_read

SHOWN = 30
"""Hits on one page of results."""

AT_ONCE = 200
"""Pages of documents that a search indexes itself before it answers; more are left to the worker."""


PASSAGES: dict[str, frozenset[str]] = {
    "text": frozenset({"paragraph", "list_item"}),
    "said": frozenset({"utterance"}),
    "tables": frozenset({"table_row"}),
    "headings": frozenset({"heading"}),
    "notes": frozenset({"footnote", "caption"}),
}
"""What stands there: the groups of kinds of passages that a search can be narrowed to."""


@dataclass(frozen=True)
class Asked:
    """What somebody looks for, and in what. Days bound the day that a document bears."""

    words: str
    documents: frozenset[uuid.UUID] = frozenset()
    kind: str = ""
    passages: frozenset[str] = frozenset()
    speaker: str = ""
    first_day: date | None = None
    last_day: date | None = None
    order: Order = "best"
    page: int = 1


@dataclass(frozen=True)
class Hit:
    """A passage with its words: ``marks`` are the words that were asked for, as spans of ``text``."""

    version: Version
    place: Place
    text: str
    marks: Sequence[analysis.Span]
    label: str = ""
    speaker: str = ""
    time_start: float | None = None
    hidden: str = ""
    where: str = ""


@dataclass(frozen=True)
class Found:
    """``total`` hits, ``hits`` of them here; ``counts`` by version, whichever documents were asked for; ``waiting``
    documents are read but not in the index yet."""

    total: int
    hits: Sequence[Hit]
    counts: dict[uuid.UUID, int] = field(default_factory=dict)
    waiting: int = 0


def search(case: Case, wish: Asked) -> Found:
    """Look through the case. Raises analysis.asking.BadQuery with a sentence for the person who typed it."""
    query = asked(wish.words)
    waiting = bring_up_to_date(case, most_pages=AT_ONCE)
    folder = folder_of(case)
    held = _held(folder)
    if not held:
        return Found(0, (), {}, waiting)
    versions = {
        key: version
        for version in case.versions.present().readable().select_related("document")
        if (key := held.get(str(version.pk), (0, ""))[0])
    }
    counted = {key for key, version in versions.items() if wish.kind in ("", version.document.kind)}
    searched = {key for key in counted if not wish.documents or versions[key].document_id in wish.documents}
    index = PassageIndex(folder / "index")
    filters = _filters(wish, frozenset(searched))
    total, places = index.find(query, filters, order=wish.order, first=SHOWN * (wish.page - 1), limit=SHOWN)
    counts = index.counted(query, filters)
    return Found(
        total,
        _hits(places, versions, query),
        {versions[key].pk: number for key, number in counts.items() if key in counted},
        waiting,
    )


def bring_up_to_date(case: Case, *, most_pages: int | None = None) -> int:
    """Put into the index what is read and not in it, take out what has gone. Returns how many documents were left.

    ``most_pages`` bounds the work: with more to do nothing is done but the taking out.
    """
    folder = folder_of(case)
    wanted = _wanted(case)
    if _stamps(_held(folder)) == {pk: read_at for pk, (read_at, _) in wanted.items()}:
        return 0
    with alone(folder):
        held = _held(folder)
        missing = [pk for pk, (read_at, _) in wanted.items() if held.get(pk, (0, ""))[1] != read_at]
        gone = [pk for pk in held if pk not in wanted]
        if most_pages is not None and sum(wanted[pk][1] for pk in missing) > most_pages:
            left, missing = len(missing), []
        else:
            left = 0
        if missing or gone:
            _write(folder, held, missing, gone)
    return left


def _write(folder: Path, held: dict[str, tuple[int, str]], missing: list[str], gone: list[str]) -> None:
    index = _index(folder, held)
    following = max([key for key, _ in held.values()], default=0)
    kept = {pk: entry for pk, entry in held.items() if pk not in gone}

    def documents() -> Iterator[tuple[int, analysis.Document, int]]:
        nonlocal following
        for pk in missing:
            version = Version.objects.select_related("document").filter(pk=pk).first()
            if version is None:
                continue
            following += 1
            key = held[pk][0] if pk in held else following
            kept[pk] = (key, stamp(version.read_at))
            yield key, as_read(version), _day(version.dated)

    index.replace(documents(), [held[pk][0] for pk in gone if pk in held])
    write_note(folder, FORMAT, versions=kept)


def _index(folder: Path, held: dict[str, tuple[int, str]]) -> PassageIndex:
    """The index of a folder; one that is broken or of another format is begun anew (``held`` is emptied)."""
    place = folder / "index"
    if not held:
        shutil.rmtree(place, ignore_errors=True)
    place.mkdir(parents=True, exist_ok=True, mode=0o700)
    try:
        return PassageIndex(place)
    except (OSError, ValueError):
        held.clear()
        shutil.rmtree(place)
        place.mkdir(mode=0o700)
        return PassageIndex(place)


def _wanted(case: Case) -> dict[str, tuple[str, int]]:
    rows = case.versions.present().readable().values_list("pk", "read_at", "pages_known")
    return {str(pk): (stamp(read_at), pages) for pk, read_at, pages in rows}


def _stamps(held: dict[str, tuple[int, str]]) -> dict[str, str]:
    return {pk: read_at for pk, (_, read_at) in held.items()}


def _held(folder: Path) -> dict[str, tuple[int, str]]:
    """What the index holds: {version: (its key there, when it was read)}. Empty where there is none to be trusted."""
    try:
        held = read_note(folder, FORMAT)["versions"].items()
        return {str(pk): (int(key), str(read_at)) for pk, (key, read_at) in held}
    except (ValueError, KeyError, TypeError, AttributeError):
        return {}


def _filters(wish: Asked, keys: frozenset[int]) -> Filters:
    return Filters(keys, wish.passages, wish.speaker, _day(wish.first_day), _day(wish.last_day))


def _day(day: date | None) -> int:
    return int(day.strftime("%Y%m%d")) if day else 0


def _hits(places: Sequence[Place], versions: dict[int, Version], query: Query) -> list[Hit]:
    rows = _passages(places, versions)
    pages = _pages(places, versions)
    hits: list[Hit] = []
    for place in places:
        version = versions[place.key]
        row = rows.get((version.pk, place.span))
        page = pages.get((version.pk, place.page))
        if row is None or page is None:
            continue  # read anew between the search and now
        following = pages.get((version.pk, place.page + 1))
        text = (page.text + (following.text if following else ""))[place.span.start - page.start :][: len(place.span)]
        hits.append(
            Hit(
                version=version,
                place=place,
                text=text,
                marks=marked(text, query),
                label=page.label,
                speaker=row.speaker,
                time_start=row.time_start,
                hidden=row.hidden,
                where=row.place,
            )
        )
    return hits


def _passages(places: Sequence[Place], versions: dict[int, Version]) -> dict[tuple[uuid.UUID, analysis.Span], Passage]:
    keys = {place.key for place in places}
    rows = Passage.objects.filter(
        version__in=[versions[key] for key in keys], start__in={place.span.start for place in places}
    )
    return {(row.version_id, analysis.Span(row.start, row.end)): row for row in rows}


def _pages(places: Sequence[Place], versions: dict[int, Version]) -> dict[tuple[uuid.UUID, int], Page]:
    """The pages that the passages begin on, and the next ones: a passage may go on there."""
    keys = {place.key for place in places}
    numbers = {place.page for place in places} | {place.page + 1 for place in places}
    rows = Page.objects.filter(version__in=[versions[key] for key in keys], number__in=numbers).defer("words")
    return {(row.version_id, row.number): row for row in rows}
