"""Where what is told begins after a verb of telling, and where it ends."""

from __future__ import annotations

from collections.abc import Sequence

from esgcheck.analysis.quotations import cues, foreign, speakers
from esgcheck.analysis.quotations.reporting import (
    ADJUNCTS,
    BELIEVING,
    FINITE_WORDS,
    FORMS,
    NO_SUBJECT,
    PLAIN_PASTS,
    PLAIN_PRESENTS,
    QUESTIONS,
    SUBJECT_PRONOUNS,
    SUBORDINATE,
    SURE,
    TIMES,
    VERBS,
)
from esgcheck.analysis.quotations.speakers import Mention
from esgcheck.analysis.quotations.tokens import Token

_LONGEST_AWAY = 14
"""In tokens, from a verb to its "that"."""
_LONGEST_SUBJECT = 30
_SURELY_CLAUSE = 5
"""So many words after "they say" are a clause even where its verb is not recognised."""
_ASKED = frozenset({"request", "requests", "question", "questions", "comment", "inquiry", "inquiries", "email"})
_OBJECTS = frozenset({"him", "her", "them", "me", "us", "you"})
_ADDED = frozenset({"a", "an", "one", "which", "who"})
"""What a writer adds after a comma: "…, a claim that …", "…, which was never tested"."""
_WHEN_TOLD = frozenset({"before", "through", "during", "after", "since", "until", "while", "when", "as"})
_TOLD_IN = frozenset(
    {"speech", "interview", "statement", "letter", "tweet", "report", "memo", "rally", "town", "press"}
)
_HELPERS = cues.BE_FORMS | {"have", "has", "had"}
NEGATIONS = frozenset({"not", "didn't", "never", "hasn't", "haven't", "don't", "doesn't", "nor"})
PRONOUNS_ALONE = cues.PRONOUNS | {"him", "her", "them", "us", "me", "himself", "herself", "themselves", "so", "as"}
_NO_GERUND = frozenset({"including", "being", "during", "something", "nothing", "everything", "anything"})


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
    while first < end and (tokens[first].lower in TIMES or tokens[first].lower.endswith("ly")):
        first += 1
    if first >= end:
        return None
    lower = tokens[first].lower
    if lower == "that" and "that" in frames and first + 1 < end:
        return first, "that"
    if lower in QUESTIONS and "question" in frames:
        return first, "question"
    if lower == "to" and "to" in frames and verb not in {"respond", "reply"}:
        return first, "to"
    away = _that_further_on(tokens, first, end, frames) if "that" in frames else None
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
    return _with_listener(tokens, first, end, frames, text)


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
            return index
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


def foreign_that(tokens: Sequence[Token], cue: int, end: int) -> int | None:
    """The "that" after a German, Italian or French verb of saying, past the one addressed and the subject after it."""
    for index in range(cue + 1, min(end - 1, cue + _LONGEST_AWAY)):
        token = tokens[index]
        if foreign.begins_speech(token.lower) and (token.lower not in {"se", "si", "ob"} or index <= cue + 2):
            return index
        if token.kind == "quote" or token.text in ":;" or token.lower in foreign.FINITE:
            return None
    return None


def is_clause(tokens: Sequence[Token], first: int, end: int, sure: bool) -> bool:
    """Whether a clause begins at token ``first``: a subject and its verb. Where the verb of telling takes things as
    readily as clauses (showed, wrote, reported: not ``sure``), only a plain verb after a plain subject is one."""
    token = tokens[first]
    if token.kind != "word" or token.lower in NO_SUBJECT or token.lower in FINITE_WORDS:
        return False
    if token.lower.endswith("ed") and not token.capital:
        return False
    asides = 0
    for index in range(first, min(end, first + _LONGEST_SUBJECT)):
        if tokens[index].text in ":;" or tokens[index].kind == "quote":
            return False
        if tokens[index].text == "," and not _in_number(tokens, index, end):
            asides += 1
            resumes = index + 1 < end and tokens[index + 1].lower in FINITE_WORDS
            if (
                asides == 1
                and not resumes
                and all(tokens[i].text != "," for i in range(index + 1, min(end, index + 14)))
            ):
                return sure and index - first >= _SURELY_CLAUSE and not token.capital
        if index > first and tokens[index].lower == "to" and not sure:
            return False
        if is_verb(tokens, index, first, sure):
            return True
    return sure and not asides and end - first >= _SURELY_CLAUSE and not token.capital


def _in_number(tokens: Sequence[Token], comma: int, end: int) -> bool:
    """ "2,093"."""
    return tokens[comma - 1].text.isdigit() and comma + 1 < end and tokens[comma + 1].text[:1].isdigit()


def is_verbal(tokens: Sequence[Token], first: int, end: int) -> bool:
    """Whether there is a verb among the tokens."""
    return any(
        tokens[index].lower in FINITE_WORDS or is_verb(tokens, index, first, True) for index in range(first, end)
    )


