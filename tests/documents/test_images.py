"""Images of pages on disk: drawn once, thumbnails by the strip, failures remembered, room kept."""

from __future__ import annotations

import io
import os
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pymupdf
import pytest
from PIL import Image

from esgcheck.analysis.reading import rendering
from esgcheck.analysis.types import UnreadableDocument
from esgcheck.documents import images
from esgcheck.documents.drawing import Busy
from esgcheck.documents.files import path_of, store
from esgcheck.documents.images import THUMBNAIL, image_path, page_image, tidy_images
from esgcheck.documents.models import Version


def version_of(pages: int, password: str = "") -> Version:
    """A version without a row: what drawing looks at is the file."""
    with pymupdf.open() as document:
        for number in range(1, pages + 1):
            document.new_page(width=300, height=400).insert_text((30, 60), f"This is page {number}", fontsize=11)
        locked = {"encryption": pymupdf.PDF_ENCRYPT_AES_256, "user_pw": password, "owner_pw": "owner"}
        data = document.tobytes(**(locked if password else {}))
    return Version(sha256=store([data]).sha256, pages_read=pages)


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[list[int]]]:
    """The page numbers of each time that something was drawn."""
    seen: list[list[int]] = []

    def noted(source: Any, numbers: list[int], **options: Any) -> Any:
        seen.append(list(numbers))
        yield from rendering.render_pages(source, numbers, **options)

    monkeypatch.setattr(images, "render_pages", noted)
    return seen


def test_thumbnails_are_drawn_by_the_strip_and_are_small(drawn: list[list[int]]) -> None:
    version = version_of(30)

    paths = [page_image(version, number, THUMBNAIL) for number in (3, 1, 2, 24)]

    assert drawn == [[3, 1, 2, *range(4, 25)]]
    assert Image.open(io.BytesIO(paths[0].read_bytes())).size == (117, 156)
    assert all(path.stat().st_size < 6_000 for path in paths)
    page_image(version, 30, THUMBNAIL)
    assert drawn[1:] == [[30, 25, 26, 27, 28, 29]]


def test_a_page_of_a_locked_document_is_drawn_with_its_password() -> None:
    version = version_of(1, password="hunter2")

    with pytest.raises(UnreadableDocument) as refused:
        page_image(version, 1, 110)
    version.password = "hunter2"  # which is not remembered as a failure

    assert refused.value.code == "password_needed"
    assert page_image(version, 1, 110).exists()


def test_a_page_that_could_not_be_drawn_is_not_tried_again_at_once(drawn: list[list[int]]) -> None:
    version = version_of(1)

    for _ in range(2):
        with pytest.raises(UnreadableDocument) as refused:
            page_image(version, 5, 110)

    assert refused.value.code == "no_such_page"
    assert drawn == [[5]]
    a_while_ago = time.time() - images.GIVEN_UP_SECONDS - 1
    os.utime(image_path(version, 5, 110).with_suffix(".failed"), (a_while_ago, a_while_ago))
    with pytest.raises(UnreadableDocument):
        page_image(version, 5, 110)
    assert drawn == [[5], [5]]


def test_nobody_waits_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    version = version_of(1)
    monkeypatch.setattr(images, "WAIT_SECONDS", 0)

    with pytest.raises(Busy, match="again"):
        page_image(version, 1, 110)


def test_requests_that_wait_leave_threads_for_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    version = version_of(1)
    monkeypatch.setattr(images, "WAITING", threading.BoundedSemaphore(1))

    with images.WAITING, pytest.raises(Busy, match="again"):
        page_image(version, 1, 110)

    assert page_image(version, 1, 110).exists()


def test_two_processes_draw_a_page_once(drawn: list[list[int]]) -> None:
    version = version_of(2)
    folder = image_path(version, 1, 110).parent
    both = [images._Drawing(path_of(version.sha256), folder, 110, None) for _ in range(2)]

    with ThreadPoolExecutor(2) as threads:
        list(threads.map(lambda one: one.draw([1]), both))

    assert sorted(drawn) == [[], [1]]


def test_nothing_is_left_beside_the_images() -> None:
    version = version_of(2)

    folder = page_image(version, 1, 110).parent

    until = time.monotonic() + 60
    while [path.name for path in folder.iterdir()] != ["1.webp"]:  # the lock goes a moment after
        assert time.monotonic() < until


def keep(name: str, size: int, age: float) -> Path:
    path = image_path(Version(sha256="ab" * 32), 1, 110).with_name(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(bytes(size))
    os.utime(path, (time.time() - age, time.time() - age))
    return path


def test_the_images_that_were_not_looked_at_longest_go_first() -> None:
    old, newer, newest = (keep(f"{age}.webp", 1_000, age * 10_000) for age in (3, 2, 1))

    assert tidy_images(10_000) == 0
    assert tidy_images(2_500) == 1_000

    assert [path.exists() for path in (old, newer, newest)] == [False, True, True]


def test_looking_at_an_image_keeps_it() -> None:
    looked_at, other = keep("1.webp", 1_000, 90_000), keep("2.webp", 1_000, 80_000)

    page_image(Version(sha256="ab" * 32, pages_read=2), 1, 110)
    tidy_images(1_500)

    assert [path.exists() for path in (looked_at, other)] == [True, False]


def test_what_a_dead_process_left_goes_after_a_while() -> None:
    half, fresh = keep("drawing-x", 10, 9_999), keep("drawing-y", 10, 9)

    tidy_images(10_000)

    assert [path.exists() for path in (half, fresh)] == [False, True]
