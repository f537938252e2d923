"""What a reader of a PDF should know of its pages, learnt page by page and said in a few sentences."""

from __future__ import annotations

from collections import Counter

from esgcheck.analysis.reading.records import PageRecord
from esgcheck.analysis.types import Problem

_GARBLED = 0.05
"""The share of letters without a meaning from which on a page is called garbled."""

_NAMED = 10

_REASONS = {
    "white": "white on white",
    "same colour": "in the colour of what is behind them",
    "transparent": "transparent",
    "hidden": "painted without ink",
    "too small": "too small to see",
    "off the page": "outside of the page",
    "covered": "under a picture or a bar",
}


class Remarks:
    """Learns every page in turn, then says what is to be said."""

    def __init__(self) -> None:
        self._words = 0
        self._garbled: list[int] = []
        self._lost: list[int] = []
        self._pictures: list[int] = []
        self._hidden: list[int] = []
        self._reasons: Counter[str] = Counter()

    def learn(self, record: PageRecord) -> None:
        if record.failed:
            return
        number = record.index + 1
        letters = unknown = 0
        for passage in record.passages:
            for line in passage.lines:
                letters += len(line.text)
                unknown += line.text.count("\ufffd")
        self._words += record.words
        if unknown > _GARBLED * letters:
            self._garbled.append(number)
        elif record.lost:
            self._lost.append(number)
        if record.picture and not record.words:
            self._pictures.append(number)
        if record.hidden:
            self._hidden.append(number)
            for passage in record.hidden:
                self._reasons[passage.hidden] += sum(len(line.words) for line in passage.lines)

    def problems(self) -> list[Problem]:
        found: list[Problem] = []
        if not self._words:
            message = (
                "The PDF holds pictures of pages without any text. Have its text recognised (OCR), then upload it."
            )
            found.append(Problem("no_text_layer", message))
        elif self._pictures:
            message = (
                f"There is only a picture and no text on {_pages(self._pictures)}: what stands there is not searched. "
                "Have the text recognised (OCR), then upload the file again."
            )
            found.append(Problem("pages_without_text", message, self._pictures[0]))
        if self._garbled:
            message = f"Letters are missing from the text of {_pages(self._garbled)}: compare it with the page image."
            found.append(Problem("garbled_text", message, self._garbled[0]))
        if self._lost:
            message = (
                f"Letters may be lost or doubled in the text of {_pages(self._lost)}: the file has its words in pieces "
                "there, or does not say which letters its shapes stand for. What could be put together was; compare it "
                "with the page image before you quote it."
            )
            found.append(Problem("lost_letters", message, self._lost[0]))
        if self._hidden:
            count = sum(self._reasons.values())
            how = ", ".join(_REASONS.get(reason, reason) for reason, _ in self._reasons.most_common())
            message = (
                f"{count:,} {'word' if count == 1 else 'words'} on {_pages(self._hidden)} cannot be seen by anybody "
                f"who looks at the page ({how}). They are shown as hidden, and never taken as evidence."
            )
            found.append(Problem("hidden_text", message, self._hidden[0]))
        return found


def _pages(numbers: list[int]) -> str:
    """ "page 3", "pages 3, 4 and 9", "pages 1, 2, ... and 30 others"."""
    if len(numbers) == 1:
        return f"page {numbers[0]}"
    more = len(numbers) - _NAMED
    if more > 0:
        return f"pages {', '.join(map(str, numbers[:_NAMED]))} and {more} {'other' if more == 1 else 'others'}"
    return f"pages {', '.join(map(str, numbers[:-1]))} and {numbers[-1]}"
