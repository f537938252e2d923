"""The unit that a label or heading names: "Water (m³)", "in EUR k", "Consumption [GJ]", "€/000", "% of total", "t"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from esgcheck.analysis.claims.measures import MONEY, TONS_CO2, UNIT, canonical_unit
from esgcheck.analysis.claims.numbers import SCALES
from esgcheck.analysis.types import Span

_SCALE = (
    r"(?:thousands?|millions?|billions?|tausend|Tsd\.?|Mio\.?|Mrd\.?|mln\.?|mld\.?|migliaia|milioni|miliardi|milliers|"
    r"mil\.|['‘’]?000s?|1[.,]?000|m|mn|k|bn)"
)
_MONEY_SCALED = re.compile(
    rf"(?:({MONEY}) ?(?:in |/ ?|\()?({_SCALE})(?!\w)|({_SCALE}) (?:of |di |de )?({MONEY}|Euro)|(T|k|"
    rf"M)({MONEY})|(T|k|M)(€)|(?<!\w)(EUR|USD|CHF|GBP)(mn?|bn|k)(?!\w))",
    re.IGNORECASE,
)
_BRACKETED = re.compile(r"[(\[]([^()\[\]]{1,40}|[^()\[\]]{0,20}\([^()]{1,10}\)[^()\[\]]{0,20})[)\]]")
_IN = re.compile(
    r"(?:^|\b(?:in|In|IN|expressed in|Unit|Einheit|unit|Unità|u\.m\.)[: ]+|[,:–-] ?)((?:[^\s,;()]{1,12}|"
    r"%)(?: [^,;()\[\]]{1,30})?)$"
)
_LAST_IN = re.compile(r"\A[\s\S]*\b(?:in|IN) ([^\s,;()]{1,12}(?: [^,;()\[\]]{1,30})?)$")
_MANY = re.compile(
    r"([(\[]|\bin |^)(1[.,]?0{3}|10[.,]?0{3}|100[.,]?0{3}|['’]000s?|10(?:\^3|³)|"
    r"(?:mil\.|mln|thousand|million|billion|Tsd\.?|Mio\.?|Mrd\.?|"
    r"migliaia di|milioni di)s?) "
    r"(?:of )?([^()\[\],;]{1,30})(?:[)\]]|$)",
    re.IGNORECASE,
)
_TENS = re.compile(r"(?<![\d.,])(10{1,2}) $")
"""Before a scale: "100 million yen"."""
_SHORT = {
    "h": "hours", "gg": "days", "gg.": "days", "q": "q", "q.li": "q", "quintals": "q", "quintali": "q", "lbs": "lb",
    "p.p.": "pp", "lt": "l", "lt.": "l", "tep": "toe", "TEP": "toe", "Mm3": "Mm3", "short tons": "short tons",
    "points": "points",
}  # fmt: skip
"""What is a unit only where nothing else stands beside it."""
_SUBSTANCE = re.compile(r"(?:mg|µg|ug|g|kg) ?(?:O2|N|P|[A-Z]{2,4})? ?/ ?(?:l|L|m[3³]|Nm[3³]|kg)")
_GREENHOUSE = re.compile(r"CO ?[2₂²](?:[ -]?(eq?\b|eq\.|equ|äq|Äq)| ?(equivalent\w*|äquivalent\w*))?", re.IGNORECASE)
_WEIGHTS = frozenset({"t", "kg", "kt", "Mt", "g"})
_COUNT = re.compile(
    r"(?:n\.?°?|no\.?|nr\.?|number|numero|anzahl|num\.?|#|count|persons|people|headcount|unità|units?|pcs\.?|"
    r"stück|pezzi|number of people)",
    re.IGNORECASE,
)
_WORD = r"[^\W\d_]+(?:[-’'][^\W\d_]+)*"
_COUNTED = re.compile(
    rf"\b(?:[Nn]umber of|[Nn]o\. of|[Tt]otal number of|# of) (?:new |(?:of )?the )?"
    rf"((?:{_WORD} ){{0,3}}?[^\W\d_]{{2,}}(?<!s)s)\b"
    rf"|\b(?:[Nn]umber of|[Nn]o\. of|[Nn]o\.|[Nn][.°]|[Nn]umero(?: totale)?(?: (?:di|dei|delle|degli))?|"
    rf"[Aa]nzahl(?: der)?|[Tt]otal number of|# of) "
    rf"(?:nuov[ie] |new )?((?:{_WORD} ){{0,2}}?[^\W\d_]{{3,}}(?:s|i|e|en|er)|[^\W\d_]{{4,}})\b"
)
_NO_THINGS = re.compile(r"rates?|ratios?|tass[oi]|percentages?|shares?", re.IGNORECASE)
_PERCENT = re.compile(r"\b(?:percentages?|share|quota percentuale|anteil|percentuale|proportion)\b", re.IGNORECASE)
_HOURS = re.compile(
    r"^(?:total |average |annual |training )*(?:hours|ore|Stunden)\b|\b(?:number of|"
    r"n\. ?(?:di )?|no\.?(?: of)?) ?(?:[\w-]+ ){0,2}(?:hours|ore)\b|\bore (?:di|medie|totali)\b|"
    r"\bhours of\b|\b(?:average|total|annual|training|working) hours\b(?! worked\))",
    re.IGNORECASE,
)
_TIMES = re.compile(r"(?<!\d)(?:FY ?)?(?:19|20)\d\d\d{0,2}(?:/\d\d(?:\d\d)?)?(?!\d)|\(\d{1,2}\)$|\*+$")
_IN_YEAR = re.compile(rf"(?:\b(?:in|for|nel|im) )?(?:{_TIMES.pattern}) ?")
"""Years and footnote signs, which say nothing of the unit: "t CO2 2018", "MWh(6)"."""
_DAYS = re.compile(
    r"(?:total |number of |working |calendar |absence )*(?:lost days|"
    r"days (?:of absence|of leave|lost|absent|not worked))\b|"
    r"(?:totale )?giorn(?:i|ate) (?:di assenza|persi|perse|lavorat\w)\b|(?:Ausfall|Fehl)tage",
    re.IGNORECASE,
)
_FOOTNOTES = re.compile(r"(?: \d{1,2})+$")
_SPELL_OF_TIME = re.compile(r"(?:year|anno|jahr|an|month|mese|monat|week|day|tag|giorno|jour)", re.IGNORECASE)
_CLEAR = re.compile(
    rf"(?<![\w/])((?:{TONS_CO2})|[kMGT]Wh|[KMG]WH|[KkMG]wh|[GTM]J|m[³3]|kg|KG|tonn(?:es|ellate)|TONNES|metric tons|"
    r"cubic met(?:er|re)s|metri cubi|lit(?:re|er)s|kilomet(?:re|er)s)(?![\w/³3])(?! (?:of|di|per|worth)\b)"
)
"""Units that are nothing else wherever they stand in a heading: "Total consumption MWh 2022", "KG FOR:"."""


@dataclass(frozen=True, slots=True)
class UnitSaid:
    """``scale`` is what "thousand" or "million" in it multiplies the figures with."""

    text: str
    canonical: str
    scale: float
    span: Span | None = None
    bracketed: bool = False


def unit_in_label(label: str, offset: int = 0, *, alone: bool = False) -> UnitSaid | None:
    """The unit that a label names; ``alone`` for a cell that is nothing but a unit ("MWh")."""
    found = _unit_in(label, alone)
    if found is None:
        return None
    text, canonical, scale, at, bracketed = found
    gas = _GREENHOUSE.search(label) if canonical in _WEIGHTS and at > 0 else None
    if gas is not None and gas.start() < at:
        canonical += "CO2e" if gas[1] or gas[2] else "CO2"  # "CO2 equivalents of scope 1, in tons"
    span = Span(offset + at, offset + at + len(text)) if at >= 0 else None
    return UnitSaid(text, canonical, scale, span, bracketed)


@lru_cache(maxsize=4_096)
def _unit_in(label: str, alone: bool) -> tuple[str, str, float, int, bool] | None:
    if len(label) > 400:
        return None
    money = _MONEY_SCALED.search(label)
    if money and not re.search(r"(?:/|\bper|\bpro) ?$", label[: money.start()]):
        currency = money[1] or money[4] or money[6] or money[8] or money[9]
        written = money[2] or money[3] or money[5] or money[7] or money[10]
        tens = _TENS.search(label, 0, money.start())
        times = _factor(written) * (float(tens[1]) if tens else 1.0)
        return money[0], canonical_unit(currency), times, money.start(), True
    whole = _FOOTNOTES.sub("", _TIMES.sub("", label)).strip().strip("()[]")
    if len(whole) < 40 and not _SPELL_OF_TIME.fullmatch(whole) and (unit := _exact(whole)) is not None:
        return whole, unit, 1.0, label.find(whole), alone
    for match in _MANY.finditer(label):
        unit = _exact(match[3].strip())
        if unit is not None and unit != "number":
            return match[0].strip("()[] "), unit, _scale_of(match), match.start() + len(match[1] or ""), True
    for match in _BRACKETED.finditer(label):
        inner = match[1].strip()
        unit = _exact(re.sub(r"^(?:in|IN|In) ", "", inner))
        if unit == "number" and not alone:
            named = _unit_in(label[: match.start()], False) if match.start() else None
            if named is not None and named[1] not in ("", "number"):
                return named
        if unit is not None:
            return inner, unit, 1.0, match.start(1), True
        if re.fullmatch(rf"(?:in )?{_SCALE}", inner, re.IGNORECASE):
            times = _factor(inner.removeprefix("in "))
            named = _unit_in(label[: match.start()], False) if match.start() else None
            if named is not None and named[1] not in ("", "number", "%") and named[2] == 1.0:
                return named[0], named[1], times, named[3], True
            return inner, "", times, match.start(1), True
    bare = _IN_YEAR.sub("", label).strip()
    for said in (_IN.search(bare), _LAST_IN.search(bare)):
        inner = re.sub(r"^(?:in|IN|In) ", "", said[1].strip()) if said else ""
        if inner and not _SPELL_OF_TIME.fullmatch(inner) and (unit := _exact(inner)) is not None:
            return inner, unit, 1.0, label.find(inner), True
    clear = _CLEAR.search(label)
    if clear:
        return clear[1], canonical_unit(clear[1]) or canonical_unit(clear[1].lower()), 1.0, clear.start(1), True
    hours = _HOURS.search(label)
    if hours:
        return hours[0], "hours", 1.0, hours.start(), False
    days = _DAYS.match(label)
    if days:
        return days[0], "days", 1.0, 0, False
    counted = _COUNTED.search(label)
    if counted:
        many = re.search(rf"\b(?:in|In) ({_SCALE})$|\(({_SCALE})\)$", label.strip(), re.IGNORECASE)
        scale = _factor(many[1] or many[2]) if many else 1.0
        noun = counted[1] or counted[2]
        if _NO_THINGS.fullmatch(noun.split()[-1]):
            return None
        return noun, noun.split()[-1].lower(), scale, counted.start(1 if counted[1] else 2), False
    start = re.match(r"%|[Pp]ercentage\b", label.strip())
    if start or re.search(r"(?<!\d )(?<!\d)%", label):
        return "%", "%", 1.0, label.find("%"), True
    share = _PERCENT.search(label)
    if share and not alone:
        return share[0], "%", 1.0, share.start(), False
    for word, canonical in (("LTIFR", "LTIFR"), ("TRIFR", "TRIFR"), ("FTE", "FTE"), ("FTEs", "FTE")):
        if re.search(rf"(?<!per )(?<!\d )\b{word}\b", label):
            return word, canonical, 1.0, label.find(word), False
    return None


def _exact(words: str) -> str | None:
    """The canonical unit of words that are a unit and nothing else."""
    words = " ".join(words.split())
    if _COUNT.fullmatch(words):
        return "number"
    if words in _SHORT:
        return _SHORT[words]
    if _SUBSTANCE.fullmatch(words):
        return words.replace(" ", "").replace("³", "3")
    if words.startswith("h/") and len(words) > 2:
        return "hours/" + words[2:].strip()
    match = UNIT.fullmatch(words) or UNIT.fullmatch(words[:1].lower() + words[1:])
    if match:
        return canonical_unit(match[1]) or None
    if words.startswith(("%", "per cent", "percent")) and len(words) < 40:
        return "%"
    lead = UNIT.match(words)
    if lead and words[lead.end() :].strip().startswith(("per ", "/", "pro ")):
        return canonical_unit(lead[1]) + "/" + re.sub(r"^(?:per|/|pro) ?", "", words[lead.end() :].strip())
    return None


def _scale_of(match: re.Match[str]) -> float:
    plain = re.sub(r"[.,]", "", match[2])
    return float(plain) if plain.isdecimal() else _factor(match[2])


def _factor(written: str) -> float:
    lower = written.lower().strip(". ").removesuffix(" di")
    if lower == "t" or "000" in lower or lower in ("10^3", "10³"):
        return 1e3
    if lower == "mil":
        return 1e6
    return SCALES.get(lower, SCALES.get(lower.removesuffix("s"), 1.0))
