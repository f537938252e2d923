"""Which year a report is about, and in which order the reports of a case follow each other."""

from __future__ import annotations

import re
from itertools import pairwise

from django.db import transaction

from esgcheck.accounts.models import User
from esgcheck.analysis import types as analysis
from esgcheck.analysis.claims.fields import report_year
from esgcheck.cases.models import Case, Role
from esgcheck.documents.models import Document, Kind, Version
from esgcheck.errors import Refused

_YEAR = re.compile(r"(?<!\d)(?:FY)?(20[0-4]\d|19[89]\d)(?!\d)", re.IGNORECASE)
FIRST, LAST = 1900, 2100


def year_of(version: Version, document: analysis.Document) -> int | None:
    """The year in the report's title, else in its file's name, else the one that the report names most often."""
    for words in (version.document.title, version.filename):
        if named := _YEAR.findall(words):
            return int(max(named))
    return report_year(document) or None


def told_year(version: Version) -> int | None:
    """What a person said of the document, else what the program made of it."""
    return version.document.year or version.year


def reports_by_year(case: Case) -> list[Version]:
    """The reports of a case that were gone through, the earliest first; those of unknown year are left out."""
    rows = case.versions.present().readable().filter(document__kind=Kind.REPORT).select_related("document")
    dated = [(year, version.document.created_at, version) for version in rows if (year := told_year(version))]
    return [version for *_, version in sorted(dated, key=lambda entry: entry[:2])]


def pairs_of(case: Case) -> list[tuple[Version, Version]]:
    """Each report with the next one of another year; of several of one year, each with the last of the year before."""
    reports = reports_by_year(case)
    by_year: dict[int, list[Version]] = {}
    for version in reports:
        by_year.setdefault(told_year(version) or 0, []).append(version)
    return [(by_year[before][-1], later) for before, after in pairwise(sorted(by_year)) for later in by_year[after]]


def say_year(*, document: Document, year: int | None, by: User) -> Document:
    """Correct the year that a report is about; None leaves it to the program again. Reviewers and leads."""
    document.case.require(by, Role.REVIEWER)
    if document.kind != Kind.REPORT:
        raise Refused("Only a report is about a year. Say first that this document is a report.")
    if year is not None and not FIRST <= year <= LAST:
        raise Refused(f"Give a year from {FIRST} to {LAST}, as 2023.")
    with transaction.atomic():
        Document.objects.filter(pk=document.pk).update(year=year)
    document.year = year
    return document
