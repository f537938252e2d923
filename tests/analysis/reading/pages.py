"""Lines as MuPDF gives them, drawn at places, and what the layout of a page makes of them."""

from __future__ import annotations

from esgcheck.analysis.reading.groups import RawPassage
from esgcheck.analysis.reading.layout import laid_out
from esgcheck.analysis.reading.lines import Line
from esgcheck.analysis.reading.shapes import NONE, Shapes


def line(x: float, y: float, text: str, *, size: float = 10, bold: bool = False, block: int = 0) -> Line:
    """A line whose letters are half as wide as high; ``y`` is the top of its box."""
    made = Line(block=block, size=size, bold=bold)
    for word in text.split():
        width = 0.5 * size * len(word)
        made.add(word, (x, y, x + width, y + 1.2 * size))
        x += width + 0.28 * size
    return made


def column(x: float, y: float, *texts: str, step: float = 13, size: float = 10) -> list[Line]:
    return [line(x, y + index * step, text, size=size, block=int(x)) for index, text in enumerate(texts)]


def ruled(*heights: float, x0: float = 50, x1: float = 550) -> Shapes:
    """Rules from side to side."""
    return Shapes([(x0, y, x1, y + 0.5) for y in heights], [], [])


def rows_of_page(lines: list[Line], shapes: Shapes = NONE) -> list[list[str]]:
    """The cells of each table row."""
    return [cells_of(passage) for passage in laid_out(lines, shapes) if passage.shape == "row"]


def cells_of(row: RawPassage) -> list[str]:
    cells, at = [], 0
    for _, count in row.cells:
        cells.append(" ".join(one.text for one in row.lines[at : at + count]))
        at += count
    return cells


def texts(passages: list[RawPassage]) -> list[str]:
    return [" ".join(one.text for one in passage.lines) for passage in passages]
