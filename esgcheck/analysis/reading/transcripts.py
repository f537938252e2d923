"""Transcripts with time codes: WebVTT and SubRip, as they come, which is often not as the standards have them.

The canonical text holds the spoken words alone. Who speaks and when is kept with each passage: an utterance, made of
the cues that one speaker says in a row, up to the end of a sentence, since many cues end in the middle of one. What is
longer would point to a moment some seconds too early.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from esgcheck.analysis.types import Document, Page, Passage, Problem, Span

UTTERANCE_CHARACTERS = 400
PAGE_CHARACTERS = 3_000
_LONGEST_PAUSE = 8.0
_BETWEEN = "\n\n"

_STAMP = r"(?:([0-9]{1,4}):)?([0-9]{1,2}):([0-9]{1,2})(?:[.,:]([0-9]{1,3}))?"
_TIMING = re.compile(rf"\s*{_STAMP}\s*-{{1,2}}>\s*{_STAMP}(?![0-9])")
_VOICE = re.compile(r"<v(?:\.[^\s>]*)?[ \t]+([^>\n]{1,200})>")
_TAG = re.compile(r"</?[a-zA-Z0-9.:_-]{0,40}(?:[ \t][^<>\n]{0,200})?/?>|\{\\[^{}\n]{0,100}\}")
_SPEAKER = re.compile(r"(?:>>\s*|-\s*)?([A-Z][\w.'’-]*(?:[ \t]+[\w.'’()-]+){0,4})[ \t]*:(?:[ \t]+|$)")
_CHANGE = re.compile(r">>+\s*")
_SENTENCE_END = re.compile(r"[.!?…][\"'”’)\]]*$")


@dataclass(slots=True)
class Cue:
    """Words between two moments, in seconds; ``speaker`` empty where the cue does not name one. ``turn``: somebody
    else begins to speak here, as ">>" says even where no name follows."""

    start: float
    end: float
    speaker: str
    text: str
    turn: bool = False


@dataclass(slots=True)
class _Utterance:
    speaker: str
    start: float
    end: float
    words: list[str] = field(default_factory=list)


def document_from_transcript(text: str, *, name: str = "", media_type: str = "text/vtt") -> Document:
    """Read a transcript. A file without a single readable cue gives a document without passages and a problem."""
    cues, skipped = cues_of(text)
    problems = [Problem("cues_skipped", f"{skipped} cues could not be read and were left out.")] if skipped else []
    if not cues:
        problems.append(Problem("no_cues", "The transcript holds no words with time codes."))
    parts: list[str] = []
    passages: list[Passage] = []
    borders = [0]
    length = 0
    for utterance in _utterances(cues):
        words = " ".join(utterance.words)
        if length + len(words) - borders[-1] > PAGE_CHARACTERS and length > borders[-1]:
            borders.append(length)
        span = Span(length, length + len(words))
        passages.append(Passage(span, len(borders), "utterance", utterance.speaker, utterance.start, utterance.end))
        parts += (words, _BETWEEN)
        length = span.end + len(_BETWEEN)
    ends = borders[1:] + [length]
    pages = tuple(
        Page(number, start, end) for number, (start, end) in enumerate(zip(borders, ends, strict=True), 1) if end
    )
    return Document("".join(parts), pages, tuple(passages), media_type, name=name, problems=tuple(problems))


def cues_of(text: str) -> tuple[list[Cue], int]:
    """The cues in the order of the file, and how many time lines could not be read."""
    cues: list[Cue] = []
    skipped = 0
    named = _named_speakers(text)
    for timing, lines in _blocks(text):
        match = _TIMING.match(timing)
        if match is None:
            skipped += 1
            continue
        start, end = _seconds(match.groups()[:4]), _seconds(match.groups()[4:])
        for speaker, words, turn in _voices(lines, named):
            if words:
                cues.append(Cue(start, max(start, end), speaker, words, turn))
    return cues, skipped


def _blocks(text: str) -> Iterator[tuple[str, list[str]]]:
    """Time lines with the lines of words under them. Counters, notes, styles and regions fall away."""
    timing = ""
    lines: list[str] = []
    for raw in [*text.replace("\r\n", "\n").replace("\r", "\n").split("\n"), ""]:
        line = raw.strip("\ufeff \t\x00")
        if "-->" in line or ("->" in line and _TIMING.match(line)):
            if timing:
                if lines and lines[-1].isdigit():
                    lines.pop()  # a counter without a blank line before it
                yield timing, lines
            timing, lines = line, []
        elif not line:
            if timing and lines:
                yield timing, lines
                timing, lines = "", []
        elif timing:
            lines.append(line)
    if timing:
        yield timing, lines


def _seconds(parts: tuple[str | None, ...]) -> float:
    hours, minutes, seconds, fraction = parts
    return int(hours or 0) * 3600 + int(minutes or 0) * 60 + int(seconds or 0) + float(f"0.{fraction or 0}")


def _named_speakers(text: str) -> frozenset[str]:
    """Names that stand before a colon at the start of a line at least twice, or in capitals: "Note: ..." is none."""
    counts: dict[str, int] = {}
    for line in text.split("\n"):
        match = _SPEAKER.match(line.strip()) if "-->" not in line else None
        if match:
            counts[match.group(1)] = counts.get(match.group(1), 0) + 1
    return frozenset(name for name, count in counts.items() if count > 1 or name.isupper())


def _voices(lines: list[str], named: frozenset[str]) -> Iterator[tuple[str, str, bool]]:
    """A cue's words by speaker, and whether another begins to speak: several may speak in one."""
    speaker, turn = "", False
    words: list[str] = []
    for line in lines:
        pieces = _VOICE.split(line)
        for index, piece in enumerate(pieces):
            if index % 2:
                if words:
                    yield speaker, " ".join(words), turn
                speaker, words, turn = _name(piece), [], True
                continue
            spoken = " ".join(html.unescape(_TAG.sub("", piece)).replace("\x00", "").split())
            match = _SPEAKER.match(spoken)
            change = _CHANGE.match(spoken)
            if match and match.group(1) in named:
                if words:
                    yield speaker, " ".join(words), turn
                speaker, words, turn = _name(match.group(1)), [], True
                spoken = spoken[match.end() :]
            elif change:
                if words:
                    yield speaker, " ".join(words), turn
                speaker, words, turn = "", [], True
                spoken = spoken[change.end() :]
            if spoken:
                words.append(spoken)
    if words:
        yield speaker, " ".join(words), turn


def _name(raw: str) -> str:
    return " ".join(html.unescape(raw).split())[:200]


def _utterances(cues: list[Cue]) -> Iterator[_Utterance]:
    """Cues in a row by one speaker, put together. A cue that names nobody goes on with whoever spoke before."""
    current: _Utterance | None = None
    length = 0
    for cue in cues:
        speaker = cue.speaker or (current.speaker if current and not cue.turn else "")
        if current is not None and (
            speaker != current.speaker
            or (cue.turn and not cue.speaker)
            or cue.start - current.end > _LONGEST_PAUSE
            or length + len(cue.text) > UTTERANCE_CHARACTERS
            or _SENTENCE_END.search(current.words[-1])
        ):
            yield current
            current = None
        if current is None:
            current, length = _Utterance(speaker, cue.start, cue.end), 0
        if not current.words or current.words[-1] != cue.text:
            current.words.append(cue.text)
            length += len(cue.text) + 1
        current.end = max(current.end, cue.end)
    if current is not None:
        yield current
