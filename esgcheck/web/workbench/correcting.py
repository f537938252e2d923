"""The form in which a person corrects what a claim says: one row a field, and one for a field that is added."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any

from esgcheck.claims.review import field_names
from esgcheck.errors import Refused

_KEY = re.compile(r"text-([a-z_]{1,30})-(\d{1,2})-(\d{1,2})")
MOST = 120
"""Rows read of one form; a claim has half as many."""


@dataclass(frozen=True)
class Row:
    """``key`` names the row in the form: its field, its figure, and which of several it is. ``now`` is what stands
    there by now, where that is neither what was shown nor what was typed."""

    key: str
    name: str
    words: str
    text: str
    of: int
    gone: bool = False
    now: str = ""


@dataclass(frozen=True)
class Added:
    """The field that is to be added."""

    name: str = ""
    text: str = ""
    of: int = 0


@dataclass(frozen=True)
class Form:
    rows: list[Row]
    added: Added = Added()
    wrong: str = ""

    @property
    def figures(self) -> list[list[Row]]:
        return [list(run) for _, run in groupby(self.rows, key=lambda row: row.of)]

    @property
    def of(self) -> list[tuple[int, str]]:
        """The figures that a field can belong to, each by what is known of it."""
        return [(run[0].of, _figure(run)) for run in self.figures]

    @property
    def names(self) -> list[tuple[str, str]]:
        return list(field_names().items())

    @property
    def fields(self) -> list[dict[str, Any]]:
        """As ``correct_fields`` takes them."""
        rows = [{"name": row.name, "text": row.text, "of": row.of} for row in self.rows if not row.gone]
        added = self.added
        if added.text.strip() and not added.name:
            raise Refused(f"Say which field “{added.text.strip()[:60]}” is: choose one from the list beside it.")
        if added.name and not added.text.strip():
            raise Refused(f"You chose “{field_names().get(added.name, added.name)}” and wrote nothing beside it.")
        return [*rows, {"name": added.name, "text": added.text, "of": added.of}] if added.name else rows


def form_of(fields: Sequence[Mapping[str, Any]]) -> Form:
    """What the claim says, each field in its row."""
    names, counts = field_names(), Counter[tuple[str, int]]()
    order = {name: place for place, name in enumerate(names)}
    rows = []
    for row in sorted(fields, key=lambda row: (row["of"], order.get(row["name"], 99))):
        name, of = row["name"], row["of"]
        key = f"{name}-{of}-{counts[name, of]}"
        counts[name, of] += 1
        rows.append(Row(key, name, names.get(name, name), " ".join(row["text"].split()), of))
    return Form(rows)


def form_given(post: Mapping[str, Any]) -> Form:
    """What a person has typed."""
    names = field_names()
    rows = []
    for key in list(post)[: 2 * MOST]:
        match = _KEY.fullmatch(key)
        if match is not None and match[1] in names:
            rest = key.removeprefix("text-")
            rows.append(
                Row(rest, match[1], names[match[1]], str(post[key]), int(match[2]), bool(post.get(f"gone-{rest}")))
            )
    of = str(post.get("added-of") or "0")
    return Form(
        rows[:MOST],
        Added(str(post.get("added-name") or ""), str(post.get("added-text") or ""), int(of) if of.isdecimal() else 0),
    )


def form_again(given: Form, fields: Sequence[Mapping[str, Any]], wrong: str) -> Form:
    """What was typed, why it was not saved, and what stands in the claim by now where that is something else."""
    now = {row.key: row for row in form_of(fields).rows}
    rows = [
        replace(row, now=now[row.key].text if row.key in now and now[row.key].text != row.text.strip() else "")
        for row in given.rows
    ]
    known = {row.key for row in rows}
    rows += [row for key, row in now.items() if key not in known]
    return replace(given, rows=sorted(rows, key=lambda row: row.of), wrong=wrong)


def _figure(run: Sequence[Row]) -> str:
    said = {row.name: row.text for row in reversed(run)}
    words = said.get("measure") or said.get("value") or said.get("target") or run[0].text
    return words if len(words) <= 40 else f"{words[:39]}…"
