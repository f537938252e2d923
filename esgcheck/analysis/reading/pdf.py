"""Pages out of a PDF, inside the cage. Imported by children alone.

What leaves for every page is its size, its label, and its text as passages of lines of words with their places. The
lines come from MuPDF in the order in which they were painted, which is mostly that of reading; where pieces stand out
of place they are put right, and grouped into passages (:mod:`.layout`, :mod:`.fileorder`, :mod:`.paragraphs`).
"""

from __future__ import annotations

import re
import time
from typing import Any

from esgcheck.analysis.reading import frames, hidden, shapes, wire
from esgcheck.analysis.reading.extracting import VECTOR, lines_of, painted
from esgcheck.analysis.reading.layout import laid_out
from esgcheck.analysis.reading.letters import are_meaningless, mended
from esgcheck.analysis.reading.mupdf import collect_rarely, keep_little, pymupdf
from esgcheck.analysis.reading.saying import document_facts
from esgcheck.analysis.reading.secondlook import Looks, is_picture

_MOST_BOOKMARKS = 5_000
_SLOW_SECONDS = 0.5
"""A page that takes longer is run once and no more: it may be made to waste time."""

_WHITE = 0xFFFFFF
_WIDE = re.compile(r"<FEFF((?:[0-9A-F]{4})*)>")


def warm_up() -> None:
    """Read, draw and close a page, so that whatever is loaded late is loaded before the walls go up."""
    collect_rarely()
    pymupdf.TOOLS.mupdf_display_errors(False)
    pymupdf.TOOLS.mupdf_display_warnings(False)
    bytes(2).decode("utf-16-be", "ignore")
    with pymupdf.open() as document:
        page = document.new_page()
        page.insert_text((72, 72), "Warm • ﬁ")
        page.insert_text((72, 90), "Nobody sees this", color=(1, 1, 1))
        data = document.tobytes()
    with pymupdf.open(stream=data, filetype="pdf") as document:
        page_record(document, 0, characters=1_000, looks=Looks(1))
        pixels = document[0].get_pixmap(dpi=20, alpha=False)
        _ = pixels.samples


def read_pages(data: Any, command: dict[str, Any], send: Any, refused: Any) -> None:
    """Send the head of the document, then every page from ``command["first"]`` on."""
    document = opened(data, command, refused)
    send(frames.HEAD, {"pages": len(document), "repaired": bool(document.is_repaired)})
    labelled, looks = _has_labels(document), Looks(len(document))
    for index in range(command["first"], min(len(document), command["pages"])):
        try:
            record = page_record(
                document, index, characters=command["characters_a_page"], labelled=labelled, looks=looks
            )
        except MemoryError:
            raise
        except Exception as problem:
            record = wire.packed({"index": index, "failed": type(problem).__name__}, ())
        send(frames.PAGE, record)
        keep_little()
    if command["first"] == 0:
        # last, so that a table of contents that kills the reader costs no page
        said = document_facts(document.metadata or {})
        send(frames.HEAD, {"pages": len(document), "outline": _bookmarks(document), **said})
    send(frames.DONE)


def _bookmarks(document: Any) -> list[list[Any]]:
    """The table of contents that the file brings along: level from 1, title, number of the page from 1."""
    try:
        entries = document.get_toc(simple=True)
    except MemoryError:
        raise
    except Exception:
        return []
    return [[level, str(title)[:200], page] for level, title, page in entries[:_MOST_BOOKMARKS] if page > 0]


def opened(data: Any, command: dict[str, Any], refused: Any) -> Any:
    """The document, with its password given where it needs one. ``data`` are bytes or a memoryview of them."""
    try:
        document = pymupdf.open(stream=data, filetype="pdf")
    except MemoryError:
        raise
    except Exception:
        raise refused(
            "damaged",
            "The PDF is damaged and cannot be opened. Save it again from its program, or print it to a new PDF.",
        )
    if not document.is_pdf:
        raise refused("not_a_pdf", "The file is named like a PDF but is not one.")
    if document.needs_pass and not (command["password"] and document.authenticate(command["password"])):
        raise refused(
            "password_needed",
            "This password does not open the PDF. Capital letters and spaces matter: try it in another program first."
            if command["password"]
            else "The PDF needs a password. Give it, or bring in a copy that opens without one.",
        )
    try:
        count = len(document)
    except (RuntimeError, ValueError, OverflowError):
        count = 0
    if count < 1:
        raise refused("damaged", "The PDF is damaged: it has no pages. Save it again from its program.")
    return document


def page_record(
    document: Any, index: int, *, characters: int, labelled: bool = True, looks: Looks | None = None
) -> bytes:
    """One page, packed; :func:`.records.page_from` is the other end. ``labelled``: the pages bear printed numbers."""
    page = document[index]
    begun = time.process_time()
    found = painted(page)
    slow = time.process_time() - begun > _SLOW_SECONDS
    lines, cut = lines_of(page, found, characters)
    seen, unseen = hidden.apart(page, found, lines, None if slow else looks)
    seen, lost = mended(seen)
    passages = laid_out(seen, _shapes(page, found.blocks))
    heads = [_head(passage) for passage in passages]
    for reason, some in unseen.items():
        apart = laid_out(some)
        heads += [_head(passage) | {"hidden": reason} for passage in apart]
        passages += apart
    rect = page.rect
    head = {
        "index": index,
        "width": round(rect.width, 2),
        "height": round(rect.height, 2),
        "label": _label(page) if labelled else "",
        "cut": cut,
        "passages": heads,
        "lost": lost or are_meaningless(seen),
        "picture": not lines and not slow and is_picture(page),
    }
    return wire.packed(head, [line for passage in passages for line in passage.lines])


def _head(passage: Any) -> dict[str, Any]:
    """What is said of a passage ahead of its lines."""
    said: dict[str, Any] = {"shape": passage.shape, "lines": len(passage.lines)}
    if passage.shape == "row":
        said |= {"cells": passage.cells, "table": passage.table, "header": passage.header}
    return said


def _has_labels(document: Any) -> bool:
    try:
        return bool(document.get_page_labels())
    except MemoryError:
        raise
    except Exception:
        return True  # each page will tell


def _label(page: Any) -> str:
    """The printed number. PyMuPDF gives a UTF-16 prefix as ``<FEFF0046>``."""
    return _WIDE.sub(lambda match: bytes.fromhex(match.group(1)).decode("utf-16-be", "ignore"), page.get_label())


def _shapes(page: Any, blocks: list[dict[str, Any]]) -> shapes.Shapes:
    """Rules and panels, upright as the page is seen."""
    turn = page.rotation_matrix if page.rotation else None
    drawn = []
    for block in blocks:
        if block["type"] == VECTOR:
            box = block["bbox"] if turn is None else tuple(pymupdf.Rect(block["bbox"]) * turn)
            drawn.append((box, _shape_of(block)))
    return shapes.shapes_from(drawn)


def _shape_of(block: dict[str, Any]) -> str:
    if not block["isrect"] or not block["alpha"]:
        return "path"
    if block["stroked"]:
        return "frame"
    return "path" if block["color"] == _WHITE else "panel"
