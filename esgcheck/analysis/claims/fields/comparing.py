"""Which figures of a sentence are held against each other, and against what time.

"from 45 t in 2019 to 39 t", "39 %, down from 45 %", "3,926 people, 5 % less than in 2018": there the 5 % have 2018 as
their base and the people have none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from esgcheck.analysis.claims.fields.times import Time
from esgcheck.analysis.claims.quantities import Figure

_FROM = re.compile(
    r"(?:\b(?:[Ff]rom|against|versus|vs\.?|[Cc]ompared (?:to|with)|on|after|following|gegenüber|[Vv]on|nach|"
    r"rispetto (?:ai?|alle|agli|al)|da|dai|dalle|dal|"
    r"contro(?: i)?|par rapport (?:à|aux)|contre|de|than)|"
    r"从|由)(?: ?(?:the|its|an?|about|around|approximately|some|circa|den|i|le|gli|"
    r"il|just|over|under|only|Euro|EUR|€|ca\.|rund|around|a total of|value of|level of|ai|previous year['’]s)){0,3} ?$"
)
_ONLY_WITH_CHANGE = re.compile(r"(?:\b(?:[Ff]rom|[Vv]on|da|dai|dalle|dal|de|nach|on|after|than|following)\b|从|由)")
_CHANGE = re.compile(
    r"\b(?:up|down|increas\w{1,4}|decreas\w{1,4}|reduc\w{1,4}|fell|rose|lower|higher|improve\w{0,5}|grew|"
    r"risen|fallen|declin\w{1,4}|"
    r"passa\w{1,3}|gestiegen|gesunken|sank|stieg|passant|aument\w{1,4}|diminu\w{1,4}|ridott\w|changed?|went|"
    r"drop\w{0,4})\b|增|降|减",
    re.IGNORECASE,
)
_CHANGED_BY = re.compile(
    r"(?:\b(?:up|down|plus|minus|by|um|increas\w{1,4}|decreas\w{1,4}|reduc\w{1,4}|reduction|rise|drop|fall|declin\w{1,4}|"
    r"improv\w{1,6}|growth|grew|savings?|change|aument\w{1,4}|diminu\w{1,5}|riduzion\w|calo|crescita|ridott\w|"
    r"Anstieg|Rückgang|Zunahme|Abnahme|hausse|baisse|réduction|augmentation)\b|增长?|降低?|减少?|[-+−–±])"
    r"(?: (?:of|by|um|von|del|dell['’]|dello|di|de|pari al?|about|around|approximately|circa|over|more than|at least|"
    r"the|rund|ca\.|a|an|almost|nearly|some)){0,4} ?(?:€|EUR|US\$|\$)? ?$",
    re.IGNORECASE,
)
_CHANGE_AFTER = re.compile(
    r" ?(?:increase|decrease|reduction|rise|drop|decline|improvement|growth|more|less|fewer|higher|lower|mehr|weniger|"
    r"höher|niedriger|in più|in meno)\b"
)
_TO = re.compile(
    r"(?: (?:in|im|en|nel|del|of|nell['’]anno|dell['’]anno|im Jahr|im Geschäftsjahr|in FY) ?\d{4}| \(\d{4}\))? ?"
    r"(?:to|auf|a|ad|al|à|in|至|到|增至|降至)\b"
)


def is_comparator(line: str, figures: Sequence[Figure], index: int) -> bool:
    """Whether the figure is what another one is held against: "from 45", "(2022: 9 %)" is not, "up from 84 %" is."""
    start = figures[index].span.start
    floor = figures[index - 1].span.end if index else 0
    lead = line[max(floor, start - 46) : start]
    match = _FROM.search(lead)
    if match is None or re.search(r"(?:more|less|fewer|higher|greater|lower|other|rather|mehr|later) than", lead[-30:]):
        return False
    if not _ONLY_WITH_CHANGE.match(match[0]):
        return True
    following = line[figures[index].span.end : figures[index].span.end + 24]
    if index + 1 < len(figures) and _TO.match(following):
        return True
    return bool(index) and _CHANGE.search(line[max(floor, start - 46) : start]) is not None


def compared_figures(line: str, figures: Sequence[Figure], comparators: Sequence[bool]) -> dict[int, int]:
    """Which figure is compared with which: "from 45 to 39", "39, down from 45", "39 % (previous year: 45 %)"."""
    found: dict[int, int] = {}
    for index, comparator in enumerate(comparators):
        if not comparator:
            continue
        following = line[figures[index].span.end : figures[index].span.end + 24]
        if index + 1 < len(figures) and not comparators[index + 1] and _TO.match(following):
            found[index + 1] = index
        elif index and not comparators[index - 1]:
            found[index - 1] = index
    return found


def baselines_of(
    line: str,
    figures: Sequence[Figure],
    times: Sequence[Time],
    comparators: Sequence[bool],
    periods: Sequence[Time | None],
) -> dict[int, Time]:
    found: dict[int, Time] = {}
    mains = [index for index, comparator in enumerate(comparators) if not comparator]
    for time in times:
        if time.role != "baseline" or any(comparators[i] and periods[i] is time for i in range(len(figures))):
            continue
        before = [index for index in mains if figures[index].number.start < time.start]
        if before:
            found.setdefault(before[-1], time)
            for index in reversed(before[:-1]):
                # "by 12 % to 45 t compared with 2019": both are held against 2019
                between = line[figures[index].span.end : figures[index + 1].number.start]
                if (
                    index in found
                    or len(between) > 60
                    or not _is_change(line, figures, index)
                    or any(
                        t.start > figures[index].span.end and t.start < figures[before[-1]].number.start for t in times
                    )
                ):
                    break
                found.setdefault(index, time)
        else:
            for index in mains:
                found.setdefault(index, time)
    return found


def _is_change(line: str, figures: Sequence[Figure], index: int) -> bool:
    """Whether a figure says by how much something changed, not how much it is."""
    figure = figures[index]
    floor = figures[index - 1].span.end if index else 0
    if line[figure.number.start] in "-−–+±" or _CHANGE_AFTER.match(line, figure.span.end):
        return True
    if _CHANGED_BY.search(line[max(floor, figure.span.start - 60) : figure.span.start]):
        return True
    joined = index > 0 and re.fullmatch(r" (?:or|bzw\.|o|ossia|oder) ", line[floor : figure.span.start])
    return bool(joined) and _is_change(line, figures, index - 1)


def over_time(line: str, figures: Sequence[Figure], index: int, other: int, periods: Sequence[Time | None]) -> bool:
    """Whether two figures are held against each other as then and now: "54 men compared to 51 women" are not."""
    if periods[other] is not None and periods[other] != periods[index]:
        return True
    first, last = sorted((index, other))
    return _CHANGE.search(line[max(0, figures[first].span.start - 80) : figures[last].span.end + 20]) is not None


def time_of_second(line: str, figures: Sequence[Figure], index: int, other: int, times: Sequence[Time]) -> Time | None:
    """The time of the second of "in 2019, from 45 t in 2018 to 51 t": not that of the first, but of the clause."""
    clause = [t for t in times if t.role == "period" and t.end <= figures[other].span.start]
    after = [t for t in times if t.role == "period" and t.start >= figures[index].span.end]
    if after and len(line[figures[index].span.end : after[0].start]) < 12:
        return after[0]
    return clause[-1] if clause else None
