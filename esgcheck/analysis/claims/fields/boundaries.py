"""How far a figure reaches: scopes of emissions, market- or location-based, own operations, value chain, the Group."""

from __future__ import annotations

import re
from collections.abc import Sequence

from esgcheck.analysis.claims.fields.said import Part
from esgcheck.analysis.claims.fields.words import Words

_SCOPES = re.compile(
    r"[Ss]copes? ?[123](?!\d)(?:(?: ?(?:[,+&/–-]|and|und|e|et|to|bis|or) ?)(?:[Ss]cope ?)?[123](?![\d.%]))*"
    r"(?:,? \(?(?P<based>(?:market|location)[- ]based|marktbasiert|standortbasiert)\)?)?|"
    r"范围[一二三123](?:[和、与及](?:范围)?[一二三123])*"
)
_WHERE = re.compile(
    r"(?P<own_operations>\bown (?:operations|sites|production|business)|\boperational (?:emissions|control)|"
    r"eigene[nr]? (?:Betrieb\w{0,2}|Geschäftstätigkeit)|"
    r"proprie (?:operazioni|attività))|"
    r"(?P<value_chain>\b(?:entire |whole )?value chain|Wertschöpfungskette|catena del valore|chaîne de valeur|价值链)|"
    r"(?P<supply_chain>\bsupply chain|Lieferkette|catena di fornitura|chaîne d['’]approvisionnement|供应链)|"
    r"(?P<group>\b(?:Group-wide|group-wide|across the Group|konzernweit|a livello di Gruppo|worldwide|weltweit)\b)|"
    r"(?P<market_based>\bmarket[- ]based)|(?P<location_based>\blocation[- ]based)|"
    r"(?P<site>\b(?:at|in) (?:our|the|its) [A-Z][\w-]{2,20}(?: [A-Z][\w-]{2,20})? (?:site|plant|factory|"
    r"facility|mill|location|works)\b)"
)
_NUMERALS = {"一": "1", "二": "2", "三": "3"}


def boundaries_of(words: Words) -> list[tuple[int, Part]]:
    """The boundaries that a sentence names, with where each begins."""
    found: list[tuple[int, Part]] = []
    for match in _SCOPES.finditer(words.line):
        digits = sorted({_NUMERALS.get(char, char) for char in match[0] if char in "123一二三"})
        if re.search(r"[123] ?(?:to|bis|[–-]) ?(?:[Ss]cope ?)?3", match[0]):
            digits = [str(number) for number in range(int(digits[0]), 4)]
        value = "scope_" + "_".join(digits)
        if match["based"]:
            value += "_market_based" if match["based"][0] in "m" else "_location_based"
        found.append((match.start(), Part(match[0], value, words.span(match.start(), match.end()))))
    covered = [range(start, start + len(part.text)) for start, part in found]
    for match in _WHERE.finditer(words.line):
        if not any(match.start() in stretch for stretch in covered):
            found.append((match.start(), Part(match[0], match.lastgroup or "", words.span(match.start(), match.end()))))
    return sorted(found, key=lambda item: item[0])


def nearest(boundaries: Sequence[tuple[int, Part]], start: int) -> Part | None:
    """The last boundary before a figure, else the first after it."""
    before = [part for place, part in boundaries if place <= start]
    if before:
        return before[-1]
    return boundaries[0][1] if boundaries else None
