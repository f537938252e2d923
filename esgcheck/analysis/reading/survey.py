"""What has to be known of all pages before the first can be written: learnt page by page, in bounded memory.

The vocabulary settles hyphens, the sizes of letters tell headings, and repetition gives headers and footers
away. A report of 5,000 pages leaves a few megabytes here, however many words it has.
"""

from __future__ import annotations

from collections.abc import Iterable

from esgcheck.analysis.reading.furniture import Furniture
from esgcheck.analysis.reading.joining import Vocabulary
from esgcheck.analysis.reading.records import PageRecord
from esgcheck.analysis.reading.roles import Styles


class Survey:
    """Learn every page in turn, then ask."""

    def __init__(self) -> None:
        self.vocabulary = Vocabulary()
        self.furniture = Furniture()
        self.styles = Styles()

    @classmethod
    def of(cls, records: Iterable[PageRecord]) -> Survey:
        survey = cls()
        for record in records:
            survey.learn(record)
        return survey

    def learn(self, record: PageRecord) -> None:
        inner: list[str] = []
        for passage in record.passages:
            for line in passage.lines:
                inner += line.words[1:-1]
        self.vocabulary.learn(inner)
        self.styles.learn(record)
        self.furniture.learn(record)
