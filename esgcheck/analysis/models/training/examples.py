"""From labels to what the network learns: targets that say how sure a label is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from esgcheck.analysis.models.training.labels import KIND_LETTERS, Labelled, OwnSentence

UNKNOWN = float("nan")
_GRADES = ((0.03, 0.0, 0.0), (0.9, 0.15, 0.0), (1.0, 0.85, 0.1), (1.0, 1.0, 0.9))
"""For each grade, how likely another careful reader is to give at least 1, 2, 3."""
_GREEN, _NOT_GREEN = 0.95, 0.03


@dataclass(frozen=True, slots=True)
class Example:
    """``targets``: at least grade 1, 2, 3; a share for each of seven kinds; environmental claim. NaN where unknown."""

    text: str
    heading: str
    targets: tuple[float, ...]


def example_of(one: Labelled) -> Example:
    """Grades 0 and 1 have no kind."""
    label = one.label
    return Example(one.words, one.heading, _targets(label.grade, label.kind, label.environment))


def made_up_example(one: OwnSentence) -> Example:
    """One of our own sentences, which stands under no heading."""
    return Example(one.words, "", _targets(one.grade, one.kind, one.environment))


def _targets(grade: int | None, kind: str, environment: bool | None) -> tuple[float, ...]:
    grades = (UNKNOWN,) * 3 if grade is None else _GRADES[grade]
    kinds = tuple(float(letter == kind) for letter in KIND_LETTERS) if kind else (UNKNOWN,) * 7
    green = UNKNOWN if environment is None else _GREEN if environment else _NOT_GREEN
    return (*grades, *kinds, green)


def plain_example(text: str, target: bool) -> Example:
    """A bare sentence with one label, for the peers of the benchmark: it stands in the place of every answer."""
    sure = 0.97 if target else 0.03
    return Example(text, "", (sure, sure, sure, *(UNKNOWN,) * 7, sure))


def folds(groups: Sequence[str], count: int) -> list[list[int]]:
    """The indices of each fold; a group is in one fold only, and folds are about as large as each other."""
    sizes = {group: groups.count(group) for group in sorted(set(groups))}
    filled: list[set[str]] = [set() for _ in range(count)]
    loads = [0] * count
    for group in sorted(sizes, key=lambda name: (-sizes[name], name)):
        least = loads.index(min(loads))
        filled[least].add(group)
        loads[least] += sizes[group]
    return [[place for place, group in enumerate(groups) if group in names] for names in filled]
