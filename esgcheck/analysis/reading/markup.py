"""The pieces of a web page: tags and words, in time that grows with the page however broken it is.

Written here because ``html.parser`` takes quadratic time on some broken pages and the parsers in C die on others. The
rules are those of browsers where they matter for words: a comment or script without an end swallows the rest, a ``<``
before anything but a name is a letter.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

_NAME = re.compile(r"</?([a-zA-Z][^\s/>\x00]{0,60})")
_INSIDE = re.compile(r"""(?:[^"'>]++|"[^"]*+"|'[^']*+')*+>""")
_ATTRIBUTE = re.compile(r"""([^\s"'<>/=\x00]{1,40})(?:\s{0,20}=\s{0,20}(?:"([^"]*+)"|'([^']*+)'|([^\s"'>]++)))?""")
_RAW = frozenset({"script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes", "noscript"})
_LONGEST_TAG_READ = 4_000
"""Attributes past this are images in disguise."""


@dataclass(frozen=True, slots=True)
class Start:
    name: str
    attributes: dict[str, str] = field(default_factory=dict)
    closed: bool = False


@dataclass(frozen=True, slots=True)
class End:
    name: str


@dataclass(frozen=True, slots=True)
class Raw:
    """An element whose inside holds no tags, such as a script or the title."""

    name: str
    text: str
    attributes: dict[str, str] = field(default_factory=dict)


Token = Start | End | Raw | str


def tokens(page: str) -> Iterator[Token]:
    """Tags, and the text between them as it stands, entities and all."""
    at, end = 0, len(page)
    last = page.rfind(">")
    while at < end:
        opening = page.find("<", at)
        if opening < 0 or opening > last:
            yield page[at:]
            return
        if opening > at:
            yield page[at:opening]
        following = page[opening + 1 : opening + 2]
        if following in ("!", "?"):
            at = _past_declaration(page, opening)
            continue
        name = _NAME.match(page, opening)
        if name is None:
            run = opening + 1
            while page.startswith("<", run) and run - opening < 10_000:
                run += 1
            run = max(opening + 1, run - 1) if run - opening < 10_000 else run
            yield page[opening:run]
            at = run
            continue
        inside = _INSIDE.match(page, name.end())
        close = inside.end() if inside else page.find(">", name.end()) + 1
        tag = name.group(1).lower()
        at = close
        if following == "/":
            yield End(tag)
            continue
        inner = page[name.end() : min(close - 1, name.end() + _LONGEST_TAG_READ)]
        if tag in _RAW:
            until = re.compile(f"</{re.escape(tag)}(?=[\\s/>])", re.IGNORECASE).search(page, close)
            yield Raw(tag, page[close : until.start() if until else end], _attributes(inner))
            if until is None:
                return
            at = page.find(">", until.end()) + 1 or end
        else:
            yield Start(tag, _attributes(inner), page.startswith("/", close - 2))


def _past_declaration(page: str, opening: int) -> int:
    if page.startswith("<!-->", opening):
        return opening + 5
    mark = "-->" if page.startswith("<!--", opening) else "]]>" if page.startswith("<![CDATA[", opening) else ">"
    found = page.find(mark, opening + 2)
    return found + len(mark) if found >= 0 else len(page)


def _attributes(inside: str) -> dict[str, str]:
    if not inside.strip(" /\n\t\r"):
        return {}
    found: dict[str, str] = {}
    for match in _ATTRIBUTE.finditer(inside):
        found.setdefault(match.group(1).lower(), match.group(2) or match.group(3) or match.group(4) or "")
    return found
