"""Numbers with their units, made comparable: 12 % against 9 percent, 3.2 million tonnes against 3,200 kt."""

from __future__ import annotations

import re
from dataclasses import dataclass

from .wording import NUMBER_WORDS, number_key

_SCALE = {
    "thousand": 1e3,
    "million": 1e6,
    "millions": 1e6,
    "mn": 1e6,
    "mln": 1e6,
    "mio": 1e6,
    "billion": 1e9,
    "billions": 1e9,
    "bn": 1e9,
    "bln": 1e9,
    "mrd": 1e9,
    "trillion": 1e12,
    "hundred": 1e2,
}
_UNIT: dict[str, tuple[str, float]] = {
    "%": ("%", 1),
    "percent": ("%", 1),
    "per cent": ("%", 1),
    "prozent": ("%", 1),
    "t": ("t", 1),
    "tonne": ("t", 1),
    "tonnes": ("t", 1),
    "ton": ("t", 1),
    "tons": ("t", 1),
    "tco2": ("t", 1),
    "tco2e": ("t", 1),
    "kt": ("t", 1e3),
    "ktco2e": ("t", 1e3),
    "mt": ("t", 1e6),
    "mtco2e": ("t", 1e6),
    "kg": ("t", 1e-3),
    "kwh": ("wh", 1e3),
    "mwh": ("wh", 1e6),
    "gwh": ("wh", 1e9),
    "twh": ("wh", 1e12),
    "gj": ("j", 1e9),
    "tj": ("j", 1e12),
    "m3": ("m3", 1),
    "$": ("$", 1),
    "usd": ("$", 1),
    "dollars": ("$", 1),
    "€": ("€", 1),
    "eur": ("€", 1),
    "euro": ("€", 1),
    "euros": ("€", 1),
    "£": ("£", 1),
    "gbp": ("£", 1),
    "degrees": ("°", 1),
    "°c": ("°", 1),
    "°": ("°", 1),
}
_SCALES = "|".join(sorted(_SCALE, key=len, reverse=True))
_UNITS = "|".join(re.escape(unit) for unit in sorted(_UNIT, key=len, reverse=True))
_WORDS = "|".join(word for word in NUMBER_WORDS if word not in ("half", "double", "doubled", "triple", "tripled"))
_FIGURE = re.compile(
    rf"""(?<![\w.,])(?<![^\W\d_]-)(?P<currency>[$€£]\s?)?
    (?P<number>\d+(?:[.,']\d+|[ ]\d{{3}}(?!\d))*|\b(?:{_WORDS})\b)
    (?:[ ]?(?P<scale>{_SCALES})\b)?
    (?:[ ]?(?P<unit>{_UNITS})(?!\w)|[ ](?P<noun>(?:\w+[ ])?[^\W\d_]{{3,}}))?""",
    re.VERBOSE,
)
_NOT_COMPARED = frozenset(["#", "#year", "#month", "#week", "#day", "#hour", "#decade", "#centurie", "#time"])
_NOT_COUNTED = re.compile(
    r"(?:scope|iso|sdg|article|section|chapter|page|note|table|figure|covid|co|tier|level|phase)\s?$"
)
_ABOUT = re.compile(
    r"(?:about|around|approximately|roughly|nearly|almost|some|over|more than|at least|up to|circa|~|≈)\s*$"
)


@dataclass(frozen=True, slots=True)
class Figure:
    """``value`` in ``unit`` (a symbol, or for counts what is counted); ``text`` as it stands in the folded text."""

    text: str
    value: float
    unit: str
    places: int
    about: bool

    def agrees(self, other: Figure) -> bool:
        """The same figure, or the same one rounded."""
        if self.value == other.value:
            return True
        if self.about or other.about:
            return abs(self.value - other.value) <= 0.1 * max(abs(self.value), abs(other.value))
        places = min(self.places, other.places)
        return (
            self.unit == other.unit
            and round(self.value, places) == round(other.value, places)
            and places >= 0
            and (self.places != other.places)
        )


def figures(folded: str) -> tuple[Figure, ...]:
    """Every figure of a folded sentence but years, and numbers that are names ("scope 1", "ISO 14001")."""
    found: list[Figure] = []
    for match in _FIGURE.finditer(folded):
        number = match["number"]
        ahead = folded[max(0, match.start() - 14) : match.start()]
        if _NOT_COUNTED.search(ahead):
            continue
        value = NUMBER_WORDS.get(number)
        places = 0
        if value is None:
            value, places = _value(number)
        if value is None:
            continue
        scale, unit, noun = match["scale"], match["unit"], match["noun"]
        if not (unit or match["currency"] or scale) and 1900 <= value <= 2100 and number.isdigit():
            continue
        value *= _SCALE.get(scale or "", 1.0)
        symbol = "#" + (noun or "").split(" ")[-1].removesuffix("s")
        if match["currency"]:
            symbol = match["currency"].strip()
        elif unit:
            symbol, factor = _UNIT[unit]
            value *= factor
        elif noun is None:
            symbol = "#"
        shown = folded[
            match.start() : match.end("unit") if unit else match.end("scale") if scale else match.end("number")
        ]
        found.append(Figure(shown.strip(), value, symbol, places, _ABOUT.search(ahead) is not None))
    return tuple(found)


def _value(number: str) -> tuple[float | None, int]:
    key = number_key(number)
    if re.fullmatch(r"\d+,\d{1,2}", key):
        key = key.replace(",", ".")
    try:
        return float(key), len(key.partition(".")[2])
    except ValueError:
        return None, 0


def comparable(one: Figure, other: Figure) -> bool:
    """Whether the two could measure the same thing. Spans of time are left out: each sentence has its own."""
    return one.unit == other.unit and one.unit not in _NOT_COMPARED
