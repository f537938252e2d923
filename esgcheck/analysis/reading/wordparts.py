"""What a Word document is made of, as far as it is read: styles, paragraphs, changes; and the names of its tags."""

from __future__ import annotations

from dataclasses import dataclass, field

from esgcheck.analysis.reading.blocks import Block, tidy

_WORD = frozenset(
    {
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "http://purl.oclc.org/ooxml/wordprocessingml/main",
    }
)
_MATH = "http://schemas.openxmlformats.org/officeDocument/2006/math"
_COMPATIBLE = "http://schemas.openxmlformats.org/markup-compatibility/2006"


@dataclass(slots=True)
class Style:
    """What a paragraph style says, after what it is based on has been asked."""

    name: str = ""
    based_on: str = ""
    level: int = 0
    listed: bool = False
    number: str = ""
    at: int = -1


@dataclass(slots=True)
class Paragraph:
    style: str = ""
    level: int = -1
    listed: bool | None = None
    number: str = ""
    at: int = -1
    shaded: bool = False
    turn: bool = False
    words: list[str] = field(default_factory=list)
    gone: list[list[str]] = field(default_factory=list)
    unseen: list[str] = field(default_factory=list)
    white: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    boxes: list[Block] = field(default_factory=list)


@dataclass(slots=True)
class Changes:
    """Who changed something, and from when to when, of one kind of tracked change."""

    count: int = 0
    who: dict[str, None] = field(default_factory=dict)
    first: str = ""
    last: str = ""

    def add(self, values: dict[str, str]) -> None:
        self.count += 1
        who, day = tidy(values.get("author", ""))[:80], values.get("date", "")[:10]
        if who and len(self.who) < 50:
            self.who[who] = None
        if day:
            self.first, self.last = min(self.first or day, day), max(self.last, day)


@dataclass(slots=True)
class Story:
    """What one part holds: the body, or notes and comments by their id. Counts of what is not in the text."""

    blocks: list[Block] = field(default_factory=list)
    by_id: dict[str, list[Block]] = field(default_factory=dict)
    authors: dict[str, str] = field(default_factory=dict)
    said_on: dict[str, list[str]] = field(default_factory=dict)
    insertions: Changes = field(default_factory=Changes)
    deletions: Changes = field(default_factory=Changes)
    moves: Changes = field(default_factory=Changes)
    hidden: int = 0
    turns: bool = False


def word(tag: str) -> str:
    """The local name of a tag of Word's own; others with their kind of mark-up before it."""
    space, _, local = tag.rpartition("}")
    if space in _WORD:
        return local
    if space == _MATH:
        return local if local == "t" else ""
    return f"mc:{local}" if space == _COMPATIBLE else ""


def outline_level(value: str) -> int:
    """A heading's level as people count, from 1; 0 for words that are no heading."""
    return int(value) + 1 if value in tuple("012345678") else 0
