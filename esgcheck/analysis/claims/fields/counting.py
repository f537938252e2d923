"""What the bare figures of a table count: employees, hires, injuries, or what the row's label names.

Asked only where neither label nor headings name a unit. A table on people seldom says in each row that they are: it
says so once, in its title, and rows "Women", "Total" or "30-50" follow.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from esgcheck.analysis.claims.fields.labels import UnitSaid
from esgcheck.analysis.types import Span

_THINGS = (
    (
        "hires",
        r"(?:new (?:employee )?)?hir(?:es|ings?)(?! (?:rate|ratio))|newly hired|new recruits|recruitments?|"
        r"employees hired|new (?:employees|entrants)|joiners|Neueinstellungen",
    ),
    ("assunzioni", r"(?:nuove )?assunzioni|(?:neo)?assunti"),
    ("terminations", r"terminations|resignations|departures|leavers|dismissals|Austritte|Abgänge"),
    ("cessazioni", "cessazioni|dimissioni"),
    ("fatalities", "fatalities|deaths|Todesfälle"),
    ("decessi", "decessi"),
    ("injuries", r"(?:work-related |occupational |recordable |lost[- ]time )*injur(?:y|ies)(?! rates?)"),
    ("infortuni", "infortun[io]"),
    ("accidents", "accidents|Unfälle|Arbeitsunfälle"),
    ("incidents", "incidents|episodi"),
    ("complaints", "complaints|reclami"),
    ("suppliers", "suppliers|fornitori|Lieferanten"),
    ("directors", r"(?:members of the |composition of the )?board (?:members|of directors)|directors on the board"),
    ("dipendenti", r"dipendent[ei]|personale|organico|collaboratori|addetti|lavoratori"),
    ("persone", "persone"),
    ("employees", r"employees?|workforce|headcounts?|staff|workers?|Mitarbeit\w*|Beschäftigt\w*|Belegschaft"),
    ("people", "people|persons|Personen"),
)
_LEXICON = [(noun, re.compile(rf"(?<!\w)(?:{pattern})(?![^\W\d])", re.IGNORECASE)) for noun, pattern in _THINGS]
_PEOPLE_ROW = re.compile(
    r"(?:(?:total|of which|sub-?total|tot\.?|totale|di cui|davon) ?)?(?:men|women|male|female|m|f|w|uomini|donne|"
    r"uomo|donna|maschi|femmine|männer|frauen|männlich|weiblich|managers?|executives?|middle managers?|"
    r"(?:white|blue)[- ]collars?(?: (?:workers?|employees))?|workers?|directors|"
    r"office workers|production workers|clerks|dirigenti|quadri|impiegati|operai|"
    r"full[- ]time|part[- ]time|permanent|temporary|apprentices|interns)(?: \w+)?",
    re.IGNORECASE,
)
_NO_COUNT = re.compile(
    r"\b(?:rates?|ratios?|index|indices|indic[ei]|tass[oi]|quot[ae]|average|medi[ao]|mean|per capita|pro capite|"
    r"intensity|intensità|per (?:employee|capita|hour)|frequency|severity|frequenza|gravità|score|rating|"
    r"costs?|cost[oi]|revenues?|ricavi|turnover \(|value|valore|expenditure|spes[ae]|consumption|consum[oi]|emissions?|"
    r"emissioni|waste|rifiuti|water|acqua|energy|energia|electricity|power|materials?|salary|salaries|remuneration|"
    r"pay|wages?|retribuzion[ei]|CapEx|OpEx|sales|assets?|tax(?:es)?|profit|LTIFR|TRIFR|hours?|ore|days|"
    r"giorni|percentage|share|emission[ei]n|Umsatz|Quote|weight|quantity|tonnes|tons|€|EUR)(?![^\W\d])|%",
    re.IGNORECASE,
)
_ABOUT_PEOPLE = re.compile(
    r"\b(?:training|formazione|development|health|safety|salute|sicurezza|satisfaction|welfare|engagement)\b(?! injur)",
    re.IGNORECASE,
)
"""A title "Staff training" heads hours as well as people."""
_NUMBERED = re.compile(r"\((?:n\.?|no\.?|nr\.?|number|#)\)|\b(?:number|numero)\b", re.IGNORECASE)
"""A heading that says by itself that it counts, whatever the headings over it are of."""
_SENTENCE = re.compile(r"\w{3} .*\d.*[.:]\W*$")
"""A sentence with figures of its own over the table; the heading above it may say what is counted."""
_AGE = re.compile(r"(?:age|età|alter)\b(?! (?:group|class|range|band))", re.IGNORECASE)
_HEAD_ENDS = re.compile(
    r"[(,;:/–\[]| (?:of|in|by|with|for|who|that|to|at|on|from|per|due|under|di|de[il]|dell\w*|sul\w*|con|per|in|a|"
    r"alle|nel\w*|von|der|des|mit|im|and|or|e) ",
    re.IGNORECASE,
)
_PLURAL = re.compile(r"[^\W\d_]{3,}(?<!s)s|people|children", re.IGNORECASE)
_SINGULAR_S = re.compile(r".*(?:ss|us|is|ous|ics|ings|ness|status|basis|gas)", re.IGNORECASE)


def counted_in_table(
    text: str,
    label: Sequence[Span],
    over: Sequence[Span],
    wider: Iterable[Span],
    beside: Sequence[Span] = (),
    *,
    numbered: bool,
) -> UnitSaid | None:
    """The thing that a row's bare figure counts; ``numbered`` where a unit cell or heading says "number"."""
    near = [*label, *(over[:1] if numbered and over and _NUMBERED.search(over[0].of(text)) else over)]
    if any(_NO_COUNT.search(span.of(text)) or _AGE.match(span.of(text)) for span in near):
        return None
    for span in near:
        found = _named(text, span)
        if found is not None:
            return found
    if numbered and not any(_PEOPLE_ROW.fullmatch(" ".join(span.of(text).split())) for span in label):
        for span in label[:2][::-1]:
            found = _head(text, span)
            if found is not None:
                return found
    for span in wider:
        words = span.of(text)
        if _ABOUT_PEOPLE.search(words) or (_NO_COUNT.search(words) and _SENTENCE.search(words)):
            continue
        if _NO_COUNT.search(words) and span in beside:
            continue
        if _NO_COUNT.search(words) and not re.search(r"\b(?:number|numero|n\.|no\.|hires|assunzioni)", words, re.I):
            return None
        found = _named(text, span)
        if found is not None:
            return found
    if any(_PEOPLE_ROW.fullmatch(" ".join(span.of(text).split())) for span in (*near, *beside)):
        return UnitSaid("employees", "employees", 1.0)
    return None


def _named(text: str, span: Span) -> UnitSaid | None:
    """The thing that a heading names first; "employees hired" are hires."""
    words = span.of(text)
    for noun, pattern in _LEXICON:
        match = pattern.search(words)
        if match:
            return UnitSaid(match[0], noun, 1.0, Span(span.start + match.start(), span.start + match.end()))
    return None


def _head(text: str, span: Span) -> UnitSaid | None:
    """The plural that a label is about: "Fatal accidents at work" counts accidents."""
    words = span.of(text)
    end = _HEAD_ENDS.search(words, 3)
    for match in reversed(list(_PLURAL.finditer(words, 0, end.start() + 1 if end else len(words)))):
        lower = match[0].islower() or (match.start() == 0 and match[0][1:].islower())
        if lower and not _SINGULAR_S.fullmatch(match[0]):
            at = Span(span.start + match.start(), span.start + match.end())
            return UnitSaid(match[0], match[0].lower(), 1.0, at)
    return None
