"""Numbers as a spreadsheet shows them: what its format codes make of 0.12 ("0%": 12%) or of 45443 (a day).

Codes are those of ECMA-376, 18.8.31. Where a program would ask the country that its user lives in, the answer here is
English for words and marks, and ISO 8601 for the two date formats that have no order of their own.
"""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from functools import lru_cache

_ACCOUNTS = '_(* #,##0{0}_);_(* \\(#,##0{0}\\);_(* "-"_);_(@_)'
BUILT_IN: dict[int, str] = {
    0: "General", 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 5: '"$"#,##0;("$"#,##0)', 6: '"$"#,##0;("$"#,##0)',
    7: '"$"#,##0.00;("$"#,##0.00)', 8: '"$"#,##0.00;("$"#,##0.00)', 9: "0%", 10: "0.00%", 11: "0.00E+00", 12: "# ?/?",
    13: "# ??/??", 14: "yyyy-mm-dd", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM", 19: "h:mm:ss AM/PM",
    20: "h:mm", 21: "h:mm:ss", 22: "yyyy-mm-dd h:mm", 37: "#,##0;(#,##0)", 38: "#,##0;(#,##0)",
    39: "#,##0.00;(#,##0.00)", 40: "#,##0.00;(#,##0.00)", 41: _ACCOUNTS.format(""), 42: _ACCOUNTS.format(""),
    43: _ACCOUNTS.format(".00"), 44: _ACCOUNTS.format(".00"), 45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss.0",
    48: "##0.0E+0", 49: "@",
    **dict.fromkeys([*range(27, 37), *range(50, 59)], "yyyy-mm-dd"),
}  # fmt: skip
_TOKEN = re.compile(
    r'"([^"]*)"|\\(.)|_.|\*.|(\[[^\]]*\])|(General)|(AM/PM|A/P)|(E[+-])|(y+|m+|d+|h+|s+|e+)|([0#?]+)|(.)',
    re.IGNORECASE | re.DOTALL,
)
_CONDITION = re.compile(r"\[(<=|>=|<>|<|>|=)\s*(-?[0-9.]{1,20})\]")
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_LAST_DAY = 2_958_466
_LONGEST_CODE = 255
_MOST_DECIMALS = 30


@dataclass(frozen=True, slots=True)
class _Section:
    """One part of a code, between semicolons: what it is for and its tokens as (kind, words)."""

    tokens: tuple[tuple[str, str], ...]
    when: tuple[str, float] | None = None
    date: bool = False


def shown(value: float, code: str, *, from_1904: bool = False) -> str:
    """The words that a cell shows for a number; "" where its format hides it."""
    section, negative = _section_for(value, _sections(code[:_LONGEST_CODE] or "General"))
    if section is None:
        return general(value)
    if section.date:
        return _moment(value + (1462 if from_1904 else 0), section) or general(value)
    kinds = [kind for kind, _ in section.tokens]
    if "general" in kinds:
        said = general(abs(value) if negative else value)
        return "".join(said if kind == "general" else text for kind, text in section.tokens).strip()
    if "digits" not in kinds:
        words = "".join(general(value) if kind == "text" else text for kind, text in section.tokens if kind != "mark")
        return words.strip()
    number = _number(abs(value), section)
    return f"-{number}" if value < 0 and not negative and re.search("[1-9]", number) else number


def shown_text(text: str, code: str) -> str:
    """The words that a cell shows for words; "" where its format hides them."""
    sections = _sections(code[:_LONGEST_CODE])
    if len(sections) < 4:
        return text
    return "".join(text if kind == "text" else words for kind, words in sections[3].tokens).strip()


def general(value: float) -> str:
    """A number without a format: no more digits than it has."""
    if value == int(value) and abs(value) < 1e15:
        return str(int(value))
    return f"{value:.10G}"


