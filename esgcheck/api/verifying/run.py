"""Open a case, bring the files in, and have everything done, with a bar that says how far it is."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import connection
from django.db.models import Sum
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

from esgcheck import pipeline
from esgcheck.accounts.models import User, the_owner
from esgcheck.api.verifying.files import Given
from esgcheck.cases.models import Case
from esgcheck.cases.people import open_case
from esgcheck.documents.models import Kind, Version
from esgcheck.documents.upload import AlreadyThere
from esgcheck.errors import Refused
from esgcheck.jobs.models import Job

CHUNK = 1 << 20
LOOK_EVERY_SECONDS = 0.25

_WITHOUT_COUNT = {
    "index": "Making the search index",
    "find": "Looking for claims and quotations",
    "check": "Holding the report against the sources",
    "recompute": "Working figures out anew",
    "embed": "Looking for the same in other words",
    "compare": "Holding the reports against each other",
}

Unread = list[tuple[Path, str]]


def verify(given: Given, *, title: str, organisation: str, console: Console) -> tuple[Case, Unread]:
    """The finished case, and the files that could not be read, each with the sentence that says why."""
    owner = the_owner()
    case = open_case(title=title, organisation=organisation, by=owner)
    unread: Unread = []
    brought: dict[str, Path] = {}
    files = [(path, Kind.REPORT) for path in given.reports] + [(path, Kind.SOURCE) for path in given.sources]
    with _bar(console) as (progress, task):
        progress.update(task, description="Taking files in", total=len(files))
        for path, kind in files:
            _bring(case, path, kind, owner, brought, unread)
            progress.advance(task)
        with _watching(lambda: _show(case, progress, task)):
            pipeline.run_everything()
    for version in case.versions.filter(state=Version.State.FAILED).select_related("document__within"):
        unread.append((_path_of(version, brought), version.failure))
    return case, unread


def _path_of(version: Version, brought: dict[str, Path]) -> Path:
    """The file; what came out of an archive or an e-mail stands below that: mail.eml/annex.pdf."""
    inner: list[str] = []
    while str(version.pk) not in brought and version.document.within is not None:
        inner.insert(0, version.filename)
        version = version.document.within.version
    return brought.get(str(version.pk), Path(version.filename)).joinpath(*inner)


def _bring(case: Case, path: Path, kind: str, owner: User, brought: dict[str, Path], unread: Unread) -> None:
    try:
        with path.open("rb") as file:
            chunks = iter(lambda: file.read(CHUNK), b"")
            version = pipeline.upload(case=case, kind=kind, filename=path.name, chunks=chunks, by=owner)
        brought[str(version.pk)] = path
    except AlreadyThere:
        return  # the same file twice is one document
    except Refused as refused:
        unread.append((path, str(refused)))
    except OSError as error:
        unread.append((path, f"{error.strerror}."))


@contextmanager
def _bar(console: Console) -> Iterator[tuple[Progress, TaskID]]:
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True) as progress:
        yield progress, progress.add_task("Starting", total=None)


@contextmanager
def _watching(look: Callable[[], None]) -> Iterator[None]:
    """Look at the database every quarter second while the work is done."""
    stop = threading.Event()

    def watch() -> None:
        try:
            while not stop.wait(LOOK_EVERY_SECONDS):
                look()
        finally:
            connection.close()

    thread = threading.Thread(target=watch, daemon=True)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()


def _show(case: Case, progress: Progress, task: TaskID) -> None:
    """Pages while documents are read; steps without a count show that they go on."""
    running = Job.objects.filter(state=Job.State.RUNNING).first()
    if running is not None and running.kind in _WITHOUT_COUNT:
        # Its total cannot be unset, so that it is hidden and another bar goes on.
        for other in progress.tasks[1:]:
            progress.update(other.id, description=_WITHOUT_COUNT[running.kind])
        if len(progress.tasks) == 1:
            progress.update(task, visible=False)
            progress.add_task(_WITHOUT_COUNT[running.kind], total=None)
        return
    versions = Version.objects.filter(case=case)
    pages = versions.aggregate(known=Sum("pages_known"), read=Sum("pages_read"))
    done = versions.exclude(state__in=[Version.State.WAITING, Version.State.READING]).count()
    for other in progress.tasks[1:]:
        progress.remove_task(other.id)
    words = f"Reading, {done} of {versions.count()} documents: pages"
    progress.update(task, description=words, total=pages["known"] or None, completed=pages["read"] or 0, visible=True)
