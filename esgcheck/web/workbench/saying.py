"""What a claim says, for its card: fields with who read them, what a denial leaves open, its score in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from esgcheck.claims.models import Candidate, Claim
from esgcheck.claims.review import field_names

Row = Mapping[str, Any]

OPEN = "leaves_open"

_SIGNS = {"down": "−", "decrease": "−", "up": "+", "increase": "+"}


@dataclass(frozen=True)
class Fact:
    """One field. ``by_machine``: as the machine read it, corrected by nobody."""

    name: str
    words: str
    text: str
    of: int
    by_machine: bool


@dataclass(frozen=True)
class Figure:
    """The fields that belong together."""

    of: int
    facts: list[Fact]


@dataclass(frozen=True)
class Said:
    figures: list[Figure]
    leaves_open: list[Fact]
    line: str
    """The whole in one line, for under the page."""
    is_corrected: bool = False
    """Whether it is another than the machine read."""

    @property
    def is_empty(self) -> bool:
        return not self._facts

    @property
    def _facts(self) -> list[Fact]:
        return [*self.leaves_open, *(fact for figure in self.figures for fact in figure.facts)]


def said_by(item: Claim | Candidate, candidate: Candidate | None) -> Said:
    """``candidate`` is what the machine read, where it is still there: what a claim has beside that is a person's."""
    names = field_names()
    order = list(names)
    machine = None
    if isinstance(item, Claim) and item.fields_by_id is not None:
        machine = {(row["name"], row["of"], row["text"]) for row in (candidate.fields if candidate else [])}
    rows = sorted(item.fields, key=lambda row: (row["of"], order.index(row["name"]) if row["name"] in names else 99))
    facts = [_fact(row, names, machine) for row in rows]
    shown = [fact for fact in facts if fact.name != OPEN]
    figures = [Figure(of, list(run)) for of, run in groupby(shown, key=lambda fact: fact.of)]
    corrected = machine is not None and machine != {(row["name"], row["of"], row["text"]) for row in rows}
    return Said(figures, [fact for fact in facts if fact.name == OPEN], in_one_line(item.fields), corrected)


def _fact(row: Row, names: Mapping[str, str], machine: set[tuple[str, int, str]] | None) -> Fact:
    key = (row["name"], row["of"], row["text"])
    return Fact(
        row["name"],
        names.get(row["name"], row["name"]),
        row["text"],
        row["of"],
        machine is None or key in machine,
    )


def in_one_line(fields: Sequence[Row]) -> str:
    """ "Scope 1 emissions: −32 %, 2023, against 2019 · own operations"; empty where nothing is known."""
    parts = []
    for _, run in groupby(sorted(fields, key=lambda row: row["of"]), key=lambda row: row["of"]):
        parts += _line({row["name"]: row for row in reversed(list(run))})
    return " · ".join(parts)


def _line(rows: dict[str, Row]) -> list[str]:
    def text(name: str, before: str = "") -> str:
        return f"{before}{rows[name]['text']}" if name in rows else ""

    sign = _SIGNS.get(str(rows["direction"].get("value")), "") if "direction" in rows else ""
    value = text("value")
    if value and value[0] in "-−–+":
        sign = ""
    unit = text("unit")
    amount = f"{sign}{value}{'' if unit in value else f' {unit}'}" if value else ""
    figure = ", ".join(filter(None, [amount, text("period"), text("baseline", "against ")]))
    measure = text("measure")
    head = f"{measure}: {figure}" if measure and figure else measure or figure
    goal = ", ".join(filter(None, [text("target"), text("deadline", "by "), text("base", "against ")]))
    found = " ".join(filter(None, [text("found_by", "found by "), text("found_for", "for ")]))
    return [
        part
        for part in (
            head,
            goal and f"aims at {goal}",
            text("boundary"),
            text("denied", "what is denied: "),
            found,
            text("certificate"),
            text("issuer", "issued by "),
        )
        if part
    ]


_CHANCES = (
    (0.97, "nearly all"),
    (0.925, "19 in 20"),
    (0.85, "nine in ten"),
    (0.775, "four in five"),
    (0.71, "three in four"),
    (0.63, "two in three"),
    (0.55, "three in five"),
    (0.45, "one in two"),
    (0.365, "two in five"),
    (0.29, "one in three"),
    (0.225, "one in four"),
    (0.15, "one in five"),
    (0.075, "one in ten"),
)


def chance(score: float | None) -> str:
    """The score in words: "four in five"; empty where the machine gave none."""
    if score is None:
        return ""
    return next((words for least, words in _CHANCES if score >= least), "fewer than one in ten")
