"""Points and stretches of time in a claim, and what each is there for: the period of a figure, a baseline, a deadline.

"in 2023", "as of 31 December 2023", "FY2021", "2022/23", "im Vorjahr", "compared with 2019", "by 2030", "2023年".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from esgcheck.analysis.claims.fields.time_roles import BASE_AFTER, Role, compares, role_of

_MOST = 200
"""Times of one claim; what has more is no sentence, and is read no further."""

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan januar jänner gennaio janvier", "february feb februar febbraio février",
            "march mar märz marzo mars", "april apr aprile avril", "may mai maggio", "june jun juni giugno juin",
            "july jul juli luglio juillet", "august aug agosto août", "september sept sep settembre septembre",
            "october oct oktober ottobre octobre", "november nov novembre", "december dec dezember dicembre décembre",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
_MONTH = (
    "(?:" + "|".join(sorted((n for n in _MONTHS if len(n) > 3 or n in ("may", "mai")), key=len, reverse=True)) + ")"
)
_Y = r"(?:19[5-9]\d|20\d\d)"
_TIME = re.compile(
    rf"""(?<![\w,/§€$£])(?<!\d\.)(?<!\d[-–])(?:
    (?P<day>\d{{1,2}})(?:st|nd|rd|th|\.|°|º|er)?\ (?:of\ )?(?P<month>{_MONTH}),?\ (?P<year>{_Y})\d{{0,2}}(?!\d)
  | (?P<month2>{_MONTH})\ (?P<day2>\d{{1,2}})(?:st|nd|rd|th)?,?\ (?P<year2>{_Y})\d{{0,2}}(?!\d)
  | (?P<day3>\d{{1,2}})[./-](?P<month3>\d{{1,2}})[./-](?P<year3>{_Y})(?!\d)
  | (?P<year4>{_Y})-(?P<month4>[01]\d)-(?P<day4>[0-3]\d)(?!\d)
  | (?P<month5>{_MONTH})(?:\ (?:of|di|de|del))?\ (?P<year5>{_Y})(?!\d)
  | (?P<quarter>Q[1-4]|(?:first|second|third|fourth)\ quarter|[1-4]\.\ Quartal|
        (?:primo|secondo|terzo|quarto)\ trimestre)
        (?:\ (?:of|in|del|des|Jahres|the|financial|fiscal|year)){{0,4}}\ (?P<year6>{_Y})(?!\d)
  | (?P<half>H[12]|(?:first|second)\ half|[12]\.\ Halbjahr|(?:primo|secondo)\ semestre)
        (?:\ (?:of|in|del|des|Jahres|the|financial|fiscal|year)){{0,4}}\ (?P<year7>{_Y})(?!\d)
  | (?:FY|CY|(?<!\d)(?<!\d\ )GJ)[ ’']?(?P<fiscal>\d{{4}}|\d\d)(?:/(?P<fiscal_end>\d{{2,4}}))?(?![\d%])
  | (?P<from>{_Y})(?:\ (?:to|until|bis|al|a|and|und|e|et|à)\ (?:the\ |il\ |l['’])?|\ ?[–-]\ ?)
        (?P<to>{_Y}|\d\d(?=[\s,.;:)]))(?![\d%])
  | (?P<split>{_Y})/\ ?(?P<split_end>{_Y}|\d\d)(?![\d/])
  | (?P<plain>{_Y})(?=\d?\d?(?:[\s.,;:)\]’'*?!”"%–-]|年|$))
    )""",
    re.IGNORECASE | re.VERBOSE,
)
_CHINESE = re.compile(rf"(?P<year>{_Y}) ?年(?:(?P<month>\d{{1,2}})月)?(?:(?P<day>\d{{1,2}})日)?")
_PREVIOUS = (
    r"(?:previous|prior|preceding|last|past) (?:(?:financial|fiscal|reporting|business|calendar) )?(?:year|"
    r"period)(?!s)(?:['’]s)?|(?:the )?year before|(?:an?|one) year (?:earlier|ago)|"
    r"(?:twelve|12) months (?:earlier|ago)|"
    r"year[- ]on[- ]year|year[- ]over[- ]year|YoY|Vorjahr(?:es|s|eswert\w*|eszeitraum\w*|esniveau)?|(?:anno|"
    r"esercizio) (?:precedente|scorso)|"
    r"(?:année|exercice) précédente?|上年(?:同期)?|去年(?:同期)?|同比"
)
_CURRENT = (
    r"reporting (?:year|period)|(?:year|period) under review|this year|(?:current|past) (?:financial|fiscal|"
    r"business) year|review period|year just ended|"
    r"(?<=in the )(?:financial |fiscal )?year(?=[ ,.;])(?! (?:before|to|of|\d))|(?<=during the )(?:financial |"
    r"fiscal )?year(?=[ ,.;])|"
    r"Berichtsjahr(?:es|s)?|Berichtszeitraum(?:es|s)?|(?:abgelaufenen|laufenden|vergangenen) Geschäftsjahr|"
    r"anno di (?:rendicontazione|riferimento)|periodo di (?:rendicontazione|riferimento)|"
    r"(?<=nel corso )dell['’](?:anno|esercizio)(?! \d)|"
    r"quest['’]anno|(?:année|exercice|période) (?:de référence|considérée?|écoulée?)|cette année|报告期内?|本年度?|年内"
)
_RELATIVE = re.compile(rf"(?<!\w)(?:(?P<previous>{_PREVIOUS})|(?P<current>{_CURRENT}))", re.IGNORECASE)
_NAMED_BEFORE = re.compile(
    r"(?:\b(?:Agenda|Strategy|Strategie|Strategia|Vision|Horizon|Orizzonte|Plan|Piano|Programme|Program|"
    r"Mission|Report|Bericht|"
    r"Law|Directive|Direttiva|Regulation|Regolamento|Verordnung|No\.|n\.|Nr\.|Act|Standards?|Decreto|Legge|"
    r"Decree|COP|Covid|Expo|EXPO|"
    r"Guidelines?|Protocol|\(EU\)|\(UE\)|(?:ISO|EN|OHSAS|IEC|GRI|UNI|SA)(?: (?:EN|IEC|"
    r"ISO))*[ -]?\d{3,5}[^()]{0,60}\()|\d:| [A-Z]{3,}\b(?<!IN)(?<!NEL)(?<!END)) ?$"
)
_NAMED_AFTER = re.compile(
    r"[ -](?:Agenda|Strategy|strategy|Strategie|Strategic|Vision|Programme|programme|Roadmap|roadmap|"
    r"Framework|Standards?|"
    r"(?:[A-Z][\w-]{1,20} ){0,3}Reports?\b|(?:[a-z-]{3,20} ){0,2}reports?\b|edition|version|Act\b|Directive)|"
    r"/\d{2,4}/|/[A-Z]"
)
_ALIKE = re.compile(
    r"\b(?:in line with|similar(?:ly)? to|(?:just )?like(?: in| for)?|unlike(?: in)?|as in|in linea con|analog zum|"
    r"wie (?:bereits |schon )?im)(?: (?:the|that|those|of|in|figures?|figure of|il|quanto|al|dato|del)){0,4} $",
    re.IGNORECASE,
)
"""Before a time that a figure is only said to resemble: "22 % in 2019, in line with 2018"."""
_EVENT_BEFORE = re.compile(
    r"\((?:first |last )?(?:announced|published|founded|established|launched|introduced|adopted|approved|issued|"
    r"updated|revised|effective|pubblicat[oa]|fondat[oa]|approvat[oa]|gegründet|veröffentlicht)"
    r"(?: (?:in|on|as of|the|nel|il|am|im)){0,2} $"
)
"""Before a time that says when something was announced, not of when its figure is."""
_AND = re.compile(r" (?:and|und|e|et) ", re.IGNORECASE)
_BETWEEN = re.compile(r"(?:between|zwischen|tra(?: il)?|fra(?: il)?|entre) $", re.IGNORECASE)
_COMPARED = re.compile(
    r"(?:compared (?:with|to)|against|versus|relative to|gegenüber|rispetto (?:al|alla))(?: (?:the|average|"
    r"period)){0,3} $"
)


@dataclass(frozen=True, slots=True)
class Time:
    """``value`` is "2023", "2023-12-31", "2022/23", "2020..2023", "2023-Q3"; "previous" and "current" wait "
    "for a year."""

    start: int
    end: int
    value: str
    role: Role

    @property
    def year(self) -> int:
        """The (last) year it names, 0 where it names none."""
        return int(self.value[-4:] if ".." in self.value else self.value[:4]) if self.value[:1].isdigit() else 0


def find_times(line: str, year: int = 0) -> list[Time]:
    """The times of a sentence in order; ``year`` is that of the report, 0 where it is not known."""
    found = [time for match in islice(_TIME.finditer(line), _MOST) for time in _absolute(line, match, year)]
    found += [
        Time(
            m.start(),
            m.end(),
            _dated(m["year"], m["month"], m["day"]),
            role_of(line, m.start(), m.end(), int(m["year"]), year),
        )
        for m in islice(_CHINESE.finditer(line), _MOST)
        if not any(t.start < m.end() and m.start() < t.end for t in found)
    ]
    named_years = found[:]
    for match in islice(_RELATIVE.finditer(line), _MOST):
        near = (match.start() - 8, match.end() + 6)
        if any(
            t.start < near[1]
            and near[0] < t.end
            and not (t.start > match.end() and "(" not in line[match.end() : t.start] and line[match.end()] != " ")
            for t in found
        ):
            continue
        if _ALIKE.search(line[max(0, match.start() - 40) : match.start()]):
            continue
        previous = match["previous"] is not None
        role: Role = "baseline" if previous and compares(line, match) else "period"
        value = "previous" if previous else "current"
        if previous and (named := _named_year(named_years, match.start())) is not None:
            value = _year_before(named)
        elif year:
            value = str(year - previous)
        found.append(Time(match.start(), match.end(), value, role))
    return sorted(found, key=lambda time: time.start)


def _named_year(times: Sequence[Time], place: int) -> Time | None:
    """The period that "the previous year" goes before: the last one named ahead of it, else the next."""
    named = [time for time in times if time.role == "period" and re.match(r"\d{4}(?![.\d])(?!-[QH])", time.value)]
    before = [time for time in named if time.end <= place]
    return max(before, key=lambda time: time.start, default=min(named, key=lambda time: time.start, default=None))


def _year_before(time: Time) -> str:
    split = re.fullmatch(r"(\d{4})/(\d\d)", time.value)
    return f"{int(split[1]) - 1}/{int(split[2]) - 1:02d}" if split else str(time.year - 1)


def _absolute(line: str, match: re.Match[str], year: int) -> list[Time]:
    group = match.groupdict()
    start, end = match.span()
    lead = line[max(0, start - 40) : start]
    if _EVENT_BEFORE.search(lead) or _ALIKE.search(lead):
        return []
    value = ""
    for suffix in ("", "2", "3", "4", "5"):
        if group.get("year" + suffix):
            value = _dated(group["year" + suffix], group.get("month" + suffix), group.get("day" + suffix))
    if group["year6"]:
        value = f"{group['year6']}-Q{_nth(group['quarter'])}"
    elif group["year7"]:
        value = f"{group['year7']}-H{_nth(group['half'])}"
    elif group["fiscal"]:
        value = _full(group["fiscal"]) + (f"/{group['fiscal_end'][-2:]}" if group["fiscal_end"] else "")
    elif group["from"]:
        return _range(line, match, year)
    elif group["split"]:
        value = f"{group['split']}/{group['split_end'][-2:]}"
    elif group["plain"]:
        return _plain(line, start, end, group["plain"], year)
    return [Time(start, end, value, role_of(line, start, end, int(value[:4]), year))] if value else []


def _range(line: str, match: re.Match[str], year: int) -> list[Time]:
    """ "from 2018 to 2022" is one stretch of time; "in 2022 and 2023" are two."""
    first, last = match["from"], match["to"]
    start, end = match.span()
    whole = last if len(last) == 4 else first[:2] + last
    single = _plain(line, start, start + 4, first, year)
    if whole <= first or (len(last) == 2 and line[match.end("from")] == " "):
        return single
    if _AND.search(match[0]) and not _BETWEEN.search(line[max(0, start - 12) : start]):
        return single + (_plain(line, match.start("to"), end, last, year) if len(last) == 4 else [])
    lead = line[max(0, start - 40) : start]
    role: Role = "baseline" if _COMPARED.search(lead) or BASE_AFTER.match(line, end) else "period"
    return [Time(start, end, f"{first}..{whole}", role)]


def _plain(line: str, start: int, end: int, written: str, year: int) -> list[Time]:
    lead = line[max(0, start - 90) : start]
    if _NAMED_BEFORE.search(lead) or _NAMED_AFTER.match(line, end):
        return []
    if line[end : end + 1] in "-–" and re.match(r"[-–]\d{3}", line[end : end + 4]):
        return []
    return [Time(start, end, written, role_of(line, start, end, int(written), year))]


def _dated(year: str, month: str | None, day: str | None) -> str:
    if not month:
        return year
    number = int(month) if month.isdigit() else _MONTHS[month.lower()]
    if number > 12 and day and int(day) <= 12:
        number, day = int(day), month  # 12/31/2023
    if not 1 <= number <= 12:
        return year
    return f"{year}-{number:02d}" + (f"-{int(day):02d}" if day else "")


def _full(written: str) -> str:
    return written if len(written) == 4 else "20" + written


def _nth(words: str) -> int:
    digit = re.search(r"\d", words)
    if digit:
        return int(digit[0])
    order = ("first|primo", "second", "third|terzo", "fourth|quarto")
    return next(index for index, names in enumerate(order, 1) if re.match(names, words, re.IGNORECASE))
