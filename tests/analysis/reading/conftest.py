"""PDFs made for these tests, page by page, in the folder of the test."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pymupdf
import pytest

WIDTH, HEIGHT = 595, 842


@dataclass
class PdfMaker:
    """Draw lines at places; ``bytes`` gives the file."""

    document: Any = field(default_factory=pymupdf.open)
    page: Any = None

    def new_page(self, width: float = WIDTH, height: float = HEIGHT) -> PdfMaker:
        self.page = self.document.new_page(width=width, height=height)
        return self

    def line(self, x: float, y: float, text: str, size: float = 10, font: str = "helv") -> PdfMaker:
        """One line with its baseline at ``y``."""
        if self.page is None:
            self.new_page()
        self.page.insert_text((x, y), text, fontsize=size, fontname=font)
        return self

    def lines(
        self, x: float, y: float, *texts: str, step: float = 13, size: float = 10, font: str = "helv"
    ) -> PdfMaker:
        for index, text in enumerate(texts):
            self.line(x, y + index * step, text, size, font)
        return self

    def bytes(self, **options: Any) -> bytes:
        return bytes(self.document.tobytes(**options))


@pytest.fixture
def pdf() -> PdfMaker:
    return PdfMaker()


@pytest.fixture
def read_pdf() -> Callable[..., Any]:
    from esgcheck.analysis.reading import read_document

    def read(maker: PdfMaker, **options: Any) -> Any:
        return read_document(maker.bytes(), **options)

    return read