@lru_cache(maxsize=2_000)
def _sections(code: str) -> tuple[_Section, ...]:
    sections: list[_Section] = []
    tokens: list[tuple[str, str]] = []
    when: tuple[str, float] | None = None
    for match in _TOKEN.finditer(code + ";"):
        quoted, escaped, bracket, standard, noon, power, dates, digits, other = match.groups()
        if other == ";":
            sections.append(_Section(tuple(tokens), when, _is_date(tokens)))
            tokens, when = [], None
        elif quoted is not None or escaped is not None:
            tokens.append(("literal", quoted if quoted is not None else escaped))
        elif bracket:
            condition = _CONDITION.fullmatch(bracket)
            if condition and condition.group(2).strip("-.").replace(".", "", 1).isdigit():
                when = (condition.group(1), float(condition.group(2)))
            elif bracket.startswith("[$"):
                tokens.append(("literal", bracket[2:-1].partition("-")[0]))
            elif bracket[1:-1].lower().strip("hms") == "" and len(bracket) > 2:
                tokens.append(("elapsed", bracket[1:-1].lower()))
        elif standard:
            tokens.append(("general", ""))
        elif noon:
            tokens.append(("noon", noon))
        elif power:
            tokens.append(("power", power[1]))
        elif dates:
            tokens.append(("date", dates.lower()))
        elif digits:
            tokens.append(("digits", digits))
        elif other:
            tokens.append(({"@": "text", "%": "percent", ",": "mark", ".": "mark"}.get(other, "literal"), other))
    return tuple(sections[:4])


def _is_date(tokens: list[tuple[str, str]]) -> bool:
    return any(kind in ("date", "elapsed", "noon") for kind, _ in tokens)


def _section_for(value: float, sections: tuple[_Section, ...]) -> tuple[_Section | None, bool]:
    """The part of the code for a value, and whether that part shows by itself that the value is negative."""
    numbers = sections[:3]
    if any(section.when for section in numbers):
        for section in numbers:
            if section.when is None or _holds(value, *section.when):
                return section, False
        return None, False
    if len(numbers) > 1 and value < 0:
        return numbers[1], True
    if len(numbers) > 2 and value == 0:
        return numbers[2], False
    return (numbers[0] if numbers else None), False


def _holds(value: float, sign: str, bound: float) -> bool:
    return {
        "<": value < bound, ">": value > bound, "<=": value <= bound, ">=": value >= bound, "=": value == bound,
        "<>": value != bound,
    }[sign]  # fmt: skip


def _number(value: float, section: _Section) -> str:
    tokens = list(section.tokens)
    kinds = [kind for kind, _ in tokens]
    first = kinds.index("digits")
    last = len(kinds) - 1 - kinds[::-1].index("digits")
    if ("literal", "/") in tokens[first:last]:
        return _fraction(value, tokens, first, last)
    point = next((at for at in range(len(tokens)) if tokens[at] == ("mark", ".")), len(tokens))
    power = kinds.index("power") if "power" in kinds else len(tokens)
    whole = "".join(text for kind, text in tokens[: min(point, power)] if kind == "digits")
    decimals = "".join(text for kind, text in tokens[point:power] if kind == "digits")[:_MOST_DECIMALS]
    grouped = any(
        tokens[at] == ("mark", ",") and "digits" in kinds[:at] and kinds[at + 1] == "digits"
        for at in range(1, min(point, len(tokens) - 1))
    )
    trailing = 0
    for at, kind in enumerate(kinds[:power]):
        if kind == "digits":
            trailing = 0
        trailing += tokens[at] == ("mark", ",")
    exact = Decimal(f"{value:.15g}") * 100 ** kinds.count("percent") / 1000 ** min(trailing, 10)
    exponent = ""
    if power < len(tokens):
        size = exact.adjusted() if exact else 0
        exact = exact.scaleb(-size)
        width = len("".join(text for kind, text in tokens[power:] if kind == "digits"))
        exponent = f"E{'-' if size < 0 else '+' if tokens[power][1] == '+' else ''}{abs(size):0{min(width, 9)}d}"
    rounded = exact.quantize(Decimal(1).scaleb(-len(decimals)), ROUND_HALF_UP) if abs(exact) < 10**20 else exact
    digits, _, rest = f"{rounded:f}".partition(".")
    least = whole.count("0")
    digits = digits.lstrip("0").zfill(least)
    if grouped and digits:
        digits = f"{int(digits):,}".rjust(least, "0")
    while rest and decimals[len(rest) - 1 : len(rest)] in ("#", "?") and rest.endswith("0"):
        rest = rest[:-1]
    return _written(tokens, point, power, digits, rest, exponent)


