"""A document's table of contents: the bookmarks that its file brings along, else its headings."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from esgcheck.analysis.types import OutlineEntry, Page, Passage

MOST_ENTRIES = 500
_LONGEST_TITLE = 200
_FEWEST_BOOKMARKS = 3
_MOST_HEADINGS = 20_000
_DEEPEST = 50
_REPEATED = 3
"""A heading that stands on more pages than this is a running head."""

_PLAIN = re.compile(r"[\W_]+")

Bookmark = tuple[int, str, int]
"""Level from 1, title, number of the page from 1."""


def bookmarks_from(raw: object) -> list[Bookmark]:
    """What the child says of the file's bookmarks; what makes no sense is left out."""
    found: list[Bookmark] = []
    for entry in raw if isinstance(raw, list) else ():
        if isinstance(entry, list) and [type(part) for part in entry] == [int, str, int]:
            level, title, page = entry
            if 1 <= level <= _DEEPEST and page >= 1:
                found.append((level, title, page))
    return found


class Contents:
    """Learns the pages as they are written, then gives the outline."""

    def __init__(self, bookmarks: Sequence[Bookmark] = ()) -> None:
        self._bookmarks = [(level, _tidy(title), page) for level, title, page in bookmarks if _tidy(title)]
        self._starts: dict[int, int] = {}
        self._wanted = {page for _, _, page in self._bookmarks}
        self._headings: list[OutlineEntry] = []
        self._on_pages: dict[int, list[tuple[str, int]]] = {}

    def learn(self, page: Page, text: str, passages: Sequence[Passage]) -> None:
        """``text`` is that of the page."""
        self._starts[page.number] = page.start
        for passage in passages:
            if passage.kind != "heading" or passage.hidden or len(self._headings) >= _MOST_HEADINGS:
                continue
            title = _tidy(text[passage.span.start - page.start : passage.span.end - page.start])
            self._headings.append(OutlineEntry(max(passage.level, 1), title, page.number, passage.span.start))

    def entries(self) -> tuple[OutlineEntry, ...]:
        few = len(self._bookmarks) < min(_FEWEST_BOOKMARKS, len(self._starts))
        found = self._from_headings() if few else self._from_bookmarks()
        if few and len(found) < len(self._bookmarks):
            found = self._from_bookmarks()
        return _rising(_shortened(found))

    def _from_bookmarks(self) -> list[OutlineEntry]:
        """Each leads to the heading on its page that has its words, else to the page."""
        places: dict[tuple[int, str], int] = {}
        for heading in self._headings:
            places.setdefault((heading.page, _plain(heading.title)), heading.start)
        return [
            OutlineEntry(level, title, page, places.get((page, _plain(title)), self._starts[page]))
            for level, title, page in self._bookmarks
            if page in self._starts
        ]

    def _from_headings(self) -> list[OutlineEntry]:
        pages = Counter(title for title, _ in {(_plain(entry.title), entry.page) for entry in self._headings})
        kept: list[OutlineEntry] = []
        for entry in self._headings:
            plain = _plain(entry.title)
            if not plain or pages[plain] > _REPEATED:
                continue
            if kept and _plain(kept[-1].title) == plain:
                continue
            kept.append(entry)
        return kept


def _shortened(entries: list[OutlineEntry]) -> list[OutlineEntry]:
    """Without the deepest levels, where there are more than anybody reads."""
    while len(entries) > MOST_ENTRIES:
        deepest = max(entry.level for entry in entries)
        higher = [entry for entry in entries if entry.level < deepest]
        if not higher:
            return entries[:MOST_ENTRIES]
        entries = higher
    return entries


def _rising(entries: list[OutlineEntry]) -> tuple[OutlineEntry, ...]:
    """Levels from 1 without leaps: nobody goes from a chapter to a sub-sub-section."""
    found: list[OutlineEntry] = []
    open_levels: list[int] = []
    for entry in entries:
        while open_levels and open_levels[-1] >= entry.level:
            open_levels.pop()
        open_levels.append(entry.level)
        found.append(OutlineEntry(len(open_levels), entry.title, entry.page, entry.start))
    return tuple(found)


def _tidy(title: str) -> str:
    return " ".join(title.replace("\x00", "").split())[:_LONGEST_TITLE]


def _plain(title: str) -> str:
    return _PLAIN.sub("", title).lower()
