"""How much of a machine one untrusted file may use, and the protection that this machine gives."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import Literal

OLE = "application/x-ole-storage"
"""What older Office files and locked newer ones are kept in."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds for reading one document. CPU seconds are the child's own; ``wall_factor`` allows for a busy machine."""

    pdf_bytes: int = 200_000_000
    text_bytes: int = 20_000_000
    docx_bytes: int = 50_000_000
    html_bytes: int = 5_000_000
    sheet_cells: int = 500_000
    sheet_rows: int = 200_000
    mail_bytes: int = 50_000_000
    zip_bytes: int = 1_000_000_000
    recording_bytes: int = 2_000_000_000
    pages: int = 5_000
    characters_a_page: int = 200_000
    words: int = 4_000_000
    chunk_pages: int = 50
    chunk_cpu_seconds: int = 30
    text_cpu_seconds: int = 60
    contained_cpu_seconds: int = 120
    members: int = 2_000
    member_bytes: int = 200_000_000
    unpacked_bytes: int = 1_000_000_000
    ratio: int = 100
    render_cpu_seconds: int = 10
    picture_bytes: int = 100_000_000
    picture_megapixels: float = 80.0
    ocr_pages: int = int(os.environ.get("ESGCHECK_OCR_PAGES", "300"))
    ocr_dpi: int = 300
    ocr_page_seconds: int = 30
    ocr_total_seconds: int = 60 * int(os.environ.get("ESGCHECK_OCR_MINUTES", "30"))
    total_cpu_seconds: int = 900
    wall_factor: float = 6.0
    memory_bytes: int = 1 << 30
    megapixels: float = 25.0
    restarts: int = 20

    def bytes_of(self, media_type: str) -> int:
        """The largest file of a kind that is read."""
        if media_type.startswith("image/"):
            return self.picture_bytes
        if media_type.startswith("application/vnd.openxmlformats") or media_type == OLE:
            return self.docx_bytes
        if media_type.startswith(("audio/", "video/")):
            return self.recording_bytes
        kinds = {
            "application/pdf": self.pdf_bytes,
            "text/html": self.html_bytes,
            "message/rfc822": self.mail_bytes,
            "application/zip": self.zip_bytes,
        }
        return kinds.get(media_type, self.text_bytes)


@dataclass(frozen=True, slots=True)
class CageStatus:
    """What holds an untrusted file on this machine. ``words`` are sentences for the health page.

    ``level`` is "full" where the kernel enforces both Landlock (no files) and seccomp (no sockets, no processes), and
    a child tried in vain to do each of these things; else "weak", and files are read only where the environment
    variable ESGCHECK_ALLOW_WEAK_CAGE is 1.
    """

    level: Literal["full", "weak"]
    landlock: int
    seccomp: bool
    rlimits: bool
    namespaces: bool
    words: tuple[str, ...]
