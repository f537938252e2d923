"""The words around a quotation, for texts and recordings that have no page to show a piece of."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from esgcheck.analysis.types import FURNITURE
from esgcheck.documents.models import Passage, Selected, Version

LONGEST = 420
"""Characters shown before and after, cut between words."""


def passages_around(version: Version, start: int, end: int) -> list[dict[str, Any]]:
    """Paragraphs or utterances, ``{speaker, time, runs: [{text, marked}]}``: the words and what stands around them.

    The passage before and the one after belong to it, as far as ``LONGEST`` goes; to the row of a table, its header.
    """
    passages = version.passages.exclude(kind__in=FURNITURE).filter(hidden="")
    inside = list(passages.filter(start__lt=end, end__gt=start))
    before = passages.filter(end__lte=inside[0].start if inside else start).order_by("-start").first()
    names = _names_of_columns(version, inside[0]) if inside else []
    before = None if names else before
    after = passages.filter(start__gte=inside[-1].end if inside else end).order_by("start").first()
    shown = [passage for passage in (before, *inside, after) if passage is not None]
    first = min([start, *(passage.start for passage in shown)])
    last = max([end, *(passage.end for passage in shown)])
    pages = list(version.pages.filter(start__lt=last, end__gt=first).only("start", "text"))
    text, offset = "".join(page.text for page in pages), pages[0].start
    low, high = max(first, start - LONGEST), min(last, end + LONGEST)
    low, high = _between_words(text, low - offset) + offset, _between_words(text, high - offset) + offset
    rows = [
        _row(passage, text, offset, (max(passage.start, low), min(passage.end, high)), (start, end))
        for passage in shown
        if passage.start < high and passage.end > low
    ]
    return [row for row in [*names, *rows] if row["runs"]]


def _names_of_columns(version: Version, row: Passage) -> list[dict[str, Any]]:
    """Of a table's row, the header: it says more than the row before, however far up it stands."""
    heads = version.passages.filter(table=row.table, header=True, hidden="", end__lte=row.start).order_by("-start")
    head = heads.first() if row.table and not row.header else None
    page = version.pages.filter(number=head.page_number).only("start", "text").first() if head else None
    if head is None or page is None:
        return []
    end = min(head.end, page.start + len(page.text), head.start + LONGEST)
    return [_row(head, page.text, page.start, (head.start, end), (end, end))]


def cells_at(version: Version, start: int) -> str:
    """Where in a workbook the words at ``start`` stand ("Emissions!A4:E4"); empty in other files."""
    passage = version.passages.filter(start__lte=start, end__gt=start).exclude(place="").first()
    return passage.place if passage else ""


def seen_context(version: Version, row: Selected) -> tuple[str, str]:
    """The prefix and the suffix of a row's selector, cut off before words that nobody can see on the page."""
    low, high = row.start - len(row.prefix), row.end + len(row.suffix)
    unseen = version.passages.exclude(hidden="").filter(start__lt=high, end__gt=low).values_list("start", "end")
    first = max([low, *(min(end, row.start) for start, end in unseen if start < row.start)])
    last = min([high, *(max(start, row.end) for start, end in unseen if end > row.end)])
    return row.prefix[first - low :], row.suffix[: last - row.end]


def _row(passage: Passage, text: str, offset: int, shown: tuple[int, int], marked: tuple[int, int]) -> dict[str, Any]:
    low, high = shown
    cuts = sorted({low, high, *(min(max(edge, low), high) for edge in marked)})
    runs: list[dict[str, Any]] = []
    for left, right in pairwise(cuts):
        words = " ".join(text[left - offset : right - offset].split())
        if words:
            glued = left > low and not text[left - 1 - offset].isspace() and not text[left - offset].isspace()
            runs.append({"text": words, "marked": marked[0] <= left < marked[1], "glued": glued})
    if runs and low > passage.start:
        runs[0]["text"] = f"… {runs[0]['text']}"
    if runs and high < passage.end:
        runs[-1]["text"] += " …"
    return {"speaker": passage.speaker, "time": passage.time_start, "runs": runs}


def _between_words(text: str, index: int) -> int:
    """``index`` where it cuts no word; else where that word begins."""
    if index >= len(text) or text[index].isspace():
        return index
    while index > 0 and not text[index - 1].isspace():
        index -= 1
    return max(0, index)
