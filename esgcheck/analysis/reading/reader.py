"""``read_document``: one function in front of every format and of the cage."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path

from esgcheck.analysis.reading.assemble import document_from_pages
from esgcheck.analysis.reading.cage import Died, caged
from esgcheck.analysis.reading.limits import Limits
from esgcheck.analysis.reading.ocr_reading import Recognition
from esgcheck.analysis.reading.pictured import PICTURES, pages_of_picture
from esgcheck.analysis.reading.recordings import is_recording
from esgcheck.analysis.reading.records import Malformed, document_from, parsed
from esgcheck.analysis.reading.resuming import PdfReading, Progress, gave_up
from esgcheck.analysis.reading.sniffing import media_type_of, unsupported
from esgcheck.analysis.reading.stream import Reading
from esgcheck.analysis.reading.unpacking import HOLDERS, OnContained, read_holder
from esgcheck.analysis.types import Document, UnreadableDocument

Source = str | Path | bytes


def read_document(
    source: Source,
    *,
    name: str | None = None,
    on_progress: Progress | None = None,
    password: str | None = None,
    on_contained: OnContained | None = None,
    limits: Limits = Limits(),  # noqa: B008  (frozen)
) -> Document:
    """Read a document of any kind that is read here, in the cage, into one canonical text with pages and passages.

    ``source`` is a path or the bytes; ``name`` what to call it (the file's own name by default). ``on_progress`` is
    called with pages read and pages known; ``on_contained`` with every file inside of an archive or an e-mail, one at
    a time, before the document itself is there. Raises UnreadableDocument, whose ``code`` is one of password_needed,
    not_a_pdf, empty, too_large, too_many_pages, damaged, took_too_long, crashed, unsupported, cage_missing. A page
    that cannot be read does not spoil the rest: it comes back empty, with a problem that names it. A recording is a
    document without words: those are in its transcript.
    """
    with reading(
        source,
        name=name,
        on_progress=on_progress,
        password=password,
        on_contained=on_contained,
        limits=limits,
    ) as read:
        return read.collected()


@contextmanager
def reading(
    source: Source,
    *,
    name: str | None = None,
    on_progress: Progress | None = None,
    password: str | None = None,
    on_contained: OnContained | None = None,
    limits: Limits = Limits(),  # noqa: B008  (frozen)
) -> Iterator[Reading]:
    """As :func:`read_document`, but the pages are given out one by one: of a PDF of 5,000 pages no more than one is
    ever in memory."""
    with opened(source) as file, ExitStack() as stack:
        called = name if name is not None else "" if isinstance(source, bytes) else Path(source).name
        media_type = media_type_of(os.pread(file, 65_536, 0), called)
        size = os.fstat(file).st_size
        most = limits.bytes_of(media_type)
        if size > most:
            raise UnreadableDocument(
                f"The file has {size / 1e6:,.0f} MB; at most {most / 1e6:,.0f} MB are read. Split it.", "too_large"
            )
        if media_type == "application/pdf":
            pdf = PdfReading(file, limits=limits, password=password, on_progress=on_progress)
            stack.callback(pdf.close)
            pdf.run()
            yield Reading.of_pdf(pdf, name=called, sha256=_sha256(file))
            return
        if is_recording(media_type):
            document = Document("", (), (), media_type)
        elif media_type in PICTURES:
            records = pages_of_picture(file, limits=limits)
            recognition = Recognition(file, media_type, limits, None, on_progress)
            recognition.run(records, len(records))
            document = document_from_pages(records, problems=recognition.with_problems([]))
            document = replace(document, media_type=media_type)
        else:
            if media_type in HOLDERS:
                document = _with_words(
                    read_holder(file, media_type, limits=limits, password=password, on_contained=on_contained)
                )
            else:
                document = _with_words(_read_text(file, called, media_type, limits))
            if on_progress:
                on_progress(len(document.pages), len(document.pages))
        yield Reading.of_document(document, name=called, sha256=_sha256(file))


@contextmanager
def opened(source: Source) -> Iterator[int]:
    """A descriptor on the document: of the file, or of a file without a name that holds the bytes."""
    if isinstance(source, bytes):
        with tempfile.TemporaryFile() as file:
            file.write(source)
            file.flush()
            yield file.fileno()
    else:
        with open(source, "rb") as file:
            yield file.fileno()


def _sha256(file: int) -> str:
    digest = hashlib.sha256()
    at = 0
    while part := os.pread(file, 1 << 20, at):
        digest.update(part)
        at += len(part)
    return digest.hexdigest()


def _read_text(file: int, name: str, media_type: str, limits: Limits) -> Document:
    command = {
        "task": "text",
        "media_type": media_type,
        "unsupported": unsupported(name),
        "cells": limits.sheet_cells,
        "rows": limits.sheet_rows,
        "cpu_seconds": limits.text_cpu_seconds,
    }
    document = None
    try:
        with caged(file, command, limits) as child:
            for _, payload in child.frames(limits.text_cpu_seconds):
                document = document_from(parsed(payload))
    except Died as died:
        raise gave_up(died) from None
    except Malformed:
        document = None
    if document is None:
        raise UnreadableDocument("Reading the file failed. Save it as PDF or plain text and try that.", "crashed")
    return document


def _with_words(document: Document) -> Document:
    if not document.text.strip():
        raise UnreadableDocument("The file holds no words.", "empty")
    return document
