"""A new source in a large case: how long until every claim has been held against it, beside how long reading it takes.

    python -m tests.benchmarks.fresh [--times 10] [--claims 200]

The case is made of the real reports of ../shared/data, all but two, as often as asked (10 times: some 15,000 pages;
from the second time on with every figure changed), put straight into a database of its own. One of the two others is
the report, with some 200 claims and forty quotations added to it; the other is the new source, uploaded as a person
would. The peer, in the same run, is a check from nothing, whose rows must be the same. Vectors of the sources that were
there before are random numbers (100,000 passages would take a quarter of an hour); those of the new source and of the
claims are made. Nothing is kept.
"""

from __future__ import annotations

import argparse
import os
import random
import sys
import time
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import psutil

from esgcheck.analysis.reading import read_document
from esgcheck.analysis.types import Document
from tests.conftest import SHARED

if TYPE_CHECKING:
    from esgcheck.cases.models import Case
    from esgcheck.documents.models import Version

REPORT, NEW = "sustqa_kion-group-ag.pdf", "gri082_italmobiliare-investment-holding.pdf"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--times", type=int, default=10)
    parser.add_argument("--claims", type=int, default=200)
    parser.add_argument("--no-peer", action="store_true", help="which takes minutes in a large case")
    options = parser.parse_args()
    os.environ["DJANGO_SETTINGS_MODULE"] = "esgcheck.settings"
    import django

    django.setup()
    from esgcheck.api.verifying.place import temporary_place

    with temporary_place():
        _measure(options)


def _measure(options: argparse.Namespace) -> None:
    from django.conf import settings

    from esgcheck import pipeline
    from esgcheck.accounts.models import the_owner
    from esgcheck.cases.people import open_case
    from esgcheck.claims.models import PassageVectors
    from esgcheck.documents.searching import bring_up_to_date
    from esgcheck.jobs.queue import enqueue

    settings.EMBEDDING = False
    owner = the_owner()
    case = open_case(title="A large case", organisation="Everybody", by=owner)
    documents = {path.name: read_document(path) for path in sorted((SHARED / "reports").glob("*.pdf"))}
    _load(case, documents, options)
    _tell_size(case)
    bring_up_to_date(case)
    timed = Timed(case)
    timed.check("the first check", anew=True)
    timed.figures("its figures, worked out anew")

    data = (SHARED / "reports" / NEW).read_bytes()
    pipeline.upload(case=case, kind="source", filename=NEW, chunks=[data], by=owner)
    read, rest = timed.jobs("a new source, by words")
    print(f"  everything after reading took {rest / read:.2f} times as long as reading (asked for: 3)")
    if not options.no_peer:
        grown = _rows(case)
        timed.check("the peer, a check from nothing", anew=True)
        print(f"  its rows are the same: {grown == _rows(case)}")

    settings.EMBEDDING = True
    _random_vectors(case)
    enqueue("check", case.pk)
    read, rest = timed.jobs("its vectors and those of the claims, and the check that knows them")
    print(f"  {PassageVectors.objects.count()} sources have vectors")


class Timed:
    """Runs jobs and checks, and tells what each took: seconds of the processor, by the clock, and the most memory."""

    def __init__(self, case: Case) -> None:
        self._case = case

    def check(self, name: str, **how: Any) -> None:
        from esgcheck.claims.checking import check_case

        _forget_peak()
        began, used = time.monotonic(), _processor()
        check_case(self._case, _Alone(), **how)
        self._tell(name, time.monotonic() - began, _processor() - used)

    def figures(self, name: str) -> None:
        from esgcheck.claims.recomputing import recompute_case

        _forget_peak()
        began, used = time.monotonic(), _processor()
        recompute_case(self._case, _Alone())
        self._tell(name, time.monotonic() - began, _processor() - used)

    def jobs(self, name: str) -> tuple[float, float]:
        """Seconds of the processor: of reading, and of all the rest."""
        from esgcheck import pipeline
        from esgcheck.jobs import work

        spent: dict[str, float] = defaultdict(float)
        clock: dict[str, float] = defaultdict(float)
        _forget_peak()
        while (job := work.next_job(pipeline.STEPS)) is not None:
            began, used = time.monotonic(), _processor()
            work.run(job.pk, pipeline.STEPS)
            clock[job.kind] += time.monotonic() - began
            spent[job.kind] += _processor() - used
        parts = ", ".join(f"{kind} {seconds:.2f} ({clock[kind]:.1f})" for kind, seconds in spent.items())
        print(f"{name}: {parts} s of the processor (by the clock), at most {_peak():.0f} MB", flush=True)
        rest = sum(spent.values()) - spent["read"]
        return spent["read"], rest

    def _tell(self, name: str, seconds: float, used: float) -> None:
        print(f"{name}: {used:.1f} s of the processor ({seconds:.1f}), at most {_peak():.0f} MB", flush=True)


class _Alone:
    """A run of a job that nobody else has."""

    def writing(self) -> Any:
        from django.db import transaction

        return transaction.atomic()


def _load(case: Case, documents: dict[str, Document], options: argparse.Namespace) -> None:
    from esgcheck.claims.finding import find_in_version
    from esgcheck.claims.models import Candidate

    sources = {name: document for name, document in documents.items() if name not in (REPORT, NEW)}
    for time_ in range(options.times):
        for name, document in sources.items():
            text = document.text if not time_ else document.text.translate(_shifted(time_))
            _insert(case, f"{time_}-{name}", "source", document, text)
    report = _insert(case, REPORT, "report", *_quoting(documents[REPORT], [*sources.values()], documents[NEW]))
    find_in_version(report, _Alone())  # type: ignore[arg-type]  # as good as a run
    best = Candidate.objects.order_by("-score").values_list("pk", flat=True)[: options.claims]
    Candidate.objects.exclude(pk__in=list(best)).delete()


