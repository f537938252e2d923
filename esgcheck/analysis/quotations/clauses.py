"""Whether words are a clause: a subject, and a verb known by its form and its place."""

from __future__ import annotations

from collections.abc import Sequence

from esgcheck.analysis.quotations import cues
from esgcheck.analysis.quotations.reporting import (
    ADJUNCTS,
    FINITE_WORDS,
    NO_SUBJECT,
    PLAIN_PASTS,
    PLAIN_PRESENTS,
    SUBJECT_PRONOUNS,
)
from esgcheck.analysis.quotations.tokens import Token

_LONGEST_SUBJECT = 30
"""In tokens, up to the verb."""
_SURELY_CLAUSE = 5
"""So many words after "they say" are a clause even where its verb is not recognised."""
NO_GERUND = frozenset({"including", "being", "during", "something", "nothing", "everything", "anything"})
"""Words in -ing that are no form of a verb, or do not tell what somebody does."""


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


def is_predicate(tokens: Sequence[Token], first: int) -> bool:
    """Whether the verb of a subject that stands before comes first: "The name, she explained, exists since May"."""
    token = tokens[first]
    if token.kind != "word" or token.capital or token.lower in cues.FUNCTION | ADJUNCTS | cues.DETERMINERS:
        return False
    return token.lower in PLAIN_PASTS or token.lower.endswith(("ed", "es")) or token.lower in PLAIN_PRESENTS


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
