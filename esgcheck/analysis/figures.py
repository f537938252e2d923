"""Numbers with their units, made comparable: 12 % against 9 percent, 3.2 million tonnes against 3,200 kt.

Shares in words count as percentages ("a third", "61 of the 84 suppliers", "halved"), bounds are kept ("over 400", "at
most 60"), and a figure per something ("3 kg per tonne") is never compared with one that is not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from .wording import NUMBER_WORDS, number_key, word_set

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
_MONEY_SCALE = {"k": 1e3, "m": 1e6, "b": 1e9}
"""Letters that are a scale only where a currency stands before the figure: €250m."""
_UNIT: dict[str, tuple[str, float]] = {
    **dict.fromkeys(("%", "percent", "per cent", "prozent", "per cento", "pour cent"), ("%", 1)),
    **dict.fromkeys(("percentage points", "percentage point", "prozentpunkte"), ("points", 1)),
    **dict.fromkeys(("t", "tonne", "tonnes", "ton", "tons", "tonnen", "tonnellate", "tco2", "tco2e"), ("t", 1)),
    **dict.fromkeys(("kt", "ktco2e", "kilotonnes", "kilotons"), ("t", 1e3)),
    **dict.fromkeys(("mt", "mtco2e", "megatonnes", "megatons"), ("t", 1e6)),
    **dict.fromkeys(("kg", "kilo", "kilos", "kilogram", "kilograms"), ("t", 1e-3)),
    **dict.fromkeys(("g", "gram", "grams"), ("t", 1e-6)),
    "kwh": ("wh", 1e3),
    "mwh": ("wh", 1e6),
    "gwh": ("wh", 1e9),
    "twh": ("wh", 1e12),
    "mj": ("wh", 1e6 / 3600),
    "gj": ("wh", 1e9 / 3600),
    "tj": ("wh", 1e12 / 3600),
    **dict.fromkeys(("m3", "cubic metre", "cubic metres", "cubic meters"), ("m3", 1)),
    **dict.fromkeys(("litre", "litres", "liter", "liters"), ("m3", 1e-3)),
    **dict.fromkeys(("megalitres", "megaliters"), ("m3", 1e3)),
    **dict.fromkeys(("ha", "hectare", "hectares"), ("ha", 1)),
    **dict.fromkeys(("km2", "square kilometres", "square kilometers"), ("ha", 100)),
    **dict.fromkeys(("km", "kilometres", "kilometers"), ("km", 1)),
    **dict.fromkeys(("mile", "miles"), ("km", 1.609)),
    **dict.fromkeys(("$", "usd", "dollar", "dollars"), ("$", 1)),
    **dict.fromkeys(("€", "eur", "euro", "euros"), ("€", 1)),
    **dict.fromkeys(("£", "gbp", "pounds"), ("£", 1)),
    **dict.fromkeys(("°c", "°", "degrees"), ("°", 1)),
}
_SCALES = "|".join(sorted(_SCALE, key=len, reverse=True))
_UNITS = "|".join(re.escape(unit) for unit in sorted(_UNIT, key=len, reverse=True))
_PARTS = {"half": 50.0, "third": 100 / 3, "quarter": 25.0, "fifth": 20.0, "tenth": 10.0}
_CHANGED = {"halved": 50.0, "doubled": 100.0, "tripled": 200.0, "quadrupled": 300.0, "twice as": 100.0}
"""By how many percent a thing has changed that has halved or doubled."""
_WORDS = "|".join(word for word in NUMBER_WORDS if word not in {*_PARTS, *_CHANGED, "double", "triple", "twice"})
_ONE = rf"(?:\d+(?:[.,']\d+)*|\b(?:{_WORDS})\b)"
_FIGURE = re.compile(
    rf"""(?<![\w.,])(?<![^\W\d_]-)(?P<currency>[$€£]\s?)?
    (?P<number>\d+(?:[.,']\d+|[ ]\d{{3}}(?!\d))*|\b(?:{_WORDS})\b)
    (?:[ ]?(?P<scale>{_SCALES})\b|(?P<letter>[kmb])\b)?
    (?:[ ]?(?P<unit>{_UNITS})(?!\w)|[ ](?!per[ ])(?P<noun>(?:\w+[ ])?[^\W\d_]{{3,}}))?
    (?:[ ](?:co2e?|of[ ]\w+))?(?:[ ]?(?:/|per)[ ]?(?!cent|year|annum)(?P<per>(?:million[ ]|square[ ])?\w+))?""",
    re.VERBOSE,
)
_PART = re.compile(
    rf"""\b(?P<changed>{"|".join(_CHANGED)})\b
    |\b(?P<many>a|an|one|two|three|four|just[ ]under[ ]a|about[ ]a)?[ ]?(?P<part>half|thirds?|quarters?|fifths?|tenths?)
     (?=[ ](?:of|as|the|its|their)\b|[ ]?[.,;:]|$)
    |(?<![\w.,])(?P<some>{_ONE})(?:[ ][a-z]+)?[ ](?:out[ ])?of[ ](?:(?:the|our|its|their|all|those)[ ])?
     (?P<whole>{_ONE})(?!\w|[.,]\d|[ ]?%)
    |\bof[ ](?:(?:the|our|its|their|all)[ ])?(?P<all>\d+)(?:[ ][a-z]+){{1,4}}?,?[ ]
     (?P<these>{_ONE})(?=[ ](?:were|are|was|have|had|did)\b)
    """,
    re.VERBOSE,
)
_HOW_MANY = {"two": 2, "three": 3, "four": 4}
_NOT_COUNTED = word_set(
    """
    of in to by at on as a an or but is be it we year month week decade century time the and from for with was were are
    has had than that who which
    our its their out per more less fewer other under over into after before
    """
)
"""What follows a number without being counted, or is a span of time: each sentence has its own."""
_NAMED = re.compile(
    r"(?:scopes? \d(?:,? \d)*,? (?:and|&|,) ?|scopes \d, ?|scopes? |iso |sdg |article |section |chapter |page |note "
    r"|table |figure |covid |co|tier |level |phase )$"
)
_DATE = re.compile(r"\s?(?:january|february|march|april|may|june|july|august|september|october|november|december)\b")
_ABOUT = re.compile(r"(?:about|around|approximately|roughly|nearly|almost|some|circa|~|≈)\s*(?:[$€£]\s?)?$")
_ABOVE = re.compile(
    r"(?:(?<!no )more than|over|above|at least|no (?:less|fewer) than|exceed(?:s|ed|ing)?|>|≥)\s*(?:[$€£]\s?)?$"
)
_BELOW = re.compile(
    r"(?:less than|fewer than|below|under|at most|up to|no more than|not more than|within|maximum of|<|≤)"
    r"\s*(?:[$€£]\s?)?$"
)
_NEVER = re.compile(r"\b(?:not|never|no|none|nobody|nothing)\b[^.;:,]*$")
Bound = Literal["", "above", "below"]


@dataclass(frozen=True, slots=True)
class Figure:
    """``value`` in ``unit`` (a symbol, or for counts "#" and what is counted; with what it is per); ``text`` as it
    stands in the folded text, at ``start:end``.

    ``places`` are those behind the point as written; ``step`` the value of the last of them, in ``unit``. ``about``
    and ``bound`` say that the text does not give it exactly; ``flipped`` that a negation made the bound what it is
    ("nobody works more than 60 hours").
    """

    text: str
    value: float
    unit: str
    places: int
    about: bool
    start: int = 0
    end: int = 0
    step: float = 1.0
    bound: Bound = ""
    flipped: bool = False

    def agrees(self, other: Figure) -> bool:
        """The same figure, the same one rounded, or one within the bound that the other states."""
        if not comparable(self, other):
            return False
        if self.bound and other.bound and self.bound != other.bound:
            return False
        difference = abs(self.value - other.value)
        if difference <= 1e-9 * max(abs(self.value), abs(other.value)):
            return True
        for bounded, plain in ((self, other), (other, self)):
            if bounded.bound:
                return (plain.value > bounded.value) == (bounded.bound == "above")
        if self.about or other.about:
            return difference <= 0.1 * max(abs(self.value), abs(other.value))
        if self.step == other.step:
            return False
        coarse = max(self, other, key=lambda figure: figure.step)
        return difference <= min(coarse.step / 2, 0.02 * abs(coarse.value) if coarse.places == 0 else coarse.step / 2)


@lru_cache(maxsize=8192)
def figures(folded: str) -> tuple[Figure, ...]:
    """Every figure of a folded sentence but years, dates, and numbers that are names ("scope 1", "ISO 14001")."""
    found = [figure for match in _FIGURE.finditer(folded) if (figure := _figure(folded, match)) is not None]
    found += _parts(folded)
    return tuple(sorted(found, key=lambda figure: figure.start))


def _figure(folded: str, match: re.Match[str]) -> Figure | None:
    number = match["number"]
    ahead = folded[max(0, match.start() - 24) : match.start()]
    if _NAMED.search(ahead) or _DATE.match(folded, match.end("number")):
        return None
    value: float | None = NUMBER_WORDS.get(number)
    places = 0
    if value is None:
        value, places = _value(number)
    if value is None:
        return None
    scale, letter, unit, noun = match["scale"], match["letter"], match["unit"], match["noun"]
    if not (unit or match["currency"] or scale) and 1900 <= value <= 2100 and number.isdigit():
        return None
    if letter and not match["currency"]:
        return None
    factor = _SCALE.get(scale or "", 1.0) * _MONEY_SCALE.get(letter or "", 1.0)
    symbol = "#" + " ".join(_counted(noun or ""))
    if match["currency"]:
        symbol = match["currency"].strip()
    elif unit:
        symbol, each = _UNIT[unit]
        factor *= each
    if match["per"]:
        symbol += "/" + match["per"].removesuffix("s")
    last = "unit" if unit else "scale" if scale else "letter" if letter else "number"
    shown = folded[match.start() : match.end(last)]
    bound: Bound = "above" if _ABOVE.search(ahead) else "below" if _BELOW.search(ahead) else ""
    flipped = bound == "above" and _NEVER.search(folded[max(0, match.start() - 80) : match.start()]) is not None
    if flipped:
        bound = "below"
    step = factor * 10.0**-places * (_rounded(number) if places == 0 else 1)
    about = _ABOUT.search(ahead) is not None
    start = match.start() + len(shown) - len(shown.lstrip())
    return Figure(shown.strip(), value * factor, symbol, places, about, start, match.end(last), step, bound, flipped)


def _counted(noun: str) -> list[str]:
    """The singulars of what is counted: "employees trained" may be either."""
    words = [
        word.removesuffix("ies") + "y" if word.endswith("ies") else word.removesuffix("s") for word in noun.split()
    ]
    return [word for word in words if word not in _NOT_COUNTED]


def _rounded(number: str) -> int:
    """What a whole number was rounded to, by its noughts, where it has at least three digits."""
    digits = re.sub(r"\D", "", number)
    return int(10 ** (len(digits) - len(digits.rstrip("0")))) if len(digits) >= 3 and digits.rstrip("0") else 1


def _parts(folded: str) -> Iterator[Figure]:
    """Shares in words as percentages."""
    for match in _PART.finditer(folded):
        text, about = match[0].strip(), False
        if match["changed"]:
            value = _CHANGED[match["changed"]]
        elif match["part"]:
            many = match["many"] or ""
            value = _HOW_MANY.get(many, 1) * _PARTS[match["part"].removesuffix("s")]
            about = value not in (50.0, 25.0, 75.0)
        else:
            some, whole = _number(match["some"] or match["these"]), _number(match["whole"] or match["all"])
            if some is None or not whole or some > whole or 1900 <= whole <= 2100:
                continue
            value = 100 * some / whole
        if value > 100 and not match["changed"]:
            continue
        ahead = folded[max(0, match.start() - 24) : match.start()]
        bound: Bound = "above" if _ABOVE.search(ahead) else "below" if _BELOW.search(ahead + " ") else ""
        start = match.start() + len(match[0]) - len(match[0].lstrip())
        yield Figure(text, value, "%", 1, about or bool(_ABOUT.search(ahead)), start, match.end(), 0.1, bound)


def _number(written: str) -> float | None:
    value: float | None = NUMBER_WORDS.get(written)
    return _value(written)[0] if value is None else value


def _value(number: str) -> tuple[float | None, int]:
    key = number_key(number)
    if re.fullmatch(r"\d+,\d{1,2}", key):
        key = key.replace(",", ".")
    try:
        value = float(key)
    except ValueError:
        return None, 0
    return (value, len(key.partition(".")[2])) if value < 1e30 else (None, 0)


def comparable(one: Figure, other: Figure) -> bool:
    """Whether the two could measure the same thing."""
    if one.unit[:1] != "#" or "/" in one.unit:
        return one.unit == other.unit
    return other.unit[:1] == "#" and not set(one.unit[1:].split()).isdisjoint(other.unit[1:].split())
