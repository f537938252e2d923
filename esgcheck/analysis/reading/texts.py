"""Reading what is no PDF and holds no other files, inside the cage: every reader gives a whole document."""

from __future__ import annotations

from typing import Any

from esgcheck.analysis.reading import charsets, delimited, docx, frames, markdown, spreadsheets, warming, webpage
from esgcheck.analysis.reading.blocks import TooMuch
from esgcheck.analysis.reading.decoding import decoded
from esgcheck.analysis.reading.delimited import TooManyCells, document_from_delimited
from esgcheck.analysis.reading.dialogue import document_from_dialogue
from esgcheck.analysis.reading.limits import OLE
from esgcheck.analysis.reading.package import BadPackage, Package
from esgcheck.analysis.reading.plain import document_from_text
from esgcheck.analysis.reading.transcripts import cues_of, document_from_transcript
from esgcheck.analysis.reading.workbook import MOST_CELLS, MOST_ROWS, Bounds
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
    spreadsheets.document_from_workbook(Package(warming.workbook()), Bounds())
    markdown.document_from_markdown("# W\n\na **b**\n")
    document_from_dialogue("A: Warm.\nB: Up.\nA: So.\nB: Yes.\n")
    document_from_delimited("a;b\n1;2\n", Bounds())


def read(data: bytes, command: dict[str, Any], send: Any, refused: Any) -> None:
    """Send the whole document in one frame."""
    guessed = ""
    try:
        if command["media_type"] in (docx.MEDIA_TYPE, spreadsheets.MEDIA_TYPE):
            document = _office(data, command)
        elif command["media_type"] == OLE:
            raise _ole(data)
        else:
            document, guessed = _text(data, command, refused)
    except BadPackage as bad:
        raise refused(bad.code, str(bad)) from None
    except TooManyCells as many:
        raise refused("too_large", str(many)) from None
    except TooMuch:
        raise refused("too_large", "The file holds more text than is read in one document. Split it.") from None
    send(frames.TEXT, packed(document, guessed))
    send(frames.DONE)


def _office(data: bytes, command: dict[str, Any]) -> Document:
    """A Word document or a workbook: what is in it tells, not its name."""
    package = Package(data, what="Office file", program="the program that wrote it")
    if spreadsheets.is_workbook(package):
        return spreadsheets.document_from_workbook(package, _bounds(command))
    package.called("Word document", "Word")
    return docx.document_from_package(package)


def _bounds(command: dict[str, Any]) -> Bounds:
    return Bounds(int(command.get("cells", MOST_CELLS)), int(command.get("rows", MOST_ROWS)))


def _text(data: bytes, command: dict[str, Any], refused: Any) -> tuple[Document, str]:
    media_type = command["media_type"]
    try:
        if media_type == webpage.MEDIA_TYPE:
            page, guess = charsets.decoded_page(data)
            return webpage.read_page(page), guess
        text, encoding, guessed = decoded(data)
    except ValueError:
        raise refused("unsupported", command["unsupported"]) from None
    if media_type in (delimited.MEDIA_TYPE, delimited.TABS):
        return document_from_delimited(text, _bounds(command), media_type=media_type), encoding if guessed else ""
    if media_type == markdown.MEDIA_TYPE or (media_type == "text/plain" and markdown.looks_like_markdown(text)):
        return markdown.document_from_markdown(text), encoding if guessed else ""
    if media_type in ("text/plain", "application/x-subrip"):
        dialogue = document_from_dialogue(text)
        if dialogue and not (media_type in _FORMATS and cues_of(text)[0]):
            return dialogue, encoding if guessed else ""
    if media_type == "text/plain" and delimited.looks_delimited(text):
        return document_from_delimited(text, _bounds(command)), encoding if guessed else ""
    if media_type in _FORMATS:
        return document_from_transcript(text, media_type=media_type), encoding if guessed else ""
    return document_from_text(text), encoding if guessed else ""


def _ole(data: bytes) -> BadPackage:
    """Word keeps a locked document in the container that it kept all documents in up to 2003."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        return BadPackage(
            "The document is locked with a password. Open it in the program that wrote it, save it without one, and "
            "upload that.",
            "password_needed",
        )
    for name, what, save_as in (
        ("WordDocument", "Word file (DOC)", "DOCX or PDF"),
        ("Workbook", "Excel file (XLS)", "XLSX"),
        ("Book", "Excel file (XLS)", "XLSX"),
        ("PowerPoint Document", "PowerPoint file (PPT)", "PDF"),
        ("__substg1.0_", "Outlook message (MSG)", "EML or PDF"),
    ):
        if name.encode("utf-16-le") in data:
            return BadPackage(f"The file is an older {what}: save it as {save_as} and upload that.", "unsupported")
    return BadPackage(
        "The file is an older Word, Excel, PowerPoint or Outlook file: save it as DOCX, XLSX or PDF and upload that.",
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