def _shifted(by: int) -> dict[int, int]:
    """Every digit is another one, so that nothing moves."""
    return {ord(str(digit)): ord(str((digit + by) % 10)) for digit in range(10)}


def _quoting(report: Document, sources: list[Document], new: Document) -> tuple[Document, str]:
    """The report with forty quotations at its end: of the sources, of the new one, and of nobody."""
    choose = random.Random(5)
    said = [*_sentences(choose, sources, 20), *_sentences(choose, [new], 10)]
    said += [f"Nobody has ever said this about the {word} of number {word}." for word in "abcdefghij"]
    end = "".join(f"\n\nThe auditor wrote: “{sentence}”" for sentence in said)
    return report, report.text + end


def _sentences(choose: random.Random, documents: list[Document], count: int) -> Iterator[str]:
    passages = [
        text
        for document in documents
        for passage in document.passages
        if passage.kind == "paragraph" and not passage.set_aside
        for text in [" ".join(passage.span.of(document.text).split())]
        if 60 < len(text) < 300 and "“" not in text and text.endswith(".")
    ]
    yield from choose.sample(passages, count)


def _insert(case: Case, name: str, kind: str, document: Document, text: str) -> Version:
    """What reading would have stored, word boxes aside; what ``text`` has beyond the document becomes paragraphs."""
    import hashlib

    from django.utils import timezone

    from esgcheck.documents import models

    row = models.Document.objects.create(case=case, kind=kind, title=name, created_by=case.created_by)
    version = models.Version.objects.create(
        case=case, document=row, sha256=hashlib.sha256(f"{name}{text}".encode()).hexdigest(), size=len(text),
        filename=name, media_type="application/pdf", state="ready", created_by=case.created_by,
        pages_read=len(document.pages), pages_known=len(document.pages), read_at=timezone.now(),
    )  # fmt: skip
    models.Page.objects.bulk_create(
        models.Page(
            version=version, number=page.number, label=page.label[:40], start=page.start,
            end=page.end if page is not document.pages[-1] else len(text),
            text=text[page.start : page.end if page is not document.pages[-1] else len(text)],
        )
        for page in document.pages
    )  # fmt: skip
    passages = [models.Passage.of(version, number, passage) for number, passage in enumerate(document.passages)]
    offset = len(document.text)
    for piece in text[offset:].split("\n\n"):
        if piece.strip():
            passages.append(
                models.Passage(
                    version=version, ordinal=len(passages), page_number=len(document.pages), kind="paragraph",
                    start=offset, end=offset + len(piece),
                )
            )  # fmt: skip
        offset += len(piece) + 2
    models.Passage.objects.bulk_create(passages, batch_size=1000)
    return version


def _random_vectors(case: Case) -> None:
    """For the sources that have none, but for the newest, whose are to be made."""
    import numpy as np

    from esgcheck.analysis.embedding import MODEL
    from esgcheck.claims.models import PassageVectors
    from esgcheck.documents.derived import stamp

    numbers = np.random.default_rng(3)
    for version in case.versions.filter(document__kind="source").exclude(filename=NEW):
        starts = np.array(version.passages.filter(kind="paragraph").values_list("start", flat=True), np.int32)
        rows = numbers.integers(-127, 128, (len(starts), 384), np.int8)
        PassageVectors.objects.create(
            version=version, model=MODEL, stamp=stamp(version.read_at), starts=starts.tobytes(), rows=rows.tobytes(),
            whole=True,
        )  # fmt: skip


def _rows(case: Case) -> list[Any]:
    from esgcheck.claims.models import QuotationCheck, Suggestion

    checks = QuotationCheck.objects.filter(quotation__version__case=case).order_by("quotation__start")
    suggestions = Suggestion.objects.filter(claim_version__case=case).order_by("claim_start", "claim_end", "rank")
    ours = {"id", "checked_at"}
    return [
        {name: value for name, value in row.items() if name not in ours}
        for rows in (checks.values(), suggestions.values())
        for row in rows
    ]


def _tell_size(case: Case) -> None:
    from django.db.models import Sum

    from esgcheck.claims.models import Candidate, Quotation
    from esgcheck.documents.models import Passage

    pages = case.versions.aggregate(pages=Sum("pages_known"))["pages"]
    passages = Passage.objects.filter(version__case=case).count()
    quotations = Quotation.objects.worded().count()
    print(
        f"{pages:,} pages in {case.versions.count()} documents, {passages:,} passages; a report with "
        f"{Candidate.objects.count()} claims and {quotations} quotations",
        flush=True,
    )


def _processor() -> float:
    """Seconds that this process has used, and all that it has started: reading is done by others."""
    mine = psutil.Process()
    times = [process.cpu_times() for process in (mine, *mine.children(recursive=True))]
    return sum(sum(of[:4]) for of in times)


def _forget_peak() -> None:
    if sys.platform == "linux":
        Path("/proc/self/clear_refs").write_text("5")


def _peak() -> float:
    """MB; nought where the system does not tell."""
    if sys.platform != "linux":
        return 0.0
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) / 1024


if __name__ == "__main__":
    main()
