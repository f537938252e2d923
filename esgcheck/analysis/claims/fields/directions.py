"""Whether a figure went up, down or stayed: from the verb or noun before it, the word after it, or its sign."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

Direction = Literal["up", "down", "unchanged"]

_UP = (
    r"increas\w{0,4}|ros[ei]n?g?|rise[ns]?|rising|gr[eo]wn?|grow(?:s|th|ing)?|up|higher|more|gain(?:ed|s)?|"
    r"climb\w{0,3}|rais(?:e[ds]?|ing)|"
    r"doubl(?:e[ds]?|ing)|tripl(?:e[ds]?|ing)|expand(?:ed|s|ing)?|gestiegen\w?|stieg(?:en)?|steiger\w{1,4}|"
    r"steig(?:en|t)|erhöh\w{1,4}|Anstiegs?|"
    r"Zunahme|Zuwachs|Wachstum|Plus|wuchs(?:en)?|gewachsen|höher\w{0,2}|mehr|zugenommen|aument\w{1,5}|"
    r"increment\w{1,4}|crescita|cresciut[oaie]|"
    r"crescere|superiore|in più|salit[oaie]|augment\w{1,6}|hausse|accru\w{0,2}|progress(?:é|ion)|croissance|"
    r"en plus|de plus"
)
_DOWN = (
    r"reduc\w{1,6}|decreas\w{0,4}|fell|fall(?:en|s|ing)?|declin\w{1,4}|drop(?:s|ped|ping)?|down|lower\w{0,3}|"
    r"less|fewer|cuts?|cutting|"
    r"sav(?:e[ds]?|ings?)|shr[aiu]nk\w{0,3}|halv(?:e[ds]?|ing)|avoid(?:ed|ing|s)?|diminish\w{0,3}|gesunken\w?|"
    r"sank(?:en)?|sink(?:en|t)|gesenkt\w?|"
    r"senk(?:en|te|ten|t)|Senkung|Rückgangs?|zurückg\w{4,8}|reduzier\w{1,4}|Reduktion|Reduzierung|"
    r"verringer\w{1,4}|weniger|niedriger\w{0,2}|"
    r"abgenommen|Abnahme|Minus|eingespart\w?|Einsparung(?:en)?|ridott[oaie]|riduzion[ei]|ridurre|riduc\w{1,5}|"
    r"diminu\w{1,6}|calo|calat[oaie]|"
    r"decrement\w{1,3}|flessione|inferiore|in meno|risparmi\w{0,4}|contrazione|réduit\w{0,2}|réductions?|"
    r"réduire|baiss\w{1,3}|recul\w{0,3}|de moins"
)
_SAME = (
    r"unchanged|stable|constant|flat|steady|same level|unverändert|gleich geblieben|"
    r"stabil\w{0,2}|invariat[oaie]|costante|inchangée?s?"
)
_WORD = re.compile(
    rf"(?<!\w)(?:(?P<up>{_UP})|(?P<down>{_DOWN})|(?P<same>{_SAME}))(?!\w)|(?P<up2>增长|增加|上升|提高|提升)|"
    r"(?P<down2>下降|减少|降低|降至|减排|降幅)|(?P<same2>持平)",
    re.IGNORECASE,
)
_OTHER_VERB = re.compile(r"\w (?:is|was|are|were|amounts|amounted|beträgt|betrug|è|sono|est) ")
_ADJECTIVES = re.compile(
    r"(?:[ -](?:(?:absolute|relative|year-on-year|net|overall|total|average|annual|significant|di|de) ){0,2})?"
)
_APART = re.compile(r" ?[,(–-] ?(?:and |or |a |an |which is |corresponding to )?$| in \d{4},? $")
_COMPARING = re.compile(
    r" (?:from|on|by|compared|against|versus|vs|rispetto|gegenüber|da|dal|dai|von|par rapport|de)(?!\w)|相比|"
    r" \d{1,3}(?:[.,]\d)? ?%"
)
_SIGNS: dict[str, Direction] = {"+": "up", "-": "down", "−": "down", "–": "down"}
_THAN = re.compile(
    r"(?:more|less|fewer|higher|lower|greater|mehr|weniger|superiore|inferiore|up|plus|moins) (?:than|to|als|"
    r"a|al|di|de|que) ?$",
    re.IGNORECASE,
)
_CLAUSE = re.compile(
    r"[;:]|\. |, (?:which|of which|with|while|whereas|where|who|di cui|davon|wobei|dont|mentre|con)\b|"
    r" (?:while|whereas|mentre|während) "
)
_LINK = re.compile(
    r"(?:\b(?:by|to|of|from|um|auf|von|del|dell['’]|dello|di|da|al|a|de|à|at|about|about|around|some|"
    r"approximately|circa|ca\.|rund|over|nearly|almost|per|pari ad?|for)|,|\(|达|了|至|约)? ?$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Turn:
    """A direction and where the words stand that say so."""

    direction: Direction
    start: int
    end: int


def direction_of(line: str, start: int, end: int, floor: int, ceiling: int) -> Turn | None:
    """The direction of the figure ``line[start:end]``; nothing before ``floor`` or after ``ceiling`` belongs to it."""
    after = _after(line, end, ceiling)
    if after:
        return after
    sign = line[start : start + 1]
    if sign in _SIGNS:
        return Turn(_SIGNS[sign], start, start + 1)
    begin = max(floor, start - 110)
    lead = line[begin:start]
    than = _THAN.search(lead)
    if than:
        lead = lead[: than.start()]
    cut = 0
    for match in _CLAUSE.finditer(lead):
        cut = match.end()
    last: re.Match[str] | None = None
    for match in _WORD.finditer(lead, cut):
        last = match
    if last is None:
        return None
    if _OTHER_VERB.search(lead, last.end()):
        return None  # "the share of firms on the reduction path is 90 %"
    gap = len(lead) - last.end()
    linked = _LINK.search(lead)
    if gap > 75 or (gap > 30 and (linked is None or not linked[0].strip())):
        return None
    return Turn(_named(last), begin + last.start(), begin + last.end())


def _after(line: str, end: int, ceiling: int) -> Turn | None:
    """ "12 % less", "a 12 % reduction", "39 t, down from 45 t"."""
    for match in _WORD.finditer(line, end, min(ceiling, end + 140)):
        gap = line[end : match.start()]
        if _ADJECTIVES.fullmatch(gap) or (_APART.search(gap) and _COMPARING.match(line, match.end())):
            return Turn(_named(match), match.start(), match.end())
    return None


def _named(match: re.Match[str]) -> Direction:
    kind = (match.lastgroup or "").rstrip("2")
    return "up" if kind == "up" else "down" if kind == "down" else "unchanged"
