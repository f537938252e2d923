"""Transcripts that are plain text: who speaks, and when, told by how lines begin.

"NAME: …", "[00:12:31] …", "00:12:31 Name: …", "Speaker 1 (00:12):", "Ann Bee  0:12" with the words below, and a time
alone on its line are what people and programs write. A memo has lines like these too ("Note: …", "09:30 Coffee"), so a
text is taken for a transcript only when they carry it: enough of them, speakers who come again, times that go forward.

The canonical text stays the file's own, like that of every plain text: names and times stand in it, outside of the
passages, as bullets do.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from esgcheck.analysis.reading.plain import clean, document_from_found, found_in
from esgcheck.analysis.types import Document, Passage, Span

_TIME = r"(?:[0-9]{1,3}:)?[0-9]{1,2}:[0-9]{2}(?:[.,][0-9]{1,3})?"
_RANGE = rf"(?P<time>{_TIME})(?:\s{{0,3}}(?:-{{1,2}}>|[-–—,])\s{{0,3}}{_TIME})?"
_NAME = r"(?P<name>[^\W\d_][\w.'’&-]{0,30}(?:[ \t][\w.,'’&()/-]{1,30}){0,5})"
_MARK = r"(?:>>+\s?|[-–—•]\s)?"
_SHAPES = (
    re.compile(rf"\s*[\[(<]{_RANGE}[\])>]\s{{0,5}}[-–—:]?\s{{0,5}}(?:{_MARK}{_NAME}\s?(?:[:](?=\s|$)|：))?"),
    re.compile(rf"\s*{_RANGE}(?![\d:.])\s{{0,5}}[-–—|]?\s{{0,5}}(?:{_MARK}{_NAME}\s?(?:[:](?=\s|$)|：))?"),
    re.compile(rf"\s*{_MARK}{_NAME}\s{{0,5}}[\[(]{_RANGE}[\])]\s?(?:[:](?=\s|$)|：|$)"),
    re.compile(rf"\s*{_NAME}[ \t|,–-]{{1,8}}{_RANGE}\s*$"),
    re.compile(rf"\s*{_MARK}{_NAME}\s?(?:[:](?=\s|$)|：)"),
)
_DIRECTION = re.compile(r"\s*[\[(][^\[\]()\n]{1,80}[\])]\s*$")
_SENTENCE_END = re.compile(r"[.!?…。！？—–-][\"'”’»)\]]*\s*$")
_LABELS = frozenset(
    {
        "note", "notes", "date", "from", "to", "cc", "bcc", "subject", "re", "source", "sources", "table", "figure",
        "box", "tel", "phone", "fax", "email", "e-mail", "address", "attachment", "attachments", "enclosure", "website",
        "web", "url", "http", "https", "example", "summary", "background", "purpose", "action", "actions", "scope",
        "total", "warning", "error", "info", "debug", "time", "place", "location", "present", "participants",
        "apologies", "agenda", "item", "page",
    }
)  # fmt: skip
_FEWEST_TIMES = 3
_FEWEST_TURNS = 4
_LINES_TRIED = 3_000
_LONGEST_NAME = 60


@dataclass(slots=True)
class _Line:
    start: int
    text: str


@dataclass(slots=True)
class _Turn:
    """A line on which somebody begins to speak, or a moment is named. ``words``: where on the line the words begin."""

    line: int
    words: int
    name: str
    time: float | None
    bare: bool


@dataclass(slots=True)
class _Said:
    turns: list[_Turn] = field(default_factory=list)
    lines: list[_Line] = field(default_factory=list)


def document_from_dialogue(text: str, *, media_type: str = "text/plain") -> Document | None:
    """The transcript that a text is, or None for one that is none."""
    text = clean(text)
    said = _turns(text)
    if not _carries(said):
        return None
    found = list(_passages(text, said))
    return document_from_found(text, found, media_type=media_type) if found else None


def _turns(text: str) -> _Said:
    said = _Said()
    start = 0
    for line in text.split("\n"):
        if line.strip():
            turn = _turn(line, len(said.lines))
            if turn:
                said.turns.append(turn)
        said.lines.append(_Line(start, line))
        start += len(line) + 1
        if len(said.lines) == _LINES_TRIED and len(said.turns) < _FEWEST_TIMES:
            return _Said()
    counts = Counter(turn.name for turn in said.turns)
    said.turns = [turn for turn in said.turns if turn.time is not None or _may_speak(turn.name, counts[turn.name])]
    return said


def _may_speak(name: str, count: int) -> bool:
    """A name that comes once is one if it looks it: "Ann Bee", and not "The point"."""
    return count > 1 or not any(word[0].islower() for word in name.split())


def _turn(line: str, number: int) -> _Turn | None:
    for index, shape in enumerate(_SHAPES):
        found = shape.match(line[:300])
        if not found:
            continue
        given = found.groupdict()
        name = " ".join((given.get("name") or "").split())
        time = given.get("time")
        if name and not _is_name(name):
            if index != 0 and index != 1:
                continue
            name, end = (
                "",
                found.end("time")
                + len(line[found.end("time") :])
                - len(line[found.end("time") :].lstrip("])> \t-–—|")),
            )
        else:
            end = found.end()
        words = end + len(line[end:]) - len(line[end:].lstrip())
        seconds = _seconds(time) if time else None
        bare = index == 1 and (time or "").count(":") < 2
        return _Turn(number, words, name, seconds, bare)
    return None


def _is_name(name: str) -> bool:
    """Capitals at the start of its first word, or a script without any; and no word that memos put before a colon."""
    first = name[0]
    return (
        len(name) <= _LONGEST_NAME
        and (first.isupper() or not (first.islower() or first.isascii()))
        and name.lower() not in _LABELS
    )


def _seconds(time: str) -> float:
    seconds = 0.0
    for part in time.replace(",", ".").split(":"):
        seconds = seconds * 60 + float(part)
    return seconds


def _carries(said: _Said) -> bool:
    """Whether lines that begin with a name or a time carry the text."""
    filled = [line for line in said.lines if line.text.strip()]
    if not filled or not said.turns:
        return False
    return _timed(said, len(filled)) or _named(said)


def _timed(said: _Said, lines: int) -> bool:
    timed = [turn for turn in said.turns if turn.time is not None]
    times = [turn.time for turn in timed if turn.time is not None]
    if len(times) < _FEWEST_TIMES or len(timed) < 0.1 * lines:
        return False
    forward = sum(before <= after for before, after in itertools.pairwise(times))
    if forward < 0.9 * (len(times) - 1):
        return False
    # "09:30 Coffee": a programme of a day has bare times as well, but does not begin at the beginning.
    return times[0] < 60 or 2 * sum(turn.bare for turn in timed) < len(timed)


def _named(said: _Said) -> bool:
    turns = [turn for turn in said.turns if turn.name]
    counts = Counter(turn.name.casefold() for turn in turns)
    if len(turns) < _FEWEST_TURNS or len(counts) < 2 or max(counts.values()) < 2 or len(turns) < 1.5 * len(counts):
        return False
    ended = paragraphs = begun = 0
    at = {turn.line for turn in turns}
    blank = True
    for number, line in enumerate(said.lines):
        filled = bool(line.text.strip())
        if number in at or (filled and blank):
            paragraphs += 1
            begun += number in at
        blank = not filled
    ends = sorted([*(turn.line for turn in turns[1:]), len(said.lines)])
    for turn, end in zip(turns, ends, strict=True):
        words = "\n".join(line.text for line in said.lines[turn.line : min(end, turn.line + 50)]).rstrip()
        ended += bool(_SENTENCE_END.search(words[-20:]))
    return 2 * ended >= len(turns) and begun >= 0.35 * paragraphs


def _passages(text: str, said: _Said) -> Iterator[Passage]:
    """What stands before the first turn as in any text; then each paragraph as said by whoever has the word."""
    first = said.lines[said.turns[0].line].start
    for start, end, kind in found_in(text[:first]):
        yield Passage(Span(start, end), 0, kind, level=1 if kind == "heading" else 0)
    speaker, time, until = "", None, None
    by_line = {turn.line: index for index, turn in enumerate(said.turns)}
    start = end = -1
    for number in range(said.turns[0].line, len(said.lines)):
        line = said.lines[number]
        index = by_line.get(number)
        direction = index is None and bool(_DIRECTION.match(line.text))
        if (index is not None or direction or not line.text.strip()) and start >= 0:
            yield _utterance(start, end, speaker, time, until)
            start = -1
        begin = line.start + len(line.text) - len(line.text.lstrip())
        stop = line.start + len(line.text.rstrip())
        if index is not None:
            turn = said.turns[index]
            begin = line.start + turn.words
            if turn.time is not None:
                time, until = turn.time, _next_time(said.turns, index)
            speaker = turn.name or (speaker if turn.time is not None else "")
        if direction:
            yield Passage(Span(begin, stop), 0, "paragraph")
        elif begin < stop:
            start, end = (begin if start < 0 else start), stop
    if start >= 0:
        yield _utterance(start, end, speaker, time, until)


def _utterance(start: int, end: int, speaker: str, time: float | None, until: float | None) -> Passage:
    return Passage(Span(start, end), 0, "utterance", speaker, time, until)


def _next_time(turns: list[_Turn], index: int) -> float | None:
    """The moment of the next turn that names one, if that is later."""
    now = turns[index].time or 0.0
    for turn in turns[index + 1 : index + 50]:
        if turn.time is not None:
            return turn.time if turn.time > now else None
    return None
