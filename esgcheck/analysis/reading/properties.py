"""What an Office file says of itself: title, author, who changed it last and when; inside the cage."""

from __future__ import annotations

from esgcheck.analysis.reading.blocks import tidy
from esgcheck.analysis.reading.package import Package
from esgcheck.analysis.reading.pagefacts import day_in

_NAMES = {
    "title": "Title", "creator": "Author", "lastModifiedBy": "Last changed by", "Company": "Company",
    "Manager": "Manager", "subject": "Subject", "description": "Description", "created": "Created",
    "modified": "Changed", "lastPrinted": "Printed", "Application": "Written with",
}  # fmt: skip


def facts_of(package: Package) -> tuple[list[tuple[str, str]], str]:
    """The facts as (name, value), and the day of the last change, or else of the making, as "2024-05-31"."""
    said: dict[str, str] = {}
    current: list[str] = []

    def start(tag: str, attributes: dict[str, str]) -> None:
        current.clear()

    def end(tag: str) -> None:
        name = _NAMES.get(tag.rpartition("}")[2])
        value = tidy("".join(current)).replace("\n", " ")[:2_000]
        if name and value:
            said.setdefault(name, value)
        current.clear()

    for part in ("docProps/core.xml", "docProps/app.xml"):
        if part in package.names:
            package.parse(part, start, end, current.append)
    dated = day_in(said.get("Changed", "")) or day_in(said.get("Created", ""))
    return [(name, said[name]) for name in _NAMES.values() if name in said], dated
