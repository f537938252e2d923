"""Where what is told ends, and the writer takes over again."""

from __future__ import annotations

from collections.abc import Sequence

from esgcheck.analysis.quotations import cues
from esgcheck.analysis.quotations.clauses import NO_GERUND, is_verbal
from esgcheck.analysis.quotations.reporting import (
    FINITE_WORDS,
    FORMS,
    NOUNS,
    NUMBERS,
    SUBORDINATE,
    THINKING,
    TIMES,
    VERBS,
)
from esgcheck.analysis.quotations.speakers import Mention
from esgcheck.analysis.quotations.tokens import Token

_ADDED = frozenset({"a", "an", "one", "which", "who", "also", "however", "down", "up"})
"""What a writer adds after a comma: "…, a claim that …", "…, which was never tested", "…, down from May"."""
_WHEN_TOLD = frozenset({"before", "through", "during", "after", "since", "until", "while", "when", "as"})
_TOLD_IN = frozenset(
    {"speech", "interview", "statement", "letter", "tweet", "report", "memo", "rally", "town", "press"}
)
_LONGEST_BEFORE = 10
"""In tokens, from "while" to the one who tells."""
_QUOTING = frozenset({"called", "calling", "quoted", "quoting", "cited", "citing", "chided", "chiding"})
_REMARKS = frozenset({"though", "although", "except", "something", "all", "about", "the", "as"})
"""With what a writer remarks on what was told, after a dash."""
_TURNS = frozenset({"with", "while", "though", "although"})
"""With what the writer turns from what is told to a quotation."""
_HELPERS = cues.BE_FORMS | {"have", "has", "had"}


def content_end(tokens: Sequence[Token], first: int, end: int, depends: bool, acting: bool = False) -> int:
    """Where the writer takes over again; ``depends`` where the main clause is still to come, ``acting`` where what is
    told is an act ("to comment"), so that a further verb has the same subject as the telling."""
    for index in range(first + 1, end):
        token = tokens[index]
        if acting and _ends_act(tokens, first, index, end):
            return index
        if _begins_remark(tokens, first, index, end):
            return index
        begins = token.text == ":" and index + 1 < end and tokens[index + 1].capital and is_verbal(tokens, index, end)
        if begins or token.text in ";—" or (token.text == "," and _takes_over(tokens, first, index, end, depends)):
            return index
        joins = token.lower in {"and", "but"} and index + 1 < end
        if joins and (resumes(tokens, index + 1, end) or (acting and tokens[index + 1].lower in FINITE_WORDS)):
            return index
        if joins and tokens[index + 1].lower in {"has", "have"} and tokens[first].lower in {"he", "she", "it", "they"}:
            return index
    return end


def _begins_remark(tokens: Sequence[Token], first: int, index: int, end: int) -> bool:
    """Whether the one dash of what is told comes before a remark of the writer: "… -- though nobody checked"."""
    if not _is_dash(tokens, index) or index + 1 >= end or tokens[index + 1].lower not in _REMARKS:
        return False
    return sum(_is_dash(tokens, other) for other in range(first + 1, end)) == 1


def _is_dash(tokens: Sequence[Token], index: int) -> bool:
    """A dash with space before it, which a hyphen has not."""
    return tokens[index].text in {"—", "–", "-"} and tokens[index - 1].end < tokens[index].start


def _ends_act(tokens: Sequence[Token], first: int, index: int, end: int) -> bool:
    """Whether an act that was told of ends: "declined to comment, which", "vowed to close it -- even as"; a further act
    ("to strengthen unions, close loopholes and raise") belongs to it."""
    token = tokens[index]
    if _is_dash(tokens, index):
        return True
    following = tokens[index + 1].lower if index + 1 < end else ""
    if following in cues.DETERMINERS and sum(other.text == "," for other in tokens[first:end]) > 1:
        return False  # "the lack of work, the long hours, the heat"
    return token.text == "," and (
        following in FINITE_WORDS | SUBORDINATE | _ADDED | cues.DETERMINERS | cues.PRONOUNS | {"nor", "despite"}
        or following.endswith(("ed", "n't"))
    )


def before_quotation(tokens: Sequence[Token], first: int, last: int) -> int:
    """Where the words before a quotation in marks end: at the verb of telling that leads up to it (", adding: “…”");
    ``first``, so that nothing is left, where no such verb does."""
    quote = next((i for i in range(first, last) if tokens[i].kind == "quote"), None)
    if quote is None:
        return last
    for index in range(quote - 1, first, -1):
        if tokens[index].text == "," or tokens[index].lower in {"and", "but"}:
            lower = tokens[index + 1].lower
            told = lower in cues.FINITE | cues.GERUND | _QUOTING or FORMS.get(lower, ("", "base"))[1] != "base"
            if (told and lower not in NOUNS) or (tokens[index].text == "," and lower in _TURNS):
                return index
        elif tokens[index].text in {"—", "–", "-"} and tokens[index + 1].lower in _TURNS:
            return index
    return first


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
    while before > start and mention.first - before <= _LONGEST_BEFORE and _leads_on(tokens[before]):
        before -= 1
    opens = before == start or (before > start and tokens[before - 1].text == ",")
    if before >= start and tokens[before].lower in SUBORDINATE and (opens or before == mention.first - 1):
        return True
    relative = any(tokens[i].lower in {"who", "which"} for i in (cue - 1, cue - 2) if i > mention.last)
    return relative and any(tokens[i].text == "," for i in range(mention.last + 1, cue))


def _leads_on(token: Token) -> bool:
    """Whether the token may stand between "while" and the one who tells: "While only some of the parties say"."""
    return token.kind == "word" and token.lower not in FINITE_WORDS | SUBORDINATE and token.lower not in FORMS


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
        return resumes(tokens, comma + 2, end)
    if lower == "according" or (lower == "as" and comma + 2 < end and tokens[comma + 2].lower in FINITE_WORDS):
        return True
    known = FORMS.get(lower)
    if (known is not None and known[1] in {"gerund", "past"}) or lower == "compared":
        return True
    if lower.endswith("ing") and lower not in NO_GERUND:
        return True
    if _closes(tokens, comma, end):
        return True
    if not depends:
        return False
    counted = lower[:1].isdigit() or lower in NUMBERS
    return following.capital or counted or known is not None or lower in cues.DETERMINERS | cues.PRONOUNS | FINITE_WORDS


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


def resumes(tokens: Sequence[Token], index: int, end: int) -> bool:
    """Whether somebody goes on to say something else: "and denied that", "but the union said"."""
    while index < end and (tokens[index].lower in {"also", "then", "later"} or tokens[index].lower.endswith("ly")):
        index += 1
    if index >= end or tokens[index].lower in {"that", "whether"}:
        return False
    known = FORMS.get(tokens[index].lower)
    if known is not None and known[1] in {"past", "present"} and known[0] not in THINKING:
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
