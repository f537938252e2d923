"""The contents of a document beside its pages: the file's own outline, else its headings."""

from __future__ import annotations

from dataclasses import dataclass, replace

from esgcheck.documents.models import Version
from esgcheck.web.reading.address import ReadingAddress
from esgcheck.web.workbench.sheets import printed

MOST = 2_000
"""Lines that are shown; a document with more headings has them wrong."""

_LONGEST = 160


@dataclass(frozen=True)
class Section:
    level: int
    title: str
    number: int
    label: str
    start: int
    url: str
    here: bool = False


@dataclass(frozen=True)
class Contents:
    """``guessed``: the file has no outline, these are its headings. ``more``: there are more than are shown."""

    sections: list[Section]
    guessed: bool = False
    more: bool = False


def contents(version: Version, address: ReadingAddress) -> Contents:
    rows = [(level, title, page, start) for level, title, page, start in version.outline]
    guessed = not rows
    if guessed:
        rows = _headings(version)
    least = min((row[0] for row in rows), default=1)
    labels = dict(version.pages.exclude(label="").values_list("number", "label"))
    sections = [
        Section(
            min(level - least + 1, 6),
            " ".join(str(title).split())[:_LONGEST] or "(without words)",
            page,
            printed(page, labels.get(page, "")),
            start,
            address.url(number=page),
        )
        for level, title, page, start in rows[:MOST]
    ]
    here = _current(sections, address)
    if here is not None:
        sections[here] = replace(sections[here], here=True)
    return Contents(sections, guessed and bool(sections), len(rows) > MOST)


def _headings(version: Version) -> list[tuple[int, str, int, int]]:
    """Passages that are headings, in the words that the page has."""
    found = list(
        version.passages.filter(kind="heading", level__gt=0, hidden="").values_list(
            "level", "page_number", "start", "end"
        )[: MOST + 1]
    )
    pages = version.pages.filter(number__in={page for _, page, _, _ in found})
    texts = {number: (start, text) for number, start, text in pages.values_list("number", "start", "text")}
    return [
        (level, texts[page][1][start - texts[page][0] : end - texts[page][0]], page, start)
        for level, page, start, end in found
        if page in texts
    ]


def _current(sections: list[Section], address: ReadingAddress) -> int | None:
    """The section of the passage in question, else the first that begins on the page, else the last before it."""
    before = [n for n, section in enumerate(sections) if section.number <= address.number]
    if address.at is not None:
        reached = [n for n in before if sections[n].start <= address.at.start]
        return reached[-1] if reached else None
    here = [n for n in before if sections[n].number == address.number]
    return here[0] if here else before[-1] if before else None
