"""Our own claims and passages with their stances (``models/stance/pairs.txt``), and how they are split.

Families, a claim with all its passages, stay together: by a hash of the family's name six in ten are for fitting, two
for looking at while checks are written, two are held out. The split stood before the first check was written.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Literal, NamedTuple

from esgcheck.analysis.types import StanceLabel

PAIRS = Path(__file__).resolve().parents[1] / "stance" / "pairs.txt"
Part = Literal["train", "dev", "held"]
_LABELS: dict[str, StanceLabel] = {"+": "supports", "-": "contradicts", ".": "context"}


class LabelledPair(NamedTuple):
    """A passage with the claim that it is held against; ``tries`` says what the pair is there to try."""

    family: str
    claim: str
    passage: str
    label: StanceLabel
    tries: str

    @property
    def part(self) -> Part:
        tenth = int(hashlib.sha256(self.family.encode()).hexdigest(), 16) % 10
        return "train" if tenth < 6 else "dev" if tenth < 8 else "held"


def read_pairs(path: Path = PAIRS) -> list[LabelledPair]:
    """All pairs in the order of the file. Raises ValueError, with the line's number, for a line that is none."""
    return list(_pairs(path.read_text(encoding="utf-8")))


def _pairs(text: str) -> Iterator[LabelledPair]:
    family = claim = ""
    for number, line in enumerate(text.splitlines(), 1):
        sign, rest = line[:2], line[2:].strip()
        if not rest or sign == "# ":
            continue
        if sign == "= ":
            family, claim = rest, ""
        elif sign == "> " and family:
            claim = rest
        elif sign.strip() in _LABELS and claim and rest.startswith("[") and "] " in rest:
            tries, passage = rest[1:].split("] ", 1)
            yield LabelledPair(family, claim, passage, _LABELS[sign.strip()], tries)
        else:
            raise ValueError(f"line {number} is no family, claim or passage: {line[:60]}")
