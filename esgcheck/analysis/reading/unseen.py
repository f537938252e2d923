"""Whether a reader of a web page sees an element, as far as its own attributes say; style sheets are not followed."""

from __future__ import annotations

import re

DROPPED = "dropped"
"""For what is no text at all, such as a drawing."""

_UNSEEN = re.compile(
    r"(?:^|[;\s])(?:display\s{0,9}:\s{0,9}none|visibility\s{0,9}:\s{0,9}(?:hidden|collapse))", re.IGNORECASE
)
"""Not ``font-size: 0`` or ``opacity: 0``: mails set the one around words that have a size of their own, and pages the
other on words that fade in."""

_COLOUR = re.compile(r"(?:^|[;\s])color\s{0,9}:\s{0,9}([^;!]{1,40})", re.IGNORECASE)
_GROUND = re.compile(r"(?:^|[;\s])background(?:-color)?\s{0,9}:\s{0,9}([^;!]{1,80})", re.IGNORECASE)
_WHITES = frozenset(
    {"white", "#fff", "#ffff", "#ffffff", "#ffffffff", "rgb(255,255,255)", "rgba(255,255,255,1)", "snow", "#fefefe"}
)


def why_unseen(attributes: dict[str, str], around: str, behind: str) -> str:
    """Why nobody sees an element: "hidden", "white", or "". ``around``: why nobody sees the element around it;
    ``behind``: the colour that it stands on, where that is said. White letters count only on a ground said to be
    white, since most stand on a dark one that a style sheet paints."""
    if around in ("hidden", DROPPED) or not attributes:
        return around
    style = attributes.get("style", "")
    if "hidden" in attributes or (style and _UNSEEN.search(style)):
        return "hidden"
    found = _COLOUR.search(style) if style else None
    colour = _plain(found.group(1) if found else attributes.get("color", ""))
    if colour:
        return "white" if colour in _WHITES and behind == "white" else ""
    return around if behind == "white" else ""


def ground(attributes: dict[str, str]) -> str:
    """The colour that an element lays behind its words: "white", "other", or "" where it says none."""
    if not attributes:
        return ""
    found = _GROUND.search(attributes.get("style", ""))
    colour = _plain(found.group(1) if found else attributes.get("bgcolor", ""))
    return (
        "" if not colour or colour in ("transparent", "none", "inherit") else "white" if colour in _WHITES else "other"
    )


def _plain(colour: str) -> str:
    return colour.replace(" ", "").lower()
