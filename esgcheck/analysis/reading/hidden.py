"""Words that nobody who looks at the page can see, told apart from those that are seen. Inside the cage.

White letters on a dark ground are in every other report and letters the colour of their ground in hardly any, so the
search goes in three steps, each dearer than the one before and made for fewer pages:

1. *Suspects*, from what came with the words anyway: letters without ink, transparent, tiny, as white as the paper, in a
   colour that is also painted on the page; and letters before a filled rectangle that lies over them.
2. *A second look* at pages with suspects: with the pictures this time, and everything in the order of painting. It
   clears nearly all, such as white letters on a photograph.
3. *The proof*: the page is drawn, the suspects are taken out, it is drawn again. If that changes no pixel, nobody saw
   them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from esgcheck.analysis.reading.extracting import TEXT, VECTOR, WORDS, Painted
from esgcheck.analysis.reading.lines import Line, Rectangle
from esgcheck.analysis.reading.mupdf import pymupdf
from esgcheck.analysis.reading.secondlook import Looks, second_look

_INK = 16 | 32 | 64
"""Of the flags of letters: filled, stroked, used to cut out what is painted next."""

_TRANSPARENT = 13
_OPAQUE = 240
_TINY = 1.5
_WHITE = 0xFFFFFF
_PALE = 0xF0F0F0
_ALIKE = 10
_LEAST = 24
"""How much a pixel has to change, of 255, to be seen."""

_MOST_SUSPECTS = 400
_BAND, _LOWEST = 16.0, 5_000.0
_SLACK = 0.1
"""How much of a word may stick out of a bar on either side, of its width."""

_LOOSE = 1.0
_PICTURE_SHARE = 0.3
"""A picture that fills so much of the page is a scan, for words that are painted without ink."""

_PICTURE, _SHADE_FLAGS = 1, TEXT | pymupdf.TEXT_COLLECT_VECTORS | pymupdf.TEXT_PRESERVE_IMAGES


@dataclass(slots=True)
class _Suspect:
    line: int
    box: Rectangle
    """Of the span, not turned."""

    colour: int
    reason: str


def apart(
    page: Any, found: Painted, lines: list[Line], looks: Looks | None = None
) -> tuple[list[Line], dict[str, list[Line]]]:
    """The lines that are seen, and by the reason for it those that are not. A line with both is cut in two.

    ``looks`` says which pages are run a second time, for words beyond the page and under pictures.
    """
    suspects = list(_suspects(found, [] if page.rotation else lines))
    off: list[Line] = []
    under: list[_Suspect] = []
    if looks is not None and looks.at(page.number):
        beyond = second_look(page, found)
        off = beyond.off
        known = {suspect.box for suspect in suspects}
        under = [_Suspect(*one, "covered") for one in beyond.under if one[1] not in known]
        suspects += under
    proved = _proved(page, suspects[:_MOST_SUSPECTS]) if suspects else []
    seen, unseen = _divided(page, lines, proved) if proved else (lines, {})
    if off:
        unseen["off the page"] = off
    if looks is not None and (off or any(one.reason == "covered" for one in proved)):
        looks.found(page.number, by_look=bool(off) or any(one in proved for one in under))
    return seen, unseen


@dataclass(slots=True)
class _Paint:
    """A shape that nothing shines through; ``at`` is its place in the order of painting."""

    at: int
    box: Rectangle
    colour: int
    is_rectangle: bool


def _suspects(found: Painted, lines: list[Line]) -> Iterator[_Suspect]:
    paint = [
        _Paint(at, block["bbox"], block["color"], block["isrect"])
        for at, block in enumerate(found.blocks)
        if block["type"] == VECTOR and block["alpha"] >= _OPAQUE and not block["stroked"] and _is_large(block["bbox"])
    ]
    first = next((at for at, block in enumerate(found.blocks) if block["type"] == WORDS), 0)
    over = _banded(one for one in paint if one.is_rectangle and one.at > first)
    positions = _positions(found) if over else {}
    below: dict[int, list[_Paint]] | None = None
    colours = {one.colour for one in paint}
    same: dict[int, bool] = {}
    for number, raw in enumerate(found.raw):
        if raw is None:
            continue
        position = positions.get(id(raw), 0)
        bars = _bars(over, position, raw["bbox"]) if over else []
        covered = bool(bars) and _is_under(bars, raw["bbox"])
        if bars and not covered and lines:
            for box in _words_under(bars, lines[number]):
                yield _Suspect(number, box, 0, "covered")
        for span in raw["spans"]:
            reason = ""
            colour = span["color"]
            if covered or (
                over and len(raw["spans"]) > 1 and _is_under(_bars(over, position, span["bbox"]), span["bbox"])
            ):
                reason = "covered"  # also the recognised text of a scan, where a bar was laid over it
            elif not span["char_flags"] & _INK:
                reason = "hidden"
            elif span["alpha"] < _TRANSPARENT:
                reason = "transparent"
            elif span["size"] < _TINY:
                reason = "too small"
            else:
                if colour not in same:
                    same[colour] = colour & _PALE == _PALE or any(_alike(colour, other) for other in colours)
                if same[colour]:
                    if below is None:
                        below = _banded(paint)
                        positions = positions or _positions(found)
                    position = positions[id(raw)]
                    ground = _ground(below, position, span["bbox"])
                    if ground is not None and _alike(colour, ground):
                        reason = "white" if colour & _PALE == _PALE else "same colour"
            if reason and span["text"].strip():
                yield _Suspect(number, span["bbox"], colour, reason)


def _is_large(box: Rectangle) -> bool:
    """Enough for letters."""
    return box[2] - box[0] > 2 and box[3] - box[1] > 2


def _positions(found: Painted) -> dict[int, int]:
    """Where in the order of painting a line's block stands."""
    return {id(line): at for at, block in enumerate(found.blocks) if block["type"] == WORDS for line in block["lines"]}


