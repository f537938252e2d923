"""A claim or a passage as the checks see it: its sentences, their telling words, negations, years and figures.

Text is folded once; every word knows where it stands in the folded text, and so in the original. What costs time and is
seldom asked for (figures, admissions) is worked out when first asked for and kept, since a passage is held against
many claims.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property, lru_cache
from typing import Any, NamedTuple

from esgcheck.analysis.figures import Figure, figures
from esgcheck.analysis.languages import COMMONEST
from esgcheck.analysis.sentences import sentences
from esgcheck.analysis.stance import phrases
from esgcheck.analysis.stance.lexicon import entry
from esgcheck.analysis.stance.likeness import rows_of
from esgcheck.analysis.text import normalise
from esgcheck.analysis.types import Span
from esgcheck.analysis.wording import word_set

LONGEST = 20_000
"""Characters that are looked at; a passage is seldom longer than two thousand."""
_LONGEST_SENTENCES = 60

_WORD = re.compile(r"[^\W_]+(?:'[^\W\d_]+)*")
_NAME = re.compile(r"(?<![.!?:“\"‘'•] )(?<!^)\b[A-ZÄÖÜÀÈÉ][\w.&-]*[\w]")
_NO_NAMES = word_set("group company board scope report we our us i co2 esg ceo management january february march april "
                     "may june july august september october november december q a")  # fmt: skip
_YEAR = re.compile(r"\b(?:19|20)\d\d\b(?! ?(?:tonnes|tons|t|employees|people|workers|hours|euros|dollars|mwh|gwh|%)\b)")
_COMPOUND = re.compile(r"(?<=[^\W\d_]{3})[-\u2010\u2011](?=[^\W\d_]{3})")
"""The hyphen of a compound goes, letter for letter, so that "FSC-certified" and "certified by the FSC" meet."""
_SPACE = re.compile(r"\s")
"""Each to a plain one, so that how a text is set does not matter to where its sentences end."""


class Token(NamedTuple):
    """A word: where it stands in the folded text, its key and pole (see `lexicon`), its weight, its clause."""

    text: str
    start: int
    end: int
    key: str
    pole: int
    weight: float
    clause: int


class Cue(NamedTuple):
    """A negation: its place in the whole folded text, its clause, and the keys of the words that it denies, none where
    it denies the whole sentence. ``key`` is
    that of a word that denies by its meaning ("stopped") and so denies nothing where both sentences have it; empty for
    plain ones."""

    start: int
    end: int
    clause: int
    heads: tuple[str, ...]
    key: str = ""


class Sentence:
    """A sentence of a folded text: ``start:end`` in it. ``keys`` gives the weight of each telling key."""

    def __init__(self, folded: str, start: int, end: int, order: int) -> None:
        self.folded = folded[start:end]
        self.start, self.end, self.order = start, end, order
        self.asks = self.folded.rstrip("\"') ").endswith("?")
        self.tokens = _tokens(self.folded, start)
        keys: dict[str, float] = {}
        for token in self.tokens:
            if token.weight > keys.get(token.key, 0.0):
                keys[token.key] = token.weight
        self.keys = keys
        self.every = frozenset(token.key for token in self.tokens)
        self.carried: frozenset[str] = frozenset()

    @cached_property
    def total(self) -> float:
        return sum(self.keys.values())

    @cached_property
    def years(self) -> frozenset[str]:
        return frozenset(_YEAR.findall(self.folded))

    @cached_property
    def figures(self) -> tuple[Figure, ...]:
        return figures(self.folded)

    @cached_property
    def cues(self) -> tuple[Cue, ...]:
        """The negations, in order."""
        return tuple(_negations(self))

    @cached_property
    def verbs(self) -> frozenset[str]:
        """Keys of what is likely to say what happens: after a helping verb or pronoun, or ending in "ed"."""
        return frozenset(_verbs(self.tokens))

    @cached_property
    def null(self) -> re.Match[str] | None:
        """Where it says that nothing was found: "no effect", "not associated"."""
        return phrases.NULL.search(self.folded)

    @cached_property
    def future(self) -> re.Match[str] | None:
        return phrases.FUTURE.search(self.folded)

    @cached_property
    def hedged(self) -> re.Match[str] | None:
        return phrases.HEDGED.search(self.folded)

    def clause_at(self, position: int) -> int:
        """The clause that the character at ``position`` of the whole folded text stands in."""
        clause = 0
        for token in self.tokens:
            if token.start > position:
                break
            clause = token.clause
        return clause


def fold(text: str) -> str:
    """A claim as the checks look at it, without its sentences and words."""
    return normalise(_COMPOUND.sub(" ", text[:LONGEST])).text


class Reading:
    """A text folded and split."""

    def __init__(self, text: str) -> None:
        text = text[:LONGEST]
        self.text = text = _COMPOUND.sub(" ", text)
        self.normalised = normalise(text)
        self.folded = self.normalised.text
        self.language = _language(text)
        spans = sentences(_SPACE.sub(" ", text))[:_LONGEST_SENTENCES]
        at = self.normalised.at
        self.sentences = [
            Sentence(self.folded, at(span.start), at(span.end) if span.end < len(text) else len(self.folded), order)
            for order, span in enumerate(spans)
        ]
        for before, after in zip(self.sentences, self.sentences[1:], strict=False):
            if before.asks or _leans(after):
                after.carried = frozenset(before.keys) | (before.carried if before.asks else frozenset())

    @cached_property
    def telling(self) -> tuple[list[Token], list[int], Any]:
        """The words that tell what it is about, where those of each sentence begin, and their vectors."""
        words: list[Token] = []
        begins: list[int] = []
        for sentence in self.sentences:
            begins.append(len(words))
            seen: set[str] = set()
            for token in sentence.tokens:
                if token.weight >= 1 and token.key not in seen:
                    seen.add(token.key)
                    words.append(token)
        return words, [*begins, len(words)], rows_of([token.text for token in words])

    @cached_property
    def names(self) -> frozenset[str]:
        names = (name.lower().removesuffix("'s").removesuffix("’s") for name in _NAME.findall(self.text))
        return frozenset(name.partition("-")[0] for name in names) - _NO_NAMES

    @cached_property
    def keys(self) -> frozenset[str]:
        return frozenset(key for sentence in self.sentences for key in sentence.keys)

    @cached_property
    def words(self) -> frozenset[str]:
        return frozenset(token.text.removesuffix("'s") for sentence in self.sentences for token in sentence.tokens)

    def span(self, start: int, end: int) -> Span:
        """The place in the original text of ``start:end`` of the folded one."""
        return self.normalised.span(start, end)


_LETTERS = re.compile(r"[^\W\d_]+")


def _language(text: str) -> str:
    """The language of a text that is surely not English; the short ones that tell nothing count as English."""
    words = _LETTERS.findall(text[:1_000].lower())
    counts = {code: sum(map(common.__contains__, words)) for code, common in COMMONEST.items()}
    best = max(counts, key=lambda code: counts[code])
    return best if counts[best] >= 2 and counts[best] > 1.5 * counts["en"] else "en"


@lru_cache(maxsize=4096)
def read(text: str) -> Reading:
    """Fold and split a text once; the claim is held against many passages, and a passage against many claims."""
    return Reading(text)


def _tokens(folded: str, offset: int) -> tuple[Token, ...]:
    breaks = [match.start() for match in phrases.BREAK.finditer(folded)]
    clause = 0
    found: list[Token] = []
    for match in _WORD.finditer(folded):
        while clause < len(breaks) and breaks[clause] <= match.start():
            clause += 1
        word = match[0]
        if word[0].isdigit():
            continue
        known = entry(word)
        found.append(
            Token(word, offset + match.start(), offset + match.end(), known.key, known.pole, known.weight, clause)
        )
    return tuple(found)


def _negations(sentence: Sentence) -> list[Cue]:
    """Where the sentence denies. "Not only" and "no later than" deny nothing; "free of", "stopped" and "failed" do.
    "Nobody works more than 60 hours" gives a bound, which the figures know of."""
    offset = sentence.start
    no_cue = [match.span() for match in phrases.NOT_DENYING.finditer(sentence.folded)]
    found: list[Cue] = []
    for token in sentence.tokens:
        if token.text in phrases.DENYING or token.text.endswith("n't"):
            at = token.start - offset
            if not any(low <= at < high for low, high in no_cue):
                found.append(Cue(token.start, token.end, token.clause, _denied(sentence, token)))
    for figure in sentence.figures if found else ():
        before = [cue for cue in found if cue.end <= offset + figure.start]
        if figure.flipped and before:
            found.remove(before[-1])
    for pattern in (phrases.FREE, phrases.AVERTED, phrases.ENDED):
        for match in pattern.finditer(sentence.folded):
            start, end = offset + match.start(), offset + match.end()
            key = "" if pattern is phrases.FREE else entry(match[0].split()[0]).key
            heads = _heads(sentence, end)
            if match[0] == "free":
                heads = _heads(sentence, start, back=True, count=1)
            elif pattern is phrases.ENDED:
                heads += _heads(sentence, start, back=True)
            found.append(Cue(start, end, sentence.clause_at(start), heads, key))
    for figure in sentence.figures:
        if figure.value == 0 and figure.text[:1] == "0":
            start, end = offset + figure.start, offset + figure.end
            heads = _heads(sentence, start, back=True) + _heads(sentence, end)
            found.append(Cue(start, end, sentence.clause_at(start), heads))
    return sorted(found)


def _denied(sentence: Sentence, token: Token) -> tuple[str, ...]:
    """Keys of what a negation denies: after "no effect" the effect alone, after "no evidence of" what comes then. None
    at all after "it is not true that": it denies all that follows."""
    at = token.start - sentence.start
    for match in phrases.UNTRUE.finditer(sentence.folded):
        if match.start() <= at < match.end():
            return ()
    for match in phrases.UNSEEN.finditer(sentence.folded):
        if match.start() <= at < match.end():
            return _heads(sentence, sentence.start + match.end())
    null = sentence.null
    return _heads(sentence, token.end, count=1 if null and null.start() <= at <= null.end() else 2)


def _heads(sentence: Sentence, position: int, *, back: bool = False, count: int = 2) -> tuple[str, ...]:
    """Keys of the first telling words after (or before) a place, in its clause; those before where there is none."""
    clause = sentence.clause_at(position)
    telling = [token for token in sentence.tokens if token.clause == clause and (token.weight or token.pole)]
    after = [token.key for token in telling if token.start >= position][:count]
    before = [token.key for token in telling if token.start < position][-count:]
    return tuple(before if back or not after else after)


_HELPING = word_set("is are was were be been being has have had will to not do does did never no we they it he she who "
                    "nobody n't didn't wasn't weren't don't doesn't")  # fmt: skip


def _verbs(tokens: tuple[Token, ...]) -> Iterator[str]:
    before = ""
    for token in tokens:
        if token.weight > 0 and (before in _HELPING or (token.text.endswith("ed") and len(token.text) > 4)):
            yield token.key
        if not token.text.endswith("ly"):
            before = token.text


_BACK = word_set("this that it they these those he she them there such both his her their its not nobody none and yes "
                 "no most some all a")  # fmt: skip


def _leans(sentence: Sentence) -> bool:
    """Whether a sentence cannot be understood without the one before: "It leaked", "Nobody told them"."""
    return sentence.total <= 5 and any(token.text in _BACK for token in sentence.tokens[:2])
