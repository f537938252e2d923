"""A ZIP archive as a list of its files, and the files one by one; inside the cage.

Nothing is written to a disk: a member is unpacked into memory, sent away and forgotten before the next. What the
archive says of sizes is checked before anything is unpacked, and no more than that is ever unpacked: a member that
lies about itself fails its checksum.
"""

from __future__ import annotations

import struct
import unicodedata
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, BinaryIO

from esgcheck.analysis.reading.blocks import Block, document_from_blocks
from esgcheck.analysis.reading.package import BadPackage
from esgcheck.analysis.types import Cell, Contained, Document, Problem, Span

MEDIA_TYPE = "application/zip"
SMALL = 1_000_000
"""The ratio is held against files that unpack to more than this: small ones of blanks compress well by nature."""

_LONGEST_NAME = 250
_NAMED = 3
_PASSED_OVER = frozenset({".ds_store", "thumbs.db", "desktop.ini"})
_UTF8 = 0x800
_LOCKED = 0x1
_UNICODE_PATH = 0x7075
_OFFICE = ("[Content_Types].xml", "META-INF/manifest.xml")
_DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, LookupError, struct.error, OverflowError)


@dataclass(slots=True)
class Archive:
    """An open archive. ``members`` by their cleaned names, in the archive's own order; ``left_out`` the names of
    what could not be given, by reason, which fills while :meth:`contained` is gone through."""

    members: list[tuple[str, zipfile.ZipInfo]]
    left_out: dict[str, list[str]] = field(default_factory=dict)
    _zip: Any = None
    _password: bytes | None = None
    _bounds: dict[str, Any] = field(default_factory=dict)

    def contained(self) -> Iterator[Contained]:
        """Every file that can be unpacked, one at a time."""
        for name, member in self.members:
            reason, data = self._unpacked(member)
            if reason:
                self.left_out.setdefault(reason, []).append(name)
            else:
                yield Contained(name, data)
                del data

    def _unpacked(self, member: zipfile.ZipInfo) -> tuple[str, bytes]:
        """Why it cannot be unpacked, or else its bytes."""
        if member.file_size == 0:
            return "empty", b""
        if member.file_size > self._bounds["member_bytes"]:
            return "too_large", b""
        if member.file_size > max(SMALL, self._bounds["ratio"] * member.compress_size):
            return "bomb", b""
        try:
            data = self._zip.read(member, self._password)
            return ("", data) if data else ("damaged", b"")  # it said that there was something
        except MemoryError:
            raise
        except NotImplementedError:
            return ("locked" if member.flag_bits & _LOCKED else "unknown"), b""
        except RuntimeError:
            return "locked", b""
        except _DAMAGED:
            return ("locked" if member.flag_bits & _LOCKED else "damaged"), b""

    def document(self) -> Document:
        """The list of members, each a row, with what could not be given as problems. Raises BadPackage where there
        are files and not one of them could be given."""
        stuck = sum(map(len, self.left_out.values()))
        if stuck and stuck == len(self.members):
            raise self._nothing()
        rows = [_row(name, size_of(member.file_size)) for name, member in self.members]
        problems = [_problem(reason, names) for reason, names in self.left_out.items()]
        return document_from_blocks(rows, media_type=MEDIA_TYPE, problems=problems)

    def _nothing(self) -> BadPackage:
        if "locked" in self.left_out:
            words = "The password does not open the archive." if self._password else "The archive needs a password."
            return BadPackage(
                f"{words} Unpack it with its password and upload the files, or give the password.", "password_needed"
            )
        if "bomb" in self.left_out or "too_large" in self.left_out:
            return BadPackage(
                "What is in the archive unpacks to more than is read, as only made-up files do. Unpack it yourself "
                "and upload what you need.",
                "too_large",
            )
        if set(self.left_out) == {"empty"}:
            return BadPackage("Every file in the archive is empty.", "empty")
        return BadPackage("The archive is damaged: no file in it can be unpacked. Pack the files anew.")


def _row(name: str, size: str) -> Block:
    middle = len(name)
    cells = (Cell(Span(0, middle), 0), Cell(Span(middle + 1, middle + 1 + len(size)), 1))
    return Block(f"{name}\t{size}", "table_row", after="\n", table=1, cells=cells)


