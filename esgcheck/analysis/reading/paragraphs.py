"""From lines in reading order to passages: where a paragraph ends, where a bullet begins."""

from __future__ import annotations

import re
from itertools import pairwise
from statistics import median

from esgcheck.analysis.reading.cells import table_of
from esgcheck.analysis.reading.columns import Region
from esgcheck.analysis.reading.groups import Group, RawPassage
from esgcheck.analysis.reading.lines import Line

_SENTENCE_END = re.compile(r"[.!?:;…][\"'”’»)\]]*[0-9]{0,2}$")
_FOOTNOTES = 8
"""How many passages at most are taken for the footnotes of a column."""

_FOOTNOTE = re.compile(r"\(?[0-9]{1,2}\)? [A-ZÄÖÜÀ-Þ]")


def passages_of(region: Region) -> list[RawPassage]:
    """Cut a region into passages; a row of a table is one passage of several cells."""
    if region.is_table:
        return table_of([line for row in region.rows for line in row])
    lines = [line for row in region.rows for line in _in_row(row)]
    text = [line for line in lines if line.words]
    steps = [below.y1 - above.y1 for above, below in pairwise(text) if 0 < below.y1 - above.y1 < 3 * below.height]
    usual = median(steps) if steps else 0.0
    right = max((line.x1 for line in text), default=0.0)
    passages: list[RawPassage] = []
    waiting: list[RawPassage] = []
    before: Line | None = None
    for line in lines:
        if isinstance(line, Group):
            waiting += line.inside
            continue
        apart = bool(waiting) and not (before and _is_cut(before) and _goes_on_below(before, line))
        if apart:
            passages += waiting
            waiting = []
        if before is None or apart or _begins(before, line, passages[-1], usual, right, aside=bool(waiting)):
            passages.append(RawPassage("item" if line.has_mark else "text", [line]))
        else:
            passages[-1].lines.append(line)
        before = line
    return passages + waiting


def _goes_on_below(before: Line, line: Line) -> bool:
    """Whether a sentence goes on below a box or a table that stands in its midst."""
    return line.words[0][0].islower() and abs(line.size - before.size) < 0.3 and not line.has_mark


def _in_row(row: list[Line]) -> list[Line]:
    """Side by side from left to right; where lines overlap from left to right they stand one above the other."""
    ordered = sorted(row, key=lambda line: line.x0)
    if all(one.x1 <= other.x0 + 1 for one, other in pairwise(ordered)):
        return ordered
    return sorted(row, key=lambda line: (line.y1, line.x0))


def _begins(before: Line, line: Line, passage: RawPassage, usual: float, right: float, *, aside: bool = False) -> bool:
    """Whether a new passage begins with this line. ``aside``: something stands between the two that is read later."""
    if aside:
        return False
    if not (line.upright and before.upright) or line.has_mark:
        return True
    step = line.y1 - before.y1
    size = max(line.size, before.size, 1.0)
    if abs(step) < 0.3 * line.height and line.x0 >= before.x1 - 1:
        return line.x0 - before.x1 > 3 * size
    if step < 0.2 * line.height or step > 1.3 * max(usual, 1.15 * size):
        return True
    if abs(line.size - before.size) > 0.08 * size:
        return True
    lower = line.words[0][0].islower()
    if line.bold != before.bold and not lower:
        return True
    ended = bool(_SENTENCE_END.search(before.words[-1]))
    first_word = line.boxes[0][2] - line.boxes[0][0]
    had_room = right - before.x1 > first_word + 0.6 * size
    if ended and (had_room or _FOOTNOTE.match(line.text[:40])):
        return True
    if not lower and usual and size < 1.3 * usual and right - before.x1 > 0.35 * (right - before.x0) + first_word:
        return True  # lines of a list without bullets: they end long before the column does
    indented = line.x0 - before.x0 > 0.8 * size and passage.shape == "text"
    outdented = passage.shape == "item" and line.x0 < passage.lines[0].x0 - 0.5 * size
    return (indented and ended) or outdented


def across_columns(found: list[RawPassage], before: list[RawPassage]) -> list[RawPassage]:
    """Let the paragraph that was cut by the end of a column go on in the next, whose passages are ``found``.

    Footnotes in smaller letters may stand between the two. Returns what is left of ``found``.
    """
    if not found or found[0].shape != "text":
        return found
    first = found[0].lines[0]
    for passage in reversed(before[-_FOOTNOTES:]):
        last = passage.lines[-1]
        if passage.shape != "row" and abs(last.size - first.size) < 0.3 and last.upright and first.upright:
            if _is_cut(last) and (first.words[0][0].islower() or last.words[-1].endswith(("-", "\u00ad"))):
                passage.lines += found[0].lines
                return found[1:]
            return found
        if last.size >= first.size - 0.3:
            return found
    return found


def _is_cut(line: Line) -> bool:
    """Its sentence is not at an end."""
    return len(line.words) > 2 and not _SENTENCE_END.search(line.words[-1])