def is_verb(tokens: Sequence[Token], index: int, first: int, sure: bool = True) -> bool:
    """Whether token ``index`` is likely the verb of a clause that begins at ``first``."""
    token = tokens[index]
    lower = token.lower
    if token.kind != "word":
        return False
    if "'" in lower:
        head, _, tail = lower.rpartition("'")
        if tail in {"re", "ll", "ve", "d", "m", "s"} and head in SUBJECT_PRONOUNS:
            return True
    if index == first:
        return False
    if lower in FINITE_WORDS:
        return True
    before = tokens[index - 1]
    if before.lower == "it":
        return lower.endswith(("s", "ed", "ly")) or lower in PLAIN_PASTS
    if before.lower in SUBJECT_PRONOUNS and before.lower not in {"there", "this", "these", "those"}:
        return True
    if token.capital or before.lower in cues.DETERMINERS or (not sure and not before.capital):
        return False
    if lower.endswith("ed") or lower in PLAIN_PASTS:
        return before.lower not in cues.FUNCTION
    if sure and lower in PLAIN_PRESENTS and before.lower.endswith("s") and not before.lower.endswith("'s"):
        return True
    if not sure or not lower.endswith("s") or lower.endswith(("ss", "us")):
        return False
    return before.capital or not before.lower.endswith("s")


def content_end(tokens: Sequence[Token], first: int, end: int, depends: bool, acting: bool = False) -> int:
    """Where the writer takes over again; ``depends`` where the main clause is still to come, ``acting`` where what is
    told is an act ("to comment"), so that a further verb has the same subject as the telling."""
    for index in range(first + 1, end):
        token = tokens[index]
        begins = token.text == ":" and index + 1 < end and tokens[index + 1].capital and is_verbal(tokens, index, end)
        if begins or token.text in ";—" or (token.text == "," and _takes_over(tokens, first, index, end, depends)):
            return index
        joins = token.lower in {"and", "but"} and index + 1 < end
        if joins and (_resumes(tokens, index + 1, end) or (acting and tokens[index + 1].lower in FINITE_WORDS)):
            return index
    return end


def thing_end(tokens: Sequence[Token], first: int, end: int) -> int:
    """Where a thing that was told of ends, and when or where it was told begins: "its plans | on Monday"."""
    for index in range(first + 1, end):
        lower = tokens[index].lower
        if lower in _WHEN_TOLD:
            return index
        if lower in {"on", "in", "at"} and index + 1 < end:
            following = tokens[index + 1]
            told_in = index + 2 < end and following.lower in {"a", "an"} and tokens[index + 2].lower in _TOLD_IN
            if following.lower in TIMES or following.text[:4].isdigit() or told_in:
                return index
    return end


def depends(tokens: Sequence[Token], start: int, cue: int, mention: Mention) -> bool:
    """Whether the saying is itself in a clause that the main clause follows: "If the tests show …, the plant …"."""
    before = mention.first - 1
    if before >= start and tokens[before].lower in SUBORDINATE:
        return True
    relative = any(tokens[i].lower in {"who", "which"} for i in (cue - 1, cue - 2) if i > mention.last)
    return relative and any(tokens[i].text == "," for i in range(mention.last + 1, cue))


def _takes_over(tokens: Sequence[Token], first: int, comma: int, end: int, depends: bool) -> bool:
    if comma + 1 >= end:
        return True
    following = tokens[comma + 1]
    lower = following.lower
    if lower in _ADDED:
        return is_verbal(tokens, first, comma)
    if lower == "but" and comma + 2 < end:
        subject = tokens[comma + 2]
        if subject.capital or subject.lower in cues.PRONOUNS | cues.DETERMINERS - {"that"}:
            return True
    if lower in {"and", "but", "then"} and comma + 2 < end:
        return _resumes(tokens, comma + 2, end)
    if lower == "according" or (lower == "as" and comma + 2 < end and tokens[comma + 2].lower in FINITE_WORDS):
        return True
    known = FORMS.get(lower)
    if known is not None and known[1] in {"gerund", "past"}:
        return True
    if lower.endswith("ing") and lower not in _NO_GERUND:
        return True
    if _closes(tokens, comma, end):
        return True
    if not depends:
        return False
    return following.capital or known is not None or lower in cues.DETERMINERS | cues.PRONOUNS | FINITE_WORDS


def _closes(tokens: Sequence[Token], comma: int, end: int) -> bool:
    """Whether an attribution that ends the sentence follows: ", the ministry said on Friday"."""
    for index in range(comma + 2, min(end, comma + 9)):
        if tokens[index].kind != "word":
            return False
        known = FORMS.get(tokens[index].lower)
        if known is not None and known[1] in {"past", "present"} and "clause" in VERBS[known[0]]:
            if tokens[index - 1].lower in _HELPERS:
                return False
            return index + 1 >= end or tokens[index + 1].lower in TIMES | {"on", "in", "at"}
    return False


def _resumes(tokens: Sequence[Token], index: int, end: int) -> bool:
    """Whether somebody goes on to say something else: "and denied that", "but the union said"."""
    while index < end and (tokens[index].lower in {"also", "then", "later"} or tokens[index].lower.endswith("ly")):
        index += 1
    if index >= end or tokens[index].lower in {"that", "whether"}:
        return False
    known = FORMS.get(tokens[index].lower)
    if known is not None and known[1] in {"past", "present"} and known[0] not in BELIEVING:
        return True
    if known is not None and known[1] == "gerund":
        return tokens[index - 1].lower == "but" or tokens[index - 2].text == ","
    for other in range(index + 1, min(end, index + 6)):
        if tokens[other].kind != "word" or tokens[other].lower in {"that", "to", "of", "and"}:
            break
        known = FORMS.get(tokens[other].lower)
        if known is not None and known[1] == "past" and tokens[other - 1].lower not in _HELPERS:
            return True
    return False
