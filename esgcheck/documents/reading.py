"""Read a version into rows, and give it back as the analysis library knows it."""

from __future__ import annotations

import time
from collections import deque
from dataclasses import replace

from django.utils import timezone

from esgcheck.analysis import types as analysis
from esgcheck.analysis.reading import read_document
from esgcheck.analysis.reading.unpacking import OnContained
from esgcheck.documents.files import path_of
from esgcheck.documents.models import Page, Passage, Version
from esgcheck.jobs.work import Run

REPORT_EVERY_SECONDS = 0.7


def read_version(version: Version, run: Run, *, on_contained: OnContained | None = None) -> None:
    """Read the file in the cage and replace the version's pages and passages, in one transaction.

    ``on_contained`` is given the files inside of it, before that. Raises UnreadableDocument with the sentence to show.
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

    document = read_document(
        path_of(version.sha256),
        name=version.filename,
        on_progress=progress,
        password=version.password or None,
        on_contained=on_contained,
    )
    waiting = deque(document.pages)
    document = replace(document, pages=())
    pages = [_row(version, waiting.popleft(), document.text) for _ in range(len(waiting))]
    passages = [Passage.of(version, ordinal, passage) for ordinal, passage in enumerate(document.passages)]
    with run.writing():
        version.pages.all().delete()
        version.passages.all().delete()
        Page.objects.bulk_create(pages, batch_size=200)
        Passage.objects.bulk_create(passages, batch_size=1000)
        Version.objects.filter(pk=version.pk).update(
            state=Version.State.FINDING,
            media_type=document.media_type,
            pages_read=len(pages),
            pages_known=len(pages),
            problems=[{"code": p.code, "message": p.message, "page": p.page} for p in document.problems],
            outline=[[entry.level, entry.title, entry.page, entry.start] for entry in document.outline],
            facts=[list(fact) for fact in document.facts],
            dated=document.dated or None,
            read_at=timezone.now(),
        )


def _row(version: Version, page: analysis.Page, text: str) -> Page:
    """Called with each page in turn, which is then let go: the words of 5,000 pages twice are gigabytes."""
    return Page(
        version=version,
        number=page.number,
        label=page.label[:40],
        start=page.start,
        end=page.end,
        width=page.width,
        height=page.height,
        text=text[page.start : page.end],
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
