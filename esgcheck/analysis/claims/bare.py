"""Figures without a unit of their own, and what the words around say that they are.

"A rate of 5.2", "the number of complaints rose from 12 to 15", "45 people (2022: 39)", "60 staff, of whom 12 left",
"16 of 26 sites", "around 3,900". A number that nothing around it says is a figure is none: it may be a page, a code,
the mark of an axis.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from esgcheck.analysis.claims.figures import Figure
from esgcheck.analysis.types import Span

_ABOUT = (
    r"(?:about |around |approximately |approx\. |circa |ca\. |oltre |quasi |rund |etwa |only |just |over |below |"
    r"under |more than |less than |fewer than |nearly |almost |at least |at most |solo |soltanto |nur |[≥≤<>~≈] ?)?"
)
_CHANGES = (
    r"(?:fell|rose|grew|sank|went|dropp\w+|declin\w+|increas\w+|decreas\w+|reduc\w+|improv\w+|rais\w+|lower\w+|risen|"
    r"fallen|passa\w*|aument\w+|diminu\w+|ridu\w+|ridott\w|riduc\w+|cresc\w+|sal\w+|sces\w+|stieg\w*|gesunken|gestiegen|"
    r"erhöh\w*|verringer\w*|reduzier\w*|passé\w*|augment\w+)"
)
_SAYS_FIGURE = re.compile(
    r"(?:[^\W\d_]{3}\)? ?[:=] ?|\b(?:was|were|are|sono|erano|sind|waren|"
    r"stands at|stood at|reached|totall?ed|amount(?:s|ed) to|came to|"
    r"(?:is|was|are|were) equal to|"
    r"(?:fell|rose|increased|decreased|dropped|declined|went|improved) (?:\w+,? )?(?:from|to)|"
    r"from \d[\d.,]* to|"
    r"pari a|ammonta\w* a|risult\w+|è stat[oa] (?:di|pari a)|betrug\w*|beträgt|liegt bei|lag bei|"
    r"(?:rate|index|score|ratio|LTIFR|TRIFR|number|numero|total|value|average|factor|rating|intensity|level|quota|tasso|"
    r"indice|frequency|severity|NPS|workforce|headcount|target|media|organico)\b[^.;:,]{0,40} "
    r"(?:of|at|to|is|di|an?(?= (?:circa|oltre|quasi) |d ?\d)))"
    rf" ?{_ABOUT}|(?:^| )[≥≤] ?)$"
)
"""Words before a bare figure that say it is one, not a code or a page."""
_ENDS_FIGURE = re.compile(
    r"\)?(?:$|[.;](?: |$)|, | [–-] | ?\(|"
    r" (?:in|for|at|as|out of|compared|versus|vs|against|from|to|and|per|on|by|nel|rispetto|im|gegenüber|a|auf)\b)"
)
_NUMBER_OF = re.compile(
    r"\b(?:[Nn]umber of|[Nn]o\. of|[Nn]umero (?:di|dei|delle|degli)|[Aa]nzahl der) (?:[\w-]+ ){0,2}?"
    r"([^\W\d_]{3,}(?:s|i|e|en))\b[^.;]{0,90}$"
)
_CHANGES_FROM = re.compile(
    rf"\b{_CHANGES}\b[^.;:]{{0,70}}?\b(?:from|to|auf|von|da|a|an|de|à)\b[^;:]{{0,30}}"
    rf"(?:(?:(?<= )|^)(?:from|to|auf|von|da|a|ad|an|de|à) |(?<=, )){_ABOUT}$"
)
_OF_THESE = re.compile(
    rf"\b(?:of (?:whom|which|these|them)|di cui|dei quali|delle quali|davon|darunter|dont),? {_ABOUT}$"
)
_OTHER_TIME = re.compile(
    r"(?:[(;,] ?(?:in )?(?:(?:FY ?)?(?:19|20)\d\d(?:/\d\d)?|(?:the )?(?:previous|prior|last) year|PY|Vorjahr|"
    r"(?:anno|esercizio) precedente|année précédente)(?: ?[:=] ?| )|"
    r"(?:compared (?:to|with)|against|versus|rispetto al?|gegenüber) (?:FY ?)?(?:19|20)\d\d \()$",
    re.IGNORECASE,
)
"""Before the figure of another year, in what the figure before it is in: "45 people (2022: 39)"."""
_YEAR_AFTER = re.compile(r" (?:in|nel|im|en) (?:FY ?)?(?:19|20)\d\d(?:/\d\d)?\)")
"""After the figure of another year in brackets: "an index of 3.2 (3.7 in 2018)"."""
_OUT_OF = re.compile(r" (?:out )?(?:of|su|von|sur)(?: the| a total of| our| its| den| un totale di)? ")
_WITHIN = re.compile(r"[^.;:()]{0,30}\((?:[^.;:()]{1,40}(?:,| and| e| und) )?")
_AND_THERE = re.compile(r" (?:in|at|for|from|with|by|nel|nella|im) [^.;:()\d]{1,40}(?:,| and| e| und) ")
_IN_PLACE = re.compile(r" (?:in|at|for|from|with|by|nel|nella|in der|im) (?!\d)")
_FEWER = re.compile(r" (?:fewer|more|less) (?:than|compared)\b")
_WHOLE_SCALE = re.compile(r"\d (?:out )?(?:of|su|von) $")
"""Before the end of a scale: "75 out of 100"."""
_FAR = 90
_GROUPED = re.compile(r"[1-9]\d{0,2}(?:,\d{3})+|[1-9]\d{0,2}(?:\.\d{3})+|[1-9]\d{0,2}(?:['’]\d{3})+")
_FORMULA = re.compile(r"(?:[x×*/]|\b(?:times|by|per|multiplied by|moltiplicat[oi] per)) ?$")
_WORD = re.compile(r"[^\W\d_]{3,}")


def with_words_around(text: str, figures: Sequence[Figure]) -> list[Figure]:
    """The figures of a sentence; of those without a unit only what its words say is a figure, with what it counts."""
    said: list[Figure] = []
    worded = len(_WORD.findall(text[:400])) > 2
    for index, figure in enumerate(figures):
        if figure.unit or figure.scale != 1.0:
            said.append(figure)
            continue
        following = figures[index + 1] if index + 1 < len(figures) else None
        found = _like_another(text, figure, said[-1] if said else None, following) or _by_words(text, figure)
        if found is None and worded and _is_long(text, figure):
            found = figure
        if found is not None:
            said.append(found)
    return said


def _like_another(text: str, figure: Figure, before: Figure | None, after: Figure | None) -> Figure | None:
    """A figure that counts what the one before or after it counts."""
    start, end = figure.number.start, figure.number.end
    lead = text[max(0, start - 50) : start]
    if after is not None and after.unit and _OUT_OF.fullmatch(text, end, after.span.start):
        return _in_unit_of(after, figure) if after.counted else None
    if before is None or start - before.span.end > _FAR:
        return None
    between = text[before.span.end : start]
    other_time = _OTHER_TIME.search(between[-50:])
    if other_time is not None and (before.shared or "(" in between) and not re.search(r"[.;] ", between[:-50]):
        return _in_unit_of(before, figure)
    if between == " (" and _YEAR_AFTER.match(text, end):
        return _in_unit_of(before, figure)
    if not before.unit or not before.counted:
        return None
    if _OF_THESE.search(lead):
        return _in_unit_of(before, figure)
    if _FEWER.match(text, end):
        return _in_unit_of(before, figure)
    within = _WITHIN.fullmatch(between) or (before.shared and _AND_THERE.fullmatch(between))
    return _in_unit_of(before, figure) if within and _IN_PLACE.match(text, end) else None


def _in_unit_of(other: Figure, figure: Figure) -> Figure:
    value = None if figure.value is None else figure.value * other.scale
    return replace(
        figure, value=value, unit=other.unit, canonical=other.canonical, unit_span=other.unit_span, scale=other.scale,
        counted=other.counted, shared=True,
    )  # fmt: skip


def _by_words(text: str, figure: Figure) -> Figure | None:
    """A figure that the words before say is one, with what they say is counted."""
    lead, tail = text[max(0, figure.number.start - 130) : figure.number.start], text[figure.number.end :][:40]
    if _WHOLE_SCALE.search(lead):
        return None
    if not (_SAYS_FIGURE.search(lead[-90:]) or _CHANGES_FROM.search(lead)) or not _ENDS_FIGURE.match(tail):
        return None
    counted = _NUMBER_OF.search(lead)
    if counted is None or figure.value is None or figure.value % 1:
        return figure
    begin = figure.number.start - len(lead)
    at = Span(begin + counted.start(1), begin + counted.end(1))
    return replace(figure, unit=counted[1], canonical=counted[1].lower(), unit_span=at, counted=True)


def _is_long(text: str, figure: Figure) -> bool:
    """Thousands with their marks are no code; nor are they a figure among the marks of an axis or in a formula."""
    start, end = figure.number.start, figure.number.end
    if not _GROUPED.fullmatch(text, start, end) or _FORMULA.search(text[max(0, start - 16) : start]):
        return False
    return not re.match(r"[ /]\d", text[end : end + 2]) and not re.search(r"\d[.,]? $", text[max(0, start - 3) : start])
