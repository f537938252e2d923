"""One document as it is read: a page, what is highlighted on it, and the panel beside it."""

from __future__ import annotations

from dataclasses import dataclass

from esgcheck.documents.models import Version
from esgcheck.web.reading.address import ZOOMS, ReadingAddress
from esgcheck.web.reading.contents import Contents, contents
from esgcheck.web.reading.finding import Search, found_on, highlights, search
from esgcheck.web.reading.said import Said, said
from esgcheck.web.reading.thumbs import Thumbs, thumbs
from esgcheck.web.workbench.highlights import Highlight
from esgcheck.web.workbench.paging import Paging
from esgcheck.web.workbench.sheets import Sheet, sheet


@dataclass(frozen=True)
class Panel:
    """What stands beside the page: one of the four or nothing, the others a link away."""

    name: str
    thumbs: Thumbs | None = None
    contents: Contents | None = None
    said: Said | None = None


@dataclass(frozen=True)
class Reader:
    address: ReadingAddress
    sheet: Sheet | None
    nav: Paging
    panel: Panel
    search: Search | None = None

    @property
    def number(self) -> int:
        return self.address.number

    @property
    def leaf_url(self) -> str:
        """Where this page by itself is to be had, and with another number every other."""
        apart = bool(self.search and self.search.finding.apart)
        hit = self.search.hit if self.search else None
        return self.address.url("page-sheet", hit=hit, apart=apart)

    @property
    def shown_size(self) -> tuple[int, int] | None:
        """Width and height of the page in CSS pixels where a percentage says it."""
        if self.sheet is None or self.address.zoom not in ZOOMS:
            return None
        scale = 96 / 72 * int(self.address.zoom) / 100
        return round(self.sheet.page.width * scale), round(self.sheet.page.height * scale)

    @property
    def tabs(self) -> list[tuple[str, str, str, str, str]]:
        """(name, icon, words, key, address) of what can stand beside the page; the open one's address closes it."""
        named = [
            ("pages", "thumbs", "Pages", "t"),
            ("contents", "contents", "Contents", "o"),
            ("said", "comment", "Claims and quotations", "q"),
            ("find", "search", "Find in this document", "/"),
        ]
        return [
            (name, sign, words, key, self.address.url(side="closed" if name == self.panel.name else name))
            for name, sign, words, key in named
        ]

    @property
    def clear_url(self) -> str:
        """Nothing looked for any more."""
        return self.address.url(find="", hit=None, side="find")

    @property
    def first_url(self) -> str:
        return self.address.url(number=1) if self.number > 1 else ""

    @property
    def last_url(self) -> str:
        last = self.sheet.pages if self.sheet else 0
        return self.address.url(number=last) if self.number < last else ""

    @property
    def zooms(self) -> list[tuple[str, str, str]]:
        """(value, words, address) of every size."""
        named = [("", "As wide as there is room"), ("page", "A whole page"), *((zoom, f"{zoom} %") for zoom in ZOOMS)]
        return [(value, words, self.address.url(zoom=value)) for value, words in named]


def reader(version: Version, address: ReadingAddress, side: str) -> Reader:
    """The whole view. ``side`` is the panel that this browser showed last."""
    found = search(version, address) if address.find else None
    marks = highlights(found.finding, found.hit) if found else []
    return Reader(
        address,
        sheet(version, address.number, _asked(address) + marks),
        _nav(version, address),
        _panel(version, address, address.side or ("find" if address.find else side)),
        found,
    )


def leaf(version: Version, address: ReadingAddress) -> Reader:
    """One page for itself, to be put under or over the others."""
    marks = highlights(found_on(version, address), address.hit) if address.find else []
    shown = sheet(version, address.number, _asked(address) + marks)
    return Reader(address, shown, _nav(version, address), Panel(""))


def beside(version: Version, address: ReadingAddress) -> Reader:
    """The panel by itself."""
    found = search(version, address) if address.find and address.side == "find" else None
    return Reader(address, None, _nav(version, address), _panel(version, address, address.side), found)


def _asked(address: ReadingAddress) -> list[Highlight]:
    return [Highlight(address.at, "claim", here=True)] if address.at else []


def _nav(version: Version, address: ReadingAddress) -> Paging:
    number, size = address.number, address.zoom if address.zoom in ZOOMS else "100"
    at = ZOOMS.index(size)
    return Paging(
        address.url(number=number - 1) if number > 1 else "",
        address.url(number=number + 1) if number < version.pages_read else "",
        address.url(zoom=ZOOMS[at - 1]) if at else "",
        address.url(zoom=ZOOMS[at + 1]) if at + 1 < len(ZOOMS) else "",
    )


def _panel(version: Version, address: ReadingAddress, name: str) -> Panel:
    if name == "pages":
        return Panel(name, thumbs=thumbs(version, address))
    if name == "contents":
        return Panel(name, contents=contents(version, address))
    if name == "said":
        return Panel(name, said=said(version, address))
    return Panel(name)
