"""Figures set large: "14.9 m. t CO2e" with "GHG emissions Scope 1, 2 and 3" under or above it.

The reading gives them as two short paragraphs. A figure alone is a number with its sign and unit and hardly a word
more; the labels of a chart's axis are such numbers too, but bare, and no words of weight stand beside them.
"""

from __future__ import annotations

import re

_FIGURE = re.compile(
    r"[\W_]{0,4}(?:>|<|~|≈|ca\.?|approx\.?|about|around|over|more than|nearly|almost|up to|circa|oltre|rund|"
    r"über|plus de)?"
    r"\s{0,2}(?:EUR|€|US\$|\$|CHF|£)?\s{0,2}[-−–+±]?\s{0,2}\d{1,3}(?:[.,'’\s]\d{1,3}){0,5}\s{0,2}"
    r"(?P<unit>%|‰|per ?cent|EUR|€|[^\W\d_]{0,12}\.?(?:[ \n](?:[^\W\d_]{1,12}|CO[₂2]e?q?|CO[₂2][- ]?eq?\.?|"
    r"m[²³]|[/-])"
    r"){0,3}(?:CO[₂2]e?)?)[\W_]{0,3}"
)
_SECTION_NUMBER = re.compile(
    r"\d{1,2}(?:\.\d{1,2}){1,3}\.? ?(?!Mi|Mrd|Mio|Prozent|Tonnen|[GMkT]?Wh|[TGP]J|CO|FTE|EUR|USD)[A-Z]|"
    r"\d{1,2}\. ?[A-Z]|\d\ds$"
)
_UNIT = re.compile(r"[%‰€$£]|\d\s?[^\W\d_]{1,}|^[-−–+]\s?\d")
_TITLE = re.compile(
    r"[^\w(\"“'%<>+-]|(?:table|figure|fig\.|chart|tab\.|tabelle|abbildung|tabella|grafico|figura|note)\b", re.IGNORECASE
)
_BEGINS = re.compile(
    r"(?:(?:more than|over|about|nearly|almost|up to|oltre|rund|über|circa) )?(?:[-−–+] ?\d{1,3}(?:[.,]\d{1,2})? ?%|"
    r"\d{1,3}(?:[.,]\d{1,2})? ?%|\d{1,3}(?:[.,'’]\d{3})+|\d{3}|\d{1,3}(?:[.,]\d{1,2})? (?:million|mio|t\b|MWh|"
    r"GWh|kWh|m³))",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]{3,}")
_LABEL_LEAST = 2
_LABEL_MOST = 30
_YEAR = re.compile(r"\W{0,2}(?:FY|CY)?\s?(?:19|20)\d\d(?:[/–-]\d\d(?:\d\d)?)?\W{0,2}")
_NUMBERS = re.compile(r"\d[\d.,'’]*")


def is_figure(words: str) -> bool:
    """A single figure with its unit, and nothing else: "+12 %", "14.9 m. t CO2e", "7,000 people"."""
    line = " ".join(words.split())
    if not 2 <= len(line) <= 48 or _YEAR.fullmatch(line):
        return False
    if _SECTION_NUMBER.match(line):
        return False
    match = _FIGURE.fullmatch(line)
    return match is not None and bool(match["unit"].strip() or len(re.sub(r"\D", "", line)) >= 3)


def begins_with_figure(words: str) -> bool:
    """A heading that is a figure with what it counts: "-13 % of energy consumption", "more than 500 trees planted"."""
    line = " ".join(words.split())
    return len(line) <= 120 and bool(_BEGINS.match(line)) and len(_WORD.findall(line)) >= _LABEL_LEAST


def makes_key_figure(first: str, second: str) -> bool:
    """Whether two lines, one under the other, are a figure and what it counts. A bare number may be that of a page,
    a line above a number the title of a chart: those have to show more."""
    if is_figure(first):
        return _is_caption(second) and (_has_unit(first) or (not _NUMBERS.search(second) and not second.isupper()))
    return is_figure(second) and _has_unit(second) and _is_caption(first) and not _NUMBERS.search(first)


def _has_unit(figure: str) -> bool:
    return bool(_UNIT.search(figure))


def _is_caption(words: str) -> bool:
    """A line that says what a figure counts: a few words, and no sentence of its own."""
    line = " ".join(words.split())
    if len(line) > 180 or line[-1:] in ".:?;,!" or ". " in line or _TITLE.match(line) or is_figure(line):
        return False
    count = len(_WORD.findall(line)) + sum("\u4e00" <= char <= "\u9fff" for char in line) // 2
    return _LABEL_LEAST <= count <= _LABEL_MOST
