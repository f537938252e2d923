"""What a cell of a table holds, by its words alone: a figure, a year, ages, nothing."""

from __future__ import annotations

import re
from functools import lru_cache

from esgcheck.analysis.claims.measures import UNIT
from esgcheck.analysis.claims.numbers import NUMBER, SCALE

FIGURE = re.compile(
    r"[(<>≤≥~≈+\-–−]{0,2} ?(?:€|EUR|US\$|\$|£)? ?\d[\d.,'’ \u00a0\u202f]*(?: ?(?:%|€|k|m|million|bn|t|MWh|GWh|"
    r"GJ|h))?\)?(?:\(\d{1,2}\)|[*¹²³\d]?)"
)
BARE_YEAR = re.compile(r"(?:FY|CY)?(?:19[5-9]\d|20\d\d)(?:/\d\d)?[*\d]?")
GROUPED = re.compile(r"\d{1,3}(?: \d{3})+(?:[.,]\d+)?")
_YEARISH = re.compile(
    r"(?:(?:from )?(?:1(?:st)? )?January(?: 1)? (?:to|[-–]) (?:(?:31|December|dicembre)(?:st)?,? ?){1,2}|"
    r"(?:FY|CY|Financial year|Fiscal year|Geschäftsjahr|Year|Anno|Jahr|\d{1,2}[./-]\d{1,2}[./-]|"
    r"31 Dec(?:ember)?|31 dicembre|31\. Dezember|"
    r"December 31(?:st)?,?|Q\d|As (?:at|of)|Al|al|At|Stand|per|zum|in)[ .]?){0,3}(?:19[5-9]\d|"
    r"20\d\d)(?:/\d\d(?:\d\d)?)?(?: ?\(?[^()\d]{0,30}\)?)?[\d*]?"
)
PART_OF = re.compile(r"[-–•> ]*(?:of which|thereof|di cui|davon|dont|including)\b", re.IGNORECASE)
AGES = re.compile(
    r"(?:[<>≥≤] ?\d\d|\d\d ?[-–] ?\d\d|\d\d ?[≤<] ?x ?[≤<] ?\d\d|"
    r"(?:[Uu]nder|[Oo]ver|[Bb]elow|[Aa]bove|[Uu]nter|[Üü]ber|[Oo]ltre|[Ss]otto) (?:i )?\d\d)"
    r"(?: (?:years?|anni|Jahren?)(?: old)?)?"
)
"""Ages, which head rows and columns and are no figures."""
NOTHING = re.compile(r"[-–—\s]*|n\.?[ad]\.?|N/A|X|k\.A\.", re.IGNORECASE)
_ABOUT = re.compile(
    r"(?:(?:around|about|approximately|approx\.|circa|ca\.|c\.|over|under|up to|more than|less than|"
    r"fewer than|nearly|almost|"
    r"at least|rund|etwa|über|unter|mehr als|weniger als|bis zu|oltre|quasi|fino a|più di|meno di|environ|"
    r"plus de|moins de) ?)",
    re.IGNORECASE,
)
_COLUMN_NUMBERS = re.compile(r"(?:\(\d{1,2}\)|(?:19[5-9]\d|20\d\d)| )+")
"""Nothing but numbers of columns and years: "(3) 2023 (4)"."""
COLUMN_NUMBER = re.compile(r"\(\d{1,2}\)")
CODES = re.compile(r"(?:Y|N|N/EL|EL|E|T|\([a-z]\)|[;:/, ])+")
"""What the taxonomy's tables say in place of a figure ("EL; N/EL")."""
_TWO = re.compile(
    r"\s*(?P<first>(?P<one>[-–−+]?\d[\d.,]*)(?:\s?[^\W\d_][^\s\d()/]{0,8}[23²³]?|\s?[%€])?)"
    r"(?:\s?/\s?(?=\S)|\s+(?=\())"
    r"(?P<second>\(?(?P<other>[-–−+]?\d[\d.,]*)(?:\s?[^\W\d_][^\s\d()/]{0,8}[23²³]?|\s?[%€])?\)?)\s*"
)
_RANGE = re.compile(r"(\d[\d.,]*) ?[-–] ?(?=\d)(\d[\d.,]*)( ?%)?")
_THINGS = re.compile(r" [^\W\d_]{3,20}(?: [^\W\d_]{3,20})?")
_SAYS_QUANTITY = re.compile(r"[~<>≥≤≈+\-–−]{0,2} ?\d[\d.,]*(?P<unit> ?%| ?(?:million|billion|Mio\.|mln)\b)?")


