"""What a stretch has become in an edited part of a text, word by word."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict

import Levenshtein

from .matching import Words
from .types import Span

_LONGEST_GAP = 20_000
_OVERLAP = 3
"""Where something was deleted, the blocks on both sides may have the same space or full stop at their ends."""

Stretch = tuple[int, int]


def image(old: Words, was: Stretch, new: Words, now: Stretch, stretch: Stretch) -> Stretch | None:
    """The words of ``new`` that the words ``stretch`` of ``old`` answer to, ``old[was]`` having become ``new[now]``.

    The shortest way from one to the other by whole words (Levenshtein); a run is replaced by as many words, one by
    one. None where nothing is left.
    """
    ours, theirs = _words_in(old, *was), _words_in(new, *now)
    start, end = stretch
    first = next((i for i, (_, stop) in enumerate(ours) if stop > start), None)
    last = next((i for i in range(len(ours) - 1, -1, -1) if ours[i][0] < end), None)
    if first is None or last is None or first > last or not theirs:
        return None
    letters: dict[str, str] = defaultdict(lambda: chr(0x10000 + len(letters)))
    one = "".join(letters[old.text[low:high]] for low, high in ours)
    other = "".join(letters[new.text[low:high]] for low, high in theirs)
    begin = finish = -1
    for kind, i1, i2, j1, _ in Levenshtein.opcodes(one, other):
        low, high = max(i1, first), min(i2, last + 1)
        if low < high and kind != "delete":
            begin = j1 + low - i1 if begin < 0 else begin
            finish = j1 + high - i1
    if begin < 0:
        return None
    low, high = theirs[begin][0], theirs[finish - 1][1]
    # Where the stretch began or ended within a word (before its full stop), so does what it has become, if it can.
    head, tail = max(0, start - ours[first][0]), max(0, ours[last][1] - end)
    if old.text[ours[first][0] : ours[first][0] + head] != new.text[low : low + head]:
        head = 0
    if old.text[ours[last][1] - tail : ours[last][1]] != new.text[high - tail : high]:
        tail = 0
    return (low + head, high - tail) if low + head < high - tail else (low, high)


def _words_in(words: Words, low: int, high: int) -> list[Stretch]:
    first, last = bisect_right(words.ends, low), bisect_right(words.starts, high - 1)
    return list(zip(words.starts[first:last], words.ends[first:last], strict=True))


def is_like(words: str, found: str) -> bool:
    """Whether one may have become the other: few letters differ, or half of the words stand there still, in order."""
    longer = max(len(words), len(found))
    if Levenshtein.distance(words, found, score_cutoff=int(0.4 * longer)) <= 0.4 * longer:
        return True
    ours, theirs = words.split(), found.split()
    if len(ours) < 4:
        return False
    common = sum((Counter(ours) & Counter(theirs)).values())
    return common >= 0.5 * max(len(ours), len(theirs))


def is_together(low: int, high: int, there: int, there_end: int) -> bool:
    """Whether what lies between two blocks in the old text may have become what lies between them in the new one."""
    return -_OVERLAP <= there_end - there <= 3 * (high - low) + 400 and high - low <= _LONGEST_GAP


def paragraph_at(text: str, span: Span) -> tuple[int, int]:
    """The paragraph, or paragraphs, that the span lies in."""
    start = text.rfind("\n\n", 0, span.start + 1)
    end = text.find("\n\n", max(span.start, span.end - 1))
    return (start + 2 if start >= 0 else 0), (end if end >= 0 else len(text))


def stripped(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return start, end
