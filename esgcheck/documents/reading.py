"""Read a version into rows, and give it back as the analysis library knows it."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from itertools import count, islice

from django.utils import timezone

from esgcheck.analysis import types as analysis
from esgcheck.analysis.reading import reading as read_in_cage
from esgcheck.analysis.reading.assemble import AssembledPage
from esgcheck.analysis.reading.stream import Reading
from esgcheck.analysis.reading.unpacking import OnContained
from esgcheck.documents.files import path_of
from esgcheck.documents.models import Page, Passage, Version
from esgcheck.jobs.work import Run

REPORT_EVERY_SECONDS = 0.7
PAGES_AT_A_TIME = 100


def read_version(
    version: Version,
    run: Run,
    *,
    on_contained: OnContained | None = None,
    on_written: Callable[[], None] | None = None,
) -> None:
    """Read the file in the cage and replace the version's pages and passages, in one transaction.

    ``on_contained`` is given the files inside of it, before that; ``on_written`` is called at the end of the
    transaction: what people decided goes along with the new text, or there is no new text. Raises UnreadableDocument
    with the sentence to show.
    """
    reading = Version.objects.filter(pk=version.pk, state=Version.State.READING)
    with run.writing():
        Version.objects.filter(pk=version.pk).update(
            state=Version.State.READING, failure="", pages_read=0, pages_known=0, problems=[]
        )
    last = 0.0

    def progress(read: int, known: int) -> None:
        nonlocal last
        if time.monotonic() - last > REPORT_EVERY_SECONDS:
            last = time.monotonic()
            reading.update(pages_read=read, pages_known=known)

    with (
        read_in_cage(
            path_of(version.sha256),
            name=version.filename,
            on_progress=progress,
            password=version.password or None,
            on_contained=on_contained,
        ) as read,
        run.writing(),
    ):
        version.pages.all().delete()
        version.passages.all().delete()
        pages = _written(version, read)
        Version.objects.filter(pk=version.pk).update(
            state=Version.State.FINDING,
            media_type=read.media_type,
            pages_read=pages,
            pages_known=pages,
            problems=[{"code": p.code, "message": p.message, "page": p.page} for p in read.problems],
            outline=[[entry.level, entry.title, entry.page, entry.start] for entry in read.outline],
            facts=[list(fact) for fact in read.facts],
            dated=read.dated or None,
            read_at=timezone.now(),
        )
        if on_written is not None:
            on_written()


def _written(version: Version, read: Reading) -> int:
    """Rows for all pages and their passages, some pages at a time: a PDF of 5,000 pages is never in memory whole.
    Returns how many pages there are."""
    ordinals = count()
    pages = 0
    for batch in _batched(read.pages(), PAGES_AT_A_TIME):
        Page.objects.bulk_create([_row(version, done.page, done.text) for done in batch])
        passages = [Passage.of(version, next(ordinals), passage) for done in batch for passage in done.passages]
        Passage.objects.bulk_create(passages, batch_size=1000)
        pages += len(batch)
    return pages


def _batched(pages: Iterable[AssembledPage], size: int) -> Iterator[list[AssembledPage]]:
    rest = iter(pages)
    while batch := list(islice(rest, size)):
        yield batch


def _row(version: Version, page: analysis.Page, text: str) -> Page:
    return Page(
        version=version,
        number=page.number,
        label=page.label[:40],
        start=page.start,
        end=page.end,
        width=page.width,
        height=page.height,
        text=text,
        words=Page.packed_words(page),
    )


def as_read(version: Version, *, with_words: bool = False) -> analysis.Document:
    """The version's rows as a Document of the library. Word boxes only on demand: they are most of the memory."""
    columns = ["number", "label", "start", "end", "width", "height", "text"] + (["words"] if with_words else [])
    rows = list(version.pages.only(*columns))
    return analysis.Document(
        text="".join(row.text for row in rows),
        pages=tuple(
            row.record()
            if with_words
            else analysis.Page(row.number, row.start, row.end, row.width, row.height, row.label)
            for row in rows
        ),
        passages=tuple(row.record() for row in version.passages.all()),
        media_type=version.media_type,
        sha256=version.sha256,
        name=version.document.title,
        outline=tuple(analysis.OutlineEntry(*entry) for entry in version.outline),
        facts=tuple((name, value) for name, value in version.facts),
        dated=version.dated.isoformat() if version.dated else "",
    )
