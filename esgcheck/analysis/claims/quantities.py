"""Numbers with what they count: "12.5 %", "1.234,5 tCO2e", "EUR 3 million", "5,000 pages".

A number is a quantity when a unit, a currency, a scale word or a counted plural says so. Years, dates, codes
("ISO 14001", "Scope 2") and references ("page 14") are none. Figures in a row share the unit of the last ("between 3
and 5 %", "from 45 to 39 t").
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import islice

from esgcheck.analysis.claims.bare import with_words_around
from esgcheck.analysis.claims.codes import NUMERO, is_code
from esgcheck.analysis.claims.counted import counted_after
from esgcheck.analysis.claims.figures import Figure
from esgcheck.analysis.claims.measures import CURRENCY_BEFORE, UNIT, canonical_unit, in_base_unit, is_counted
from esgcheck.analysis.claims.numbers import (
    IN_WORDS,
    NUMBER,
    SCALE,
    SCALES,
    WORDS_FOR,
    decimal_mark,
    read_number,
    thousands_of,
)
from esgcheck.analysis.text import without_notes
from esgcheck.analysis.types import Quantity, Span

__all__ = ["Figure", "decimal_mark", "find_figures", "find_quantities", "read_number"]

_MOST = 2_000
"""Figures of one text; what has more is no sentence, and is read no further."""
_YEAR = re.compile(r"(?:1[89]|20)\d\d")
_JOINS = re.compile(
    r" ?(?:[-–—/]|to|and|or|&|bis|und|oder|zu|auf|e|o|a|ad|et|ou|à|至|到|,|, respectively|\+/-|al|ed|resp\.|"
    r"bzw\.|against|versus|vs\.?) ?"
    r"(?:about |around |over |approximately |ca\. |circa |il |al )?"
)
_FROM_TO = re.compile(
    r"(?: in (?:19|20)\d\d| \((?:19|20)\d\d\))? (?:to|auf|a|al|à|in)(?: about| around| approximately| circa| ca\.)? "
)


_SLASH_THOUSANDS = re.compile(r" ?/ ?['’]?000(?!\d)")
"""After a currency: "1,054 €/000"."""
_MANY_OF_A_CURRENCY = re.compile(r"(?<![^\W\d_])([TkM])$")
"""Before a currency: "TEUR 516"."""
_ONE_THING = re.compile(
    r" (?:[a-zà-ü-]{3,20} ){0,2}?((?:accident|injur|fatalit|death|case|incident|complaint|violation|breach|fine|"
    r"employee|woman|member|director|site|plant|factor|office|audit|supplier|infortuni|cas|reclam|dipendent|decess|sanzion|"
    r"Unfall|Todesfall|Beschwerde|Verstoß)(?:y|o|e)?)(?!\w)"
)
"""What a single thing is, where it is worth being counted."""
_SPELL = re.compile(r"-((?:year|month|week|day|hour|minute|kilomet(?:er|re)|lit(?:er|re)|acre|hectare)s?)(?!\w)")
"""In "a 30-year history"."""
_TIME_BEFORE = re.compile(
    r"(?:\b(?:in|of|the|for|and|by|since|from|to|until|at|as|our|FY|year|years|nel|del|il|dal|al|e|im|des|das|und|Jahr|"
    r"Geschäftsjahr|anno|esercizio|all['’]|dell['’])|[,(–-]) ?$",
    re.IGNORECASE,
)
_HALF = re.compile(r" (?:e mezzo|and a half)\b")
_AND_MORE = re.compile(r"(?:[^.;:()\d]|(?<=[a-z])\d\d?(?= )){0,60}\band ")
"""Between a figure with its unit and a long one without: "29,074 tons by one method and 36,569 by the other"."""
_GROUPED = re.compile(r"\d{1,3}(?:[.,'’]\d{3})+")


_KNOWN_ALREADY = re.compile(
    r"\b(?:the|these|those|both|all|other|following|its|our|their|his|first|last|past|next|previous|top|"
    r"kommenden|letzten|one in|each of|le|i|gli|[nd]ei|"
    r"[nd]elle|[nd]egli|die|den|der|diese[rn]?|les|des|ces) $",
    re.IGNORECASE,
)
"""Before a number in words that is no news: "the three areas"."""
_WORTH_COUNTING = re.compile(
    r"accidents|injuries|fatalities|deaths|cases|incidents|complaints|reports|violations|breaches|fines|employees|"
    r"people|women|men|members|directors|apprentices|trainees|sites|plants|factories|offices|branches|audits|"
    r"inspections|suppliers|customers|patents|vehicles|trees|homes|meals|countries|companies|subsidiaries|proceedings|"
    r"infortuni|casi|reclami|dipendenti|persone|donne|uomini|decessi|segnalazioni|sedi|stabilimenti|sanzioni|"
    r"Unfälle|Fällen?|Beschwerden|Mitarbeite\w+|Frauen|Männer|Standorten?|accidents|salariés|femmes|hommes",
    re.IGNORECASE,
)
"""What a number in words counts where it is a figure, not a way to put things ("two levels", "three pillars")."""


def find_quantities(text: str, offset: int = 0, decimal: str = "") -> list[Quantity]:
    """The quantities of a sentence; spans are moved by ``offset``. Years, dates, codes and references are none."""
    found: list[Quantity] = []
    text = without_notes(text)
    for figure in find_figures(text, decimal):
        based = None if figure.value is None else in_base_unit(figure.value, figure.canonical)
        span = figure.span
        found.append(
            Quantity(
                Span(offset + span.start, offset + span.end),
                text[span.start : span.end],
                figure.value,
                figure.unit,
                figure.canonical,
                None if based is None else based[0],
            )
        )
    return found


def find_figures(text: str, decimal: str = "", *, thorough: bool = False) -> list[Figure]:
    """Every figure of a text with a unit of its own or shared with a neighbour, in order.

    ``thorough`` also takes figures in words ("three fatal accidents") and those without a unit that the words before
    them say are one ("number of complaints: 12", "a rate of 5.2").
    """
    raw: list[Figure | None] = [
        _figure(text, match, decimal, thorough) for match in islice(NUMBER.finditer(text), _MOST)
    ]
    figures = [figure for figure in raw if figure is not None]
    if thorough:
        taken = [_in_words(text, match) for match in islice(IN_WORDS.finditer(text), _MOST)]
        figures = sorted([*figures, *filter(None, taken)], key=lambda figure: figure.number)
        return with_words_around(text, _share(text, figures))
    return [figure for figure in _share(text, figures) if figure.unit or figure.scale != 1.0]


def _in_words(text: str, match: re.Match[str]) -> Figure | None:
    """A number in words with the unit or the plural that follows it, None where neither does."""
    end, value = match.end(), WORDS_FOR[match[0].lower()]
    if _KNOWN_ALREADY.search(text[max(0, match.start() - 20) : match.start()]):
        return None
    tail = text[end : end + 90]
    scale = SCALE.match(tail)
    after = scale.end() if scale else 0
    unit = UNIT.match(tail, after)
    span = Span(match.start(), end + after)
    times = SCALES[(scale[1] or scale[2]).lower()] if scale else 1.0
    if unit:
        at = Span(end + unit.start(1), end + unit.end(1))
        said = " ".join(unit[1].split())
        return Figure(Span(span.start, at.end), _place_of(match), value * times, said, canonical_unit(said), at, times)
    noun, begin, stop = counted_after(tail, after)
    if not _WORTH_COUNTING.fullmatch(noun):
        return None
    at = Span(end + begin, end + stop)
    return Figure(Span(span.start, at.end), _place_of(match), value * times, noun, noun.lower(), at, times, True)


def _place_of(match: re.Match[str]) -> Span:
    return Span(match.start(), match.end())


def _figure(text: str, match: re.Match[str], decimal: str, thorough: bool) -> Figure | None:
    """One number with what stands right around it, without a unit where there is none; None for codes and dates."""
    start, end = match.span()
    written = match.group()
    lead, tail = text[max(0, start - 40) : start], text[end : end + 90]
    if is_code(written, lead, tail, start, text):
        return None
    scale, after = 1.0, 0
    currency = CURRENCY_BEFORE.search(lead)
    scale_match = SCALE.match(tail)
    half = 0.0
    if scale_match:
        scale, after = SCALES[(scale_match[1] or scale_match[2]).lower()], scale_match.end()
        if (halved := _HALF.match(tail, after)) is not None:
            half, after = 0.5, halved.end()
    elif currency and re.match(r" ?[mM](?!\w)", tail):
        scale, after = 1e6, len(re.match(r" ?[mM]", tail)[0])  # type: ignore[index]
    if scale_match and (of := re.match(r" (?:of|di|de) |d['’]", tail[after:])) and UNIT.match(tail, after + of.end()):
        after += of.end()
    unit, unit_span = "", None
    unit_match = UNIT.match(tail, after)
    if unit_match and not (currency and canonical_unit(unit_match[1]) in ("t", "g", "l", "days", "years")):
        unit = " ".join(unit_match[1].split())
        unit_span = Span(end + unit_match.start(1), end + unit_match.end(1))
        after = unit_match.end()
        if (thousands := _SLASH_THOUSANDS.match(tail, after)) is not None:
            scale, after = 1e3, thousands.end()
    elif thorough and (spell := _SPELL.match(tail)) is not None:
        unit, unit_span, after = spell[1], Span(end + spell.start(1), end + spell.end(1)), spell.end()
    begin = start
    if currency and (not unit or unit_span is None):
        begin = start - (len(lead) - currency.start())
        unit, unit_span = currency[1], Span(begin, begin + len(currency[1]))
        if currency[2] and scale == 1.0:
            scale = SCALES.get(currency[2].strip(" \u00a0.").lower(), 1.0)
        elif scale == 1.0 and (many := _MANY_OF_A_CURRENCY.search(lead, 0, currency.start())):
            scale, begin = 1e6 if many[1] == "M" else 1e3, begin - 1
    counted = False
    if not unit and not (_YEAR.fullmatch(written) and scale == 1.0 and not _counts_by_year(lead, tail)):
        unit, unit_start, after = counted_after(tail, after)
        if not unit and thorough and written == "1" and (one := _ONE_THING.match(tail)) is not None:
            unit, unit_start, after = one[1], one.start(1), one.end()
        if unit:
            counted, unit_span = True, Span(end + unit_start, end + after)
    if not unit and scale == 1.0 and (_YEAR.fullmatch(written) or NUMERO.search(lead)):
        return None
    canonical = unit.lower() if counted else canonical_unit(unit)
    whole = thousands_of(written) if counted or is_counted(canonical) else None
    value = read_number(written, decimal) if whole is None else whole
    return Figure(
        Span(begin, end + after),
        Span(start, end),
        None if value is None else (value + half) * scale,
        unit,
        canonical,
        unit_span,
        scale,
        counted,
    )


def _counts_by_year(lead: str, tail: str) -> bool:
    """Whether what looks like a year counts something: "2019 employees", not "the 2019 figures" nor "2023 takes"."""
    noun = counted_after(tail, 0)[0]
    return bool(noun) and _WORTH_COUNTING.fullmatch(noun) is not None and not _TIME_BEFORE.search(lead)


def _share(text: str, figures: Sequence[Figure]) -> list[Figure]:
    """Give a figure without a unit that of the one after it, where they are said in one breath."""
    shared = list(figures)
    for index in range(len(shared) - 2, -1, -1):
        one, other = shared[index], shared[index + 1]
        if one.unit or not other.unit or other.span.start < one.span.end:
            continue
        between = text[one.span.end : other.span.start]
        if len(between) > 40 or not (_JOINS.fullmatch(between) or _FROM_TO.fullmatch(between)):
            continue
        scale = other.scale if one.scale == 1.0 and other.scale != 1.0 and one.value is not None else 1.0
        value = None if one.value is None else one.value * scale
        shared[index] = replace(
            one, value=value, unit=other.unit, canonical=other.canonical, scale=one.scale * scale, shared=True,
            counted=other.counted, unit_span=other.unit_span,
        )  # fmt: skip
    for index in range(1, len(shared)):
        one, other = shared[index - 1], shared[index]
        if other.unit or not one.unit or one.unit_span is None or other.span.start < one.span.end:
            continue
        between = text[one.span.end : other.span.start]
        alike = all(_GROUPED.fullmatch(text[f.number.start : f.number.end]) for f in (one, other))
        before = one.unit_span.start < one.number.start and re.fullmatch(r" ?[-–—] ?", between)
        if before or (alike and not one.counted and _AND_MORE.fullmatch(between)):
            shared[index] = replace(other, unit=one.unit, canonical=one.canonical, unit_span=one.unit_span, shared=True)
    return shared
