"""The large letter that a chapter begins with, two lines high or more, is put back to its word."""

from __future__ import annotations

from esgcheck.analysis.reading.lines import Line

_LARGER = 1.7
_WORDS_OF_ONE_LETTER = frozenset("AIOEÈYÀ")


def with_initials(lines: list[Line]) -> list[Line]:
    """The lines of a page, without those that are an initial: its letter begins the first line beside it."""
    found = [line for line in lines if len(line.words) == 1 and len(line.words[0]) == 1 and line.words[0].isupper()]
    gone: set[int] = set()
    for initial in found:
        beside = [line for line in lines if line is not initial and _stands_beside(line, initial)]
        first = min(beside, key=lambda line: line.y0, default=None)
        if first is not None and first.words[0][0].islower():
            _begin_with(first, initial, lines)
            gone.add(id(initial))
    return [line for line in lines if id(line) not in gone] if gone else lines


def _stands_beside(line: Line, initial: Line) -> bool:
    if not (line.upright and initial.upright and line.words and 0 < line.size * _LARGER <= initial.size):
        return False
    gap = line.x0 - initial.x1
    middle = (line.y0 + line.y1) / 2
    return -0.2 * initial.size <= gap <= 0.5 * initial.size and initial.y0 < middle < initial.y1


def _begin_with(line: Line, initial: Line, lines: list[Line]) -> None:
    """The line's own extent stays: a letter that hangs out of the column does not make it wider."""
    letter, rest = initial.words[0], line.words[0]
    x0, y0, x1, y1 = line.boxes[0]
    left = initial.boxes[0][0]
    if letter in _WORDS_OF_ONE_LETTER and _is_word(rest, letter + rest, lines):
        line.words.insert(0, letter)
        line.boxes.insert(0, (left, y0, min(initial.x1, x0), y1))
    else:
        line.words[0] = letter + rest
        line.boxes[0] = (left, y0, x1, y1)


def _is_word(rest: str, whole: str, lines: list[Line]) -> bool:
    """Whether the page spells the rest as a word of its own, and not the whole: "A company", not "A" and "fter"."""
    if len(rest) < 2:
        return False
    words = {word.lower().strip(".,;:") for line in lines for word in line.words[1:]}
    return rest.lower().strip(".,;:") in words and whole.lower().strip(".,;:") not in words
