"""What a denial denies, and, apart from it, what it leaves open.

"The lawyer did not find that the company entered into the five projects with the intent to …" denies less than it
seems to: only intent, only in five projects, only what was found. Each word that narrows a denial is a field of its
own, with a sentence for people that says what stays open.
"""

from __future__ import annotations

import re

from esgcheck.analysis.claims.fields.times import find_times
from esgcheck.analysis.claims.fields.words import Words
from esgcheck.analysis.types import ClaimField

_DENIES = re.compile(
    r"\b(?:(?:do|does|did|has|have|had|is|are|was|were|will|would|can|could)(?:n['’]t| not)|no longer|never|"
    r"neither|nor|not|without|zero|none|nobody|no|"
    r"kein\w{0,3}|nicht|niemals|non|nessun[oa]?|senza|ne|n['’]|aucune?|jamais)\b|没有|未|不|无",
    re.IGNORECASE,
)
_NARROWING: tuple[tuple[str, str, str], ...] = (
    ("intent", "only intent is denied, not that it happened",
     r"(?:with (?:the )?)?intent(?:ion)?(?:s|al(?:ly)?)?(?: to)?\b|intended to\b|deliberate(?:ly)?\b|"
     r"on purpose|wil(?:l)?ful(?:ly)?(?: disregard)?|"
     r"absichtlich\w?|vorsätzlich\w?|intenzional\w{1,5}|intentionnel\w{0,5}|故意"),
    ("knowledge", "only knowing is denied, not that it happened",
     r"knowing(?:ly)?\b|with(?:out)? (?:the )?knowledge|wissentlich|consapevol\w{1,5}|sciemment|明知"),
    ("known", "only what is known to them is denied; what nobody looked for or reported stays open",
     r"to (?:the best of )?(?:our|its|their) knowledge|(?:are|is|was|were) (?:not )?aware of|became aware|"
     r"are known|known\b|nach unserer Kenntnis|bekannt\w?|"
     r"a (?:nostra )?conoscenza|à notre connaissance|据我们所知"),
    ("finding", "only says that it was not found, not that it did not happen",
     r"(?:do|did|does|could) not (?:find|identify|detect|see|observe)|not (?:found|identified|detected|"
     r"observed)|found no|find no|no (?:evidence|indication|sign)s?\b|"
     r"keine (?:Hinweise|Anhaltspunkte|Anzeichen)|nessuna evidenza|aucune preuve|未发现"),
    ("confirmed", "cases that were reported but not confirmed stay open",
     r"(?:confirmed|substantiated|proven|established|legitimate|validated|bestätigt\w{0,2}|accertat[ioae]|confermat[ioae]|avérée?s?)\b|经证实"),
    ("reported", "cases that nobody reported stay open",
     r"(?:reported|recorded|registered|notified|gemeldet\w{0,2}|segnalat[ioae]|registrat[ioae]|signalée?s?)\b"),
    ("material", "lesser cases stay open",
     r"(?:material(?:ly)?|significant(?:ly)?|serious|severe|major|substantial(?:ly)?|relevant|"
     r"wesentlich\w{0,2}|erheblich\w{0,2}|schwerwiegend\w{0,2}|"
     r"signific?ativ[ioae]|rilevant[ei]|grav[ei]|significati(?:f|ve)s?|重大)\b"),
    ("direct", "indirect involvement stays open", r"direct(?:ly)?\b|direkt\w{0,2}|direttamente|directement"),
    ("own", "only about its own sites or operations; suppliers and partners stay open",
     r"(?:at|in|within|by) (?:our|its|their) own (?:sites|operations|business|plants|production|employees|"
     r"workforce)|own (?:sites|operations|employees)|"
     r"eigenen? (?:Standort\w{0,2}|Betrieb\w{0,2})|propri(?:e|o|a|) (?:stabilimenti|sedi|attività)"),
    ("itself", "only about the company itself; others who acted for it or with it stay open",
     r"itself\b|ourselves\b|selbst\b|stess[oa]\b"),
    ("place", "",
     r"(?:in|into|at|of|for|within|to|sold|on) the (?:[\w-]{1,15} )?(?:one|two|three|four|five|six|seven|"
     r"eight|nine|ten|\d{1,3}) "
     r"(?:[\w-]{1,20} )?[\w-]{2,20}s\b(?: in (?!with)[A-Z]\w{2,20})?|"
     r"in (?:den|diesen) (?:\w{1,12} )?(?:Projekten|Standorten|Verträgen)|nei (?:\w{1,10} )?progetti"),
    ("group", "only about those named; others stay open",
     r"(?:among|by|of|for) (?:our|its|the) (?:own )?(?:permanent |direct )?(?:employees|staff|"
     r"workforce|tier[ -]1 suppliers|direct suppliers)(?! and)"),
)  # fmt: skip
_LETTER = r"[^\W\u3040-\u9fff]"
_PATTERNS = [
    (name, plain, re.compile(rf"(?<!{_LETTER})(?:{words})", re.IGNORECASE)) for name, plain, words in _NARROWING
]
_LONGEST = 300


def denial_fields(words: Words, year: int, start: int = 0, end: int | None = None) -> list[ClaimField]:
    """What ``words.line[start:end]`` denies and what it leaves open; nothing where it denies nothing."""
    line = words.line
    end = len(line) if end is None else end
    negation = _DENIES.search(line, start, end)
    if negation is None:
        return []
    begin = negation.start()
    stop = re.compile(r"[;.”\"](?: |$)").search(line, negation.end(), end)
    last = min(stop.start() if stop else end, begin + _LONGEST)
    after = line[negation.end() : last].strip()
    if len(after) < 3:
        begin = start
    fields = [ClaimField("denied", line[begin:last].strip(), "", words.span(begin, last))]
    taken: list[tuple[int, int]] = []
    for name, plain, pattern in _PATTERNS:
        for match in list(pattern.finditer(line, start, end))[:3]:
            if any(low < match.end() and match.start() < high for low, high in taken):
                continue
            taken.append((match.start(), match.end()))
            shown = plain or f"only about {_named(match[0])}; others stay open"
            if any(field.text == shown for field in fields):
                continue
            fields.append(ClaimField("leaves_open", shown, name, words.span(match.start(), match.end())))
    for time in find_times(line, year)[:2]:
        if start <= time.start < end and time.role in ("period", "since"):
            shown = f"only about the time named ({line[time.start : time.end]}); other times stay open"
            fields.append(ClaimField("leaves_open", shown, "time", words.span(time.start, time.end)))
    return fields


def _named(phrase: str) -> str:
    return re.sub(r"^(?:in|into|at|of|for|within|to|sold|on|nei) ", "", phrase)
