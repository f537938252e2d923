"""What a point in time is there for, by the words around it: a period, a baseline, a deadline, a beginning."""

from __future__ import annotations

import re
from typing import Literal

Role = Literal["period", "baseline", "deadline", "since"]

_FILLER = (
    r"(?:[Tt]he|an?|our|its|in|at|by|of|to|base|baseline|years?|levels?|figures?|values?|those|that|reported|"
    r"recorded|corresponding|"
    r"reporting|financial|fiscal|calendar|business|period|end|as|de[mrsn]|das|die|i[mn]|Jahr(?:es)?|Basisjahr|"
    r"Wert|Werten|Stand|Geschäftsjahr|"
    r"livell[oi]|al|all['’]|alla|nel|nell['’]|nello|i[l]?|dat[oi]|valor[ei]|della?|dell['’]|anno|l['’]|fine|"
    r"esercizio|ann[eé]e|exercice|niveau|"
    r"la|le|de|du|mid|early|late|year[- ]end|Ende|zu[mr]?|so|average|pre[- ]pandemic|same|quello|quanto)"
)
_BASE_BEFORE = re.compile(
    r"(?:compared? (?:with|to)|in comparison (?:with|to)|comparison (?:with|to)|against|versus|\bvs\.?|"
    r"relative to|\bover|\bthan(?: in)?|"
    r"[Cc]ompared (?:with|to)|with respect to|(?:in|with) regard to|\bon|"
    r"\bbase(?:line)?(?: year)?(?: of|:| is| was)?|Basisjahr:?|[Aa]nno base:?|[Gg]egenüber|(?:Vergleich|"
    r"Verhältnis) (?:zu[mr]?|mit)|[Vv]erglichen mit|"
    r"\bals|[Rr]ispetto (?:ai?|all['’]|al|alla|allo|a quanto)|confronto (?:a|al|con(?: il)?|all['’])|"
    r"sul(?= ?$)|(?:contro|verso)|"
    r"[Pp]ar rapport (?:à|au)|contre|comparaison (?:de|avec|à)|[Bb]ased on|year|\bfrom|unter (?:dem )?|"
    r"über (?:dem )?|比|较|与)"
    rf"(?: ?\(?{_FILLER}){{0,7}} ?\(?$"
)
_IN_COMPARISON = re.compile(
    r"\b(?:(?:higher|lower|more|less|fewer|greater|better) than|compared (?:with|to)|than|rispetto (?:a|al|"
    r"alla|alle|ai)|"
    r"(?:just )?(?:like|as(?! (?:of|at)\b))|as against)"
    r"(?: [\w’'-]{1,16}){0,6} (?:in|of|for|at|the|nel|del)(?: the)? (?:FY)?$"
)
_YEAR_ONLY = re.compile(r"(?:year|[Bb]ased on)(?: |$)")
BASE_AFTER = re.compile(
    r" (?:levels?\b|baseline|base[- ]year|base\b|reference year|Basisjahr|niveau|als Basis|come base)|-baseline|"
    r" ?\((?:base|baseline|base[- ]year|Basisjahr|anno base)\)|年?相比|年?基准"
)
_BASE_YEAR_BEFORE = re.compile(
    r"(?:base|baseline|reference|comparison)(?: year)?[: (]{0,3}(?:of |is |was |in |from )?$|"
    r"Basisjahr[: (]{0,3}$|anno base[: (]{0,3}$",
    re.IGNORECASE,
)
_SINCE = re.compile(
    rf"(?:\b[Ss]ince|\b[Ss]eit|\b[Dd]al|\b[Dd]epuis|\b[Aa]b|\bstarting (?:from|in)|[Aa] partire dal|"
    rf"自)(?: {_FILLER}){{0,4}} ?$"
)
_DEADLINE = re.compile(
    rf"(?:\b[Bb]y|\b[Uu]ntil|\b[Bb]efore|\b[Tt]ill|no later than|\b[Tt]hrough|up to|\b[Bb]is|spätestens|"
    rf"\b[Ee]ntro|[Dd]['’]ici|[Àà] l['’]horizon|"
    rf"\b[Aa]vant|\bfor|target(?: year)?:?|\bal?|\b[Ii]n|到|于|至|计划|\bpost|\bvon|\bper)(?: {_FILLER}){{0,5}} ?\(?$"
)
_FIRM_DEADLINE = re.compile(
    rf"(?:\b[Bb]y|\b[Uu]ntil|\b[Bb]efore|\b[Tt]ill|no later than|\b[Bb]is|spätestens|\b[Ee]ntro|[Dd]['’]ici|"
    rf"[Àà] l['’]horizon|\b[Aa]vant|到)(?: ?{_FILLER}){{0,5}} ?\(?$"
)
_DEADLINE_AFTER = re.compile(r" (?:target|goal)s?\b|年(?:底|末)?[之以]?前| \(?[Tt]arget")


def role_of(line: str, start: int, end: int, own: int, year: int) -> Role:
    lead = line[max(0, start - 70) : start]
    after = BASE_AFTER.match(line, end)
    if after or _BASE_YEAR_BEFORE.search(lead):
        return "baseline"
    if _DEADLINE_AFTER.match(line, end) or _FIRM_DEADLINE.search(lead):
        return "deadline" if not year or own > year else "period"
    base = _BASE_BEFORE.search(lead)
    if (
        base
        and not _YEAR_ONLY.match(base[0])
        and not (base[0].startswith("on") and line[start : start + 4] != str(own))
    ):
        return "baseline"
    if _IN_COMPARISON.search(lead) and not re.search(r"\d", lead[_IN_COMPARISON.search(lead).start() :]):  # type: ignore[union-attr]
        return "baseline"
    if _SINCE.search(lead):
        return "since"
    if year and own > year and _DEADLINE.search(lead):
        return "deadline"
    return "period"


def compares(line: str, match: re.Match[str]) -> bool:
    lead = line[max(0, match.start() - 60) : match.start()]
    if re.search(r"(?i)year[- ]o|yoy|同比", match[0]):
        return True
    if _IN_COMPARISON.search(lead) and not re.search(r"\d", lead[-24:]):
        return True
    if re.search(r"\b(?:the same|from the|zum|of the|[dD]es) $", lead):
        return True
    return _BASE_BEFORE.search(lead) is not None and not _YEAR_ONLY.match(_BASE_BEFORE.search(lead)[0])  # type: ignore[index]
