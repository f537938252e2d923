"""Images of pages: drawn in the cage when they are first asked for, and kept on disk for as long as there is room."""

from __future__ import annotations

import fcntl
import json
import os
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from django.conf import settings

from esgcheck.analysis.reading import render_pages
from esgcheck.analysis.types import UnreadableDocument
from esgcheck.documents.drawing import DRAWERS, Busy, Order
from esgcheck.documents.files import path_of
from esgcheck.documents.models import Version

SIZES = (110, 220, 440)
"""Dots an inch that are offered: for reading, for sharp screens and zooming in, for zooming in on a sharp screen."""

THUMBNAIL = 28
"""A page on a strip of pages: about 230 pixels wide, some 5 KB."""

STRIP = 24
"""Thumbnails that are drawn together: whoever sees one soon scrolls to the others."""

WAIT_SECONDS = 20.0
"""How long a request waits for its image. Drawing goes on behind it: the next request finds the image there."""

WAITING = threading.BoundedSemaphore(10)
"""How many requests of this process may wait for images: its other threads are for pages."""

GIVEN_UP_SECONDS = 600.0
"""How long a page that could not be drawn is not tried again: each try can take its whole limit of time."""

_USED_SECONDS = 3600
_ODD_SECONDS = 3600
_LOOK_SECONDS = 0.01
_ASK_AGAIN = frozenset({"password_needed", "cage_missing"})
"""Reasons that may have passed by the next time."""


def image_path(version: Version, number: int, dpi: int) -> Path:
    return _folder(version.sha256, dpi) / f"{number}.webp"


def page_image(version: Version, number: int, dpi: int) -> Path:
    """The path of the page's WebP, drawn now if it is not there.

    Raises UnreadableDocument with the reason, FileNotFoundError where the document's file is gone, and Busy where it
    would take too long to wait.
    """
    path = image_path(version, number, dpi)
    if _there(path):
        return path
    if (failed := _given_up(path)) is not None:
        raise failed
    source = path_of(version.sha256)
    if not source.exists():
        raise FileNotFoundError(source)
    together = _strip(number, version.pages_read) if dpi == THUMBNAIL else [number]
    key = (version.sha256, dpi, together[0])
    drawing = _Drawing(source, path.parent, dpi, version.password or None)
    order = DRAWERS.order(key, version.sha256, lambda: drawing.draw([number, *together]), patient=dpi == THUMBNAIL)
    if not WAITING.acquire(blocking=False):
        raise Busy("Many pages are being drawn at the moment. Load this one again in a few seconds.")
    try:
        return _awaited(order, path, every=_LOOK_SECONDS if len(together) > 1 else WAIT_SECONDS)
    finally:
        WAITING.release()


def _awaited(order: Order, path: Path, *, every: float) -> Path:
    until = time.monotonic() + WAIT_SECONDS
    # Of several pages that are drawn together each is there before all are.
    while not order.over.wait(every):
        if path.exists():
            return path
        if time.monotonic() > until:
            raise Busy("Drawing this page takes long and goes on meanwhile. Load it again in a little while.")
    if path.exists():
        return path
    raise order.failure or _given_up(path) or UnreadableDocument("The page cannot be drawn.", "not_drawable")


class _Drawing:
    """Pages of one document, drawn and kept one after another."""

    def __init__(self, source: Path, folder: Path, dpi: int, password: str | None) -> None:
        self._source = source
        self._folder = folder
        self._dpi = dpi
        self._password = password

    def draw(self, numbers: list[int]) -> None:
        """Those that are not there yet, in this order; another process that draws them already is waited for.

        Raises UnreadableDocument where the document cannot be opened.
        """
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        with _alone(self._folder / f"{min(numbers)}.lock"):
            missing = [number for number in dict.fromkeys(numbers) if self._is_missing(self._path(number))]
            try:
                for number, drawn in render_pages(self._source, missing, dpi=self._dpi, password=self._password):
                    if isinstance(drawn, UnreadableDocument):
                        self._give_up(number, drawn)
                    else:
                        keep(self._path(number), drawn)
            except UnreadableDocument as problem:
                self._give_up(numbers[0], problem)
                raise

    def _is_missing(self, path: Path) -> bool:
        return not path.exists() and _given_up(path) is None

    def _path(self, number: int) -> Path:
        return self._folder / f"{number}.webp"

    def _give_up(self, number: int, why: UnreadableDocument) -> None:
        if why.code not in _ASK_AGAIN:
            keep(self._path(number).with_suffix(".failed"), json.dumps([str(why), why.code]).encode())


def keep(path: Path, data: bytes) -> None:
    """Written aside and renamed: nobody reads half an image."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix="drawing-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        os.replace(name, path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def tidy_images(most: int | None = None) -> int:
    """Throw away the images that nobody has looked at for longest until at most nine tenths of ``most`` bytes
    (``IMAGES_MAX_BYTES``) are left, where there are more than that; returns how many bytes went. They are drawn again
    when they are next asked for.
    """
    most = settings.IMAGES_MAX_BYTES if most is None else most
    now = time.time()
    found: list[tuple[float, int, Path]] = []
    gone = 0
    for path in Path(settings.IMAGES_DIR).glob("*/*/*"):
        with suppress(FileNotFoundError):
            about = path.stat()
            if path.suffix == ".webp":
                found.append((about.st_mtime, about.st_size, path))
            elif now - about.st_mtime > _ODD_SECONDS:  # half an image of a process that died, or a failure long ago
                path.unlink()
    total = sum(size for _, size, _ in found)
    if total > most:
        for _, size, path in sorted(found):
            if total - gone <= most * 0.9:
                break
            path.unlink(missing_ok=True)
            gone += size
    return gone


def _folder(sha256: str, dpi: int) -> Path:
    return Path(settings.IMAGES_DIR) / sha256 / str(dpi)


def _strip(number: int, pages: int) -> list[int]:
    first = number - (number - 1) % STRIP
    return list(range(first, min(first + STRIP - 1, max(pages, number)) + 1))


def _there(path: Path) -> bool:
    """Whether it is; and from time to time a note that it was looked at, by which the cache knows what to keep."""
    try:
        if time.time() - path.stat().st_mtime > _USED_SECONDS:
            os.utime(path)
    except FileNotFoundError:
        return False
    return True


def _given_up(path: Path) -> UnreadableDocument | None:
    note = path.with_suffix(".failed")
    try:
        if time.time() - note.stat().st_mtime > GIVEN_UP_SECONDS:
            return None
        words, code = json.loads(note.read_bytes())
    except (OSError, ValueError):
        return None
    return UnreadableDocument(words, code)


@contextmanager
def _alone(lock: Path) -> Iterator[None]:
    """One at a time, of all processes on this machine."""
    with lock.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        try:
            yield
        finally:
            lock.unlink(missing_ok=True)  # who waits for it gets it all the same, and finds the work done
