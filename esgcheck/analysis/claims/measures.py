"""Units: each way of writing one ("tonnes of CO2 equivalent", "t CO₂-e") with its one spelling ("tCO2e").

What a unit is worth in the base unit of its kind (kg, kWh, m3 …) comes from pint, with definitions of our own in
place of its thousand: greenhouse gas is a kind of its own, so that a tonne of CO2e is never compared with a tonne of
waste, and each currency is one.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pint

_DEFINITIONS = """
milli- = 1e-3 = m-
kilo- = 1e3 = k-
mega- = 1e6 = M-
giga- = 1e9 = G-
tera- = 1e12 = T-
peta- = 1e15 = P-
gram = [mass] = g
tonne = 1e6 * gram = t
gCO2e = [greenhouse_gas]
tCO2e = 1e6 * gCO2e
gCO2 = [carbon_dioxide]
tCO2 = 1e6 * gCO2
watt_hour = [energy] = Wh
joule = watt_hour / 3600 = J
tonne_of_oil = 11630000 * watt_hour = toe
watt = [power] = W
watt_peak = watt = Wp
cubic_metre = [volume] = m3
litre = cubic_metre / 1000 = l
hectolitre = cubic_metre / 10 = hl
square_metre = [area] = m2
hectare = 10000 * square_metre = ha
km2 = 1000000 * square_metre
acre = 4046.8564224 * square_metre
metre = [length] = m
hour = [time] = h
day = 24 * hour
percent = [ratio]
percentage_point = [points]
basis_point = percentage_point / 100
ppm = percent / 10000
ppb = ppm / 1000
permille = percent / 10
"""
_BASES = ("kg", "kgCO2e", "kgCO2", "kWh", "kW", "m3", "m2", "km", "hour", "percent", "percentage_point")
_NAMES = {
    "%": "percent",
    "‰": "permille",
    "pp": "percentage_point",
    "bps": "basis_point",
    "hours": "hour",
    "days": "day",
}

_E = r"(?:[ -]?(?:equivalents?|equivalent[ei]|[Ää]quivalente?n?|équivalents?|eq\.?|e)(?!\w))?"
_CO2 = rf"(?:CO ?[2₂²]|carbon dioxide|Kohlendioxid|anidride carbonica|dioxyde de carbone|carbon|二氧化碳)(?:{_E}|当量)"
_TONS = (
    r"(?:(?:metric )?(?:kilo|mega|giga)?ton(?:ne)?s?|Tonnen?|tonnellat[ae]|[kMGm]?t|kg|g|mg|kilograms?|Kilogramm|"
    r"chilogramm[io]|grams?|Gramm|grammi|ton|万?吨|千克|公斤)"
)
_MASS = rf"{_TONS}(?:[ \-]?\(?(?:of |di |de |d['’]|von )?{_CO2}(?!\w)\)?|(?!\w))"
TONS_CO2 = rf"(?:[kMG]?t|tonnes|tons|tonnellate|Tonnen|kg|g)[ ]?(?:of |di )?{_CO2}(?!\w)"
"""Greenhouse gas by weight, as headings write it."""
_HOURS = r"(?:kilo|mega|giga|tera)?watt[ -]?(?:hours?|stunden|ora|heures?)"
_ENDS = r"(?![^\W\d]|\d{3})"
"""Where a unit written as a word ends; the number of a footnote may stand right after it ("per cent14")."""
_PLAIN = (
    rf"[%‰％]|per ?cent(?:age points?)?{_ENDS}|percent(?:age)?(?: points?)?{_ENDS}|p\.p\.|pp(?!\w)|"
    r"Prozentpunkten?(?!\w)|Prozent(?!\w)|"
    r"per ?cento(?!\w)|punti percentuali|pour ?cents?(?!\w)|points de pourcentage|百分点|basis points?|bps(?!\w)|"
    r"ppm(?!\w)|"
    r"ppb(?!\w)|° ?C(?!\w)|degrees?(?: Celsius)?(?!\w)|"
    rf"(?:[kKMGTP]W[hH]|[kKMGT]wh|Wh|[kKMGTP]J|[kKMG]Wp?|toe|ktoe|Mtoe|tep)(?!\d{{0,2}}[^\W\d]|\d{{3}})|{_HOURS}(?!\w)|(?:kilo|mega|giga|tera)watts?(?!\w)|"
    r"(?:kilo|mega|giga|tera|peta)joules?(?!\w)|千瓦时|兆瓦时|吉焦|"
    r"(?:[NS]?m|[mM]illion m|k?m|cm)(?:[²³23])(?!\w)|[Ss]mc(?!\w)|(?:cubic|square) met(?:er|re)s?(?!\w)|metri (?:cubi|"
    r"quadrati|quadri)(?!\w)|(?:Kubik|Quadrat)meter|"
    r"mètres? (?:cubes?|carrés?)|m[cq](?!\w)|sqm(?!\w)|立方米|平方米|公顷|"
    r"hectares?(?!\w)|Hektar(?!\w)|ettar[io](?!\w)|ha(?!\w)|acres?(?!\w)|"
    r"(?:mega|hecto|kilo)?lit(?:er|re)s?(?!\w)|(?:chilo|k ?)?litri(?!\w)|lt(?!\w)|K ?[lL]itri(?!\w)|"
    r"Litern?(?!\w)|[MGk]L(?!\w)|M[lL](?!\w)|[mhk]?l(?!\w)|"
    r"kilomet(?:er|re)s?(?!\w)|chilometri(?!\w)|Kilometern?(?!\w)|km(?!\w)|公里|"
    r"full[- ]time equivalents?(?: \(FTEs?\))?(?!\w)|FTEs?(?!\w)|VZÄ(?!\w)|Vollzeitäquivalente?n?(?!\w)|ETP(?!\w)|"
    rf"hours?{_ENDS}|hrs?(?!\w)|Stunden(?!\w)|ore(?!\w)|heures?(?!\w)|小时|days?{_ENDS}|Tagen?(?!\w)|"
    r"giorn[io](?!\w)|giornate(?!\w)|jours?(?!\w)|"
    r"years?(?!\w)|Jahren?(?!\w)|ann[io](?!\w)|ans(?!\w)|months?(?!\w)|Monaten?(?!\w)|mesi(?!\w)|mois(?!\w)|"
    r"weeks?(?!\w)|min(?:utes?|uti)?(?!\w)"
)
MONEY = (
    r"(?:€|EUR(?!\w)|euros?(?!\w)|Euros?(?!\w)|US ?\$|USD(?!\w)|U\.S\. dollars?|(?:US )?dollars?(?!\w)|A\$|"
    r"AUD(?!\w)|CA?\$|CAD(?!\w)|NZ\$|HK\$|S\$|\$|GBP(?!\w)|£|"
    r"CHF(?!\w)|PLN(?!\w)|(?:Polish )?z[lł]oty(?!\w)|SEK(?!\w)|JPY(?!\w)|yen(?!\w)|¥|RMB(?!\w)|CNY(?!\w)|"
    r"yuan(?!\w)|人民币|元|欧元|美元)"
)
_PER = (
    r"(?:(?: ?/ ?| per | pro | par | je )(?!['’]?000|rapport|year|annum|anno|Jahr|an\b|an |cent|day|month)"
    r"(?:[kMT]?(?:EUR|€|US\$|USD|\$) ?(?:million|m|mn|k|thousand|billion)?(?: of)?"
    r"(?: (?:GVA|revenues?|sales|turnover))?|"
    r"(?:\d{1,3}(?:[.,]\d{3}){0,2} |million |1 million )?(?:full-time |worked |"
    r"working )?[^\W\d_]{1,20}(?: (?:worked|GVA))?[23²³]?)(?!\w))?"
)
UNIT = re.compile(rf"[ \u00a0\u202f\u2009]{{0,3}}((?:{_MASS}|{_PLAIN}|{MONEY}){_PER})")
"""A unit right after a figure or its scale word; group 1 is the unit."""
CURRENCY_BEFORE = re.compile(
    rf"({MONEY}|Euro)[ \u00a0]?((?:thousand|million|billion|mio\.?|mn|mln|m|k|bn)[ \u00a0])?$", re.IGNORECASE
)

_SPELLINGS = {
    "%": r"%|％|per ?cent|percent|prozent|per ?cento|pour ?cents?",
    "pp": r"percent(?:age)? points?|per cent(?:age)? points?|p\.p\.?|pp|prozentpunkten?|punti percentuali|"
    "points de pourcentage|百分点",
    "bps": r"basis points?|bps",
    "°C": r"° ?c|degrees?(?: celsius)?",
    "FTE": r"full[- ]time equivalents?(?: \(ftes?\))?|ftes?|vzä|vollzeitäquivalente?n?|etp",
    "hours": r"hours?|hrs?|stunden|ore|heures?|小时|h",
    "days": r"days?|tagen?|giorn[io]|giornate|jours?|天",
    "years": r"years?|jahren?|ann[io]|ans",
    "months": r"months?|monaten?|mesi|mois",
    "weeks": "weeks?",
    "minutes": r"min(?:utes?|uti)?",
    "EUR": r"€|eur|euros?|欧元",
    "USD": r"us ?\$|usd|u\.s\. dollars?|(?:us )?dollars?|\$|美元",
    "AUD": r"a\$|aud",
    "CAD": r"ca?\$|cad",
    "NZD": r"nz\$",
    "HKD": r"hk\$",
    "SGD": r"s\$",
    "GBP": "gbp|£",
    "PLN": r"pln|(?:polish )?z[lł]oty",
    "CNY": "rmb|cny|yuan|人民币|元",
    "JPY": "jpy|yen|¥",
    "m3": r"[ns]?m[3³]|smc|cubic met(?:er|re)s?|metri cubi|kubikmeter|mètres? cubes?|mc|立方米",
    "m2": r"m[2²]|square met(?:er|re)s?|metri quadr(?:at)?i|quadratmeter|mètres? carrés?|mq|sqm|平方米",
    "km2": "km[2²]",
    "ha": r"hectares?|hektar|ettar[io]|ha|公顷",
    "acre": "acres?",
    "l": r"lit(?:er|re)s?|litri|litern?|lt?",
    "hl": r"hectolit(?:er|re)s?|hl",
    "Ml": r"megalit(?:er|re)s?|ml",
    "kl": r"kilolit(?:er|re)s?|(?:chilo|k ?)litri|kl",
    "km": r"kilomet(?:er|re)s?|chilometri|kilometern?|km|公里",
    "kWh": r"kwh|kilowatt[ -]?(?:hours?|stunden|ora|heures?)|千瓦时",
    "MWh": r"megawatt[ -]?(?:hours?|stunden|ora|heures?)|兆瓦时",
    "GWh": r"gigawatt[ -]?(?:hours?|stunden|ora|heures?)",
    "TWh": r"terawatt[ -]?(?:hours?|stunden|ora|heures?)",
    "toe": "tep",
    "kW": "kilowatts?",
    "MW": "megawatts?",
    "GW": "gigawatts?",
    "GJ": "gigajoules?|吉焦",
    "TJ": "terajoules?",
    "MJ": "megajoules?",
    "kJ": "kilojoules?",
}
_GIVEN_WHOLE = frozenset({"hours", "days", "FTE"})
_SPELT = [(canonical, re.compile(pattern, re.IGNORECASE)) for canonical, pattern in _SPELLINGS.items()]
_MASSES = {"ton": "t", "tonne": "t", "tonnen": "t", "tonnellata": "t", "tonnellate": "t", "吨": "t", "kiloton": "kt",
           "kilotonne": "kt", "megaton": "Mt", "megatonne": "Mt", "gigaton": "Gt", "gigatonne": "Gt", "kilogram": "kg",
           "kilogramm": "kg", "chilogrammi": "kg", "chilogrammo": "kg", "千克": "kg", "公斤": "kg", "gram": "g",
           "gramm": "g", "grammi": "g", "万吨": "10kt"}  # fmt: skip
_MASS_PARTS = re.compile(rf"({_TONS})(?:[ \-]?\(?(?:of |di |de |d['’]|von )?({_CO2})\)?)?")
_EQUIVALENT = re.compile(r"(?:eq|äq|éq|当|[ 2₂²-]e\b)", re.IGNORECASE)
_CUT_PER = re.compile(r" ?/ ?| per (?!cent)| pro | par | je ")
_WATT_HOURS = re.compile(r"[kKMGTP](?:W[hH]|wh)")
_ENERGY = re.compile(r"[kKMGTP]?(?:Wh|J|Wp?|toe)")


@lru_cache(maxsize=4_096)
def canonical_unit(text: str) -> str:
    """The one spelling of a unit ("t CO2 eq." is "tCO2e"), empty for words that are none."""
    text = " ".join(text.split()).strip("()[] .") if text[-1:] != "." or text == "p.p." else text.strip("()[] .")
    parts = _CUT_PER.split(text, maxsplit=1)
    simple = _simple(parts[0].strip())
    if not simple or len(parts) == 1:
        return simple
    below = parts[1].strip()
    return f"{simple}/{_simple(below) or below}"


def _simple(text: str) -> str:
    for canonical, pattern in _SPELT:
        if pattern.fullmatch(text):
            return canonical
    if _WATT_HOURS.fullmatch(text):
        return f"{'k' if text[0] in 'kK' else text[0].upper()}Wh"
    if _ENERGY.fullmatch(text):
        return "k" + text[1:] if text[0] == "K" else text
    mass = _MASS_PARTS.fullmatch(text)
    if mass:
        word = mass[1].lower().removeprefix("metric ")
        symbol = (
            mass[1]
            if len(mass[1]) <= 2 and mass[1].isascii()
            else _MASSES.get(word.removesuffix("s"), _MASSES.get(word, ""))
        )
        if not mass[2]:
            return symbol
        return symbol + ("CO2e" if _EQUIVALENT.search(mass[2]) else "CO2")
    return text if text in ("CHF", "SEK", "ppm", "ppb", "‰") else ""


def is_counted(canonical: str) -> bool:
    """Whether a unit counts whole things ("employees") or is one that is given whole (hours, days)."""
    return canonical in _GIVEN_WHOLE or (canonical.replace(" ", "").isalpha() and not canonical_unit(canonical))


@cache
def _registry() -> pint.UnitRegistry[float]:
    """pint with our own definitions; imported when first asked for, since that takes a fifth of a second."""
    import pint

    registry: pint.UnitRegistry[float] = pint.UnitRegistry(None)
    registry.load_definitions(_DEFINITIONS.strip().splitlines())
    return registry


@lru_cache(maxsize=1_024)
def _factor(canonical: str) -> tuple[float, str] | None:
    import pint

    registry = _registry()
    name = _NAMES.get(canonical, canonical)
    try:
        one = registry.Quantity(1.0, name)
    except (pint.errors.PintError, ValueError, SyntaxError, TypeError, AttributeError):
        return None
    for base in _BASES:
        if one.is_compatible_with(base):
            return float(one.to(base).magnitude), base
    return None


def in_base_unit(value: float, canonical: str) -> tuple[float, str] | None:
    """The value in the base unit of its kind, with that unit ("kWh" for energy …); None for a unit without one."""
    factor = _factor(canonical) if canonical and canonical.replace("‰", "").replace("%", "x").isascii() else None
    return None if factor is None else (value * factor[0], factor[1])
