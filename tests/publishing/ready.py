"""The words of the claim that is ready to be published (fixture ``ready``), and the files that it stands in."""

from __future__ import annotations

from functools import cache

import pymupdf

from esgcheck.documents.models import Version

QUOTED = "We do not find that the company intended to harm anybody in the five projects."
PRIVATE_NOTE = "Ask Deep Throat about this one"
WHISTLEBLOWER = "Jo Whistle of accounting"


@cache
def pdf_of(lines: tuple[str, ...]) -> bytes:
    """Made once: MuPDF gives every file an identifier of its own."""
    document = pymupdf.open()
    page = document.new_page(width=595, height=842)
    for number, line in enumerate(lines):
        page.insert_text((72, 100 + 18 * number), line, fontsize=11)
    data: bytes = document.tobytes()
    document.close()
    return data


REPORT_LINES = (
    "Sustainability Report 2023",
    "",
    "We asked an outside lawyer to review our work, and she wrote this in her review:",
    f'"{QUOTED}"',
    "We thank her for her work and for the time that she took.",
    "",
    "In 2023 we reduced our Scope 1 emissions by 32 % compared with 2019.",
)
CONTRACT_LINES = ("Agreement", "", "7.3 The Supplier shall report the names of union members.", "8 This ends in 2027.")


def find(version: Version, words: str) -> tuple[int, int]:
    text = version.text()
    start = text.index(words)
    return start, start + len(words)
