"""Work the figures of a case's claims out anew: the rows that a reviewer is shown, each with its working.

Reading the tables of a report costs most, and is done once a reading. The claims of a report are gone through again
only where they, the report, another report of the case or the rules have changed.
"""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, cast

import esgcheck.analysis.claims
import esgcheck.analysis.recomputing as library
from esgcheck.analysis import types as analysis
from esgcheck.analysis.recomputing import Figures, Report, figures_of
from esgcheck.analysis.recomputing.packing import packed, unpacked
from esgcheck.analysis.recomputing.saying import named
from esgcheck.analysis.recomputing.types import DataPoint
from esgcheck.analysis.recomputing.types import Recomputation as Worked
from esgcheck.cases.models import Case
from esgcheck.claims.models import Candidate, Claim, Recomputation, ReportFigures
from esgcheck.documents.derived import stamp
from esgcheck.documents.models import Kind, Page, Version
from esgcheck.documents.reading import as_read
from esgcheck.jobs.work import Run

Labels = Mapping[tuple[uuid.UUID, int], str]

MOST_PAGES_WITH_WORDS = 1_000
"""Of a longer report the places of the words are not held in memory; columns are then told by their numbers."""


@dataclass(frozen=True)
class Asked:
    """A claim or candidate whose figures are to be worked out: its span, fields, and the spans it is read with."""

    span: analysis.Span
    fields: Sequence[Mapping[str, Any]]
    context: Sequence[Mapping[str, Any]]


def recompute_case(case: Case, run: Run) -> None:
    """Bring the recomputations of a case's reports up to date. What is done stays done if the run ends early."""
    versions = list(case.versions.present().readable().filter(document__kind=Kind.REPORT).select_related("document"))
    held = [_held(version, run) for version in versions]
    figures = [
        Figures(unpacked(row.points, number), number, row.year, version.document.title)
        for number, (version, row) in enumerate(zip(versions, held, strict=True))
    ]
    labels = _labels(versions)
    for number, version in enumerate(versions):
        asked = list(_asked(version))
        others = [one for one in figures if one.number != number]
        now = _worked_stamp(version, asked, [row.stamp for row in held])
        if held[number].worked == now:
            continue
        report = Report(as_read(version), figures[number], others)
        rows = [row for claim in asked for row in _rows(report, claim, version, versions, labels)]
        with run.writing():
            Recomputation.objects.filter(claim_version=version).delete()
            Recomputation.objects.bulk_create(rows, batch_size=1000)
            ReportFigures.objects.filter(pk=version.pk).update(worked=now)
    with run.writing():
        _drop(case, versions)


def _held(version: Version, run: Run) -> ReportFigures:
    """The points of a report, read where they are not kept of this reading and by these rules."""
    now = hashlib.sha256(f"{_rules()} {stamp(version.read_at)}".encode()).hexdigest()
    row = ReportFigures.objects.filter(pk=version.pk, stamp=now).first()
    if row is None:
        figures = figures_of(as_read(version, with_words=version.pages_read <= MOST_PAGES_WITH_WORDS))
        row = ReportFigures(version=version, stamp=now, points=packed(figures.points), year=figures.year)
        with run.writing():
            row.save()
    return row


def _asked(version: Version) -> Iterator[Asked]:
    """Everything of a report that is listed as a claim, once; a claim's own fields before those of its candidate."""
    columns = ("start", "end", "fields", "context")
    rows: dict[tuple[int, int], Asked] = {}
    for model in (Candidate.objects.filter(version=version), Claim.objects.accepted().filter(version=version)):
        for start, end, fields, context in model.values_list(*columns):
            rows[start, end] = Asked(analysis.Span(start, end), fields, context)
    yield from (rows[place] for place in sorted(rows))


def _labels(versions: Sequence[Version]) -> Labels:
    """The page numbers that are printed on pages, where a file names them."""
    rows = Page.objects.filter(version__in=versions).exclude(label="")
    return {(version, number): label for version, number, label in rows.values_list("version_id", "number", "label")}


def _rows(
    report: Report, asked: Asked, version: Version, versions: Sequence[Version], labels: Labels
) -> Iterator[Recomputation]:
    context = [analysis.Span(row["start"], row["end"]) for row in asked.context]
    fields = [_field(row) for row in asked.fields]
    for rank, worked in enumerate(report.recompute(asked.span, fields, context=context), start=1):
        points = [_point(point, versions[point.document], labels) for point in worked.points]
        yield _row(worked, rank, asked.span, version, points)


def _row(
    worked: Worked, rank: int, span: analysis.Span, version: Version, points: Sequence[Mapping[str, Any]]
) -> Recomputation:
    return Recomputation(
        claim_version=version,
        claim_start=span.start,
        claim_end=span.end,
        rank=rank,
        kind=worked.kind,
        outcome=worked.outcome,
        figure_start=worked.figure.start,
        figure_end=worked.figure.end,
        claimed=worked.claimed[:200],
        found=worked.found[:200],
        says=worked.says,
        steps=list(worked.steps),
        points=list(points),
    )


def _point(point: DataPoint, version: Version, labels: Labels) -> dict[str, Any]:
    return {
        "version": str(version.pk),
        "document": str(version.document_id),
        "title": version.document.title,
        "start": point.span.start,
        "end": point.span.end,
        "exact": point.written,
        "page": point.page,
        "label": labels.get((version.pk, point.page), ""),
        "row_start": point.row.start,
        "row_end": point.row.end,
        "row": point.label,
        "name": named(point),
        "unit": point.unit,
        "period": point.period,
    }


def _field(row: Mapping[str, Any]) -> analysis.ClaimField:
    span = analysis.Span(row["start"], row["end"]) if row.get("start") is not None else None
    name = cast(analysis.FieldName, row["name"])
    return analysis.ClaimField(name, row["text"], row.get("value", ""), span, row.get("of", 0))


def _worked_stamp(version: Version, asked: Sequence[Asked], stamps: Sequence[str]) -> str:
    """Of what the recomputations of a report are made."""
    told = [(one.span.start, one.span.end, one.fields, [row["start"] for row in one.context]) for one in asked]
    return hashlib.sha256(f"{_rules()} {version.pk} {stamps} {told}".encode()).hexdigest()


def _drop(case: Case, reports: Sequence[Version]) -> None:
    """What was worked out for documents that are no reports of the case any more."""
    others = Version.objects.filter(case=case).exclude(pk__in=[report.pk for report in reports])
    Recomputation.objects.filter(claim_version__in=others).delete()
    ReportFigures.objects.filter(version__in=others).delete()


@cache
def _rules() -> str:
    """A hash of the code that reads tables and works figures out: with another one all is done again."""
    found = hashlib.sha256()
    for package in (library, esgcheck.analysis.claims):
        for path in sorted(Path(str(package.__file__)).parent.rglob("*.py")):
            found.update(path.read_bytes())
    return found.hexdigest()
