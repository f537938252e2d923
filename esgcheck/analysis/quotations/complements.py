"""Where what is told begins after a verb of telling."""

from __future__ import annotations

from collections.abc import Sequence

from esgcheck.analysis.quotations import cues, foreign, speakers
from esgcheck.analysis.quotations.clauses import NO_GERUND, is_clause
from esgcheck.analysis.quotations.reporting import (
    ADJUNCTS,
    FINITE_WORDS,
    FORMS,
    NOUNS,
    QUESTIONS,
    SURE,
    TIMES,
    VERBS,
)
from esgcheck.analysis.quotations.tokens import Token

_LONGEST_AWAY = 14
"""In tokens, from a verb to its "that"."""
_ASKED = frozenset({"request", "requests", "question", "questions", "comment", "inquiry", "inquiries", "email"})
_OBJECTS = frozenset({"him", "her", "them", "me", "us", "you"})
NEGATIONS = frozenset({"not", "didn't", "never", "hasn't", "haven't", "don't", "doesn't", "nor"})
PRONOUNS_ALONE = cues.PRONOUNS | {"him", "her", "them", "us", "me", "himself", "herself", "themselves", "so", "as"}


def complement(
    tokens: Sequence[Token], index: int, end: int, verb: str, text: str, measured: bool = False
) -> tuple[int, str] | None:
    """The token that what is told begins with after the verb at ``index``, and the frame it fits; None if none does.

    ``measured``: a survey or a study tells it, which finds and shows things as well as that something is so.
    """
    frames = VERBS[verb]
    first = index + 1
    if verb == "point":
        if first >= end or tokens[first].lower != "out":
            return None
        first += 1
    skipped = TIMES | {"out"} if verb == "tweet" else TIMES
    while first < end and (tokens[first].lower in skipped or tokens[first].lower.endswith("ly")):
        first += 1
    if first >= end:
        return None
    lower = tokens[first].lower
    if lower == "that" and "that" in frames and first + 1 < end:
        return None if _is_relative(tokens, index, first) else (first, "that")
    if lower in QUESTIONS and "question" in frames:
        return first, "question"
    if lower == "to" and "to" in frames and verb not in {"respond", "reply"}:
        return (first, "to") if first + 1 < end and tokens[first + 1].text.isalpha() else None
    answers = lower == "to" and verb in {"respond", "reply"}
    away = _that_further_on(tokens, first, end, frames) if "that" in frames and not answers else None
    if away is not None:
        return away, "that"
    place = _clause_place(tokens, first, end, verb, text)
    if place is not None:
        return place
    if lower in frames and lower in {"of", "for", "about", "against"} and first + 1 < end:
        told = tokens[first + 1]
        fits = told.kind == "word" and told.lower not in PRONOUNS_ALONE | ADJUNCTS - {"this", "last"}
        return (first + 1, lower) if fits else None
    about = _about_further_on(tokens, first, end) if "about" in frames else None
    if about is not None:
        return about, "about"
    if lower == "to" and verb in {"respond", "reply"}:
        asked = not _ASKED.isdisjoint(token.lower for token in tokens[first + 1 : end])
        denied = any(tokens[i].lower in NEGATIONS for i in range(max(0, index - 3), index))
        return (first + 1, "to") if asked and denied else None
    if ("thing" in frames or measured) and _is_thing(tokens, first):
        return first, "thing"
    if "doing" in frames and lower.endswith("ing") and lower not in NO_GERUND | {"earnings"}:
        return first, "doing"
    if lower == "to" and verb in {"admit", "confess"} and first + 1 < end and tokens[first + 1].lower.endswith("ing"):
        return first + 1, "doing"
    reflexive = lower.endswith(("self", "selves"))
    if "thing-as" in frames and (reflexive or _is_thing(tokens, first)) and _as_further_on(tokens, first, end):
        return first, "as-such"
    return _with_listener(tokens, first, end, frames, text)


def _is_relative(tokens: Sequence[Token], index: int, that: int) -> bool:
    """ "the states that will vote", "rules that had to go": "that", after what may be a noun, is a subject."""
    return tokens[index].lower in NOUNS | {"rule", "rules"} and tokens[that + 1].lower in FINITE_WORDS


