"""What a web page says of itself in its head: title, author, day; and where a browser saved it from."""

from __future__ import annotations

import datetime
import html
import json
import re
from typing import Any

from esgcheck.analysis.reading.blocks import tidy
from esgcheck.analysis.reading.markup import Raw, Start

_LONGEST_SCRIPT = 200_000
_SAVED = re.compile(r"<!-- saved from url=\([0-9]{1,6}\)(\S{1,2000}) -->")
_AUTHOR = ("author", "article:author", "dc.creator", "dcterms.creator", "citation_author", "parsely-author")
_PUBLISHED = (
    "article:published_time", "datepublished", "date", "dc.date", "dcterms.date", "dc.date.issued", "dcterms.issued",
    "pubdate", "publishdate", "publish-date", "citation_publication_date", "parsely-pub-date", "og:published_time",
)  # fmt: skip
_CHANGED = ("article:modified_time", "datemodified", "last-modified", "og:updated_time", "dcterms.modified")
_DAY = re.compile(r"((?:19|20)[0-9]{2})[-/.]?([01][0-9])[-/.]?([0-3][0-9])(?![0-9])")


class PageFacts:
    """Collected while the page is read; what comes first counts."""

    def __init__(self) -> None:
        self._said: dict[str, str] = {}
        self._time = ""

    def tag(self, tag: Start) -> None:
        """A meta, link or time element."""
        said = tag.attributes
        if tag.name == "time":
            if not self._time:
                self._time = said.get("datetime", "")
        elif tag.name == "link":
            if said.get("rel", "").lower() == "canonical":
                self._keep("link:canonical", said.get("href", ""))
        else:
            for key in ("property", "name", "itemprop", "http-equiv"):
                if said.get(key):
                    self._keep(said[key].lower(), said.get("content", ""))

    def script(self, raw: Raw) -> None:
        """What a page tells search engines about its article (JSON-LD)."""
        if "ld+json" not in raw.attributes.get("type", "").lower() or len(raw.text) > _LONGEST_SCRIPT:
            return
        try:
            self._linked(json.loads(raw.text))
        except (ValueError, RecursionError):
            return

    def _linked(self, data: Any) -> None:
        if isinstance(data, dict):
            data = [data, *(data["@graph"] if isinstance(data.get("@graph"), list) else [])]
        for thing in data[:200] if isinstance(data, list) else []:
            if not isinstance(thing, dict):
                continue
            for key in ("datePublished", "dateModified"):
                if isinstance(thing.get(key), str):
                    self._keep(key.lower(), thing[key])
            if "datePublished" in thing or "headline" in thing:
                self._keep("author", ", ".join(_names(thing.get("author"))))

    def _keep(self, key: str, value: str) -> None:
        value = tidy(html.unescape(value[:2_000])).replace("\n", " ")
        if value and len(self._said) < 500:
            self._said.setdefault(key, value)

    def _first(self, keys: tuple[str, ...]) -> str:
        return next((self._said[key] for key in keys if key in self._said), "")

    @property
    def dated(self) -> str:
        """The day on which it was published, as "2024-05-31"."""
        return day_in(self._first(_PUBLISHED)) or day_in(self._time)

    def listed(self, title: str, page: str) -> list[tuple[str, str]]:
        """(name, value), some values empty. ``page`` is searched for the note that a browser leaves when it saves."""
        saved = _SAVED.search(page[:4_000])
        return [
            ("Title", self._first(("og:title",)) or title),
            ("Author", self._first(_AUTHOR)),
            ("Published", self._first(_PUBLISHED) or self._time),
            ("Changed", self._first(_CHANGED)),
            ("Site", self._first(("og:site_name", "application-name", "dc.publisher"))),
            ("Address", self._first(("link:canonical", "og:url"))),
            ("Saved from", saved.group(1) if saved else ""),
        ]


def _names(author: Any) -> list[str]:
    several = author if isinstance(author, list) else [author]
    names = [one.get("name") if isinstance(one, dict) else one for one in several[:20]]
    return [name[:200] for name in names if isinstance(name, str) and name]


def day_in(text: str) -> str:
    """The first day in a text that is written from year to day, or ""."""
    for found in _DAY.finditer(text[:200]):
        try:
            return datetime.date(*(int(part) for part in found.groups())).isoformat()
        except ValueError:
            continue
    return ""
