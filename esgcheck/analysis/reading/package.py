"""An Office file as a ZIP of XML parts, opened with suspicion; inside the cage.

Nothing is unpacked to a disk and no link is followed. Parts are parsed as a stream, by expat alone, so that memory
grows with the text and not with the mark-up; a part with a DOCTYPE is refused before any entity can be declared.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from collections.abc import Callable
from typing import Any
from xml.parsers import expat

UNPACKED_BYTES = 200_000_000
RATIO = 100
SMALL = 1_000_000
"""The ratio is held against parts that unpack to more than this: small ones of blanks compress well by nature."""

MOST_PARTS = 10_000
DEEPEST = 2_000


class BadPackage(Exception):
    """``str()`` is a sentence for the user, ``code`` stable."""

    def __init__(self, message: str, code: str = "damaged") -> None:
        super().__init__(message)
        self.code = code


class Package:
    """The parts of an Office file. ``what`` and ``program`` are for what users are told. Raises BadPackage."""

    def __init__(self, data: bytes, *, what: str = "Word document", program: str = "Word") -> None:
        self.called(what, program)
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            parts = self._zip.infolist()
        except (zipfile.BadZipFile, ValueError, OSError, EOFError, NotImplementedError, UnicodeDecodeError):
            raise BadPackage(self._damaged) from None
        self.names = {part.filename for part in parts}
        if len(self.names) < len(parts):
            raise BadPackage(
                f"The {what} holds a part twice, so that two programs may show two texts. Open it in {program}, "
                "save it anew, and upload that."
            )
        if any(_leads_away(name) for name in self.names):
            raise BadPackage(
                f"The {what} holds parts that point out of it, as no program writes them. Ask where it came "
                "from, and save it anew or as PDF."
            )
        unpacked = sum(part.file_size for part in parts)
        if len(parts) > MOST_PARTS or unpacked > UNPACKED_BYTES:
            raise BadPackage(
                f"The {what} unpacks to {unpacked / 1e6:,.0f} MB; at most {UNPACKED_BYTES / 1e6:,.0f} MB are "
                "read. Split it, or save it as PDF.",
                "too_large",
            )
        if any(part.file_size > max(SMALL, RATIO * part.compress_size) for part in parts):
            raise BadPackage(
                f"Parts of the {what} unpack to over {RATIO} times their size, as only made-up files do. "
                "Save it as PDF and upload that.",
                "too_large",
            )

    def called(self, what: str, program: str) -> None:
        """What the file is found to be, once that is known."""
        self._what, self._program = what, program
        self._damaged = (
            f"The {what} is damaged: it cannot be unpacked. Open it in {program}, save it anew, and upload that."
        )

    def parse(self, name: str, start: Callable[[str, dict[str, str]], None], end: Callable[[str], None], text: Any
              ) -> None:  # fmt: skip
        """Stream one part through handlers; names come as ``namespace}local``."""
        parser = expat.ParserCreate(namespace_separator="}")
        parser.buffer_text = True
        depth = 0

        def opened(tag: str, attributes: dict[str, str]) -> None:
            nonlocal depth
            depth += 1
            if depth > DEEPEST:
                raise BadPackage(
                    f"The {self._what} is nested deeper than any program writes. Save it as PDF and upload that."
                )
            start(tag, attributes)

        def closed(tag: str) -> None:
            nonlocal depth
            depth -= 1
            end(tag)

        parser.StartElementHandler = opened
        parser.EndElementHandler = closed
        parser.CharacterDataHandler = text
        parser.StartDoctypeDeclHandler = self._refuse_doctype
        try:
            with self._zip.open(name) as part:
                while piece := part.read(1 << 18):
                    parser.Parse(piece, False)
                parser.Parse(b"", True)
        except expat.ExpatError:
            raise BadPackage(
                f"The {self._what} is damaged: its part {name[:60]} is no XML. Open it in {self._program} and save it "
                "anew."
            ) from None
        except RuntimeError:
            raise BadPackage(
                f"The {self._what} is locked with a password. Save it without one and upload that.", "password_needed"
            ) from None
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, LookupError, ValueError, OSError):
            raise BadPackage(self._damaged) from None

    def related(self, name: str) -> dict[str, tuple[str, str]]:
        """The parts that a part points to, as id to (what it is, name); what is outside of the file is left out."""
        folder, _, file = name.rpartition("/")
        relations = f"{folder}/_rels/{file}.rels" if folder else f"_rels/{file}.rels"
        found: dict[str, tuple[str, str]] = {}

        def start(_: str, attributes: dict[str, str]) -> None:
            target = attributes.get("Target", "")
            if target and attributes.get("TargetMode") != "External" and len(found) < MOST_PARTS:
                path = target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"{folder}/{target}")
                if path.lstrip("/") in self.names:
                    kind = attributes.get("Type", "").rpartition("/")[2]
                    found[attributes.get("Id", f"without {len(found)}")] = (kind, path.lstrip("/"))

        if relations in self.names:
            self.parse(relations, start, lambda tag: None, None)
        return found

    def _refuse_doctype(self, *_: object) -> None:
        raise BadPackage(
            f"The {self._what} declares a document type, as no program for it does and attackers do. Save it anew or "
            "as PDF."
        )


def _leads_away(name: str) -> bool:
    return name.startswith(("/", "\\")) or ".." in name.replace("\\", "/").split("/") or ":" in name[:3]