def _written(tokens: list[tuple[str, str]], point: int, power: int, digits: str, rest: str, exponent: str) -> str:
    """The digits between the words around them. Words between digits ("000-00") part the digits from the right."""
    places = [at for at in range(min(point, power)) if tokens[at][0] == "digits"]
    parts: dict[int, str] = {}
    for at in reversed(places[1:]):
        if all(kind == "mark" for kind, _ in tokens[places[0] + 1 : at] if kind != "digits"):
            continue
        size = len(tokens[at][1])
        parts[at], digits = digits[-size:], digits[:-size]
    if places:
        parts[places[0]] = digits
    said = []
    for at, (kind, text) in enumerate(tokens):
        if at == point:
            said.append(f".{rest}" if rest else "")
        elif at == power:
            said.append(exponent)
        elif kind == "digits":
            said.append(parts.get(at, ""))
        elif kind in ("literal", "percent"):
            said.append(text)
    return "".join(said).strip()


def _fraction(value: float, tokens: list[tuple[str, str]], first: int, last: int) -> str:
    slash = tokens.index(("literal", "/"))
    whole = any(kind == "digits" for kind, _ in tokens[:slash][: slash - 1]) and slash - first > 1
    written = "".join(text for _, text in tokens[slash + 1 : last + 1])
    exact = Fraction(f"{value:.15g}")
    integer = int(exact) if whole else 0
    if written.strip("#?0"):
        below = int(written) if written.isdecimal() and int(written) else 1
        above = round((exact - integer) * below)
    else:
        near = (exact - integer).limit_denominator(10 ** min(len(written), 4) - 1)
        above, below = near.numerator, near.denominator
    if whole and above >= below:
        integer, above = integer + 1, 0
    around = [
        "".join(text for kind, text in part if kind == "literal") for part in (tokens[:first], tokens[last + 1 :])
    ]
    fraction = f"{above}/{below}" if above or not whole else ""
    number = " ".join(part for part in (str(integer) if integer or not fraction else "", fraction) if part)
    return f"{around[0]}{number}{around[1]}".strip()


def _moment(value: float, section: _Section) -> str:
    """A day or a time of day, counted in days from the end of 1899; "" for what is none."""
    tokens = section.tokens
    fine = max((len(tokens[at + 1][1]) for at in range(1, len(tokens) - 1)
                if tokens[at] == ("mark", ".") and tokens[at + 1][0] == "digits" and "s" in tokens[at - 1][1]),
               default=0)  # fmt: skip
    if not 0 <= value < _LAST_DAY:
        return ""
    ticks = round(value * 86_400 * 10 ** min(fine, 3))
    seconds, thousandths = divmod(ticks, 10 ** min(fine, 3))
    days, second = divmod(seconds, 86_400)
    # 1900 was no leap year, but the first spreadsheet took it for one, and all since have followed.
    at = datetime.datetime(1899, 12, 30) + datetime.timedelta(days + (days < 60), second)
    half = any(kind == "noon" for kind, _ in tokens)
    said = []
    times = [index for index, (kind, text) in enumerate(tokens) if kind in ("date", "elapsed")]
    for index, (kind, text) in enumerate(tokens):
        if kind == "date":
            place = times.index(index)
            before = tokens[times[place - 1]][1][0] if place else ""
            after = tokens[times[place + 1]][1][0] if place + 1 < len(times) else ""
            minutes = text in ("m", "mm") and (before == "h" or after == "s")
            said.append(_part(at, text, minutes=minutes, half=half))
        elif kind == "elapsed":
            unit = {"h": 3600, "m": 60, "s": 1}[text[0]]
            said.append(f"{seconds // unit:0{len(text)}d}")
        elif kind == "noon":
            said.append(("AM" if at.hour < 12 else "PM")[: 2 if len(text) > 3 else 1])
        elif kind == "digits" and fine:
            said.append(f"{thousandths:0{min(fine, 3)}d}")
        elif kind in ("literal", "mark"):
            said.append(text)
    return "".join(said).strip()


def _part(at: datetime.datetime, text: str, *, minutes: bool, half: bool) -> str:
    letter, size = text[0], len(text)
    if letter in "ye":
        return f"{at.year:04d}" if size > 2 or letter == "e" else f"{at.year % 100:02d}"
    if letter == "m" and not minutes:
        name = _MONTHS[at.month - 1]
        return (str(at.month), f"{at.month:02d}", name[:3], name, name[:1])[min(size, 5) - 1]
    if letter == "d":
        name = _DAYS[at.weekday()]
        return (str(at.day), f"{at.day:02d}", name[:3], name)[min(size, 4) - 1]
    hour = (at.hour - 1) % 12 + 1 if half else at.hour
    number = {"h": hour, "m": at.minute, "s": at.second}[letter]
    return f"{number:02d}" if size > 1 else str(number)
