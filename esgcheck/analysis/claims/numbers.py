"""Figures as they are written: "1,234.5", "1.234,5", "1 234", "1'234", "3,4 Mio.", "12万".

A figure is left without a value rather than read wrongly: 1.234 is a thousand in German and a little more than one in
English. Whoever knows the text (``decimal_mark`` counts the clear cases of a document) says which it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

SPACES = " \u00a0\u202f\u2009"
CJK = "\u3040-\u9fff"
_LETTER = rf"[^\W{CJK}]"
NUMBER = re.compile(
    rf"(?:(?<!{_LETTER})(?<![.,/\-–−+±\d])|(?<=\d[-–—])|(?<=%[-–—])|(?<=EUR)|(?<=USD)|(?<=CHF)|(?<=GBP))"
    rf"[-–−+±]?(?:\d{{1,3}}(?:[{SPACES}'’]\d{{3}}){{1,4}}(?:[.,]\d{{1,6}})?|"
    r"\d{1,15}(?:[.,]\d{1,15}){0,5})(?!\d)"
)
"""A figure with its sign; the second of "3–5" is one of its own."""
SCALES = {
    "hundred": 1e2, "thousand": 1e3, "k": 1e3, "t": 1e3, "tausend": 1e3, "tsd": 1e3, "mila": 1e3, "migliaia": 1e3,
    "milliers": 1e3, "mille": 1e3, "million": 1e6, "millions": 1e6, "mn": 1e6, "mio": 1e6, "m": 1e6,
    "millionen": 1e6, "milioni": 1e6, "milione": 1e6, "mln": 1e6, "billion": 1e9, "billions": 1e9, "bn": 1e9,
    "bln": 1e9, "mrd": 1e9, "milliarden": 1e9, "milliarde": 1e9, "miliardi": 1e9, "miliardo": 1e9, "mld": 1e9,
    "milliards": 1e9, "milliard": 1e9, "trillion": 1e12, "万": 1e4, "亿": 1e8, "百万": 1e6, "千": 1e3,
}  # fmt: skip
SCALE = re.compile(
    rf"[{SPACES}]{{0,3}}(?:(thousand|tausend|tsd|mila|migliaia|milliers|mille|millions?|millionen|milion[ie]|mio|mln|mn|"
    r"billions?|bn|bln|mrd|milliarden?|miliard[io]|milliards?|mld|trillion|"
    r"m(?=\s?(?:t\b|tonnes|tons))|[mkt](?=\s?(?:€|EUR|USD|\$))|k)(?:\b\.?|(?=\d{1,3}(?!\d)))|([万亿千]|百万))",
    re.IGNORECASE,
)
WORDS_FOR: dict[str, float] = {
    word: float(value)
    for value, words in enumerate(
        (
            "", "", "two zwei due deux", "three drei tre trois", "four vier quattro quatre", "five fünf cinque cinq",
            "six sechs", "seven sieben sette", "eight acht otto huit", "nine neun nove neuf", "ten zehn dieci dix",
            "eleven elf undici onze", "twelve zwölf dodici douze", "thirteen", "fourteen", "fifteen", "sixteen",
            "seventeen", "eighteen", "nineteen", "twenty zwanzig venti vingt",
        )
    )
    for word in words.split()
} | {
    "thirty": 30.0, "forty": 40.0, "fifty": 50.0, "sixty": 60.0, "seventy": 70.0, "eighty": 80.0, "ninety": 90.0,
}  # fmt: skip
"""Numbers in words from two on; "one" is an article in most of these languages."""
IN_WORDS = re.compile(rf"(?<![\w-])(?:{'|'.join(WORDS_FOR)})(?![\w-])", re.IGNORECASE)
_GROUPING = re.compile(rf"[{SPACES}'’]")
_DECISIVE_COMMA = re.compile(
    r"(?<![\d.,])(?:\d{1,3}(?:\.\d{3})+,\d{1,2}|\d{1,3},\d{1,2})(?![\d.,])\s?(?:%|t\b|EUR|€|Mio|Mrd|kg|k?Wh|M|G)"
)
_DECISIVE_POINT = re.compile(
    r"(?<![\d.,])(?:\d{1,3}(?:,\d{3})+\.\d{1,2}|\d{1,3}\.\d{1,2})(?![\d.,])\s?(?:%|t\b|EUR|€|million|billion|"
    r"kg|k?Wh|M|G)"
)


def decimal_mark(text: str) -> str:
    """The decimal mark that a document uses, "." or ",", by its clear cases; empty where they do not tell."""
    points, commas = len(_DECISIVE_POINT.findall(text)), len(_DECISIVE_COMMA.findall(text))
    if points > 3 * commas:
        return "."
    return "," if commas > 3 * points else ""


_DOTTED = re.compile(r"(?<![\d.,/-])[1-9]\d{0,2}(?:\.\d{3})+(?![\d.]|,\d{3})")
_COMMAED = re.compile(r"(?<![\d.,/-])[1-9]\d{0,2}(?:,\d{3})+(?![\d,]|\.\d{3})")


def mark_by_thousands(text: str) -> str:
    """The decimal mark by the other one: where figures are written 1.234 and none 1,234, it is ","."""
    dotted, commaed = len(_DOTTED.findall(text)), len(_COMMAED.findall(text))
    if dotted >= 3 and not commaed:
        return ","
    return "." if commaed >= 3 and commaed > 4 * dotted else ""


_CELL_COMMA = re.compile(r"(?:\d{1,3}(?:\.\d{3})*,\d{1,2}|\d{1,3}(?:\.\d{3}){2,}|0,\d+|\d{1,3}(?:\.\d{3})+,\d+)")
_CELL_POINT = re.compile(r"(?:\d{1,3}(?:,\d{3})*\.\d{1,2}|\d{1,3}(?:,\d{3}){2,}|0\.\d+|\d{1,3}(?:,\d{3})+\.\d+)")


def mark_of_cells(figures: Iterable[str]) -> str:
    """The decimal mark of a table by its figures: "43,5" and "3.345.402" say ","; so do figures that all are 1.234."""
    points = commas = 0
    rest: list[str] = []
    for figure in figures:
        if _CELL_COMMA.fullmatch(figure):
            commas += 1
        elif _CELL_POINT.fullmatch(figure):
            points += 1
        else:
            rest.append(figure)
    if points > 3 * commas:
        return "." if sum(map(bool, map(_DOTTED.fullmatch, rest))) <= points else ""
    if commas > 3 * points:
        return "," if sum(map(bool, map(_COMMAED.fullmatch, rest))) <= commas else ""
    return "" if points or commas else mark_by_thousands(" ".join(rest))


_NOTED = re.compile(r"([1-9]\d{0,2}(?:[.,]\d{3})+)\d{1,2}")
"""Thousands with the sign of a footnote, "1,87115" for 1,871 and note 15; only where the decimal mark is the other."""


def read_number(figure: str, decimal: str = "") -> float | None:
    """The value of a figure, or None where its marks can be read in two ways and ``decimal`` does not say which."""
    sign = -1.0 if figure[:1] in "-−–" else 1.0
    digits = _GROUPING.sub("", figure.lstrip("-−–+±"))
    marks = [char for char in digits if char in ".,"]
    if not marks:
        return sign * float(digits)
    if len(set(marks)) == 2:
        return _mixed(digits, sign)
    mark, groups = marks[0], digits.split(marks[0])
    thousands = all(len(group) == 3 for group in groups[1:]) and 1 <= len(groups[0]) <= 3 and groups[0] != "0"
    if len(marks) > 1:
        return sign * float("".join(groups)) if thousands else None
    if not thousands and decimal and mark != decimal and (noted := _NOTED.fullmatch(digits)):
        return sign * float(re.sub(r"\D", "", noted[1]))
    if not thousands:
        return sign * float(digits.replace(",", "."))
    if decimal:
        return sign * (float(digits.replace(",", ".")) if mark == decimal else float("".join(groups)))
    # Without a hint: 1,234 is a thousand nearly everywhere it is written in English; 1.234 may be either.
    return sign * float("".join(groups)) if mark == "," else None


_EITHER_GROUPED = re.compile(r"[1-9]\d{0,2}(?:(?:,\d{3})+|(?:\.\d{3})+)")


def thousands_of(figure: str) -> float | None:
    """The value of "1.234" and "1,234" as thousands, whatever the decimal mark is; None for any other figure."""
    return float(re.sub(r"\D", "", figure)) if _EITHER_GROUPED.fullmatch(figure) else None


def _mixed(digits: str, sign: float) -> float | None:
    decimal = digits[max(digits.rfind("."), digits.rfind(","))]
    grouping = "," if decimal == "." else "."
    if digits.count(decimal) != 1:
        return None
    whole, _, part = digits.partition(decimal)
    if grouping in part or any(len(group) != 3 for group in whole.split(grouping)[1:]):
        return None
    return sign * float(whole.replace(grouping, "") + "." + part)


def written(value: float) -> str:
    """A value for programs: "12", "-12.5", "3400000"; never with an exponent."""
    shown = f"{round(value, 6):.6f}".rstrip("0").rstrip(".")
    return "0" if shown == "-0" else shown