@lru_cache(maxsize=16_384)
def is_figure(written: str) -> bool:
    """Whether a cell holds a figure and nothing else; a row of figures in one cell counts."""
    written = written.strip()
    if AGES.fullmatch(written) and written[:1].isalpha():
        return False
    about = _ABOUT.match(written)
    if about:
        written = written[about.end() :].strip()
    if _COLUMN_NUMBERS.fullmatch(written) and "(" in written and re.search(r"(?:19|20)\d\d", written):
        return False
    return (
        bool(FIGURE.fullmatch(written))
        or range_of(written) is not None
        or two_in_cell(written) is not None
        or _with_unit(written)
        or (
            bool(written)
            and all(FIGURE.fullmatch(part) or NOTHING.fullmatch(part) for part in written.split())
            and any(char.isdigit() for char in written)
        )
    )


def range_of(written: str) -> tuple[str, str] | None:
    """The ends of "20,000–49,999" and "2.5 – 20.0 %"; "30–50" are ages and "2018-19" is a year."""
    match = _RANGE.fullmatch(written.strip())
    if match is None or (len(match[1]) < 3 and not match[3]) or BARE_YEAR.fullmatch(match[1]):
        return None
    low, high = (re.sub(r"\D", "", end) for end in match.groups()[:2])
    return (match[1], match[2]) if (len(low), low) < (len(high), high) else None


def two_in_cell(written: str) -> tuple[tuple[int, int], tuple[int, int]] | None:
    """Where the two figures of a cell stand: "98.75 / 5.5", "390 m3 (13 GJ)"; None for dates, years and ages."""
    match = _TWO.fullmatch(written)
    if match is None or "/" in match["second"] or any(BARE_YEAR.fullmatch(match[name]) for name in ("one", "other")):
        return None
    ends = match.span("first"), match.span("second")
    slashed = "/" in written[ends[0][1] : ends[1][0]]
    if slashed and not (re.search(r"[.,]\d", written) or " / " in written):
        return None
    return ends if all(is_figure(written[a:b].strip("()")) for a, b in ends) else None


def _with_unit(written: str) -> bool:
    """ "596 million litres", "78 cities": a figure with its scale and its unit, and no other words."""
    number = NUMBER.match(written)
    if number is None:
        return False
    scale = SCALE.match(written, number.end())
    end = scale.end() if scale else number.end()
    unit = UNIT.match(written, end)
    if (unit.end() if unit else end) == len(written):
        return True
    things = _THINGS.fullmatch(written, end)
    return things is not None and things[0].islower()


@lru_cache(maxsize=16_384)
def is_year(written: str) -> bool:
    """Whether a cell names a year or a day, and nothing else of note."""
    return bool(_YEARISH.fullmatch(written.strip()))


def all_years(written: str) -> bool:
    """Whether a cell holds the years of several columns."""
    tokens = written.split()
    return len(tokens) > 1 and all(BARE_YEAR.fullmatch(token) for token in tokens)


def begins_with_quantity(written: str) -> bool:
    """ "~97 % improvement": words that a figure with its unit leads; no heading is written so."""
    lead = _SAYS_QUANTITY.match(written)
    if lead is None or AGES.fullmatch(written.strip()):
        return False
    return lead["unit"] is not None or (UNIT.match(written, lead.end()) is not None and written[:1] != "%")
