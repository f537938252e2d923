"""Look the quotations of reports up source by source, and put together what became of each in all of them.

Each source is looked through by itself, so that what was found in one holds whatever comes and goes beside it: a new
source costs what reading it costs, and one that is taken out costs nothing.
"""

from __future__ import annotations

import hashlib
import time
import uuid
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from esgcheck.analysis import Corpus
from esgcheck.analysis.locating import Place
from esgcheck.analysis.speaking import Heard, Said, said_by
from esgcheck.analysis.types import Attribution, Span
from esgcheck.claims.attributing import attributions
from esgcheck.claims.concluding import absent, spliced
from esgcheck.claims.gathering import key_of
from esgcheck.claims.held import Held, as_found
from esgcheck.claims.looking_up import look_up
from esgcheck.claims.models import CheckStatus, HeldAgainst, LookUp, Quotation, QuotationCheck
from esgcheck.claims.rules import rules
from esgcheck.documents.derived import stamp
from esgcheck.documents.models import Version
from esgcheck.documents.reading import as_read
from esgcheck.jobs.work import Run

MATCHES = 3
"""Places of one quotation that are kept, of all sources together."""

SECONDS = 600.0
"""A run that has looked so long is gone on with by another, after what else there is to do."""

_GRAVITY = {status: order for order, status in enumerate(CheckStatus.values)}
_REMEMBERED = frozenset({"quotation", "checked_at"})


@dataclass(frozen=True)
class Report:
    """A report with what is to be looked up of it."""

    version: Version

    @cached_property
    def quotations(self) -> list[Quotation]:
        """Given word for word, in the order of the text."""
        return list(self.version.quotations.worded())

    @cached_property
    def attributions(self) -> dict[uuid.UUID, Attribution]:
        """Whose words each quotation is said to be."""
        return attributions(self.version, self.quotations)

    def inside(self, start: int, end: int) -> Quotation | None:
        """The first quotation that a claim has in it."""
        return next((q for q in self.quotations if start <= q.start and q.end <= end), None)

    @cached_property
    def told(self) -> str:
        """Of what the look-ups of this report are made."""
        rows = [(q.pk.hex, q.exact, q.kind, q.speaker, q.cue) for q in self.quotations]
        return f"{rules()} {self.version.pk} {self.version.language} {rows}"


def look_through(reports: Sequence[Report], sources: Sequence[Version], run: Run) -> bool:
    """Look up in each source what has not been looked up in it yet, for a while. What is done stays done. Returns
    whether all of it is."""
    until, is_begun = time.monotonic() + SECONDS, False
    known = {
        (report, source): stamped
        for report, source, stamped in HeldAgainst.objects.filter(
            report__in=[report.version for report in reports]
        ).values_list("report_id", "source_id", "stamp")
    }
    for source in sources:
        stamps = {report.version.pk: _stamp(report, source) for report in reports}
        due = [r for r in reports if known.get((r.version.pk, source.pk)) != stamps[r.version.pk]]
        if not due:
            continue
        if is_begun and time.monotonic() > until:
            return False
        is_begun = True
        rows = _looked_up(due, source) if any(report.quotations for report in due) else []
        with run.writing():
            LookUp.objects.filter(report__in=[report.version for report in due], source=source).delete()
            LookUp.objects.bulk_create(rows, batch_size=500)
            HeldAgainst.objects.bulk_create(
                [HeldAgainst(report=r.version, source=source, stamp=stamps[r.version.pk]) for r in due],
                update_conflicts=True, unique_fields=["report", "source"], update_fields=["stamp"],
            )  # fmt: skip
    return True


def _stamp(report: Report, source: Version) -> str:
    """A source that has not been gone through yet is looked through again when it has: its speakers are known then."""
    of = f"{report.told} {source.pk} {stamp(source.read_at)} {source.state}"
    return hashlib.sha256(of.encode()).hexdigest()


def _looked_up(reports: Sequence[Report], source: Version) -> list[LookUp]:
    held = Held(source, as_read(source))
    corpus = Corpus([held.document])
    rows: list[LookUp] = []
    for report in reports:
        for quotation in report.quotations:
            looked = look_up(quotation, corpus, [held], report.attributions[quotation.pk])
            check = looked.check
            if looked.tells:
                rows.append(
                    LookUp(
                        report=report.version,
                        source=source,
                        quotation_id=quotation.pk,
                        found={
                            field.name: getattr(check, field.name)
                            for field in QuotationCheck._meta.concrete_fields
                            if field.name not in _REMEMBERED
                        },
                        heard=[_kept(heard) for heard in corpus.heard(as_found(quotation))] if check.matches else [],
                        pieces=looked.pieces,
                        theirs=looked.theirs,
                        names=looked.names,
                    )
                )
    return rows


def _kept(heard: Heard) -> list[Any]:
    place = heard.place
    parts = [[part.start, part.end] for part in place.parts]
    return [parts, place.distance, place.length, list(heard.names)]


class LookedUp:
    """What all sources that are held have of the quotations of one report."""

    def __init__(self, report: Report, sources: Sequence[Version]) -> None:
        self._report = report
        self._sources = {source.pk: source for source in sources}
        self._rows: dict[uuid.UUID, list[LookUp]] = defaultdict(list)
        for row in LookUp.objects.filter(report=report.version, source__in=sources):
            self._rows[row.quotation_id].append(row)

    def check_of(self, quotation: Quotation) -> QuotationCheck:
        """What became of the quotation, not saved yet: the best that any source has."""
        every = sorted(self._rows[quotation.pk], key=lambda row: self._sources[row.source_id].sha256)
        if (check := spliced(quotation, every)) is not None:
            check.matches = [self._entitled(match) for match in check.matches]
            return check
        rows = sorted((row for row in every if row.found["matches"]), key=self._worth)
        if not rows:
            said = self._report.attributions[quotation.pk]
            check = absent(quotation, every, list(self._sources.values()), said)
            check.nearest = self._entitled(check.nearest)
            return check
        if self._is_exact(rows[0]):
            rows = [row for row in rows if self._is_exact(row)]
        whole = dict(rows[0].found)
        for name, value in whole.items():
            if isinstance(value, list):
                whole[name] = [self._entitled(entry) for row in rows for entry in row.found[name]]
        whole["matches"] = whole["matches"][:MATCHES]
        return QuotationCheck(quotation=quotation, **whole)

    def said_in(self, quotation: Quotation) -> Said:
        """Who says it, in the report and in the sources, and where."""
        places = [
            Heard(Place(key_of(self._sources[row.source_id]), spans, distance, length), tuple(names))
            for row in self._rows[quotation.pk]
            for parts, distance, length, names in row.heard
            if (spans := tuple(Span(start, end) for start, end in parts))
        ]
        return said_by(quotation.speaker, places)

    def _worth(self, row: LookUp) -> tuple[int, float, str]:
        best = row.found["matches"][0]
        return _GRAVITY[row.found["status"]], -best["score"], self._sources[row.source_id].sha256

    def _is_exact(self, row: LookUp) -> bool:
        return bool(row.found["matches"][0]["score"] == 1.0)

    def _entitled(self, entry: Any) -> Any:
        """With the title that the document bears now."""
        if not isinstance(entry, Mapping) or "title" not in entry:
            return entry
        source = self._sources.get(uuid.UUID(str(entry["version"])))
        return {**entry, "title": source.document.title} if source else entry
