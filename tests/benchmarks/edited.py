"""A report and an edited version of it, with the truth about every character, for the benchmark of anchoring."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from esgcheck.analysis.types import Span

Kind = Literal["kept", "layout", "changed"]


class Piece(NamedTuple):
    """A stretch of the new text, and of the old one that it was. ``layout``: set in other characters only."""

    text: str
    start: int
    end: int
    kind: Kind = "kept"


@dataclass(frozen=True)
class Truth:
    state: Literal["same", "moved", "changed", "lost"]
    span: Span | None = None


@dataclass(frozen=True)
class Edited:
    old: str
    pieces: Sequence[Piece]

    @property
    def new(self) -> str:
        return "".join(piece.text for piece in self.pieces)

    def truth(self, span: Span) -> Truth:
        """What became of ``old[span]``, its edges being no white space."""
        found: list[tuple[int, int, int, int, Kind]] = []
        offset = 0
        for piece in self.pieces:
            low, high = max(piece.start, span.start), min(piece.end, span.end)
            if low < high or (piece.start == piece.end and span.start < piece.start < span.end):
                if piece.kind == "kept":
                    found.append((offset + low - piece.start, offset + high - piece.start, low, high, piece.kind))
                else:
                    found.append((offset, offset + len(piece.text), low, high, piece.kind))
            offset += len(piece.text)
        words = [
            part for part in found if part[2] < part[3] and self.old[part[2] : part[3]].strip() and part[0] < part[1]
        ]
        if not words:
            return Truth("lost")
        there = Span(min(part[0] for part in words), max(part[1] for part in words))
        whole = all(part[4] != "changed" for part in found)
        last = span.start
        for _, _, low, high, _ in found:
            whole = whole and not self.old[last:low].strip() and low >= last
            last = high
        whole = whole and not self.old[last : span.end].strip()
        between = [part for part in found if part[0] < there.end and there.start < part[1]]
        whole = whole and sum(part[1] - part[0] for part in between) == there.end - there.start
        if not whole:
            return Truth("changed", there)
        same = there.start == span.start and there.of(self.new) == span.of(self.old)
        return Truth("same" if same else "moved", there)


_SENTENCE = re.compile(r"[^\s][^.!?]*(?:[.!?](?!\s)[^.!?]*)*[.!?]?")
_OTHER = ("substantially", "nearly", "company", "sites", "programme", "review", "supply", "annual", "regional", "new")
_LIGATURES = (("ffi", "ﬃ"), ("fi", "ﬁ"), ("fl", "ﬂ"), ("ff", "ﬀ"))


def edited(text: str, choose: random.Random) -> Edited:
    """The old text is the report with some paragraphs said again elsewhere, word for word or nearly."""
    paragraphs = [part for part in text.split("\n\n") if part.strip()]
    for paragraph in [p for p in paragraphs if choose.random() < 0.03]:
        again = paragraph if choose.random() < 0.25 else _one_word_changed(paragraph, choose)
        paragraphs.insert(choose.randrange(len(paragraphs)), again)
    old = "\n\n".join(paragraphs)
    offset, rows = 0, []
    for paragraph in paragraphs:
        rows.append(Piece(paragraph, offset, offset + len(paragraph)))
        offset += len(paragraph) + 2
    ligatures = choose.random() < 0.5
    done: list[tuple[list[Piece], int]] = []
    away: list[tuple[list[Piece], int]] = []
    lots = [choose.random() for _ in rows]
    reworded = [_reworded(row, choose) for row in rows]
    # A copy of what was deleted or moved would be that paragraph, moved: nobody could tell.
    stay = [row.text for row, lot, pieces in zip(rows, lots, reworded, strict=True) if lot >= 0.07 and pieces]
    for row, lot, pieces_left in zip(rows, lots, reworded, strict=True):
        if lot < 0.04:
            continue
        parts = _reset(pieces_left, choose, ligatures)
        (away if lot < 0.07 else done).append((parts, row.end))
        if lot > 0.97:
            again = _one_word_changed(choose.choice(stay), choose)
            done.append(([Piece(again, row.end, row.end, "changed")], row.end))
        elif lot > 0.94:
            new = _shuffled(choose.choice(paragraphs), choose)
            done.append(([Piece(new, row.end, row.end, "changed")], row.end))
    for moved in away:
        done.insert(choose.randrange(len(done)), moved)
    pieces: list[Piece] = []
    for parts, end in done:
        pieces += parts
        pieces.append(Piece("\n\n", end, min(end + 2, len(old)), "layout"))
    return Edited(old, pieces)


def highlights(text: str, count: int, choose: random.Random) -> list[Span]:
    """Sentences, parts of them, one to three words, paragraphs; each begins and ends with a word."""
    paragraphs, offset = [], 0
    for part in text.split("\n\n"):
        if len(part.split()) >= 4:
            paragraphs.append(Span(offset, offset + len(part)))
        offset += len(part) + 2
    weights = [len(span) for span in paragraphs]
    found: list[Span] = []
    while len(found) < count:
        paragraph = choose.choices(paragraphs, weights)[0]
        sentence = choose.choice(_sentences(text, paragraph)) if (lot := choose.random()) < 0.9 else paragraph
        if lot < 0.4:
            most = choose.randint(1, 3) if lot < 0.15 else choose.randint(4, 15)
            words = list(re.finditer(r"\S+", sentence.of(text)))
            first = choose.randrange(max(1, len(words) - most + 1))
            last = words[min(len(words), first + most) - 1]
            sentence = Span(sentence.start + words[first].start(), sentence.start + last.end())
        if any(letter.isalnum() for letter in sentence.of(text)):
            found.append(_stripped(text, sentence))
    return found


def _sentences(text: str, paragraph: Span) -> list[Span]:
    return [
        Span(paragraph.start + match.start(), paragraph.start + match.end())
        for match in _SENTENCE.finditer(paragraph.of(text))
        if match[0].strip()
    ]


def _stripped(text: str, span: Span) -> Span:
    words = span.of(text)
    return Span(span.start + len(words) - len(words.lstrip()), span.end - len(words) + len(words.rstrip()))


def _reworded(row: Piece, choose: random.Random) -> list[Piece]:
    """Some sentences deleted or with some words replaced, taken out or put in; some numbers changed."""
    pieces: list[Piece] = []
    last = 0
    for span in _sentences(row.text, Span(0, len(row.text))):
        pieces.append(_kept(row, last, span.start))
        last = span.end
        lot = choose.random()
        if lot < 0.02:
            continue
        if lot < 0.08:
            pieces += _edited_words(row, span, choose)
        elif lot < 0.14 and any(letter.isdigit() for letter in span.of(row.text)):
            pieces += _other_number(row, span, choose)
        else:
            pieces.append(_kept(row, span.start, span.end))
    pieces.append(_kept(row, last, len(row.text)))
    return [piece for piece in pieces if piece.text]


def _kept(row: Piece, low: int, high: int) -> Piece:
    return Piece(row.text[low:high], row.start + low, row.start + high)


def _edited_words(row: Piece, span: Span, choose: random.Random) -> list[Piece]:
    words = [(span.start + m.start(), span.start + m.end()) for m in re.finditer(r"\S+", span.of(row.text))]
    hit = sorted(choose.sample(range(len(words)), min(len(words), choose.randint(1, 3))))
    pieces: list[Piece] = []
    last = span.start
    for index in hit:
        low, high = words[index]
        pieces.append(_kept(row, last, low))
        lot = choose.random()
        at, end = row.start + low, row.start + high
        if lot < 0.5:
            word = choose.choice([one for one in _OTHER if one != row.text[low:high]])
            pieces.append(Piece(word, at, end, "changed"))
            last = high
        elif lot < 0.75 and len(words) > 3:
            last = high  # gone
        else:
            pieces.append(Piece(choose.choice(_OTHER) + " ", at, at, "changed"))
            last = low
    return [*pieces, _kept(row, last, span.end)]


def _other_number(row: Piece, span: Span, choose: random.Random) -> list[Piece]:
    match = choose.choice(list(re.finditer(r"\d+", span.of(row.text))))
    low, high = span.start + match.start(), span.start + match.end()
    number = str(int(match[0]) + choose.randint(1, 9))
    changed = Piece(number, row.start + low, row.start + high, "changed")
    return [_kept(row, span.start, low), changed, _kept(row, high, span.end)]


def _reset(pieces: list[Piece], choose: random.Random, ligatures: bool) -> list[Piece]:
    """The same words in other lines, broken otherwise, with or without ligatures."""
    reflows, breaks = choose.random() < 0.25, choose.random() < 0.25
    if not (reflows or breaks or ligatures):
        return pieces
    done: list[Piece] = []
    for piece in pieces:
        if piece.kind != "kept":
            done.append(piece)
            continue
        last = 0
        for match in re.finditer(r"(?<=\S) (?=\S)|\n(?=\S)|ffi|fi|fl|ff|(?<=[a-z]{4})(?=[a-z]{4})", piece.text):
            low, high = match.span()
            into = _into(match[0], choose, reflows, breaks, ligatures)
            if into is None or low < last:
                continue
            done.append(_kept(piece, last, low))
            done.append(Piece(into, piece.start + low, piece.start + high, "layout"))
            last = high
        done.append(_kept(piece, last, len(piece.text)))
    return [piece for piece in done if piece.text]


def _into(words: str, choose: random.Random, reflows: bool, breaks: bool, ligatures: bool) -> str | None:
    if words in {" ", "\n"}:
        return "\n" if reflows and choose.random() < 0.1 else None
    if not words:
        return choose.choice(["-\n", "\u00ad", "\u00ad\n"]) if breaks and choose.random() < 0.05 else None
    return dict(_LIGATURES)[words] if ligatures else None


def _one_word_changed(paragraph: str, choose: random.Random) -> str:
    words = list(re.finditer(r"\S+", paragraph))
    hit = choose.choice(words)
    return f"{paragraph[: hit.start()]}{choose.choice(_OTHER)}{paragraph[hit.end() :]}"


def _shuffled(paragraph: str, choose: random.Random) -> str:
    """New words that look like the report's own."""
    words = paragraph.split()
    choose.shuffle(words)
    return " ".join(words)
