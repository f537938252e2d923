"""Uploaded bytes on disk, under their SHA-256, outside any web-served folder."""

from __future__ import annotations

import contextlib
import hashlib
import os
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from esgcheck.errors import Refused


class TooLarge(Refused):
    """Larger than a file may be."""

    code = "too_large"


class EmptyFile(Refused):
    """Not one byte."""

    code = "empty"


def require_size(size: int) -> None:
    """Raise TooLarge or EmptyFile unless a file may have this size."""
    if size > settings.UPLOAD_MAX_BYTES:
        limit = settings.UPLOAD_MAX_BYTES // (1024 * 1024)
        raise TooLarge(f"The file is larger than {limit} MB. Split it, or save it with smaller images.")
    if size == 0:
        raise EmptyFile("The file is empty. Check it at its origin and upload it again.")


@dataclass(frozen=True)
class StoredFile:
    sha256: str
    size: int


def path_of(sha256: str) -> Path:
    """Where the file with this hash lies, or would lie."""
    return Path(settings.FILES_DIR) / sha256[:2] / sha256[2:4] / sha256


def store(chunks: Iterable[bytes]) -> StoredFile:
    """Write to a temporary file, fsync, and rename to the hash; a file that is there already stays as it is.

    Raises Refused for an empty file and for one over ``UPLOAD_MAX_BYTES``.
    """
    root = Path(settings.FILES_DIR)
    root.mkdir(parents=True, exist_ok=True, mode=0o700)
    digest, size = hashlib.sha256(), 0
    handle, name = tempfile.mkstemp(dir=root, prefix="upload-")
    try:
        with os.fdopen(handle, "wb") as file:
            for chunk in chunks:
                size += len(chunk)
                if size > settings.UPLOAD_MAX_BYTES:
                    require_size(size)
                digest.update(chunk)
                file.write(chunk)
            file.flush()
            os.fsync(file.fileno())
        require_size(size)
        target = path_of(digest.hexdigest())
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        os.replace(name, target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    return StoredFile(digest.hexdigest(), size)


def adopt(path: Path) -> StoredFile:
    """Keep a file that lies on the same disk under its hash as well; ``path`` stays until the caller unlinks it.

    So a crash between this and the row that names the file loses nothing: it can all be done again.
    """
    digest, size = hashlib.sha256(), 0
    with path.open("rb") as file:
        while part := file.read(1 << 20):
            digest.update(part)
            size += len(part)
        require_size(size)
        os.fsync(file.fileno())
    target = path_of(digest.hexdigest())
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with contextlib.suppress(FileExistsError):
        os.link(path, target)
    return StoredFile(digest.hexdigest(), size)
