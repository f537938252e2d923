"""Reading text files and transcripts, inside the cage."""

from __future__ import annotations

from typing import Any

from esgcheck.analysis.reading import frames
from esgcheck.analysis.reading.decoding import decoded
from esgcheck.analysis.reading.plain import document_from_text
from esgcheck.analysis.reading.transcripts import document_from_transcript
from esgcheck.analysis.types import Document

_FORMATS = {"text/vtt": "vtt", "application/x-subrip": "srt"}


def warm_up() -> None:
    """Load the codecs and compile the patterns before the walls go up."""
    for encoding in ("utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be", "cp1252", "gb18030"):
        "Wärme".encode(encoding, "ignore").decode(encoding, "replace")
    document_from_text("• Warm\n\n1. up")
    document_from_transcript("WEBVTT\n\n00:01.000 --> 00:02.000\n<v Ann>Warm</v>\n", media_type="text/vtt")


def read(data: bytes, command: dict[str, Any], send: Any, refused: Any) -> None:
    """Send the whole document in one frame."""
    try:
        text, encoding, guessed = decoded(data)
    except ValueError:
        raise refused("unsupported", command["unsupported"]) from None
    media_type = command["media_type"]
    if media_type in _FORMATS:
        document = document_from_transcript(text, media_type=media_type)
    else:
        document = document_from_text(text)
    send(frames.TEXT, packed(document, encoding if guessed else ""))
    send(frames.DONE)


def packed(document: Document, guessed: str) -> dict[str, Any]:
    """As JSON carries it; see :func:`.records.document_from` for the other end."""
    return {
        "text": document.text,
        "media_type": document.media_type,
        "guessed": guessed,
        "pages": [page.end for page in document.pages],
        "passages": [
            [one.span.start, one.span.end, one.page, one.kind, one.speaker, one.time_start, one.time_end]
            for one in document.passages
        ],
        "problems": [[problem.code, problem.message] for problem in document.problems],
    }
