"""What reading made of a file: pages and passages, thrown away and made again whenever it is read."""

from __future__ import annotations

from typing import cast

from django.db import models

from esgcheck.analysis import types as analysis
from esgcheck.analysis.places import rows_of
from esgcheck.documents.models.brought import Version


class Page(models.Model):
    """One page of a version (machine row). ``start`` and ``end`` are offsets into the canonical text."""

    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="pages")
    number = models.PositiveIntegerField(help_text="From 1.")
    label = models.CharField(max_length=40, blank=True, help_text="The printed page number.")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    width = models.FloatField(default=0, help_text="Points; 0 where there is no page image.")
    height = models.FloatField(default=0)
    text = models.TextField(blank=True)
    words = models.JSONField(
        default=list,
        help_text="[[start, end, x0, y0, x1, y1], …]: offsets from the page's start; a seventh is the confidence.",
    )

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["version", "number"], name="one_page_a_version_and_number")]

    def __str__(self) -> str:
        return f"page {self.number}"

    def record(self) -> analysis.Page:
        """The page as the analysis library knows it, words and all."""
        return analysis.Page(
            number=self.number,
            label=self.label,
            start=self.start,
            end=self.end,
            width=self.width,
            height=self.height,
            words=tuple(
                analysis.Word(self.start + start, self.start + end, analysis.Box(x0, y0, x1, y1), *confidence)
                for start, end, x0, y0, x1, y1, *confidence in self.words
            ),
        )

    @staticmethod
    def packed_words(page: analysis.Page) -> list[list[float]]:
        """What ``words`` holds for a page of the library: offsets from the page's start, tenths of a point."""
        return rows_of(page.words, page.start)


class Passage(models.Model):
    """A paragraph, list item, table row, heading or utterance with its place (machine row)."""

    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="passages")
    ordinal = models.PositiveIntegerField()
    page_number = models.PositiveIntegerField()
    kind = models.CharField(max_length=12)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    speaker = models.CharField(max_length=200, blank=True)
    time_start = models.FloatField(null=True, help_text="Seconds.")
    time_end = models.FloatField(null=True)
    level = models.PositiveSmallIntegerField(default=0, help_text="Of a heading, from 1.")
    hidden = models.CharField(max_length=20, blank=True, help_text="Why nobody can see it on the page.")
    table = models.PositiveIntegerField(default=0, help_text="Which table of the document a row belongs to, from 1.")
    header = models.BooleanField(default=False, help_text="A row that names the columns.")
    cells = models.JSONField(default=list, help_text="[[start, end, column, place], …]: offsets from its own start.")
    place = models.CharField(max_length=120, blank=True, help_text="In a file without pages: Emissions!A4:E4.")

    class Meta:
        ordering = ["ordinal"]
        constraints = [models.UniqueConstraint(fields=["version", "ordinal"], name="one_passage_a_version_and_ordinal")]
        indexes = [models.Index(fields=["version", "start"]), models.Index(fields=["version", "page_number"])]

    def __str__(self) -> str:
        return f"{self.kind} {self.ordinal}"

    @classmethod
    def of(cls, version: Version, ordinal: int, passage: analysis.Passage) -> Passage:
        """The row, not saved yet, of a passage of the library."""
        return cls(
            version=version,
            ordinal=ordinal,
            page_number=passage.page,
            kind=passage.kind,
            start=passage.span.start,
            end=passage.span.end,
            speaker=passage.speaker[:200],
            time_start=passage.time_start,
            time_end=passage.time_end,
            level=passage.level,
            hidden=passage.hidden[:20],
            table=passage.table,
            header=passage.header,
            cells=[
                [cell.span.start - passage.span.start, cell.span.end - passage.span.start, cell.column, cell.place]
                for cell in passage.cells
            ],
            place=passage.place[:120],
        )

    def record(self) -> analysis.Passage:
        """The passage as the analysis library knows it."""
        return analysis.Passage(
            span=analysis.Span(self.start, self.end),
            page=self.page_number,
            kind=cast(analysis.PassageKind, self.kind),
            speaker=self.speaker,
            time_start=self.time_start,
            time_end=self.time_end,
            level=self.level,
            hidden=self.hidden,
            table=self.table,
            header=self.header,
            cells=tuple(
                analysis.Cell(analysis.Span(self.start + start, self.start + end), column, place)
                for start, end, column, place in self.cells
            ),
            place=self.place,
        )
