"""Which time belongs to which figure of a sentence.

"12 % in 2023 and 9 % in 2022", "in 2023 12 %, in 2022 9 %", "12 % (2022: 9 %)", "98 % in 2020, up from 84 % in 2019",
"45, 51 and 60 t in 2021, 2022 and 2023": a time in the same brackets wins, then one that follows without a break,
then the last one before, then the first one after.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from esgcheck.analysis.claims.fields.times import Time
from esgcheck.analysis.claims.quantities import Figure
from esgcheck.analysis.types import Span

_BREAK = re.compile(r"[;,:(]|\. | (?:and|while|whereas|but|or|und|während|mentre|e|et|wobei|bzw\.) ")
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
_LATER = re.compile(
    r"\b(?:repa\w+|reimburs\w+|due|matur\w+|expir\w+|expected|planned|scheduled|until|rimbors\w+|scaden\w+|previst\w|"
    r"fällig\w*|geplant\w*|Laufzeit)\b",
    re.IGNORECASE,
)
"""Between a figure and a later time that is not the figure's: "a loan of EUR 3 million, due in 2027"."""
_TODAY = re.compile(
    r"\b(?:today|nowadays|currently|now|oggi|attualmente|heute|derzeit|aujourd['’]hui)\b", re.IGNORECASE
)
_LEADS = re.compile(
    r"(?:[’']s?)?[ :(]*(?:(?:of|at|with|was|were|it was|di|von|mit|il) )?(?:about |around |circa |rund )?"
)
_IN_ONE_BREATH = re.compile(
    r" ?(?:to|[-–—]|and|or|bis|und|oder|e|a|o|bzw\.|resp\.|/) ?(?:€ ?|EUR |US\$ ?|around |about |circa )?"
)
_LED_BY = re.compile(r" ?[:=] ?(?:€ ?|EUR |US\$ ?|around |about |approx\. |circa |ca\. |[~<>≥≤] ?|[-−–+] ?)?")
"""Between a time and the figure that it is put before: "2021: 45.8 kg"."""
_LABELLED = re.compile(r"[^\W\d_]{3,}\)? ?: ?(?:€ ?|EUR )?$")
_DONE = re.compile(r"\b(?:already|have (?:achieved|reached)|bereits|già|schon|déjà)\b")
_WILL = re.compile(r"\b(?:will|wird|werden|sarà|saranno)\b")
_TO = re.compile(r"(?: in \d{4}| \(\d{4}\)| en \d{4}| nel \d{4})? ?(?:to|auf|a|ad|al|à|in|至|到|增至|降至)\b")


@dataclass(frozen=True, slots=True)
class Placed:
    """A figure with its time; ``compared`` is the index of the figure it is compared with."""

    figure: Figure
    period: Time | None = None
    baseline: Time | None = None
    compared: int | None = None
    comparator: bool = False


def attach(line: str, figures: Sequence[Figure], times: Sequence[Time]) -> list[Placed]:
    """Give every figure of a sentence its period and its baseline, where the sentence has them."""
    brackets = _brackets(line)
    paired = _respectively(line, figures, times)
    comparators = [_is_comparator(line, figures, index) for index in range(len(figures))]
    periods = [
        paired.get(index) or _period(line, figures, index, times, brackets, comparators[index])
        for index in range(len(figures))
    ]
    for index in range(len(figures) - 2, -1, -1):
        if periods[index] is None and _IN_ONE_BREATH.fullmatch(
            line, figures[index].span.end, figures[index + 1].span.start
        ):
            periods[index] = periods[index + 1]
    baselines = _baselines(line, figures, times, comparators, periods)
    compared = _compared(line, figures, comparators, brackets)
    for index, other in compared.items():
        if other < index and periods[index] is not None and periods[index] is periods[other]:
            periods[index] = _before_both(line, figures, index, other, times)
        base = baselines.get(index)
        if other < index and base is not None and periods[other] is periods[index]:
            periods[other] = base
    placed: list[Placed] = []
    for index, figure in enumerate(figures):
        base, other = baselines.get(index), compared.get(index)
        if other is not None and not _over_time(line, figures, index, other, periods):
            other = None
        if base is None and other is not None and periods[other] is not None and periods[other] != periods[index]:
            base = periods[other]
        placed.append(Placed(figure, periods[index], base, other, comparators[index]))
    return placed


def _before_both(line: str, figures: Sequence[Figure], index: int, other: int, times: Sequence[Time]) -> Time | None:
    """The time of the second of "in 2019, from 45 t in 2018 to 51 t": not that of the first, but of the clause."""
    clause = [t for t in times if t.role == "period" and t.end <= figures[other].span.start]
    after = [t for t in times if t.role == "period" and t.start >= figures[index].span.end]
    if after and len(line[figures[index].span.end : after[0].start]) < 12:
        return after[0]
    return clause[-1] if clause else None


def _over_time(line: str, figures: Sequence[Figure], index: int, other: int, periods: Sequence[Time | None]) -> bool:
    """Whether two figures are held against each other as then and now: "54 men compared to 51 women" are not."""
    if periods[other] is not None and periods[other] != periods[index]:
        return True
    first, last = sorted((index, other))
    return _CHANGE.search(line[max(0, figures[first].span.start - 80) : figures[last].span.end + 20]) is not None


def _brackets(line: str) -> list[Span]:
    """The outermost stretches in round brackets."""
    found: list[Span] = []
    depth, opened = 0, 0
    for match in re.finditer(r"[()]", line):
        if match[0] == "(":
            opened = match.start() if depth == 0 else opened
            depth += 1
        elif depth:
            depth -= 1
            if depth == 0:
                found.append(Span(opened, match.end()))
    return found


