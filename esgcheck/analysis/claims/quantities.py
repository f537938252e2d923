"""Numbers with what they count: "12.5 %", "1.234,5 tCO2e", "EUR 3 million", "5,000 pages".

A figure is left without a value rather than read wrongly: 1.234 is a thousand in German and a little more than one in
English. Whoever knows the text (``decimal_mark`` counts the clear cases of a document) says which it is.
"""

from __future__ import annotations

import re

from esgcheck.analysis.types import Quantity, Span

_NUMBER = re.compile(
    r"(?<![\w.,/\-–])[-−+±]?(?:\d{1,3}(?:[ \u00a0\u202f\u2009'’]\d{3}){1,4}(?:[.,]\d{1,6})?|"
    r"\d{1,15}(?:[.,]\d{1,15}){0,5})(?!\d)"
)
_SCALES = {
    "thousand": 1e3, "k": 1e3, "tausend": 1e3, "tsd": 1e3, "mila": 1e3, "million": 1e6, "millions": 1e6, "mn": 1e6,
    "mio": 1e6, "m": 1e6, "millionen": 1e6, "milioni": 1e6, "milione": 1e6, "mln": 1e6, "billion": 1e9,
    "billions": 1e9, "bn": 1e9, "mrd": 1e9, "milliarden": 1e9, "miliardi": 1e9, "miliardo": 1e9, "mld": 1e9,
    "trillion": 1e12,
}  # fmt: skip
_SCALE = re.compile(
    r"\s?(thousand|tausend|tsd|mila|millions?|millionen|milion[ie]|milione|mio|mln|mn|billions?|bn|mrd|milliarden|"
    r"miliard[io]|mld|trillion|m(?=\s?(?:t\b|tonnes|tons))|[mk](?=\s?(?:€|EUR|USD|\$))|k)\b\.?",
    re.IGNORECASE,
)
_CO2 = r"(?:CO\s?[2₂]|GHG|carbon)(?:\s?-?(?:equivalents?|eq?\b|äquivalente?n?))?"
_UNIT = re.compile(
    r"\s?(%|‰|per\s?cent\b|percentage points?\b|percent\b|Prozent\b|°\s?C\b|degrees?\b|"
    rf"(?:[kKMG]?t|(?:metric )?(?:kilo|mega)?ton(?:ne)?s?|Tonnen|tonnellate|[kg]g)\s?(?:of |di |-)?{_CO2}|"
    r"[kMGT]?Wh?\b(?:/\w{1,10})?|[kMGTP]?J\b|(?:[kM]?[mM]|cm)(?:[²³23])(?!\w)|cubic met(?:re|er)s?\b|"
    r"square met(?:re|er)s?\b|hectares?\b|ha\b|acres?\b|lit(?:re|er)s?\b|[mh]?l\b|kilomet(?:re|er)s?\b|km\b|"
    r"(?:metric )?(?:kilo|mega)?ton(?:ne)?s?\b|Tonnen\b|tonnellate\b|[kM]?t\b|kg\b|g\b|"
    r"(?:kilo|mega|giga|tera)?watt(?:[ -]hour)?s?\b|full-time equivalents?\b|FTEs?\b|VZÄ\b|€|EUR\b|euros?\b|Euro\b|"
    r"US\$|USD\b|U\.S\. dollars|dollars?\b|\$|GBP\b|£|CHF\b|"
    r"hours?\b|Stunden\b|ore\b|days?\b|years?\b|months?\b|basis points?\b|bps\b|tCO2e?\b)",
)
_CURRENCY_BEFORE = re.compile(r"(€|EUR|US\$|USD|\$|£|GBP|CHF|Euro|euro)\s?$")
_COUNTED = re.compile(
    r"\s((?:[^\W\d_]+(?:[-’'][^\W\d_]+)?\s){0,2}[^\W\d_]{2,}(?:s|people|women|men|staff|personnel|e|i|en))\b"
)
_NOT_COUNTED = frozenset(
    """emissions of and or to in by for on at from with the a an as is was are were has have this its his us per vs
    versus our their also thus across plus less process business access und oder bis von di e del della degli nel
    nella dei delle che""".split()  # noqa: SIM905
)
_CODE_BEFORE = re.compile(
    r"(?:\b(?:ISO|IEC|EN|DIN|OHSAS|SA|GRI|SDGs?|Goals?|[Ss]copes?|page|pages|pp?\.|no\.|nos\.|Nr\.|Art\.|Article|Articles|Section|Sec\.|"
    r"chapter|Chapter|Table|Figure|Fig\.|Note|Tier|Level|[Cc]ategory|Categories|Phase|Step|IFRS|IAS|ESRS|Directive|Regulation|COP|Euro|Covid|"
    r"COVID|Pillar|Stage|Class|Annex|Appendix|Kapitel|Seite|pag\.|Abs\.|Paragraph|Law|Decree|D\.Lgs\.|n\.)\s?(?:[(/\-–]\s?)?|§+\s?|#)$"
)
_DATE_AFTER = re.compile(
    r"(?:st|nd|rd|th|\.)?\s(?:of\s)?(?:January|February|March|April|May|June|July|August|September|October|November|December|Januar|"
    r"Februar|März|Mai|Juni|Juli|Oktober|Dezember|gennaio|febbraio|marzo|aprile|maggio|giugno|luglio|agosto|settembre|"
    r"ottobre|novembre|dicembre)\b"
)
_MONTH_BEFORE = re.compile(
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December)\s$"
)
_YEAR = re.compile(r"(?:1[89]|20)\d\d")
_DECISIVE_COMMA = re.compile(
    r"(?<![\d.,])(?:\d{1,3}(?:\.\d{3})+,\d{1,2}|\d{1,3},\d{1,2})(?![\d.,])\s?(?:%|t\b|EUR|€|Mio|Mrd|kg|k?Wh|M|G)"
)
_DECISIVE_POINT = re.compile(
    r"(?<![\d.,])(?:\d{1,3}(?:,\d{3})+\.\d{1,2}|\d{1,3}\.\d{1,2})(?![\d.,])\s?(?:%|t\b|EUR|€|million|billion|kg|k?Wh|M|G)"
)


