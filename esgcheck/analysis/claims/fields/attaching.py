"""Which time belongs to which figure of a sentence.

"12 % in 2023 and 9 % in 2022", "in 2023 12 %, in 2022 9 %", "12 % (2022: 9 %)", "98 % in 2020, up from 84 % in 2019",
"45, 51 and 60 t in 2021, 2022 and 2023": a time in the same brackets wins, then one that follows without a break,
then the last one before, then the first one after.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from esgcheck.analysis.claims.fields.comparing import (
    baselines_of,
    compared_figures,
    is_comparator,
    over_time,
    time_of_second,
)
from esgcheck.analysis.claims.fields.times import Time
from esgcheck.analysis.claims.quantities import Figure
from esgcheck.analysis.types import Span

_BREAK = re.compile(r"[;,:(]|\. | (?:and|while|whereas|but|or|und|während|mentre|e|et|wobei|bzw\.) ")
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
    r"(?:[’']s?)?(?: (?:base|baseline|figure|level|value))?[ :(]*"
    r"(?:(?:of|at|with|was|were|it was|di|von|mit|il) )?(?:about |around |circa |rund )?"
)
_IN_ONE_BREATH = re.compile(
    r" ?(?:to|[-–—]|and|or|bis|und|oder|e|a|o|bzw\.|resp\.|/) ?(?:€ ?|EUR |US\$ ?|around |about |circa )?"
)
_LED_BY = re.compile(
    r"(?: ?[:=] ?|(?: (?:target|goal|figure|value|level))? of )"
    r"(?:€ ?|EUR |US\$ ?|around |about |approx\. |circa |ca\. |[~<>≥≤] ?|[-−–+] ?)?"
)
"""Between a time and the figure that it is put before: "2021: 45.8 kg", "the 2025 target of 30 %"."""
_LABELLED = re.compile(r"[^\W\d_]{3}\)? ?: ?(?:€ ?|EUR )?$")
_NEAR = 8
"""Letters between a time and the brackets that follow it: "the 2018 figure (28)"."""
_DONE = re.compile(r"\b(?:already|have (?:achieved|reached)|bereits|già|schon|déjà)\b")
_WILL = re.compile(r"\b(?:will|wird|werden|sarà|saranno)\b")


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
    comparators = [is_comparator(line, figures, index) for index in range(len(figures))]
    periods = _periods(line, figures, times, comparators)
    baselines = baselines_of(line, figures, times, comparators, periods)
    compared = compared_figures(line, figures, comparators)
    for index, first in compared.items():
        if first > index:
            continue
        if periods[index] is not None and periods[index] is periods[first]:
            periods[index] = time_of_second(line, figures, index, first, times)
        if index in baselines and periods[first] is periods[index]:
            periods[first] = baselines[index]
    placed: list[Placed] = []
    for index, figure in enumerate(figures):
        base, other = baselines.get(index), compared.get(index)
        if other is not None and not over_time(line, figures, index, other, periods):
            other = None
        if base is None and other is not None and periods[other] is not None and periods[other] != periods[index]:
            base = periods[other]
        placed.append(Placed(figure, periods[index], base, other, comparators[index]))
    return placed


def _periods(
    line: str, figures: Sequence[Figure], times: Sequence[Time], comparators: Sequence[bool]
) -> list[Time | None]:
    """The period of each figure; the first of "660 to 710 in 2024" has that of the second."""
    brackets = _brackets(line)
    paired = _respectively(line, figures, times)
    periods = [
        paired.get(index) or _period(line, figures, index, times, brackets, comparators[index])
        for index in range(len(figures))
    ]
    for index in range(len(figures) - 2, -1, -1):
        end, start = figures[index].span.end, figures[index + 1].span.start
        if periods[index] is None and _IN_ONE_BREATH.fullmatch(line, end, start):
            periods[index] = periods[index + 1]
    return periods


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
    usable = [time for time in times if time.role != "baseline" or _leads_into(line, time, figure)]
    own = _around(brackets, figure.number.start)
    if own is not None:
        found = _in_bracket(line, figures, index, usable, own) or _before_bracket(line, figures, index, times, own)
        if found is not None:
            return found
        if index and figures[index - 1].span.end <= own.start:
            return _period(line, figures, index - 1, times, brackets, False)
    empty = [span for span in brackets if not any(span.contains(f.number) for f in figures)]
    outside = [t for t in usable if _around(brackets, t.start) is None or _around(empty, t.start) is not None]
    before = [
        time
        for time in outside
        if time.end <= figure.number.start and not _is_over(time, line[time.end : figure.number.start])
    ]
    if before and _LED_BY.fullmatch(line, before[-1].end, figure.span.start):
        return before[-1]
    after = _not_later([time for time in outside if time.start >= figure.span.end], line, figure, before)
    stop = next((f.number.start for f in figures[index + 1 :] if _around(brackets, f.number.start) is None), len(line))
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


def _in_bracket(line: str, figures: Sequence[Figure], index: int, usable: Sequence[Time], own: Span) -> Time | None:
    """The time in a figure's own brackets: "(2022: 9 %)", "(9 % in 2022)"."""
    figure = figures[index]
    inside = [time for time in usable if own.start < time.start < own.end]
    before = [time for time in inside if time.end <= figure.number.start]
    led = [time for time in before if _LED_BY.fullmatch(line, time.end, figure.span.start)]
    if led:
        return led[-1]
    if _LABELLED.search(line[own.start : figure.span.start]):
        inside = [t for t in inside if t.start > figure.number.start or line[t.end : t.end + 1] != ":"]
        before = [time for time in inside if time.end <= figure.number.start]
    if not inside:
        return None
    after = [time for time in inside if time.start >= figure.span.end]
    stop = next((f.number.start for f in figures[index + 1 :] if f.number.start < own.end), own.end)
    if after and after[0].start < stop and not _BREAK.search(line[figure.span.end : after[0].start]):
        return after[0]
    if before:
        return before[-1]
    return inside[0] if not re.search(r"[;:]", line[figure.span.end : inside[0].start]) else None


def _before_bracket(line: str, figures: Sequence[Figure], index: int, times: Sequence[Time], own: Span) -> Time | None:
    """The time right before the brackets that hold a figure alone: "compared to 2018 (28)"."""
    begin = figures[index - 1].span.end if index else 0
    lead = [time for time in times if begin <= time.start and time.end <= own.start]
    alone = own.start + 1 == figures[index].span.start
    return lead[-1] if lead and alone and len(line[lead[-1].end : own.start].strip()) <= _NEAR else None


def _not_later(after: list[Time], line: str, figure: Figure, before: Sequence[Time]) -> list[Time]:
    """The times after a figure without those of what comes later: "in 2019 a loan of EUR 3 million, due in 2027"."""
    if not after:
        return after
    between = line[figure.span.end : after[0].start]
    dated = bool(before) and before[-1].role == "period"
    if dated and (_WILL.search(between) or _LATER.search(between)):
        return []
    return after[1:] if after[0].role == "since" and _BREAK.search(between) else after


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


def _respectively(line: str, figures: Sequence[Figure], times: Sequence[Time]) -> dict[int, Time]:
    """ "45, 51 and 60 t in 2021, 2022 and 2023": as many times in a row as figures in a row, one for each."""
    if len(times) < 2 or len(figures) < 2:
        return {}
    runs = [run for run in _runs(line, [(t.start, t.end) for t in times]) if len(run) > 1]
    rows = [row for row in _runs(line, [(f.span.start, f.span.end) for f in figures]) if len(row) > 1]
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
