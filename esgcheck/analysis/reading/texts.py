"""Reading what is no PDF and holds no other files, inside the cage: every reader gives a whole document."""

from __future__ import annotations

from typing import Any

from esgcheck.analysis.reading import charsets, docx, frames, warming, webpage
from esgcheck.analysis.reading.blocks import TooMuch
from esgcheck.analysis.reading.decoding import decoded
from esgcheck.analysis.reading.limits import OLE
from esgcheck.analysis.reading.package import BadPackage
from esgcheck.analysis.reading.plain import document_from_text
from esgcheck.analysis.reading.transcripts import document_from_transcript
from esgcheck.analysis.types import Document, Passage

_FORMATS = {"text/vtt": "vtt", "application/x-subrip": "srt"}


def warm_up() -> None:
    """Load the codecs and compile the patterns before the walls go up."""
    for encoding in ("utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be", "cp1252", "gb18030"):
        "Wärme".encode(encoding, "ignore").decode(encoding, "replace")
    document_from_text("• Warm\n\n1. up")
    document_from_transcript("WEBVTT\n\n00:01.000 --> 00:02.000\n<v Ann>Warm</v>\n", media_type="text/vtt")
    docx.read_docx(warming.word_document())
    charsets.warm_up()
    webpage.read_page(warming.WEB_PAGE)


def read(data: bytes, command: dict[str, Any], send: Any, refused: Any) -> None:
    """Send the whole document in one frame."""
    guessed = ""
    try:
        if command["media_type"] == docx.MEDIA_TYPE:
            document = docx.read_docx(data)
        elif command["media_type"] == OLE:
            raise _ole(data)
        else:
            document, guessed = _text(data, command, refused)
    except BadPackage as bad:
        raise refused(bad.code, str(bad)) from None
    except TooMuch:
        raise refused("too_large", "The file holds more text than is read in one document. Split it.") from None
    send(frames.TEXT, packed(document, guessed))
    send(frames.DONE)


def _text(data: bytes, command: dict[str, Any], refused: Any) -> tuple[Document, str]:
    media_type = command["media_type"]
    try:
        if media_type == webpage.MEDIA_TYPE:
            page, guess = charsets.decoded_page(data)
            return webpage.read_page(page), guess
        text, encoding, guessed = decoded(data)
    except ValueError:
        raise refused("unsupported", command["unsupported"]) from None
    if media_type in _FORMATS:
        return document_from_transcript(text, media_type=media_type), encoding if guessed else ""
    return document_from_text(text), encoding if guessed else ""


def _ole(data: bytes) -> BadPackage:
    """Word keeps a locked document in the container that it kept all documents in up to 2003."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        return BadPackage(
            "The document is locked with a password. Open it in Word, save it without one, and upload that.",
            "password_needed",
        )
    if "WordDocument".encode("utf-16-le") in data:
        return BadPackage(
            "The file is an older Word file (DOC): save it as DOCX or PDF and upload that.", "unsupported"
        )
    return BadPackage(
        "The file is an older Word, Excel, PowerPoint or Outlook file: save it as DOCX or PDF and upload that.",
        "unsupported",
    )


def packed(document: Document, guessed: str) -> dict[str, Any]:
    """As JSON carries it; see :func:`.records.document_from` for the other end."""
    return {
        "text": document.text,
        "media_type": document.media_type,
        "guessed": guessed,
        "pages": [page.end for page in document.pages],
        "passages": [
            [one.span.start, one.span.end, one.page, one.kind, one.speaker, one.time_start, one.time_end, _more(one)]
            for one in document.passages
        ],
        "problems": [[problem.code, problem.message] for problem in document.problems],
        "outline": [[entry.level, entry.title, entry.page, entry.start] for entry in document.outline],
        "facts": document.facts,
        "dated": document.dated,
    }


def _more(passage: Passage) -> dict[str, Any]:
    """What only some passages have."""
    more: dict[str, Any] = {}
    for name in ("level", "hidden", "table", "header", "place"):
        if value := getattr(passage, name):
            more[name] = value
    if passage.cells:
        more["cells"] = [[cell.span.start, cell.span.end, cell.column, cell.place] for cell in passage.cells]
    return more
