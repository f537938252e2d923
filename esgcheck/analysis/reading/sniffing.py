"""What a file is, told by its first bytes. A name is a promise; only its breach is of interest."""

from __future__ import annotations

import re

from esgcheck.analysis.reading.limits import OLE
from esgcheck.analysis.types import UnreadableDocument

READ_AT_PRESENT = (
    "PDF, Word (DOCX), web pages (HTML), e-mail (EML), plain text, and WebVTT or SRT transcripts can be read at present"
)
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_SAVE_AS = f"{READ_AT_PRESENT}: save it as PDF or text."

_PAGE = (
    rb"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,2000}?-->\s*)?"
    rb"<(?:!doctype\s+html|html|head|body|div|p|table|meta|title|h1|article|main)[\s>/]"
)
_OTHERS: tuple[tuple[bytes, str], ...] = (
    (rb"\xd0\xcf\x11\xe0", "an older Word, Excel or Outlook file"),
    (rb"PK\x03\x04", "an Excel, PowerPoint or OpenDocument file or another ZIP archive"),
    (rb"\{\\rtf", "a rich text file"),
    (rb"\x89PNG|\xff\xd8\xff|GIF8|II\*\x00|MM\x00\*|BM.{4}\x00\x00\x00\x00|RIFF.{4}WEBP", "an image"),
    (rb"ID3|OggS|fLaC|RIFF.{4}WAVE|.{4}ftyp|\x1aE\xdf\xa3", "a recording"),
    (rb"\x1f\x8b|7z\xbc\xaf|Rar!|BZh", "an archive"),
    (rb"%!PS", "a PostScript file"),
    (rb"\s*(?:<\?xml[^>]{0,200}>\s*)?<(?:svg|!doctype\s+svg)", "a drawing"),
    (_PAGE, "a web page"),
    (rb"\s*<\?xml", "an XML file"),
    (
        rb"(?:From [^\n]{1,200}\n)?"
        rb"(?:[A-Za-z-]{2,40}:[^\n]{0,500}\n(?:[ \t][^\n]{0,500}\n){0,20}){0,30}?(?:Message-ID|MIME-Version|Received):",
        "an e-mail",
    ),
)
_PATTERNS = [(re.compile(pattern, re.IGNORECASE | re.DOTALL), what) for pattern, what in _OTHERS]
_READ = {"a web page": "text/html", "an e-mail": "message/rfc822"}
_SRT = re.compile(rb"[0-9]{1,4}:[0-9]{1,2}:[0-9]{1,2}(?:[,.:][0-9]{1,3})?\s*-{1,2}>\s*[0-9]{1,4}:[0-9]{1,2}")
_MARK = re.compile(rb"\xef\xbb\xbf|\xff\xfe|\xfe\xff")


def media_type_of(start: bytes, name: str) -> str:
    """The media type, from the first few thousand bytes. Raises UnreadableDocument for what cannot be read."""
    if not start:
        raise UnreadableDocument("The file is empty.", "empty")
    if b"%PDF-" in start[:1024]:
        return "application/pdf"
    office = _office_type(start, name)
    if office:
        return office
    body = _MARK.sub(b"", start[:4], count=1) + start[4:]
    plain = body.replace(b"\x00", b"")
    for pattern, what in _PATTERNS:
        if pattern.match(body[:4096]) or (what == "a web page" and pattern.match(plain[:4096])):
            if name.lower().endswith(".pdf"):
                raise UnreadableDocument(
                    f"The file is named .pdf but is {what}. Save it as PDF and upload that.", "not_a_pdf"
                )
            if what in _READ:
                return _READ[what]
            raise UnreadableDocument(f"The file is {what}. {_SAVE_AS}", "unsupported")
    if name.lower().endswith(".pdf"):
        raise UnreadableDocument(
            "The file is named .pdf but is not a PDF. Save or print it as PDF and upload that.", "not_a_pdf"
        )
    if name.lower().endswith((".html", ".htm", ".xhtml")):
        return "text/html"
    if name.lower().endswith((".eml", ".mht", ".mhtml")):
        return "message/rfc822"
    if plain.lstrip().startswith(b"WEBVTT"):
        return "text/vtt"
    if _SRT.search(plain[:4096]):
        return "application/x-subrip"
    return "text/plain"


def _office_type(start: bytes, name: str) -> str:
    """A Word document, or the container of older and locked Office files; which of these is seen in the cage."""
    if name.lower().endswith(".pdf"):
        return ""
    if start.startswith(b"PK\x03\x04") and (name.lower().endswith((".docx", ".docm")) or b"word/" in start):
        return DOCX
    return OLE if start.startswith(b"\xd0\xcf\x11\xe0") else ""


def unsupported(name: str) -> str:
    """The sentence for bytes that turned out to be no text."""
    return f"{name or 'The file'} is no text and no PDF. {_SAVE_AS}"
