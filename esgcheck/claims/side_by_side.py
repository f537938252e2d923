"""The words of a quotation beside those of its source: what is the same, and each change with its number and its kind.

Both the workbench and published pages draw it. A change bears the same number on both sides and in the list below, so
that nobody has to tell it by its colour.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

SAME = frozenset({"equal", "layout"})
CUT_BEFORE, CUT_AFTER = "cut_before", "cut_after"

WORDS = {
    "negation": "Negation or opposite",
    "number": "Number, unit or date",
    "name": "Name",
    "hedge": "Hedge",
    "tense": "Tense or modality",
    "word": "Wording",
    "insertion": "Put in, in brackets",
    "elision": "Left out and marked",
    "spelling": "Spelling",
    CUT_BEFORE: "Cut short",
    CUT_AFTER: "Cut short",
}
SIGNS = {
    "negation": "¬",
    "number": "#",
    "name": "@",
    "hedge": "≈",
    "tense": "»",
    "word": "≠",
    "insertion": "[]",
    "elision": "…",
    "spelling": "~",
    CUT_BEFORE: "|",
    CUT_AFTER: "|",
}
_LONGEST = 160


@dataclass(frozen=True)
class _OfKind:
    number: int
    kind: str

    @property
    def word(self) -> str:
        return WORDS.get(self.kind, self.kind)

    @property
    def sign(self) -> str:
        return SIGNS.get(self.kind, "")


@dataclass(frozen=True)
class Run(_OfKind):
    """Words of one side. ``number`` is that of the change that they belong to, 0 where both sides say the same; empty
    ``text`` in a change: this side has nothing there. ``space``: white space follows, which belongs to no change."""

    text: str
    space: bool = True


@dataclass(frozen=True)
class Change(_OfKind):
    """A line of the list of changes."""

    quoted: str
    source: str


@dataclass(frozen=True)
class Comparison:
    """Two sides and the changes between them."""

    quoted: list[Run]
    source: list[Run]
    changes: list[Change]

    @property
    def changed(self) -> bool:
        return bool(self.changes)


def compare(differences: Sequence[Mapping[str, str]], cut_before: str = "", cut_after: str = "") -> Comparison:
    """From the steps of a match as they are kept; ``cut_before`` and ``cut_after`` stand on the source's side alone."""
    quoted: list[Run] = []
    source: list[Run] = []
    changes: list[Change] = []

    def change(kind: str, here: str, there: str) -> None:
        number = len(changes) + 1
        quoted.append(_run(here, number, kind))
        source.append(_run(there, number, kind))
        changes.append(Change(number, kind, _short(here), _short(there)))

    if cut_before:
        change(CUT_BEFORE, "", f"{cut_before} ")
    for step in differences:
        if step["kind"] in SAME:
            quoted.append(_run(step["quoted"]))
            source.append(_run(step["source"]))
        else:
            change(step["kind"], step["quoted"], step["source"])
    if cut_after:
        if source and cut_after[0].isalnum():
            source[-1] = replace(source[-1], space=True)
        change(CUT_AFTER, "", cut_after)
    return Comparison(quoted, source, changes)


def _run(text: str, number: int = 0, kind: str = "") -> Run:
    return Run(number, kind, " ".join(text.split()), text[-1:].isspace() or not text)


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= _LONGEST else words[:_LONGEST].rpartition(" ")[0] + " …"
