"""PyMuPDF, imported here and nowhere else in the library, and by children of the cage alone."""

from __future__ import annotations

import gc
import sys
from itertools import count
from typing import Any

# PyMuPDF 2 would load its layout model: half a second and 90 MB, for what is not used here.
for _heavy in ("pymupdf.layout", "numpy", "onnxruntime"):
    sys.modules[_heavy] = None  # type: ignore[assignment]

import pymupdf as _typed  # noqa: E402

pymupdf: Any = _typed
"""Half of its functions carry no types."""

_PAGES = 25
_done = count(1)


def collect_rarely() -> None:
    """Look for garbage in circles less often: a page makes thousands of small things and hardly a circle, and looking
    through them took a twentieth of the time. It holds some two megabytes more."""
    gc.set_threshold(20_000, 20, 20)


def keep_little() -> None:
    """After a page: let go, now and then, of what MuPDF keeps for pages that are done (fonts, pictures). PyMuPDF does
    not tell how much that is."""
    if next(_done) % _PAGES == 0:
        pymupdf.TOOLS.store_shrink(60)