def _around(brackets: Sequence[Span], position: int) -> Span | None:
    return next((span for span in brackets if span.start < position < span.end), None)


def _period(
    line: str, figures: Sequence[Figure], index: int, times: Sequence[Time], brackets: Sequence[Span], comparator: bool
) -> Time | None:
    figure = figures[index]
    own = _around(brackets, figure.number.start)
    usable = [time for time in times if time.role != "baseline" or _leads_into(line, time, figure)]
    if own is not None:
        inside = [time for time in usable if own.start < time.start < own.end]
        if led := [
            t for t in inside if t.end <= figure.number.start and _LED_BY.fullmatch(line, t.end, figure.span.start)
        ]:
            return led[-1]
        if _LABELLED.search(line[own.start : figure.span.start]):
            inside = [t for t in inside if t.start > figure.number.start or line[t.end : t.end + 1] != ":"]
        before = [time for time in inside if time.end <= figure.number.start]
        if inside:
            after = [time for time in inside if time.start >= figure.span.end]
            stop = next((f.number.start for f in figures[index + 1 :] if f.number.start < own.end), own.end)
            if after and after[0].start < stop and not _BREAK.search(line[figure.span.end : after[0].start]):
                return after[0]
            if before or not re.search(r"[;:]", line[figure.span.end : inside[0].start]):
                return before[-1] if before else inside[0]
        lead = [t for t in times if t.end <= own.start and (not index or t.start >= figures[index - 1].span.end)]
        if (
            not inside
            and lead
            and len(line[lead[-1].end : own.start].strip()) <= 8
            and own.start + 1 == figure.span.start
        ):
            return lead[-1]
        if index and figures[index - 1].span.end <= own.start:
            return _period(line, figures, index - 1, times, brackets, False)
    empty = [span for span in brackets if not any(span.contains(f.number) for f in figures)]
    outside = [t for t in usable if _around(brackets, t.start) is None or _around(empty, t.start) is not None]
    stop = next((f.number.start for f in figures[index + 1 :] if _around(brackets, f.number.start) is None), len(line))
    before = [
        time
        for time in outside
        if time.end <= figure.number.start and not _is_over(time, line[time.end : figure.number.start])
    ]
    if before and _LED_BY.fullmatch(line, before[-1].end, figure.span.start):
        return before[-1]
    after = [time for time in outside if time.start >= figure.span.end]
    if after and before and before[-1].role == "period" and _WILL.search(line[figure.span.end : after[0].start]):
        after = []
    if after and before and before[-1].role == "period" and _LATER.search(line[figure.span.end : after[0].start]):
        after = []
    if after and after[0].role == "since" and _BREAK.search(line[figure.span.end : after[0].start]):
        after = after[1:]
    if after and after[0].start < stop:
        gap = line[figure.span.end : after[0].start]
        for span in brackets:
            if figure.span.end <= span.start and span.end <= after[0].start:
                gap = gap.replace(line[span.start : span.end], "")
        bracketed = _around(empty, after[0].start) is not None and len(gap) < 40
        if bracketed or not _BREAK.search(gap) or (comparator and len(gap) < 40) or (not before and len(gap) < 120):
            return after[0]
    if comparator and before:
        led = [
            time
            for time in before
            if time.role == "baseline" or line[time.end : figure.number.start].strip() in ("", ":", "’s", "'s")
        ]
        return led[-1] if led else None
    if before:
        return before[-1]
    late = [time for time in after if time.role != "deadline" and time.start - figure.span.end < 160]
    return late[0] if late and not comparator and ". " not in line[figure.span.end : late[0].start] else None


def _is_over(time: Time, between: str) -> bool:
    """Whether what has begun at a time is no longer spoken of: "Since 1978 … . Today it has 960 members"; nor what is
    aimed at by then: "300 bn by 2025 and have already achieved 238 bn".
    """
    if time.role == "deadline" and _DONE.search(between):
        return True
    return time.role == "since" and ". " in between and _TODAY.search(between) is not None


def _leads_into(line: str, time: Time, figure: Figure) -> bool:
    """ "compared with the previous year's 51 t": the baseline is the time of the figure after it."""
    return time.end <= figure.number.start and _LEADS.fullmatch(line, time.end, figure.span.start) is not None


def _is_comparator(line: str, figures: Sequence[Figure], index: int) -> bool:
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


def _compared(
    line: str, figures: Sequence[Figure], comparators: Sequence[bool], brackets: Sequence[Span]
) -> dict[int, int]:
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


def _baselines(
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


def _respectively(line: str, figures: Sequence[Figure], times: Sequence[Time]) -> dict[int, Time]:
    """ "45, 51 and 60 t in 2021, 2022 and 2023": as many times in a row as figures in a row, one for each."""
    if len(times) < 2 or len(figures) < 2:
        return {}
    runs = [run for run in _runs(line, [(t.start, t.end) for t in times]) if len(run) > 1]
    rows = [row for row in _runs(line, [(f.number.start, f.span.end) for f in figures]) if len(row) > 1]
    found: dict[int, Time] = {}
    for run in runs:
        for row in rows:
            if len(run) == len(row) and row[0] not in found:
                found.update({index: times[place] for index, place in zip(row, run, strict=True)})
    return found


def _runs(line: str, spans: Sequence[tuple[int, int]]) -> list[list[int]]:
    runs: list[list[int]] = []
    for index, (start, _) in enumerate(spans):
        between = line[spans[index - 1][1] : start] if index else ""
        if (
            index
            and re.fullmatch(r",? ?(?:and|und|e|et|ed|or|&|/|respectively)? ?(?:in |to |nel |im )?", between)
            and between.strip()
        ):
            runs[-1].append(index)
        else:
            runs.append([index])
    return runs
