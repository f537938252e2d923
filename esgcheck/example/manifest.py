"""The manifest of the example case, read and checked: which files, what they are, how they came to be held.

``example.json`` is written by hand, its hashes apart (``build.py`` puts those in). Nothing here knows the database:
whoever loads the example hands each file to the same upload as a person would use.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, get_args

FOLDER = Path(__file__).parent
FILES = FOLDER / "files"
MANIFEST = FOLDER / "example.json"

DocumentKind = Literal["report", "source"]
HopKind = Literal["said", "recorded", "obtained", "passed_on", "published"]


@dataclass(frozen=True, slots=True)
class Hop:
    """One step of how a document came to be held. ``when`` is an ISO date or words; ``held``: do we hold that thing."""

    kind: HopKind
    who: str
    when: str
    held: bool
    note: str = ""


@dataclass(frozen=True, slots=True)
class ExampleDocument:
    """A file of the example. ``path`` exists and its bytes have the hash ``sha256``."""

    path: Path
    title: str
    kind: DocumentKind
    sha256: str
    provenance: tuple[Hop, ...]


@dataclass(frozen=True, slots=True)
class Response:
    """What the organisation answered. ``source`` names the file that holds the whole reply, or is empty."""

    from_whom: str
    answered: bool
    date: str
    text: str
    source: str = ""


@dataclass(frozen=True, slots=True)
class Example:
    """The whole example case."""

    title: str
    organisation: str
    description: str
    documents: tuple[ExampleDocument, ...]
    response: Response

    def document(self, file_name: str) -> ExampleDocument:
        """The document whose file is called ``file_name``. Raises KeyError where there is none."""
        for document in self.documents:
            if document.path.name == file_name:
                return document
        raise KeyError(file_name)


def load(manifest: Path = MANIFEST, files: Path = FILES) -> Example:
    """Read the manifest and check it against the files.

    Raises ValueError with a sentence that names the file: for a missing file, a changed file, or an unknown kind.
    """
    data = json.loads(manifest.read_text(encoding="utf-8"))
    if (data["format"], data["version"]) != ("esgcheck-example", 1):
        raise ValueError(f"{manifest.name} is not a manifest of an example case, version 1")
    case, answer = data["case"], data["response"]
    return Example(
        title=case["title"],
        organisation=case["organisation"],
        description=case["description"],
        documents=tuple(_document(entry, files) for entry in data["documents"]),
        response=Response(
            from_whom=answer["from"],
            answered=answer["answered"],
            date=answer["date"],
            text=answer["text"],
            source=answer["source"],
        ),
    )


def _document(entry: dict[str, Any], files: Path) -> ExampleDocument:
    path = files / entry["file"]
    if not path.is_file():
        raise ValueError(f"The example's file {path.name} is missing")
    if hashlib.sha256(path.read_bytes()).hexdigest() != entry["sha256"]:
        raise ValueError(f"The example's file {path.name} is not the one that the manifest describes")
    if entry["kind"] not in get_args(DocumentKind):
        raise ValueError(f"{path.name}: {entry['kind']!r} is no kind of document")
    return ExampleDocument(
        path=path,
        title=entry["title"],
        kind=entry["kind"],
        sha256=entry["sha256"],
        provenance=tuple(_hop(hop, path.name) for hop in entry["provenance"]),
    )


def _hop(entry: dict[str, Any], file_name: str) -> Hop:
    if entry["kind"] not in get_args(HopKind):
        raise ValueError(f"{file_name}: {entry['kind']!r} is no kind of provenance")
    return Hop(entry["kind"], entry["who"], entry["when"], entry["held"], entry.get("note", ""))
