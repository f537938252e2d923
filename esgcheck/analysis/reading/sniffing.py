"""What a file is, told by its first bytes. A name is a promise; only its breach is of interest."""

from __future__ import annotations

import re

from esgcheck.analysis.reading.limits import OLE
from esgcheck.analysis.reading.recordings import recording_type
from esgcheck.analysis.types import UnreadableDocument

READ_AT_PRESENT = (
    "PDF, Word (DOCX), Excel (XLSX), CSV, web pages, e-mail (EML), plain text, Markdown, transcripts, recordings, "
    "pictures, and ZIP archives of these can be read at present"
)
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ZIP = "application/zip"
_SAVE_AS = f"{READ_AT_PRESENT}: save it as PDF or text."
_REMEDIES = {
    "a recording of a kind that browsers do not play": "Save it as MP3, M4A, WAV, OGG or MP4 and upload that.",
    "an archive that is no ZIP": "Unpack it and upload what is in it, or pack that as ZIP.",
    "a picture of a kind not read": "Save it as JPEG, PNG or PDF and upload that.",
    "what Outlook wraps attachments in (winmail.dat)": "Ask for the message again, sent as plain text or HTML.",
    "an OpenDocument spreadsheet (ODS)": "Save it as XLSX and upload that.",
    "an OpenDocument text (ODT)": "Save it as DOCX or PDF and upload that.",
    "an empty archive": "Look at it at the origin and pack it anew.",
}

_PAGE = (
    rb"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,2000}?-->\s*)?"
    rb"<(?:!doctype\s+html|html|head|body|div|p|table|meta|title|h1|article|main)[\s>/]"
)
_OTHERS: tuple[tuple[bytes, str], ...] = (
    (rb"\xd0\xcf\x11\xe0", "an older Word, Excel or Outlook file"),
    (rb"PK\x03\x04.{26}mimetypeapplication/vnd\.oasis\.opendocument\.spreadsheet", "an OpenDocument spreadsheet (ODS)"),
    (rb"PK\x03\x04.{26}mimetypeapplication/vnd\.oasis\.opendocument\.text", "an OpenDocument text (ODT)"),
    (rb"PK\x03\x04", "a presentation, an OpenDocument or another program's file"),
    (rb"PK\x05\x06", "an empty archive"),
    (rb"\{\\rtf", "a rich text file"),
    (rb"\x89PNG", "a PNG picture"),
    (rb"\xff\xd8\xff", "a JPEG picture"),
    (rb"GIF8", "a GIF picture"),
    (rb"II\*\x00|MM\x00\*", "a TIFF picture"),
    (rb"BM.{4}\x00\x00\x00\x00", "a BMP picture"),
    (rb"RIFF.{4}WEBP", "a WebP picture"),
    (
        rb".{4}ftyp(?:hei[cfmsx]|mif1|msf1|avif)|8BPS|\x00\x00\x00\x0cjP  |\xff\x4f\xff\x51",
        "a picture of a kind not read",
    ),
    (rb".{4}ftyp|\x1aE\xdf\xa3|#!AMR|\x30\x26\xb2\x75", "a recording of a kind that browsers do not play"),
    (rb"\x1f\x8b|7z\xbc\xaf|Rar!|BZh|\xfd7zXZ|.{257}ustar", "an archive that is no ZIP"),
    (rb"\x78\x9f\x3e\x22", "what Outlook wraps attachments in (winmail.dat)"),
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
_READ = {
    "a web page": "text/html",
    "an e-mail": "message/rfc822",
    "a PNG picture": "image/png",
    "a JPEG picture": "image/jpeg",
    "a GIF picture": "image/gif",
    "a TIFF picture": "image/tiff",
    "a BMP picture": "image/bmp",
    "a WebP picture": "image/webp",
}
_BY_NAME = {
    ".csv": "text/csv", ".tsv": "text/tab-separated-values", ".tab": "text/tab-separated-values",
    ".md": "text/markdown", ".markdown": "text/markdown", ".mdown": "text/markdown",
}  # fmt: skip
_SRT = re.compile(rb"[0-9]{1,4}:[0-9]{1,2}:[0-9]{1,2}(?:[,.:][0-9]{1,3})?\s*-{1,2}>\s*[0-9]{1,4}:[0-9]{1,2}")
_MARK = re.compile(rb"\xef\xbb\xbf|\xff\xfe|\xfe\xff")


def media_type_of(start: bytes, name: str) -> str:
    """The media type, from the first few thousand bytes. Raises UnreadableDocument for what cannot be read."""
    if not start:
        raise UnreadableDocument("The file is empty.", "empty")
    if b"%PDF-" in start[:1024]:
        return "application/pdf"
    packed = _packed_type(start, name)
    if packed:
        return packed
    if recording := recording_type(start):
        return recording
    body = _MARK.sub(b"", start[:4], count=1) + start[4:]
    plain = body.replace(b"\x00", b"")
    for pattern, what in _PATTERNS:
        if pattern.match(body[:4096]) or (what == "a web page" and pattern.match(plain[:4096])):
            if name.lower().endswith(".pdf"):
                raise UnreadableDocument(
                    f"The file is named .pdf but is {what}. Save it as PDF and upload that.", "not_a_pdf"
                )
            if what == "a web page" and name.lower().endswith((".md", ".markdown", ".mdown")):
                return "text/markdown"  # many begin with a picture in HTML
            if what in _READ:
                return _READ[what]
            raise UnreadableDocument(f"The file is {what}. {_REMEDIES.get(what, _SAVE_AS)}", "unsupported")
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
    return next((kind for ending, kind in _BY_NAME.items() if name.lower().endswith(ending)), "text/plain")


def _packed_type(start: bytes, name: str) -> str:
    """A Word document or a workbook, the container of older and locked Office files (which of these is seen in the
    cage), or an archive. An archive may hold Word documents: only the name of its first file tells it from one."""
    if name.lower().endswith(".pdf"):
        return ""
    if start.startswith(b"\xd0\xcf\x11\xe0"):
        return OLE
    if not start.startswith(b"PK\x03\x04"):
        return ""
    first = start[30 : 30 + int.from_bytes(start[26:28], "little")]
    if name.lower().endswith((".docx", ".docm")) or first.startswith(b"word/"):
        return DOCX
    if name.lower().endswith((".xlsx", ".xlsm", ".xltx", ".xlsb")) or first.startswith(b"xl/"):
        return XLSX
    if first.startswith((b"[Content_Types].xml", b"_rels/", b"docProps/")):
        return DOCX if b"word/" in start else XLSX if b"xl/" in start else ""
    return "" if first.startswith((b"mimetype", b"ppt/", b"customXml/")) else ZIP


def unsupported(name: str) -> str:
    """The sentence for bytes that turned out to be no text."""
    return f"{name or 'The file'} is no text and no PDF. {_SAVE_AS}"
