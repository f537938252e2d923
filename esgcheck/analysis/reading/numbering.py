"""The numbers that Word writes before paragraphs: "4.2", "(a)", "•". People cite a contract's clauses by them, and they
stand nowhere in the document; each is counted out from what the list's levels look like."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from esgcheck.analysis.reading.package import Package

_PLACE = re.compile(r"%([1-9])")
_LEVELS = 9
_MOST_LISTS = 20_000
_LONGEST_LABEL = 40
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
          (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip


@dataclass(slots=True)
class _Level:
    start: int = 1
    shape: str = "decimal"
    text: str = ""
    plain: bool = False


@dataclass(slots=True)
class _List:
    """What the levels of a list look like, and how far it has counted on each; ``styles`` name a level each."""

    levels: dict[int, _Level] = field(default_factory=dict)
    counts: dict[int, int] = field(default_factory=dict)
    styles: dict[str, int] = field(default_factory=dict)


class Numbering:
    """The lists of a document. ``label`` is asked once for each paragraph of a list, in reading order."""

    def __init__(self) -> None:
        self._lists: dict[str, _List] = {}
        self._of_number: dict[str, str] = {}
        self._restarts: dict[str, dict[int, int]] = {}

    @classmethod
    def read(cls, package: Package, name: str) -> Numbering:
        """``name``: the part of the file, "" for none."""
        found = cls()
        shape, level, number, overrides = _List(), _Level(), "", -1

        def start(tag: str, attributes: dict[str, str]) -> None:
            nonlocal shape, level, number, overrides
            local = tag.rpartition("}")[2]
            values = {key.rpartition("}")[2]: value for key, value in attributes.items()}
            value = values.get("val", "")
            if local == "abstractNum":
                shape, number = _List(), ""
                if len(found._lists) < _MOST_LISTS:
                    found._lists[values.get("abstractNumId", "")] = shape
            elif local == "num":
                number = values.get("numId", "")
            elif local == "abstractNumId" and number:
                found._of_number[number] = value
            elif local == "lvlOverride":
                overrides = _small(values.get("ilvl", ""))
            elif local == "startOverride" and number:
                found._restarts.setdefault(number, {})[overrides] = _small(value)
            elif local == "lvl" and not number:
                level = shape.levels[min(_small(values.get("ilvl", "")), _LEVELS)] = _Level()
            elif local == "start":
                level.start = _small(value)
            elif local == "numFmt":
                level.shape = value
            elif local == "lvlText":
                level.text = value[:_LONGEST_LABEL]
            elif local == "isLgl":
                level.plain = value not in ("0", "false")
            elif local == "pStyle" and not number:
                shape.styles[value] = max(shape.levels, default=0)

        if name:
            package.parse(name, start, lambda tag: None, None)
        return found

    def level_of(self, number: str, style: str) -> int:
        """The level that a paragraph style stands for in a list."""
        of = self._lists.get(self._of_number.get(number, ""))
        return of.styles.get(style, 0) if of else 0

    def label(self, number: str, at: int) -> str:
        """What stands before the next paragraph of a list, on a level from 0; "" for nothing."""
        of = self._lists.get(self._of_number.get(number, ""))
        level = of.levels.get(at) if of else None
        if of is None or level is None:
            return ""
        for restarted, first in self._restarts.pop(number, {}).items():
            of.counts[restarted] = first - 1
        of.counts[at] = of.counts.get(at, level.start - 1) + 1
        for deeper in [known for known in of.counts if known > at]:
            del of.counts[deeper]
        if level.shape == "bullet":
            return "•"

        def counted(place: re.Match[str]) -> str:
            which = int(place.group(1)) - 1
            shown = of.levels.get(which, _Level())
            return _written(of.counts.get(which, shown.start), "decimal" if level.plain else shown.shape)

        return "".join(_PLACE.sub(counted, level.text).split())[:_LONGEST_LABEL]


def _small(value: str) -> int:
    return int(value) if value.isascii() and value.isdecimal() and len(value) < 7 else 0


def _written(number: int, shape: str) -> str:
    if shape in ("lowerLetter", "upperLetter") and 0 < number < 1_000:
        letters = chr(97 + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letters.upper() if shape == "upperLetter" else letters
    if shape in ("lowerRoman", "upperRoman") and 0 < number < 4_000:
        roman = ""
        for value, sign in _ROMAN:
            roman += sign * (number // value)
            number %= value
        return roman.upper() if shape == "upperRoman" else roman
    if shape == "none":
        return ""
    return f"{number:02d}" if shape == "decimalZero" else str(number)