def open_archive(file: BinaryIO, bounds: dict[str, Any], password: str | None = None) -> Archive:
    """Look at the list of members, and refuse what cannot be meant well. Raises BadPackage.

    ``bounds``: members, member_bytes, unpacked_bytes, ratio (see :class:`.limits.Limits`).
    """
    try:
        archive = zipfile.ZipFile(file)
        everything = archive.infolist()
    except (*_DAMAGED, NotImplementedError):
        raise BadPackage(
            "The archive is damaged: its list of files cannot be read. Pack the files anew, or upload them one by one."
        ) from None
    if any(member.filename in _OFFICE for member in everything):
        raise BadPackage(
            "The file is a presentation, an OpenDocument or another program's file: save it as PDF and upload that.",
            "unsupported",
        )
    files = (member for member in everything if not member.filename.endswith("/"))
    wanted = [member for member in files if not passed_over(_raw_name(member))]
    if len(wanted) > bounds["members"]:
        raise BadPackage(
            f"The archive holds {len(wanted):,} files; at most {bounds['members']:,} are unpacked. Make several of it.",
            "too_large",
        )
    if not wanted:
        raise BadPackage("The archive holds no files.", "empty")
    unpacked = sum(member.file_size for member in wanted)
    if unpacked > bounds["unpacked_bytes"]:
        raise BadPackage(
            f"The archive unpacks to {size_of(unpacked)}; at most {size_of(bounds['unpacked_bytes'])} are unpacked. "
            "Make several of it.",
            "too_large",
        )
    if sum(member.compress_size for member in wanted) > _length(file):
        raise BadPackage(
            "The files in the archive lie one inside of the other, as only made-up archives do. Pack the files anew.",
            "too_large",
        )
    names = distinct(clean(_raw_name(member)) for member in wanted)
    secret = password.encode() if password else None
    return Archive(list(zip(names, wanted, strict=True)), _zip=archive, _password=secret, _bounds=bounds)


def _length(file: BinaryIO) -> int:
    return file.seek(0, 2)


def _raw_name(member: zipfile.ZipInfo) -> str:
    """The name as it was meant: programs that write UTF-8 without saying so are common."""
    if member.flag_bits & _UTF8:
        return member.filename
    if told := _unicode_path(member.extra):
        return told
    try:
        return member.orig_filename.encode("cp437").decode("utf-8")
    except UnicodeError:
        return member.filename


def _unicode_path(extra: bytes) -> str:
    """The name in UTF-8 that some programs (Info-ZIP) put beside the other."""
    at = 0
    while at + 4 <= len(extra):
        kind, size = struct.unpack_from("<HH", extra, at)
        if kind == _UNICODE_PATH and size > 5:
            return extra[at + 9 : at + 4 + size].decode("utf-8", "ignore")
        at += 4 + size
    return ""


def passed_over(name: str) -> bool:
    """What file managers leave behind, and nobody means to upload."""
    parts = name.replace("\\", "/").split("/")
    return parts[0] == "__MACOSX" or parts[-1].lower() in _PASSED_OVER or parts[-1].startswith("._")


def clean(name: str) -> str:
    """A path that leads nowhere but down, without letters that cannot be seen or turn the others around."""
    name = unicodedata.normalize("NFC", name.replace("\\", "/"))
    parts = ["".join(filter(str.isprintable, " ".join(part.split()))) for part in name.split("/")]
    parts = [part for part in parts if part not in ("", ".", "..")]
    if parts and len(parts[0]) == 2 and parts[0][1] == ":":
        parts = parts[1:]
    return "/".join(parts)[-_LONGEST_NAME:].lstrip("/") or "unnamed"


def distinct(names: Iterator[str]) -> list[str]:
    """Two files of one name are two files: the second is called "a (2).pdf"."""
    taken: set[str] = set()
    numbers: dict[str, int] = {}
    given = []
    for name in names:
        stem, dot, ending = name.rpartition(".")
        if not dot or "/" in ending:
            stem, dot, ending = name, "", ""
        number, free = numbers.get(name, 2), name
        while free in taken:
            free = f"{stem} ({number}){dot}{ending}"
            number += 1
        numbers[name] = number  # the next of this name need not try them all again
        taken.add(free)
        given.append(free)
    return given


def size_of(count: int) -> str:
    """Bytes as people say them."""
    for unit, step in (("GB", 1e9), ("MB", 1e6), ("KB", 1e3)):
        if count >= step:
            return f"{count / step:,.1f} {unit}"
    return f"{count} bytes"


_WORDS = {
    "locked": ("password_needed", "locked with a password", "unpack the archive with it and upload {them}"),
    "empty": ("empty_files", "empty", "look at {them} at the origin"),
    "too_large": ("too_large", "larger than is unpacked", "upload {them} alone"),
    "bomb": ("too_large", "packed so tightly as only made-up files are, and not unpacked", "upload {them} alone"),
    "damaged": ("damaged", "damaged and cannot be unpacked", "pack {them} anew"),
    "unknown": ("unsupported", "packed in a way that is not known here", "pack {them} anew as ZIP"),
}


def _problem(reason: str, names: list[str]) -> Problem:
    code, what, remedy = _WORDS[reason]
    count = "1 file in it is" if len(names) == 1 else f"{len(names):,} files in it are"
    some = ", ".join(name[-60:] for name in names[:_NAMED]) + (" and others" if len(names) > _NAMED else "")
    them = "it" if len(names) == 1 else "them"
    return Problem(code, f"{count} {what}: {remedy.format(them=them)} ({some}).")
