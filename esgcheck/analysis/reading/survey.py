"""What has to be known of all pages before the first can be written: learnt page by page, in bounded memory.

The vocabulary settles hyphens, the usual size of letters tells headings, and repetition gives headers and footers
away. A report of 5,000 pages leaves a few megabytes here, however many words it has.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from esgcheck.analysis.reading.furniture import Furniture
from esgcheck.analysis.reading.joining import Vocabulary
from esgcheck.analysis.reading.records import PageRecord


class Survey:
    """Learn every page in turn, then ask."""

    def __init__(self) -> None:
        self.vocabulary = Vocabulary()
        self.furniture = Furniture()
        self._sizes: Counter[float] = Counter()

    @classmethod
    def of(cls, records: Iterable[PageRecord]) -> Survey:
        survey = cls()
        for record in records:
            survey.learn(record)
        return survey

    def learn(self, record: PageRecord) -> None:
        vocabulary, sizes = self.vocabulary, self._sizes
        for passage in record.passages:
            for line in passage.lines:
                vocabulary.learn(line.words[1:-1])
                sizes[round(line.size * 2) / 2] += sum(map(len, line.words))
        self.furniture.learn(record)

    @property
    def usual_size(self) -> float:
        """The size of letters that most of the document is set in; 0 where it has none."""
        return self._sizes.most_common(1)[0][0] if self._sizes else 0.0