def _clause_place(tokens: Sequence[Token], first: int, end: int, verb: str, text: str) -> tuple[int, str] | None:
    """A clause right after the verb, or after the one addressed: "told them the plant was closed"."""
    frames = VERBS[verb]
    if "clause" not in frames:
        return None
    place = first
    if "listener" in frames:
        addressed = speakers.after(tokens, first - 1, end, text)
        place = addressed.last + 1 if addressed is not None else first
        if tokens[first].lower in _OBJECTS:
            place = first + 1
        begins = place < end and tokens[place].lower not in QUESTIONS | {"to", "not"}
        if begins and place > first and is_clause(tokens, place, end, verb in SURE):
            return place, "clause"
        for other in range(place, min(end - 1, place + 3)):
            ordered = tokens[other].lower == "not" and tokens[other + 1].lower == "to"
            if ordered or tokens[other].lower in QUESTIONS | {"to"}:
                return other, "listener"
    elif tokens[first].lower in ADJUNCTS - {"this"}:
        return None
    if place >= end:
        return None
    return (place, "clause") if is_clause(tokens, place, end, verb in SURE) else None


def _with_listener(
    tokens: Sequence[Token], first: int, end: int, frames: frozenset[str], text: str
) -> tuple[int, str] | None:
    """ "urged the firm to close it", "accused the firm of hiding it": with the one addressed; a question without."""
    wanted = {"of"} if "listener-of" in frames else {"to", *QUESTIONS} if "listener-to" in frames else set()
    for index in range(first + 1, min(end - 1, first + _LONGEST_AWAY) if wanted else first):
        lower = tokens[index].lower
        if lower in wanted:
            return (index if lower in QUESTIONS else first), "listener"
        if (tokens[index].kind != "word" and tokens[index].text not in ".-–'’()") or lower in FINITE_WORDS:
            return None
    return None


def _is_thing(tokens: Sequence[Token], first: int) -> bool:
    """Whether a noun phrase begins at ``first``, and no adjunct, adverb or "it" for what was said before."""
    token = tokens[first]
    if token.lower == "her" and first + 1 < len(tokens) and tokens[first + 1].kind == "word":
        return tokens[first + 1].lower not in cues.FUNCTION
    if token.kind != "word" or token.lower in ADJUNCTS | PRONOUNS_ALONE:
        return False
    return token.lower in cues.DETERMINERS or token.lower not in cues.FUNCTION


def _that_further_on(tokens: Sequence[Token], first: int, end: int, frames: frozenset[str]) -> int | None:
    """ "told the board on Monday that", "said in an interview that"."""
    if (
        "listener" not in frames
        and tokens[first].lower not in ADJUNCTS | {"for", "of", "soon", "shortly", "back"}
        and tokens[first].text != ","
    ):
        return None
    for index in range(first, min(end - 1, first + _LONGEST_AWAY)):
        lower = tokens[index].lower
        if lower == "that":
            return index if tokens[index + 1].lower not in FINITE_WORDS else None
        verb = lower in FINITE_WORDS or (lower in FORMS and tokens[index - 1].lower not in cues.DETERMINERS)
        if verb or tokens[index].kind == "quote" or tokens[index].text in ":;":
            return None
    return None


def _about_further_on(tokens: Sequence[Token], first: int, end: int) -> int | None:
    """What stands after "about" in "spoke at the rally on Tuesday about", "asked the board about"."""
    for index in range(first, min(end - 1, first + _LONGEST_AWAY)):
        lower = tokens[index].lower
        if lower == "about":
            told = tokens[index + 1]
            return index + 1 if told.kind == "word" and told.lower not in PRONOUNS_ALONE else None
        if tokens[index].kind != "word" or lower in FINITE_WORDS or lower in FORMS or lower in {"and", "that"}:
            return None
    return None


def _as_further_on(tokens: Sequence[Token], first: int, end: int) -> bool:
    """ "described the inquiry as a mistake": what it is said to be is told with it."""
    for index in range(first + 1, min(end - 1, first + _LONGEST_AWAY)):
        if tokens[index].lower == "as":
            return tokens[index + 1].kind == "word"
        if tokens[index].kind != "word" or tokens[index].lower in FINITE_WORDS:
            return False
    return False


def foreign_that(tokens: Sequence[Token], cue: int, end: int) -> int | None:
    """The "that" after a German, Italian or French verb of saying, past the one addressed and the subject after it."""
    for index in range(cue + 1, min(end - 1, cue + _LONGEST_AWAY)):
        token = tokens[index]
        if foreign.begins_speech(token.lower) and (token.lower not in {"se", "si", "ob"} or index <= cue + 2):
            return index
        if token.kind == "quote" or token.text in ":;" or token.lower in foreign.FINITE:
            return None
    return None
