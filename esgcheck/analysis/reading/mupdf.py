"""PyMuPDF, imported here and nowhere else in the library, and by children of the cage alone."""

from __future__ import annotations

import sys
from typing import Any

# PyMuPDF 2 would load its layout model: half a second and 90 MB, for what is not used here.
for _heavy in ("pymupdf.layout", "numpy", "onnxruntime"):
    sys.modules[_heavy] = None  # type: ignore[assignment]

import pymupdf as _typed  # noqa: E402

pymupdf: Any = _typed
"""Half of its functions carry no types."""

STORE_BYTES = 40_000_000
"""How much MuPDF may keep of what it has decoded (fonts, pictures), where its own bound is 256 MB."""


def keep_little() -> None:
    """Let go of what MuPDF keeps for pages that are done. Cheap where there is not much."""
    if pymupdf.TOOLS.store_size > STORE_BYTES:
        pymupdf.TOOLS.store_shrink(60)
