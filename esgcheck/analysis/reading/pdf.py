"""Pages out of a PDF, inside the cage: the only module that imports PyMuPDF. Imported by the child alone.

What leaves for every page is its size, its label, and its text as passages of lines of words with their places. The
lines come from MuPDF; their order and grouping is ours (:mod:`.columns`, :mod:`.paragraphs`), since MuPDF gives them
in the order in which they were painted.
"""

from __future__ import annotations

import re
import sys
from typing import Any

# PyMuPDF 2 would load its layout model: half a second and 90 MB, for what is not used here.
for _heavy in ("pymupdf.layout", "numpy", "onnxruntime"):
    sys.modules[_heavy] = None  # type: ignore[assignment]

import pymupdf as _typed  # noqa: E402

from esgcheck.analysis.reading import frames, shapes  # noqa: E402
from esgcheck.analysis.reading.layout import laid_out  # noqa: E402
from esgcheck.analysis.reading.lines import Line, cleaned  # noqa: E402

pymupdf: Any = _typed
"""Half of its functions carry no types."""

_FLAGS = pymupdf.TEXT_MEDIABOX_CLIP | pymupdf.TEXT_PRESERVE_WHITESPACE
"""Ligatures come out as letters, images not at all: one odd file takes 20 s with them and 2 ms without."""

_VECTOR = 3
"""The type of a block that is a drawing."""

_WHITE = 0xFFFFFF
_WIDE = re.compile(r"<FEFF((?:[0-9A-F]{4})*)>")


def warm_up() -> None:
    """Read, draw and close a page, so that whatever is loaded late is loaded before the walls go up."""
    pymupdf.TOOLS.mupdf_display_errors(False)
    pymupdf.TOOLS.mupdf_display_warnings(False)
    bytes(2).decode("utf-16-be", "ignore")
    with pymupdf.open() as document:
        page = document.new_page()
        page.insert_text((72, 72), "Warm • ﬁ")
        data = document.tobytes()
    with pymupdf.open(stream=data, filetype="pdf") as document:
        page_record(document, 0, characters=1_000)
        pixels = document[0].get_pixmap(dpi=20, alpha=False)
        _ = pixels.samples


def read_pages(data: Any, command: dict[str, Any], send: Any, refused: Any) -> None:
    """Send the head of the document, then every page from ``command["first"]`` on."""
    document = opened(data, command, refused)
    send(frames.HEAD, {"pages": len(document), "repaired": bool(document.is_repaired)})
    for index in range(command["first"], min(len(document), command["pages"])):
        try:
            record = page_record(document, index, characters=command["characters_a_page"])
        except MemoryError:
            raise
        except Exception as problem:
            record = {"index": index, "failed": type(problem).__name__}
        send(frames.PAGE, record)
    send(frames.DONE)


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
            "The password does not open the PDF."
            if command["password"]
            else "The PDF needs a password. Open it with the password, print it to a new PDF, and bring that in.",
        )
    try:
        count = len(document)
    except (RuntimeError, ValueError, OverflowError):
        count = 0
    if count < 1:
        raise refused("damaged", "The PDF is damaged: it has no pages. Save it again from its program.")
    return document


def page_record(document: Any, index: int, *, characters: int) -> dict[str, Any]:
    """One page as JSON can carry it; see :func:`.records.page_from` for the other end."""
    page = document[index]
    textpage = page.get_textpage(flags=_FLAGS | pymupdf.TEXT_COLLECT_VECTORS)
    if _is_map(textpage):
        textpage = page.get_textpage(flags=_FLAGS)
    blocks = textpage.extractDICT()["blocks"]
    lines, cut = _lines(page, textpage, blocks, characters)
    rect = page.rect
    return {
        "index": index,
        "width": round(rect.width, 2),
        "height": round(rect.height, 2),
        "label": _label(page),
        "cut": cut,
        "passages": [passage.packed() for passage in laid_out(lines, _shapes(page, blocks))],
    }


def _label(page: Any) -> str:
    """The printed number. PyMuPDF gives a UTF-16 prefix as ``<FEFF0046>``."""
    return _WIDE.sub(lambda match: bytes.fromhex(match.group(1)).decode("utf-16-be", "ignore"), page.get_label())


def _is_map(textpage: Any) -> bool:
    """Whether the page draws so much that a dictionary of each shape would fill the memory."""
    block = textpage.this.m_internal.first_block
    for _ in range(shapes.MOST):
        if not block:
            return False
        block = block.next
    return True


def _shapes(page: Any, blocks: list[dict[str, Any]]) -> shapes.Shapes:
    """Rules and panels, upright as the page is seen."""
    turn = page.rotation_matrix if page.rotation else None
    drawn = []
    for block in blocks:
        if block["type"] == _VECTOR:
            box = block["bbox"] if turn is None else tuple(pymupdf.Rect(block["bbox"]) * turn)
            drawn.append((box, _shape_of(block)))
    return shapes.shapes_from(drawn)


def _shape_of(block: dict[str, Any]) -> str:
    if not block["isrect"] or not block["alpha"]:
        return "path"
    if block["stroked"]:
        return "frame"
    return "path" if block["color"] == _WHITE else "panel"


def _lines(page: Any, textpage: Any, blocks: list[dict[str, Any]], characters: int) -> tuple[list[Line], bool]:
    """MuPDF's lines with their words, upright as the page is seen; and whether the page was too long to keep whole."""
    styles = {
        (index, number): line
        for index, block in enumerate(block for block in blocks if block["type"] != _VECTOR)  # as words count them
        for number, line in enumerate(block.get("lines", ()))
    }
    turn = page.rotation_matrix if page.rotation else None
    found: dict[tuple[int, int], Line] = {}
    total = 0
    for x0, y0, x1, y1, raw, block, number, _ in textpage.extractWORDS():
        word = cleaned(raw)
        if not word:
            continue
        total += len(word)
        if total > characters:
            return list(found.values()), True
        if turn is not None:
            x0, y0, x1, y1 = pymupdf.Rect(x0, y0, x1, y1) * turn
        line = found.get((block, number))
        if line is None:
            line = found[block, number] = _styled(styles.get((block, number)), turn, block)
        line.add(word, (x0, y0, x1, y1))
    return list(found.values()), False


def _styled(raw: dict[str, Any] | None, turn: Any, block: int) -> Line:
    """An empty line with the size and weight that most of its letters have."""
    if raw is None:
        return Line(block=block)
    weights: dict[tuple[float, bool], int] = {}
    for span in raw["spans"]:
        bold = bool(span["flags"] & 16) or "bold" in span["font"].lower() or "black" in span["font"].lower()
        style = (round(span["size"], 1), bold)
        weights[style] = weights.get(style, 0) + len(span["text"].strip())
    (size, bold), _ = max(weights.items(), key=lambda item: item[1]) if weights else ((0.0, False), 0)
    x, y = raw["dir"]
    if turn is not None:
        x, y = x * turn.a + y * turn.c, x * turn.b + y * turn.d
    return Line(block=block, size=size, bold=bold, upright=x > 0.9 and abs(y) < 0.3)
