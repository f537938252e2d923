"""What somebody was asked, told or warned of: the passive, whose teller stands after "by".

"When asked by the regulator whether the plant was safe", "staff were warned by the union that it was not". Only who
asks may stay unnamed, since a question is told for its answer; "staff were told that" without a name is the writer's.
"""

from __future__ import annotations

from collections.abc import Sequence

from esgcheck.analysis.quotations import cues, speakers
from esgcheck.analysis.quotations.reporting import QUESTIONS, TIMES
from esgcheck.analysis.quotations.speakers import Mention
from esgcheck.analysis.quotations.tokens import Token
from esgcheck.analysis.wording import word_set

_ADDRESSED: dict[str, frozenset[str]] = {
    "ask": QUESTIONS | {"about"},
    "tell": QUESTIONS | {"that"},
    "warn": frozenset({"that", "about", "of"}),
    "assure": frozenset({"that"}),
    "inform": frozenset({"that", "of", "about"}),
    "notify": frozenset({"that", "of"}),
    "remind": frozenset({"that", "of"}),
    "advise": frozenset({"that"}),
}
"""Verbs with the one addressed as their subject, and what may begin what they were told."""
_SAID = word_set("report reveal announce disclose allege claim suggest confirm note state determine show")
""" "It was reported by the agency that"."""
_BEFORE_ASKED = word_set("when if once as while")
_BETWEEN = TIMES | word_set("in on at last this week month year recently once again also by the a interview")
_LONGEST_BETWEEN = 6


def passive(
    tokens: Sequence[Token], index: int, start: int, end: int, verb: str, text: str
) -> tuple[int, str, Mention | None] | None:
    """The token that what was told begins with after the participle at ``index``, its frame, and the teller if any."""
    wanted = _ADDRESSED.get(verb, frozenset())
    if not (_is_passive(tokens, index, start) or (verb == "ask" and _is_reduced(tokens, index, start))):
        return None
    if verb in _SAID:
        if not _is_impersonal(tokens, index, start):
            return None
        wanted = frozenset({"that"})
    place, mention = index + 1, None
    while place < end and place <= index + _LONGEST_BETWEEN and tokens[place].lower not in wanted:
        if tokens[place].lower == "by" and mention is None:
            mention = speakers.after(tokens, place, end, text)
            place = mention.last + 1 if mention is not None else end
            if place < end and tokens[place].lower in wanted:
                break
        if place >= end or not _is_between(tokens[place]):
            return None
        place += 1
    if place + 1 >= end or tokens[place].lower not in wanted:
        return None
    if mention is None and verb != "ask":
        return None
    frame = tokens[place].lower
    if frame == "about" and tokens[place + 1].lower in cues.PRONOUNS:
        return None  # "asked about it" tells nothing of what was asked
    return (place + 1 if frame in {"of", "about"} else place), frame, mention


def _is_between(token: Token) -> bool:
    """When or where somebody was asked: "on Monday", "in Iowa", "in 2012"."""
    return token.lower in _BETWEEN or token.text.isdigit() or token.capital


def _is_passive(tokens: Sequence[Token], index: int, start: int) -> bool:
    """ "was asked", "has also been repeatedly asked"."""
    back = index - 1
    while back > start and (
        tokens[back].lower in {"also", "not", "then", "later", "first", "even", "widely"}
        or tokens[back].lower.endswith("ly")
    ):
        back -= 1
    return back >= start and tokens[back].lower in cues.BE_FORMS


def _is_reduced(tokens: Sequence[Token], index: int, start: int) -> bool:
    """ "Asked whether …, she said", "said, when asked about"."""
    while start < index and tokens[start].kind == "mark":
        start += 1
    return index == start or tokens[index - 1].lower in _BEFORE_ASKED


def _is_impersonal(tokens: Sequence[Token], index: int, start: int) -> bool:
    return any(tokens[i].lower == "it" for i in range(max(start, index - 4), index))
