"""What a claim says of itself: a change with its two values, a sum with its parts, a share with its whole.

"Emissions fell by 12 % to 1,234 t, from 1,402 t in 2022" can be worked out from its own words. Two figures belong to a
change when the claim holds one against the other, or when they are the only two of their kind.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from esgcheck.analysis.recomputing.claimed import Claimed
from esgcheck.analysis.recomputing.printed import Interval, change_between, fit, total_of
from esgcheck.analysis.recomputing.saying import number, of_figure, scale_of, signed
from esgcheck.analysis.recomputing.types import Outcome, Recomputation
from esgcheck.analysis.recomputing.units import dimension
from esgcheck.analysis.recomputing.verdicts import outcome_of, result
from esgcheck.analysis.types import Document, Span

_COMPRISES = re.compile(
    r"\b(?:compris\w+|consist\w+|made up of|composed of|of which|of whom|namely|including|divided into|"
    r"di cui|suddivis\w+|compost\w+|davon|bestehend|dont)\b|[:(]",
    re.IGNORECASE,
)
_COMPLETE = re.compile(
    r"\b(?:compris\w+|consist\w+|made up of|composed of|divided into|suddivis\w+|compost\w+ da)\b", re.IGNORECASE
)
_MOST_PARTS = 6
_AGAINST = re.compile(
    r"\b(?:against|versus|vs\.?|compared (?:to|with)|up from|down from|rispetto a\w*|gegenüber|par rapport)\b"
    r"[^.;,]{0,30}$"
)
_LONGEST_BETWEEN = 60


def in_itself(document: Document, claim: Span, figures: Sequence[Claimed]) -> Iterator[Recomputation]:
    """What the figures of one claim say of each other."""
    for index, figure in enumerate(figures):
        if figure.unit == "%":
            found = _change(document, figure, figures) or _share(document, figure, index, figures)
        else:
            found = _sum(document, index, figures)
        if found is not None:
            yield found


def _change(document: Document, figure: Claimed, figures: Sequence[Claimed]) -> Recomputation | None:
    if figure.direction not in ("up", "down") or figure.target:
        return None
    pairs = [
        (before, after)
        for after in figures
        for before in figures
        if before is not after
        and before.unit == after.unit != "%"
        and figure not in (before, after)
        and _held_against(document, before, after, figure)
    ]
    for before, after in pairs:
        found = change_between(before.printed.interval, after.printed.interval)
        if found is None:
            continue
        how = fit(figure.signed(figure.interval), found)
        if how in ("exact", "rounded") or (how == "outside" and len(pairs) == 1):
            return _told_change(figure, before, after, found, outcome_of(how))
    return None


def _held_against(document: Document, before: Claimed, after: Claimed, figure: Claimed) -> bool:
    """Whether the claim holds ``after`` against ``before``: as its fields say, or by the words between the two."""
    if any(one.compared and before.span.overlaps(one.compared) for one in (after, figure)):
        return True
    between = document.text[after.span.end : before.span.start]
    return 0 < len(between) < _LONGEST_BETWEEN and _AGAINST.search(between) is not None


def _told_change(figure: Claimed, before: Claimed, after: Claimed, found: Interval, outcome: Outcome) -> Recomputation:
    places = max(1, figure.printed.places)
    scale = scale_of(before.printed, after.printed)
    one, two = of_figure(before.printed, scale), of_figure(after.printed, scale)
    step = f"({two} − {one}) ÷ {one} = {signed(found.best, places)}"
    return result(
        "change", outcome, figure, signed(found.best, places), (step,), where="the claim’s own figures", room=found
    )


def _sum(document: Document, index: int, figures: Sequence[Claimed]) -> Recomputation | None:
    whole = figures[index]
    if index + 2 >= len(figures) or whole.hedge or whole.value <= 0:
        return None
    between = document.text[whole.span.end : figures[index + 1].span.start]
    if not _COMPRISES.search(between):
        return None
    parts: list[Claimed] = []
    for part in figures[index + 1 : index + 1 + _MOST_PARTS]:
        if part.unit != whole.unit and not (_counted(part) and _counted(whole)):
            if part.unit == "%":
                continue
            break
        parts.append(part)
        if len(parts) < 2:
            continue
        found = total_of([one.printed.interval for one in parts])
        how = fit(whole.interval, found)
        if how in ("exact", "rounded"):
            return _told_sum(whole, parts, found, outcome_of(how))
    complete = _COMPLETE.search(between) and len(parts) > 1 and all(_joined(document, a, b) for a, b in pairwise(parts))
    if not complete:
        return None
    return _told_sum(whole, parts, total_of([one.printed.interval for one in parts]), "differs")


def _joined(document: Document, one: Claimed, other: Claimed) -> bool:
    return other.span.start - one.span.end < 80 and "." not in document.text[one.span.end : other.span.start]


def _told_sum(whole: Claimed, parts: Sequence[Claimed], found: Interval, outcome: Outcome) -> Recomputation:
    scale = scale_of(whole.printed, *(part.printed for part in parts))
    shown = number(found.best / scale, max(part.printed.places for part in parts))
    step = " + ".join(of_figure(part.printed, scale) for part in parts) + f" = {shown}"
    return result("sum", outcome, whole, shown, (step,), where="the claim’s own figures", room=found)


def _counted(figure: Claimed) -> bool:
    return dimension(figure.unit) == "count"


def _share(document: Document, figure: Claimed, index: int, figures: Sequence[Claimed]) -> Recomputation | None:
    """ "10,420 tonnes (85 %)" of "12,271 tonnes" that the claim began with."""
    if index < 2 or figure.direction in ("up", "down") or figure.target:
        return None
    part = figures[index - 1]
    if not re.fullmatch(
        r"[^.;:]{0,24}[(,]\s*(?:or |i\.e\. |equal to |pari al )?", document.text[part.span.end : figure.span.start]
    ):
        return None
    for whole in figures[: index - 1]:
        same = whole.unit == part.unit or (_counted(whole) and _counted(part))
        if not same or whole.value < part.value or part.unit == "%":
            continue
        ratio = part.printed.interval.over(whole.printed.interval)
        found = ratio.times(100) if ratio else None
        how = fit(figure.interval, found) if found else "coarse"
        if found is not None and how in ("exact", "rounded"):
            places = max(1, figure.printed.places)
            shown = f"{number(found.best, places)} %"
            scale = scale_of(part.printed, whole.printed)
            step = f"{of_figure(part.printed, scale)} ÷ {of_figure(whole.printed, scale)} = {shown}"
            return result("share", outcome_of(how), figure, shown, (step,), where="the claim’s own figures", room=found)
    return None
