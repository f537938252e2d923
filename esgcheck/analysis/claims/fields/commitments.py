"""What a commitment promises: the target, by when, and from which base."""

from __future__ import annotations

import re
from collections.abc import Sequence

from esgcheck.analysis.claims.fields.times import Time
from esgcheck.analysis.claims.fields.words import Words
from esgcheck.analysis.types import ClaimField

_PROMISE = re.compile(
    r"\b(?:(?:aim(?:s|ed|ing)?|plan(?:s|ned|ning)?|intend(?:s|ed)?|commit(?:s|ted)?(?: ourselves| itself)?|"
    r"pledg(?:e|es|ed)|want|strive|seek|"
    r"undertak(?:e|es)|hope|expect)s? (?:to|for)|(?:target|goal|aim|objective|ambition|commitment)s? (?:is |"
    r"are |of |to |was )(?:to )?|will(?: be)?|"
    r"committed to|(?:wollen|werden|soll(?:en)?|planen|möchten|streben)|(?:intende|intendiamo|vuole|vogliamo|"
    r"si impegna(?:no)?|ci impegniamo|punta(?:no)?|mira(?:no)?)(?: ad?| di)?|"
    r"(?:prévo(?:it|yons) d[e']|vise(?:nt|ons)? à|s['’]engage(?:nt)? à|nous engageons à|allons))(?!\w) ?|"
    r"(?:计划|承诺|目标是?|将)",
    re.IGNORECASE,
)
_WITHIN = re.compile(
    r"\b(?:within|in|over) (?:the )?(?:next |coming )?(?P<number>\d{1,2}|two|three|four|five|six|seven|eight|"
    r"ten|fifteen|twenty) years\b|"
    r"\b(?:innerhalb|binnen) (?:von )?(?P<german>\d{1,2}|zwei|drei|fünf|zehn) Jahren|"
    r"\bentro (?P<italian>\d{1,2}|due|tre|cinque|dieci) anni|"
    r"\b(?:d['’]ici|en|dans les?) (?P<french>\d{1,2}|deux|trois|cinq|dix) (?:prochaines )?ans",
    re.IGNORECASE,
)
_NUMBERS = {
    "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "ten": 10, "fifteen": 15,
    "twenty": 20, "zwei": 2, "drei": 3, "fünf": 5, "zehn": 10, "due": 2, "tre": 3, "cinque": 5, "dieci": 10, "deux": 2,
    "trois": 3, "cinq": 5, "dix": 10,
}  # fmt: skip
_WHEN = re.compile(
    r"[,( ]{0,2}(?:\b(?:by|until|before|till|no later than|through|compared (?:to|with)|against|relative to|"
    r"from|base(?:line)?(?: year)?|bis|entro|d['’]ici|"
    r"gegenüber|rispetto|par rapport|avant|in|within|versus|im Vergleich)\b|\(|到|于)[^,;.%\d]{0,40}$",
    re.IGNORECASE,
)
_LEADING = re.compile(r"(?:[Bb]y|[Uu]ntil|[Bb]is|[Ee]ntro|[Dd]['’]ici|[Ii]n)(?: [^\W\d]{1,12}){0,4} \d{4},? ")
_END = re.compile(r"[;.](?: |$)|, (?:which|while|and we|where)\b")


def commitment_fields(words: Words, times: Sequence[Time], year: int) -> list[ClaimField]:
    """The target, deadline and base of a promise; the deadline of "within five years" counts from the report's year."""
    fields: list[ClaimField] = []
    target = _target(words, times)
    if target is not None:
        fields.append(target)
    deadlines = [time for time in times if time.role == "deadline"]
    if not deadlines:
        deadlines = [time for time in times if time.role == "period" and year and time.year > year]
    for time in deadlines[:1]:
        span = words.span(time.start, time.end)
        fields.append(ClaimField("deadline", words.line[time.start : time.end], time.value, span))
    within = None if deadlines else _WITHIN.search(words.line)
    if within is not None:
        said = next(group for group in within.groups() if group).lower()
        count = int(said) if said.isdigit() else _NUMBERS[said]
        value = str(year + count) if year else f"+{count}"
        fields.append(ClaimField("deadline", within[0], value, words.span(within.start(), within.end())))
    for time in times:
        if time.role == "baseline":
            span = words.span(time.start, time.end)
            fields.append(ClaimField("base", words.line[time.start : time.end], time.value, span))
            break
    return fields


def _target(words: Words, times: Sequence[Time]) -> ClaimField | None:
    line = words.line
    promise = _PROMISE.search(line)
    start = promise.end() if promise else 0
    stop = _END.search(line, start)
    end = stop.start() if stop else len(line)
    for time in times:
        if time.role in ("deadline", "baseline") and start < time.start < end:
            led = _WHEN.search(line[start : time.start])
            if led and led.start() > 3:
                end = start + led.start()
                break
    led = _LEADING.match(line, start, end)
    if led and led.end() < end - 2:
        start = led.end()
    within = _WITHIN.search(line, start, end)
    if within and within.start() > start + 3:
        end = within.start()
    while start < end and line[start] in ' ,:(“"':
        start += 1
    while end > start and line[end - 1] in " ,:(":
        end -= 1
    if end - start < 3:
        return None
    return ClaimField("target", line[start:end], "", words.span(start, end))
