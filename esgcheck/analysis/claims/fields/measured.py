"""What a figure measures: "Scope 1 emissions", "women in management", "training".

A rule of thumb over the words around the figure, enough for people to see at a glance which of several figures is
meant: what a change changes, what a share is a share of, the subject of "amounted to", the thing counted.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from esgcheck.analysis.claims.fields.attaching import Placed
from esgcheck.analysis.claims.fields.said import Part
from esgcheck.analysis.claims.fields.times import Time
from esgcheck.analysis.claims.fields.words import Words

_STOP = re.compile(
    r"[,;:.()](?: |$)| (?:while|whereas|which|compared|against|versus|vs|by|in (?=\d)|and (?=\d)|während|"
    r"mentre|rispetto|gegenüber) ?"
)
_OF = re.compile(
    r" ?(?:of|der|des|aller|unserer|vom|von|del|della|dei|delle|degli|dell['’]|di|des|de la|du|de) ((?:all |"
    r"our |the |its |total |unser\w* )?[\w’'&-]+(?: [\w’'&-]+){0,7})"
)
_LINKS = re.compile(
    r"(?:[ ,(:]|\b(?:by|to|of|at|was|were|is|are|be|been|a|an|the|around|about|approximately|over|more|than|"
    r"some|nearly|almost|from|amounted|amounts|"
    r"came|stood|totalled|reached|achieved|equal|with|and|up|down|has|have|had|total|in|um|auf|von|rund|etwa|"
    r"betrug\w*|beträgt|belief|sich|lag\w*|war\w*|"
    r"del|dell['’]|di|circa|oltre|pari|ad?|è|sono|stat[oaie]|de|à|environ|est|we|[Ii]n|only|now|again|further|"
    r"fell|rose|decreased|increased|declined|dropped|grew|"
    r"gesunken|gestiegen|sank|stieg|diminuit[oaie]|aumentat[oaie]|reduced|reduction|increase|decrease|rise|"
    r"Rückgang|riduzione|aumento|"
    r"significantly|slightly|respectively|annually|EUR|Euro)\b[’']?)$"
)
_VERB = re.compile(
    r"\b(?:reduc\w{1,4}|increas\w{1,4}|cut|lower\w{0,3}|decreas\w{1,4}|sav\w{1,4}|improv\w{1,4}|"
    r"generat\w{1,4}|consum\w{1,4}|rais\w{1,4}|halv\w{1,4}|"
    r"emit\w{0,4}|recycl\w{1,4}|produc\w{1,4}|withdr\w{2,5}|record\w{0,3}|report\w{0,3}|provid\w{1,4}|"
    r"employ\w{0,3}|invest\w{0,4}|spen\w{1,4}|donat\w{1,4}|"
    r"ridott[oaie]|ridurre|aumentat[oaie]|consumat[oaie]|senk\w{1,3}|gesenkt|reduzier\w{1,3}|erhöh\w{1,3}|"
    r"réduit\w?|has|have|had|were|was|is|are|"
    r"that|than|with|achiev\w{1,4})\b"
)


def measure_of(words: Words, placed: Sequence[Placed], index: int, times: Sequence[Time]) -> Part | None:
    """The words that say what the figure measures, None where no rule finds any."""
    line, figure = words.line, placed[index].figure
    if figure.counted:
        stop = _STOP.search(line, figure.span.end, figure.span.end + 60)
        end = stop.start() if stop else min(len(line), figure.span.end)
        return _part(
            words,
            figure.unit_span.start if figure.unit_span else figure.span.start,
            end if end - figure.span.end < 40 else figure.span.end,
        )
    shares = _OF.match(line, figure.span.end)
    if shares and figure.canonical in (
        "%",
        "tCO2e",
        "t",
        "MWh",
        "kWh",
        "GWh",
        "m3",
        "EUR",
        "hours",
        "kg",
        "ktCO2e",
        "l",
    ):
        stop = _STOP.search(line, shares.start(1), shares.end(1) + 1)
        return _part(words, shares.start(1), min(stop.start() if stop else shares.end(1), shares.end(1)))
    floor = max(
        [placed[i].figure.span.end for i in range(index)] + [t.end for t in times if t.end <= figure.span.start] + [0]
    )
    back = _subject(words, floor, figure.span.start)
    if back is None and floor:
        back = _subject(words, 0, figure.span.start)
    return back


def _subject(words: Words, floor: int, start: int) -> Part | None:
    """The last words before the figure once what links them is taken off, from the verb or clause they follow."""
    line = words.line
    floor = max(floor, start - 140)
    end = start
    for _ in range(12):
        match = _LINKS.search(line[floor:end])
        if match is None or match.start() == len(line[floor:end]):
            break
        end = floor + match.start()
    cut = floor
    for match in _VERB.finditer(line, floor, end):
        if match.end() < end - 2:
            cut = match.end()
    for match in re.finditer(r"[,;:(] |\. ", line[cut:end]):
        if cut + match.end() < end - 3:
            cut = cut + match.end()
            break
    return _part(words, cut, end)


def _part(words: Words, start: int, end: int) -> Part | None:
    line = words.line
    while start < end and (
        line[start] in " ,;:()"
        or re.match(
            r"(?:our|the|its|a|an|and|we|by|in|of|die|der|das|le|la|il|i|gli|to)\b ", line[start:end], re.IGNORECASE
        )
    ):
        start = line.index(" ", start) + 1 if line[start] not in " ,;:()" else start + 1
    while end > start and line[end - 1] in " ,;:()":
        end -= 1
    if end - start < 3 or not re.search(r"[^\W\d_]{2}", line[start:end]):
        return None
    return Part(line[start:end], "", words.span(start, end))
