"""Images of pages: drawn in the cage when they are first asked for, and kept on disk."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from django.conf import settings

from esgcheck.analysis.reading import render_page
from esgcheck.documents.files import path_of
from esgcheck.documents.models import Version

SIZES = (110, 220)
"""Dots an inch that are offered: one for reading, one for sharp screens and for zooming in."""


def image_path(version: Version, number: int, dpi: int) -> Path:
    return Path(settings.IMAGES_DIR) / version.sha256 / str(dpi) / f"{number}.webp"


def page_image(version: Version, number: int, dpi: int) -> Path:
    """The path of the page's WebP, drawn now if it is not there. Raises UnreadableDocument with the reason.

    Written aside and renamed: of two requests at once both write the same, and nobody reads half an image.
    """
    path = image_path(version, number, dpi)
    if path.exists():
        return path
    data = render_page(path_of(version.sha256), number, dpi=dpi)
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix="drawing-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        os.replace(name, path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    return path
