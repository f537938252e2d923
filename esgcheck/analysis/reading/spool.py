"""Pages that have come out of the cage, kept until all of them have: as they came, in a file without a name."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from typing import IO

from esgcheck.analysis.reading.records import PageRecord, page_from

_IN_MEMORY_WORDS = 60_000
"""Up to this many words the records are kept as they are, some 20 MB: most documents never see the disk."""


class Spool:
    """Filled page by page, then walked as often as one likes. Records are not to be changed."""

    def __init__(self) -> None:
        self._kept: list[PageRecord] = []
        self._words = 0
        self._file: IO[bytes] | None = None
        self._lengths: list[int] = []

    def add(self, record: PageRecord, payload: bytes = b"") -> None:
        """Keep a page; ``payload`` is what it was made of, and empty where it has no words."""
        words = record.words
        if not payload or (self._file is None and self._words + words <= _IN_MEMORY_WORDS):
            self._words += words
            self._kept.append(record)
            self._lengths.append(0)
            return
        if self._file is None:
            self._file = tempfile.TemporaryFile()  # noqa: SIM115  (see close)
        self._file.write(payload)
        self._lengths.append(len(payload))

    def __len__(self) -> int:
        return len(self._lengths)

    def __iter__(self) -> Iterator[PageRecord]:
        kept = iter(self._kept)
        if self._file is not None:
            self._file.seek(0)
        for length in self._lengths:
            if length:
                assert self._file is not None
                yield page_from(self._file.read(length))
            else:
                yield next(kept)

    def close(self) -> None:
        if self._file is not None:
            self._file.close()
        self._kept, self._lengths, self._file = [], [], None
