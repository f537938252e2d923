"""Reading what holds other files, inside the cage: archives and e-mails.

The files leave one by one, each in a frame of its own, before the text of what held them: so memory is bounded by the
largest of them, and what went wrong with one can be said in the end.
"""

from __future__ import annotations

import io
import zipfile
from typing import Any

from esgcheck.analysis.reading import archive, charsets, frames, mail, texts, warming, webpage
from esgcheck.analysis.reading.blocks import TooMuch
from esgcheck.analysis.reading.package import BadPackage
from esgcheck.analysis.types import Contained, Document

MEDIA_TYPES = frozenset({archive.MEDIA_TYPE, mail.MEDIA_TYPE})

_BOUNDS = {"members": 10, "member_bytes": 10_000, "unpacked_bytes": 100_000, "ratio": 100}

_FORWARDED = (
    b"From: a@b.example\nDate: Tue, 21 Oct 2025 16:42:08 +0100\nMIME-Version: 1.0\nContent-Type: multipart/mixed; "
    b'boundary="x"\n\n--x\nContent-Type: message/rfc822\n\nSubject: =?utf-8?q?W=C3=A4rme?=\nFrom: W\xc3\xa4rme\n\n'
    b"W\xc3\xa4rme\n--x--\n"
)


def warm_up() -> None:
    """Load codecs and compile patterns before the walls go up."""
    charsets.warm_up()
    webpage.read_page(warming.WEB_PAGE)
    for attachment in (*mail.read_mail(warming.MAIL).attachments, *mail.read_mail(_FORWARDED).attachments):
        attachment.contained()
    packed = archive.open_archive(io.BytesIO(_packed()), _BOUNDS, "warm")
    list(packed.contained())
    packed.document()


def _packed() -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("W\u00e4rme/a.txt", "warm")
        package.writestr("b.txt", "up", compress_type=zipfile.ZIP_BZIP2)
        package.writestr("c.txt", "up", compress_type=zipfile.ZIP_LZMA)
    return data.getvalue()


def read(command: dict[str, Any], send: Any, refused: Any) -> None:
    """Send every file inside of the document on standard input, where the keeper wants them, then its own text."""
    try:
        if command["media_type"] == archive.MEDIA_TYPE:
            document, guessed = _archive(command, send), ""
        else:
            document, guessed = _mail(command, send)
    except BadPackage as bad:
        raise refused(bad.code, str(bad)) from None
    except TooMuch:
        raise refused("too_large", "The file holds more text than is read in one document. Split it.") from None
    send(frames.TEXT, texts.packed(document, guessed))
    send(frames.DONE)


def _archive(command: dict[str, Any], send: Any) -> Document:
    # The archive itself stays where it is: the descriptor is the file, and can be moved about in.
    with io.BufferedReader(io.FileIO(0, closefd=False), 1 << 16) as file:
        opened = archive.open_archive(file, command, command["password"])
        if command["contained"]:
            for contained in opened.contained():
                send(frames.CONTAINED, packed(contained))
                del contained
        return opened.document()


def _mail(command: dict[str, Any], send: Any) -> tuple[Document, str]:
    with io.FileIO(0, closefd=False) as file:
        letter = mail.read_mail(file.readall())
    if not command["contained"]:
        return letter.with_attachments_untold(), letter.guessed
    lost = [attachment.name for attachment in letter.attachments[command["members"] :]]
    for attachment in letter.attachments[: command["members"]]:
        contained = attachment.contained()
        if contained is None or len(contained.data) > command["member_bytes"]:
            lost.append(attachment.name)
        else:
            send(frames.CONTAINED, packed(contained))
    return letter.with_lost(lost), letter.guessed


def packed(contained: Contained) -> bytes:
    """As the frame carries it; see :func:`.unpacking.contained_from` for the other end."""
    name = contained.name.encode("utf-8", "replace")[:1_000]
    return len(name).to_bytes(2, "big") + name + contained.data