def decimal_mark(text: str) -> str:
    """The decimal mark that a document uses, "." or ",", by its clear cases; empty where they do not tell."""
    points, commas = len(_DECISIVE_POINT.findall(text)), len(_DECISIVE_COMMA.findall(text))
    if points > 3 * commas:
        return "."
    return "," if commas > 3 * points else ""


def read_number(figure: str, decimal: str = "") -> float | None:
    """The value of a figure, or None where its marks can be read in two ways and ``decimal`` does not say which."""
    sign = -1.0 if figure[:1] in "-−" else 1.0
    digits = re.sub(r"[ \u00a0\u202f\u2009'’]", "", figure.lstrip("-−+±"))
    marks = [char for char in digits if char in ".,"]
    if not marks:
        return sign * float(digits)
    if len(set(marks)) == 2:
        return _mixed(digits, sign)
    mark, groups = marks[0], digits.split(marks[0])
    thousands = all(len(group) == 3 for group in groups[1:]) and 1 <= len(groups[0]) <= 3 and groups[0] != "0"
    if len(marks) > 1:
        return sign * float("".join(groups)) if thousands else None
    if not thousands:
        return sign * float(digits.replace(",", "."))
    if decimal:
        return sign * (float(digits.replace(",", ".")) if mark == decimal else float("".join(groups)))
    # Without a hint: 1,234 is a thousand nearly everywhere it is written in English; 1.234 may be either.
    return sign * float("".join(groups)) if mark == "," else None


def _mixed(digits: str, sign: float) -> float | None:
    decimal = digits[max(digits.rfind("."), digits.rfind(","))]
    grouping = "," if decimal == "." else "."
    if digits.count(decimal) != 1:
        return None
    whole, _, part = digits.partition(decimal)
    if grouping in part or any(len(group) != 3 for group in whole.split(grouping)[1:]):
        return None
    return sign * float(whole.replace(grouping, "") + "." + part)


def find_quantities(text: str, offset: int = 0, decimal: str = "") -> list[Quantity]:
    """The quantities of a sentence; spans are moved by ``offset``. Years, dates, codes and references are none."""
    found: list[Quantity] = []
    for match in _NUMBER.finditer(text):
        quantity = _quantity(text, match, offset, decimal)
        if quantity is not None:
            found.append(quantity)
    return found


def _quantity(text: str, match: re.Match[str], offset: int, decimal: str) -> Quantity | None:
    start, end = match.span()
    figure = match.group()
    if text[max(0, end - 1)] in ".,":
        return None
    lead = text[max(0, start - 18) : start]
    tail = text[end : end + 60]
    if re.search(r"\b[Ss]copes? \d(?:, \d)?(?: and| &|,| to|\+) $", lead):
        return None  # Scope 1 and 2
    if start == 0 and end < 3 and tail[:1] == " " and tail[1:2].isupper():
        return None  # the number of a footnote or a list
    if _CODE_BEFORE.search(lead) or _DATE_AFTER.match(tail) or _MONTH_BEFORE.search(lead):
        return None
    scale_match = _SCALE.match(tail)
    scale, after = 1.0, 0
    if scale_match:
        scale, after = _SCALES.get(scale_match.group(1).lower(), 1.0), scale_match.end()
    unit_match = _UNIT.match(tail, after)
    unit = " ".join(unit_match.group(1).split()) if unit_match else ""
    if unit_match:
        after = unit_match.end()
    currency = _CURRENCY_BEFORE.search(lead)
    if currency and not unit:
        unit = currency.group(1)
        start -= len(lead) - currency.start()
    if not unit and _YEAR.fullmatch(figure) and scale == 1.0:
        return None
    if not unit:
        unit, after = _counted(tail, after)
    if not unit and scale == 1.0:
        return None
    value = read_number(figure, decimal)
    return Quantity(
        Span(offset + start, offset + end + after),
        text[start : end + after],
        None if value is None else value * scale,
        unit,
    )


def _counted(tail: str, after: int) -> tuple[str, int]:
    """The plural right after a number: "7,000 new homes" counts homes."""
    match = _COUNTED.match(tail, after)
    if match is None:
        return "", after
    words = match.group(1).split()
    for position, word in enumerate(words):
        if word.lower() in _NOT_COUNTED:
            return "", after
        if word.lower().endswith(("s", "people", "women", "men", "staff")) and len(word) > 3 and word[0].islower():
            return word, after + 1 + sum(len(w) + 1 for w in words[:position]) + len(word)
    return "", after