def _ground(below: dict[int, list[_Paint]], position: int, box: Rectangle) -> int | None:
    """The colour behind a span: of the last rectangle below it, else of the paper; None where a shape that is not a
    rectangle may lie there."""
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    here = [
        one
        for one in below.get(int(y // _BAND), ())
        if one.at < position and one.box[0] <= x <= one.box[2] and one.box[1] <= y <= one.box[3]
    ]
    if not here:
        return _WHITE
    return here[-1].colour if here[-1].is_rectangle else None


def _banded(paint: Iterable[_Paint]) -> dict[int, list[_Paint]]:
    """Shapes by the bands of the page that they reach into, so that a line meets few of them."""
    bands: dict[int, list[_Paint]] = {}
    for one in paint:
        top, bottom = max(one.box[1], 0), min(one.box[3], _LOWEST)
        for band in range(int(top // _BAND), int(bottom // _BAND) + 1):
            bands.setdefault(band, []).append(one)
    return bands


def _bars(over: dict[int, list[_Paint]], position: int, box: Rectangle) -> list[Rectangle]:
    """The rectangles that are painted later and reach over some of the width, at half of the height."""
    here = over.get(int((box[1] + box[3]) / 2 // _BAND))
    if not here:
        return []
    return [one.box for one in here if one.at > position and one.box[0] <= box[2] and box[0] <= one.box[2]]


def _is_under(bars: list[Rectangle], box: Rectangle) -> bool:
    """Whether a rectangle lies over all of the width and most of the height: boxes of letters are higher than the
    letters."""
    return any(_holds(bar, box) for bar in bars)


def _words_under(bars: list[Rectangle], line: Line) -> Iterator[Rectangle]:
    """The words of a line that lie under a bar which does not cover all of it."""
    for word in line.boxes:
        slack = _SLACK * (word[2] - word[0])
        if _is_under(bars, (word[0] + slack, word[1], word[2] - slack, word[3])):
            yield word


def _holds(outer: Rectangle, box: Rectangle) -> bool:
    quarter = (box[3] - box[1]) / 4
    return (
        outer[0] <= box[0] + _LOOSE
        and outer[2] >= box[2] - _LOOSE
        and outer[1] <= box[1] + quarter
        and outer[3] >= box[3] - quarter
    )


def _alike(one: int, other: int) -> bool:
    return (
        abs((one & 255) - (other & 255)) <= _ALIKE
        and abs((one >> 8 & 255) - (other >> 8 & 255)) <= _ALIKE
        and abs((one >> 16 & 255) - (other >> 16 & 255)) <= _ALIKE
    )


def _proved(page: Any, suspects: list[_Suspect]) -> list[_Suspect]:
    pictures = _pictures(page)
    left = [one for one in suspects if not _on_picture(one, pictures, page)]
    certain = [one for one in left if one.reason == "too small"]
    doubtful = [one for one in left if one.reason != "too small"]  # clear letters may be the window for a gradient
    if doubtful:
        try:
            certain += _unseen(page, doubtful)
        except MemoryError:
            raise
        except Exception:
            return certain  # what cannot be drawn is not accused
    return certain


def _pictures(page: Any) -> list[Rectangle]:
    """The boxes of all pictures and shades on the page."""
    found: list[Rectangle] = []
    textpage = page.get_textpage(flags=_SHADE_FLAGS)  # it holds the memory that its blocks stand in
    block = textpage.this.m_internal.first_block
    while block and len(found) < 1_000:
        if block.type == _PICTURE:
            box = block.bbox
            found.append((box.x0, box.y0, box.x1, box.y1))
        block = block.next
    return found


def _on_picture(suspect: _Suspect, pictures: list[Rectangle], page: Any) -> bool:
    """Whether a picture clears the suspect: letters without ink are the recognised text of a scan."""
    if suspect.reason not in ("hidden", "white", "same colour", "transparent"):
        return False
    size = abs(page.rect.width * page.rect.height) or 1.0
    for picture in pictures:
        if _holds(picture, suspect.box):
            share = (picture[2] - picture[0]) * (picture[3] - picture[1]) / size
            if suspect.reason in ("white", "same colour") or share >= _PICTURE_SHARE:
                return True
    return False


def _unseen(page: Any, suspects: list[_Suspect]) -> list[_Suspect]:
    """Draw the page, take the suspects out, draw it again."""
    turn = page.rotation_matrix
    boxes = [pymupdf.Rect(one.box) * turn for one in suspects]
    clip = pymupdf.Rect(boxes[0])
    for box in boxes:
        clip |= box
    clip &= page.rect
    before = page.get_pixmap(dpi=72, clip=clip, alpha=False, annots=False)
    _take_out(page, [one.box for one in suspects])
    after = page.get_pixmap(dpi=72, clip=clip, alpha=False, annots=False)
    if (before.width, before.height) != (after.width, after.height):
        return []
    changed = _changed(before, after)
    return [one for one, box in zip(suspects, boxes, strict=True) if not changed(box)]


def _take_out(page: Any, boxes: list[Rectangle]) -> None:
    """All at once, and no more than the letters: PyMuPDF's own way draws and numbers a mark for every box."""
    mupdf, rotation = pymupdf.mupdf, page.rotation
    if rotation:
        page.set_rotation(0)
    raw = pymupdf.mupdf.pdf_page_from_fz_page(page.this)
    marks = mupdf.pdf_create_annot(raw, mupdf.PDF_ANNOT_REDACT)
    for x0, y0, x1, y1 in boxes:
        mupdf.pdf_add_annot_quad_point(marks, mupdf.FzQuad(mupdf.FzRect(x0, y0, x1, y1)))
    if rotation:
        page.set_rotation(rotation)
    options = mupdf.PdfRedactOptions()
    options.black_boxes, options.text, options.image_method, options.line_art = 0, 0, 0, 0
    mupdf.pdf_redact_page(raw.doc(), raw, options)


def _changed(before: Any, after: Any) -> Callable[[Any], bool]:
    """Whether any pixel in a box is another after than before."""
    one, other = before.samples, after.samples
    stride, count = before.stride, before.n
    left, top, width, height = before.x, before.y, before.width, before.height

    def changed(box: Any) -> bool:
        x0, x1 = max(int(box.x0) - left, 0), min(int(box.x1) + 1 - left, width)
        for y in range(max(int(box.y0) - top, 0), min(int(box.y1) + 1 - top, height)):
            row = slice(y * stride + x0 * count, y * stride + x1 * count)
            a, b = one[row], other[row]
            if a != b and max(abs(i - j) for i, j in zip(a, b, strict=True)) > _LEAST:
                return True
        return False

    return changed


def _divided(page: Any, lines: list[Line], proved: list[_Suspect]) -> tuple[list[Line], dict[str, list[Line]]]:
    turn = page.rotation_matrix if page.rotation else None
    by_line: dict[int, list[tuple[Rectangle, str]]] = {}
    for one in proved:
        box = one.box if turn is None else tuple(pymupdf.Rect(one.box) * turn)
        by_line.setdefault(one.line, []).append((box, one.reason))
    seen: list[Line] = []
    unseen: dict[str, list[Line]] = {}
    for number, line in enumerate(lines):
        if number not in by_line:
            seen.append(line)
            continue
        parts: dict[str, Line] = {}
        for word, box in zip(line.words, line.boxes, strict=True):
            x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
            reason = next((why for b, why in by_line[number] if b[0] <= x <= b[2] and b[1] <= y <= b[3]), "")
            if reason not in parts:
                parts[reason] = Line(line.block, line.size, line.bold, line.upright)
            parts[reason].add(word, box)
        for reason, part in parts.items():
            (unseen.setdefault(reason, []) if reason else seen).append(part)
    return seen, unseen
